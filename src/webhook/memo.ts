import { type Clock, systemClock } from '../runtime/clock.ts';

export interface MemoOptions {
  /** Milliseconds that a value counts. */
  readonly forMs: number;
  /** Limit of values; the oldest goes first. */
  readonly capacity: number;
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/** Remembers what the API server answered for a while, and asks once for all that ask at the same time. */
export class Memo<T> {
  readonly #options: MemoOptions;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #entries = new Map<string, { readonly value: Promise<T>; readonly until: number }>();

  constructor(options: MemoOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** @param read is called if nothing is remembered; what it rejects with is not remembered */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const { forMs, capacity } = this.#options;
    const known = this.#entries.get(key);
    if (known !== undefined && this.#clock.now() < known.until) {
      return known.value;
    }
    this.#entries.delete(key);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= capacity) {
      this.#entries.delete(oldest);
    }
    const entry = { value: read(), until: this.#clock.now() + forMs };
    this.#entries.set(key, entry);
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    return entry.value;
  }
}
