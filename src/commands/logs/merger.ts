/** How long lines are held back so that others can overtake them. */
export interface Patience {
  /** Milliseconds that a line waits for those of other logs, which may be under way. */
  readonly delayMs: number;
  /** Milliseconds for a log to send its first line, once it was asked for. */
  readonly openingMs: number;
  /** No line waits longer, whatever other logs do: the clocks of nodes may differ. */
  readonly mostMs: number;
  /** Lines that are held back at most. */
  readonly mostLines: number;
}

const PATIENCE: Patience = { delayMs: 200, openingMs: 3000, mostMs: 3000, mostLines: 20_000 };

interface Waiting<T> {
  readonly item: T;
  readonly arrived: number;
}

interface Stream<T> {
  readonly queue: Waiting<T>[];
  /** Until when lines that are older than those of other logs may come. */
  busyUntil: number;
  isClosed: boolean;
}

/**
 * Puts the lines of several logs that are being written into the order of their times. Lines of one log keep their
 * order. A line waits until every other log has one that is later, or has been silent for a moment.
 */
export class Merger<T extends { readonly at: number }> {
  readonly #patience: Patience;
  readonly #streams = new Map<string, Stream<T>>();
  #lines = 0;

  constructor(patience: Partial<Patience> = {}) {
    this.#patience = { ...PATIENCE, ...patience };
  }

  /** A log was asked for. It may begin with old lines. */
  open(name: string, now: number): void {
    const queue = this.#streams.get(name)?.queue ?? [];
    this.#streams.set(name, { queue, busyUntil: now + this.#patience.openingMs, isClosed: false });
  }

  /** A log has begun, perhaps without a line. */
  begun(name: string, now: number): void {
    const stream = this.#streams.get(name);
    if (stream !== undefined) {
      stream.busyUntil = Math.min(stream.busyUntil, now + this.#patience.delayMs);
    }
  }

  push(name: string, item: T, now: number): void {
    const stream = this.#streams.get(name);
    if (stream !== undefined) {
      stream.queue.push({ item, arrived: now });
      stream.busyUntil = now + this.#patience.delayMs;
      this.#lines++;
    }
  }

  /** A log has ended. Its lines stay in line. */
  close(name: string): void {
    const stream = this.#streams.get(name);
    if (stream !== undefined) {
      stream.isClosed = true;
    }
  }

  /** The lines whose turn has come. */
  take(now: number): T[] {
    const taken: T[] = [];
    for (let first = this.#first(); first !== undefined && this.#isDue(first, now); first = this.#first()) {
      const next = first.queue.shift();
      if (next !== undefined) {
        taken.push(next.item);
        this.#lines--;
      }
    }
    for (const [name, { queue, isClosed }] of this.#streams) {
      if (isClosed && queue.length === 0) {
        this.#streams.delete(name);
      }
    }
    return taken;
  }

  /** All lines that are left. */
  takeAll(): T[] {
    return this.take(Infinity);
  }

  /** The log with the earliest line. */
  #first(): Stream<T> | undefined {
    let first: Stream<T> | undefined;
    for (const stream of this.#streams.values()) {
      const at = stream.queue[0]?.item.at;
      if (at !== undefined && at < (first?.queue[0]?.item.at ?? Infinity)) {
        first = stream;
      }
    }
    return first;
  }

  #isDue(first: Stream<T>, now: number): boolean {
    const { delayMs, mostMs, mostLines } = this.#patience;
    const { arrived = 0 } = first.queue[0] ?? {};
    if (this.#lines > mostLines || this.#oldestArrival() + mostMs <= now) {
      return true;
    }
    return [...this.#streams.values()].every(
      (other) =>
        other === first ||
        other.isClosed ||
        other.queue.length > 0 ||
        Math.max(other.busyUntil, arrived + delayMs) <= now,
    );
  }

  /** When the line came that has waited longest; an earlier one of another log may keep it waiting. */
  #oldestArrival(): number {
    return Math.min(...[...this.#streams.values()].map(({ queue }) => queue[0]?.arrived ?? Infinity));
  }
}
