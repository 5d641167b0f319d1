import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  type IceoryxDeployment,
  type IceoryxDomain,
  type IceoryxProfile,
} from '../../controllers/resources.ts';
import type { Resource } from '../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL, INJECT_LABEL, PROFILE_LABEL } from '../../pod/names.ts';

/** A kind that the command shows. */
export interface Kind {
  readonly resource: Resource;
  /** As in `kubectl get ioxd`. */
  readonly short: string;
  /** Label of its pods with its name. */
  readonly label: string;
  /** What else the labels of its pods have to say, with a comma before it. */
  readonly also?: string;
}

/** In the order in which they are shown. */
export const KINDS = [
  { resource: ICEORYX_DEPLOYMENTS, short: 'ioxd', label: DEPLOYMENT_LABEL },
  { resource: ICEORYX_PROFILES, short: 'ioxprofile', label: PROFILE_LABEL, also: `,${INJECT_LABEL}!=false` },
  { resource: ICEORYX_DOMAINS, short: 'ioxdom', label: DOMAIN_LABEL },
] as const satisfies readonly Kind[];

/** An object with its kind. Lists of the API server do not say it. */
export type Found =
  | { readonly kind: 'IceoryxDeployment'; readonly object: IceoryxDeployment }
  | { readonly kind: 'IceoryxDomain'; readonly object: IceoryxDomain }
  | { readonly kind: 'IceoryxProfile'; readonly object: IceoryxProfile };

/** `ioxd/hello`, as people name an object to the command. */
export function shortNameOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${KINDS.find(({ resource }) => resource.kind === kind)?.short ?? kind}/${name}`;
}
