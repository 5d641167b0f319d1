import { gauge, type Registry } from './registry.ts';

/** The cache of one resource type. */
export interface Cache {
  readonly name: string;
  readonly hasSynced: boolean;
  /** When the API server was last heard of; milliseconds since the epoch. */
  readonly lastActivity: number;
  readonly store: { readonly size: number };
}

/** Shows how well caches follow the API server. */
export function cacheMetrics(registry: Registry, caches: readonly Cache[]): void {
  const each = (name: string, help: string, of: (cache: Cache) => number): void =>
    gauge(registry, {
      name,
      help,
      labels: ['resource'],
      values: () => caches.map((cache) => [{ resource: cache.name }, of(cache)]),
    });
  each('reflector_synced', '1 once the cache of a resource type is filled.', ({ hasSynced }) => Number(hasSynced));
  each('reflector_objects', 'Objects in the cache.', ({ store }) => store.size);
  each(
    'reflector_last_activity_age_seconds',
    'Time since the API server was last heard of. About once a minute there is a bookmark if nothing else.',
    ({ lastActivity }) => (Date.now() - lastActivity) / 1000,
  );
}
