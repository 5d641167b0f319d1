import { type Clock, systemClock } from './clock.ts';

export interface TokenBucketsOptions {
  /** Tokens of a full bucket. */
  burst: number;
  /** Milliseconds after which an emptied bucket has one more token. */
  refillMs: number;
  /** At most this many buckets are kept; those used least recently are dropped, since they are full again. */
  capacity: number;
  clock?: Pick<Clock, 'now'> | undefined;
}

/** A bucket of tokens for each key, so that one key cannot use up the tokens of another. */
export class TokenBuckets {
  readonly #options: TokenBucketsOptions;
  readonly #clock: Pick<Clock, 'now'>;
  /** In the order of last use. */
  readonly #buckets = new Map<string, { readonly tokens: number; readonly at: number }>();

  constructor(options: TokenBucketsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Takes a token from the bucket of this key; false if it is empty. */
  take(key: string): boolean {
    const { burst, refillMs, capacity } = this.#options;
    const now = this.#clock.now();
    const before = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + (now - before.at) / refillMs);
    const isGiven = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isGiven ? tokens - 1 : tokens, at: now });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > capacity && oldest !== undefined) {
      this.#buckets.delete(oldest);
    }
    return isGiven;
  }
}
