import { gauge, type Registry } from './registry.ts';

/** The cache of one resource type, and how it follows the API server. */
export interface Cache {
  readonly name: string;
  readonly stats: {
    readonly synced: boolean;
    readonly watching: boolean;
    readonly objects: number;
    readonly lists: number;
    readonly watches: number;
    readonly events: number;
    readonly failures: number;
    readonly idleMs: number;
  };
}

type Figure = [name: string, help: string, of: (stats: Cache['stats']) => number];

/** Totals are kept by the caches themselves, so that all of these are gauges to the library; a dashboard sees no difference. */
const FIGURES: readonly Figure[] = [
  ['reflector_synced', '1 once the cache of a resource type is filled.', ({ synced }) => Number(synced)],
  ['reflector_watching', '1 while the API server tells of changes.', ({ watching }) => Number(watching)],
  ['reflector_objects', 'Objects in the cache.', ({ objects }) => objects],
  [
    'reflector_lists',
    'How often all objects were listed: once at the start, and again when a watch was away for too long.',
    ({ lists }) => lists,
  ],
  ['reflector_watches', 'How often a watch was begun.', ({ watches }) => watches],
  ['reflector_watch_events', 'Events of watches, bookmarks included.', ({ events }) => events],
  ['reflector_failures', 'Lists and watches that failed.', ({ failures }) => failures],
  [
    'reflector_idle_seconds',
    'Time since the API server was last heard of; it sends a bookmark about once a minute.',
    ({ idleMs }) => idleMs / 1000,
  ],
];

/** Shows how well caches follow the API server. */
export function cacheMetrics(registry: Registry, caches: readonly Cache[]): void {
  for (const [name, help, of] of FIGURES) {
    gauge(registry, {
      name,
      help,
      labels: ['resource'],
      values: () => caches.map(({ name: resource, stats }) => [{ resource }, of(stats)]),
    });
  }
}
