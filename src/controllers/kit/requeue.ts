import { isConflict } from '../../kube/errors.ts';
import type { Reconcile } from '../../runtime/controller.ts';

/** A step of a reconcile that time alone may change. */
export interface Pending {
  /** When it is to be done again although nothing changes; undefined if nothing will come of that. */
  readonly lookAgainMs?: number | undefined;
}

/** When the first of the steps is to be done again. */
export function soonest(...steps: readonly Pending[]): { requeueAfterMs?: number } {
  const times = steps.flatMap(({ lookAgainMs }) => lookAgainMs ?? []);
  return times.length === 0 ? {} : { requeueAfterMs: Math.min(...times) };
}

/** Until a cache has seen what the API server already has. */
const CACHE_BEHIND_RETRY_MS = 200;

/** It happens, and is no failure, that an object has changed since it was read: all is decided anew from what it is then. */
export function againOnConflict(reconcile: Reconcile): Reconcile {
  return async (...run) => {
    try {
      return await reconcile(...run);
    } catch (error) {
      if (isConflict(error)) {
        return { requeueAfterMs: CACHE_BEHIND_RETRY_MS };
      }
      throw error;
    }
  };
}
