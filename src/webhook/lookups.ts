import type { IPod } from 'kubernetes-models/v1/Pod';
import {
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  type IceoryxDomain,
  type IceoryxProfile,
  JOBS,
} from '../controllers/resources.ts';
import type { KubeClient } from '../kube/client.ts';
import { isForbidden, isNotFound } from '../kube/errors.ts';
import type { KubeObject, OwnerReference } from '../kube/object.ts';
import { DEPLOYMENTS, NAMESPACES, type Resource } from '../kube/resource.ts';
import type { Store } from '../kube/store.ts';
import { PROFILE_LABEL } from '../pod/names.ts';
import type { LabelSelector } from '../pod/request.ts';
import type { Clock } from '../runtime/clock.ts';
import { Memo } from './memo.ts';

/** Kinds whose pods may share a node, and whose selectors never change (pkg/apis/apps/validation, v1.36). */
const SELECTING: ReadonlyMap<string, Resource> = new Map([
  ['apps/v1 ReplicaSet', { ...DEPLOYMENTS, kind: 'ReplicaSet', plural: 'replicasets' }],
  ['apps/v1 StatefulSet', { ...DEPLOYMENTS, kind: 'StatefulSet', plural: 'statefulsets' }],
  ['batch/v1 Job', JOBS],
]);

/** Labels that differ between pods of one owner, or are the operator's. */
const OF_ONE_POD =
  /^(?:pod-template-hash|pod-template-generation|controller-revision-hash|controller-uid|job-name|(?:apps|batch|statefulset)\.kubernetes\.io\/.*|iceoryx\.io\/.*)$/;

/** A missing object is asked for once in this time, however many pods ask for it. */
const MISSING_MS = 1_000;
/** A namespace's label counts for new pods after this time. */
const NAMESPACE_MS = 5_000;
const SELECTOR_MS = 600_000;
const CAPACITY = 1_024;

/** The caches that are looked into first. */
export interface LookupCaches {
  readonly profiles: { readonly store: Pick<Store<IceoryxProfile>, 'get'> };
  readonly domains: { readonly store: Pick<Store<IceoryxDomain>, 'get'> } | undefined;
}

/** What the webhook has to know about a pod that is not in the pod. */
export class Lookups {
  readonly #client: Pick<KubeClient, 'get'>;
  readonly #caches: LookupCaches;
  readonly #missing: Memo<KubeObject | undefined>;
  readonly #namespaces: Memo<string | undefined>;
  readonly #selectors: Memo<LabelSelector | undefined>;

  constructor(client: Pick<KubeClient, 'get'>, caches: LookupCaches, clock?: Pick<Clock, 'now'>) {
    this.#client = client;
    this.#caches = caches;
    const memo = { capacity: CAPACITY, clock };
    this.#missing = new Memo({ forMs: MISSING_MS, ...memo });
    this.#namespaces = new Memo({ forMs: NAMESPACE_MS, ...memo });
    this.#selectors = new Memo({ forMs: SELECTOR_MS, ...memo });
  }

  profile(key: string): Promise<IceoryxProfile | undefined> {
    return this.#fresh(ICEORYX_PROFILES, this.#caches.profiles.store, key);
  }

  async domain(key: string): Promise<IceoryxDomain | undefined> {
    const { domains } = this.#caches;
    return domains && (await this.#fresh(ICEORYX_DOMAINS, domains.store, key));
  }

  /** Name of the profile that a namespace names for those of its pods that ask without naming one. */
  profileOfNamespace(namespace: string): Promise<string | undefined> {
    return this.#namespaces.get(namespace, async () => {
      const { metadata } = await this.#client.get<KubeObject>(NAMESPACES, namespace, { metadataOnly: true });
      return metadata.labels?.[PROFILE_LABEL];
    });
  }

  /**
   * Selects the pods that have the same controller as a pod, of all its revisions; undefined for a pod without a
   * controller, or of one that never has two pods on a node.
   */
  async siblings({ metadata }: IPod, namespace: string): Promise<LabelSelector | undefined> {
    const owner = controllerOf(metadata);
    if (owner === undefined || owner.kind === 'DaemonSet') {
      return undefined;
    }
    const resource = SELECTING.get(`${owner.apiVersion} ${owner.kind}`);
    const selector =
      resource && (await this.#selectors.get(owner.uid, () => this.#selector(resource, `${namespace}/${owner.name}`)));
    return selector ?? byLabels(metadata?.labels ?? {});
  }

  /** From the cache, or else from the API server: an object that was applied together with pods may be newer than the cache. */
  async #fresh<T extends KubeObject>(
    resource: Resource,
    store: Pick<Store<T>, 'get'>,
    key: string,
  ): Promise<T | undefined> {
    const cached = store.get(key);
    if (cached !== undefined) {
      return cached;
    }
    const read = async (): Promise<KubeObject | undefined> => {
      try {
        return await this.#client.get<KubeObject>(resource, key);
      } catch (error) {
        if (isNotFound(error)) {
          return undefined;
        }
        throw error;
      }
    };
    return (await this.#missing.get(`${resource.plural} ${key}`, read)) as T | undefined;
  }

  /** Undefined if the operator may not read the controller, or if it has gone: labels serve instead. */
  async #selector(resource: Resource, key: string): Promise<LabelSelector | undefined> {
    try {
      return selectorOf(await this.#client.get<Controller>(resource, key));
    } catch (error) {
      if (isNotFound(error) || isForbidden(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

type Controller = KubeObject & { readonly spec?: { readonly selector?: LabelSelector } };

/** Undefined for a Job of a CronJob, whose other Jobs have pods with the same apps. */
function selectorOf({ kind, metadata, spec }: Controller): LabelSelector | undefined {
  if (kind === 'Job') {
    const isRepeated = metadata.ownerReferences?.some((owner) => owner.kind === 'CronJob') === true;
    return isRepeated ? undefined : { matchLabels: { 'batch.kubernetes.io/job-name': metadata.name } };
  }
  const { 'pod-template-hash': _, ...matchLabels } = spec?.selector?.matchLabels ?? {};
  return { ...spec?.selector, matchLabels };
}

/** The controller of a pod. */
export function controllerOf(metadata: IPod['metadata']): OwnerReference | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true);
}

function byLabels(labels: Readonly<Record<string, string>>): LabelSelector | undefined {
  const common = Object.entries(labels).filter(([key]) => !OF_ONE_POD.test(key));
  return common.length === 0 ? undefined : { matchLabels: Object.fromEntries(common) };
}
