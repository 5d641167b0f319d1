import { toAll, toLabel, toSelf } from '../../kube/mappers.ts';
import { objectKey } from '../../kube/object.ts';
import { DOMAIN_LABEL } from '../../pod/names.ts';
import type { Change, Controller } from '../../runtime/controller.ts';
import type { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import type { Reporter } from '../kit/reporter.ts';
import { changesCapabilities } from '../nodes/capabilities.ts';
import { changesReadiness } from '../nodes/observed-node.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import type { PodReports } from '../pods/pod-reports.ts';
import { domainKeyOf, type IceoryxDomain } from '../resources.ts';
import type { SweepJobs } from '../sweep-jobs/jobs.ts';
import { domainOfAccess } from './claims.ts';
import { sweptDomainOf } from './cleanup.ts';
import type { DirtyNodes } from './dirty-nodes.ts';
import type { DomainMetrics } from './metrics.ts';
import type { DomainCaches } from './observe.ts';
import { startOfApps } from './stale-pods.ts';
import { endsPod, trackDirtyNodes } from './track-dirty-nodes.ts';

/** Receivers of changes that must be informed whether or not this process leads. */
interface Observers {
  readonly garbage: ChildGarbageCollector;
  readonly reporter: Reporter<IceoryxDomain>;
  readonly dirty: DirtyNodes;
  readonly reports: PodReports;
  readonly metrics: DomainMetrics | undefined;
  /** Undefined if sweeps are disabled. */
  readonly jobs: SweepJobs | undefined;
}

/** Sets up which changes enqueue which IceoryxDomains. */
export function watchDomains(controller: Controller, caches: DomainCaches, observers: Observers): void {
  const { garbage, reporter, dirty, reports, metrics, jobs } = observers;
  const { shared, children, pods, volumes, claims, currentObjects, currentChildren } = caches;
  const { domains, nodes } = shared;

  domains.onChange(({ type, object }) => {
    if (type === 'deleted') {
      garbage.ownerDeleted(object);
      dirty.forget(objectKey(object));
      metrics?.forget(objectKey(object));
      reporter.forget(object);
    }
  });
  pods.onChange((change) => {
    const key = caches.domainOfRoudi(change.object);
    if (change.type === 'updated' && key !== undefined) {
      metrics?.see(key, change.object, change.old);
    }
    const { observed } = change.object;
    if (change.type === 'deleted') {
      reports.forget(change.object);
    } else if (observed !== undefined) {
      reports.observe(observed);
    }
  });
  children.onChange(({ type, object }) => type === 'deleted' && garbage.childDeleted(object));
  if (jobs !== undefined) {
    trackDirtyNodes(dirty, caches);
    jobs.jobs.onChange(({ type, object }) => {
      if (type === 'added') {
        sweptDomainOf(object).forEach((key) => dirty.settled(key, object.node, Date.now()));
      } else if (type === 'deleted') {
        metrics?.forgetJob(object.metadata.name);
      }
    });
    controller.watch(jobs.jobs, sweptDomainOf);
    controller.watch(jobs.pods, sweptDomainOf);
  }
  controller.watch(domains, toSelf, (change) => currentObjects.isNews(change));
  controller.watch(children, toSelf, (change) => currentChildren.isNews(change));
  controller.watch(pods, toLabel(DOMAIN_LABEL));
  controller.watch(volumes, domainOfAccess);
  controller.watch(claims, domainOfAccess);
  controller.watch(shared.deployments, (object) => [domainKeyOf(object) ?? []].flat(), changesMembers);
  controller.watch(shared.profiles, (object) => [domainKeyOf(object) ?? []].flat(), changesMembers);
  // A domain that is being deleted waits for the last pod, and a pod may leave something to sweep.
  for (const appPods of shared.appPods) {
    controller.watch(
      appPods,
      (pod) => caches.domainsOf(pod),
      (change) => change.type === 'deleted' || endsPod(change) || changesApps(change),
    );
    controller.watch(
      appPods,
      (pod) => caches.awaitedBy(pod),
      ({ type, old }) => type !== 'deleted' && old?.mark === undefined,
    );
  }
  if (nodes !== undefined) {
    controller.watch(nodes, toAll(domains.store), (change) => changesCapabilities(change) || changesReadiness(change));
  }
}

/** Whether apps of the pod have started or ended, and with them a use of RouDi. */
function changesApps({ type, object, old }: Change<ObservedPod>): boolean {
  return type === 'updated' && old !== undefined && startOfApps(object) !== startOfApps(old);
}

/** Only the set of members matters, and the domain that each one names. */
function changesMembers({ type, object, old }: { type: string; object: Spec; old?: Spec }): boolean {
  return type !== 'updated' || object.metadata.generation !== old?.metadata.generation;
}

interface Spec {
  readonly metadata: { readonly generation?: number };
}
