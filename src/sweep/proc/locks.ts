import { BOUNDS } from '../bounds.ts';
import { eachPart } from './read.ts';

/** A process that holds a lock on a file, or waits for one. */
export interface LockHolder {
  /** {@link inodeKey} */
  readonly inode: string;
  /**
   * 0: the process that took it has ended or is in another namespace, and another process has inherited it; -1: it
   * belongs to a descriptor; undefined: the line is not understood, and it may be any process's.
   */
  readonly pid: number | undefined;
}

/** Only the holder and the file matter, whatever kind of lock it is. */
const LOCK = /(?:^|(?: (?<pid>-?\d+))? )(?<major>[0-9a-f]+):(?<minor>[0-9a-f]+):(?<inode>\d+)(?: |$)/;
/** A lock without a file. */
const NO_FILE = /^\d+: .* <none>:0 /;
/** The deeper the indentation, the more other processes it waits for. */
const WAITING = /^\d+: *-> /;

/**
 * All locks in `/proc/locks` (proc_locks(5)), of any kind, including those that are waited for.
 *
 * @throws Error for a line that could hide the holder of a lock, which must not be ignored. A waiting process does not
 * hold the lock yet, and its holder has a line of its own.
 */
export function locksOf(text: string): LockHolder[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { pid, major, minor, inode } = LOCK.exec(line)?.groups ?? {};
      if (major !== undefined && minor !== undefined && inode !== undefined) {
        const key = `${parseInt(major, 16)}:${parseInt(minor, 16)}:${inode}`;
        return [{ pid: pid === undefined ? undefined : Number(pid), inode: key }];
      }
      if (NO_FILE.test(line) || WAITING.test(line)) {
        return [];
      }
      throw new Error(`/proc/locks has a line that is not understood: ${line}`);
    });
}

/**
 * All locks of the machine.
 * @throws as {@link locksOf}, ErrnoException, or BoundError if there are more than are read
 */
export function readLocks(path = '/proc/locks'): LockHolder[] {
  const locks: LockHolder[] = [];
  eachPart(
    path,
    (text, length) => {
      for (const lock of locksOf(text.toString('latin1', 0, length))) {
        locks.push(lock);
      }
    },
    BOUNDS.lockBytes,
  );
  return locks;
}
