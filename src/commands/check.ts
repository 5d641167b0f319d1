import { Command, Option } from '@commander-js/extra-typings';
import { allNamespacesOption, clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';

export function checkCommand() {
  return allNamespacesOption(
    clusterOptions(
      new Command('check')
        .summary('check whether a cluster can run the operator, and whether all is well')
        .description(
          `Checks a cluster: the API server and nodes, the definitions, the operator, rights, the webhook, namespaces, memory, all objects and what is left on nodes. What is wrong is named with its remedy and a place in the documentation, the worst first.

Objects of all namespaces are looked at, or of the context's namespace if you may not list those of all. Nothing is changed; only with --sweep an IceoryxSweep is created and deleted again.

Exit codes: 0 all is well, 1 there is an error, 2 the command line is wrong, 3 there are warnings and no error.`,
        )
        .option(
          '--pre',
          'before an installation: whether the cluster can run the operator, and whether you may install it. The namespace is the one to install into (default: iceoryx-system)',
        )
        .addOption(
          new Option(
            '--sweep',
            'sweep all nodes without removing anything, to see what is left there; takes some minutes, and needs the right to create and delete IceoryxSweeps',
          ).conflicts('pre'),
        )
        .addOption(outputOption(['table', 'json'], 'a line for each check, or one document')),
    ),
  ).action(async (options) => (await import('./check/run.ts')).check(options));
}
