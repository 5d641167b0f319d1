import { ApiError } from '../../kube/errors.ts';
import type { Obstacle } from '../kit/obstacle.ts';

/** Answers by which the API server refuses an object, whoever asks and however often. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 404, 422]);

/** Why no Job of a sweep can be made; undefined for what may pass by itself. */
export function refusalOf(error: unknown, namespace: string): Obstacle | undefined {
  if (!(error instanceof ApiError) || !REFUSALS.has(error.status)) {
    return undefined;
  }
  if (error.status === 404) {
    return {
      reason: 'NamespaceMissing',
      message: `there is no namespace ${namespace} for the Jobs; create it with label pod-security.kubernetes.io/enforce=privileged, or name another one by --sweep-namespace`,
    };
  }
  return {
    reason: error.status === 403 ? 'Forbidden' : 'PodRefused',
    message: `the API server refuses the Jobs: ${error.message}; their namespace, ${namespace}, has to admit privileged pods (label pod-security.kubernetes.io/enforce=privileged), and its quotas some`,
  };
}
