import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** Who the agent runs as. */
export interface AgentUser {
  readonly uid: number;
  /** Undefined leaves it to the agent's image. */
  readonly gid?: number | undefined;
  /** Whether it is root beside apps of other users, whom only the capability KILL lets it ask to stop. */
  readonly signalsOthers: boolean;
}

/** USER of the agent's image (Dockerfile), where all that is known of the apps is that they are not root. */
export const UNKNOWN_USER: AgentUser = { uid: 65_532, signalsOthers: false };

/**
 * The rights of a container of the agent: no more than its user needs, and within Pod Security `restricted` unless that
 * user is root.
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
