import { roudiPod } from '../../controllers/domain/roudi-pod.ts';
import { type ObservedPod, observedPod } from '../../controllers/pods/observed-pod.ts';
import type { Pod } from '../../controllers/resources.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { printable } from '../../text.ts';
import type { AppPod } from './plan.ts';

/** Since when a pod is Ready, in milliseconds since 1970; undefined if it is not, or is being deleted. */
export function readySince(pod: KubeObject): number | undefined {
  return pod.metadata.deletionTimestamp === undefined ? observedPod(pod as Pod).readySince : undefined;
}

/** The uid of a pod's controller. */
export function controllerOf({ metadata }: KubeObject): string | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid;
}

/** Why the first of some pods is not Ready, of those that are not on their way out; undefined if none says. */
export function troubleOf(pods: readonly KubeObject[]): string | undefined {
  for (const pod of pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
    const { ready, trouble } = roudiPod(pod as Pod);
    const why = ready ? undefined : (trouble ?? waitingIn(observedPod(pod as Pod)));
    if (why !== undefined) {
      return `pod ${objectKey(pod)}: ${printable(why)}`;
    }
  }
  return undefined;
}

/** The kubelet gives a reason without a message for some. */
function waitingIn({ containers }: ObservedPod): string | undefined {
  const one = containers.find(({ ready, isInit }) => !ready && isInit !== true);
  return (
    one && `${one.name} ${one.waiting?.reason ?? (one.runningSince === undefined ? 'does not run' : 'is not ready')}`
  );
}

/** What the operator has found wrong in the pods of an object of ours. */
export function faultIn(object: KubeObject | undefined): string | undefined {
  return falseIn(object, 'FaultFree');
}

/** Why an object of ours is not Ready. */
export function unreadyIn(object: KubeObject | undefined): string | undefined {
  return falseIn(object, 'Ready');
}

function falseIn(object: KubeObject | undefined, wanted: string): string | undefined {
  const { conditions } = (object?.['status'] ?? {}) as {
    conditions?: readonly { type: string; status: string; reason: string; message: string }[];
  };
  const found = conditions?.find(({ type, status }) => type === wanted && status === 'False');
  return found && `${wanted} is False, ${printable(found.reason)}: ${printable(found.message)}`;
}

/** The pods of apps that use the RouDi of a node. */
export function appsOn(node: string, pods: readonly KubeObject[], claim: string): AppPod[] {
  return pods
    .map((pod) => ({ pod, observed: observedPod(pod as Pod) }))
    .filter(({ observed }) => observed.node === node && observed.claim === claim && observed.isOver !== true)
    .map(({ pod: { metadata }, observed }) => ({
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      uid: metadata.uid ?? '',
      readySince: metadata.deletionTimestamp === undefined ? observed.readySince : undefined,
    }))
    .toSorted((a, b) => (objectName(a) < objectName(b) ? -1 : 1));
}

function objectName({ namespace, name }: AppPod): string {
  return `${namespace}/${name}`;
}
