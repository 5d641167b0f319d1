import type { KubeClient } from '../../kube/client.ts';
import { Current, type Known } from '../../kube/current.ts';
import { toLabel } from '../../kube/mappers.ts';
import type { KubeObject } from '../../kube/object.ts';
import { type Reflected, reflector } from '../../kube/namespaced-reflector.ts';
import { DEPLOYMENTS, NODES, PODS } from '../../kube/resource.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import { withDefaultImage } from '../../pod/deployment-request.ts';
import type { Log } from '../../runtime/log.ts';
import { capabilitiesFor, type Node, trimNode } from './capabilities.ts';
import { type Deployment, type ObservedDeployment, observedDeployment } from './child.ts';
import type { Observed } from './decide.ts';
import { type ObservedPod, observedPod } from './observed-pod.ts';
import { domainKeyOf, type Membership, membershipOf, outOfReach } from './membership.ts';
import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  type IceoryxDeployment,
  type IceoryxDomain,
  type Pod,
} from './resource.ts';

/** What is known of one IceoryxDeployment when its reconcile begins. */
export interface Observation extends Observed {
  readonly key: string;
  /** The same as the caches know them, for what is to be written. */
  readonly known: { readonly object: Known<IceoryxDeployment>; readonly child: Known<ObservedDeployment> };
}

export interface Scope {
  /** Those to look after; all if undefined. */
  readonly namespaces?: readonly string[] | undefined;
  /** What all nodes can do; nodes are looked at if undefined. */
  readonly assumed?: Capabilities | undefined;
  /** RouDi of objects that name no image. */
  readonly defaultImage?: string | undefined;
}

/** The caches that the controller reads from, and what it wrote itself of late. */
export class Caches {
  readonly objects: Reflected<IceoryxDeployment>;
  readonly children: Reflected<ObservedDeployment>;
  readonly pods: Reflected<ObservedPod>;
  readonly nodes: Reflected<Node> | undefined;
  /** Undefined where only some namespaces are looked after: what a domain is made of is the cluster's. */
  readonly domains: Reflected<IceoryxDomain> | undefined;
  readonly currentObjects: Current<IceoryxDeployment>;
  readonly currentChildren: Current<ObservedDeployment>;
  readonly #scope: Scope;

  constructor(client: KubeClient, log: Log, scope: Scope) {
    this.#scope = scope;
    const { namespaces, assumed } = scope;
    this.objects = reflector<IceoryxDeployment>(client, ICEORYX_DEPLOYMENTS, namespaces, { log });
    this.children = reflector<ObservedDeployment>(client, DEPLOYMENTS, namespaces, {
      log,
      labelSelector: DEPLOYMENT_LABEL,
      keepManagedFields: true,
      transform: (child) => observedDeployment(child as KubeObject as Deployment),
    });
    this.pods = reflector<ObservedPod>(client, PODS, namespaces, {
      log,
      labelSelector: DEPLOYMENT_LABEL,
      transform: (pod) => observedPod(pod as KubeObject as Pod),
    });
    this.pods.store.addIndex('owner', toLabel(DEPLOYMENT_LABEL));
    this.pods.store.addIndex('claim', ({ claim }) => (claim === undefined ? [] : [claim]));
    this.nodes =
      assumed === undefined ? reflector<Node>(client, NODES, undefined, { log, transform: trimNode }) : undefined;
    this.domains =
      namespaces === undefined ? reflector<IceoryxDomain>(client, ICEORYX_DOMAINS, undefined, { log }) : undefined;
    this.objects.store.addIndex('domain', (object) => [domainKeyOf(object) ?? []].flat());
    this.currentObjects = new Current(this.objects);
    this.currentChildren = new Current(this.children);
  }

  /** Undefined if there is no such object. */
  observe(key: string): Observation | undefined {
    const known = { object: this.currentObjects.get(key), child: this.currentChildren.get(key) };
    const stored = known.object.latest;
    if (stored === undefined) {
      return undefined;
    }
    const object = this.completed(stored);
    const membership = this.#membershipOf(object);
    return {
      key,
      known,
      object,
      child: known.child.latest,
      capabilities: this.assumed ?? capabilitiesFor(object, this.nodes?.store.list() ?? [], membership?.domain),
      membership,
    };
  }

  /** What all nodes are taken to be capable of, where they are not looked at. */
  get assumed(): Capabilities | undefined {
    return this.#scope.assumed;
  }

  #membershipOf(object: IceoryxDeployment): Membership | undefined {
    const key = domainKeyOf(object);
    if (key === undefined) {
      return undefined;
    }
    return this.domains === undefined ? outOfReach(key) : membershipOf(object, key, this.domains.store.get(key));
  }

  /** An object as it is stored, with the operator's own defaults. */
  completed(object: IceoryxDeployment): IceoryxDeployment {
    return withDefaultImage(object, this.#scope.defaultImage);
  }

  /** Pods with the label of an object, which anybody may have put on them. */
  podsOf(key: string): readonly ObservedPod[] {
    return this.pods.store.byIndex('owner', key);
  }

  childOf(key: string): ObservedDeployment | undefined {
    return this.currentChildren.get(key).latest;
  }

  get reflectors() {
    const own = [this.objects, this.children, this.pods];
    return [
      ...own,
      ...(this.nodes === undefined ? [] : [this.nodes]),
      ...(this.domains === undefined ? [] : [this.domains]),
    ];
  }
}
