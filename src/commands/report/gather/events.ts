import { EVENTS } from '../../../kube/event.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { recordAt } from '../../../pod/workload.ts';
import { BestOf } from './best-of.ts';
import type { Collection } from './collection.ts';
import type { Reading } from './reading.ts';
import { MAKERS } from './resources.ts';
import type { Wanted } from './selection.ts';

/** The most Events of a namespace. */
const MOST = 1000;
const MOST_NAMESPACES = 50;
/** Events of objects without a namespace are here. */
const OF_CLUSTER = 'default';

/** The Events of a namespace, the newest last. */
export interface EventsOf {
  readonly namespace: string;
  readonly events: readonly KubeObject[];
}

/**
 * The Events that are about objects of the report, or about pods of them that are gone.
 *
 * @param since only those seen after this time, in milliseconds since 1970
 */
export async function readEvents(
  reading: Reading,
  collection: Collection,
  { targets, namespace: wanted }: Wanted,
  since: number | undefined,
): Promise<EventsOf[]> {
  const makers = collection.all.flatMap(({ resource, object }) =>
    MAKERS.has(resource.kind) ? [`${object.metadata.namespace}/${object.metadata.name}-`] : [],
  );
  const isAbout = (event: KubeObject): boolean => {
    const { kind = '', name = '', namespace } = recordAt(event, ['regarding']) as Record<string, string | undefined>;
    const key = namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
    return (
      collection.has(kind, key) ||
      // Also of objects that are gone.
      (targets.length === 0 && kind.startsWith('Iceoryx') && [undefined, namespace].includes(wanted)) ||
      makers.some((maker) => `${event.metadata.namespace}/${name}`.startsWith(maker))
    );
  };
  const isRecent = (event: KubeObject): boolean =>
    since === undefined || Date.parse(lastSeen(event)) >= since || lastSeen(event) === '';
  const namespaces = new Set([...collection.namespaces].toSorted().slice(0, MOST_NAMESPACES)).add(OF_CLUSTER);
  const read = await Promise.all(
    [...namespaces].map(async (namespace) => {
      const best = new BestOf<KubeObject>(MOST, (a, b) => lastSeen(b).localeCompare(lastSeen(a)));
      await reading.each(EVENTS, { namespace }, (event) => {
        if (isAbout(event) && isRecent(event)) {
          best.offer('', event);
        }
      });
      const [{ items, more } = { items: [], more: 0 }] = best.groups;
      if (more > 0) {
        reading.ledger.leaveOut(`${more} older Events in namespace ${namespace}`, `there are more than ${MOST}`);
      }
      return { namespace, events: items.toReversed() };
    }),
  );
  return read.filter(({ events }) => events.length > 0);
}

/** When an Event was last seen, in RFC 3339; empty if it does not say. */
export function lastSeen({ metadata, series, eventTime, deprecatedLastTimestamp }: KubeObject): string {
  const { lastObservedTime } = recordAt(series, []);
  const time = [lastObservedTime, deprecatedLastTimestamp, eventTime, metadata.creationTimestamp];
  return time.find((each): each is string => typeof each === 'string') ?? '';
}
