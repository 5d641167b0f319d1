import type { Log } from '../runtime/log.ts';
import { type KubeObject, objectKey } from './object.ts';
import { isOlder } from './resource-version.ts';
import { MutableStore, type Store } from './store.ts';

export type Change<T> =
  | { type: 'added'; object: T }
  | { type: 'updated'; object: T; old: T }
  | { type: 'deleted'; object: T };

export interface CacheOptions<T> {
  log: Log;
  /**
   * Reduces objects before they are stored; may change and return its argument. Name, namespace, uid and resource
   * version are kept in any case.
   */
  transform?: ((object: T) => T) | undefined;
  /** managedFields are often half of an object, and are dropped unless this is set. */
  keepManagedFields?: boolean | undefined;
}

/**
 * A store with change handlers. Lists and watches repeat what is known; the handlers see each change once. A list shows
 * the state at the time of its request. Events may be replayed: one that is older than the stored object is ignored.
 */
export class Cache<T extends KubeObject> {
  readonly #options: CacheOptions<T>;
  readonly #store = new MutableStore<T>();
  readonly #handlers = new Set<(change: Change<T>) => void>();

  constructor(options: CacheOptions<T>) {
    this.#options = options;
  }

  get store(): Store<T> {
    return this.#store;
  }

  /** Calls the handler for all objects that exist, as added, and for each change from then on. */
  onChange(handler: (change: Change<T>) => void): () => void {
    this.#handlers.add(handler);
    for (const object of this.#store.list()) {
      this.#notify(handler, { type: 'added', object });
    }
    return () => this.#handlers.delete(handler);
  }

  /** An object in a list. */
  listed(received: T): void {
    this.#put(received);
  }

  /** An object that was created or changed, from a watch event. */
  changed(received: T): void {
    const known = this.#store.get(objectKey(received));
    if (!isOlder(received.metadata.resourceVersion, known?.metadata.resourceVersion)) {
      this.#put(received);
    }
  }

  /** The last state of a deleted object, from a watch event. */
  removed(received: T): void {
    const key = objectKey(received);
    const known = this.#store.get(key);
    if (known !== undefined && !isOlder(received.metadata.resourceVersion, known.metadata.resourceVersion)) {
      this.#remove(key, known.metadata.uid === received.metadata.uid ? this.#reduce(received) : known);
    }
  }

  /**
   * After a complete list: removes the objects that were not in it.
   * @param namespace of the list, if it was of a single one
   */
  keepOnly(keys: ReadonlySet<string>, namespace?: string): void {
    for (const object of this.#store.list()) {
      const key = objectKey(object);
      if (!keys.has(key) && (namespace === undefined || object.metadata.namespace === namespace)) {
        this.#remove(key, object);
      }
    }
  }

  #put(received: T): void {
    const key = objectKey(received);
    const { uid, resourceVersion } = received.metadata;
    let old = this.#store.get(key);
    if (old !== undefined && old.metadata.uid !== uid) {
      this.#remove(key, old);
      old = undefined;
    }
    if (old !== undefined && old.metadata.resourceVersion === resourceVersion) {
      return;
    }
    const object = this.#reduce(received);
    this.#store.set(object);
    this.#tellAll(old === undefined ? { type: 'added', object } : { type: 'updated', object, old });
  }

  #remove(key: string, object: T): void {
    this.#store.delete(key);
    this.#tellAll({ type: 'deleted', object });
  }

  #reduce(received: T): T {
    const { transform, keepManagedFields } = this.#options;
    if (!keepManagedFields) {
      delete received.metadata.managedFields;
    }
    if (transform === undefined) {
      return received;
    }
    const { name, namespace, uid, resourceVersion } = received.metadata;
    const object = transform(received);
    const { metadata } = object;
    metadata.name = name;
    if (namespace !== undefined) metadata.namespace = namespace;
    if (uid !== undefined) metadata.uid = uid;
    if (resourceVersion !== undefined) metadata.resourceVersion = resourceVersion;
    return object;
  }

  #tellAll(change: Change<T>): void {
    for (const handler of this.#handlers) {
      this.#notify(handler, change);
    }
  }

  #notify(handler: (change: Change<T>) => void, change: Change<T>): void {
    try {
      handler(change);
    } catch (error) {
      this.#options.log.error('handler of a change failed', {
        change: change.type,
        key: objectKey(change.object),
        error,
      });
    }
  }
}
