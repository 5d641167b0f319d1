import { objectKey } from '../../kube/object.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { Change } from '../../runtime/controller.ts';
import type { Node } from '../resources.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import { observedNode } from '../nodes/observed-node.ts';
import { type DirtyNodes, mayHaveLeft, mayRoudiHaveLeft, mayStillRun } from './dirty-nodes.ts';
import type { DomainCaches } from './observe.ts';

/** Marks nodes that may have leftovers, from watch events. */
export function trackDirtyNodes(dirty: DirtyNodes, caches: DomainCaches): void {
  const { deployments, appPods, nodes } = caches.shared;
  const notePod = (change: Change<ObservedPod>): void => {
    const { object: pod } = change;
    if (pod.node === undefined || !endsPod(change) || !(mayHaveLeft(pod) || isOfEndedObject(pod))) {
      return;
    }
    const graceMs = mayStillRun(pod) ? (pod.graceSeconds ?? 0) * 1000 : 0;
    for (const key of caches.domainsOf(pod)) {
      dirty.note(key, pod.node, Date.now() + graceMs);
    }
  };
  appPods.forEach((pods) => pods.onChange(notePod));
  caches.pods.onChange(({ type, object: pod }) => {
    const key = caches.domainOfRoudi(pod);
    if (type === 'deleted' && pod.node !== undefined && key !== undefined) {
      dirty.note(key, pod.node, Date.now(), !mayRoudiHaveLeft(pod));
    }
  });
  nodes?.onChange((change) => {
    if (!comesBack(change)) {
      return;
    }
    const { name } = change.object.metadata;
    for (const pod of caches.pods.store.list()) {
      const key = caches.domainOfRoudi(pod);
      if (pod.node === name && key !== undefined) {
        dirty.note(key, name, Date.now());
      }
    }
  });

  function isOfEndedObject({ metadata, mark }: ObservedPod): boolean {
    if (mark !== undefined) {
      return false;
    }
    const name = metadata.labels?.[DEPLOYMENT_LABEL] ?? '';
    const object = deployments.store.get(objectKey({ metadata: { name, namespace: metadata.namespace } }));
    return object === undefined || object.metadata.deletionTimestamp !== undefined;
  }
}

/** Whether this change means that no container of the pod will run any more; true once for each pod. */
export function endsPod({ type, object, old }: Change<ObservedPod>): boolean {
  return type === 'deleted'
    ? object.isOver !== true
    : type === 'updated' && object.isOver === true && old?.isOver !== true;
}

/** Whether a node is ready again; anything may have happened in between. */
export function comesBack({ object, old }: Change<Node>): boolean {
  return old !== undefined && observedNode(object).isReady && !observedNode(old).isReady;
}
