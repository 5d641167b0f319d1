import type { LockHolder } from './locks.ts';
import { isFirstNamespace } from './view.ts';

/**
 * On some machines process 1 cannot be examined. Every program of iceoryx holds a lock as long as it lives, and the
 * locks of all processes are known. Only a child may have inherited segments from a process that has died with its
 * lock, and process 1 is not a child of another process.
 */
export function isInitWithoutLock(pid: number, locks: readonly LockHolder[]): boolean {
  return pid === 1 && isFirstNamespace() && !locks.some((lock) => lock.pid === pid || lock.pid === undefined);
}
