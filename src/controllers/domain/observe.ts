import type { KubeClient } from '../../kube/client.ts';
import { ReadYourWrites, type Known } from '../../kube/read-your-writes.ts';
import { toLabel } from '../../kube/mappers.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { Reflector } from '../../kube/reflector.ts';
import { CLAIMS, DAEMON_SETS, PODS, VOLUMES } from '../../kube/resource.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { claimName, withDomainImage } from '../../pod/domain.ts';
import { DOMAIN_LABEL, DOMAIN_NAMESPACE_LABEL } from '../../pod/names.ts';
import type { Log } from '../../runtime/log.ts';
import {
  cachedAccess,
  cachedDomain,
  type Claim,
  type DaemonSet,
  type IceoryxDeployment,
  type IceoryxDomain,
  type IceoryxProfile,
  type Node,
  type Pod,
  type Volume,
} from '../resources.ts';
import { apartFrom, type ClusterCaches } from '../cluster-caches.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import { domainOfAccess } from './claims.ts';
import { observedDaemonSet } from './daemon-set.ts';
import { type RoudiPod, roudiPod } from './roudi-pod.ts';

/** The state of one IceoryxDomain at the start of its reconcile. */
export interface DomainObservation {
  readonly key: string;
  readonly known: { readonly object: Known<IceoryxDomain>; readonly child: Known<DaemonSet> };
  readonly object: IceoryxDomain;
  readonly child: DaemonSet | undefined;
  /** RouDi's pods. */
  readonly pods: readonly RoudiPod[];
  /** RouDi's pods of a domain that is being deleted, whose DaemonSet was deleted without them. */
  readonly orphans?: readonly RoudiPod[];
  /** IceoryxDeployments that name the domain, whether it admits them or not. */
  readonly members: readonly IceoryxDeployment[];
  /** IceoryxProfiles that name the domain, whether it admits them or not. */
  readonly profiles?: readonly IceoryxProfile[];
  /** Namespaces with pods of other workloads that were made to use the domain, whether it admits them or not. */
  readonly guests?: readonly string[];
  /** Pods that mount its directories through a volume of the operator, of any owner. */
  readonly appPods: readonly ObservedPod[];
  /** Volumes through which pods of apps reach its directories. */
  readonly volumes?: readonly Volume[];
  /** The claims of namespaces that belong to these volumes. */
  readonly claims?: readonly Claim[];
  readonly nodes: readonly Node[];
  /** The capabilities assumed for all nodes, if nodes are not watched. */
  readonly assumed: Capabilities | undefined;
}

/** A pod that was made from a DaemonSet's template and has no controller any more. */
function isOrphan({ daemonSet, template }: RoudiPod): boolean {
  return daemonSet === undefined && template !== undefined;
}

function claimOf({ metadata }: IceoryxDomain): string {
  return claimName(metadata.namespace ?? '', metadata.name);
}

/** Whether a pod asked for RouDi and got it. Any user may write a pod that mounts a claim of this name. */
function isGuest({ mark }: ObservedPod): boolean {
  return mark !== undefined;
}

/** The caches of an operator that watches all namespaces. */
export type DomainClusterCaches = ClusterCaches & { readonly domains: Reflected<IceoryxDomain> };

/** Whether all namespaces are watched, which domains require. */
export function hasDomains(caches: ClusterCaches): caches is DomainClusterCaches {
  return caches.domains !== undefined;
}

/** The caches of the controller, overlaid with its own recent writes. */
export class DomainCaches {
  readonly shared: DomainClusterCaches;
  readonly children: Reflector<DaemonSet>;
  readonly pods: Reflector<RoudiPod>;
  readonly volumes: Reflector<Volume>;
  readonly claims: Reflector<Claim>;
  readonly currentObjects: ReadYourWrites<IceoryxDomain>;
  readonly currentChildren: ReadYourWrites<DaemonSet>;

  readonly #defaultImage: string | undefined;

  /** @param defaultImage RouDi of domains that name no image */
  constructor(client: KubeClient, log: Log, shared: DomainClusterCaches, defaultImage: string | undefined) {
    this.shared = shared;
    this.#defaultImage = defaultImage;
    this.children = new Reflector<DaemonSet>(client, DAEMON_SETS, {
      log,
      ...apartFrom(shared.scope),
      labelSelector: DOMAIN_LABEL,
      keepManagedFields: true,
      transform: (child) => observedDaemonSet(child),
    });
    this.pods = new Reflector<RoudiPod>(client, PODS, {
      log,
      ...apartFrom(shared.scope),
      name: 'domain pods',
      labelSelector: DOMAIN_LABEL,
      transform: (pod) => roudiPod(pod as KubeObject as Pod),
    });
    this.volumes = new Reflector<Volume>(client, VOLUMES, {
      log,
      labelSelector: DOMAIN_NAMESPACE_LABEL,
      transform: (volume) => cachedAccess(volume),
    });
    this.claims = new Reflector<Claim>(client, CLAIMS, {
      log,
      labelSelector: DOMAIN_NAMESPACE_LABEL,
      transform: (claim) => cachedAccess(claim),
    });
    this.pods.store.addIndex('domain', toLabel(DOMAIN_LABEL));
    this.volumes.store.addIndex('domain', domainOfAccess);
    this.claims.store.addIndex('domain', domainOfAccess);
    this.currentObjects = new ReadYourWrites(shared.domains, cachedDomain);
    this.currentChildren = new ReadYourWrites(this.children);
  }

  /** Undefined if there is no such object. */
  observe(key: string): DomainObservation | undefined {
    const known = { object: this.currentObjects.get(key), child: this.currentChildren.get(key) };
    const stored = known.object.latest;
    if (stored === undefined) {
      return undefined;
    }
    const object = this.completed(stored);
    const child = known.child.latest;
    const mounting = this.shared.podsWithClaim(claimOf(object));
    return {
      key,
      known,
      object,
      child,
      pods: this.pods.store.byIndex('domain', key).filter((pod) => this.domainOfRoudi(pod) === key),
      orphans:
        object.metadata.deletionTimestamp === undefined || child !== undefined
          ? []
          : this.pods.store.byIndex('domain', key).filter(isOrphan),
      members: this.shared.deploymentsOf(key),
      profiles: this.shared.profilesOf(key),
      guests: mounting.filter(isGuest).map(({ metadata }) => metadata.namespace ?? ''),
      appPods: mounting.filter((pod) => this.#reaches(pod, key)),
      ...this.accessOf(key),
      nodes: this.shared.nodes?.store.list() ?? [],
      assumed: this.shared.scope.assumed,
    };
  }

  /** Whether this operator leaves a namespace alone. Domains of others may have volumes and claims all the same. */
  isExcluded(namespace: string): boolean {
    return this.shared.scope.excluded?.includes(namespace) === true;
  }

  /** An object as stored, with the operator's own defaults. */
  completed(object: IceoryxDomain): IceoryxDomain {
    return withDomainImage(object, this.#defaultImage);
  }

  childOf(key: string): DaemonSet | undefined {
    return this.currentChildren.get(key).latest;
  }

  accessOf(key: string): { volumes: readonly Volume[]; claims: readonly Claim[] } {
    return { volumes: this.volumes.store.byIndex('domain', key), claims: this.claims.store.byIndex('domain', key) };
  }

  /** Key of the domain that a pod of RouDi belongs to. Any user may set our label on a pod. */
  domainOfRoudi(pod: RoudiPod): string | undefined {
    return toLabel(DOMAIN_LABEL)(pod).find((key) => {
      // RouDi's pods may outlive their DaemonSet if it is deleted without waiting for them.
      const daemonSet = this.childOf(key)?.metadata.uid ?? this.currentObjects.get(key).latest?.status?.daemonSet?.uid;
      return daemonSet !== undefined && pod.daemonSet === daemonSet;
    });
  }

  /** Keys of the domains that a pod of an app belongs to. */
  domainsOf(pod: ObservedPod): string[] {
    return this.#named(pod).filter((key) => this.#reaches(pod, key));
  }

  /** Keys of the domains that a pod waits for, because its namespace has no access yet. */
  awaitedBy(pod: ObservedPod): string[] {
    return isGuest(pod) ? this.#named(pod).filter((key) => !this.#reaches(pod, key)) : [];
  }

  #named({ claim }: ObservedPod): string[] {
    const { store } = this.shared.domains;
    return claim === undefined
      ? []
      : store
          .list()
          .filter((domain) => claimOf(domain) === claim)
          .map(objectKey);
  }

  /** Whether all that may need a claim is known. An empty cache of a kind that is not served says nothing. */
  get knowsMembers(): boolean {
    return this.shared.deployments.isServed && this.shared.profiles.isServed;
  }

  /**
   * Whether a pod reaches the directories of a domain. Users of a namespace choose labels, and names of volumes and
   * claims, at will. PersistentVolumes are cluster-scoped: the operator creates one for each namespace that the domain
   * admits, bound in advance to the claim of its name there.
   */
  #reaches({ metadata, claim }: ObservedPod, domain: string): boolean {
    return this.volumes.store
      .byIndex('domain', domain)
      .some(({ spec }) => spec?.claimRef?.namespace === metadata.namespace && spec?.claimRef?.name === claim);
  }

  get reflectors() {
    return [this.children, this.pods, this.volumes, this.claims];
  }
}
