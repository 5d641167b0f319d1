import { objectKey } from '../../kube/object.ts';
import { DAEMON_SETS } from '../../kube/resource.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ControllerContext, ControllerSetup } from '../kit/controller-context.ts';
import { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import { retryOf } from '../kit/obstacle.ts';
import { Reporter } from '../kit/reporter.ts';
import { earliest, ignoreGone, requeueOnConflict } from '../kit/requeue.ts';
import { managerOf, withStanding } from '../kit/rival.ts';
import { RivalGuard } from '../kit/rival-guard.ts';
import { TerminationHistory } from '../pods/diagnosis/termination-history.ts';
import { eventOfRestart, fieldsOfRestart, RestartWatch } from '../pods/restarts.ts';
import { ICEORYX_DOMAINS, type IceoryxDomain } from '../resources.ts';
import type { SweepJobs } from '../sweep-jobs/jobs.ts';
import { doubtOfAbsence } from './absence.ts';
import { DomainApplier, retryOfRefusals } from './apply.ts';
import { Cleanup } from './cleanup.ts';
import { decide, type DomainDefaults } from './decide.ts';
import { DirtyNodes } from './dirty-nodes.ts';
import { eventOfStale, eventsOf } from './events.ts';
import { DomainMetrics } from './metrics.ts';
import { DomainCaches, type DomainClusterCaches } from './observe.ts';
import { isProgress, statusOf } from './status.ts';
import { Teardown } from './teardown.ts';
import { watchDomains } from './watches.ts';

export interface DomainControllerOptions extends ControllerContext, DomainDefaults {
  readonly caches: DomainClusterCaches;
  /** Image of RouDi for domains that name none. */
  readonly defaultImage?: string | undefined;
  /** Sweeps nodes for leftovers of pods. Undefined if the operator runs no sweeps. */
  readonly sweeps?: { readonly jobs: SweepJobs; readonly quietPeriodSeconds: number } | undefined;
  readonly metrics?: Pick<Metrics, 'gauge' | 'total'> | undefined;
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
  const history = new TerminationHistory();
  const restarts = new RestartWatch(history);
  const metrics =
    options.metrics &&
    new DomainMetrics(options.metrics, {
      observations: () => domains.store.list().flatMap((object) => caches.observe(objectKey(object)) ?? []),
      // A standby does not watch Jobs and reports no value.
      waiting: (key) => (sweeps?.jobs.hasSynced === true ? dirty.of(key).length : undefined),
    });
  const cleanup = sweeps && new Cleanup({ ...sweeps, dirty, log, metrics });
  const teardown = new Teardown({ applier, caches, cleanup, directory });

  const reconcile = requeueOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      const doubt = await doubtOfAbsence(key, client, caches, signal);
      if (doubt !== undefined) {
        return doubt;
      }
      const refusals = await applier.grantAccess(key, [], signal);
      return earliest(retryOfRefusals(refusals), await garbage.collect(key, caches.childOf(key), signal));
    }
    const { known, child } = observed;
    const { standing, left } = await rivals.check(
      key,
      { object: observed.object, manager: managerOf(child), known: known.object },
      signal,
    );
    if (left !== undefined) {
      return left;
    }
    const decision = decide(observed, options);
    if (observed.object.metadata.deletionTimestamp !== undefined) {
      const ended = await teardown.advance(observed, signal);
      const status = statusOf(observed, decision, ended, new Date());
      const reported = await reporter.report(observed.object, known.object, status, signal).catch(ignoreGone);
      return earliest(retryOf(ended.obstacle), retryOfRefusals(ended.refusals), ended.cleaned ?? {}, reported);
    }
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && child !== undefined) {
        await garbage.remove(child, signal);
      }
      const status = statusOf(observed, decision, { child }, new Date());
      const reported = await reporter.report(observed.object, known.object, status, signal);
      return earliest(retryOf(decision.obstacle), reported);
    }

    const { object, current, refusals, ...applied } = await applier.apply(observed, decision, signal);
    const cleaned = await cleanup?.cleanUp(current, decision.directory, signal);

    const stale = await applier.endStale(current, signal);
    for (const pod of stale.ended) {
      events.record(object, eventOfStale(pod));
    }
    for (const restart of restarts.take(current.pods.flatMap(({ observed: pod }) => pod ?? []))) {
      log.warn('RouDi restarted on a node', { key, ...fieldsOfRestart(restart) });
      events.record(object, eventOfRestart(restart));
    }

    const found = statusOf(current, decision, { ...applied, cleaned, refusals }, new Date());
    const status = withStanding(found, object, standing);
    const reported = await reporter.report(object, known.object, status, signal);
    return earliest(standing, retryOf(applied.obstacle), retryOfRefusals(refusals), cleaned ?? {}, stale, reported);
  });
  const resync = { keys: () => domains.store.list().map(objectKey) };
  const controller: Controller = options.newController({ name: 'domain', concurrency: 4, log, reconcile, resync });

  watchDomains(controller, caches, { garbage, reporter, dirty, history, restarts, metrics, jobs: sweeps?.jobs });
  return { controller, reflectors: caches.reflectors };
}
