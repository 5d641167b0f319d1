import { isForbidden } from '../../../kube/errors.ts';
import { objectKey } from '../../../kube/object.ts';
import type { Log } from '../../../runtime/log.ts';
import type { ObservedPod } from '../observed-pod.ts';

/** What is read: logs of containers, or Events about pods. Each needs a right of its own. */
export type Read = 'events' | 'logs';

/** Logs come through the kubelets. Few are read at a time, however many pods fail at once. */
const CONCURRENCY = 2;
/** Limit of reads that wait, for each namespace. */
const MOST_WAITING = 50;

const RIGHTS: Readonly<Record<Read, string>> = { logs: 'to get pods/log', events: 'to list events' };

/**
 * Reads logs and Events in the background, few at a time. Namespaces take turns, so that the pods of one, whose kubelets do
 * not answer, do not keep all others waiting. A right that is missing is not asked for again.
 */
export class ReadQueue {
  readonly #log: Log;
  /** By namespace, in the order of their turns. */
  readonly #waiting = new Map<string, (() => Promise<void>)[]>();
  readonly #forbidden = new Set<Read>();
  #running = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Whether the operator may read this, as far as is known. */
  may(read: Read): boolean {
    return !this.#forbidden.has(read);
  }

  /**
   * Queues a read.
   *
   * @param what is read, for the log
   * @returns false if the right is missing, or too many of the namespace wait
   */
  add(read: Read, pod: ObservedPod, what: string, task: () => Promise<void>): boolean {
    const { namespace = '' } = pod.metadata;
    const waiting = this.#waiting.get(namespace) ?? [];
    if (!this.may(read) || waiting.length >= MOST_WAITING) {
      return false;
    }
    waiting.push(async () => this.#try(read, pod, what, task));
    this.#waiting.set(namespace, waiting);
    this.#next();
    return true;
  }

  async #try(read: Read, pod: ObservedPod, what: string, task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (isForbidden(error) && this.may(read)) {
        this.#forbidden.add(read);
        this.#log.info(`${read} of pods are not looked into: there is no right ${RIGHTS[read]}`, { error });
      } else {
        this.#log.debug('what is said of a pod cannot be read', { pod: objectKey(pod), what, error });
      }
    }
  }

  #next(): void {
    const task = this.#running < CONCURRENCY ? this.#take() : undefined;
    if (task !== undefined) {
      this.#running++;
      void task().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  /** The first read of the namespace whose turn it is, which is the last to have the next one. */
  #take(): (() => Promise<void>) | undefined {
    const [turn] = this.#waiting;
    if (turn === undefined) {
      return undefined;
    }
    const [namespace, waiting] = turn;
    const task = waiting.shift();
    this.#waiting.delete(namespace);
    if (waiting.length > 0) {
      this.#waiting.set(namespace, waiting);
    }
    return task;
  }
}
