import { toSeconds } from '../../api/time.ts';
import { diagnose } from '../../iceoryx/diagnose.ts';
import type { EventRecord } from '../../kube/events.ts';
import type { Fields } from '../../runtime/log.ts';
import { RENEWED, type TerminationHistory } from './diagnosis/termination-history.ts';
import type { End, ObservedContainer, ObservedPod } from './observed-pod.ts';
import { sidecarWords } from './sidecar-words.ts';

/**
 * A completed restart in place: RouDi ended, all containers or RouDi alone were restarted, and the pod is Ready again.
 */
export interface Restart {
  readonly pod: string;
  readonly containers: 'all containers' | 'RouDi';
  readonly cause: string;
  /** From RouDi's end to the pod being Ready, in whole seconds like the times of Kubernetes. */
  readonly seconds: number;
}

interface Seen {
  /** Restart count of each container when the pod was last Ready. */
  readonly restarts: ReadonlyMap<string, number>;
  readonly pending: readonly { readonly restart: Restart; readonly at: number }[];
}

/** Older restarts are not reported. A standby observes pods too, and the leader has already reported what is older. */
const NEWS_MS = 60_000;

/**
 * Detects completed restarts in place, for Events and the log: a moment later nothing else shows that one happened. A
 * restart is complete once the pod is Ready.
 */
export class RestartWatch {
  readonly #history: Pick<TerminationHistory, 'of'>;
  readonly #seen = new Map<string, Seen>();

  /** @param history must observe each state of a pod before this does */
  constructor(history: Pick<TerminationHistory, 'of'>) {
    this.#history = history;
  }

  /** Must be called with every state of every pod, in order. */
  observe(pod: ObservedPod, now = Date.now()): void {
    const { metadata, containers, readySince, unreadySince } = pod;
    if (unreadySince !== undefined || readySince === undefined) {
      return;
    }
    const uid = metadata.uid ?? '';
    const before = this.#seen.get(uid);
    const restarts = new Map(containers.map(({ name, restarts }) => [name, restarts]));
    const restart = before && this.#restartOf(pod, before.restarts, readySince);
    const pending = before?.pending.filter(({ at }) => at > now - NEWS_MS) ?? [];
    this.#seen.set(uid, { restarts, pending: restart === undefined ? pending : [...pending, { restart, at: now }] });
  }

  /** Returns the restarts of these pods that were not taken before. */
  take(pods: readonly ObservedPod[], now = Date.now()): Restart[] {
    return pods.flatMap(({ metadata }) => {
      const uid = metadata.uid ?? '';
      const seen = this.#seen.get(uid);
      if (seen === undefined || seen.pending.length === 0) {
        return [];
      }
      this.#seen.set(uid, { ...seen, pending: [] });
      return seen.pending.filter(({ at }) => at > now - NEWS_MS).map(({ restart }) => restart);
    });
  }

  /** Drops the state kept for a deleted pod. */
  forget({ metadata }: Pick<ObservedPod, 'metadata'>): void {
    this.#seen.delete(metadata.uid ?? '');
  }

  #restartOf(pod: ObservedPod, before: ReadonlyMap<string, number>, readySince: number): Restart | undefined {
    const started = pod.containers.filter(({ name, restarts }) => restarts > (before.get(name) ?? restarts));
    const renewed = started.flatMap(({ lastEnd }) => (lastEnd?.reason === RENEWED ? [lastEnd] : []));
    if (renewed.length === 0 && !started.some(({ role }) => role === 'roudi')) {
      return undefined;
    }
    const ends = (role: 'agent' | 'roudi'): End[] =>
      pod.containers.flatMap((each) => (each.role === role ? (this.#history.of(pod, each.name) ?? []) : []));
    const [roudi] = ends('roudi');
    const [agent] = ends('agent');
    const since = [roudi, agent, ...renewed].map((end) => end?.finishedAt).find((time) => time !== undefined);
    return {
      pod: pod.metadata.name,
      containers: renewed.length > 0 ? 'all containers' : 'RouDi',
      cause: causeOf(pod, roudi, agent),
      seconds: Math.max(0, Math.round((readySince - (since ?? readySince)) / 1000)),
    };
  }
}

/** Why RouDi ended: its exit code with the diagnosis, and what the sidecar last wrote about ending it. */
export function causeOf({ claim }: Pick<ObservedPod, 'claim'>, roudi: End | undefined, agent: End | undefined): string {
  const said = sidecarWords(agent);
  const words = said === undefined ? '' : `; the sidecar said: ${said}`;
  if (roudi === undefined) {
    return `${claim === undefined ? 'RouDi was gone' : 'RouDi of its node was gone'}${words}`;
  }
  const { exitCode, reason, message = '' } = roudi;
  const [first] = diagnose({ output: message, exitCode, role: 'roudi', ...(reason === undefined ? {} : { reason }) });
  return `RouDi ended with ${exitCode}${first === undefined ? '' : ` (${first.id})`}${words}`;
}

/** Event for a completed restart in place. */
export function eventOfRestart({ pod, containers, cause, seconds }: Restart): EventRecord {
  const note = `pod ${pod}: ${cause}; ${containers} restarted in place, and samples are possible again after ${seconds} s`;
  return { type: 'Warning', reason: 'RestartedInPlace', action: 'Restart', note };
}

/** Log fields of a completed restart in place. */
export function fieldsOfRestart({ pod, containers, cause, seconds }: Restart): Fields {
  return { pod, restarted: containers, cause, seconds };
}

/** Restarts of a container over pods. */
export interface RestartCount {
  readonly restarts: number;
  /** When the last one was, as the API server writes times. */
  readonly lastRestartTime?: string;
}

/**
 * Restarts of RouDi in these pods. Those in deleted pods are not counted: only the status of a pod has its restarts.
 *
 * @param wanted role of the container that is restarted with RouDi
 */
export function restartsOf(pods: readonly ObservedPod[], wanted: ObservedContainer['role']): RestartCount {
  const restarted = pods
    .flatMap(({ containers }) => containers.filter(({ role, restarts }) => role === wanted && restarts > 0))
    .map(({ restarts, runningSince, lastEnd, end }) => ({
      restarts,
      at: runningSince ?? end?.finishedAt ?? lastEnd?.finishedAt,
    }));
  const times = restarted.flatMap(({ at }) => at ?? []);
  return {
    restarts: restarted.reduce((sum, each) => sum + each.restarts, 0),
    ...(times.length === 0 ? {} : { lastRestartTime: toSeconds(new Date(Math.max(...times))) }),
  };
}
