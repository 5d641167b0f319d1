import { isConflict, isNamespaceEnding, isNotFound } from '../../kube/errors.ts';
import type { Reconcile } from '../../runtime/controller.ts';

/** Result of a reconcile step that may turn out differently later although nothing changes. */
export interface Requeue {
  /** Milliseconds until the object is reconciled again. Undefined if only a change helps. */
  readonly requeueAfterMs?: number | undefined;
}

/** The requeue of a reconcile: that of the step that is due first. */
export function earliest(...steps: readonly Requeue[]): { requeueAfterMs?: number } {
  const times = steps.flatMap(({ requeueAfterMs }) => requeueAfterMs ?? []);
  return times.length === 0 ? {} : { requeueAfterMs: Math.min(...times) };
}

/** Retry interval while a cache is behind the API server. */
export const CACHE_BEHIND_RETRY_MS = 200;

/** Retry interval in a namespace that is being deleted. Its objects go soon, and nothing can be created for them. */
const NAMESPACE_ENDING_RETRY_MS = 30_000;

/**
 * Requeues on refusals that are part of normal operation and not errors. On a conflict, the object has changed since it
 * was read, and everything is decided again from the newer one. A namespace that is being deleted accepts no new
 * objects, and its present ones go next.
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

/** Ignores that an object no longer exists: without the last finalizer it is gone, or another one has its name. */
export function ignoreGone(error: unknown): Requeue {
  if (!isNotFound(error) && !isConflict(error)) {
    throw error;
  }
  return {};
}
