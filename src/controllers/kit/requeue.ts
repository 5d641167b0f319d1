import { isConflict, isNamespaceEnding } from '../../kube/errors.ts';
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

/** Objects of a namespace that is being deleted go soon; until then nothing can be made for them. */
const NAMESPACE_ENDING_RETRY_MS = 30_000;

/**
 * Refusals that are everyday life, and no errors. A conflict: the object has changed since it was read, and all is decided
 * from the newer one. A namespace that is being deleted takes nothing new, and its objects go next.
 */
export function requeueOnConflict(reconcile: Reconcile): Reconcile {
  return async (...run) => {
    try {
      return await reconcile(...run);
    } catch (error) {
      if (isConflict(error)) {
        return { requeueAfterMs: CACHE_BEHIND_RETRY_MS };
      }
      if (isNamespaceEnding(error)) {
        return { requeueAfterMs: NAMESPACE_ENDING_RETRY_MS };
      }
      throw error;
    }
  };
}
