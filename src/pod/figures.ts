import type { ComputedStatus, Recovery } from '../api/iceoryx-deployment.generated.ts';
import type { Capabilities } from './inject.ts';
import type { PodPlan } from './plan.ts';

/** Everything that was computed for the pods, each figure with its sum: for status, and for whoever asks why. */
export function figuresOf(
  { memory, identity, termination }: PodPlan,
  recovery: Recovery | undefined,
  capabilities: Capabilities | undefined,
): ComputedStatus[] {
  return [
    { name: 'SharedMemoryVolume', value: `${memory.volume.bytes} bytes`, sum: memory.volume.sum },
    { name: 'RouDiMemory', value: `${memory.roudi.bytes} bytes`, sum: memory.roudi.sum },
    { name: 'Users', value: identity.value, sum: identity.sum },
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
        sum: 'when the pods were made, not every node for them declared RestartAllContainersOnContainerExits (Kubernetes 1.36)',
      };
}
