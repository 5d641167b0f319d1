import { backoffMs } from '../runtime/backoff.ts';
import { type Clock, pause, within } from '../runtime/clock.ts';
import { ApiError, ConnectionError } from './errors.ts';

const BACKOFF = { baseMs: 100, capMs: 5_000 };
/** One of several servers behind an address may hang: the other calls do not wait for it longer than this. */
const PATIENCE_MS = 1_000;

/**
 * Shared by all calls of a client: a circuit breaker whose half-open state admits a single probe. If each call retried
 * on its own, the load on an unreachable server would grow with the amount of work, and peak when it returns. Instead
 * one call probes at growing intervals, and the others wait for its outcome:
 *
 *     call a ──✗──── pause ────✗──────── pause ────────✓
 *     call b ────✗─────────────┴───────────────────────┴──✓
 *     call c ──────────✗───────┴───────────────────────┴──✓
 *
 * The first attempt of a call never waits, so a stale state here delays no call.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  /** Consecutive attempts that did not reach the server. */
  #failures = 0;
  /** The pending or running probe: whether it reached the server; never rejects. */
  #probe: Promise<boolean> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Records that the server has answered a call. */
  succeeded(): void {
    this.#failures = 0;
  }

  /**
   * Retries a call that did not reach the server: as the probe, or after another call's probe has succeeded.
   *
   * @param error of the call's last attempt; thrown again if another call's probe fails, or if no time is left
   * @param deadline of the call, on the client's clock
   */
  async retry<T>(send: () => Promise<T>, error: unknown, deadline: number, signal: AbortSignal): Promise<T> {
    const others = this.#probe;
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
    const probe = this.#try(ms, send, signal);
    const outcome = this.#outcomeOf(probe, ms + PATIENCE_MS);
    this.#probe = outcome;
    void outcome.then(() => (this.#probe = undefined));
    try {
      return await probe;
    } finally {
      await outcome;
    }
  }

  /** Whether a probe reaches the server within some time; it continues in either case. */
  async #outcomeOf(probe: Promise<unknown>, ms: number): Promise<boolean> {
    const reached = probe.then(
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
