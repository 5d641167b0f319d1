import { admits, type Domain, domainOf } from '../../pod/domain.ts';
import type { IceoryxDeployment, IceoryxDomain } from '../resources.ts';
import type { DeploymentObstacle } from './obstacle.ts';

/** How an IceoryxDeployment stands to the IceoryxDomain that it names. */
export interface DomainReference {
  readonly domain?: Domain;
  /** Why its pods cannot use it. */
  readonly obstacle?: DeploymentObstacle;
}

/** Whether a change of a domain bears on its pods; its status does not. */
export function changesReference({ object, old }: { object: IceoryxDomain; old?: IceoryxDomain }): boolean {
  return (
    old === undefined ||
    object.metadata.generation !== old.metadata.generation ||
    object.metadata.deletionTimestamp !== old.metadata.deletionTimestamp
  );
}

export function domainReferenceOf(
  object: IceoryxDeployment,
  key: string,
  domain: IceoryxDomain | undefined,
): DomainReference {
  if (domain === undefined) {
    const message = `waiting for IceoryxDomain ${key}, which does not exist`;
    return { obstacle: { reason: 'DomainMissing', message } };
  }
  const { namespace = '' } = object.metadata;
  if (!admits(domain, namespace)) {
    const message = `IceoryxDomain ${key} does not admit pods of namespace ${namespace}: add it to spec.allowedNamespaces of the domain, or use another domain`;
    return { obstacle: { reason: 'DomainClosed', message } };
  }
  return { domain: domainOf(domain) };
}

/** What an operator says that looks after some namespaces only, or whose domains are switched off. */
export function unreachableDomain(key: string): DomainReference {
  const message = `IceoryxDomain ${key} needs an operator that looks after the domains of the whole cluster, and this one does not (--namespace, --no-domains): give the pods a RouDi of their own with spec.roudi`;
  return { obstacle: { reason: 'DomainClosed', message } };
}
