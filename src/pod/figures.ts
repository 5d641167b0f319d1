import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ComputedStatus, Recovery } from '../api/iceoryx-deployment.generated.ts';
import type { Capabilities } from './inject.ts';
import type { PodPlan } from './plan.ts';
import type { ResourcePlan } from './resources.ts';

/** Everything that was computed for the pods, each figure with its sum: for status, and for whoever asks why. */
export function figuresOf(
  { memory, identity, resources, termination }: PodPlan,
  recovery: Recovery | undefined,
  capabilities: Capabilities | undefined,
): ComputedStatus[] {
  return [
    { name: 'SharedMemoryVolume', value: `${memory.volume.bytes} bytes`, sum: memory.volume.sum },
    { name: 'RouDiMemory', value: `${memory.roudi.bytes} bytes`, sum: memory.roudi.sum },
    { name: 'Users', value: identity.value, sum: identity.sum },
    { name: 'RouDiCpu', ...cpuFigure(resources.roudi) },
    { name: 'LinkCpu', ...cpuFigure(resources.link) },
    { name: 'QosClass', ...qosFigure(resources) },
    { name: 'GracePeriod', value: `${termination.gracePeriodSeconds} s`, sum: termination.graceSum },
    {
      name: 'KillAfter',
      value: `${termination.killAfterSeconds} s`,
      sum: 'what the grace period leaves to apps that do not stop, before RouDi needs the rest',
    },
    { name: 'RouDiKillDelay', value: `${termination.killDelaySeconds} s`, sum: termination.killDelaySum },
    { name: 'Recovery', ...recoveryFigure(recovery, capabilities) },
  ];
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
  recovery: Recovery | undefined,
  capabilities: Capabilities | undefined,
): { value: string; sum: string } {
  if (recovery?.mode === 'None') {
    return { value: 'none', sum: 'spec.recovery.mode' };
  }
  return capabilities?.restartAllContainers === true
    ? { value: 'in place', sum: 'every node for these pods declares RestartAllContainersOnContainerExits' }
    : {
        value: 'none',
        sum: `when the pods were made, ${capabilities?.because ?? 'not every node for them declared RestartAllContainersOnContainerExits (on by default from Kubernetes 1.36)'}`,
      };
}
