import { type Known, ReadYourWrites } from '../../kube/read-your-writes.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import type { ClusterCaches } from '../cluster-caches.ts';
import { referenceOf } from '../pods/domain-reference.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import { cachedProfile, type IceoryxProfile } from '../resources.ts';
import type { ProfileInputs } from './decide.ts';

/** The state of one IceoryxProfile at the start of its reconcile. */
export interface ProfileObservation extends ProfileInputs {
  readonly known: Known<IceoryxProfile>;
  /** Pods that ask for it, whether they have RouDi or not. */
  readonly pods: readonly ObservedPod[];
}

/** The caches of the controller, overlaid with its own recent writes. */
export class ProfileCaches {
  readonly shared: ClusterCaches;
  readonly currentObjects: ReadYourWrites<IceoryxProfile>;
  readonly #images: OwnImages;

  constructor(shared: ClusterCaches, images: OwnImages) {
    this.shared = shared;
    this.#images = images;
    this.currentObjects = new ReadYourWrites(shared.profiles, cachedProfile);
  }

  /** Undefined if there is no such object. */
  observe(key: string): ProfileObservation | undefined {
    const known = this.currentObjects.get(key);
    const object = known.latest;
    if (object === undefined) {
      return undefined;
    }
    const { agent, defaultImage } = this.#images;
    const { shared } = this;
    const domainReference = referenceOf(object, shared.domains?.store, defaultImage);
    return { known, object, pods: shared.podsOfProfile(key), domainReference, agent, defaultImage };
  }
}
