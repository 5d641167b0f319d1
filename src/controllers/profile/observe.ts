import { type Known, ReadYourWrites } from '../../kube/read-your-writes.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import { withDomainImage } from '../../pod/domain.ts';
import type { ClusterCaches } from '../cluster-caches.ts';
import { type DomainReference, domainReferenceOf, unreachableDomain } from '../pods/domain-reference.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import { cachedProfile, domainKeyOf, type IceoryxProfile } from '../resources.ts';
import type { ProfileInputs } from './decide.ts';

/** Images that the operator was started with. */
export interface OwnImages {
  /** Image of RouDi for objects that name none. */
  readonly defaultImage?: string | undefined;
  readonly agent: AgentImage;
}

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
    const domainReference = this.#domainReferenceOf(object);
    return { known, object, pods: this.shared.podsOfProfile(key), domainReference, agent, defaultImage };
  }

  #domainReferenceOf(object: IceoryxProfile): DomainReference | undefined {
    const key = domainKeyOf(object);
    if (key === undefined) {
      return undefined;
    }
    const { domains } = this.shared;
    if (domains === undefined) {
      return unreachableDomain(key);
    }
    const domain = domains.store.get(key);
    return domainReferenceOf(object, key, domain && withDomainImage(domain, this.#images.defaultImage));
  }
}
