import { statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { SHM_VOLUME, TMP_VOLUME } from '../../pod/names.ts';
import type { Origin } from '../../sweep/places.ts';
import type { Report } from '../../sweep/report.ts';
import { summaryOf } from '../../sweep/summary.ts';
import { sweep } from '../../sweep/sweep.ts';
import { size, tableOf } from '../../sweep/table.ts';
import { oneOf, UsageError } from '../usage.ts';
import { progressLine } from './progress.ts';

const INCOMPLETE = 3;
const ORIGINS = { root: 'Root', directories: 'Directories' } as const satisfies Record<string, Origin>;

export interface MachineOptions {
  readonly root?: readonly string[] | undefined;
  readonly dryRun?: true | undefined;
  readonly yes?: true | undefined;
  readonly quietPeriod: number;
  readonly roudiReturns: boolean;
  readonly roudiEndedIn: readonly string[];
  readonly directories: readonly string[];
  readonly onlyDirectories?: true | undefined;
  readonly removeDirectory: readonly string[];
  readonly kubelet: string;
  readonly trustPidNamespace?: true | undefined;
  readonly output: 'json' | 'table';
  readonly all?: true | undefined;
  readonly summary?: string | undefined;
}

/** Runs the sweeper, by hand on any machine or as the command of a Job's container on a node. */
export async function sweepMachine(options: MachineOptions): Promise<void> {
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
  const isPairsOnly = options.onlyDirectories === true;
  if (isPairsOnly && pairs.length === 0) {
    throw new UsageError('--only-directories leaves nothing to search; add --directories SHM:TMP');
  }
  const ended = new Set<Origin>(
    options.roudiEndedIn.map((word) => ORIGINS[oneOf('roudi-ended-in', word, ['root', 'directories'])]),
  );
  const { output } = options;
  const table = (report: Report): string =>
    tableOf(report, { all: options.all === true, colour: process.stdout.isTTY && process.stdout.hasColors() });
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!options.dryRun && !options.yes && (!isTerminal || output === 'json')) {
    throw new UsageError(
      'no confirmation is possible without a terminal; use --dry-run to report only, or --yes to remove',
    );
  }
  const removeDirectories = options.removeDirectory;
  for (const directory of removeDirectories) {
    if (!/^(?:\/[^/]+){2,}$/.test(directory) || directory.split('/').some((step) => step === '.' || step === '..')) {
      throw new UsageError(
        `--remove-directory '${directory}' is not possible; use an absolute path of at least two parts, such as /dev/shm/robot`,
      );
    }
  }
  if (removeDirectories.length > 0 && !options.yes && !options.dryRun) {
    throw new UsageError('--remove-directory needs --yes; the confirmation on the terminal is about single files');
  }
  const progress = progressLine(process.stderr);
  const ask = async (found: Report): Promise<boolean> => {
    progress.clear();
    process.stdout.write(table(found));
    return confirm(found);
  };
  const report = await sweep({
    scope: { roots: options.root, kubelet: options.kubelet, pairs, isPairsOnly },
    isInjected: (volume) => volume === SHM_VOLUME || volume === TMP_VOLUME,
    trustsNamespace: options.trustPidNamespace === true,
    quietPeriodSeconds: options.quietPeriod,
    roudiReturns: ({ origin }) => options.roudiReturns && !ended.has(origin),
    mayRemove: options.dryRun ? undefined : options.yes ? () => Promise.resolve(true) : ask,
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
