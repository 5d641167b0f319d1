import type { DaemonSetStatus } from '../../api/iceoryx-domain.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isConflict, isForbidden, isInvalid, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { CLAIMS, DAEMON_SETS, PODS, type Resource, VOLUMES } from '../../kube/resource.ts';
import type { Log } from '../../runtime/log.ts';
import { FIELD_MANAGER } from '../write-status.ts';
import type { AccessPlan } from './claims.ts';
import { digestOf } from './daemon-set.ts';
import type { DomainObstacle } from './decide.ts';
import { ICEORYX_DOMAINS, type DaemonSet, type IceoryxDomain } from './resource.ts';
import type { RoudiPod } from './roudi-pod.ts';
import type { Applied } from './status.ts';

/** Keeps a domain from being gone before its RouDi, whose directories nobody would know of then. */
export const FINALIZER = 'iceoryx.io/domain';

/** Writes what a domain consists of, and only what is not as it should be. */
export class Applier {
  readonly #client: KubeClient;
  readonly #log: Log;

  constructor(client: KubeClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  async daemonSet(
    desired: DaemonSet,
    child: DaemonSet | undefined,
    before: DaemonSetStatus | undefined,
    signal: AbortSignal,
  ): Promise<Applied> {
    const digest = digestOf(desired);
    const { uid, generation } = child?.metadata ?? {};
    if (child !== undefined && before?.digest === digest && before.uid === uid && before.generation === generation) {
      return { child, record: before };
    }
    const body = uid === undefined ? desired : { ...desired, metadata: { ...desired.metadata, uid } };
    try {
      const options = { fieldManager: FIELD_MANAGER, force: child !== undefined, signal };
      const answer = await this.#client.apply(DAEMON_SETS, body, options);
      const { uid: own = '', generation: now = 0 } = answer.metadata;
      this.#log.info('DaemonSet applied', { key: objectKey(answer) });
      return { child: answer, record: { uid: own, generation: now, digest } };
    } catch (error) {
      const obstacle = obstacleBehind(error, desired);
      if (obstacle === undefined) {
        throw error;
      }
      return { child, obstacle };
    }
  }

  /** Makes what namespaces lack of volumes and claims, and removes what they should no longer have. */
  async access(plan: AccessPlan, signal: AbortSignal): Promise<void> {
    const apply = async (resource: Resource, object: KubeObject): Promise<void> => {
      await this.#client.apply(resource, object, { fieldManager: FIELD_MANAGER, force: true, signal });
      this.#log.info(`${resource.kind} applied`, { key: objectKey(object) });
    };
    for (const volume of plan.volumes) {
      await apply(VOLUMES, volume);
    }
    for (const claim of plan.claims) {
      await apply(CLAIMS, claim);
    }
    for (const claim of plan.spareClaims) {
      await this.remove(CLAIMS, claim, signal);
    }
    for (const volume of plan.spareVolumes) {
      await this.remove(VOLUMES, volume, signal);
    }
  }

  /** Ends RouDi's pod on a node; the DaemonSet makes a new one. */
  async replace(pod: RoudiPod, signal: AbortSignal): Promise<void> {
    this.#log.info('RouDi is replaced on a node', { key: objectKey(pod), node: pod.node });
    await this.remove(PODS, pod, signal);
  }

  /** Deletes this very object, if it is still there. */
  async remove(resource: Resource, object: KubeObject, signal: AbortSignal): Promise<void> {
    const { uid, deletionTimestamp } = object.metadata;
    if (uid === undefined || deletionTimestamp !== undefined) {
      return;
    }
    try {
      await this.#client.delete(resource, objectKey(object), { preconditions: { uid }, signal });
    } catch (error) {
      if (!isNotFound(error) && !isConflict(error)) {
        throw error;
      }
    }
  }

  /** @returns the object with our finalizer, or without it */
  async setFinalizer(object: IceoryxDomain, isWanted: boolean, signal: AbortSignal): Promise<IceoryxDomain> {
    const { finalizers = [], resourceVersion } = object.metadata;
    if (finalizers.includes(FINALIZER) === isWanted) {
      return object;
    }
    const others = finalizers.filter((each) => each !== FINALIZER);
    const patch = { metadata: { resourceVersion, finalizers: isWanted ? [...others, FINALIZER] : others } };
    return this.#client.patch(ICEORYX_DOMAINS, objectKey(object), patch, { signal });
  }
}

function obstacleBehind(error: unknown, { metadata }: DaemonSet): DomainObstacle | undefined {
  const { namespace, name } = metadata;
  if (isConflict(error)) {
    const message = `DaemonSet ${namespace}/${name} exists and belongs to somebody else: delete it, or give this IceoryxDomain another name`;
    return { reason: 'NameTaken', message };
  }
  if (isInvalid(error)) {
    return { reason: 'TemplateRefused', message: `the API server refuses the DaemonSet: ${error.detail}` };
  }
  return isForbidden(error)
    ? { reason: 'Forbidden', message: `the API server does not allow the DaemonSet: ${error.detail}` }
    : undefined;
}
