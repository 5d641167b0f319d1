import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { InjectionRequest } from '../request.ts';

/** User of an application's container. Undefined means that the image decides. */
export interface App {
  readonly name: string;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Whether the user is certainly not root. */
  readonly isNeverRoot: boolean;
}

/**
 * The containers that use iceoryx, with their users.
 *
 * @param names names of these containers
 */
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

/**
 * Whether a container can only run as a user other than root. The kubelet does not start a container as root if
 * runAsNonRoot is true.
 *
 * @param contexts in order of precedence: the first one that sets a field wins
 */
export function isNeverRoot(...contexts: readonly (ISecurityContext | undefined)[]): boolean {
  const uid = contexts.find((context) => context?.runAsUser !== undefined)?.runAsUser;
  return uid === undefined
    ? contexts.find((context) => context?.runAsNonRoot !== undefined)?.runAsNonRoot === true
    : uid !== 0;
}
