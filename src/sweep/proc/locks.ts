import { BOUNDS } from '../bounds.ts';
import { eachPart } from './read.ts';

/** Who holds a lock on a file, or waits for one. */
export interface LockHolder {
  /** {@link inodeKey} */
  readonly inode: string;
  /**
   * 0: the process that took it is gone or elsewhere, and somebody has inherited it; -1: it belongs to a descriptor;
   * undefined: it is not understood whose it is, and it may be any process's.
   */
  readonly pid: number | undefined;
}

/** Only whose lock it is and on which file matters, of whatever kind the lock is. */
const LOCK = /(?:^|(?: (?<pid>-?\d+))? )(?<major>[0-9a-f]+):(?<minor>[0-9a-f]+):(?<inode>\d+)(?: |$)/;
/** A lock that belongs to no file. */
const NO_FILE = /^\d+: .* <none>:0 /;
/** The deeper to the right, the more others the process waits for. */
const WAITING = /^\d+: *-> /;

/**
 * All that `/proc/locks` tells (proc_locks(5)): locks of any kind, and who waits for one.
 *
 * @throws Error for a line that could hide who holds a lock: it must not be taken for no lock. Who waits holds none yet,
 * and whoever does hold it has a line of its own.
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
 * @throws as {@link locksOf}, ErrnoException, or BoundError where there are more than are read
 */
export function readLocks(): LockHolder[] {
  const locks: LockHolder[] = [];
  eachPart(
    '/proc/locks',
    (text, length) => {
      for (const lock of locksOf(text.toString('latin1', 0, length))) {
        locks.push(lock);
      }
    },
    BOUNDS.lockBytes,
  );
  return locks;
}
