import { type Backoff, backoffMs } from '../runtime/backoff.ts';
import { type Clock, pause, systemClock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { Slices } from '../runtime/slices.ts';
import { Cache, type CacheOptions, type Change } from './cache.ts';
import type { KubeClient, Selection } from './client.ts';
import {
  ApiError,
  ConnectionError,
  isGone,
  isNotFound,
  isTooLargeResourceVersion,
  isTooManyRequests,
} from './errors.ts';
import { type KubeObject, objectKey } from './object.ts';
import { type Listed, readPages } from './pages.ts';
import type { Resource } from './resource.ts';
import { isOlder } from './resource-version.ts';
import type { Store } from './store.ts';
import { endsInitialEvents, type WatchEvent } from './watch.ts';

export type { Change };

export interface ReflectorOptions<T extends KubeObject> extends Selection, CacheOptions<T> {
  /** A cache that reflectors of other namespaces fill as well; by default each reflector has its own. */
  cache?: Cache<T> | undefined;
  /** For logs, probes and metrics, if the type has several reflectors; by default the plural of the type. */
  name?: string | undefined;
  /** Metadata only: for caches of names, labels, annotations and owners. */
  metadataOnly?: boolean | undefined;
  /** Bounds of the random time after which the server ends a watch; 300 to 600 by default. */
  watchSeconds?: readonly [number, number] | undefined;
  /** Milliseconds of silence after which a watch counts as dead; 150 s by default. */
  idleTimeoutMs?: number | undefined;
  /** Delays between failed tries; 0.5 to 30 s by default. */
  backoff?: Backoff | undefined;
  clock?: Clock | undefined;
}

/** State and counters of a reflector, for metrics. */
export interface ReflectorStats {
  readonly synced: boolean;
  /** A watch is open. */
  readonly watching: boolean;
  readonly objects: number;
  /** Lists that were completed. More than one: the resource version had expired. */
  readonly lists: number;
  /** Watches that were opened. */
  readonly watches: number;
  /** Events received, bookmarks included. */
  readonly events: number;
  /** Lists and watches that failed. */
  readonly failures: number;
  /** Milliseconds since the last response or event; bookmarks keep it below some 70 s. */
  readonly idleMs: number;
}

const BACKOFF: Backoff = { baseMs: 500, capMs: 30_000 };
const SHORT_WATCH_MS = 1000;
/** Failures shorter than this are normal and no {@link Reflector.problem}. */
const TROUBLE_AFTER_MS = 60_000;
/** Codes of undici: nothing came for longer than the idle timeout. */
const SILENCE = new Set(['UND_ERR_BODY_TIMEOUT']);

/**
 * Keeps a cache equal to what the API server holds, whatever happens to the connection:
 *
 *     all objects, streamed or in pages ──► changes from there on ──► changes from the last version seen ──► …
 *       ▲                                              │ the version is too old (410)
 *       └──────────────────────────────────────────────┘
 *
 * Changes are reported in order and never lost for good. Changes between two lists are reported as their sum, except
 * that a deletion is always reported, even if an object of the same name was created after it.
 */
export class Reflector<T extends KubeObject> {
  readonly name: string;
  /** Settles with the first complete list. */
  readonly synced: Promise<void>;
  readonly #client: KubeClient;
  readonly #resource: Resource;
  readonly #options: ReflectorOptions<T>;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #cache: Cache<T>;
  readonly #setSynced: () => void;
  /** Where the next watch starts; undefined if everything must be listed. */
  #version: string | undefined;
  /** The next list is read in pages, since one could not be streamed. */
  #paged = false;
  #watching = false;
  #isServed = true;
  #failuresInRow = 0;
  #trouble: { since: number; error: unknown } | undefined;
  #heardAt: number;
  readonly #count = { lists: 0, watches: 0, events: 0, failures: 0 };

  constructor(client: KubeClient, resource: Resource, options: ReflectorOptions<T>) {
    this.name = options.name ?? resource.plural;
    this.#client = client;
    this.#resource = resource;
    this.#options = options;
    const { namespace } = options;
    this.#log = options.log.child({ resource: this.name, ...(namespace === undefined ? {} : { namespace }) });
    this.#clock = options.clock ?? systemClock;
    this.#heardAt = this.#clock.now();
    this.#cache = options.cache ?? new Cache({ ...options, log: this.#log });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.synced = promise;
    this.#setSynced = resolve;
  }

  get store(): Store<T> {
    return this.#cache.store;
  }

  get hasSynced(): boolean {
    return this.#count.lists > 0 || !this.#isServed;
  }

  /**
   * False while the API server does not serve the type at all, for which it is asked repeatedly. The store is empty
   * then and counts as filled, so that nothing else waits for a type that is not installed. A version may be unserved
   * only for a while, so this proves nothing about objects.
   */
  get isServed(): boolean {
    return this.#isServed;
  }

  get stats(): ReflectorStats {
    return {
      ...this.#count,
      synced: this.hasSynced,
      watching: this.#watching,
      objects: this.store.size,
      idleMs: this.#clock.now() - this.#heardAt,
    };
  }

  /** What is wrong, for /readyz: not yet synced, or without a watch for a minute. */
  get problem(): string | undefined {
    const { error, since } = this.#trouble ?? { error: undefined, since: this.#clock.now() };
    const why = error instanceof Error ? `: ${error.message}` : '';
    if (!this.#isServed) {
      return `the API server does not know the type${why}`;
    }
    if (!this.hasSynced) {
      return `not synced${why}`;
    }
    const ms = this.#clock.now() - since;
    return ms >= TROUBLE_AFTER_MS ? `no watch for ${Math.round(ms / 1000)} s${why}` : undefined;
  }

  /**
   * Calls the handler for all objects that exist, as added, and then for each change once the store has it. An error
   * that it throws is logged. Calling the function returned ends it.
   */
  onChange(handler: (change: Change<T>) => void): () => void {
    return this.#cache.onChange(handler);
  }

  /** Runs until the signal aborts; no failure ends it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#version === undefined && this.#paged) {
          await this.#list(signal);
        }
        await this.#watch(signal);
      } catch (error) {
        await this.#recover(error, signal);
      }
    }
  }

  /** All objects, in pages. */
  async #list(signal: AbortSignal): Promise<void> {
    const { namespace, labelSelector, fieldSelector, metadataOnly } = this.#options;
    const selection = { namespace, labelSelector, fieldSelector, metadataOnly, signal };
    this.#complete(
      await readPages(this.#client, this.#resource, selection, (object) => this.#cache.listed(object as T)),
    );
  }

  /** Changes since the last version seen; without one, all objects and then their changes. */
  async #watch(signal: AbortSignal): Promise<void> {
    const { namespace, labelSelector, fieldSelector, metadataOnly, idleTimeoutMs } = this.#options;
    const [shortest, longest] = this.#options.watchSeconds ?? [300, 600];
    const started = this.#clock.now();
    const streamed = this.#version === undefined ? new Set<string>() : undefined;
    const events = this.#client.watch<T>(this.#resource, {
      namespace,
      labelSelector,
      fieldSelector,
      metadataOnly,
      idleTimeoutMs,
      resourceVersion: this.#version,
      sendInitialEvents: streamed !== undefined,
      signal,
      timeoutSeconds: Math.ceil(shortest + (longest - shortest) * Math.random()),
      onOpen: () => {
        this.#heardAt = this.#clock.now();
        this.#trouble = undefined;
        this.#watching = true;
        this.#count.watches += 1;
      },
    });
    const slices = new Slices();
    try {
      for await (const event of events) {
        this.#heardAt = this.#clock.now();
        this.#failuresInRow = 0;
        this.#count.events += 1;
        this.#take(event, streamed);
        if (slices.isOver) {
          await slices.next();
        }
      }
    } finally {
      this.#watching = false;
    }
    if (this.#version === undefined) {
      this.#paged = true;
      throw new Error('the server ended the watch before it had sent all objects');
    }
    if (this.#clock.now() - started < SHORT_WATCH_MS) {
      // A server that ends watches at once must not be retried in a tight loop.
      throw new Error('the server ended the watch as soon as it began');
    }
    this.#log.debug('watch ended, resuming', { resourceVersion: this.#version });
  }

  /** `streamed`: the keys of all objects so far, needed until the list is complete. */
  #take(event: WatchEvent<T>, streamed: Set<string> | undefined): void {
    const listing = this.#version === undefined ? streamed : undefined;
    if (event.type === 'BOOKMARK') {
      if (listing !== undefined && endsInitialEvents(event)) {
        this.#complete({ keys: listing, resourceVersion: event.object.metadata.resourceVersion });
        return;
      }
    } else if (event.type === 'DELETED') {
      listing?.delete(objectKey(event.object));
      this.#cache.removed(event.object);
    } else if (listing === undefined) {
      this.#cache.changed(event.object);
    } else {
      listing.add(objectKey(event.object));
      this.#cache.listed(event.object);
    }
    const { resourceVersion } = event.object.metadata;
    if (listing === undefined && !isOlder(resourceVersion, this.#version)) {
      this.#version = resourceVersion;
    }
  }

  #complete({ keys, resourceVersion }: Listed): void {
    this.#cache.keepOnly(keys, this.#options.namespace);
    this.#version = resourceVersion;
    this.#paged = false;
    this.#isServed = true;
    this.#heardAt = this.#clock.now();
    this.#count.lists += 1;
    this.#setSynced();
  }

  /** Whether discovery does not have the type either. */
  async #isUnknown(signal: AbortSignal): Promise<boolean> {
    const { group, version, plural } = this.#resource;
    try {
      const known = await this.#client.resources(group, version, { signal });
      return known.every((resource) => resource.plural !== plural);
    } catch (error) {
      return isNotFound(error);
    }
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const listing = this.#version === undefined;
    const silent = error instanceof ConnectionError && SILENCE.has(error.code);
    if (listing && !this.#paged && (silent || refusesToStream(error))) {
      this.#paged = true;
      this.#log.debug('the server does not stream lists, reading pages', { error });
      return;
    }
    if (silent && !listing) {
      this.#log.info('watch was silent and may be dead, resuming', { resourceVersion: this.#version });
      return;
    }
    if (listing && !this.hasSynced && isNotFound(error) && (await this.#isUnknown(signal))) {
      this.#isServed = false;
      this.#log.warn('the API server does not know this type, and all else goes on without it');
      this.#setSynced();
    }
    if (isGone(error) || isTooLargeResourceVersion(error)) {
      this.#version = undefined;
    }
    this.#trouble = { since: this.#trouble?.since ?? this.#clock.now(), error };
    this.#count.failures += 1;
    const afterMs = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    const retryMs = Math.round(afterMs + backoffMs(this.#failuresInRow, this.#options.backoff ?? BACKOFF));
    this.#failuresInRow += 1;
    // A reset, and a version that has expired meanwhile, are part of normal operation, and so is 429 while the API
    // server sets up a resource type that was just installed. Further failures in a row are not.
    const level = this.#failuresInRow > 2 ? 'warn' : isTooManyRequests(error) ? 'debug' : 'info';
    this.#log[level](`${listing ? 'list' : 'watch'} failed`, { attempt: this.#failuresInRow, retryMs, error });
    await pause(retryMs, signal, this.#clock);
  }
}

/** A server without KEP-3157, or with it switched off, refuses its parameters. */
function refusesToStream(error: unknown): boolean {
  return error instanceof ApiError && [400, 406, 422].includes(error.status);
}
