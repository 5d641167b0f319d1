import { Command, Option } from '@commander-js/extra-typings';
import { clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { labelsOf, wholeNumber } from './usage.ts';

export function sweepCommand() {
  return clusterOptions(
    new Command('sweep')
      .summary('find and remove what iceoryx has left on the nodes')
      .description(
        `Looks on all nodes for files that iceoryx has left, segments in /dev/shm, sockets and locks in /tmp, and reports them; with --remove it removes those that provably no process uses. It creates an IceoryxSweep, follows it node by node, prints what it found, and deletes it.

With the name of an IceoryxSweep that exists, that one is run again, or followed if it runs. With another name the IceoryxSweep that is created stays.

Exit codes: 0 all nodes have reported, and all files to be removed were removed; 1 something failed; 2 the command line is wrong; 3 nodes were skipped, or not all processes were seen, so files that they might hold were left; 130 it was interrupted, and the sweep goes on.`,
      )
      .argument('[name]', 'IceoryxSweep to run again, to follow or to create')
      .option('--remove', 'remove unused files, after a confirmation on the terminal')
      .addOption(new Option('--dry-run', 'report only; the default').conflicts('remove'))
      .option('-y, --yes', 'remove without asking')
      .addOption(
        new Option(
          '-l, --node-selector <labels>',
          'labels of the nodes, as KEY=VALUE,… (default: all Linux nodes)',
        ).argParser((value) => labelsOf('node-selector', value)),
      )
      .addOption(
        new Option(
          '--quiet-period <seconds>',
          'time that a file must stay unused before it is removed (default: 60)',
        ).argParser((value) => wholeNumber('quiet-period', value, 1, 3600)),
      )
      .addOption(
        new Option('--parallelism <number>', 'nodes at a time (default: 10)').argParser((value) =>
          wholeNumber('parallelism', value, 1, 500),
        ),
      )
      .option('--keep', 'do not delete the IceoryxSweep, nor its Jobs with their logs')
      .option('--full', "also print the full report of each node, from its Job's log")
      .addOption(outputOption(['json', 'yaml'], 'the report for programs; docs/kubectl/sweep.md has its fields')),
  ).action(async (name, options) => (await import('./sweep/sweep.ts')).sweep(name, options));
}
