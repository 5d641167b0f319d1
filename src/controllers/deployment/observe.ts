import type { KubeClient } from '../../kube/client.ts';
import { ReadYourWrites, type Known } from '../../kube/read-your-writes.ts';
import type { KubeObject } from '../../kube/object.ts';
import { type Reflected, reflector } from '../../kube/namespaced-reflector.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import { withDefaultImage } from '../../pod/deployment-request.ts';
import type { Log } from '../../runtime/log.ts';
import { apartFrom, type ClusterCaches } from '../cluster-caches.ts';
import { capabilitiesFor } from '../nodes/capabilities.ts';
import { cachedDeployment, type IceoryxDeployment } from '../resources.ts';
import { type Deployment, type ObservedDeployment, observedDeployment } from './child.ts';
import type { Observed } from './decide.ts';
import { referenceOf } from '../pods/domain-reference.ts';

/** The state of one IceoryxDeployment at the start of its reconcile. */
export interface DeploymentObservation extends Observed {
  readonly key: string;
  /** The same in the form of the caches, for writes. */
  readonly known: { readonly object: Known<IceoryxDeployment>; readonly child: Known<ObservedDeployment> };
}

/** The caches of the controller, overlaid with its own recent writes. */
export class DeploymentCaches {
  readonly shared: ClusterCaches;
  readonly children: Reflected<ObservedDeployment>;
  readonly currentObjects: ReadYourWrites<IceoryxDeployment>;
  readonly currentChildren: ReadYourWrites<ObservedDeployment>;
  readonly #images: OwnImages;

  constructor(client: KubeClient, log: Log, shared: ClusterCaches, images: OwnImages) {
    this.shared = shared;
    this.#images = images;
    this.children = reflector<ObservedDeployment>(client, DEPLOYMENTS, shared.scope.namespaces, {
      log,
      ...apartFrom(shared.scope),
      labelSelector: DEPLOYMENT_LABEL,
      keepManagedFields: true,
      transform: (child) => observedDeployment(child as KubeObject as Deployment),
    });
    this.currentObjects = new ReadYourWrites(shared.deployments, cachedDeployment);
    this.currentChildren = new ReadYourWrites(this.children);
  }

  /** Undefined if there is no such object. */
  observe(key: string): DeploymentObservation | undefined {
    const known = { object: this.currentObjects.get(key), child: this.currentChildren.get(key) };
    const stored = known.object.latest;
    if (stored === undefined) {
      return undefined;
    }
    const object = this.completed(stored);
    const { scope, nodes, domains } = this.shared;
    const domainReference = referenceOf(object, domains?.store, this.#images.defaultImage);
    return {
      key,
      known,
      object,
      child: known.child.latest,
      capabilities: scope.assumed ?? capabilitiesFor(object, nodes?.store.list() ?? [], domainReference?.domain),
      agent: this.#images.agent,
      domainReference,
    };
  }

  /** An object as stored, with the operator's own defaults. */
  completed(object: IceoryxDeployment): IceoryxDeployment {
    return withDefaultImage(object, this.#images.defaultImage);
  }

  childOf(key: string): ObservedDeployment | undefined {
    return this.currentChildren.get(key).latest;
  }
}
