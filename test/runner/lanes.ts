/** Work of lanes. Each lane does its items one after another; the lanes of all queues run side by side. */
export interface Queue<Item> {
  readonly name: string;
  readonly lanes: number;
  readonly items: readonly Item[];
  /** Seconds that an item takes, as far as they are known: the longest item begins first. */
  weight(item: Item): number;
  run(item: Item, lane: string): Promise<void>;
  /** Called before the first item of a lane, which has its turn already. */
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

/** A lane as the order of turns sees it. */
interface Lane {
  /** Seconds of work that is left for it. */
  readonly left: number;
  /** Whether it has something open, such as a cluster, which costs until it is closed. */
  readonly isOpen: boolean;
}

/** Turns, each given to the lane that needs it most. */
class Turns {
  readonly #waiting: { readonly lane: Lane; readonly go: () => void }[] = [];
  readonly #pace: Pace;
  readonly #left: () => number;
  #taken = 0;
  #isSettling = false;

  /** @param left seconds of work that is left for all lanes */
  constructor(pace: Pace, left: () => number) {
    this.#pace = pace;
    this.#left = left;
  }

  async take(lane: Lane): Promise<void> {
    await new Promise<void>((go) => {
      this.#waiting.push({ lane, go });
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
      // What is left is done by so many at a time at least. A lane with more than its part would end alone.
      const share = this.#left() / this.#pace.always;
      const urgency = ({ left, isOpen }: Lane): number => (left >= share ? 2 : Number(isOpen));
      this.#waiting.sort(({ lane: a }, { lane: b }) => urgency(b) - urgency(a) || b.left - a.left);
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
 * Does all items of all queues, as many at a time as the pace allows. A turn goes to a lane that would end alone
 * otherwise, then to one that is open, so that few are open at a time, and then to the one with the most work left.
 *
 * @param signal after which no further item is begun
 */
export async function runQueues<Item>(queues: readonly Queue<Item>[], pace: Pace, signal?: AbortSignal): Promise<void> {
  const all = queues.map((queue) => {
    const items = queue.items.toSorted((a, b) => queue.weight(b) - queue.weight(a));
    return { queue, items, left: () => items.reduce((sum, item) => sum + queue.weight(item), 0) };
  });
  const turns = new Turns(pace, () => all.reduce((sum, { left }) => sum + left(), 0));
  await Promise.all(
    all.flatMap(({ queue, items, left }) =>
      Array.from({ length: Math.min(queue.lanes, items.length) }, async (_, index) => {
        const lane = queue.lanes === 1 ? '' : String.fromCharCode(97 + index);
        return runLane({ queue, items, left, lane, turns, signal });
      }),
    ),
  );
}

interface LaneOptions<Item> {
  readonly queue: Queue<Item>;
  /** What is left, shared by the lanes of the queue. */
  readonly items: Item[];
  readonly left: () => number;
  readonly lane: string;
  readonly turns: Turns;
  readonly signal: AbortSignal | undefined;
}

async function runLane<Item>({ queue, items, left, lane, turns, signal }: LaneOptions<Item>): Promise<void> {
  let open = false;
  const asked: Lane = {
    get left() {
      return left() / queue.lanes;
    },
    get isOpen() {
      return open && queue.close !== undefined;
    },
  };
  try {
    while (items.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what a lane is
      await turns.take(asked);
      try {
        const item = items.shift();
        if (item === undefined || signal?.aborted === true) {
          return;
        }
        if (!open) {
          // oxlint-disable-next-line no-await-in-loop
          await queue.open?.(lane);
          open = true;
        }
        // oxlint-disable-next-line no-await-in-loop
        await queue.run(item, lane);
      } finally {
        turns.give();
      }
    }
  } finally {
    if (open) {
      await queue.close?.(lane);
    }
  }
}
