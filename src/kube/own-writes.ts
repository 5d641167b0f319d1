import { type Clock, systemClock } from '../runtime/clock.ts';
import { type KubeObject, objectKey } from './object.ts';

interface Answer<T> {
  readonly object: T;
  /** Versions that the cache may hold while it has not seen the answer. */
  readonly older: Set<string | undefined>;
  readonly until: number;
}

/** Of an object that was created and deleted between two lists the cache never hears. */
const CATCHES_UP_WITHIN_MS = 60_000;

/**
 * The API server's answers to our own writes, for as long as a cache lags behind them: to decide from what the cache
 * still holds would repeat or undo what was just written.
 */
export class OwnWrites<T extends KubeObject> {
  readonly #answers = new Map<string, Answer<T>>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'> = systemClock) {
    this.#clock = clock;
  }

  /** The latest state that is known: the last answer until the cache has moved on from what it held before. */
  latest(key: string, cached: T | undefined): T | undefined {
    const answer = this.#answers.get(key);
    if (answer === undefined) {
      return cached;
    }
    if (this.#clock.now() < answer.until && answer.older.has(cached?.metadata.resourceVersion)) {
      return answer.object;
    }
    this.#answers.delete(key);
    return cached;
  }

  /** @param cached what the cache held when the write was decided upon; undefined if nothing */
  remember(cached: T | undefined, object: T): void {
    const key = objectKey(object);
    const before = this.#answers.get(key);
    const older = before?.older ?? new Set([cached?.metadata.resourceVersion]);
    if (before !== undefined) {
      older.add(before.object.metadata.resourceVersion);
    }
    older.delete(object.metadata.resourceVersion);
    this.#answers.set(key, { object, older, until: this.#clock.now() + CATCHES_UP_WITHIN_MS });
  }

  /** Whether this, which the cache holds from now on, is the last answer itself, and so no news. */
  hasArrived(object: T): boolean {
    const key = objectKey(object);
    const isAnswer = this.#answers.get(key)?.object.metadata.resourceVersion === object.metadata.resourceVersion;
    if (isAnswer) {
      this.#answers.delete(key);
    }
    return isAnswer;
  }

  /** To be called when the cache has seen the object go. */
  forget(key: string): void {
    this.#answers.delete(key);
  }
}
