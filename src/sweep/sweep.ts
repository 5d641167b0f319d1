import { setTimeout as delay } from 'node:timers/promises';
import { printableAll } from '../text.ts';
import { type Case, type Circumstances, gather } from './gather.ts';
import { canLock } from './guard.ts';
import { judge } from './judge.ts';
import { type Observation, observe, type ObserveOptions } from './observe.ts';
import { type DirectoryOutcome, removeDirectory } from './remove-directory.ts';
import { isToRestore, restoreAside } from './restore.ts';
import { type RemovalOutcomes, removeOrphans } from './remove.ts';
import { stepsOf } from './places.ts';
import { podNames } from './proc/owner.ts';
import { type Report, reportOf } from './report.ts';

export interface SweepOptions extends Pick<ObserveOptions, 'scope' | 'isInjected' | 'trustsNamespace'> {
  readonly quietPeriodSeconds: number;
  readonly roudiReturns: Circumstances['roudiReturns'];
  /** Called once the orphans are known; if false, all of them are kept. Absent for a dry run. */
  readonly mayRemove?: ((found: Report) => Promise<boolean>) | undefined;
  /** Directories, below each root, to be removed with their contents as well, unless they are in use. */
  readonly removeDirectories?: readonly string[] | undefined;
  readonly onProgress: (what: string) => void;
}

/**
 * Observes, waits for the quiet period if there might be an orphan, observes again, and removes the orphans.
 *
 * @throws Error if a removal is requested but not possible at all
 */
export async function sweep(options: SweepOptions): Promise<Report> {
  const report = await sweepFiles(options);
  const { mayRemove, removeDirectories = [], scope } = options;
  if (mayRemove === undefined || removeDirectories.length === 0) {
    return report;
  }
  const directories: (DirectoryOutcome & { readonly directory: string })[] = [];
  for (const directory of removeDirectories) {
    for (const root of scope.roots) {
      const outcome: DirectoryOutcome = report.isComplete
        ? await removeDirectory(root, stepsOf(directory), podNames(root))
        : { what: 'Kept', why: 'not all processes that could use it are visible' };
      directories.push({ directory, ...outcome });
    }
  }
  return { ...report, directories: printableAll(directories) };
}

async function sweepFiles(options: SweepOptions): Promise<Report> {
  const { quietPeriodSeconds, roudiReturns, mayRemove, onProgress } = options;
  if (mayRemove !== undefined && !canLock()) {
    throw new Error(
      'flock (of util-linux or busybox) is missing, and nothing is removed without it; install it, or use --dry-run',
    );
  }
  const circumstances: Circumstances = { quietSeconds: quietPeriodSeconds, roudiReturns };
  const look = (ownLocks?: ReadonlySet<string>): Promise<Observation> =>
    observe({ ...options, ...(ownLocks === undefined ? {} : { ownLocks }) });

  const first = await look();
  let now = first;
  let cases = gather(undefined, first, circumstances);
  if (cases.some(({ evidence }) => judge(evidence).reason === 'SeenOnce')) {
    await wait(quietPeriodSeconds, onProgress);
    now = await look();
    cases = gather(first, now, circumstances);
  }
  const report = (outcomes: RemovalOutcomes, dryRun: boolean): Report =>
    reportOf(cases, now, { dryRun, quietPeriodSeconds, outcomes }, Date.now());

  const orphans: Case[] = cases.filter(({ evidence }) => judge(evidence).isRemovable);
  const found = report(new Map(), true);
  const toRestore = cases.filter(isToRestore);
  if (mayRemove === undefined || orphans.length + toRestore.length === 0) {
    return { ...found, dryRun: mayRemove === undefined };
  }
  if (orphans.length > 0 && !(await mayRemove(found))) {
    return { ...found, dryRun: false };
  }
  const removed = await removeOrphans(orphans, first, now, circumstances, look, onProgress);
  return report(new Map([...removed, ...restoreAside(toRestore)]), false);
}

async function wait(seconds: number, onProgress: (what: string) => void): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (let left = seconds; left > 0; left = (end - performance.now()) / 1000) {
    onProgress(`second observation in ${Math.ceil(left)} s`);
    await delay(Math.min(1000, left * 1000));
  }
}
