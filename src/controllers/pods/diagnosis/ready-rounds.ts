import { diagnose } from '../../../iceoryx/diagnose.ts';
import type { Finding } from '../../../iceoryx/messages.ts';
import type { Release } from '../../../iceoryx/release.ts';
import type { KubeClient } from '../../../kube/client.ts';
import { objectKey } from '../../../kube/object.ts';
import { digestOf } from '../../../pod/digest.ts';
import type { ObservedContainer, ObservedPod } from '../observed-pod.ts';
import { type AppsSeen, appsLineIn } from './apps-line.ts';
import { type ReadBudget, READS_PER_SECOND } from './read-budget.ts';
import { readTail, TAIL_LINES } from './tail.ts';

export interface ReadyRoundsOptions {
  readonly client: Pick<KubeClient, 'log'>;
  readonly budget: ReadBudget;
  /** Requeues the owner once something was read that changes what is known. */
  readonly enqueue: (key: string) => void;
}

/** A round takes this much longer than its reads need, so that each has its turn in time. */
const SLACK = 1.2;
/** Each log of a Ready pod is read at most this often, however few pods there are. */
const ROUND_MS = 60_000;
/** The agent's log is read soon after the pod became Ready, and more often until its apps have connected. */
const FIRST_MS = 2_000;
const SOON_MS = 10_000;
/** After this long, apps that have not connected are looked for no more often than others. */
const SETTLED_MS = 120_000;
const AGENT_LINES = 5;
/** Logs are read from a little before the last look on. */
const OVERLAP_S = 5;
/** Findings remembered per container. */
const MOST_HEARD = 8;
/** An agent whose log cannot be read so often in a row is taken for one that does not report apps. */
const MOST_FAILURES = 3;

/** What is known of one Ready pod. Times are milliseconds since 1970. */
interface Known {
  /** When the pod became Ready. Another time means that its containers may be others. */
  readonly readySince: number;
  /** Number of its logs that are read. */
  readonly logs: number;
  /** When the log of each container was last read. */
  readonly readAt: Map<string, number>;
  /** When the log of each container may be read that is due and has to wait for its turn. */
  readonly turns: Map<string, number>;
  /** Undefined before the first look, null if its agent does not report apps. */
  apps?: AppsSeen | null;
  /** By container: findings, and when they were last read. */
  readonly heard: Map<string, readonly HeardAt[]>;
  /** How often in a row the agent's log could not be read. */
  failures: number;
}

/** A finding in the log of a container that runs in a Ready pod. */
export interface HeardAt {
  readonly finding: Finding;
  readonly at: number;
}

/**
 * Reads logs of Ready pods in rounds: the agent's, which reports the apps that are connected, and those of RouDi and
 * the apps, of which one may report what stops samples while the pod stays Ready. A round takes a minute, or as long as
 * {@link READS_PER_SECOND} allows. It never blocks a reconcile.
 */
export class ReadyRounds {
  readonly #options: ReadyRoundsOptions;
  readonly #known = new Map<string, Known>();

  constructor(options: ReadyRoundsOptions) {
    this.#options = options;
  }

  /**
   * Queues the reads of Ready pods that are due, and gives those a turn for which there is no time yet.
   *
   * @param isConnected whether all apps of a pod that are expected are connected
   * @returns when the next read is due
   */
  sample(
    key: string,
    pods: readonly ObservedPod[],
    release: Release,
    isConnected: (pod: ObservedPod) => boolean,
    now = Date.now(),
  ): number | undefined {
    const { budget } = this.#options;
    if (!budget.queue.may('logs')) {
      return undefined;
    }
    const times = pods.flatMap((pod) => {
      const known = this.#knownOf(pod);
      if (known === undefined) {
        return [];
      }
      const roundMs = Math.max(ROUND_MS, ((budget.logs * SLACK) / READS_PER_SECOND) * 1000);
      const isFresh = now - known.readySince <= SETTLED_MS && !isConnected(pod);
      return pod.containers.filter(isRead).map((container) => {
        // What an app says that waits for RouDi is told soon.
        const isSoon = isFresh && (container.role === 'agent' || (known.apps?.waiting.length ?? 0) > 0);
        const everyMs = isSoon ? SOON_MS : roundMs;
        const before = known.readAt.get(container.name);
        const due = before === undefined ? known.readySince + firstMs(pod, container, roundMs) : before + everyMs;
        const given = known.turns.get(container.name);
        if (given === undefined && due > now) {
          return due;
        }
        const turn = given ?? (isSoon ? budget.fresh : budget.rounds).next(now);
        if (turn > now) {
          known.turns.set(container.name, turn);
          return turn;
        }
        known.turns.delete(container.name);
        const isQueued =
          container.role === 'agent'
            ? this.#lookAtAgent(key, pod, container, known)
            : this.#lookAtProgram(key, pod, container, known, release, before === undefined ? roundMs : now - before);
        if (!isQueued) {
          return now + SOON_MS;
        }
        known.readAt.set(container.name, now);
        return now + everyMs;
      });
    });
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** The apps of a pod: undefined before the first look, null if its agent does not report them. */
  appsOf({ metadata, readySince }: ObservedPod): AppsSeen | null | undefined {
    const known = this.#known.get(metadata.uid ?? '');
    return known === undefined || known.readySince !== readySince ? undefined : known.apps;
  }

  /** Findings in logs of the running containers of a Ready pod. */
  heardIn({ metadata, readySince }: ObservedPod, container: string): readonly HeardAt[] {
    const known = this.#known.get(metadata.uid ?? '');
    return known === undefined || known.readySince !== readySince ? [] : (known.heard.get(container) ?? []);
  }

  /** Drops the state kept for a deleted pod. */
  forget({ metadata: { uid = '' } }: Pick<ObservedPod, 'metadata'>): void {
    this.#options.budget.logs -= this.#known.get(uid)?.logs ?? 0;
    this.#known.delete(uid);
  }

  #knownOf(pod: ObservedPod): Known | undefined {
    const { metadata, readySince, unreadySince } = pod;
    const uid = metadata.uid ?? '';
    const known = this.#known.get(uid);
    const isReady = readySince !== undefined && unreadySince === undefined && metadata.deletionTimestamp === undefined;
    if (isReady && known?.readySince === readySince) {
      return known;
    }
    this.forget(pod);
    if (!isReady) {
      return undefined;
    }
    const fresh: Known = {
      readySince,
      logs: pod.containers.filter(isRead).length,
      readAt: new Map(),
      turns: new Map(),
      failures: 0,
      heard: new Map(),
    };
    this.#options.budget.logs += fresh.logs;
    this.#known.set(uid, fresh);
    return fresh;
  }

  #lookAtAgent(key: string, pod: ObservedPod, agent: ReadContainer, known: Known): boolean {
    const see = (apps: AppsSeen | null): void => {
      if (JSON.stringify(apps) !== JSON.stringify(known.apps)) {
        known.apps = apps;
        this.#options.enqueue(key);
      }
    };
    const options = { container: agent.name, tailLines: AGENT_LINES };
    return this.#queue(pod, agent, async () => {
      try {
        see(appsLineIn(await readTail(this.#options.client, objectKey(pod), options)) ?? known.apps ?? null);
        known.failures = 0;
      } catch (error) {
        known.failures++;
        if (known.failures >= MOST_FAILURES) {
          see(known.apps ?? null);
        }
        throw error;
      }
    });
  }

  #lookAtProgram(
    key: string,
    pod: ObservedPod,
    program: ReadContainer,
    known: Known,
    release: Release,
    sinceMs: number,
  ): boolean {
    const { name, role } = program;
    const sinceSeconds = Math.ceil(sinceMs / 1000) + OVERLAP_S;
    const options = { container: name, tailLines: TAIL_LINES, sinceSeconds };
    return this.#queue(pod, program, async () => {
      const output = (await readTail(this.#options.client, objectKey(pod), options)).join('\n');
      const found = diagnose({ output, release, role: role === 'roudi' ? 'roudi' : 'app' });
      const errors = found.filter(({ severity }) => severity === 'Error');
      if (errors.length > 0) {
        known.heard.set(name, merged(known.heard.get(name) ?? [], errors, known.readAt.get(name) ?? 0));
        this.#options.enqueue(key);
      }
    });
  }

  /** @returns false if the queue does not take it */
  #queue(pod: ObservedPod, { name }: ReadContainer, task: () => Promise<void>): boolean {
    return this.#options.budget.queue.add('logs', pod, `${name} of a Ready pod`, task);
  }
}

type ReadContainer = ObservedContainer & { readonly role: 'agent' | 'app' | 'roudi' };

function isRead(container: ObservedContainer): container is ReadContainer {
  return container.role !== 'other';
}

/** The agent's log is read soon, others at a time within the first round that is the same each time. */
function firstMs(pod: ObservedPod, { name, role }: ReadContainer, roundMs: number): number {
  return role === 'agent' ? FIRST_MS : spread(`${pod.metadata.uid} ${name}`) * roundMs;
}

/** A number from 0 to 1 that is the same for a name each time, so that logs take their turns. */
function spread(name: string): number {
  return Number.parseInt(digestOf(name).slice(0, 8), 16) / 2 ** 32;
}

function merged(before: readonly HeardAt[], errors: readonly Finding[], at: number): readonly HeardAt[] {
  const byId = new Map(before.map((each) => [each.finding.id, each]));
  errors.forEach((finding) => byId.set(finding.id, { finding, at }));
  return [...byId.values()].toSorted((a, b) => b.at - a.at).slice(0, MOST_HEARD);
}
