import { backoffMs } from '../runtime/backoff.ts';
import { type Clock, pause, within } from '../runtime/clock.ts';
import { ApiError, ConnectionError } from './errors.ts';

const BACKOFF = { baseMs: 100, capMs: 5_000 };
/** One of several servers behind an address may be dead without a word, which must not hold up what others could answer. */
const PATIENCE_MS = 1_000;

/**
 * What all calls of a client know about a server that cannot be reached. Were each to try again at times of its own, a
 * server that is away would be asked the more often the more there is to do, and most of all when it comes back. So one
 * call tries, at growing intervals, and the others wait for what comes of that:
 *
 *     call a ──✗──── pause ────✗──────── pause ────────✓
 *     call b ────✗─────────────┴───────────────────────┴──✓
 *     call c ──────────✗───────┴───────────────────────┴──✓
 *
 * The first try of a call never waits, so nothing depends on what is known here being right.
 */
export class Outage {
  readonly #clock: Clock;
  /** Tries in a row that reached nobody. */
  #failures = 0;
  /** The try that is to come or under way, and whether it reached the server; never rejects. */
  #trial: Promise<boolean> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The server has answered some call. */
  over(): void {
    this.#failures = 0;
  }

  /**
   * Sends a call again that did not reach the server, once this or another call's turn has come.
   *
   * @param error of the call's last try; thrown again if another call has tried in vain, or if there is no time left
   * @param deadline of the call, on the client's clock
   */
  async again<T>(send: () => Promise<T>, error: unknown, deadline: number, signal: AbortSignal): Promise<T> {
    const others = this.#trial;
    if (others !== undefined) {
      const isSettled = await within(deadline - this.#clock.now(), others, signal, this.#clock);
      signal.throwIfAborted();
      if (isSettled && (await others)) {
        return send();
      }
      throw error;
    }
    const ms = backoffMs(this.#failures, BACKOFF);
    if (this.#clock.now() + ms >= deadline) {
      throw error;
    }
    const trial = this.#try(ms, send, signal);
    const outcome = this.#outcomeOf(trial, ms + PATIENCE_MS);
    this.#trial = outcome;
    void outcome.then(() => (this.#trial = undefined));
    try {
      return await trial;
    } finally {
      await outcome;
    }
  }

  /** Whether a try reaches the server within some time; it goes on in either case. */
  async #outcomeOf(trial: Promise<unknown>, ms: number): Promise<boolean> {
    const reached = trial.then(
      () => true,
      (reason: unknown) => reason instanceof ApiError,
    );
    if (await within(ms, reached, undefined, this.#clock)) {
      return reached;
    }
    this.#failures += 1;
    return false;
  }

  async #try<T>(ms: number, send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await pause(ms, signal, this.#clock);
    signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      this.#failures += error instanceof ConnectionError ? 1 : 0;
      throw error;
    }
  }
}
