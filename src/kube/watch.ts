import { ApiError, type Status } from './errors.ts';
import { lines } from './lines.ts';
import { query, type Selection } from './query.ts';
import { type Resource, resourcePath } from './resource.ts';
import type { Transport } from './transport.ts';

export interface WatchOptions extends Selection {
  /** Changes after this version are sent. */
  resourceVersion: string;
  signal?: AbortSignal | undefined;
  /** When the server ends the watch; 300 unless said otherwise. */
  timeoutSeconds?: number | undefined;
  /** Called when the server has accepted the watch, which may be long before the first event. */
  onOpen?: (() => void) | undefined;
  /** Milliseconds of silence after which the connection counts as dead; 30 s past the server's end unless said otherwise. */
  idleTimeoutMs?: number | undefined;
}

export type WatchEvent<T> =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T }
  /** Nothing changed up to this version: a later watch may go on from it. */
  | { type: 'BOOKMARK'; object: { metadata: { resourceVersion: string; annotations?: Record<string, string> } } };

const HEADERS_TIMEOUT_MS = 30_000;
/** See {@link KubeClient.watch}. */
export async function* watchEvents<T>(
  transport: Transport,
  resource: Resource,
  options: WatchOptions,
): AsyncGenerator<WatchEvent<T>, void> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds = 300 } = options;
  const path =
    resourcePath(resource, { namespace }) +
    query({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds,
      labelSelector,
      fieldSelector,
    });
  const exchange = { method: 'GET', path } as const;
  const signal = options.signal ?? new AbortController().signal;
  const body = await transport.send('watches', exchange, {
    signal,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: options.idleTimeoutMs ?? (timeoutSeconds + 30) * 1000,
  });
  options.onOpen?.();
  for await (const line of lines(transport.chunks(exchange, signal, body))) {
    const event = JSON.parse(line) as WatchEvent<T> | { type: 'ERROR'; object: Status };
    if (event.type === 'ERROR') {
      throw new ApiError(exchange, 500, event.object);
    }
    yield event;
  }
}
