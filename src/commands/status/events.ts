import type { KubeObject } from '../../kube/object.ts';
import type { EventView } from './view.ts';

/** An Event as the API group events.k8s.io has it. Fields with deprecated in their names are those of older clients. */
interface StoredEvent extends KubeObject {
  readonly type?: string;
  readonly reason?: string;
  readonly action?: string;
  readonly note?: string;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string } | null;
  readonly deprecatedCount?: number;
  readonly deprecatedLastTimestamp?: string | null;
  readonly regarding?: {
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly uid?: string;
  };
}

/** The Events about an object, the oldest first. Those of an earlier object of its name are not about it. */
export function eventsOf(
  kind: string,
  { metadata: { namespace, name, uid } }: Pick<KubeObject, 'metadata'>,
  events: readonly KubeObject[],
): EventView[] {
  return events
    .map((event) => event as StoredEvent)
    .filter(
      ({ regarding }) =>
        regarding?.kind === kind &&
        regarding.namespace === namespace &&
        regarding.name === name &&
        (regarding.uid === undefined || regarding.uid === uid),
    )
    .map(eventView)
    .toSorted((a, b) => timeOf(a) - timeOf(b));
}

function eventView(event: StoredEvent): EventView {
  const { series, eventTime, deprecatedLastTimestamp, metadata, action } = event;
  const at = series?.lastObservedTime ?? eventTime ?? deprecatedLastTimestamp ?? metadata.creationTimestamp;
  return {
    ...(at === undefined ? {} : { at }),
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    ...(action === undefined ? {} : { action }),
    count: series?.count ?? event.deprecatedCount ?? 1,
    note: event.note ?? '',
  };
}

function timeOf({ at = '' }: EventView): number {
  return Date.parse(at) || 0;
}
