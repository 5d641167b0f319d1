import type { IContainer } from 'kubernetes-models/v1/Container';
import { commandLine } from '../iceoryx/command-line.ts';
import { CONFIG_DIRECTORY, CONFIG_FILE, CONFIG_VOLUME, ROUDI_CONTAINER } from './names.ts';
import { nameMounts, sharedMounts } from './mounts.ts';
import type { PodPlan } from './pod-plan.ts';
import type { RoudiWithImage } from './request.ts';
import { roudi as roudiScript, roudiStarted, settle } from './scripts/scripts.generated.ts';
import { PROBE_TIMEOUT_SECONDS, shell, sidecar, socketPath } from './sidecar.ts';
import { startTime } from './start.ts';

/** As root beside apps of other users: it stops those that are left at its end, and answers through their sockets. */
const CAPABILITIES = ['DAC_OVERRIDE', 'KILL'];

/** RouDi as the pod's first native sidecar: it starts before everything else and stops after it. */
export function roudiContainer(roudi: RoudiWithImage, plan: PodPlan): IContainer {
  const args = commandLine(
    {
      configFile: `${CONFIG_DIRECTORY}/${CONFIG_FILE}`,
      monitoring: roudi.monitoring ?? true,
      killDelaySeconds: plan.termination.killDelaySeconds,
      ...(plan.termination.terminationDelaySeconds === undefined
        ? {}
        : { terminationDelaySeconds: plan.termination.terminationDelaySeconds }),
      ...(roudi.logLevel === undefined ? {} : { logLevel: roudi.logLevel }),
      ...(roudi.compatibility === undefined ? {} : { compatibility: roudi.compatibility }),
    },
    plan.release,
  );
  const { settleAtMostSeconds, settles } = plan.termination;
  return {
    name: ROUDI_CONTAINER,
    ...sidecar(roudi, plan, CAPABILITIES),
    command: shell(
      roudiScript,
      ROUDI_CONTAINER,
      socketPath(plan),
      ...(roudi.command ?? ['iox-roudi']),
      ...args,
      ...(roudi.extraArgs ?? []),
    ),
    ...(roudi.env === undefined ? {} : { env: roudi.env }),
    resources: plan.resources.roudi,
    startupProbe: {
      exec: { command: shell(roudiStarted, 'roudi-started', socketPath(plan)) },
      periodSeconds: 1,
      timeoutSeconds: PROBE_TIMEOUT_SECONDS,
      failureThreshold: startTime(plan).seconds,
    },
    lifecycle: {
      preStop: {
        exec: {
          command: shell(settle, 'settle', socketPath(plan), String(settleAtMostSeconds), settles ? 'noticed' : 'any'),
        },
      },
    },
    volumeMounts: [
      ...sharedMounts(plan.mounts),
      { name: CONFIG_VOLUME, mountPath: CONFIG_DIRECTORY, readOnly: true },
      ...nameMounts(plan),
    ],
  };
}
