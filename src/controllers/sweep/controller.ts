import type { IceoryxSweepStatus } from '../../api/iceoryx-sweep.generated.ts';
import { toAll, toSelf } from '../../kube/mappers.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ControllerContext, ControllerSetup } from '../kit/controller-context.ts';
import { Reporter } from '../kit/reporter.ts';
import { earliest, type Requeue, requeueOnConflict } from '../kit/requeue.ts';
import { withStanding } from '../kit/rival.ts';
import { RivalGuard } from '../kit/rival-guard.ts';
import { ICEORYX_SWEEPS, type IceoryxSweep, type Node } from '../resources.ts';
import type { SweepJobs } from '../sweep-jobs/jobs.ts';
import { eventsOf } from './events.ts';
import { SweepMetrics } from './metrics.ts';
import { SweepCaches, changesSweeps } from './observe.ts';
import { RunExecutor, SWEEP_LABEL } from './run-executor.ts';
import { KEEP_ONE, managedBy } from './rival.ts';
import { type CurrentRun, currentRunOf, runNow } from './run.ts';
import { isProgress, statusOf } from './status.ts';

export interface SweepControllerOptions extends ControllerContext {
  readonly nodes: Pick<Reflected<Node>, 'onChange' | 'store'>;
  readonly jobs: SweepJobs;
  readonly metrics?: Pick<Metrics, 'counter' | 'gauge'> | undefined;
}

/** Runs IceoryxSweeps: a limited number of concurrent Jobs, one for each node, and the results in the status. */
export function sweepController(options: SweepControllerOptions): ControllerSetup {
  const { client, log, events, nodes, jobs } = options;
  const caches = new SweepCaches(client, log, nodes);
  const executor = new RunExecutor(client, jobs);
  const reporter = new Reporter<IceoryxSweep>({
    client,
    resource: ICEORYX_SWEEPS,
    current: caches.current,
    events,
    eventsOf,
    isProgress,
  });
  const rivals = new RivalGuard({ log, reporter, operator: options.operator, remedy: KEEP_ONE });
  const metrics = options.metrics && new SweepMetrics(options.metrics, (name) => nodes.store.get(name) !== undefined);

  const reconcile = requeueOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      return {};
    }
    const { sweep, known, now } = observed;
    const manager = sweep.status?.run?.operator;
    const { standing, left } = await rivals.check(key, { object: sweep, manager, known }, signal);
    if (left !== undefined) {
      return left;
    }
    const report = async (status: IceoryxSweepStatus): Promise<Requeue> => {
      const latest = caches.current.get(key).latest ?? sweep;
      return earliest(standing, await reporter.report(latest, known, withStanding(status, sweep, standing), signal));
    };

    const current = managedBy(options.operator, currentRunOf(observed));
    const { run } = current;

    if (run !== undefined) {
      await executor.collect(run, sweep, signal);
    }
    if (run === undefined || run.completionTime !== undefined) {
      return earliest(await report(statusOf(sweep, current, current.obstacle, now)), nextRun(current, now));
    }
    if (current.isNew) {
      // Recorded before the first Job is created, so that a restarted operator does not start the run twice.
      await report(statusOf(sweep, current, current.obstacle, now));
    }
    const progress = await executor.advance(run, observed, signal);
    metrics?.count(progress.plan.outcomes);

    const state = { ...current, run: runNow(run, progress.plan, now) };
    const reported = await report(statusOf(sweep, state, progress.obstacle ?? current.obstacle, now));
    return earliest(reported, progress.plan.isOver ? {} : progress, nextRun(current, now));
  });
  const resync = { keys: () => caches.sweeps.store.list().map(objectKey) };
  const controller: Controller = options.newController({ name: 'sweep', concurrency: 2, log, reconcile, resync });

  caches.sweeps.onChange(({ type, object }) => {
    if (type === 'deleted') {
      executor.forget(object);
      reporter.forget(object);
    }
  });
  jobs.jobs.onChange(({ type, object }) => type === 'deleted' && metrics?.forget(object.metadata.name));
  jobs.pods.onChange(({ type, object }) => type !== 'deleted' && isOfSweep(object) && metrics?.see(object));
  // The results of our own writes are known. A status for an older generation arrived together with a newer
  // specification.
  controller.watch(caches.sweeps, toSelf, (change) => caches.current.isNews(change) || !isObserved(change.object));
  controller.watch(jobs.jobs, toSweep);
  controller.watch(jobs.pods, toSweep);
  controller.watch(nodes, toAll(caches.sweeps.store), changesSweeps);
  return { controller, reflectors: [caches.sweeps, jobs.jobs, jobs.pods] };
}

function isObserved({ metadata, status }: IceoryxSweep): boolean {
  return status?.observedGeneration === metadata.generation;
}

function isOfSweep(object: KubeObject): boolean {
  return toSweep(object).length > 0;
}

function toSweep({ metadata }: KubeObject): string[] {
  const name = metadata.labels?.[SWEEP_LABEL];
  return name === undefined ? [] : [name];
}

function nextRun({ schedule }: CurrentRun, now: Date): Requeue {
  return schedule?.next === undefined ? {} : { requeueAfterMs: Math.max(0, Date.parse(schedule.next) - now.getTime()) };
}
