import { ApiError, type ConnectionError, type Status } from './errors.ts';
import { lines } from './lines.ts';
import type { KubeObject } from './object.ts';
import { acceptOf, typed } from './partial.ts';
import { query, type Selection } from './query.ts';
import { type Resource, resourcePath } from './resource.ts';
import type { Transport } from './transport.ts';

export interface WatchOptions extends Selection {
  /** Changes after this version are sent. Without it the watch starts now, with all existing objects as `ADDED`. */
  resourceVersion?: string | undefined;
  /**
   * Starts with all existing objects, followed by a bookmark that {@link endsInitialEvents} recognises (KEP-3157). An
   * API server without that feature, which is off by default in 1.33, refuses it as invalid.
   */
  sendInitialEvents?: boolean | undefined;
  /** Metadata only (`PartialObjectMetadata`). */
  metadataOnly?: boolean | undefined;
  signal?: AbortSignal | undefined;
  /** When the server ends the watch; 300 by default. */
  timeoutSeconds?: number | undefined;
  /** Called when the server has accepted the watch, which may be long before the first event. */
  onOpen?: (() => void) | undefined;
  /**
   * Milliseconds of silence after which the connection counts as dead; 150 s by default. The API server sends a
   * bookmark about once a minute (`defaultBookmarkFrequency`, seen for idle types too in 1.36).
   */
  idleTimeoutMs?: number | undefined;
}

export interface Bookmark {
  type: 'BOOKMARK';
  object: { metadata: { resourceVersion: string; annotations?: Record<string, string> } };
}

export type WatchEvent<T> =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T }
  /** Nothing changed up to this version: a later watch may start from it. */
  | Bookmark;

const HEADERS_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 150_000;

/** See `KubeClient.watch`. */
export async function* watchEvents<T extends KubeObject>(
  transport: Transport,
  resource: Resource,
  options: WatchOptions,
): AsyncGenerator<WatchEvent<T>, void> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds = 300, metadataOnly } = options;
  const initial = options.sendInitialEvents
    ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
    : undefined;
  const path =
    resourcePath(resource, { namespace }) +
    query({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      ...initial,
      timeoutSeconds,
      labelSelector,
      fieldSelector,
    });
  const exchange = { method: 'GET', path } as const;
  const signal = options.signal ?? new AbortController().signal;
  const accept = acceptOf('PartialObjectMetadata', metadataOnly);
  const body = await transport.send('watches', exchange, {
    signal,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
    ...(accept === undefined ? {} : { headers: { accept } }),
  });
  options.onOpen?.();
  for await (const line of lines(transport.chunks(exchange, signal, body))) {
    const event = parseEvent(line, () => transport.unreadable(exchange, line));
    if (event.type === 'ERROR') {
      throw new ApiError(exchange, 500, event.object);
    }
    if (metadataOnly && event.type !== 'BOOKMARK') {
      event.object = typed(resource, event.object, metadataOnly);
    }
    yield event as WatchEvent<T>;
  }
}

/** Whether all existing objects have been sent. */
export function endsInitialEvents({ object }: Bookmark): boolean {
  return object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';
}

function parseEvent(line: string, unreadable: () => ConnectionError): WatchEvent<KubeObject> | ErrorEvent {
  try {
    return JSON.parse(line) as WatchEvent<KubeObject> | ErrorEvent;
  } catch {
    throw unreadable();
  }
}

interface ErrorEvent {
  type: 'ERROR';
  object: Status;
}
