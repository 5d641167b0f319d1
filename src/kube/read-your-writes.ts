import { type Clock, systemClock } from '../runtime/clock.ts';
import type { Change } from './cache.ts';
import type { Reflected } from './namespaced-reflector.ts';
import { type KubeObject, objectKey } from './object.ts';

interface Answer<T> {
  readonly object: T;
  /** Versions that the cache may hold while it has not seen the answer. */
  readonly older: Set<string | undefined>;
  readonly until: number;
}

/** An object that was created and deleted between two lists never reaches the cache. */
const CATCHES_UP_WITHIN_MS = 60_000;

/**
 * The API server's answers to our own writes, kept while a cache lags behind them: a decision from the stale cache
 * would repeat or undo the write. kube-controller-manager solves the same problem with expectations.
 */
export class OwnWrites<T extends KubeObject> {
  readonly #answers = new Map<string, Answer<T>>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'> = systemClock) {
    this.#clock = clock;
  }

  /** The latest known state: the last answer until the cache holds a newer version than before the write. */
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

  /** @param cached what the cache held when the write was decided; undefined if nothing */
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

  /** Whether this object, which the cache now holds, is the answer to our last write. */
  hasArrived(object: T): boolean {
    const key = objectKey(object);
    const isAnswer = this.#answers.get(key)?.object.metadata.resourceVersion === object.metadata.resourceVersion;
    if (isAnswer) {
      this.#answers.delete(key);
    }
    return isAnswer;
  }

  /** Must be called when the cache has seen the deletion. */
  forget(key: string): void {
    this.#answers.delete(key);
  }
}

/** One object as it is known now. */
export interface Known<T> {
  /** Includes our own writes that the cache does not hold yet. */
  readonly latest: T | undefined;
  readonly cached: T | undefined;
}

/** The objects that a controller writes: its cache, overlaid with its own writes until the cache has them. */
export class ReadYourWrites<T extends KubeObject> {
  readonly #cache: Pick<Reflected<T>, 'store' | 'onChange'>;
  readonly #reduce: (answer: T) => T;
  readonly #ownWrites = new OwnWrites<T>();

  /** @param reduce what the cache keeps of an object, which is what is kept of answers */
  constructor(cache: Pick<Reflected<T>, 'store' | 'onChange'>, reduce: (answer: T) => T = (answer) => answer) {
    this.#cache = cache;
    this.#reduce = reduce;
    cache.onChange(({ type, object }) => type === 'deleted' && this.#ownWrites.forget(objectKey(object)));
  }

  get(key: string): Known<T> {
    const cached = this.#cache.store.get(key);
    return { latest: this.#ownWrites.latest(key, cached), cached };
  }

  /**
   * Takes the API server's answer to a write.
   *
   * @param before what was known when the write was decided
   */
  wrote({ latest, cached }: Known<T>, answer: T | undefined): void {
    if (answer !== undefined && answer.metadata.resourceVersion !== latest?.metadata.resourceVersion) {
      this.#ownWrites.remember(cached, this.#reduce(answer));
    }
  }

  /** Whether a change is anything but the answer to our last write; to be called once for each change. */
  isNews({ type, object }: Pick<Change<T>, 'type' | 'object'>): boolean {
    return type === 'deleted' || !this.#ownWrites.hasArrived(object);
  }
}
