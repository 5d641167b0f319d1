import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** An application's container as far as it tells who runs in it; undefined is for the image to say. */
export interface App {
  readonly name: string;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

export function appOf({ name, securityContext }: IContainer, pod: IPodSecurityContext | undefined): App {
  return {
    name,
    uid: securityContext?.runAsUser ?? pod?.runAsUser,
    gid: securityContext?.runAsGroup ?? pod?.runAsGroup,
  };
}

/** Whether nothing but a user other than root is possible; the kubelet starts no container against runAsNonRoot. */
export function isNeverRoot(...contexts: readonly (ISecurityContext | undefined)[]): boolean {
  const uid = contexts.find((context) => context?.runAsUser !== undefined)?.runAsUser;
  return uid === undefined
    ? contexts.find((context) => context?.runAsNonRoot !== undefined)?.runAsNonRoot === true
    : uid !== 0;
}
