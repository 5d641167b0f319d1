import type { KubeClient } from '../kube/client.ts';
import { type Reflected, reflector } from '../kube/namespaced-reflector.ts';
import type { KubeObject } from '../kube/object.ts';
import { PODS } from '../kube/resource.ts';
import type { Capabilities } from '../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../pod/names.ts';
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
  /** Pods of apps. */
  readonly pods: Reflected<ObservedPod>;
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
    this.pods = reflector<ObservedPod>(client, PODS, namespaces, {
      log,
      ...apartFrom(scope),
      labelSelector: DEPLOYMENT_LABEL,
      transform: (pod) => observedPod(pod as KubeObject as Pod),
    });
    this.pods.store.addIndex('owner', deploymentOfPod);
    this.pods.store.addIndex('claim', ({ claim }) => (claim === undefined ? [] : [claim]));
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

  /** Pods of any IceoryxDeployment that mount the directories of a domain through this claim. */
  podsWithClaim(claim: string): readonly ObservedPod[] {
    return this.pods.store.byIndex('claim', claim);
  }

  get reflectors() {
    return [
      this.deployments,
      this.profiles,
      this.pods,
      ...(this.nodes === undefined ? [] : [this.nodes]),
      ...(this.domains === undefined ? [] : [this.domains]),
    ];
  }
}
