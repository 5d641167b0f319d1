import { backoffMs, type Backoff } from './backoff.ts';
import { type Clock, systemClock } from './clock.ts';

/** Priority of changes, and the default. */
export const NORMAL_PRIORITY = 0;
/** Priority of what can wait while there are changes: the objects that exist at a start, and periodic resyncs. */
export const LOW_PRIORITY = -100;

/** Called for what a queue does, for metrics; must not throw. */
export interface QueueObserver {
  /** A key begins to wait for a worker. */
  onAdd?(priority: number): void;
  /** A worker took a key after this waiting time. */
  onStart?(waitedMs: number): void;
  /** A worker is done with a key. */
  onDone?(workedMs: number): void;
  /** A failed key will be retried. */
  onRetry?(): void;
}

export interface WorkQueueOptions {
  /** Delays of {@link WorkQueue.addRateLimited}; 0.2 s, doubled up to 60 s, by default. */
  backoff?: Backoff | undefined;
  clock?: Clock | undefined;
  observer?: QueueObserver | undefined;
}

/** When a key is to run next. */
interface Plan {
  priority: number;
  due: number;
  /** Cancels the timer of a key that is not due; absent once it is. */
  cancel?: () => void;
}

interface Run {
  priority: number;
  since: number;
}

/**
 * Keys waiting for work. A key is in one place only:
 *
 *     add ──────────► waiting ──get──► running ──done──► (gone)
 *     addAfter ► delayed ▲                │ add: runs once more
 *                        └────────────────┘ after done
 *
 * However often a key is added while it waits, it is handed out once; while it runs, it is not handed out at all. If a
 * key is added with several times or priorities, the earliest time and the highest priority apply. Keys of a higher
 * priority are handed out first, those of the same priority in order; a lower one waits as long as there is a higher
 * one.
 */
export class WorkQueue {
  readonly #backoff: Backoff;
  readonly #clock: Clock;
  readonly #observer: QueueObserver;
  readonly #plans = new Map<string, Plan>();
  readonly #running = new Map<string, Run>();
  /** Keys that are due and not running, by priority, the highest first. */
  readonly #waiting: { priority: number; keys: Set<string> }[] = [];
  readonly #failures = new Map<string, number>();
  readonly #takers = new Set<(key: string | undefined) => void>();
  #closed = false;

  constructor({ backoff = { baseMs: 200, capMs: 60_000 }, clock = systemClock, observer = {} }: WorkQueueOptions = {}) {
    this.#backoff = backoff;
    this.#clock = clock;
    this.#observer = observer;
  }

  /** Keys ready to run; running and delayed ones are not counted. */
  get length(): number {
    return this.#waiting.reduce((sum, { keys }) => sum + keys.size, 0);
  }

  /** Keys ready to run, by priority; a priority that has been used stays, with 0. */
  get depths(): ReadonlyMap<number, number> {
    return new Map(this.#waiting.map(({ priority, keys }) => [priority, keys.size]));
  }

  /** For how many milliseconds each of the running keys has been worked on. */
  get runningMs(): ReadonlyMap<string, number> {
    const now = this.#clock.now();
    return new Map([...this.#running].map(([key, { since }]) => [key, now - since]));
  }

  isRunning(key: string): boolean {
    return this.#running.has(key);
  }

  /** Runs the key as soon as a worker is free. */
  add(key: string, priority = NORMAL_PRIORITY): void {
    this.#plan(key, this.#clock.now(), priority);
  }

  /**
   * Runs the key once `ms` have passed, unless it runs earlier for another reason. By default a running key keeps the
   * priority of its run.
   */
  addAfter(key: string, ms: number, priority = this.#running.get(key)?.priority ?? NORMAL_PRIORITY): void {
    this.#plan(key, this.#clock.now() + Math.max(ms, 0), priority);
  }

  /** {@link addAfter} with a delay that grows with each call until {@link forget}; returns the milliseconds. */
  addRateLimited(key: string): number {
    const failures = this.failures(key);
    this.#failures.set(key, failures + 1);
    const ms = backoffMs(failures, this.#backoff);
    this.#observer.onRetry?.();
    this.addAfter(key, ms);
    return ms;
  }

  /** Calls of {@link addRateLimited} since the last {@link forget}. */
  failures(key: string): number {
    return this.#failures.get(key) ?? 0;
  }

  /** The next {@link addRateLimited} of this key starts with the shortest delay again. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /**
   * The key that is next, as soon as there is one; it runs until {@link done}.
   * Undefined once the queue is shut down or the signal aborts.
   */
  get(signal?: AbortSignal): Promise<string | undefined> {
    return new Promise((resolve) => {
      if (this.#closed || signal?.aborted) {
        resolve(undefined);
        return;
      }
      const take = (key?: string): void => {
        this.#takers.delete(take);
        signal?.removeEventListener('abort', leave);
        resolve(key);
      };
      const leave = (): void => take();
      signal?.addEventListener('abort', leave);
      this.#takers.add(take);
      this.#hand();
    });
  }

  /** Must be called once for each key that {@link get} returned. */
  done(key: string): void {
    const run = this.#running.get(key);
    if (run === undefined) {
      return;
    }
    this.#running.delete(key);
    this.#observer.onDone?.(this.#clock.now() - run.since);
    const next = this.#plans.get(key);
    if (next !== undefined && next.cancel === undefined) {
      this.#enter(key, next.priority);
    }
  }

  /** Drops all waiting keys and accepts no more; running ones may end. */
  shutDown(): void {
    this.#closed = true;
    for (const { cancel } of this.#plans.values()) {
      cancel?.();
    }
    this.#plans.clear();
    for (const { keys } of this.#waiting) {
      keys.clear();
    }
    for (const take of this.#takers) {
      take(undefined);
    }
  }

  #plan(key: string, due: number, priority: number): void {
    if (this.#closed) {
      return;
    }
    const plan = this.#plans.get(key);
    if (plan === undefined) {
      this.#schedule(key, { due, priority });
      return;
    }
    if (priority > plan.priority) {
      if (this.#bucket(plan.priority).delete(key)) {
        this.#bucket(priority).add(key);
      }
      plan.priority = priority;
    }
    if (due < plan.due && plan.cancel !== undefined) {
      plan.cancel();
      this.#schedule(key, { due, priority: plan.priority });
    }
  }

  #schedule(key: string, plan: Plan): void {
    this.#plans.set(key, plan);
    const ms = plan.due - this.#clock.now();
    if (ms > 0) {
      plan.cancel = this.#clock.schedule(ms, () => this.#ripen(key, plan));
    } else {
      this.#ripen(key, plan);
    }
  }

  #ripen(key: string, plan: Plan): void {
    delete plan.cancel;
    this.#observer.onAdd?.(plan.priority);
    if (!this.#running.has(key)) {
      this.#enter(key, plan.priority);
    }
  }

  #enter(key: string, priority: number): void {
    this.#bucket(priority).add(key);
    this.#hand();
  }

  #bucket(priority: number): Set<string> {
    const after = this.#waiting.findIndex((each) => each.priority <= priority);
    const found = this.#waiting[after];
    if (found?.priority === priority) {
      return found.keys;
    }
    const keys = new Set<string>();
    this.#waiting.splice(after === -1 ? this.#waiting.length : after, 0, { priority, keys });
    return keys;
  }

  #hand(): void {
    const [take] = this.#takers;
    const bucket = this.#waiting.find(({ keys }) => keys.size > 0);
    const [key] = bucket?.keys ?? [];
    const plan = key === undefined ? undefined : this.#plans.get(key);
    if (take === undefined || bucket === undefined || key === undefined || plan === undefined) {
      return;
    }
    const now = this.#clock.now();
    bucket.keys.delete(key);
    this.#plans.delete(key);
    this.#running.set(key, { priority: plan.priority, since: now });
    // A timer may fire a moment early.
    this.#observer.onStart?.(Math.max(0, now - plan.due));
    take(key);
  }
}
