import type { TopModel } from './model.ts';
import { nodeKey, podKey } from './views.ts';

/** As many moments as the widest trend shows. */
const MOST = 24;

/** The shared memory of pods and nodes over time. */
export class Trends {
  #values = new Map<string, readonly (number | undefined)[]>();

  /** Adds a moment. Pods and nodes that are not in it are forgotten. */
  add({ pods, nodes }: TopModel): void {
    const now = [
      ...pods.map((pod) => [podKey(pod), pod.sharedMemoryBytes] as const),
      ...nodes.map((node) => [nodeKey(node), node.sharedMemoryBytes] as const),
    ];
    this.#values = new Map(
      now.map(([key, bytes]) => [key, [...(this.#values.get(key) ?? []), bytes ?? undefined].slice(-MOST)]),
    );
  }

  /** The last values of a pod or node, undefined where one was not known. */
  of(key: string): readonly (number | undefined)[] {
    return this.#values.get(key) ?? [];
  }
}
