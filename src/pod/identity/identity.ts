import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { Problem } from '../../api/rules/problem.ts';
import type { AgentUser } from './agent-user.ts';

/**
 * Users of a pod, by name. iceoryx finds segments by the names of users and groups, and looks these names up in
 * /etc/passwd and /etc/group of each container. If the image does not know a numeric uid, RouDi gets an empty segment
 * name and exits (`segment_config.cpp`, `posix_access_rights.cpp`, v2.0.3).
 */
export interface Identity {
  /**
   * User of RouDi: the user of the apps if they all have the same one, else root. In a pod without a RouDi, the user of
   * the agent.
   */
  readonly uid: number;
  /** Group of RouDi and the agent. */
  readonly gid: number;
  /** Name of that group. A segment without a writer is named after it. */
  readonly groupName: string;
  /** That group, if the template does not put all apps into it. The processes of the pod get it. */
  readonly supplementalGroup: number | undefined;
  /** Contents of /etc/passwd and /etc/group for all iceoryx containers of the pod. */
  readonly passwd: string;
  readonly group: string;
}

/** Plan for the users of a pod: their names, the rights of RouDi and the agent, and the reason. */
export interface IdentityPlan {
  /** Undefined if the pod keeps the images' own user names. */
  readonly names: Identity | undefined;
  /** Whether RouDi certainly runs as a user other than root. Capabilities are of no use to such a user. */
  readonly isConfined: boolean;
  readonly agent: AgentUser;
  readonly value: string;
  readonly sum: string;
}

/** A plan, and the reasons why it cannot work. */
export interface Identified {
  readonly plan: IdentityPlan;
  readonly problems: readonly Problem[];
}

/** The pod's security context: that of the template, with the supplemental group of the identity if there is one. */
export function podSecurityContext(
  given: IPodSecurityContext | undefined,
  identity: Identity | undefined,
): IPodSecurityContext | undefined {
  const group = identity?.supplementalGroup;
  return group === undefined ? given : { ...given, supplementalGroups: [...(given?.supplementalGroups ?? []), group] };
}
