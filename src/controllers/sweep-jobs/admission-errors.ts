import { isNotFound } from '../../kube/errors.ts';
import { type Obstacle, refusalIn } from '../kit/obstacle.ts';

/** Why no Job of a sweep can be created; undefined for an error that may pass by itself. */
export function admissionObstacle(error: unknown, namespace: string): Obstacle | undefined {
  if (isNotFound(error)) {
    return {
      reason: 'NamespaceMissing',
      message: `there is no namespace ${namespace} for the Jobs; create it with label pod-security.kubernetes.io/enforce=privileged, or set another one with --sweep-namespace`,
    };
  }
  const refused = refusalIn(error);
  return (
    refused && {
      reason: refused.refusal === 'Forbidden' ? 'Forbidden' : 'PodRefused',
      message: `the API server refuses the Jobs: ${refused.error.message}; their namespace, ${namespace}, must admit privileged pods (label pod-security.kubernetes.io/enforce=privileged), and its quotas must leave room for them`,
    }
  );
}
