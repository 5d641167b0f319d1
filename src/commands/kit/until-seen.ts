import { type Backoff, backoffMs } from '../../runtime/backoff.ts';
import { pause } from '../../runtime/clock.ts';
import type { KubeClient } from '../../kube/client.ts';
import { ApiError, ConnectionError, isGone, isTooManyRequests } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import type { Selection } from '../../kube/query.ts';
import type { Resource } from '../../kube/resource.ts';

/** Objects to be watched. */
export interface Watched extends Selection {
  readonly resource: Resource;
}

const BACKOFF: Backoff = { baseMs: 500, capMs: 10_000 };
/** Between two watches: a server that ends them at once is not to be flooded. */
const BETWEEN_WATCHES_MS = 500;

/**
 * Watches objects until what is seen of them gives a result. Interruptions of the connection are bridged.
 *
 * @param watched what to watch, by a name of the caller's
 * @param look called with all objects, once they are known, and again after each change; undefined: go on
 * @throws the signal's reason; ApiError if the server refuses to list or watch; what `look` throws
 */
export async function untilSeen<K extends string, T>(
  client: KubeClient,
  watched: Readonly<Record<K, Watched>>,
  look: (seen: Readonly<Record<K, readonly KubeObject[]>>) => T | undefined,
  signal: AbortSignal,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const end = new AbortController();
  const names = Object.keys(watched) as K[];
  const seen: Partial<Record<K, readonly KubeObject[]>> = {};
  const isComplete = (some: typeof seen): some is Record<K, readonly KubeObject[]> =>
    names.every((name) => some[name] !== undefined);
  const leave = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', leave);
  if (signal.aborted) {
    leave();
  }
  const watches = names.map(async (name) =>
    keepWatching(client, watched[name], end.signal, (objects) => {
      seen[name] = objects;
      const result = isComplete(seen) ? look(seen) : undefined;
      if (result !== undefined) {
        resolve(result);
      }
    }).catch(reject),
  );
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', leave);
    end.abort();
    await Promise.all(watches);
  }
}

/** Calls back with all objects, and after each change. Returns when the signal aborts. */
async function keepWatching(
  client: KubeClient,
  { resource, ...selection }: Watched,
  signal: AbortSignal,
  changed: (objects: readonly KubeObject[]) => void,
): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  let isKnown = false;
  for (let failures = 0; !signal.aborted;) {
    try {
      const objects = new Map<string, KubeObject>();
      let { resourceVersion } = await readPages(client, resource, { ...selection, signal }, (object) =>
        objects.set(objectKey(object), object),
      );
      changed([...objects.values()]);
      isKnown = true;
      failures = 0;
      for (;;) {
        for await (const { type, object } of client.watch(resource, { ...selection, resourceVersion, signal })) {
          resourceVersion = object.metadata.resourceVersion ?? resourceVersion;
          if (type === 'BOOKMARK') {
            continue;
          }
          if (type === 'DELETED') {
            objects.delete(objectKey(object));
          } else {
            objects.set(objectKey(object), object);
          }
          changed([...objects.values()]);
        }
        await pause(BETWEEN_WATCHES_MS, signal);
        signal.throwIfAborted();
      }
    } catch (error) {
      if (isOver()) {
        return;
      }
      // What has never been seen may not be there at all.
      if (!isKnown || !passes(error)) {
        throw error;
      }
      await pause(backoffMs(failures, BACKOFF), signal);
      failures += 1;
    }
  }
}

function passes(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    isGone(error) ||
    isTooManyRequests(error) ||
    (error instanceof ApiError && error.status >= 500)
  );
}
