import { setInterval } from 'node:timers/promises';
import type { Pod } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { PODS } from '../../kube/resource.ts';
import { Reflector } from '../../kube/reflector.ts';
import type { Log } from '../../runtime/log.ts';
import type { PodSource } from '../kit/pods-of.ts';
import { type ContainerRun, isShown, runsOf } from './container-runs.ts';
import { ContainerTail } from './container-tail.ts';
import type { LogLine } from './line.ts';
import { Merger } from './merger.ts';
import type { Part } from './read-run.ts';
import { noRight } from './whole.ts';

/** How often lines whose turn has come are shown. */
const EVERY_MS = 50;

export interface FollowOptions {
  readonly client: KubeClient;
  readonly sources: readonly PodSource[];
  /** Whether to end with the pods that exist, instead of waiting for others. */
  readonly endsWithPods: boolean;
  readonly containers: readonly string[];
  readonly part: Pick<Part, 'sinceSeconds' | 'tailLines'>;
  /** Limit of logs that are followed at a time. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Called for each change of a pod, with the runs that were known of it; undefined if it was not. */
  readonly changed: (pod: Pod, before: readonly ContainerRun[] | undefined, after: readonly ContainerRun[]) => void;
  readonly show: (lines: readonly LogLine[]) => void;
  readonly notice: (text: string) => void;
}

/** A pod whose containers are followed. */
interface Followed {
  /** By container; undefined for those that are too many. */
  readonly tails: Map<string, ContainerTail | undefined>;
  runs: readonly ContainerRun[];
  /** No container of it will run again. */
  isOver: boolean;
}

/** Follows the logs of pods that come and go, until the signal aborts. */
export class Follower {
  readonly #options: FollowOptions;
  readonly #merger = new Merger<LogLine>();
  readonly #pods = new Map<string, Followed>();
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  #open = 0;
  #failure: Error | undefined;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#end.signal]);
  }

  /** @throws Error if there is no right to read logs */
  async run(): Promise<void> {
    const { client, sources, notice, show } = this.#options;
    const reflectors = sources.map(({ selection, accepts }) => {
      const log = noticeLog(notice);
      const reflector = new Reflector<KubeObject>(client, PODS, { ...selection, log });
      reflector.onChange(({ type, object }) => {
        const pod = object as Pod;
        if (accepts(pod)) {
          this.#see(pod, type === 'deleted');
        }
      });
      return reflector;
    });
    const watches = reflectors.map(async (reflector) => reflector.run(this.#signal));
    try {
      for await (const _ of setInterval(EVERY_MS, undefined, { signal: this.#signal })) {
        show(this.#merger.take(performance.now()));
        const isComplete = reflectors.every(({ hasSynced }) => hasSynced);
        if (this.#options.endsWithPods && isComplete && this.#isAtEnd()) {
          break;
        }
      }
    } catch (error) {
      if (!this.#signal.aborted) {
        throw error;
      }
    } finally {
      this.#end.abort();
      await Promise.all(watches);
      show(this.#merger.takeAll());
    }
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
  }

  #isAtEnd(): boolean {
    return this.#open === 0 && [...this.#pods.values()].every(({ isOver }) => isOver);
  }

  #see(pod: Pod, isDeleted: boolean): void {
    const { containers, changed, notice } = this.#options;
    const { uid = '', name } = pod.metadata;
    const known = this.#pods.get(uid);
    const followed: Followed = known ?? { tails: new Map<string, ContainerTail>(), runs: [], isOver: false };
    if (known === undefined) {
      this.#pods.set(uid, followed);
    }
    const runs = runsOf(pod).filter((run) => isShown(run, containers));
    changed(pod, known?.runs, runs);
    followed.runs = runs;
    const { phase } = pod.status ?? {};
    followed.isOver = isDeleted || phase === 'Succeeded' || phase === 'Failed';
    for (const [container, own] of Map.groupBy(runs, (run) => run.container)) {
      if (followed.tails.has(container)) {
        followed.tails.get(container)?.update(own, followed.isOver);
      } else if (!isDeleted) {
        followed.tails.set(container, this.#tail(pod, container, own, followed.isOver));
      }
    }
    if (isDeleted) {
      notice(`- ${name} is gone`);
      this.#pods.delete(uid);
    }
  }

  /** Begins to follow a container; undefined if too many are followed. */
  #tail(pod: Pod, container: string, runs: readonly ContainerRun[], isOver: boolean): ContainerTail | undefined {
    const { client, part, most, notice } = this.#options;
    if (this.#open >= most) {
      notice(
        `container ${container} of pod ${pod.metadata.name} is not followed: ${most} logs are; raise --max-log-requests, or choose by -l or --container`,
      );
      return undefined;
    }
    const name = `${pod.metadata.uid} ${container}`;
    const sink = {
      open: () => this.#merger.open(name, performance.now()),
      begun: () => this.#merger.begun(name, performance.now()),
      line: (line: LogLine) => this.#merger.push(name, line, performance.now()),
      closed: () => this.#merger.close(name),
      remark: (text: string) =>
        notice(`the log of container ${container} of pod ${pod.metadata.name} broke off and is read again: ${text}`),
    };
    const tail = new ContainerTail({ client, pod, part, sink, signal: this.#signal }, runs);
    tail.update(runs, isOver);
    this.#open++;
    const ended = (): number => this.#open--;
    tail.follow().then(ended, (error: Error) => {
      ended();
      this.#failure ??= isForbidden(error) ? new Error(noRight(pod), { cause: error }) : error;
      this.#end.abort();
    });
    return tail;
  }
}

/** Tells what keeps the pods from being watched. */
function noticeLog(notice: (text: string) => void): Log {
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message, { error } = {}) => notice(`${message}${error instanceof Error ? `: ${error.message}` : ''}`),
    error: (message) => notice(message),
    child: () => log,
  };
  return log;
}
