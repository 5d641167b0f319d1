import { createWriteStream, openSync, rmSync, statSync } from 'node:fs';
import { UsageError } from '../../usage.ts';

/** Where a report goes. */
export interface Target {
  /** Undefined for standard output. */
  readonly path: string | undefined;
  readonly stream: NodeJS.WritableStream;
  /** Bytes that were written; undefined for standard output. */
  readonly size: () => number | undefined;
  /** Removes what was written, as it is not whole. */
  readonly discard: () => void;
}

/**
 * Opens the file, before anything is read: a report of minutes must not fail for want of a place.
 *
 * @param path `-` for standard output
 * @throws UsageError if the file exists, or standard output is a terminal; Error if it cannot be created
 */
export function openTarget(path: string): Target {
  if (path === '-') {
    if (process.stdout.isTTY) {
      throw new UsageError('--file - would write an archive to the terminal; write it to a file, or to a pipe');
    }
    return { path: undefined, stream: process.stdout, size: () => undefined, discard: () => undefined };
  }
  const fd = opened(path);
  return {
    path,
    stream: createWriteStream(path, { fd }),
    size: () => statSync(path).size,
    discard: () => rmSync(path, { force: true }),
  };
}

function opened(path: string): number {
  try {
    // Fails if there is something, and lets only this user read it.
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST'
      ? new UsageError(`--file '${path}' exists, and is not overwritten; name another file`)
      : new Error(`the report cannot be written to '${path}': ${message}; name another file with --file`);
  }
}

/** `iceoryx-report-20260131T235959Z`: the name of the archive and of the directory in it. */
export function reportName(now: Date): string {
  return `iceoryx-report-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}
