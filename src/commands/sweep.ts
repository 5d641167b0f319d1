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

const USAGE = `usage: node src/main.ts sweep --root DIRECTORY [OPTION…]

Finds what iceoryx has left on this machine: segments in /dev/shm, sockets and locks in /tmp, those of pods and of
containers too. Removes what is nobody's, after a terminal has said yes, or --yes. Whatever anybody has, or might have,
stays: see docs/sweeping.md.

  --root DIRECTORY        where to look, / for this machine; may be given several times
  --dry-run               only tell
  --yes                   remove without asking
  --quiet-period SECONDS  an orphan is what was nobody's at two looks so far apart (default 60)
  --no-roudi-returns      no RouDi will start here again: RouDi's own segments may go as well. Otherwise they are left
                          to the next RouDi, which replaces them
  --no-roudi-returns-to PLACES
                          the same, but for these only: root for each root's own /dev/shm and /tmp, directories for those
                          of --directories; may be given twice
  --directories SHM:TMP   directories that programs use as /dev/shm and /tmp, below the root; may be given several times
  --only-directories      look into those, and nowhere else
  --remove-directory DIR  remove DIR as well, below the root, with all that is in it, once nobody has anything of it
  --kubelet DIRECTORY     the kubelet's directory, below the root (default /var/lib/kubelet)
  --trust-pid-namespace   nobody outside of this PID namespace has a file: for nodes that are containers, such as kind's
  -o, --output FORMAT     table (default) or json
      --all               also list what is not iceoryx's, and every single file of a pile
  --summary FILE          write a summary of at most 4096 bytes there: a container's termination message

Exit codes: 0 everybody who could hold a file was seen, and everything was removed that was to be; 1 something failed;
2 the command line is wrong; 3 not everybody was seen: what they might hold is unknown, and was left.
`;

const INCOMPLETE = 3;
const ORIGINS = { root: 'Root', directories: 'Directories' } as const satisfies Record<string, Origin>;

/** The sweeper, by hand on any machine or as the only command of a Job's container on a node. */
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
    throw new UsageError('--root is missing: where to look, / for this machine');
  }
  for (const root of options.root) {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new UsageError(`--root '${root}' is no directory; give / for this machine, or where its root is mounted`);
    }
  }
  const pairs = options.directories.map(pairOf);
  const isPairsOnly = options['only-directories'];
  if (isPairsOnly && pairs.length === 0) {
    throw new UsageError('--only-directories leaves nothing to look into: name some by --directories SHM:TMP');
  }
  const ended = new Set<Origin>(
    options['no-roudi-returns-to'].map((word) => ORIGINS[oneOf('no-roudi-returns-to', word, ['root', 'directories'])]),
  );
  const output = oneOf('output', options.output, ['table', 'json']);
  const table = (report: Report): string =>
    tableOf(report, { all: options.all, colour: process.stdout.isTTY && process.stdout.hasColors() });
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!options['dry-run'] && !options.yes && (!isTerminal || output === 'json')) {
    throw new UsageError('nobody can be asked here whether to remove: say --dry-run to only look, or --yes');
  }
  const removeDirectories = options['remove-directory'];
  for (const directory of removeDirectories) {
    if (!/^(?:\/[^/]+){2,}$/.test(directory) || directory.split('/').some((step) => step === '.' || step === '..')) {
      throw new UsageError(
        `--remove-directory '${directory}' is not possible; use an absolute path of at least two plain steps, /dev/shm/robot`,
      );
    }
  }
  if (removeDirectories.length > 0 && !options.yes && !options['dry-run']) {
    throw new UsageError('--remove-directory needs --yes: the question of a terminal is about single files');
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
      `--directories '${words}' is not possible; use two absolute paths, /run/robot/shm:/run/robot/tmp`,
    );
  }
  return { shm, tmp };
}
