import { parseQuantity, isAmount } from '../../api/quantity.ts';
import type { Node, Pod } from '../../controllers/resources.ts';
import { domainOfClaim } from '../../pod/domain.ts';
import { AGENT_CONTAINER, DOMAIN_LABEL, DOMAIN_VOLUME, ROUDI_CONTAINER, SHM_VOLUME } from '../../pod/names.ts';
import type { TopPod } from './model.ts';

/** What a pod says of itself, without being asked. */
export type PodFacts = Pick<TopPod, 'domain' | 'limitBytes' | 'name' | 'namespace' | 'node' | 'role'>;

/** The facts of a pod with an agent that has not ended; undefined for all others. */
export function factsOf({ metadata, spec, status }: Pod): PodFacts | undefined {
  const { name, namespace = '', labels } = metadata;
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const names = new Set(containers.map((container) => container.name));
  if (!names.has(AGENT_CONTAINER) || status?.phase === 'Succeeded' || status?.phase === 'Failed') {
    return undefined;
  }
  const volume = (wanted: string) => spec?.volumes?.find((each) => each.name === wanted);
  const claim = volume(DOMAIN_VOLUME)?.persistentVolumeClaim?.claimName;
  const ofDomain = claim === undefined ? undefined : domainOfClaim(claim);
  const label = names.has(ROUDI_CONTAINER) && volume(DOMAIN_VOLUME) !== undefined ? labels?.[DOMAIN_LABEL] : undefined;
  const limit = volume(SHM_VOLUME)?.emptyDir?.sizeLimit;
  return {
    namespace,
    name,
    node: spec?.nodeName ?? null,
    role: claim !== undefined ? 'member' : label !== undefined ? 'domain' : 'pod',
    domain: ofDomain ?? (label === undefined ? null : `${namespace}/${label}`),
    limitBytes: isAmount(limit) ? Number(parseQuantity(limit)) : null,
  };
}

/** Bytes of memory that a node has for pods; null where it does not say. */
export function allocatableOf({ status }: Node): number | null {
  const memory = status?.allocatable?.['memory'];
  return isAmount(memory) ? Number(parseQuantity(memory)) : null;
}
