import { aborted, pause, withDeadline } from './clock.ts';
import type { Log } from './log.ts';
import { WorkQueue } from './work-queue.ts';

export interface Result {
  /** Run the key again after this time even if nothing changes. */
  requeueAfterMs?: number | undefined;
}

/** Brings the object of one key to its desired state; must stop soon after the signal aborts. */
export type Reconcile = (key: string, signal: AbortSignal) => Promise<Result | void>;

export interface ControllerOptions {
  name: string;
  reconcile: Reconcile;
  log: Log;
  queue?: WorkQueue | undefined;
  /** How many keys are worked on at a time; 4 unless said otherwise. */
  concurrency?: number | undefined;
  /** Milliseconds after which the signal of one reconcile aborts; 60 s unless said otherwise. */
  timeoutMs?: number | undefined;
  /** Milliseconds that running reconciles get to end by themselves when the controller stops; 10 s unless said otherwise. */
  graceMs?: number | undefined;
}

/** Time for reconciles to leave once their signal has aborted. */
const LEAVE_MS = 1000;

/** Works through the keys of a queue: a failed key is tried again with growing delay, never at the cost of others. */
export class Controller {
  readonly name: string;
  readonly #queue: WorkQueue;
  readonly #reconcile: Reconcile;
  readonly #log: Log;
  readonly #concurrency: number;
  readonly #timeoutMs: number;
  readonly #graceMs: number;
  readonly #cut = new AbortController();

  constructor(options: ControllerOptions) {
    this.name = options.name;
    this.#reconcile = options.reconcile;
    this.#log = options.log.child({ controller: options.name });
    this.#queue = options.queue ?? new WorkQueue();
    this.#concurrency = options.concurrency ?? 4;
    this.#timeoutMs = options.timeoutMs ?? 60_000;
    this.#graceMs = options.graceMs ?? 10_000;
  }

  /** Has the key reconciled soon; keys may be added before the controller runs. */
  enqueue(key: string): void {
    this.#queue.add(key);
  }

  /** Works until the signal aborts; resolves when running reconciles have ended or their grace is over. */
  async run(signal: AbortSignal): Promise<void> {
    const workers = Promise.all(Array.from({ length: this.#concurrency }, () => this.#work(signal)));
    await aborted(signal);
    this.#queue.shutDown();
    await withinMs(this.#graceMs, workers);
    this.#cut.abort(new Error(`controller ${this.name} stops`));
    if (!(await withinMs(LEAVE_MS, workers))) {
      this.#log.warn('stopped although a reconcile has not ended; it ignores its signal');
    }
  }

  async #work(signal: AbortSignal): Promise<void> {
    for (;;) {
      const key = await this.#queue.get(signal);
      if (key === undefined) {
        return;
      }
      await this.#try(key);
      this.#queue.done(key);
    }
  }

  async #try(key: string): Promise<void> {
    try {
      const result = await withDeadline(
        this.#timeoutMs,
        this.#cut.signal,
        () => new Error(`reconcile took longer than ${this.#timeoutMs / 1000} s`),
        (signal) => this.#reconcile(key, signal),
      );
      this.#queue.forget(key);
      if (result?.requeueAfterMs !== undefined) {
        this.#queue.addAfter(key, result.requeueAfterMs);
      }
    } catch (error) {
      if (this.#cut.signal.aborted) {
        this.#log.debug('reconcile cut short by the stop', { key, error });
        return;
      }
      const retryMs = Math.round(this.#queue.addRateLimited(key));
      this.#log.error('reconcile failed', { key, attempt: this.#queue.failures(key), retryMs, error });
    }
  }
}

/** Whether the work ended within the time. */
async function withinMs(ms: number, work: Promise<unknown>): Promise<boolean> {
  const end = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(ms, end.signal).then(() => false)]);
  } finally {
    end.abort();
  }
}
