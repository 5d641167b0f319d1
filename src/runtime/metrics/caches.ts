import { gauge, type Registry, total } from './registry.ts';

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

const STATES: readonly Figure[] = [
  ['reflector_synced', '1 once the cache of a resource type is filled.', ({ synced }) => Number(synced)],
  ['reflector_watching', '1 while a watch is open.', ({ watching }) => Number(watching)],
  ['reflector_objects', 'Objects in the cache.', ({ objects }) => objects],
  [
    'reflector_idle_seconds',
    'Time since the last event of the watch; the API server sends a bookmark about once a minute.',
    ({ idleMs }) => idleMs / 1000,
  ],
];

/** Figures that client-go used to have carry its names (tools/cache/reflector_metrics.go). */
const TOTALS: readonly Figure[] = [
  [
    'reflector_lists_total',
    'Lists of all objects: one at the start, and one whenever a watch could not be resumed.',
    ({ lists }) => lists,
  ],
  ['reflector_watches_total', 'Watches that were started.', ({ watches }) => watches],
  ['reflector_watch_events_total', 'Events of watches, bookmarks included.', ({ events }) => events],
  ['reflector_failures_total', 'Lists and watches that failed.', ({ failures }) => failures],
];

/** Exports how well caches follow the API server. */
export function cacheMetrics(registry: Registry, caches: readonly Cache[]): void {
  for (const [figures, show] of [
    [STATES, gauge],
    [TOTALS, total],
  ] as const) {
    for (const [name, help, of] of figures) {
      const values = (): [{ resource: string }, number][] =>
        caches.map(({ name: resource, stats }) => [{ resource }, of(stats)]);
      show(registry, { name, help, labels: ['resource'], values });
    }
  }
}
