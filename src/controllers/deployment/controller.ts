import type { EventRecord } from '../../kube/events.ts';
import { objectKey } from '../../kube/object.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { ClusterCaches } from '../cluster-caches.ts';
import type { ControllerContext, ControllerSetup } from '../kit/controller-context.ts';
import { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import { retryOf } from '../kit/obstacle.ts';
import { Reporter } from '../kit/reporter.ts';
import { earliest, ignoreGone, requeueOnConflict } from '../kit/requeue.ts';
import { managerOf, withStanding } from '../kit/rival.ts';
import { RivalGuard } from '../kit/rival-guard.ts';
import type { ReadBudget } from '../pods/diagnosis/read-budget.ts';
import { TerminationHistory } from '../pods/diagnosis/termination-history.ts';
import { PodRecovery } from '../pods/recovery/recover.ts';
import type { ReplacementRate } from '../pods/recovery/replacement-rate.ts';
import { PodReports } from '../pods/pod-reports.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from '../resources.ts';
import { DeploymentApplier, isOwner } from './apply.ts';
import { decideWithDryRun } from './dry-run.ts';
import { endingStatus } from './ending.ts';
import { eventsOfChange, eventsOfStatus } from './events.ts';
import type { DeploymentMetrics } from './metrics.ts';
import { DeploymentCaches } from './observe.ts';
import { statusOf } from './status.ts';
import { releaseOf } from './versions.ts';
import { watchDeployments } from './watches.ts';

export interface DeploymentControllerOptions extends ControllerContext, OwnImages {
  readonly caches: ClusterCaches;
  /** Limit of replacements over all objects of all kinds. */
  readonly rate: ReplacementRate;
  /** Reads logs and Events of pods for diagnosis. Undefined if the operator reads none. */
  readonly reads?: ReadBudget | undefined;
  readonly metrics?: DeploymentMetrics | undefined;
}

/** Maintains one Deployment for each IceoryxDeployment, and reports the result in its status and by Events. */
export function deploymentController(options: DeploymentControllerOptions): ControllerSetup {
  const { client, log, events, caches: shared, metrics, rate } = options;
  const caches = new DeploymentCaches(client, log, shared, options);
  const { currentObjects, currentChildren } = caches;
  const garbage = new ChildGarbageCollector({ client, log, resource: DEPLOYMENTS, ownerKind: 'IceoryxDeployment' });
  const applier = new DeploymentApplier(client, log, garbage);
  const history = new TerminationHistory();
  const recovery = new PodRecovery<IceoryxDeployment>({
    client,
    log,
    history,
    resource: ICEORYX_DEPLOYMENTS,
    rate,
    observer: metrics?.replacement,
  });
  const enqueue = (key: string): void => controller.enqueue(key);
  const reads = options.reads && { client, budget: options.reads, enqueue };
  const reports = new PodReports({ history, log, reads, observer: metrics?.fault });
  const reporter = new Reporter<IceoryxDeployment>({
    client,
    resource: ICEORYX_DEPLOYMENTS,
    current: currentObjects,
    events,
    eventsOf: eventsOfStatus,
  });
  const rivals = new RivalGuard({ log, reporter, operator: options.operator });

  const reconcile = requeueOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      reports.forgetOwner(key);
      return earliest(await garbage.collect(key, caches.childOf(key), signal));
    }
    const { object, child, known } = observed;
    if (object.metadata.deletionTimestamp !== undefined) {
      const status = endingStatus(object, shared.podsOf(key), new Date());
      return earliest(await reporter.report(object, known.object, status, signal).catch(ignoreGone));
    }
    const record = (news: readonly EventRecord[]): void => news.forEach((event) => events.record(object, event));

    const subject = { object, manager: managerOf(child), known: known.object };
    const { standing, left } = await rivals.check(key, subject, signal);
    if (left !== undefined) {
      return left;
    }

    const decision = await decideWithDryRun(client, { ...observed, operator: options.operator }, signal);

    const applied = await applier.apply(observed, decision, signal);
    currentChildren.wrote(known.child, applied.child);
    record(eventsOfChange(object, applied));

    const ownPods = isOwner(applied) ? shared.podsOf(key) : [];
    const recovered = await recovery.recover(object, ownPods, signal);
    currentObjects.wrote(known.object, recovered.object);
    record(recovered.events);
    const diagnosed = reports.report({
      key,
      pods: ownPods,
      nodes: shared.nodes?.store.list() ?? [],
      release: applied.plan?.release ?? releaseOf(object),
      statedApps: object.spec.containers,
    });
    record(diagnosed.events);

    const current = caches.completed(recovered.object);
    const findings = [recovered.finding, diagnosed.finding];
    const reported = statusOf(current, applied, ownPods, findings, new Date(), diagnosed);
    await reporter.report(current, known.object, withStanding(reported, current, standing), signal);
    return earliest(standing, retryOf(applied.obstacle), recovered, diagnosed);
  });
  const resync = { keys: () => shared.deployments.store.list().map(objectKey) };
  const controller: Controller = options.newController({ name: 'deployment', concurrency: 16, log, reconcile, resync });

  watchDeployments(controller, caches, { garbage, recovery, reports });
  return { controller, reflectors: [caches.children] };
}
