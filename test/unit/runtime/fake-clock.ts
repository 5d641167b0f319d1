import type { Clock } from '../../../src/runtime/clock.ts';

/** A clock that stands still until the test advances it. */
export class FakeClock implements Clock {
  readonly #epoch: number;
  #now = 0;
  readonly #tasks = new Set<{ due: number; task: () => void }>();

  /** @param epoch start of the calendar, in milliseconds since 1970 */
  constructor(epoch = 0) {
    this.#epoch = epoch;
  }

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(this.#epoch + this.#now);
  }

  schedule(ms: number, task: () => void): () => void {
    const entry = { due: this.#now + ms, task };
    this.#tasks.add(entry);
    return () => this.#tasks.delete(entry);
  }

  get scheduled(): number {
    return this.#tasks.size;
  }

  /** Runs what is due within the next `ms`, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#tasks].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) {
        break;
      }
      this.#tasks.delete(next);
      this.#now = next.due;
      next.task();
    }
    this.#now = end;
  }
}
