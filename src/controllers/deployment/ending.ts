import { withFindings } from '../../api/conditions.ts';
import type { IceoryxDeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import { firstNames } from '../../text.ts';
import { progressFindings } from '../kit/conditions.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import type { IceoryxDeployment } from '../resources.ts';

/**
 * The status of an IceoryxDeployment that is being deleted, but exists: Kubernetes keeps it for its pods in a foreground
 * deletion, or for a finalizer of others. There is none of ours.
 */
export function endingStatus(
  { metadata, status }: IceoryxDeployment,
  pods: readonly ObservedPod[],
  now: Date,
): IceoryxDeploymentStatus {
  const { finalizers = [], generation = 0 } = metadata;
  const message =
    pods.length > 0
      ? `the object is being deleted and waits for its pods, ${firstNames(pods.map((pod) => pod.metadata.name))}: one on a node that is not ready ends when that is back, or once it is removed by kubectl delete node`
      : `the object is being deleted and stays until others remove their finalizers: ${firstNames(finalizers)}`;
  const findings = progressFindings({ state: 'Reconciling', reason: 'ObjectEnding', message });
  return { ...status, conditions: withFindings(status?.conditions ?? [], findings, generation, now) };
}
