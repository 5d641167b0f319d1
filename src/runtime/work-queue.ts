import { backoffMs, type Backoff } from './backoff.ts';
import { type Clock, systemClock } from './clock.ts';

export interface WorkQueueOptions {
  /** Delays of {@link WorkQueue.addRateLimited}; 0.2 s doubled up to 60 s unless said otherwise. */
  backoff?: Backoff | undefined;
  clock?: Clock | undefined;
}

/**
 * Keys waiting for work. A key is in one place only:
 *
 *     add ──────────► waiting ──get──► running ──done──► (gone)
 *     addAfter ► delayed ▲                │ add: runs once more
 *                        └────────────────┘ after done
 *
 * However often a key is added while it waits, it is handed out once; while it runs, it is not handed out at all.
 * Of several times a key is to run at, the earliest holds.
 */
export class WorkQueue {
  readonly #backoff: Backoff;
  readonly #clock: Clock;
  readonly #waiting = new Set<string>();
  /** The value says whether the key was added since it began to run. */
  readonly #running = new Map<string, boolean>();
  readonly #delayed = new Map<string, { due: number; cancel: () => void }>();
  readonly #failures = new Map<string, number>();
  readonly #takers = new Set<(key: string | undefined) => void>();
  #closed = false;

  constructor({ backoff = { baseMs: 200, capMs: 60_000 }, clock = systemClock }: WorkQueueOptions = {}) {
    this.#backoff = backoff;
    this.#clock = clock;
  }

  /** Keys ready to run; running and delayed ones are not counted. */
  get length(): number {
    return this.#waiting.size;
  }

  /** Runs the key as soon as a worker is free. */
  add(key: string): void {
    if (this.#closed) {
      return;
    }
    this.#delayed.get(key)?.cancel();
    this.#delayed.delete(key);
    if (this.#running.has(key)) {
      this.#running.set(key, true);
      return;
    }
    this.#waiting.add(key);
    this.#hand();
  }

  /** Runs the key once `ms` have passed, unless something else makes it run before. */
  addAfter(key: string, ms: number): void {
    if (ms <= 0) {
      this.add(key);
      return;
    }
    const due = this.#clock.now() + ms;
    const delayed = this.#delayed.get(key);
    if (this.#closed || this.#waiting.has(key) || this.#running.get(key) || (delayed && delayed.due <= due)) {
      return;
    }
    delayed?.cancel();
    this.#delayed.set(key, { due, cancel: this.#clock.schedule(ms, () => this.add(key)) });
  }

  /** Runs the key after a delay that grows with each call until {@link forget}; returns the milliseconds. */
  addRateLimited(key: string): number {
    const failures = this.failures(key);
    this.#failures.set(key, failures + 1);
    const ms = backoffMs(failures, this.#backoff);
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
   * The key that has waited longest, as soon as there is one; it runs until {@link done}.
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
    const again = this.#running.get(key);
    this.#running.delete(key);
    if (again) {
      this.add(key);
    }
  }

  /** Forgets all that waits and takes no more; what runs may end. */
  shutDown(): void {
    this.#closed = true;
    for (const { cancel } of this.#delayed.values()) {
      cancel();
    }
    this.#delayed.clear();
    this.#waiting.clear();
    for (const take of this.#takers) {
      take(undefined);
    }
  }

  #hand(): void {
    const [key] = this.#waiting;
    const [take] = this.#takers;
    if (key !== undefined && take !== undefined) {
      this.#waiting.delete(key);
      this.#running.set(key, false);
      take(key);
    }
  }
}
