import type { KubeClient } from '../../../kube/client.ts';
import { EVENTS } from '../../../kube/event.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { cut } from '../../../text.ts';
import type { ObservedPod } from '../observed-pod.ts';
import type { KubeletWords } from './kubelet-words.ts';
import { READ_TIMEOUT_MS } from './tail.ts';

/** Limit of Events read per pod. */
const MOST_EVENTS = 100;
/** Limit in characters. The API server lets the kubelet write a kilobyte. */
const MOST_NOTE = 500;

/** An Event as the API server returns it, including those written through the older API. */
interface KubeletEvent extends KubeObject {
  readonly reason?: string;
  readonly note?: string;
  readonly regarding?: { readonly fieldPath?: string };
  readonly eventTime?: string | null;
  readonly deprecatedLastTimestamp?: string | null;
  readonly series?: { readonly lastObservedTime?: string };
}

/** The Events about a pod. */
export async function readEvents(
  client: Pick<KubeClient, 'list'>,
  { metadata: { uid = '', namespace = '' } }: Pick<ObservedPod, 'metadata'>,
): Promise<readonly KubeletWords[]> {
  const { items } = await client.list<KubeletEvent>(EVENTS, {
    namespace,
    fieldSelector: `regarding.uid=${uid}`,
    limit: MOST_EVENTS,
    signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  });
  return items.map(wordsOf);
}

function wordsOf({ reason = '', note = '', regarding, series, ...event }: KubeletEvent): KubeletWords {
  const container = /^spec\.(?:initContainers|containers)\{(?<name>[^}]*)\}$/.exec(regarding?.fieldPath ?? '')
    ?.groups?.['name'];
  const time = series?.lastObservedTime ?? event.deprecatedLastTimestamp ?? event.eventTime ?? '';
  return {
    reason,
    message: cut(note, MOST_NOTE),
    at: Date.parse(time) || 0,
    ...(container === undefined ? {} : { container }),
  };
}
