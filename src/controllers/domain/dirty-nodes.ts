import type { ObservedPod } from '../pods/observed-pod.ts';
import type { RoudiPod } from './roudi-pod.ts';

/** A node that may have leftovers. */
export interface DirtyNode {
  readonly node: string;
  /**
   * When something may first and last have been left; milliseconds since 1970. In the future for a pod that was deleted
   * by force and may still use its grace period.
   */
  readonly since: number;
  readonly latest: number;
  /** RouDi has left the node, which matters only if it does not come back. */
  readonly isDeparture: boolean;
}

/**
 * The nodes on which pods of a domain may have left something since the start of its last sweep there. Standbys track
 * them too, so that the next leader continues. Anything that happens while no operator runs is left to the next
 * IceoryxSweep.
 */
export class DirtyNodes {
  readonly #byDomain = new Map<string, Map<string, DirtyNode>>();

  note(domain: string, node: string, at: number, isDeparture = false): void {
    const nodes = this.#byDomain.get(domain) ?? new Map<string, DirtyNode>();
    const before = nodes.get(node);
    nodes.set(node, {
      node,
      since: Math.min(before?.since ?? at, at),
      latest: Math.max(before?.latest ?? at, at),
      isDeparture: isDeparture && (before?.isDeparture ?? true),
    });
    this.#byDomain.set(domain, nodes);
  }

  of(domain: string): DirtyNode[] {
    return [...(this.#byDomain.get(domain)?.values() ?? [])];
  }

  /** Marks a node whose sweep has started, or on which there is nothing to sweep. Times in the future stay. */
  settled(domain: string, node: string, now: number): void {
    const nodes = this.#byDomain.get(domain);
    const before = nodes?.get(node);
    if (before !== undefined && before.latest > now) {
      nodes?.set(node, { ...before, since: before.latest });
    } else {
      nodes?.delete(node);
    }
  }

  /** Drops the state kept for a deleted domain. */
  forget(domain: string): void {
    this.#byDomain.delete(domain);
  }
}

/** Whether apps of a pod that has ended were killed, or ended in an unknown way. Apps that never ran left nothing. */
export function mayHaveLeft({ containers }: ObservedPod): boolean {
  return containers.some(
    ({ role, end, lastEnd, runningSince }) =>
      role === 'app' && (end === undefined ? runningSince !== undefined || lastEnd !== undefined : end.exitCode !== 0),
  );
}

/** Whether apps of a deleted pod may still run: the kubelet gives them their grace period. */
export function mayStillRun({ containers }: ObservedPod): boolean {
  return containers.some(
    ({ role, end, runningSince }) => role === 'app' && end === undefined && runningSince !== undefined,
  );
}

/** Whether a RouDi that is gone may have left more than after a clean end. */
export function mayRoudiHaveLeft({ incarnation, endedCleanly }: RoudiPod): boolean {
  return incarnation !== undefined || endedCleanly === false;
}
