import type { End, ObservedPod } from '../observed-pod.ts';

/** KEP-5532 gives this to every container of a pod that is renewed in place, over what it really ended with. */
const RENEWED = 'RestartingAllContainers';

/**
 * How containers failed, as it passed on the watch: a renewal in place overwrites `state` and `lastState` with 137, but
 * one status update before it has the truth, for about 0.15 s. Of each container the last failure is kept.
 */
export class TerminationHistory {
  readonly #byPod = new Map<string, Map<string, End>>();

  observe({ metadata, containers }: ObservedPod): void {
    const uid = metadata.uid ?? '';
    for (const { name, end, lastEnd } of containers) {
      const failed = latestFailure([lastEnd, end]);
      if (failed !== undefined) {
        const ends = this.#byPod.get(uid) ?? new Map<string, End>();
        this.#byPod.set(uid, ends.set(name, failed));
      }
    }
  }

  /** The last failure of a container; undefined if none was seen. */
  of({ metadata }: ObservedPod, container: string): End | undefined {
    return this.#byPod.get(metadata.uid ?? '')?.get(container);
  }

  /** The pod is gone. */
  forget({ metadata }: ObservedPod): void {
    this.#byPod.delete(metadata.uid ?? '');
  }
}

function latestFailure(ends: readonly (End | undefined)[]): End | undefined {
  return ends
    .filter((end) => end !== undefined)
    .filter(({ exitCode, reason }) => exitCode !== 0 && reason !== RENEWED)
    .toSorted((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))[0];
}
