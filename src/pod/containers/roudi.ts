import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { commandLine } from '../../iceoryx/command-line.ts';
import { AGENT_PROGRAM, COPY_MOUNT } from '../delivery.ts';
import { secondsOf, type Step } from '../grace.ts';
import type { IdentityPlan } from '../identity/identity.ts';
import { nameMounts, NO_TOKEN_MOUNT, STATE_MOUNT } from '../mounts.ts';
import { CONFIG_DIRECTORY, CONFIG_FILE, CONFIG_VOLUME, ROUDI_CONTAINER } from '../names.ts';
import type { RoudiPlan } from '../roudi-plan.ts';
import { exec, probe } from './agent.ts';
import { socketOption } from './runtime-options.ts';

/** Parameters of RouDi's container that depend on its pod. */
export interface RoudiWiring {
  /** Users of the pod. */
  readonly identity: IdentityPlan;
  /** Capabilities that RouDi needs as root. */
  readonly capabilities: readonly string[];
  readonly resources: IResourceRequirements;
  /** Value of RouDi's `-k`. */
  readonly killDelaySeconds: number;
  /** Latest time at which the preStop hook lets RouDi be stopped, in seconds from the start of its termination. */
  readonly settleAtMostSeconds: number;
  /** Steps of RouDi's start. Their sum is the time that it may take. */
  readonly start: readonly Step[];
  /** Options of all agent commands in this container that select the scope of RouDi: its pod or a domain. */
  readonly scope: readonly string[];
  /** Options of the container's entry point alone. */
  readonly entry: readonly string[];
  /** Mounts of the directories for segments and sockets. */
  readonly mounts: readonly IVolumeMount[];
}

/** A startup probe waits almost until the next one is due, so that it sees RouDi as soon as RouDi is up. */
const STARTED_WITHIN_SECONDS = 0.9;

/** RouDi as a native sidecar: it starts before all containers that follow it, and stops after them. */
export function roudiContainer(plan: RoudiPlan, wiring: RoudiWiring): IContainer {
  const { given, release, settles } = plan;
  const { identity, killDelaySeconds, settleAtMostSeconds, resources, start, scope, entry, mounts } = wiring;
  const command = [...(given.command ?? ['iox-roudi']), ...argumentsOf(plan, killDelaySeconds)];
  const socket = socketOption(release);
  return {
    name: ROUDI_CONTAINER,
    image: given.image,
    ...(given.imagePullPolicy === undefined ? {} : { imagePullPolicy: given.imagePullPolicy }),
    restartPolicy: 'Always',
    command: [AGENT_PROGRAM, 'roudi', ...socket, ...scope, ...entry, '--', ...command],
    ...(given.env === undefined ? {} : { env: given.env }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: securityContextOf(plan, wiring),
    resources,
    startupProbe: probe(
      [AGENT_PROGRAM, 'started', ...socket, `--within=${STARTED_WITHIN_SECONDS}`],
      1,
      secondsOf(start),
    ),
    lifecycle: {
      preStop: exec(
        AGENT_PROGRAM,
        'settle',
        ...socket,
        ...scope,
        `--within=${settleAtMostSeconds}`,
        ...(settles ? ['--noticed'] : []),
      ),
    },
    volumeMounts: [
      ...mounts,
      STATE_MOUNT,
      COPY_MOUNT,
      { name: CONFIG_VOLUME, mountPath: CONFIG_DIRECTORY, readOnly: true },
      ...nameMounts(identity),
      NO_TOKEN_MOUNT,
    ],
  };
}

/** Grants no more rights than RouDi needs. The author's own securityContext overrides these defaults. */
function securityContextOf({ given }: RoudiPlan, { identity, capabilities }: RoudiWiring): ISecurityContext {
  const { securityContext } = given;
  return {
    // The API server refuses this together with privileged.
    ...(securityContext?.privileged === true ? {} : { allowPrivilegeEscalation: false }),
    readOnlyRootFilesystem: true,
    ...rights(identity, capabilities),
    ...securityContext,
  };
}

/**
 * RouDi runs as the user of the apps and complies with Pod Security `restricted`, or runs as root and complies with
 * `baseline`. If the pod keeps the images' own user names and nothing excludes root, the rights that RouDi needs to
 * reach the apps are unknown, so nothing is dropped.
 */
function rights({ names, isConfined }: IdentityPlan, capabilities: readonly string[]): ISecurityContext {
  return {
    ...(names === undefined ? {} : { runAsUser: names.uid, runAsGroup: names.gid }),
    ...(isConfined ? { runAsNonRoot: true } : {}),
    ...(names === undefined && !isConfined
      ? {}
      : {
          capabilities: { drop: ['ALL'], ...(isConfined ? {} : { add: [...capabilities] }) },
          seccompProfile: { type: 'RuntimeDefault' },
        }),
  };
}

function argumentsOf({ given, release, terminationDelaySeconds }: RoudiPlan, killDelaySeconds: number): string[] {
  const { monitoring = true, logLevel, compatibility, extraArgs = [] } = given;
  const options = {
    configFile: `${CONFIG_DIRECTORY}/${CONFIG_FILE}`,
    monitoring,
    killDelaySeconds,
    ...(terminationDelaySeconds === undefined ? {} : { terminationDelaySeconds }),
    ...(logLevel === undefined ? {} : { logLevel }),
    ...(compatibility === undefined ? {} : { compatibility }),
  };
  return [...commandLine(options, release), ...extraArgs];
}
