import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { commandLine } from '../../iceoryx/command-line.ts';
import { secondsOf, type Step } from '../grace.ts';
import type { IdentityPlan } from '../identity/identity.ts';
import { nameMounts } from '../mounts.ts';
import { CONFIG_DIRECTORY, CONFIG_FILE, CONFIG_VOLUME, ROUDI_CONTAINER } from '../names.ts';
import type { RoudiPlan } from '../roudi-plan.ts';
import { probe, shell, sidecar } from './sidecar.ts';

/** A script with its own arguments, which others may follow. */
type Script = readonly [text: string, ...args: string[]];

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
  /** Runs RouDi, whose command line follows. */
  readonly entrypoint: Script;
  readonly startupProbe: Script;
  /** Waits for the apps; how long, and whether RouDi has to notice, follow. */
  readonly preStop: Script;
  /** Directories of segments and sockets, and what its scripts need. */
  readonly mounts: readonly IVolumeMount[];
}

/** RouDi as a native sidecar: it starts before everything that comes after it, and stops after that. */
export function roudiContainer(plan: RoudiPlan, wiring: RoudiWiring): IContainer {
  const { given, settles } = plan;
  const { identity, capabilities, killDelaySeconds, settleAtMostSeconds, resources, start, mounts } = wiring;
  const [entrypoint, ...before] = wiring.entrypoint;
  const [started, ...ofStart] = wiring.startupProbe;
  const [settle, ...ofSettling] = wiring.preStop;
  const command = [...(given.command ?? ['iox-roudi']), ...argumentsOf(plan, killDelaySeconds)];
  const settling = [...ofSettling, String(settleAtMostSeconds), settles ? 'noticed' : 'any'];
  return {
    name: ROUDI_CONTAINER,
    ...sidecar(given, identity, capabilities),
    command: shell(entrypoint, ROUDI_CONTAINER, ...before, ...command),
    ...(given.env === undefined ? {} : { env: given.env }),
    resources,
    startupProbe: probe(shell(started, 'roudi-started', ...ofStart), 1, secondsOf(start)),
    lifecycle: { preStop: { exec: { command: shell(settle, 'settle', ...settling) } } },
    volumeMounts: [
      ...mounts,
      { name: CONFIG_VOLUME, mountPath: CONFIG_DIRECTORY, readOnly: true },
      ...nameMounts(identity),
    ],
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
