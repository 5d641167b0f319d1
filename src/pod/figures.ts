import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ComputedStatus } from '../api/iceoryx-deployment.generated.ts';
import { cut, printable } from '../text.ts';
import type { Figure } from './figure.ts';
import { sumOf } from './grace.ts';
import type { Capabilities } from './inject.ts';
import type { PodPlan } from './pod-plan.ts';
import type { ResourcePlan } from './resources.ts';
import type { TerminationPlan } from './termination.ts';

const RECOVERY = 'Recovery';
/** Limit of the CRD schema. The API server quotes admission policies of any length. */
const MOST_BECAUSE = 1024;

/** All values that were computed for the pods, each with its sum. */
export function figuresOf(plan: PodPlan, capabilities: Capabilities | undefined): Figure[] {
  return [...plan.figures(), ...podFigures(plan), { name: RECOVERY, ...recoveryFigure(plan.request, capabilities) }];
}

/**
 * The same for the status, which is written often: without the sums, which anyone can compute again from the
 * specification. What nodes or the API server keep from the pods cannot be computed again, so it is said.
 */
export function computedOf(plan: PodPlan, capabilities: Capabilities | undefined): ComputedStatus[] {
  return figuresOf(plan, capabilities).map(({ name, value, sum }) =>
    name === RECOVERY && !isAsAsked(plan.request, capabilities)
      ? { name, value, because: cut(printable(sum), MOST_BECAUSE) }
      : { name, value },
  );
}

/** Whether pods recover as their author says, and nothing else decides. */
function isAsAsked({ recovery: { mode = 'InPlace' } = {} }: PodPlan['request'], capabilities?: Capabilities): boolean {
  return mode !== 'InPlace' || (capabilities?.restartAllContainers === true && capabilities.because === undefined);
}

function podFigures({ identity, resources, termination }: PodPlan): Figure[] {
  return [
    { name: 'AgentMemory', ...agentMemoryFigure(resources.agent) },
    { name: 'Users', value: identity.value, sum: identity.sum },
    { name: 'AgentCpu', ...cpuFigure(resources.agent) },
    { name: 'QosClass', ...qosFigure(resources) },
    { name: 'GracePeriod', value: `${termination.gracePeriodSeconds} s`, sum: graceSum(termination) },
    { name: 'KillAfter', value: `${termination.killAfterSeconds} s`, sum: termination.killAfterSum },
  ];
}

function agentMemoryFigure({ limits }: IResourceRequirements): { value: string; sum: string } {
  return { value: String(limits?.['memory']), sum: 'as given, else 16 MiB' };
}

function graceSum({ isGiven, steps }: TerminationPlan): string {
  return isGiven ? `as given; needed: ${sumOf(steps)}` : sumOf(steps);
}

export function cpuFigure({ requests, limits }: IResourceRequirements): { value: string; sum: string } {
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
    : {
        value,
        sum: `the template alone is ${template}; spec.roudi.resources or spec.agent.resources decide otherwise`,
      };
}

function recoveryFigure(
  { recovery: { mode = 'InPlace' } = {}, recoveryBecause = 'spec.recovery.mode' }: PodPlan['request'],
  capabilities: Capabilities | undefined,
): { value: string; sum: string } {
  if (mode !== 'InPlace') {
    return { value: mode === 'None' ? 'none' : 'by replacement', sum: recoveryBecause };
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
