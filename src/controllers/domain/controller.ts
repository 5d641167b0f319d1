import { objectKey } from '../../kube/object.ts';
import { DAEMON_SETS } from '../../kube/resource.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ControllerContext, ControllerSetup } from '../kit/controller-context.ts';
import { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import { retryOf } from '../kit/obstacle.ts';
import { Reporter } from '../kit/reporter.ts';
import { earliest, ignoreGone, type Requeue, requeueOnConflict } from '../kit/requeue.ts';
import { managerOf, withStanding } from '../kit/rival.ts';
import { RivalGuard } from '../kit/rival-guard.ts';
import type { Fault } from '../pods/diagnosis/fault.ts';
import type { ReadBudget } from '../pods/diagnosis/read-budget.ts';
import { TerminationHistory } from '../pods/diagnosis/termination-history.ts';
import { PodReports } from '../pods/pod-reports.ts';
import { ICEORYX_DOMAINS, type IceoryxDomain } from '../resources.ts';
import type { SweepJobs } from '../sweep-jobs/jobs.ts';
import { DomainApplier, retryOfRefusals } from './apply.ts';
import { Cleanup } from './cleanup.ts';
import { decide, type DomainDefaults } from './decide.ts';
import { DirtyNodes } from './dirty-nodes.ts';
import { eventsOf } from './events.ts';
import { DomainMetrics } from './metrics.ts';
import { DomainCaches, type DomainClusterCaches } from './observe.ts';
import { type Applied, isProgress, statusOf } from './status.ts';
import { Teardown } from './teardown.ts';
import { watchDomains } from './watches.ts';

export interface DomainControllerOptions extends ControllerContext, DomainDefaults {
  readonly caches: DomainClusterCaches;
  /** Image of RouDi for domains that name none. */
  readonly defaultImage?: string | undefined;
  /** Sweeps nodes for leftovers of pods. Undefined if the operator runs no sweeps. */
  readonly sweeps?: { readonly jobs: SweepJobs; readonly quietPeriodSeconds: number } | undefined;
  /** Reads logs and Events of RouDi's pods for diagnosis. Undefined if the operator reads none. */
  readonly reads?: ReadBudget | undefined;
  readonly metrics?: Pick<Metrics, 'gauge' | 'total'> | undefined;
  /** Called once per fault in RouDi's pods. */
  readonly countFault?: ((fault: Fault) => void) | undefined;
}

/**
 * Maintains a RouDi on every node of each IceoryxDomain, and the claims through which pods of apps reach its
 * directories.
 */
export function domainController(options: DomainControllerOptions): ControllerSetup {
  const { client, log, events, directory, sweeps } = options;
  const { domains } = options.caches;
  const caches = new DomainCaches(client, log, options.caches, options.defaultImage);
  const applier = new DomainApplier(client, log, caches);
  const garbage = new ChildGarbageCollector({ client, log, resource: DAEMON_SETS, ownerKind: 'IceoryxDomain' });
  const reporter = new Reporter<IceoryxDomain>({
    client,
    resource: ICEORYX_DOMAINS,
    current: caches.currentObjects,
    events,
    eventsOf,
    isProgress,
  });
  const rivals = new RivalGuard({ log, reporter, operator: options.operator });
  const dirty = new DirtyNodes();
  const reads = options.reads && { client, budget: options.reads, enqueue: (key: string) => controller.enqueue(key) };
  const reports = new PodReports({ history: new TerminationHistory(), log, reads, observer: options.countFault });
  const metrics =
    options.metrics &&
    new DomainMetrics(options.metrics, {
      observations: () => domains.store.list().flatMap((object) => caches.observe(objectKey(object)) ?? []),
      // A standby does not watch Jobs and reports no value.
      waiting: (key) => (sweeps?.jobs.hasSynced === true ? dirty.of(key).length : undefined),
    });
  const cleanup = sweeps && new Cleanup({ ...sweeps, dirty, log, metrics });
  const teardown = new Teardown({ client, applier, caches, cleanup, directory, garbage });

  const reconcile = requeueOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      reports.forgetOwner(key);
      return teardown.collect(key, signal);
    }
    const { known, child } = observed;
    const subject = { object: observed.object, manager: managerOf(child), known: known.object };
    const { standing, left } = await rivals.check(key, subject, signal);
    if (left !== undefined) {
      return left;
    }
    const decision = decide(observed, options);
    const report = async (applied: Applied): Promise<Requeue> =>
      reporter.report(observed.object, known.object, statusOf(observed, decision, applied, new Date()), signal);
    if (observed.object.metadata.deletionTimestamp !== undefined) {
      const ended = await teardown.advance(observed, signal);
      const reported = await report(ended).catch(ignoreGone);
      return earliest(retryOf(ended.obstacle), retryOfRefusals(ended.refusals), ended.cleaned ?? {}, reported);
    }
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && child !== undefined) {
        await garbage.remove(child, signal);
      }
      return earliest(retryOf(decision.obstacle), await report({ child }));
    }

    const { object, current, refusals, ...applied } = await applier.apply(observed, decision, signal);
    const cleaned = await cleanup?.cleanUp(current, decision.directory, signal);

    const pods = current.pods.flatMap(({ observed: pod }) => pod ?? []);
    const stale = await applier.endStale(current, signal);
    const diagnosed = reports.report({ key, pods, nodes: current.nodes, release: decision.plan.release });
    [...stale.events, ...diagnosed.events].forEach((event) => events.record(object, event));

    const found = statusOf(current, decision, { ...applied, cleaned, refusals, diagnosed }, new Date());
    const status = withStanding(found, object, standing);
    const reported = await reporter.report(object, known.object, status, signal);
    const refused = retryOfRefusals(refusals);
    return earliest(standing, retryOf(applied.obstacle), refused, cleaned ?? {}, stale, diagnosed, reported);
  });
  const resync = { keys: () => domains.store.list().map(objectKey) };
  const controller: Controller = options.newController({ name: 'domain', concurrency: 4, log, reconcile, resync });

  watchDomains(controller, caches, { garbage, reporter, dirty, reports, metrics, jobs: sweeps?.jobs });
  return { controller, reflectors: caches.reflectors };
}
