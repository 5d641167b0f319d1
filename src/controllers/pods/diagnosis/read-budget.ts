import type { Log } from '../../../runtime/log.ts';
import { ReadQueue } from './read-queue.ts';

/**
 * Logs of Ready pods that are read in a second, over the whole cluster: in rounds, and as many more of agents in pods
 * that have just become Ready. docs/troubleshooting.md states it.
 */
export const READS_PER_SECOND = 5;
/** Reads that may follow each other at once after a pause. */
const BURST = 10;

/** What all diagnoses of an operator share, whichever kind the pods belong to: how much is read, and how fast. */
export class ReadBudget {
  readonly queue: ReadQueue;
  readonly rounds = new Turns(1000 / READS_PER_SECOND);
  /** Pods that have just become Ready do not wait for all others. */
  readonly fresh = new Turns(1000 / READS_PER_SECOND);
  /** Number of logs of Ready pods that take turns. */
  logs = 0;

  constructor(log: Log) {
    this.queue = new ReadQueue(log);
  }
}

/** Times at regular intervals, each given away once. */
class Turns {
  readonly #everyMs: number;
  #next = 0;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** The next time that is free, which may be now. */
  next(now: number): number {
    const turn = Math.max(this.#next, now - BURST * this.#everyMs);
    this.#next = turn + this.#everyMs;
    return turn;
  }
}
