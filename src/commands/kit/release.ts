import type { Pod } from '../../controllers/resources.ts';
import { type Release, releaseOfImage } from '../../iceoryx/release.ts';
import { EARLIER_ROUDI_CONTAINER, ROUDI_CONTAINER } from '../../pod/names.ts';

/** The release of iceoryx in a pod, if the tag of its RouDi's image names it. Undefined if it is not known. */
export function releaseIn({ spec }: Pod): Release | undefined {
  const declared = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const roudi = declared.find(({ name }) => name === ROUDI_CONTAINER || name === EARLIER_ROUDI_CONTAINER);
  return roudi?.image === undefined ? undefined : releaseOfImage(roudi.image);
}
