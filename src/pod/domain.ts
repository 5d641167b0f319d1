import type { IToleration } from 'kubernetes-models/v1/Toleration';
import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
import { type DomainNames, domainNames } from './identity/of-domain.ts';

/** What pods of apps need to know about the domain whose RouDi they use. */
export interface Domain {
  /** `namespace/name` */
  readonly key: string;
  readonly roudi: Roudi;
  /** Undefined if RouDi and all apps run as root. */
  readonly names: DomainNames | undefined;
  /** How long RouDi waits for its apps before it is stopped. */
  readonly appStopSeconds: number;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly IToleration[];
  /** Name of the PersistentVolumeClaim for the domain's directories, in the pods' namespace. */
  readonly claim: string;
  /** Whether the domain is being deleted. Its apps have to leave first. */
  readonly isEnding: boolean;
}

type Observed = Pick<IceoryxDomain, 'spec'> & {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly deletionTimestamp?: string };
};

/**
 * The domain with the operator's default image of RouDi, if it has none itself and the operator has a default. A domain
 * keeps the image it had until its specification changes, so that an upgrade of the operator replaces no RouDi.
 */
export function withDomainImage<T extends Pick<IceoryxDomain, 'metadata' | 'spec' | 'status'>>(
  object: T,
  byDefault: string | undefined,
): T {
  const { metadata, spec, status } = object;
  const kept = status?.observedGeneration === metadata.generation ? status?.image : undefined;
  const image = kept ?? byDefault;
  return spec.roudi.image !== undefined || image === undefined
    ? object
    : { ...object, spec: { ...spec, roudi: { ...spec.roudi, image } } };
}

/** A domain as its pods see it. */
export function domainOf({ metadata, spec }: Observed): Domain {
  const { name, namespace = '' } = metadata;
  return {
    key: `${namespace}/${name}`,
    roudi: spec.roudi,
    names: domainNames(spec),
    appStopSeconds: spec.appStopSeconds ?? 30,
    nodeSelector: spec.nodeSelector ?? {},
    tolerations: (spec.tolerations ?? []) as IToleration[],
    claim: claimName(namespace, name),
    isEnding: metadata.deletionTimestamp !== undefined,
  };
}

/** Name of a domain's claim in the namespaces of its pods. It is unique, because neither part contains a dot. */
export function claimName(namespace: string, name: string): string {
  return `iceoryx.${namespace}.${name}`;
}

/** `namespace/name` of the domain whose claim has that name; undefined for other claims. */
export function domainOfClaim(claim: string): string | undefined {
  return /^iceoryx\.[^.]+\.[^.]+$/.test(claim) ? claim.split('.').slice(1).join('/') : undefined;
}

/** Whether pods of a namespace may use a domain. */
export function admits({ metadata, spec }: Observed, namespace: string): boolean {
  return metadata.namespace === namespace || (spec.allowedNamespaces ?? []).includes(namespace);
}
