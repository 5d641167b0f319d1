import { Argument, Command, Option } from '@commander-js/extra-typings';
import { allNamespacesOption, clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { ALL_SORTS, SORTS, VIEWS } from './top/choices.ts';
import { oneOf } from './usage.ts';

const SORTS_IN_WORDS = VIEWS.map((view) => `${view} by ${SORTS[view].join(', ')}`).join('; ');

export function topCommand() {
  return allNamespacesOption(
    clusterOptions(
      new Command('top')
        .summary('show the shared memory of pods, apps, segments and nodes, and chunks in pools')
        .description(
          `Shows how much shared memory pods of iceoryx use, live on a terminal: keys change the view, the order and the filter, and ? tells them. With --once or -o, and into a pipe, it shows one moment.

The views: pods, with their limit, apps and the age of RouDi; apps, with container, process and the name of their runtime; segments, the files of /dev/shm; pools, with the chunks that are in use and the most that ever were since RouDi started; nodes, with the sum of their pods and domains.

The figures are asked of the agents in the pods, by a command in each, which needs get and create of pods/exec. Memory of nodes needs get of nodes. For pods of a domain it shows what their apps have touched; the domain's files count once, with its RouDi. Chunks in pools are read from RouDi's own tables, by od in its container: its image must have that, and iceoryx be a 2.0 or 2.95 with the usual limits.

Orders: ${SORTS_IN_WORDS}.

Exit codes: 0 whatever the figures are; 1 pods cannot be listed or the cluster does not answer; 2 the command line is wrong.`,
        ),
    ),
  )
    .addArgument(new Argument('[view]', 'what the rows are').choices(VIEWS).default('pods' as const))
    .addOption(new Option('-l, --selector <labels>', 'only pods with these labels, such as app=robot,tier!=test'))
    .addOption(
      new Option('--sort <order>', 'order of the rows (default: memory)').argParser((value) =>
        oneOf('sort', value, ALL_SORTS),
      ),
    )
    .option('--once', 'show one moment, on a terminal too')
    .addOption(outputOption(['wide', 'json', 'yaml'], 'more columns, or all there is to know for programs'))
    .action(async (view, options) => (await import('./top/show.ts')).showTop(view, options));
}
