import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { InjectionRequest } from '../request.ts';

/** An application's container as far as it tells who runs in it; undefined is for the image to say. */
export interface App {
  readonly name: string;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Whether that is surely not root. */
  readonly isNeverRoot: boolean;
}

/** @param names of the containers that use iceoryx */
export function appsOf({ template: { spec: pod } }: InjectionRequest, names: ReadonlySet<string>): App[] {
  const { containers, initContainers = [], securityContext: ofPod } = pod;
  return [...containers, ...initContainers]
    .filter(({ name }) => names.has(name))
    .map(({ name, securityContext: own }) => ({
      name,
      uid: own?.runAsUser ?? ofPod?.runAsUser,
      gid: own?.runAsGroup ?? ofPod?.runAsGroup,
      isNeverRoot: isNeverRoot(own, ofPod),
    }));
}

/** Whether nothing but a user other than root is possible; the kubelet starts no container against runAsNonRoot. */
export function isNeverRoot(...contexts: readonly (ISecurityContext | undefined)[]): boolean {
  const uid = contexts.find((context) => context?.runAsUser !== undefined)?.runAsUser;
  return uid === undefined
    ? contexts.find((context) => context?.runAsNonRoot !== undefined)?.runAsNonRoot === true
    : uid !== 0;
}
