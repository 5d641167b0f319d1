import { Cache, type Change } from './cache.ts';
import type { KubeClient } from './client.ts';
import type { KubeObject } from './object.ts';
import { Reflector, type ReflectorOptions, type ReflectorStats } from './reflector.ts';
import type { Resource } from './resource.ts';
import type { Store } from './store.ts';

/** The public side of a cache that follows the API server, over all namespaces or some. */
export interface Reflected<T extends KubeObject> extends Pick<
  Reflector<T>,
  'hasSynced' | 'isServed' | 'name' | 'onChange' | 'problem' | 'run' | 'stats' | 'store' | 'synced'
> {}

/** @param namespaces to watch, with rights in each of them; if undefined all, with rights in the cluster */
export function reflector<T extends KubeObject>(
  client: KubeClient,
  resource: Resource,
  namespaces: readonly string[] | undefined,
  options: Omit<ReflectorOptions<T>, 'cache' | 'namespace'>,
): Reflected<T> {
  return namespaces === undefined
    ? new Reflector(client, resource, options)
    : new NamespacedReflector(client, resource, namespaces, options);
}

/** One cache that reflectors of several namespaces fill. */
class NamespacedReflector<T extends KubeObject> implements Reflected<T> {
  readonly name: string;
  readonly synced: Promise<void>;
  readonly #cache: Cache<T>;
  readonly #parts: readonly { readonly namespace: string; readonly reflector: Reflector<T> }[];

  constructor(
    client: KubeClient,
    resource: Resource,
    namespaces: readonly string[],
    options: Omit<ReflectorOptions<T>, 'cache' | 'namespace'>,
  ) {
    this.name = options.name ?? resource.plural;
    const cache = new Cache<T>({ ...options, log: options.log.child({ resource: this.name }) });
    this.#cache = cache;
    this.#parts = namespaces.map((namespace) => ({
      namespace,
      reflector: new Reflector(client, resource, { ...options, namespace, cache }),
    }));
    this.synced = Promise.all(this.#parts.map(({ reflector }) => reflector.synced)).then(() => undefined);
  }

  get store(): Store<T> {
    return this.#cache.store;
  }

  get hasSynced(): boolean {
    return this.#parts.every(({ reflector }) => reflector.hasSynced);
  }

  get isServed(): boolean {
    return this.#parts.every(({ reflector }) => reflector.isServed);
  }

  /** The sums over all namespaces; of the idle times the longest. */
  get stats(): ReflectorStats {
    const all = this.#parts.map(({ reflector }) => reflector.stats);
    const sum = (figure: 'events' | 'failures' | 'lists' | 'watches'): number =>
      all.reduce((total, stats) => total + stats[figure], 0);
    return {
      synced: this.hasSynced,
      watching: all.every(({ watching }) => watching),
      objects: this.store.size,
      lists: sum('lists'),
      watches: sum('watches'),
      events: sum('events'),
      failures: sum('failures'),
      idleMs: Math.max(0, ...all.map(({ idleMs }) => idleMs)),
    };
  }

  get problem(): string | undefined {
    const problems = this.#parts.flatMap(({ namespace, reflector: { problem } }) =>
      problem === undefined ? [] : [`namespace ${namespace}: ${problem}`],
    );
    return problems.length === 0 ? undefined : problems.join('; ');
  }

  onChange(handler: (change: Change<T>) => void): () => void {
    return this.#cache.onChange(handler);
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#parts.map(async ({ reflector }) => reflector.run(signal)));
  }
}
