import type { IceoryxDeploymentSpec, Strategy } from '../iceoryx-deployment.generated.ts';
import { type Problem, unless } from './problem.ts';

/** Rollouts that could never make progress. */
export function rolloutProblems(spec: IceoryxDeploymentSpec): Problem[] {
  const { minReadySeconds = 0, progressDeadlineSeconds = 600, strategy = {} } = spec;
  return [
    ...unless(
      progressDeadlineSeconds > minReadySeconds,
      'spec.progressDeadlineSeconds',
      progressDeadlineSeconds,
      `progressDeadlineSeconds is ${progressDeadlineSeconds}, but minReadySeconds is ${minReadySeconds}; use a progressDeadlineSeconds above ${minReadySeconds}`,
    ),
    ...strategyProblems(strategy),
  ];
}

function strategyProblems({ type, rollingUpdate }: Strategy): Problem[] {
  const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
  const path = 'spec.strategy.rollingUpdate';
  return [
    ...unless(
      type !== 'Recreate' || rollingUpdate === undefined,
      path,
      rollingUpdate,
      'rollingUpdate is set, but type is Recreate, which stops all pods first; remove rollingUpdate or use type RollingUpdate',
    ),
    ...unless(
      !isZero(maxSurge) || !isZero(maxUnavailable),
      path,
      rollingUpdate,
      'maxSurge and maxUnavailable are both 0, so no pod could ever be replaced; raise one of them',
    ),
    ...unless(
      isPods(maxSurge, /^[0-9]+%$/),
      `${path}.maxSurge`,
      maxSurge,
      `maxSurge '${maxSurge}' is neither a number of pods nor a percentage; use for example 1 or 25%`,
    ),
    ...unless(
      isPods(maxUnavailable, /^(?:[0-9]{1,2}|100)%$/),
      `${path}.maxUnavailable`,
      maxUnavailable,
      `maxUnavailable '${maxUnavailable}' is neither a number of pods nor a percentage up to 100%; use for example 1 or 25%`,
    ),
  ];
}

function isZero(value: number | string | undefined): boolean {
  return value !== undefined && /^0+%?$/.test(String(value));
}

function isPods(value: number | string | undefined, percentage: RegExp): boolean {
  return typeof value === 'string' ? percentage.test(value) : (value ?? 0) >= 0;
}
