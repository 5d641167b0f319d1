import { toAll, toSelf } from '../../kube/mappers.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { Controller } from '../../runtime/controller.ts';
import type { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import { changesCapabilities } from '../nodes/capabilities.ts';
import { deploymentOfPod } from '../pods/observed-pod.ts';
import type { PodRecovery } from '../pods/recovery/recover.ts';
import type { PodReports } from '../pods/pod-reports.ts';
import type { IceoryxDeployment } from '../resources.ts';
import { changesReference } from '../pods/domain-reference.ts';
import type { DeploymentCaches } from './observe.ts';

/** Receivers of changes that must be informed whether or not this process leads. */
interface Observers {
  readonly garbage: ChildGarbageCollector;
  readonly recovery: PodRecovery<IceoryxDeployment>;
  readonly reports: PodReports;
}

/** Sets up which changes enqueue which IceoryxDeployments. */
export function watchDeployments(controller: Controller, caches: DeploymentCaches, observers: Observers): void {
  const { garbage, recovery, reports } = observers;
  const { shared, children, currentObjects, currentChildren } = caches;
  const { deployments: objects, pods, nodes, domains } = shared;
  objects.onChange(({ type, object }) => {
    if (type !== 'deleted') {
      recovery.remember(object);
    } else if (caches.childOf(objectKey(object)) !== undefined || controller.queue.isRunning(objectKey(object))) {
      garbage.ownerDeleted(object);
    }
  });
  children.onChange(({ type, object }) => type === 'deleted' && garbage.childDeleted(object));
  pods.onChange(({ type, object }) => {
    if (type === 'deleted') {
      recovery.forget(object);
      reports.forget(object);
    } else {
      reports.observe(object);
    }
  });
  // The results of our own writes are known.
  controller.watch(objects, toSelf, (change) => currentObjects.isNews(change));
  // Mapped by its name, which is also its owner's: the label may have been edited.
  controller.watch(children, toSelf, (change) => currentChildren.isNews(change));
  controller.watch(pods, deploymentOfPod);
  if (nodes !== undefined) {
    controller.watch(nodes, toAll(objects.store), changesCapabilities);
  }
  if (domains !== undefined) {
    const members = (domain: KubeObject): string[] => shared.deploymentsOf(objectKey(domain)).map(objectKey);
    controller.watch(domains, members, changesReference);
  }
}
