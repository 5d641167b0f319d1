import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { Problem } from '../../api/rules/problem.ts';
import type { AgentUser } from './agent-user.ts';

/**
 * The users of a pod, by name. iceoryx finds segments by the names of users and groups, which it looks up in
 * /etc/passwd and /etc/group of each container: a numeric uid that an image does not know ends RouDi with an empty
 * segment name (`segment_config.cpp`, `posix_access_rights.cpp`, v2.0.3).
 */
export interface Identity {
  /** User of RouDi: that of the apps where they are one, else root. */
  readonly uid: number;
  /** Group of RouDi and the agent. */
  readonly gid: number;
  /** Its name, which a segment without a writer is named after. */
  readonly groupName: string;
  /** That group, where not all apps are in it by the template: the pod's processes get it. */
  readonly supplementalGroup: number | undefined;
  /** Contents of /etc/passwd and /etc/group that all of the pod's iceoryx containers get. */
  readonly passwd: string;
  readonly group: string;
}

/** Who names the users of a pod, and why. */
export interface IdentityPlan {
  /** Undefined where names are left to the images. */
  readonly names: Identity | undefined;
  /** Whether RouDi surely runs as a user other than root, who has no use for capabilities. */
  readonly isConfined: boolean;
  readonly agent: AgentUser;
  readonly value: string;
  readonly sum: string;
}

export interface Identified {
  readonly plan: IdentityPlan;
  readonly problems: readonly Problem[];
}

/** Undefined keeps what the template has. */
export function podSecurityContext(
  given: IPodSecurityContext | undefined,
  identity: Identity | undefined,
): IPodSecurityContext | undefined {
  const group = identity?.supplementalGroup;
  return group === undefined ? given : { ...given, supplementalGroups: [...(given?.supplementalGroups ?? []), group] };
}
