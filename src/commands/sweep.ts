import { statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { SHM_VOLUME, TMP_VOLUME } from '../pod/names.ts';
import type { Origin } from '../sweep/places.ts';
import type { Report } from '../sweep/report.ts';
import { summaryOf } from '../sweep/summary.ts';
import { sweep as sweepRoots } from '../sweep/sweep.ts';
import { size, tableOf } from '../sweep/table.ts';
import { progressLine } from './sweep/progress.ts';
import { oneOf, parseOptions, UsageError, wholeNumber } from './usage.ts';

const USAGE = `usage: npx node src/main.ts sweep --root DIRECTORY [OPTION…]

Finds files that iceoryx has left on this machine: segments in /dev/shm, sockets and locks in /tmp, including those of
pods and containers. Removes unused files after a confirmation on the terminal, or with --yes. Files that a process uses,
or might use, are never removed: see docs/sweeping.md.

  --root DIRECTORY        root file system to search, / for this machine; repeatable
  --dry-run               report only, remove nothing
  --yes                   remove without asking
  --quiet-period SECONDS  time that a file must stay unused before it is removed (default 60)
  --no-roudi-returns      no RouDi will start here again: remove RouDi's own segments as well. By default they stay, and
                          the next RouDi replaces them
  --no-roudi-returns-to PLACES
                          the same for these only: root for each root's own /dev/shm and /tmp, directories for those
                          of --directories; repeatable
  --directories SHM:TMP   directories, below the root, that programs use as /dev/shm and /tmp; repeatable
  --only-directories      search only the directories of --directories
  --remove-directory DIR  remove DIR, below the root, with its contents as well, if no process uses any of it
  --kubelet DIRECTORY     the kubelet's directory, below the root (default /var/lib/kubelet)
  --trust-pid-namespace   for nodes that are containers, such as kind's: assume that no process outside of
                          this PID namespace uses a file
  -o, --output FORMAT     table (default) or json
      --all               also list files that are not iceoryx's, and do not group similar files
  --summary FILE          write a summary of at most 4096 bytes there: a container's termination message

Exit codes: 0 all processes that could hold a file were seen, and all files to be removed were removed; 1 something
failed; 2 the command line is wrong; 3 not all processes were seen, so files that they might hold were left.
`;

const INCOMPLETE = 3;
const ORIGINS = { root: 'Root', directories: 'Directories' } as const satisfies Record<string, Origin>;

/** Runs the sweeper, by hand on any machine or as the command of a Job's container on a node. */
export async function sweep(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    root: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean', default: false },
    yes: { type: 'boolean', short: 'y', default: false },
    'quiet-period': { type: 'string', default: '60' },
    'roudi-returns': { type: 'boolean', default: true },
    'no-roudi-returns-to': { type: 'string', multiple: true, default: [] },
    directories: { type: 'string', multiple: true, default: [] },
    'only-directories': { type: 'boolean', default: false },
    'remove-directory': { type: 'string', multiple: true, default: [] },
    kubelet: { type: 'string', default: '/var/lib/kubelet' },
    'trust-pid-namespace': { type: 'boolean', default: false },
    output: { type: 'string', short: 'o', default: 'table' },
    all: { type: 'boolean', default: false },
    summary: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  if (options.root === undefined) {
    throw new UsageError('--root is missing; give / for this machine');
  }
  for (const root of options.root) {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UsageError(
        `--root '${root}' is not a directory; give / for this machine, or the path where a root file system is mounted`,
      );
    }
  }
  const pairs = options.directories.map(pairOf);
  const isPairsOnly = options['only-directories'];
  if (isPairsOnly && pairs.length === 0) {
    throw new UsageError('--only-directories leaves nothing to search; add --directories SHM:TMP');
  }
  const ended = new Set<Origin>(
    options['no-roudi-returns-to'].map((word) => ORIGINS[oneOf('no-roudi-returns-to', word, ['root', 'directories'])]),
  );
  const output = oneOf('output', options.output, ['table', 'json']);
  const table = (report: Report): string =>
    tableOf(report, { all: options.all, colour: process.stdout.isTTY && process.stdout.hasColors() });
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!options['dry-run'] && !options.yes && (!isTerminal || output === 'json')) {
    throw new UsageError(
      'no confirmation is possible without a terminal; use --dry-run to report only, or --yes to remove',
    );
  }
  const removeDirectories = options['remove-directory'];
  for (const directory of removeDirectories) {
    if (!/^(?:\/[^/]+){2,}$/.test(directory) || directory.split('/').some((step) => step === '.' || step === '..')) {
      throw new UsageError(
        `--remove-directory '${directory}' is not possible; use an absolute path of at least two parts, such as /dev/shm/robot`,
      );
    }
  }
  if (removeDirectories.length > 0 && !options.yes && !options['dry-run']) {
    throw new UsageError('--remove-directory needs --yes; the confirmation on the terminal is about single files');
  }
  const progress = progressLine(process.stderr);
  const ask = async (found: Report): Promise<boolean> => {
    progress.clear();
    process.stdout.write(table(found));
    return confirm(found);
  };
  const report = await sweepRoots({
    scope: { roots: options.root, kubelet: options.kubelet, pairs, isPairsOnly },
    isInjected: (volume) => volume === SHM_VOLUME || volume === TMP_VOLUME,
    trustsNamespace: options['trust-pid-namespace'],
    quietPeriodSeconds: wholeNumber('quiet-period', options['quiet-period'], 0, 86_400),
    roudiReturns: ({ origin }) => options['roudi-returns'] && !ended.has(origin),
    mayRemove: options['dry-run'] ? undefined : options.yes ? () => Promise.resolve(true) : ask,
    removeDirectories,
    onProgress: progress.show,
  }).finally(progress.clear);
  process.stdout.write(output === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : table(report));
  if (options.summary !== undefined) {
    writeFileSync(options.summary, summaryOf(report));
  }
  const isFailed =
    report.totals.failed.files > 0 || report.directories?.some(({ what }) => what === 'Kept' || what === 'Failed');
  process.exitCode = isFailed ? 1 : report.isComplete ? 0 : INCOMPLETE;
}

async function confirm({ totals: { Orphan } }: Report): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`Remove ${Orphan.files} files (${size(Orphan.bytes)})? [y/N] `);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

function pairOf(words: string): { shm: string; tmp: string } {
  const [shm = '', tmp = '', ...rest] = words.split(':');
  if (!shm.startsWith('/') || !tmp.startsWith('/') || rest.length > 0) {
    throw new UsageError(
      `--directories '${words}' is not possible; use two absolute paths, such as /run/robot/shm:/run/robot/tmp`,
    );
  }
  return { shm, tmp };
}
