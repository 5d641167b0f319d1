import type { ObservedPod } from '../../controllers/pods/observed-pod.ts';
import type { Pod } from '../../controllers/resources.ts';
import { objectKey } from '../../kube/object.ts';
import { AGENT_CONTAINER } from '../../pod/names.ts';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import type { AgentAnswer } from '../kit/agent-status.ts';

/** Milliseconds for one agent, and until no further ones are asked for the same view. */
export const ANSWER_MS = 2000;
const VIEW_MS = 6000;
/** Each costs its node a process, and the API server a connection. */
const AT_A_TIME = 8;
/** How long answers are good for a view of many pods. One of few pods asks each time. */
export const REMEMBERED_MS = 10_000;

const NOT_ASKED: AgentAnswer = { reason: 'there was no time to ask' };

/** Asks the agents of some pods. */
export type Ask = (pods: readonly Pod[]) => Promise<AgentAnswer[]>;

/** A pod, and what is read from it. */
export interface Asked {
  readonly pod: Pod;
  readonly observed: ObservedPod;
}

/** Asks the agents in pods, for a limited time, and remembers for a while what they said. */
export class Agents {
  readonly #ask: Ask;
  readonly #rememberedMs: number;
  readonly #clock: Pick<Clock, 'now'>;
  #remembered = new Map<string, { readonly answer: AgentAnswer; readonly run: string; readonly at: number }>();

  /** @param rememberedMs how long an answer is good, while no container of the pod starts again */
  constructor(ask: Ask, rememberedMs: number, clock: Pick<Clock, 'now'> = systemClock) {
    this.#ask = ask;
    this.#rememberedMs = rememberedMs;
    this.#clock = clock;
  }

  /** Answers by the uid of the pod. Pods in which no agent runs have none. */
  async look(pods: readonly Asked[]): Promise<ReadonlyMap<string, AgentAnswer>> {
    const running = pods.flatMap(({ pod, observed }) => {
      const run = runOf(observed);
      return run === undefined ? [] : [{ pod, run, uid: uidOf(pod) }];
    });
    const due = running.filter(({ uid, run }) => !this.#isFresh(uid, run));
    const until = this.#clock.now() + VIEW_MS;
    for (let next = 0; next < due.length && this.#clock.now() < until; next += AT_A_TIME) {
      const some = due.slice(next, next + AT_A_TIME);
      const answers = await this.#ask(some.map(({ pod }) => pod));
      some.forEach(({ uid, run }, index) => {
        this.#remembered.set(uid, { answer: answers[index] ?? NOT_ASKED, run, at: this.#clock.now() });
      });
    }
    const known = running.flatMap(({ uid, run }) => {
      const before = this.#remembered.get(uid);
      return before?.run === run ? [[uid, before] as const] : [];
    });
    this.#remembered = new Map(known);
    return new Map(running.map(({ uid }) => [uid, this.#remembered.get(uid)?.answer ?? NOT_ASKED]));
  }

  #isFresh(uid: string, run: string): boolean {
    const before = this.#remembered.get(uid);
    return before?.run === run && this.#clock.now() - before.at < this.#rememberedMs;
  }
}

/** What pods are told apart by. */
export function uidOf({ metadata }: Pick<Pod, 'metadata'>): string {
  return metadata.uid ?? objectKey({ metadata });
}

/** Changes whenever a container of the pod starts again; undefined while its agent does not run. */
function runOf({ containers }: ObservedPod): string | undefined {
  const agent = containers.find(({ name, role }) => role === 'agent' && name === AGENT_CONTAINER);
  return agent?.runningSince === undefined ? undefined : containers.map(({ restarts }) => restarts).join(' ');
}
