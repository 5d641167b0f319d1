import type { KubeClient } from '../../kube/client.ts';
import { splitKey } from '../../kube/object.ts';
import type { Requeue } from '../kit/requeue.ts';
import { ICEORYX_DOMAINS, type IceoryxDomain } from '../resources.ts';
import type { DomainCaches } from './observe.ts';

/** Retry interval while the API is not installed. */
const UNSERVED_RETRY_MS = 30_000;

/**
 * Why a domain that the cache does not have may exist all the same, so that nothing of it may be removed. Undefined if it
 * is gone. Its namespace may be excluded, its kind may not be served, or its watch may lag behind that of its volumes.
 */
export async function doubtOfAbsence(
  key: string,
  client: Pick<KubeClient, 'list'>,
  caches: DomainCaches,
  signal: AbortSignal,
): Promise<Requeue | undefined> {
  const { namespace = '', name } = splitKey(key);
  if (caches.isExcluded(namespace)) {
    return {};
  }
  if (!caches.shared.domains.isServed) {
    // An empty cache of a kind that is not served says nothing about the domain.
    return { requeueAfterMs: UNSERVED_RETRY_MS };
  }
  const { volumes, claims } = caches.accessOf(key);
  if (volumes.length === 0 && claims.length === 0 && caches.childOf(key) === undefined) {
    return undefined;
  }
  const { items } = await client.list<IceoryxDomain>(ICEORYX_DOMAINS, {
    namespace,
    fieldSelector: `metadata.name=${name}`,
    limit: 1,
    signal,
  });
  return items.length > 0 ? {} : undefined;
}
