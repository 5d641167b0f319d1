import type { End, ObservedContainer, ObservedPod } from '../observed-pod.ts';
import { ROUDI_GONE_EXIT_CODE } from '../../../pod/names.ts';

/** KEP-5532 sets this reason in a restart of all containers, overwriting how each of them really ended. */
export const RENEWED = 'RestartingAllContainers';

/** Limit per container. Enough to distinguish a loop from a single end. */
const MOST_ENDS = 4;
/** Containers that restart together end within this time of each other, however long the apps take to stop. */
export const TOGETHER_MS = 60_000;

/**
 * How containers ended, as seen on the watch. A restart of all containers overwrites `state` and `lastState` with 137,
 * but one status update before it has the real end, for about 0.15 s. The result does not depend on the order of
 * observations.
 */
export class TerminationHistory {
  readonly #byPod = new Map<string, Map<string, readonly End[]>>();
  /** Start of the last run in which each container was ready, by pod uid. */
  readonly #ready = new Map<string, Map<string, number>>();

  observe({ metadata, containers }: ObservedPod): void {
    const uid = metadata.uid ?? '';
    for (const { name, end, lastEnd, ready, runningSince } of containers) {
      if (ready && runningSince !== undefined) {
        this.#ready.set(uid, (this.#ready.get(uid) ?? new Map<string, number>()).set(name, runningSince));
      }
      const seen = [lastEnd, end].filter((each) => each !== undefined);
      if (seen.length > 0) {
        const ends = this.#byPod.get(uid) ?? new Map<string, readonly End[]>();
        this.#byPod.set(uid, ends.set(name, latest([...(ends.get(name) ?? []), ...seen])));
      }
    }
  }

  /** The last failure of a container. Undefined if none was seen. */
  of({ metadata }: ObservedPod, container: string): End | undefined {
    return this.#endsOf(metadata.uid, container).findLast(isFailure);
  }

  /** The last ends of a container that were not part of a restart of all containers, the latest last. */
  ownEndsOf({ metadata, containers }: ObservedPod, { name, role }: ObservedContainer): readonly End[] {
    const renewals = containers.flatMap((other) =>
      this.#endsOf(metadata.uid, other.name).flatMap((end) => renewalBy(end, other.role, role)),
    );
    return this.#endsOf(metadata.uid, name).filter(
      (end) =>
        end.reason !== RENEWED &&
        !(role === 'agent' && end.exitCode === ROUDI_GONE_EXIT_CODE) &&
        !renewals.some(([from, to]) => from <= timeOf(end) && timeOf(end) <= to),
    );
  }

  /** Whether the container was seen ready in the run that began then. */
  wasReady({ metadata }: ObservedPod, container: string, began: number): boolean {
    return (this.#ready.get(metadata.uid ?? '')?.get(container) ?? -Infinity) >= began;
  }

  /** Drops the state kept for a deleted pod. */
  forget({ metadata }: Pick<ObservedPod, 'metadata'>): void {
    this.#byPod.delete(metadata.uid ?? '');
    this.#ready.delete(metadata.uid ?? '');
  }

  #endsOf(uid: string | undefined, container: string): readonly End[] {
    return this.#byPod.get(uid ?? '')?.get(container) ?? [];
  }
}

function isFailure({ exitCode, reason }: End): boolean {
  return exitCode !== 0 && reason !== RENEWED;
}

/** The intervals in which a container may end because of this end of another container. */
function renewalBy(end: End, role: ObservedContainer['role'], of: ObservedContainer['role']): [number, number][] {
  const time = timeOf(end);
  const isAnnounced = end.reason === RENEWED || (role === 'agent' && end.exitCode === ROUDI_GONE_EXIT_CODE);
  if (of === 'roudi') {
    return [];
  }
  if (isAnnounced) {
    return [[time - TOGETHER_MS, time + TOGETHER_MS]];
  }
  return role === 'roudi' ? [[time, time + TOGETHER_MS]] : [];
}

function timeOf({ finishedAt = 0 }: End): number {
  return finishedAt;
}

/** Distinct ends: the last few, and the last failure. The order of two ends within one second is stable. */
function latest(ends: readonly End[]): readonly End[] {
  const distinct = new Map(ends.map((end) => [JSON.stringify(end), end]));
  return [...distinct]
    .toSorted(([a, endA], [b, endB]) => timeOf(endA) - timeOf(endB) || (a < b ? -1 : 1))
    .map(([, end]) => end)
    .filter((end, index, all) => index >= all.length - MOST_ENDS || end === all.findLast(isFailure));
}
