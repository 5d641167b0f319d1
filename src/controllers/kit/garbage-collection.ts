import type { KubeClient } from '../../kube/client.ts';
import { isConflict, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import type { Log } from '../../runtime/log.ts';
import { ownerOf } from './child.ts';
import { CACHE_BEHIND_RETRY_MS, type Requeue } from './requeue.ts';

export interface GarbageCollectorOptions {
  readonly client: KubeClient;
  readonly log: Log;
  /** Resource of the children. */
  readonly resource: Resource;
  /** Kind of the owners. */
  readonly ownerKind: string;
}

/**
 * Deletes children whose owner, of the same name, is gone, as the garbage collector of Kubernetes would. After the
 * installation of our API, that one may take half a minute to discover it. The absence of an owner from a cache proves
 * nothing: its deletion must have been observed.
 */
export class ChildGarbageCollector {
  readonly #options: GarbageCollectorOptions;
  /** The uids of owners whose deletion was observed. */
  readonly #deleted = new Map<string, string>();

  constructor(options: GarbageCollectorOptions) {
    this.#options = options;
  }

  /** Must be called when the deletion of an owner is observed. */
  ownerDeleted({ metadata }: KubeObject): void {
    if (metadata.uid !== undefined) {
      this.#deleted.set(objectKey({ metadata }), metadata.uid);
    }
  }

  /** Must be called when the deletion of a child is observed. */
  childDeleted(child: KubeObject): void {
    this.#deleted.delete(objectKey(child));
  }

  /** Deletes the child of this key if its owner is gone. */
  async collect(key: string, child: KubeObject | undefined, signal: AbortSignal): Promise<Requeue> {
    const uid = this.#deleted.get(key);
    if (uid !== undefined && child !== undefined && ownerOf(child, this.#options.ownerKind) === uid) {
      const isGone = await this.remove(child, signal);
      if (!isGone) {
        return { requeueAfterMs: CACHE_BEHIND_RETRY_MS };
      }
    }
    this.#deleted.delete(key);
    return {};
  }

  /**
   * Deletes a child. The resource version protects a child that was orphaned (`kubectl delete --cascade=orphan`) before
   * our cache has seen it.
   *
   * @returns false if the cache is behind: retry when it has caught up.
   */
  async remove({ metadata }: KubeObject, signal: AbortSignal): Promise<boolean> {
    const { client, log, resource } = this.#options;
    const { uid = '', resourceVersion = '', deletionTimestamp } = metadata;
    if (deletionTimestamp !== undefined) {
      return true;
    }
    const key = objectKey({ metadata });
    try {
      await client.delete(resource, key, { preconditions: { uid, resourceVersion }, signal });
      log.info(`${resource.kind} removed, its owner is gone`, { key });
      return true;
    } catch (error) {
      if (isNotFound(error)) {
        return true;
      }
      if (isConflict(error)) {
        return false;
      }
      throw error;
    }
  }
}
