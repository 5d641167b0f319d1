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
   * Reduces objects before they are stored; may change and return its argument. Name, namespace, uid and resource version
   * stay whatever it does.
   */
  transform?: ((object: T) => T) | undefined;
  /** managedFields are often half of an object, and are dropped unless this is set. */
  keepManagedFields?: boolean | undefined;
}

/**
 * A store and those who want to know of its changes: turns what lists and watches say, of which much may be known
 * already, into each change once. Lists are true at the time they are asked for; events may be replayed, and one that is
 * older than what is stored is passed over.
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

  /** Tells the handler of all objects there are, as added, and of each change from then on. */
  onChange(handler: (change: Change<T>) => void): () => void {
    this.#handlers.add(handler);
    for (const object of this.#store.list()) {
      this.#tell(handler, { type: 'added', object });
    }
    return () => this.#handlers.delete(handler);
  }

  /** An object of a list. */
  listed(received: T): void {
    this.#put(received);
  }

  /** An object that was created or changed, as an event of a watch says. */
  changed(received: T): void {
    const known = this.#store.get(objectKey(received));
    if (!isOlder(received.metadata.resourceVersion, known?.metadata.resourceVersion)) {
      this.#put(received);
    }
  }

  /** The last state of an object that is gone, as an event of a watch says. */
  removed(received: T): void {
    const key = objectKey(received);
    const known = this.#store.get(key);
    if (known !== undefined && !isOlder(received.metadata.resourceVersion, known.metadata.resourceVersion)) {
      this.#remove(key, known.metadata.uid === received.metadata.uid ? this.#reduce(received) : known);
    }
  }

  /**
   * After a whole list: what it did not have is gone.
   * @param namespace the only one that the list was of, if so
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
      this.#tell(handler, change);
    }
  }

  #tell(handler: (change: Change<T>) => void, change: Change<T>): void {
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
