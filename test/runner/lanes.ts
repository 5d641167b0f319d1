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

/** Turns, each given to the lane that needs it most. */
class Turns {
  readonly #waiting: { readonly urgency: () => number; readonly go: () => void }[] = [];
  readonly #pace: Pace;
  #taken = 0;
  #isSettling = false;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  async take(urgency: () => number): Promise<void> {
    await new Promise<void>((go) => {
      this.#waiting.push({ urgency, go });
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
      this.#waiting.sort((a, b) => b.urgency() - a.urgency());
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
 * Does all items of all queues, as many at a time as the pace allows. A turn goes to the queue with the most work left
 * for each of its lanes, so that no queue is left to end alone.
 *
 * @param signal after which no further item is begun
 */
export async function runQueues<Item>(queues: readonly Queue<Item>[], pace: Pace, signal?: AbortSignal): Promise<void> {
  const turns = new Turns(pace);
  await Promise.all(
    queues.flatMap((queue) => {
      const items = queue.items.toSorted((a, b) => queue.weight(b) - queue.weight(a));
      const left = (): number => items.reduce((sum, item) => sum + queue.weight(item), 0) / queue.lanes;
      return Array.from({ length: Math.min(queue.lanes, items.length) }, async (_, index) =>
        runLane(queue, items, queue.lanes === 1 ? '' : String.fromCharCode(97 + index), turns, left, signal),
      );
    }),
  );
}

async function runLane<Item>(
  queue: Queue<Item>,
  items: Item[],
  lane: string,
  turns: Turns,
  left: () => number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let open = false;
  try {
    while (items.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what a lane is
      await turns.take(left);
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
