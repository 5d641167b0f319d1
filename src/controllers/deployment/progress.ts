import type { Reason } from '../../api/conditions.ts';
import type { Progress } from '../kit/conditions.ts';
import type { ObservedDeployment } from './child.ts';
import type { DeploymentObstacle } from './obstacle.ts';

/** The progress of the pods: complete, continuing, or waiting for a user to act. */
export type DeploymentProgress = Progress<Reason>;

/** The progress of a Deployment's rollout, by the rules of `kubectl rollout status` and kstatus. */
export function progressOf({ metadata, spec, status = {} }: ObservedDeployment): DeploymentProgress {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return {
      state: 'Reconciling',
      reason: 'Applied',
      message: 'the Deployment is applied, and its controller has not processed it yet',
    };
  }
  const wanted = spec?.replicas ?? 1;
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0, conditions = [] } = status;
  const failure = conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')?.message;
  const because = failure === undefined ? '' : `: ${failure}`;
  const counted = `${available} of ${wanted} pods are available`;
  const late = conditions.find(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded');
  if (late !== undefined) {
    const message = `${counted}; ${late.message ?? 'there was no progress in time'}${because}`;
    return { state: 'Stalled', reason: 'ProgressDeadlineExceeded', message };
  }
  if (updated < wanted) {
    return spec?.paused === true
      ? {
          state: 'Reconciling',
          reason: 'Paused',
          message: `${counted}, ${updated} of them up to date; spec.paused is true`,
        }
      : rollingOut(`${updated} of ${wanted} pods are up to date${because}`);
  }
  if (replicas > updated) {
    return rollingOut(`${replicas - updated} outdated pods have not ended yet`);
  }
  if (available < updated) {
    return { state: 'Reconciling', reason: 'PodsNotAvailable', message: `${counted}${because}` };
  }
  return wanted === 0
    ? { state: 'Ready', reason: 'ScaledToZero', message: '0 replicas are desired' }
    : { state: 'Ready', reason: 'AllAvailable', message: counted };
}

/** A temporary obstacle is progress; any other needs a user to act. */
export function progressDespite({ reason, message }: DeploymentObstacle): DeploymentProgress {
  return reason === 'PredecessorEnding' || reason === 'DomainNotFound'
    ? { state: 'Reconciling', reason, message }
    : { state: 'Stalled', reason, message };
}

function rollingOut(message: string): DeploymentProgress {
  return { state: 'Reconciling', reason: 'RollingOut', message };
}
