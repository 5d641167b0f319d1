import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ComputedStatus, Recovery } from '../api/iceoryx-deployment.generated.ts';
import type { Domain } from './domain.ts';
import type { Capabilities } from './inject.ts';
import type { PodPlan } from './pod-plan.ts';
import type { ResourcePlan } from './resources.ts';
import { startTime } from './start.ts';

/** Everything that was computed for the pods, each figure with its sum: for status, and for whoever asks why. */
export function figuresOf(plan: PodPlan, capabilities: Capabilities | undefined): ComputedStatus[] {
  return [
    ...(plan.request.domain === undefined ? ownRoudiFigures(plan) : domainFigures(plan, plan.request.domain)),
    ...podFigures(plan),
    { name: 'Recovery', ...recoveryFigure(plan.request.recovery, capabilities) },
  ];
}

function ownRoudiFigures(plan: PodPlan): ComputedStatus[] {
  const { memory, resources, termination } = plan;
  return [
    { name: 'SharedMemoryVolume', value: `${memory.volume.bytes} bytes`, sum: memory.volume.sum },
    { name: 'RouDiMemory', value: `${memory.roudi.bytes} bytes`, sum: memory.roudi.sum },
    { name: 'RouDiStart', ...startFigure(plan) },
    { name: 'RouDiCpu', ...cpuFigure(resources.roudi) },
    {
      name: 'RouDiStop',
      value: `${termination.settleAtMostSeconds} s`,
      sum: 'at the latest, whatever the apps do, so that its kill delay still fits into the grace period',
    },
    { name: 'RouDiKillDelay', value: `${termination.killDelaySeconds} s`, sum: termination.killDelaySum },
  ];
}

function domainFigures({ memory }: PodPlan, { key, claim }: Domain): ComputedStatus[] {
  return [
    { name: 'SharedMemory', value: `${memory.segmentBytes} bytes`, sum: `on each node, by IceoryxDomain ${key}` },
    { name: 'DomainClaim', value: claim, sum: `the directories of IceoryxDomain ${key} on the pod's node` },
  ];
}

function podFigures({ identity, resources, termination, request }: PodPlan): ComputedStatus[] {
  return [
    { name: 'LinkMemory', ...linkMemoryFigure(resources.link) },
    { name: 'Users', value: identity.value, sum: identity.sum },
    { name: 'LinkCpu', ...cpuFigure(resources.link) },
    { name: 'QosClass', ...qosFigure(resources) },
    { name: 'GracePeriod', value: `${termination.gracePeriodSeconds} s`, sum: termination.graceSum },
    {
      name: 'KillAfter',
      value: `${termination.killAfterSeconds} s`,
      sum:
        request.domain === undefined
          ? 'what the grace period leaves to apps that do not stop, before RouDi needs the rest'
          : "what the grace period and the domain's spec.appStopSeconds leave to apps that do not stop",
    },
  ];
}

function linkMemoryFigure({ limits }: IResourceRequirements): { value: string; sum: string } {
  return { value: String(limits?.['memory']), sum: 'as given, else plenty for a shell with its probes and hooks' };
}

function startFigure(plan: PodPlan): { value: string; sum: string } {
  const { seconds, sum } = startTime(plan);
  return { value: `${seconds} s`, sum };
}

function cpuFigure({ requests, limits }: IResourceRequirements): { value: string; sum: string } {
  const limit = limits?.['cpu'];
  return {
    value: `request ${requests?.['cpu']}, ${limit === undefined ? 'no limit' : `limit ${limit}`}`,
    sum: 'as given, else a limit where all containers of the template have one, equal to the request where all theirs are',
  };
}

function qosFigure({ qosClass: { template, pods } }: ResourcePlan): { value: string; sum: string } {
  const value = pods;
  if (template === pods) {
    return { value, sum: 'as the template alone' };
  }
  return template === 'BestEffort'
    ? { value, sum: 'the template alone is BestEffort, but RouDi has to request its memory' }
    : { value, sum: `the template alone is ${template}; spec.roudi.resources or spec.link.resources decide otherwise` };
}

function recoveryFigure(
  { mode = 'InPlace' }: Recovery = {},
  capabilities: Capabilities | undefined,
): { value: string; sum: string } {
  if (mode !== 'InPlace') {
    return { value: mode === 'None' ? 'none' : 'by replacement', sum: 'spec.recovery.mode' };
  }
  return capabilities?.restartAllContainers === true
    ? {
        value: 'in place',
        sum: capabilities.because ?? 'every node for these pods declares RestartAllContainersOnContainerExits',
      }
    : {
        value: 'by replacement',
        sum: `when the pods were made, ${capabilities?.because ?? 'not every node for them declared RestartAllContainersOnContainerExits (on by default from Kubernetes 1.36)'}`,
      };
}
