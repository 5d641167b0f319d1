import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { AgentImage } from './agent-image.ts';
import type { CommonToRoudi } from './cyclonedds.ts';
import { NO_TOKEN, NO_TOKEN_MOUNT, STATE } from './mounts.ts';
import { AGENT_DIRECTORY, AGENT_VOLUME, INSTALL_CONTAINER } from './names.ts';

/*
 * How the agent comes into containers of other images, RouDi's and the apps': an init container copies it into a volume,
 * which they mount read-only. It has ended before an app starts. A container that went on could be reached by an app of
 * its user through /proc/PID/root, and with it the copy, as something to be written. docs/adr/0014-one-agent.md has what
 * else was tried.
 */

/** The agent's program in containers that mount its copy. */
export const AGENT_PROGRAM = `${AGENT_DIRECTORY}/agent`;

/** Of containers that run it. */
export const COPY_MOUNT: IVolumeMount = { name: AGENT_VOLUME, mountPath: AGENT_DIRECTORY, readOnly: true };

/** Of the container that makes it. */
export const COPY_TARGET: IVolumeMount = { name: AGENT_VOLUME, mountPath: AGENT_DIRECTORY };

/** Twice the size of the program, as the new copy is complete before the one before goes. */
const COPY_VOLUME: IVolume = { name: AGENT_VOLUME, emptyDir: { sizeLimit: '8Mi' } };

/** What every pod with the agent has. */
export const AGENT_VOLUMES: readonly IVolume[] = [STATE, COPY_VOLUME, NO_TOKEN];

/**
 * Puts the copy where the containers after it mount it. Runs again at each renewal, and replaces the copy as a whole.
 *
 * @param cyclone by which it also writes the configuration of apps on Cyclone DDS
 */
export function installContainer(
  agent: AgentImage,
  securityContext: ISecurityContext,
  resources: IResourceRequirements,
  cyclone?: CommonToRoudi,
): IContainer {
  return {
    name: INSTALL_CONTAINER,
    ...agent,
    args: ['install', ...(cyclone === undefined ? [] : [`--cyclonedds=${cyclone.text}`])],
    ...(cyclone === undefined ? {} : { env: [...cyclone.env] }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext,
    resources,
    volumeMounts: [COPY_TARGET, NO_TOKEN_MOUNT],
  };
}
