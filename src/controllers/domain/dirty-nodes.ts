import type { ObservedPod } from '../pods/observed-pod.ts';
import type { RoudiPod } from './roudi-pod.ts';

/** A node on which something may have been left. */
export interface DirtyNode {
  readonly node: string;
  /**
   * When something may have been left first, and last; milliseconds since 1970. In the future for a pod that was deleted
   * by force and still has its grace period.
   */
  readonly since: number;
  readonly latest: number;
  /** RouDi has left the node, which matters only if it is not to come back. */
  readonly isDeparture: boolean;
}

/**
 * On which nodes pods of which domain may have left something since a sweep of it began there. Standbys know as well, so
 * that the next leader goes on; what happens while no operator runs is for the next IceoryxSweep.
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

  /** A sweep of the node has begun, or there is nothing to be swept any more. What is yet to come stays. */
  settled(domain: string, node: string, now: number): void {
    const nodes = this.#byDomain.get(domain);
    const before = nodes?.get(node);
    if (before !== undefined && before.latest > now) {
      nodes?.set(node, { ...before, since: before.latest });
    } else {
      nodes?.delete(node);
    }
  }

  /** The domain is gone. */
  forget(domain: string): void {
    this.#byDomain.delete(domain);
  }
}

/** Whether apps of a pod that is over were killed, or ended in an unknown way. Those that never ran left nothing. */
export function mayHaveLeft({ containers }: ObservedPod): boolean {
  return containers.some(
    ({ role, end, lastEnd, runningSince }) =>
      role === 'app' && (end === undefined ? runningSince !== undefined || lastEnd !== undefined : end.exitCode !== 0),
  );
}

/** Whether apps of a pod that the API server has forgotten may still run: the kubelet gives them their grace period. */
export function mayStillRun({ containers }: ObservedPod): boolean {
  return containers.some(
    ({ role, end, runningSince }) => role === 'app' && end === undefined && runningSince !== undefined,
  );
}

/** Whether a RouDi that is gone may have left more than a clean end leaves. */
export function mayRoudiHaveLeft({ incarnation, endedCleanly }: RoudiPod): boolean {
  return incarnation !== undefined || endedCleanly === false;
}
