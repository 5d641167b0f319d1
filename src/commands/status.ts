import { Argument, Command, Option } from '@commander-js/extra-typings';
import { allNamespacesOption, clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';

export function statusCommand() {
  return allNamespacesOption(
    clusterOptions(
      new Command('status')
        .summary('show deployments, profiles and domains at a glance, or one of them with its pods')
        .description(
          `Shows the IceoryxDeployments, IceoryxProfiles and IceoryxDomains of a namespace: whether they are Ready and why not, their pods and apps, when RouDi last started and how often it was started again, how much shared memory is in use, the last recovery, and the last fault that was found. With a name it shows one of them: what is not well and what to do, its pods, and its last Events.

Shared memory and incarnations are asked of the agents in the pods, which needs the right to exec. Figures with ~ come from the object's status instead. Of several pods, ROUDI is the one that started last, and SHARED MEMORY the one that is fullest.

On a terminal, columns that do not fit are shortened or left out, and what is wrong stands below the table; -o wide and pipes have all columns. --watch draws the view again every two seconds, until q is pressed. Into a pipe it first prints all, and then, as kubectl get --watch does, the rows that have changed; with a name, or as JSON or YAML, the whole again.

Exit codes: 0 whatever the state is; 1 there is no object of that name, no kind may be listed, or the cluster does not answer; 2 the command line is wrong. For CI there is kubectl iceoryx check.`,
        ),
    ),
  )
    .addArgument(
      new Argument('[name]', 'object to show: NAME of any of the kinds, or ioxd/NAME, ioxprofile/NAME, ioxdom/NAME'),
    )
    .addOption(new Option('-l, --selector <labels>', 'only objects with these labels, such as app=robot,tier!=test'))
    .option('-w, --watch', 'go on showing it')
    .addOption(outputOption(['wide', 'json', 'yaml'], 'all columns, or all there is to know for programs'))
    .action(async (name, options) => (await import('./status/show.ts')).showStatus({ name, ...options }));
}
