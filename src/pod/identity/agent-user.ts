import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** User that the containers of the agent run as. */
export interface AgentUser {
  readonly uid: number;
  /** Undefined: the agent's image decides. */
  readonly gid?: number | undefined;
  /** Whether the agent is root beside apps of other users. It needs the capability KILL to ask those to stop. */
  readonly signalsOthers: boolean;
}

/** USER of the agent's image (Dockerfile), for apps of which nothing is known but that they are not root. */
export const UNKNOWN_USER: AgentUser = { uid: 65_532, signalsOthers: false };

/**
 * Security context for a container of the agent. It grants no more than the user needs, and complies with Pod Security
 * `restricted` unless that user is root.
 *
 * @param isSignalling false for a container that only reads and writes files
 */
export function agentSecurityContext({ uid, gid, signalsOthers }: AgentUser, isSignalling = true): ISecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsUser: uid,
    ...(gid === undefined ? {} : { runAsGroup: gid }),
    runAsNonRoot: uid !== 0,
    capabilities: { drop: ['ALL'], ...(signalsOthers && isSignalling ? { add: ['KILL'] } : {}) },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
