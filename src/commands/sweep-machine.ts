import { Command, Option } from '@commander-js/extra-typings';
import { outputOption } from './kit/output.ts';
import { repeated, wholeNumber } from './usage.ts';

export function sweepMachineCommand() {
  return new Command('sweep-machine')
    .summary('find and remove files that iceoryx has left on this machine')
    .description(
      `Finds files that iceoryx has left on this machine: segments in /dev/shm, sockets and locks in /tmp, including those of pods and containers. Removes unused files after a confirmation on the terminal, or with --yes. Files that a process uses, or might use, are never removed: see docs/sweeping.md.

Exit codes: 0 all processes that could hold a file were seen, and all files to be removed were removed; 1 something failed; 2 the command line is wrong; 3 not all processes were seen, so files that they might hold were left.`,
    )
    .addOption(
      new Option('--root <directory>', 'root file system to search, / for this machine; repeatable').argParser(
        repeated,
      ),
    )
    .option('--dry-run', 'report only, remove nothing')
    .option('-y, --yes', 'remove without asking')
    .addOption(
      new Option('--quiet-period <seconds>', 'time that a file must stay unused before it is removed')
        .default(60)
        .argParser((value) => wholeNumber('quiet-period', value, 0, 86_400)),
    )
    .option(
      '--no-roudi-returns',
      "no RouDi will start here again: remove RouDi's own segments as well. By default they stay, and the next RouDi replaces them",
    )
    .addOption(
      new Option(
        '--roudi-ended-in <places>',
        "the same for these only: root for each root's own /dev/shm and /tmp, directories for those of --directories; repeatable",
      )
        .default<readonly string[]>([])
        .argParser(repeated),
    )
    .addOption(
      new Option(
        '--directories <shm:tmp>',
        'directories, below the root, that programs use as /dev/shm and /tmp; repeatable',
      )
        .default<readonly string[]>([])
        .argParser(repeated),
    )
    .option('--only-directories', 'search only the directories of --directories')
    .addOption(
      new Option(
        '--remove-directory <directory>',
        'remove the directory, below the root, with its contents as well, if no process uses any of it; repeatable',
      )
        .default<readonly string[]>([])
        .argParser(repeated),
    )
    .option('--kubelet <directory>', "the kubelet's directory, below the root", '/var/lib/kubelet')
    .option(
      '--trust-pid-namespace',
      "for nodes that are containers, such as kind's: assume that no process outside of this PID namespace uses a file",
    )
    .addOption(outputOption(['table', 'json'], 'format').default('table' as const))
    .option('--all', "also list files that are not iceoryx's, and do not group similar files")
    .option('--summary <file>', "write a summary of at most 4096 bytes there: a container's termination message")
    .action(async (options) => (await import('./sweep-machine/sweep.ts')).sweepMachine(options));
}
