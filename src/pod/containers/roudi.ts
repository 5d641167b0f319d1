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

/** How a RouDi is built into its pod. */
export interface RoudiWiring {
  /** Who runs in the pod. */
  readonly identity: IdentityPlan;
  /** That it needs as root. */
  readonly capabilities: readonly string[];
  readonly resources: IResourceRequirements;
  /** RouDi's `-k`. */
  readonly killDelaySeconds: number;
  /** When its hook lets it be stopped at the latest, in seconds from the beginning of its end. */
  readonly settleAtMostSeconds: number;
  /** How long it may take to start. */
  readonly start: readonly Step[];
  /** Options of the agent's commands in this container, by the scope that RouDi is for. */
  readonly scope: readonly string[];
  /** Of its entry point alone. */
  readonly entry: readonly string[];
  /** Directories of segments and sockets. */
  readonly mounts: readonly IVolumeMount[];
}

/** A probe waits nearly until the next one, so that it sees RouDi at the moment at which it is there. */
const STARTED_WITHIN_SECONDS = 0.9;

/** RouDi as a native sidecar: it starts before everything that comes after it, and stops after that. */
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

/** No more rights than it needs; what its author says of them wins. */
function securityContextOf({ given }: RoudiPlan, { identity, capabilities }: RoudiWiring): ISecurityContext {
  const { securityContext } = given;
  return {
    // The API server refuses the two together.
    ...(securityContext?.privileged === true ? {} : { allowPrivilegeEscalation: false }),
    readOnlyRootFilesystem: true,
    ...rights(identity, capabilities),
    ...securityContext,
  };
}

/**
 * As the apps and within Pod Security `restricted`, or as root within `baseline`. Where names are left to the images and
 * nothing keeps RouDi from being root, it is not known what it needs to reach the apps, and nothing is dropped.
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
