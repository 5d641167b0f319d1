import type { EventRecord } from '../../../kube/events.ts';
import type { ObservedPod } from '../observed-pod.ts';

/** The replacement of a pod whose RouDi died. Times are milliseconds since 1970. */
export interface Replacement {
  readonly pod: string;
  readonly cause: string;
  /** When RouDi was found to be gone, and when the replacement was decided. */
  readonly since: number;
  readonly begun: number;
  /** The pod was created without the RouDi that it asks for. */
  readonly isMissed?: boolean;
}

/** A completed replacement: another pod is Ready in place of the first. */
export interface FinishedReplacement extends Replacement {
  readonly by: string;
  /** From RouDi's end to the other pod being Ready. */
  readonly seconds: number;
}

/** A replacement that is not complete within this time was ended by something else, such as a scale-down. */
const FORGOTTEN_MS = 3_600_000;
/** Kubernetes reports times in whole seconds. */
const ROUNDING_MS = 1_000;

/** Replacements that this process began, each until a pod created after it is Ready. */
export class BegunReplacements {
  readonly #byKey = new Map<string, readonly Replacement[]>();
  readonly #counted = new Set<string>();

  add(key: string, replacement: Replacement): void {
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), replacement]);
  }

  /**
   * Returns the replacements that are complete by the present state of the pods, each once. A pod completes only one.
   */
  finished(key: string, pods: readonly ObservedPod[], now = Date.now()): FinishedReplacement[] {
    const open = (this.#byKey.get(key) ?? []).filter(({ begun }) => begun > now - FORGOTTEN_MS);
    const finished: FinishedReplacement[] = [];
    for (const replacement of open) {
      const next = pods
        .filter(({ created, readySince, metadata }) => {
          const isLater = created >= replacement.begun - ROUNDING_MS && readySince !== undefined;
          return isLater && !this.#counted.has(metadata.uid ?? '');
        })
        .toSorted((a, b) => (a.readySince ?? 0) - (b.readySince ?? 0))[0];
      if (next !== undefined) {
        this.#counted.add(next.metadata.uid ?? '');
        const seconds = Math.max(0, Math.round(((next.readySince ?? 0) - replacement.since) / 1000));
        finished.push({ ...replacement, by: next.metadata.name, seconds });
      }
    }
    const left = open.filter(({ pod }) => !finished.some((each) => each.pod === pod));
    if (left.length > 0) {
      this.#byKey.set(key, left);
    } else if (this.#byKey.delete(key) && this.#byKey.size === 0) {
      this.#counted.clear();
    }
    return finished;
  }
}

/** Event for a replacement that begins. */
export function eventOfReplacement({ pod, cause, since, begun, isMissed = false }: Replacement): EventRecord {
  if (isMissed) {
    const note = `pod ${pod}: ${cause}, so the pod is replaced`;
    return { type: 'Warning', reason: 'NotInjected', action: 'Replace', note };
  }
  const seconds = Math.max(0, Math.round((begun - since) / 1000));
  const note = `pod ${pod}: ${cause}, ${seconds} s ago; its apps hold memory that no new process shares, so the pod is replaced`;
  return { type: 'Warning', reason: 'RouDiDied', action: 'Replace', note };
}

/** Event for a completed replacement. */
export function eventOfFinished({ pod, by, cause, seconds, isMissed = false }: FinishedReplacement): EventRecord {
  const result = isMissed ? '' : `, and samples are possible again after ${seconds} s`;
  const note = `pod ${pod}: ${cause}; pod ${by} is Ready in its place${result}`;
  return { type: 'Normal', reason: 'Replaced', action: 'Replace', note };
}
