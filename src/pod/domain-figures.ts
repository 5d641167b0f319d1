import type { DomainPlan } from './domain-plan.ts';
import { domainStartSteps } from './domain-pod.ts';
import type { Figure } from './figure.ts';
import { cpuFigure } from './figures.ts';
import { secondsOf, sumOf } from './grace.ts';
import type { Capabilities } from './inject.ts';

/** All values that were computed for the pods of a domain's RouDi, each with its sum. */
export function domainFiguresOf(plan: DomainPlan, capabilities: Capabilities): Figure[] {
  const { memory, resources, identity, steps, killDelaySeconds, given, gracePeriodSeconds } = plan;
  const start = domainStartSteps(plan);
  return [
    {
      name: 'SharedMemory',
      value: `${memory.segmentBytes} bytes`,
      sum: `on each node: ${memory.segments.map(({ name, bytes }) => `${bytes} (${name})`).join(' + ')}, each in whole pages`,
    },
    { name: 'RouDiMemory', value: `${memory.roudi.bytes} bytes`, sum: memory.roudi.sum },
    { name: 'RouDiStart', value: `${secondsOf(start)} s`, sum: sumOf(start) },
    { name: 'RouDiCpu', ...cpuFigure(resources) },
    { name: 'RouDiStop', value: `${plan.settleAtMostSeconds} s`, sum: sumOf(steps.ofApps) },
    {
      name: 'RouDiKillDelay',
      value: `${killDelaySeconds} s`,
      sum:
        given.killDelaySeconds === undefined
          ? 'RouDi cannot stop apps of other pods, so it need not wait for them'
          : 'spec.roudi.killDelaySeconds',
    },
    { name: 'Users', value: identity.value, sum: identity.sum },
    { name: 'GracePeriod', value: `${gracePeriodSeconds} s`, sum: sumOf([...steps.ofApps, ...steps.ofRoudi]) },
    { name: 'Recovery', ...recoveryFigure(capabilities) },
  ];
}

function recoveryFigure({ restartAllContainers, because }: Capabilities): Pick<Figure, 'sum' | 'value'> {
  return restartAllContainers
    ? {
        value: 'in place',
        sum: because ?? 'every node for these pods declares RestartAllContainersOnContainerExits',
      }
    : {
        value: "with the kubelet's back-off",
        sum: because ?? 'not every node for these pods can restart them in place',
      };
}
