import { isForbidden } from '../../../kube/errors.ts';
import { objectKey } from '../../../kube/object.ts';
import type { Log } from '../../../runtime/log.ts';
import type { ObservedPod } from '../observed-pod.ts';

/** What is read: logs of containers, or Events about pods. Each needs a right of its own. */
export type Read = 'events' | 'logs';

/** Logs come through the kubelets. Few are read at a time, however many pods fail at once. */
const CONCURRENCY = 2;
const MOST_WAITING = 100;

const RIGHTS: Readonly<Record<Read, string>> = { logs: 'to get pods/log', events: 'to list events' };

/** Reads logs and Events in the background, few at a time. A right that is missing is not asked for again. */
export class ReadQueue {
  readonly #log: Log;
  readonly #waiting: (() => Promise<void>)[] = [];
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
   * @returns false if the right is missing or too many wait
   */
  add(read: Read, pod: ObservedPod, what: string, task: () => Promise<void>): boolean {
    if (!this.may(read) || this.#waiting.length >= MOST_WAITING) {
      return false;
    }
    this.#waiting.push(async () => this.#try(read, pod, what, task));
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
    const task = this.#running < CONCURRENCY ? this.#waiting.shift() : undefined;
    if (task !== undefined) {
      this.#running++;
      void task().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }
}
