import { setImmediate as nextTurn } from 'node:timers/promises';
import { backoffMs } from '../runtime/backoff.ts';
import { pause } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { KubeClient, Selection } from './client.ts';
import { isGone } from './errors.ts';
import { type KubeObject, objectKey } from './object.ts';
import type { Resource } from './resource.ts';
import { MutableStore, type Store } from './store.ts';

export type Change<T> =
  | { type: 'added'; object: T }
  | { type: 'updated'; object: T; old: T }
  | { type: 'deleted'; object: T };

export interface ReflectorOptions<T> extends Selection {
  log: Log;
  /** Reduces objects before they are stored; may change and return its argument. */
  transform?: ((object: T) => T) | undefined;
  /** managedFields are often half of an object, and are dropped unless this is set. */
  keepManagedFields?: boolean | undefined;
  /** Bounds of the random time after which the server ends a watch; 300 to 600 unless said otherwise. */
  watchSeconds?: readonly [number, number] | undefined;
  /** Milliseconds of silence after which a watch counts as dead; 30 s past its end unless said otherwise. */
  idleTimeoutMs?: number | undefined;
}

const PAGE_SIZE = 500;
const RETRY_BACKOFF = { baseMs: 500, capMs: 30_000 };
const SHORT_WATCH_MS = 1000;
/** Failures shorter than this are the API server's everyday life and no {@link Reflector.problem}. */
const TROUBLE_AFTER_MS = 60_000;

/**
 * Keeps a store equal to what the API server holds, through whatever happens to the connection:
 *
 *     list ──► watch from the list's version ──► watch from the last version seen ──► …
 *       ▲                                              │ the version is too old (410)
 *       └──────────────────────────────────────────────┘
 *
 * Changes are told in order and never lost for good; what happened between two lists is told as its sum, except that a
 * deletion is always told, also when an object of the same name came after it.
 */
export class Reflector<T extends KubeObject> {
  readonly name: string;
  /** Settles with the first complete list. */
  readonly synced: Promise<void>;
  readonly #client: KubeClient;
  readonly #resource: Resource;
  readonly #options: ReflectorOptions<T>;
  readonly #log: Log;
  readonly #store = new MutableStore<T>();
  readonly #handlers = new Set<(change: Change<T>) => void>();
  readonly #setSynced: () => void;
  #hasSynced = false;
  #lastActivity = Date.now();
  #resourceVersion: string | undefined;
  #failures = 0;
  #trouble: { since: number; error: unknown } | undefined;

  constructor(client: KubeClient, resource: Resource, options: ReflectorOptions<T>) {
    this.name = resource.plural;
    this.#client = client;
    this.#resource = resource;
    this.#options = options;
    this.#log = options.log.child({ resource: resource.plural });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.synced = promise;
    this.#setSynced = resolve;
  }

  get store(): Store<T> {
    return this.#store;
  }

  get hasSynced(): boolean {
    return this.#hasSynced;
  }

  /** When the API server was last heard of; milliseconds since the epoch. */
  get lastActivity(): number {
    return this.#lastActivity;
  }

  /** What is wrong, in words for /readyz: not yet synced, or without a watch for a minute. */
  get problem(): string | undefined {
    const { error, since } = this.#trouble ?? { error: undefined, since: Date.now() };
    const why = error instanceof Error ? `: ${error.message}` : '';
    if (!this.#hasSynced) {
      return `not synced${why}`;
    }
    const seconds = Math.round((Date.now() - since) / 1000);
    return seconds * 1000 >= TROUBLE_AFTER_MS ? `no watch for ${seconds} s${why}` : undefined;
  }

  /**
   * Tells the handler of all objects there are, as added, and then of each change, after the store has it.
   * What it throws is logged and goes no further. The function returned ends it.
   */
  onChange(handler: (change: Change<T>) => void): () => void {
    this.#handlers.add(handler);
    for (const object of this.#store.list()) {
      this.#tell(handler, { type: 'added', object });
    }
    return () => this.#handlers.delete(handler);
  }

  /** Runs until the signal aborts; no failure ends it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === undefined) {
          this.#resourceVersion = await this.#list(signal);
          this.#lastActivity = Date.now();
          this.#hasSynced = true;
          this.#setSynced();
        }
        await this.#watch(this.#resourceVersion, signal);
      } catch (error) {
        await this.#recover(error, signal);
      }
    }
  }

  /** Brings the store to the state of the server; returns the version it has then. */
  async #list(signal: AbortSignal): Promise<string> {
    const { namespace, labelSelector, fieldSelector } = this.#options;
    const selection = { namespace, labelSelector, fieldSelector, signal };
    const seen = new Set<string>();
    let limit: number | undefined = PAGE_SIZE;
    let next: string | undefined;
    for (;;) {
      try {
        const page = await this.#client.list<T>(this.#resource, { ...selection, limit, continue: next });
        for (const object of page.items) {
          seen.add(objectKey(object));
          this.#put(object);
        }
        next = page.continue;
        if (next === undefined) {
          this.#deleteAllBut(seen);
          return page.resourceVersion;
        }
        // Probes and requests get their turn between pages.
        await nextTurn();
      } catch (error) {
        if (!isGone(error) || next === undefined) {
          throw error;
        }
        // The pages took longer than the server keeps their version: all in one, or it would happen for ever.
        limit = undefined;
        next = undefined;
        seen.clear();
      }
    }
  }

  async #watch(from: string, signal: AbortSignal): Promise<void> {
    const { namespace, labelSelector, fieldSelector, idleTimeoutMs } = this.#options;
    const [shortest, longest] = this.#options.watchSeconds ?? [300, 600];
    const started = Date.now();
    const events = this.#client.watch<T>(this.#resource, {
      namespace,
      labelSelector,
      fieldSelector,
      idleTimeoutMs,
      resourceVersion: from,
      signal,
      onOpen: () => {
        this.#lastActivity = Date.now();
        this.#trouble = undefined;
      },
      timeoutSeconds: Math.ceil(shortest + (longest - shortest) * Math.random()),
    });
    for await (const event of events) {
      this.#lastActivity = Date.now();
      this.#failures = 0;
      if (event.type === 'DELETED') {
        this.#remove(objectKey(event.object), this.#reduce(event.object));
      } else if (event.type !== 'BOOKMARK') {
        this.#put(event.object);
      }
      this.#resourceVersion = event.object.metadata.resourceVersion;
    }
    if (Date.now() - started < SHORT_WATCH_MS) {
      // Such a server is not to be asked in a tight loop.
      throw new Error('the server ended the watch as soon as it began');
    }
    this.#log.debug('watch ended, resuming', { resourceVersion: this.#resourceVersion });
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const doing = this.#resourceVersion === undefined ? 'list' : 'watch';
    if (isGone(error)) {
      this.#resourceVersion = undefined;
    }
    this.#trouble = { since: this.#trouble?.since ?? Date.now(), error };
    const retryMs = Math.round(backoffMs(this.#failures, RETRY_BACKOFF));
    this.#failures += 1;
    // One reset or expired version is everyday life; another before any news is not.
    const level = this.#failures === 1 ? 'info' : 'warn';
    this.#log[level](`${doing} failed`, { attempt: this.#failures, retryMs, error });
    await pause(retryMs, signal);
  }

  #put(received: T): void {
    const object = this.#reduce(received);
    const key = objectKey(object);
    let old = this.#store.get(key);
    if (old !== undefined && old.metadata.uid !== object.metadata.uid) {
      this.#remove(key, old);
      old = undefined;
    }
    if (old !== undefined && old.metadata.resourceVersion === object.metadata.resourceVersion) {
      return;
    }
    this.#store.set(object);
    this.#tellAll(old === undefined ? { type: 'added', object } : { type: 'updated', object, old });
  }

  #remove(key: string, object: T): void {
    if (this.#store.get(key) !== undefined) {
      this.#store.delete(key);
      this.#tellAll({ type: 'deleted', object });
    }
  }

  #deleteAllBut(seen: ReadonlySet<string>): void {
    for (const object of this.#store.list()) {
      const key = objectKey(object);
      if (!seen.has(key)) {
        this.#remove(key, object);
      }
    }
  }

  #reduce(object: T): T {
    if (!this.#options.keepManagedFields) {
      delete object.metadata.managedFields;
    }
    return this.#options.transform?.(object) ?? object;
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
      this.#log.error('handler of a change failed', { change: change.type, key: objectKey(change.object), error });
    }
  }
}
