import type { RoudiPod } from './roudi-pod.ts';

/** RouDi's pods of a domain as they stand to what it says now. */
export interface RollingUpdate {
  /** Pods to be deleted now, so that they come back as they should be. */
  readonly next: readonly RoudiPod[];
  /** Pods that are still to be replaced. */
  readonly outdated: readonly RoudiPod[];
  /** Nodes without a RouDi that is ready, which the next ones wait for. */
  readonly missing: readonly string[];
}

/**
 * Replaces RouDi node by node. What counts is how many nodes are without RouDi at a time, whatever the reason: a node on
 * which it does not come back stops the rest, so that a RouDi that cannot start takes down no more than maxUnavailable
 * nodes. Pods that are not ready anyhow are replaced first, and at once: no app loses anything.
 *
 * @param template digest of the template of today
 * @param desired number of nodes that RouDi is to run on
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
  // Between two pods a node has none.
  const room = Math.max(0, maxUnavailable - Math.max(unavailable.length, desired - (pods.length - unavailable.length)));
  return {
    next: [...broken, ...outdated.filter(({ ready }) => ready).slice(0, room)],
    outdated,
    missing: unavailable.filter((pod) => !broken.includes(pod)).map(({ node, metadata }) => node ?? metadata.name),
  };
}

/** Whether apps of its node may use it. */
export function isAvailable({ ready, metadata }: RoudiPod): boolean {
  return ready && metadata.deletionTimestamp === undefined;
}

function byNode(a: RoudiPod, b: RoudiPod): number {
  return (a.node ?? '') < (b.node ?? '') ? -1 : 1;
}
