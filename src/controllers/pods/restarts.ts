import { diagnose, stripColours } from '../../iceoryx/diagnose.ts';
import type { EventRecord } from '../../kube/events.ts';
import type { Fields } from '../../runtime/log.ts';
import { cut } from '../../text.ts';
import { RENEWED, type TerminationHistory } from './diagnosis/termination-history.ts';
import type { End, ObservedPod } from './observed-pod.ts';

/** RouDi ended in a pod, which has been Ready again since, with all containers started again or RouDi alone. */
export interface Restart {
  readonly pod: string;
  readonly containers: 'all containers' | 'RouDi';
  readonly cause: string;
  /** From RouDi's end to the pod being Ready, in whole seconds, as Kubernetes has them. */
  readonly seconds: number;
}

interface Seen {
  /** Starts of each container when the pod was Ready last. */
  readonly restarts: ReadonlyMap<string, number>;
  readonly pending: readonly { readonly restart: Restart; readonly at: number }[];
}

/** What a process that does not lead has seen is told by the one that does; so much it may lag behind. */
const NEWS_MS = 60_000;
/** Lines in which the sidecar says why it ended RouDi itself. */
const ENDED_BY_SIDECAR = /stopped by a signal|does not answer|hangs/;
const MAX_LINE = 200;

/**
 * Restarts in place that went well, for Events and the log: of the best that happens nothing else is to be seen a moment
 * later. A restart is over when the pod is Ready.
 */
export class RestartWatch {
  readonly #history: Pick<TerminationHistory, 'of'>;
  readonly #seen = new Map<string, Seen>();

  /** @param history that has observed each state of a pod before this does */
  constructor(history: Pick<TerminationHistory, 'of'>) {
    this.#history = history;
  }

  /** To be called with every state of every pod, in order. */
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

  /** Those of these pods that were not taken yet. */
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

  /** The pod is gone. */
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

/** Why RouDi was gone, by how it ended, and by what the sidecar says that may have ended it. */
export function causeOf({ claim }: Pick<ObservedPod, 'claim'>, roudi: End | undefined, agent: End | undefined): string {
  const said = stripColours(agent?.message ?? '')
    .split('\n')
    .findLast((line) => ENDED_BY_SIDECAR.test(line));
  const words = said === undefined ? '' : `; the sidecar said: ${cut(said.trim(), MAX_LINE)}`;
  if (roudi === undefined) {
    return `${claim === undefined ? 'RouDi was gone' : 'RouDi of its node was gone'}${words}`;
  }
  const { exitCode, reason, message = '' } = roudi;
  const [first] = diagnose({ output: message, exitCode, role: 'roudi', ...(reason === undefined ? {} : { reason }) });
  return `RouDi ended with ${exitCode}${first === undefined ? '' : ` (${first.id})`}${words}`;
}

export function eventOfRestart({ pod, containers, cause, seconds }: Restart): EventRecord {
  const note = `pod ${pod}: ${cause}; ${containers} restarted in place, and samples are possible again after ${seconds} s`;
  return { type: 'Warning', reason: 'RestartedInPlace', action: 'Restart', note };
}

/** Of a restart, for the log. */
export function fieldsOfRestart({ pod, containers, cause, seconds }: Restart): Fields {
  return { pod, restarted: containers, cause, seconds };
}
