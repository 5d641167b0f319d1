/** A sample that the subscriber received. */
export type Sample = {
  /** When, by the node's clock, in milliseconds since 1970. */
  readonly writtenAt: number;
  readonly number: number;
  /** How many the subscriber has missed so far in its present life. */
  readonly lost: number;
  /** Counts the starts of the publisher: its numbers restart with each. */
  readonly series: number;
};

const RATE_WINDOW_MS = 2000;

/** The samples that were received, from the lines that a subscriber writes. Times are this machine's, since 1970. */
export class Samples {
  readonly #all: Sample[] = [];
  // The node's clock differs from ours. No line arrives before it was written, so the quickest one shows the difference
  // best.
  #clockDifference = Infinity;

  /** Takes a line of the subscriber's log. @param writtenAt the node's time, in milliseconds since 1970. */
  take({ event, n, lost }: Readonly<Record<string, unknown>>, writtenAt: number): void {
    if (event !== 'sample' || typeof n !== 'number') return;
    this.#clockDifference = Math.min(this.#clockDifference, Date.now() - writtenAt);
    const { last } = this;
    const series = last === undefined ? 1 : last.series + (n <= last.number ? 1 : 0);
    this.#all.push({ writtenAt, number: n, lost: typeof lost === 'number' ? lost : 0, series });
  }

  get last(): Sample | undefined {
    return this.#all.at(-1);
  }

  /** All samples that were missed, over every life of the subscriber. */
  get lost(): number {
    const bySeries = new Map(this.#all.map(({ series, lost }) => [series, lost]));
    return [...bySeries.values()].reduce((sum, lost) => sum + lost, 0);
  }

  /** When the first sample came of a publisher that began after that series. */
  firstAfter(series: number): number | undefined {
    const first = this.#all.find((sample) => sample.series > series);
    return first === undefined ? undefined : this.#timeOf(first);
  }

  /** Samples per second over the last two seconds. */
  rate(now = Date.now()): number {
    return this.rateBetween(now - RATE_WINDOW_MS, now);
  }

  /** Samples per second over a time, which begins with the first sample if that came later. */
  rateBetween(from: number, to: number): number {
    const recent = this.#since(from);
    const first = this.#all.at(0);
    const begin = first === undefined ? from : Math.max(from, this.#timeOf(first));
    return recent.length < 2 ? 0 : recent.length / ((to - begin) / 1000);
  }

  /** How many samples came in each of the last `count` whole intervals, the oldest first. */
  history(count: number, interval: number, now = Date.now()): number[] {
    const end = Math.floor(now / interval);
    const counts = Array.from({ length: count }, () => 0);
    for (const sample of this.#since((end - count) * interval)) {
      const index = Math.floor(this.#timeOf(sample) / interval) - end + count;
      if (index >= 0 && index < count) counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }

  #timeOf({ writtenAt }: Sample): number {
    return writtenAt + this.#clockDifference;
  }

  #since(time: number): Sample[] {
    const before = this.#all.findLastIndex((sample) => this.#timeOf(sample) < time);
    return this.#all.slice(before + 1);
  }
}
