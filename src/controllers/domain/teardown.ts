import type { KubeClient } from '../../kube/client.ts';
import { ApiError } from '../../kube/errors.ts';
import { DAEMON_SETS, PODS } from '../../kube/resource.ts';
import type { Result } from '../../runtime/controller.ts';
import { ownershipOf } from '../kit/child.ts';
import type { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import { earliest } from '../kit/requeue.ts';
import { doubtOfAbsence } from './absence.ts';
import { type DomainApplier, retryOfRefusals } from './apply.ts';
import type { Cleanup } from './cleanup.ts';
import { directoryOf } from './decide.ts';
import type { DomainCaches, DomainObservation } from './observe.ts';
import type { Applied } from './status.ts';

export interface TeardownOptions {
  readonly client: Pick<KubeClient, 'list'>;
  readonly applier: DomainApplier;
  readonly caches: DomainCaches;
  readonly garbage: ChildGarbageCollector;
  /** Absent if sweeps are disabled. */
  readonly cleanup: Cleanup | undefined;
  /** Directory of nodes that contains one for each domain. */
  readonly directory: string;
}

/** Tears down a domain that is being deleted: apps first, then RouDi, then the claims and directories. */
export class Teardown {
  readonly #options: TeardownOptions;

  constructor(options: TeardownOptions) {
    this.#options = options;
  }

  /**
   * Does what is possible now; once the finalizer is removed, the object is gone. A step that the API server refuses, for
   * a policy or a webhook, is returned as the obstacle.
   */
  async advance(observed: DomainObservation, signal: AbortSignal): Promise<Applied> {
    try {
      return await this.#advance(observed, signal);
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      const message = `the API server refuses a step of the deletion: ${error.detail}`;
      return { child: observed.child, obstacle: { reason: 'Forbidden', message } };
    }
  }

  /** Removes what a domain has left that is gone. */
  async collect(key: string, signal: AbortSignal): Promise<Result> {
    const { applier, caches, client, garbage } = this.#options;
    const doubt = await doubtOfAbsence(key, client, caches, signal);
    if (doubt !== undefined) {
      return doubt;
    }
    const refusals = await applier.grantAccess(key, [], signal);
    return earliest(retryOfRefusals(refusals), await garbage.collect(key, caches.childOf(key), signal));
  }

  async #advance(observed: DomainObservation, signal: AbortSignal): Promise<Applied> {
    const { applier, caches, cleanup, directory } = this.#options;
    const { key, child, appPods, object } = observed;
    if (appPods.length > 0) {
      return { child };
    }
    const stranger = child && ownershipOf('DaemonSet', child, object, object.status?.daemonSet);
    if (child !== undefined && stranger === undefined) {
      await applier.remove(DAEMON_SETS, child, signal);
      return { child };
    }
    const { orphans = [] } = observed;
    for (const orphan of orphans) {
      await applier.remove(PODS, orphan, signal);
    }
    const refusals = await applier.grantAccess(key, [], signal);
    const { volumes: left } = caches.accessOf(key);
    const hasRoudi = orphans.length > 0 || (observed.pods.length > 0 && stranger?.reason !== 'NameTaken');
    if (hasRoudi || left.length > 0) {
      return { child, refusals };
    }
    const removal = await cleanup?.removeDirectories(observed, directoryOf(observed, directory), signal);
    if (removal === undefined || removal.isOver) {
      await applier.setFinalizer(object, false, signal);
    }
    return { child, cleaned: removal, refusals };
  }
}

/** Answers by which policies and webhooks refuse a write. Others pass by themselves, or concern more than one object. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 403, 413, 422, 500].includes(error.status);
}
