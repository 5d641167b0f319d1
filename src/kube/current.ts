import type { Change } from './cache.ts';
import { type KubeObject, objectKey } from './object.ts';
import { OwnWrites } from './own-writes.ts';
import type { Reflected } from './namespaced-reflector.ts';

/** One object as it is known at a moment. */
export interface Known<T> {
  /** With what we wrote ourselves and the cache does not hold yet. */
  readonly latest: T | undefined;
  readonly cached: T | undefined;
}

/** What is known of objects that a controller writes: its cache, and its own writes until the cache has them. */
export class Current<T extends KubeObject> {
  readonly #cache: Pick<Reflected<T>, 'store' | 'onChange'>;
  readonly #ownWrites = new OwnWrites<T>();

  constructor(cache: Pick<Reflected<T>, 'store' | 'onChange'>) {
    this.#cache = cache;
    cache.onChange(({ type, object }) => type === 'deleted' && this.#ownWrites.forget(objectKey(object)));
  }

  get(key: string): Known<T> {
    const cached = this.#cache.store.get(key);
    return { latest: this.#ownWrites.latest(key, cached), cached };
  }

  /**
   * Takes the API server's answer to a write.
   *
   * @param before what was known when the write was decided upon
   */
  wrote({ latest, cached }: Known<T>, answer: T | undefined): void {
    if (answer !== undefined && answer.metadata.resourceVersion !== latest?.metadata.resourceVersion) {
      this.#ownWrites.remember(cached, answer);
    }
  }

  /** Whether a change is anything but the answer to our last write; to be asked once for each change. */
  isNews({ type, object }: Pick<Change<T>, 'type' | 'object'>): boolean {
    return type === 'deleted' || !this.#ownWrites.hasArrived(object);
  }
}
