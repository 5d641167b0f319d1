import type { LockHolder } from './locks.ts';
import { isFirstNamespace } from './view.ts';

/**
 * Some machines let nobody look into their first process. Every program of iceoryx has a lock as long as it lives, and
 * locks of all processes are known; only a child may have inherited segments from somebody who has died with his lock,
 * and this process is nobody's child.
 */
export function isInitWithoutLock(pid: number, locks: readonly LockHolder[]): boolean {
  return pid === 1 && isFirstNamespace() && !locks.some((lock) => lock.pid === pid || lock.pid === undefined);
}
