import type { RoudiPod } from './roudi-pod.ts';

/** The state of a rolling update of RouDi's pods. */
export interface RollingUpdate {
  /** Pods to delete now, so that they are created from the current template. */
  readonly next: readonly RoudiPod[];
  /** Pods that are still to be replaced. */
  readonly outdated: readonly RoudiPod[];
  /** Nodes without a ready RouDi, which the update waits for. */
  readonly missing: readonly string[];
}

/**
 * Replaces RouDi node by node. Only the number of nodes without RouDi counts, whatever the reason: a node on which it
 * does not become ready again holds the update, so that a RouDi that cannot start affects no more than maxUnavailable
 * nodes. Pods that are not ready are replaced first, and at once: no app loses anything.
 *
 * @param template digest of the current template
 * @param desired number of nodes that RouDi should run on
 */
export function planRollingUpdate(
  pods: readonly RoudiPod[],
  template: string,
  maxUnavailable: number,
  desired: number,
): RollingUpdate {
  const isOutdated = (pod: RoudiPod): boolean =>
    pod.template !== template && pod.metadata.deletionTimestamp === undefined;
  const outdated = pods.filter(isOutdated).toSorted((a, b) => Number(a.ready) - Number(b.ready) || byNode(a, b));
  const unavailable = pods.filter((pod) => !isAvailable(pod));
  const broken = outdated.filter(({ ready }) => !ready);
  // While its pod is being replaced, a node has none.
  const room = Math.max(0, maxUnavailable - Math.max(unavailable.length, desired - (pods.length - unavailable.length)));
  return {
    next: [...broken, ...outdated.filter(({ ready }) => ready).slice(0, room)],
    outdated,
    missing: unavailable.filter((pod) => !broken.includes(pod)).map(({ node, metadata }) => node ?? metadata.name),
  };
}

/** Whether apps of the node may use this RouDi. */
export function isAvailable({ ready, metadata }: RoudiPod): boolean {
  return ready && metadata.deletionTimestamp === undefined;
}

function byNode(a: RoudiPod, b: RoudiPod): number {
  return (a.node ?? '') < (b.node ?? '') ? -1 : 1;
}
