import { deploymentOfPod } from '../../controllers/pods/observed-pod.ts';
import { toLabel } from '../../kube/mappers.ts';
import { objectKey } from '../../kube/object.ts';
import { DOMAIN_LABEL, PROFILE_LABEL } from '../../pod/names.ts';
import type { Found } from './kinds.ts';
import type { SeenPod } from './pod-view.ts';

/** The pods of an object, as its controller counts them. Any user may set our labels on a pod. */
export function podsOf({ kind, object }: Found, pods: readonly SeenPod[]): SeenPod[] {
  const key = objectKey(object);
  return pods.filter(({ pod, observed }) => {
    switch (kind) {
      case 'IceoryxDeployment':
        return deploymentOfPod(observed).includes(key);
      case 'IceoryxProfile':
        return toLabel(PROFILE_LABEL)(observed).includes(key) && deploymentOfPod(observed).length === 0;
      case 'IceoryxDomain':
        return (
          toLabel(DOMAIN_LABEL)(pod).includes(key) &&
          pod.metadata.ownerReferences?.some(
            ({ controller, uid }) => controller === true && uid === object.status?.daemonSet?.uid,
          ) === true
        );
    }
  });
}
