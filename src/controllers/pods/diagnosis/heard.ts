import type { Finding } from '../../../iceoryx/messages.ts';

const SEVERITIES: readonly Finding['severity'][] = ['Error', 'Warning', 'Info'];
/** Findings kept per run. More of them explain nothing. */
const MOST_FINDINGS = 8;
/** Runs kept per container: the current one, and those whose ends are reported. */
const MOST_RUNS = 3;

/**
 * Findings in the logs of programs, by pod, container and run. The start time identifies a run. A finding is kept as
 * long as its run is: a later read of a log that has grown removes nothing. The order in which logs are read does not
 * matter.
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

  /** Whether the log of that run was read. */
  has(uid: string, container: string, run: number): boolean {
    return this.#byPod.get(uid)?.get(container)?.has(run) === true;
  }

  /** Drops the state kept for a deleted pod. */
  forget(uid: string): void {
    this.#byPod.delete(uid);
  }
}

/** One finding per id, with the line that was written first: lines begin with their time. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const known = byId.get(finding.id);
    if (known === undefined || textOf(finding) < textOf(known)) {
      byId.set(finding.id, finding);
    }
  }
  return [...byId.values()]
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_FINDINGS);
}

function textOf({ line = '', ...finding }: Finding): string {
  return `${line} ${JSON.stringify(finding)}`;
}
