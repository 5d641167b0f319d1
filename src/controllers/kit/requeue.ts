import { isConflict } from '../../kube/errors.ts';
import type { Reconcile } from '../../runtime/controller.ts';

/** The result of a step of a reconcile, which may be different later although nothing changes. */
export interface Requeue {
  /** When to reconcile again; undefined if only a change helps. */
  readonly requeueAfterMs?: number | undefined;
}

/** The requeue of a reconcile: that of the step that is due first. */
export function earliest(...steps: readonly Requeue[]): { requeueAfterMs?: number } {
  const times = steps.flatMap(({ requeueAfterMs }) => requeueAfterMs ?? []);
  return times.length === 0 ? {} : { requeueAfterMs: Math.min(...times) };
}

/** Until a cache has seen what the API server already has. */
export const CACHE_BEHIND_RETRY_MS = 200;

/**
 * A conflict is not an error: the object has changed since it was read, and the next reconcile decides from the newer
 * one.
 */
export function requeueOnConflict(reconcile: Reconcile): Reconcile {
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
