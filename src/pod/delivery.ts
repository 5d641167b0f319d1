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
 * Delivery of the agent into containers of other images, RouDi's and the apps': an init container copies it into a
 * volume, which these containers mount read-only. The init container has exited before an app starts. If it kept
 * running, an app of the same user could reach it through /proc/PID/root, and with it a writable copy.
 * docs/adr/0014-one-agent.md describes the alternatives that were tried.
 */

/** Path of the agent's program in containers that mount its copy. */
export const AGENT_PROGRAM = `${AGENT_DIRECTORY}/agent`;

/** Mounted by containers that run the copy. */
export const COPY_MOUNT: IVolumeMount = { name: AGENT_VOLUME, mountPath: AGENT_DIRECTORY, readOnly: true };

/** Mounted by the container that makes the copy. */
export const COPY_TARGET: IVolumeMount = { name: AGENT_VOLUME, mountPath: AGENT_DIRECTORY };

/** Twice the size of the program, because a new copy is complete before the old one is removed. */
const COPY_VOLUME: IVolume = { name: AGENT_VOLUME, emptyDir: { sizeLimit: '8Mi' } };

/** Volumes of every pod with the agent. */
export const AGENT_VOLUMES: readonly IVolume[] = [STATE, COPY_VOLUME, NO_TOKEN];

/**
 * Init container that puts the copy where later containers mount it. It runs again at each renewal. It keeps an
 * identical copy, and replaces a different one atomically (agent/internal/install).
 *
 * @param cyclone if given, the container also writes the configuration of apps on Cyclone DDS
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
