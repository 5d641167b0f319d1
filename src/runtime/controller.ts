import { randomUUID } from 'node:crypto';
import { aborted, type Clock, systemClock, withDeadline, within } from './clock.ts';
import type { Log } from './log.ts';
import { asError, isPanic } from './panic.ts';
import { LOW_PRIORITY, WorkQueue } from './work-queue.ts';

export interface Result {
  /** Run the key again after this time even if nothing changes. */
  requeueAfterMs?: number | undefined;
}

/**
 * Brings the object of one key to its desired state; must stop soon after the signal aborts. The log carries the
 * controller, the key and an id of this reconcile.
 */
export type Reconcile = (key: string, signal: AbortSignal, log: Log) => Promise<Result | void>;

/** How one reconcile ended; one that was cut short by a stop is not reported. */
export interface Reconciled {
  readonly outcome: 'success' | 'requeue_after' | 'error';
  readonly ms: number;
  /** The error is a programming error: see {@link isPanic}. */
  readonly panic: boolean;
  /** It exceeded its deadline. */
  readonly late: boolean;
}

/** A change as a {@link Source} reports it. */
export interface Change<T> {
  readonly type: 'added' | 'updated' | 'deleted';
  /** The object as it is now, or was last. */
  readonly object: T;
  /** The object before an update. */
  readonly old?: T;
}

/** Something that knows objects, such as a reflector: reports those that exist, and then each change. */
export interface Source<T> {
  /** Calling the function returned ends it. */
  onChange(handler: (change: Change<T>) => void): () => void;
}

/** Reconciles every key from time to time although nothing changed: a safety net for changes without an event. */
export interface Resync {
  /** All keys that exist at the moment. */
  keys(): Iterable<string>;
  /**
   * Each key is due at a random time within each period, so that they are spread out. The default, half an hour, costs
   * next to nothing and is short enough to repair a missed change while a person still looks into it.
   */
  everyMs?: number | undefined;
}

export interface ControllerOptions {
  name: string;
  reconcile: Reconcile;
  log: Log;
  queue?: WorkQueue | undefined;
  resync?: Resync | undefined;
  /** How many keys are reconciled concurrently; 4 by default. */
  concurrency?: number | undefined;
  /** Milliseconds after which the signal of a reconcile aborts; 60 s by default. */
  timeoutMs?: number | undefined;
  /** Milliseconds that running reconciles have to finish when the controller stops; 10 s by default. */
  graceMs?: number | undefined;
  /** Called for every reconcile that ended, for metrics; must not throw. */
  observer?: ((reconciled: Reconciled) => void) | undefined;
  clock?: Clock | undefined;
}

const RESYNC_MS = 30 * 60_000;
/** Time for reconciles to return once their signal has aborted. */
const LEAVE_MS = 1000;

/** Works through the keys of a queue. A failed key is retried with growing delay and does not hold up others. */
export class Controller {
  readonly name: string;
  readonly queue: WorkQueue;
  readonly concurrency: number;
  readonly #reconcile: Reconcile;
  readonly #log: Log;
  readonly #resync: Resync | undefined;
  readonly #timeoutMs: number;
  readonly #graceMs: number;
  readonly #observer: (reconciled: Reconciled) => void;
  readonly #clock: Clock;
  readonly #cut = new AbortController();
  readonly #watches: (() => () => void)[] = [];

  constructor(options: ControllerOptions) {
    const { name, reconcile, log, resync, concurrency = 4, timeoutMs = 60_000, graceMs = 10_000 } = options;
    this.name = name;
    this.concurrency = concurrency;
    this.#clock = options.clock ?? systemClock;
    this.queue = options.queue ?? new WorkQueue({ clock: this.#clock });
    this.#reconcile = reconcile;
    this.#log = log.child({ controller: name });
    this.#resync = resync;
    this.#timeoutMs = timeoutMs;
    this.#graceMs = graceMs;
    this.#observer = options.observer ?? (() => {});
  }

  /** Workers that are reconciling at the moment. */
  get activeWorkers(): number {
    return this.queue.runningMs.size;
  }

  /** A fault that only a restart of the process cures: a reconcile has ignored its signal for as long as it may run. */
  get problem(): string | undefined {
    const [key, ms] = [...this.queue.runningMs].find(([, each]) => each > 2 * this.#timeoutMs) ?? [];
    return ms === undefined ? undefined : `reconcile of ${key} has not ended for ${Math.round(ms / 1000)} s`;
  }

  /** Adds the key to the queue; possible before the controller runs. */
  enqueue(key: string): void {
    this.queue.add(key);
  }

  /**
   * From the start of the controller, enqueues the keys that a change of the source concerns. Objects that exist at
   * that time are enqueued at low priority, so that they do not delay changes. An update concerns the keys of the old
   * object too.
   */
  watch<T>(
    source: Source<T>,
    keysOf: (object: T) => Iterable<string>,
    filter: (change: Change<T>) => boolean = () => true,
  ): void {
    this.#watches.push(() => {
      let priority: number | undefined = LOW_PRIORITY;
      const end = source.onChange((change) => {
        if (filter(change)) {
          const objects = change.old === undefined ? [change.object] : [change.object, change.old];
          for (const key of new Set(objects.flatMap((object) => [...keysOf(object)]))) {
            this.queue.add(key, priority);
          }
        }
      });
      priority = undefined;
      return end;
    });
  }

  /**
   * Works until `stop` aborts, and resolves when the running reconciles have ended. Their signals abort when their
   * grace period is over, or at once when `cut` aborts. A reconcile that ignores its signal keeps this from resolving,
   * since callers must not conclude that nothing is running any more.
   */
  async run(stop: AbortSignal, cut?: AbortSignal): Promise<void> {
    const ends = this.#watches.map((begin) => begin());
    ends.push(this.#keepResyncing());
    const workers = Promise.all(Array.from({ length: this.concurrency }, () => this.#work(stop)));
    await aborted(stop);
    ends.forEach((end) => end());
    this.queue.shutDown();
    await within(this.#graceMs, workers, cut, this.#clock);
    this.#cut.abort(cut?.aborted ? cut.reason : new Error(`controller ${this.name} stops`));
    if (!(await within(LEAVE_MS, workers, undefined, this.#clock))) {
      this.#log.warn('cannot stop: a reconcile ignores its signal', { keys: [...this.queue.runningMs.keys()] });
      await workers;
    }
  }

  #keepResyncing(): () => void {
    const resync = this.#resync;
    if (resync === undefined) {
      return () => {};
    }
    const { everyMs = RESYNC_MS } = resync;
    let cancel: () => void;
    const round = (): void => {
      for (const key of resync.keys()) {
        this.queue.addAfter(key, Math.random() * everyMs, LOW_PRIORITY);
      }
      cancel = this.#clock.schedule(everyMs, round);
    };
    cancel = this.#clock.schedule(everyMs, round);
    return () => cancel();
  }

  async #work(stop: AbortSignal): Promise<void> {
    for (;;) {
      const key = await this.queue.get(stop);
      if (key === undefined) {
        return;
      }
      await this.#try(key, this.#log.child({ key, reconcileId: randomUUID() }));
      this.queue.done(key);
    }
  }

  async #try(key: string, log: Log): Promise<void> {
    const began = this.#clock.now();
    const report = (outcome: Reconciled['outcome'], panic = false, late = false): void =>
      this.#observer({ outcome, ms: this.#clock.now() - began, panic, late });
    const late = new Error(`reconcile took longer than ${this.#timeoutMs / 1000} s`);
    try {
      const reconcile = async (signal: AbortSignal): Promise<Result | void> => this.#reconcile(key, signal, log);
      const result = await withDeadline(this.#timeoutMs, this.#cut.signal, () => late, reconcile, this.#clock);
      this.queue.forget(key);
      if (result?.requeueAfterMs === undefined) {
        report('success');
      } else {
        this.queue.addAfter(key, result.requeueAfterMs);
        report('requeue_after');
      }
    } catch (thrown) {
      const error = asError(thrown);
      if (this.#cut.signal.aborted) {
        log.debug('reconcile cut short by the stop', { error });
        return;
      }
      const panic = isPanic(thrown);
      report('error', panic, thrown === late);
      const retryMs = Math.round(this.queue.addRateLimited(key));
      const attempt = this.queue.failures(key);
      // The message alone does not show where a programming error is.
      log.error('reconcile failed', { attempt, retryMs, error, ...(panic ? { stack: error.stack } : {}) });
    }
  }
}
