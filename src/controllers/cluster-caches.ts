import type { KubeClient } from '../kube/client.ts';
import { toLabel } from '../kube/mappers.ts';
import { type Reflected, reflector } from '../kube/namespaced-reflector.ts';
import { type KubeObject, objectKey } from '../kube/object.ts';
import { PODS } from '../kube/resource.ts';
import type { Capabilities } from '../pod/inject.ts';
import { DEPLOYMENT_LABEL, INJECT_LABEL, PROFILE_LABEL } from '../pod/names.ts';
import type { Log } from '../runtime/log.ts';
import { nodeReflector } from './nodes/observed-node.ts';
import { deploymentOfPod, type ObservedPod, observedPod } from './pods/observed-pod.ts';
import {
  cachedDeployment,
  cachedDomain,
  cachedProfile,
  domainKeyOf,
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  type IceoryxDeployment,
  type IceoryxDomain,
  type IceoryxProfile,
  type Node,
  type Pod,
} from './resources.ts';

/** What an operator watches. */
export interface ClusterScope {
  /** The namespaces to watch; all if undefined. */
  readonly namespaces?: readonly string[] | undefined;
  /** Namespaces to leave alone. */
  readonly excluded?: readonly string[] | undefined;
  /** Whether IceoryxDomains are managed, which requires that all namespaces are watched. True by default. */
  readonly hasDomains?: boolean | undefined;
  /** The capabilities assumed for all nodes; if undefined, nodes are watched. */
  readonly assumed?: Capabilities | undefined;
}

/** A field selector that leaves out the excluded namespaces. */
export function apartFrom({ excluded = [] }: ClusterScope): { fieldSelector?: string } {
  return excluded.length === 0
    ? {}
    : { fieldSelector: excluded.map((namespace) => `metadata.namespace!=${namespace}`).join(',') };
}

/** The caches that more than one controller reads. */
export class ClusterCaches {
  readonly scope: ClusterScope;
  readonly deployments: Reflected<IceoryxDeployment>;
  readonly profiles: Reflected<IceoryxProfile>;
  /** Pods of IceoryxDeployments. */
  readonly pods: Reflected<ObservedPod>;
  /** Pods of other workloads that ask for an IceoryxProfile, whether they have RouDi or not. */
  readonly profilePods: Reflected<ObservedPod>;
  /** Pods that ask without naming a profile. */
  readonly joiningPods: Reflected<ObservedPod>;
  readonly nodes: Reflected<Node> | undefined;
  /** Undefined if domains are off, or if only some namespaces are watched: domains need cluster-scoped resources. */
  readonly domains: Reflected<IceoryxDomain> | undefined;

  constructor(client: KubeClient, log: Log, scope: ClusterScope) {
    this.scope = scope;
    const { namespaces, assumed, hasDomains = true } = scope;
    this.deployments = reflector<IceoryxDeployment>(client, ICEORYX_DEPLOYMENTS, namespaces, {
      log,
      ...apartFrom(scope),
      transform: (object) => cachedDeployment(object),
    });
    this.deployments.store.addIndex('domain', (object) => [domainKeyOf(object) ?? []].flat());
    this.profiles = reflector<IceoryxProfile>(client, ICEORYX_PROFILES, namespaces, {
      log,
      ...apartFrom(scope),
      transform: (object) => cachedProfile(object),
    });
    this.profiles.store.addIndex('domain', (object) => [domainKeyOf(object) ?? []].flat());
    const podsWith = (labelSelector: string, name: string): Reflected<ObservedPod> =>
      reflector<ObservedPod>(client, PODS, namespaces, {
        log,
        ...apartFrom(scope),
        name,
        labelSelector,
        transform: (pod) => observedPod(pod as KubeObject as Pod),
      });
    this.pods = podsWith(DEPLOYMENT_LABEL, 'pods');
    // A label selector has no "or".
    this.profilePods = podsWith(`${PROFILE_LABEL},${INJECT_LABEL}!=false`, 'pods of profiles');
    this.joiningPods = podsWith(`${INJECT_LABEL}=true,!${PROFILE_LABEL}`, 'pods without a profile');
    this.pods.store.addIndex('owner', deploymentOfPod);
    this.profilePods.store.addIndex('profile', toLabel(PROFILE_LABEL));
    this.appPods.forEach(({ store }) => store.addIndex('claim', ({ claim }) => (claim === undefined ? [] : [claim])));
    this.nodes = assumed === undefined ? nodeReflector(client, log) : undefined;
    this.domains =
      namespaces === undefined && hasDomains
        ? reflector<IceoryxDomain>(client, ICEORYX_DOMAINS, undefined, {
            log,
            ...apartFrom(scope),
            transform: (object) => cachedDomain(object),
          })
        : undefined;
  }

  /** IceoryxDeployments that name a domain, whether it admits them or not. */
  deploymentsOf(domain: string): readonly IceoryxDeployment[] {
    return this.deployments.store.byIndex('domain', domain);
  }

  /** The pods of an IceoryxDeployment's own Deployment, whatever labels others carry. */
  podsOf(deployment: string): readonly ObservedPod[] {
    return this.pods.store.byIndex('owner', deployment);
  }

  /** The pods of other workloads that ask for an IceoryxProfile. */
  podsOfProfile(profile: string): readonly ObservedPod[] {
    return this.profilePods.store.byIndex('profile', profile).filter((pod) => deploymentOfPod(pod).length === 0);
  }

  /** IceoryxProfiles that name a domain, whether it admits them or not. */
  profilesOf(domain: string): readonly IceoryxProfile[] {
    return this.profiles.store.byIndex('domain', domain);
  }

  /** The caches of pods that may mount the directories of a domain. A pod may be in more than one. */
  get appPods(): readonly Reflected<ObservedPod>[] {
    return [this.pods, this.profilePods, this.joiningPods];
  }

  /** Pods that mount the directories of a domain through this claim, of any owner. */
  podsWithClaim(claim: string): readonly ObservedPod[] {
    const found = this.appPods.flatMap(({ store }) => store.byIndex('claim', claim));
    return [...new Map(found.map((pod) => [pod.metadata.uid ?? objectKey(pod), pod])).values()];
  }

  get reflectors() {
    return [
      this.deployments,
      this.profiles,
      ...this.appPods,
      ...(this.nodes === undefined ? [] : [this.nodes]),
      ...(this.domains === undefined ? [] : [this.domains]),
    ];
  }
}
