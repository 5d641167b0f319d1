/** Work of lanes. Each lane does its items one after another; the lanes of all queues run side by side. */
export interface Queue<Item> {
  readonly name: string;
  readonly lanes: number;
  readonly items: readonly Item[];
  /** Seconds that an item takes, as far as they are known: the longest item begins first. */
  readonly weight: (item: Item) => number;
  readonly run: (item: Item, lane: string) => Promise<void>;
  /** Called before the first item of a lane, which then keeps its turn until it is closed. */
  open?(lane: string): Promise<unknown>;
  /** Called after the last item of each lane that was opened. */
  close?(lane: string): Promise<unknown>;
}

/** How many items run at the same time. */
export interface Pace {
  /** Upper limit. */
  readonly atOnce: number;
  /** This many may begin whatever the load is. */
  readonly always: number;
  /** Whether the machine has no room for one more. */
  isBusy(): boolean;
  /** Milliseconds until the load reflects the item that began last. */
  readonly settleMs: number;
}

/** Turns, each given to the lane that has the most work left. */
class Turns {
  readonly #waiting: { readonly left: () => number; readonly go: () => void }[] = [];
  readonly #pace: Pace;
  #taken = 0;
  #isSettling = false;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** @param left seconds of work that is left for the lane */
  async take(left: () => number): Promise<void> {
    await new Promise<void>((go) => {
      this.#waiting.push({ left, go });
      this.#deal();
    });
  }

  give(): void {
    this.#taken--;
    this.#deal();
  }

  /** Deferred, so that all lanes that want a turn at this moment have asked for it. */
  #deal(): void {
    setImmediate(() => {
      this.#waiting.sort((a, b) => b.left() - a.left());
      while (this.#taken < this.#pace.always && this.#next());
      if (this.#taken < this.#pace.atOnce && this.#waiting.length > 0 && !this.#isSettling) this.#oneMore();
    });
  }

  /** Beyond those that may always begin, items begin one at a time, as each must show in the load first. */
  #oneMore(): void {
    this.#isSettling = true;
    setTimeout(() => {
      this.#isSettling = false;
      if (this.#taken < this.#pace.atOnce && !this.#pace.isBusy()) this.#next();
      this.#deal();
    }, this.#pace.settleMs);
  }

  #next(): boolean {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      this.#taken++;
      next.go();
    }
    return next !== undefined;
  }
}

/**
 * Does all items of all queues, as many at a time as the pace allows. A turn goes to the lane with the most work left,
 * so that none ends alone. A lane that has something to open keeps its turn until it is closed, because what is open
 * costs while it waits: the components of a cluster are never quite idle.
 *
 * @param signal after which no further item is begun
 */
export async function runQueues<Item>(queues: readonly Queue<Item>[], pace: Pace, signal?: AbortSignal): Promise<void> {
  const turns = new Turns(pace);
  await Promise.all(
    queues.flatMap((queue) => {
      const items = queue.items.toSorted((a, b) => queue.weight(b) - queue.weight(a));
      return Array.from({ length: Math.min(queue.lanes, items.length) }, async (_, index) => {
        const lane = queue.lanes === 1 ? '' : String.fromCharCode(97 + index);
        return runLane({ queue, items, lane, turns, signal });
      });
    }),
  );
}

interface LaneOptions<Item> {
  readonly queue: Queue<Item>;
  /** What is left, shared by the lanes of the queue. */
  readonly items: Item[];
  readonly lane: string;
  readonly turns: Turns;
  readonly signal: AbortSignal | undefined;
}

async function runLane<Item>({ queue, items, lane, turns, signal }: LaneOptions<Item>): Promise<void> {
  const left = (): number => items.reduce((sum, item) => sum + queue.weight(item), 0) / queue.lanes;
  const hasMore = (): boolean => items.length > 0 && signal?.aborted !== true;
  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    await turns.take(left);
    try {
      if (hasMore()) await work();
    } finally {
      turns.give();
    }
  };
  const next = async (): Promise<void> => queue.run(items.shift() as Item, lane);
  const all = async (): Promise<void> => {
    await queue.open?.(lane);
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what a lane is
      while (hasMore()) await next();
    } finally {
      await queue.close?.(lane);
    }
  };
  // oxlint-disable-next-line no-await-in-loop
  while (hasMore()) await inTurn(queue.open === undefined ? next : all);
}
