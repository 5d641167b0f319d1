import { Argument, Command } from '@commander-js/extra-typings';
import { clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { renderOptions } from './render/options.ts';

export function explainCommand() {
  return renderOptions(
    clusterOptions(
      new Command('explain')
        .summary('explain why a pod has its shape, every number in it, and what an upgrade would change')
        .description(
          `Explains why pods have the shape that they have: what was added to a template and why, the segments, every computed number with its sum, warnings; whether a pod got RouDi and why not; what made it; and what pods would have that are made next. It decides as the operator does, by the objects and nodes of the cluster and by the arguments of the operator's Deployment. Nothing is written.

With -f it explains files without a cluster, as kubectl iceoryx render --explain does.

Exit codes: 0 it was explained, whatever it is; 1 there is no such object, the cluster does not answer, or a file is wrong; 2 the command line is wrong.`,
        ),
    ),
  )
    .addArgument(
      new Argument(
        '[name]',
        'NAME, or KIND/NAME: ioxd, ioxprofile, ioxdom, pod, deployment, statefulset, daemonset, job, cronjob, replicaset',
      ),
    )
    .addOption(outputOption(['json', 'yaml'], 'all there is to know, for programs'))
    .action(async (name, options, command) => {
      const { explainAny } = await import('./explain/explain.ts');
      return explainAny(name, { ...options, isAgentGiven: command.getOptionValueSource('agentImage') !== 'default' });
    });
}
