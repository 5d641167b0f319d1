import type { KubeClient } from '../../kube/client.ts';
import { ApiError, isConflict, isNotFound } from '../../kube/errors.ts';
import type { EventRecord } from '../../kube/events.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { CLAIMS, DAEMON_SETS, PODS, type Resource, VOLUMES } from '../../kube/resource.ts';
import type { Log } from '../../runtime/log.ts';
import { isUntouched, ownershipOf, throwIfRivals, writeChild } from '../kit/child.ts';
import { digestOf } from '../../pod/digest.ts';
import { refusalOf } from '../kit/obstacle.ts';
import type { Requeue } from '../kit/requeue.ts';
import { FIELD_MANAGER } from '../kit/write-status.ts';
import { ICEORYX_DOMAINS, type DaemonSet, type IceoryxDomain } from '../resources.ts';
import { type Access, namespaceOfVolume, planAccess } from './claims.ts';
import { observedDaemonSet, templateOf } from './daemon-set.ts';
import { FINALIZER } from './ending.ts';
import { eventOfStale } from './events.ts';
import type { DomainCaches, DomainObservation } from './observe.ts';
import { overdueOf } from './stale-pods.ts';
import { type AccessRefusals, type Applied, rollingUpdateOf } from './status.ts';

/** The parts of a domain after they were written. */
export interface AppliedDomain extends Applied {
  /** As the API server has it. */
  readonly object: IceoryxDomain;
  /** The observation with that object, completed by the operator's defaults. */
  readonly current: DomainObservation;
  /** What namespaces refused. Undefined if members are unknown. */
  readonly refusals: AccessRefusals | undefined;
}

/** Retry interval after refusals: quotas and policies of namespaces are not watched. */
const REFUSED_RETRY_MS = 30_000;

/** When to try again after refusals of namespaces. */
export function retryOfRefusals(refusals: AccessRefusals | undefined): Requeue {
  return refusals === undefined || refusals.size === 0 ? {} : { requeueAfterMs: REFUSED_RETRY_MS };
}

/** Writes the parts of a domain, and only those that differ from the desired state. */
export class DomainApplier {
  readonly #client: KubeClient;
  readonly #log: Log;
  readonly #caches: DomainCaches;

  constructor(client: KubeClient, log: Log, caches: DomainCaches) {
    this.#client = client;
    this.#log = log;
    this.#caches = caches;
  }

  /** Writes what a decision asks for, in an order in which an operator that is killed in between loses nothing. */
  async apply(
    observed: DomainObservation,
    { daemonSet, access }: { readonly daemonSet: DaemonSet; readonly access: readonly Access[] },
    signal: AbortSignal,
  ): Promise<AppliedDomain> {
    const { key, known } = observed;
    const object = await this.setFinalizer(observed.object, true, signal);
    this.#caches.currentObjects.wrote(known.object, object);
    const current = { ...observed, object: this.#caches.completed(object) };
    const applied = await this.daemonSet(current, daemonSet, signal);
    this.#caches.currentChildren.wrote(known.child, applied.child);
    // While members are unknown, no claim may be removed.
    const isKnown = this.#caches.knowsMembers;
    // Members in namespaces that are left alone are not known either.
    const isKept = (namespace: string): boolean => this.#caches.isExcluded(namespace);
    const refusals = isKnown ? await this.grantAccess(key, access, signal, isKept) : undefined;
    await this.rollOut(current, applied.child, signal);
    return { ...applied, object, current, refusals };
  }

  /** Brings the DaemonSet to its desired state; sends no request if it is in it. */
  async daemonSet(
    { object, child }: Pick<DomainObservation, 'child' | 'object'>,
    desired: DaemonSet,
    signal: AbortSignal,
  ): Promise<Applied> {
    const before = object.status?.daemonSet;
    const digest = digestOf(desired);
    if (child !== undefined && before?.digest === digest && isUntouched(child, desired, before)) {
      return { child, record: before };
    }
    try {
      const { live, unknown } = await writeChild(this.#client, DAEMON_SETS, desired, child, signal);
      if (live === undefined) {
        const present = observedDaemonSet(unknown);
        const obstacle = ownershipOf('DaemonSet', present, object, before);
        if (obstacle === undefined) {
          throwIfRivals(present, desired);
        }
        return obstacle === undefined
          ? await this.daemonSet({ object, child: present }, desired, signal)
          : { child, obstacle };
      }
      const { uid = '', generation = 0 } = live.metadata;
      this.#log.info('DaemonSet applied', { key: objectKey(live) });
      return { child: observedDaemonSet(live), record: { uid, generation, digest } };
    } catch (error) {
      const obstacle = refusalOf(error, 'DaemonSet', 'spec.roudi');
      if (obstacle === undefined) {
        throw error;
      }
      return { child, obstacle };
    }
  }

  /**
   * Creates missing volumes and claims in namespaces, and removes those that are no longer wanted. A namespace in which
   * the API server refuses that, for a quota, a policy or a webhook, does not affect the others.
   *
   * @param isKept whether a namespace keeps what it has
   * @returns what was refused, by namespace
   */
  async grantAccess(
    key: string,
    wanted: readonly Access[],
    signal: AbortSignal,
    isKept: (namespace: string) => boolean = () => false,
  ): Promise<AccessRefusals> {
    const present = this.#caches.accessOf(key);
    const plan = planAccess(wanted, present.volumes, present.claims);
    const refused = new Map<string, string>();
    const attempt = async (namespace: string, write: () => Promise<unknown>): Promise<void> => {
      if (refused.has(namespace)) {
        return;
      }
      try {
        await write();
      } catch (error) {
        // Invalid credentials of our own, and errors without an answer, do not concern a single namespace.
        if (!(error instanceof ApiError && error.status !== 401)) {
          throw error;
        }
        refused.set(namespace, error.detail);
      }
    };
    const apply = async (resource: Resource, object: KubeObject): Promise<void> => {
      await this.#client.apply(resource, object, { fieldManager: FIELD_MANAGER, force: true, signal });
      this.#log.info(`${resource.kind} applied`, { key: objectKey(object) });
    };
    for (const volume of plan.volumes) {
      await attempt(namespaceOfVolume(volume), async () => apply(VOLUMES, volume));
    }
    for (const claim of plan.claims) {
      await attempt(claim.metadata.namespace ?? '', async () => apply(CLAIMS, claim));
    }
    for (const claim of plan.spareClaims.filter(({ metadata }) => !isKept(metadata.namespace ?? ''))) {
      await attempt(claim.metadata.namespace ?? '', async () => this.remove(CLAIMS, claim, signal));
    }
    for (const volume of plan.spareVolumes.filter((each) => !isKept(namespaceOfVolume(each)))) {
      await attempt(namespaceOfVolume(volume), async () => this.remove(VOLUMES, volume, signal));
    }
    return refused;
  }

  /**
   * Deletes outdated pods of RouDi, as far as the number of nodes without RouDi allows; the DaemonSet creates new ones.
   * Nothing is deleted before the DaemonSet controller has processed the current specification.
   */
  async rollOut(observed: DomainObservation, child: DaemonSet | undefined, signal: AbortSignal): Promise<void> {
    const template = child && templateOf(child);
    if (template === undefined || (child?.status?.observedGeneration ?? 0) < (child?.metadata.generation ?? 0)) {
      return;
    }
    for (const pod of rollingUpdateOf({ ...observed, child }, template).next) {
      this.#log.info('replacing RouDi on a node', { key: objectKey(pod), node: pod.node });
      await this.remove(PODS, pod, signal);
    }
  }

  /**
   * Deletes pods whose agent has not ended their apps after the death of RouDi, such as one that an app has stopped.
   * @returns an Event for each, and when to look again
   */
  async endStale(
    { key, pods, appPods }: DomainObservation,
    signal: AbortSignal,
  ): Promise<Requeue & { events: EventRecord[] }> {
    const now = Date.now();
    const { pods: overdue, next } = overdueOf(pods, appPods, now);
    const events: EventRecord[] = [];
    for (const pod of overdue.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
      this.#log.warn('deleting a pod that keeps RouDi from starting', { key, pod: objectKey(pod), node: pod.node });
      await this.remove(PODS, pod, signal);
      events.push(eventOfStale(objectKey(pod)));
    }
    return { events, requeueAfterMs: next === undefined ? undefined : next - now };
  }

  /** Deletes this exact object, if it still exists. */
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

  /** @returns the object with or without our finalizer */
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
