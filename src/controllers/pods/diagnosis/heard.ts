import type { Finding } from '../../../iceoryx/diagnose.ts';

/** Runs of a container that are remembered: the one that goes on, and those whose ends are told of. */
const MOST_RUNS = 3;

/**
 * What programs were heard to say, by pod, container and run, which is known by the time at which it began. It stays as
 * long as the run is of interest: a later look at a log that has grown takes nothing back. It does not depend on the
 * order in which logs were read.
 */
export class Heard {
  readonly #byPod = new Map<string, Map<string, ReadonlyMap<number, readonly Finding[]>>>();

  /** @param uid of the pod */
  add(uid: string, container: string, run: number, findings: readonly Finding[]): void {
    const pod = this.#byPod.get(uid) ?? new Map<string, ReadonlyMap<number, readonly Finding[]>>();
    this.#byPod.set(uid, pod);
    const runs = new Map(pod.get(container));
    runs.set(run, merged([...(runs.get(run) ?? []), ...findings]));
    const latest = [...runs].toSorted(([a], [b]) => b - a).slice(0, MOST_RUNS);
    pod.set(container, new Map(latest));
  }

  of(uid: string, container: string, run: number): readonly Finding[] {
    return this.#byPod.get(uid)?.get(container)?.get(run) ?? [];
  }

  /** Whether that run was listened to. */
  has(uid: string, container: string, run: number): boolean {
    return this.#byPod.get(uid)?.get(container)?.has(run) === true;
  }

  /** The pod is gone. */
  forget(uid: string): void {
    this.#byPod.delete(uid);
  }
}

/** Each once, with the line that was written first: lines begin with their time. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const known = byId.get(finding.id);
    if (known === undefined || textOf(finding) < textOf(known)) {
      byId.set(finding.id, finding);
    }
  }
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function textOf({ line = '', ...finding }: Finding): string {
  return `${line} ${JSON.stringify(finding)}`;
}
