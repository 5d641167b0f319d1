import { admits, type Domain, domainOf, withDomainImage } from '../../pod/domain.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { domainKeyOf, type IceoryxDomain, type UserOfDomain } from '../resources.ts';

/** The IceoryxDomain that the owner of pods names, or why it cannot be used. */
export interface DomainReference {
  readonly domain?: Domain;
  /** Why its pods cannot use it. */
  readonly obstacle?: Obstacle<'DomainNotFound' | 'RefNotPermitted'>;
}

/** Whether a change of a domain affects its pods; a change of its status does not. */
export function changesReference({ object, old }: { object: IceoryxDomain; old?: IceoryxDomain }): boolean {
  return (
    old === undefined ||
    object.metadata.generation !== old.metadata.generation ||
    object.metadata.deletionTimestamp !== old.metadata.deletionTimestamp
  );
}

export function domainReferenceOf(
  object: Pick<UserOfDomain, 'metadata'>,
  key: string,
  domain: IceoryxDomain | undefined,
): DomainReference {
  if (domain === undefined) {
    const message = `waiting for IceoryxDomain ${key}, which does not exist`;
    return { obstacle: { reason: 'DomainNotFound', message } };
  }
  if (domain.excess !== undefined) {
    const message = `IceoryxDomain ${key} exceeds what the operator keeps, as its condition Stalled says`;
    return { obstacle: { reason: 'DomainNotFound', message } };
  }
  const { namespace = '' } = object.metadata;
  if (!admits(domain, namespace)) {
    const message = `IceoryxDomain ${key} does not admit pods of namespace ${namespace}: add it to spec.allowedNamespaces of the domain, or use another domain`;
    return { obstacle: { reason: 'RefNotPermitted', message } };
  }
  return { domain: domainOf(domain) };
}

/**
 * The domain that the owner of pods names; undefined for pods with a RouDi of their own.
 *
 * @param domains undefined if this operator manages none
 * @param image the operator's default image of RouDi
 */
export function referenceOf(
  user: UserOfDomain,
  domains: { get(key: string): IceoryxDomain | undefined } | undefined,
  image: string | undefined,
): DomainReference | undefined {
  const key = domainKeyOf(user);
  if (key === undefined) {
    return undefined;
  }
  const domain = domains?.get(key);
  return domains === undefined
    ? unreachableDomain(key)
    : domainReferenceOf(user, key, domain && withDomainImage(domain, image));
}

/** The result in an operator that watches only some namespaces, or has domains switched off. */
function unreachableDomain(key: string): DomainReference {
  const message = `IceoryxDomain ${key} needs an operator that manages the domains of the whole cluster, and this one does not (--namespace, --no-domains): give the pods a RouDi of their own with spec.roudi`;
  return { obstacle: { reason: 'RefNotPermitted', message } };
}
