import { basename, dirname } from 'node:path';
import type { Known } from './known.ts';

/**
 * Test files in the order that shows a failure soonest: those that failed in the last run, those named like a changed
 * file, those in the folder of a changed file (`test/unit/pod` for `src/pod/…`), then the others. The quick ones come
 * first in each group.
 */
export function firstToFail(
  files: readonly string[],
  { failed, seconds, changed }: Known & { readonly changed: readonly string[] },
): string[] {
  const names = new Set(changed.map(nameOf));
  const folders = new Set(changed.map((path) => folderOf(dirname(path))));
  const rank = (file: string): number =>
    failed.includes(file) ? 0 : names.has(nameOf(file)) ? 1 : folders.has(folderOf(dirname(file))) ? 2 : 3;
  return files.toSorted((a, b) => rank(a) - rank(b) || (seconds[a] ?? 0) - (seconds[b] ?? 0));
}

/**
 * The same order, but the longest files come first, if they take more than an eighth of a lane's share of the whole:
 * they would otherwise end alone, with the other lanes idle. Half of the lanes begin with those that show a failure
 * soonest.
 */
export function longestFirst(
  files: readonly string[],
  seconds: Readonly<Record<string, number>>,
  lanes: number,
): string[] {
  const secondsOf = (file: string): number => seconds[file] ?? 0;
  const share = files.reduce((sum, file) => sum + secondsOf(file), 0) / lanes;
  const long = files
    .filter((file) => secondsOf(file) > share / 8)
    .toSorted((a, b) => secondsOf(b) - secondsOf(a))
    .slice(0, Math.floor(lanes / 2));
  return [...long, ...files.filter((file) => !long.includes(file))];
}

function nameOf(path: string): string {
  return basename(path, '.ts').replace(/\.test$/, '');
}

/** The agent's sources have one test file, which takes longest when they have changed: it must not begin last. */
function folderOf(directory: string): string {
  return directory.replace(/^agent(?:\/.*)?$/, '/agent').replace(/^(?:src|test\/\w+)(?=\/|$)/, '');
}
