import type { IceoryxSweepStatus } from '../../api/iceoryx-sweep.generated.ts';
import { toAll, toSelf } from '../../kube/mappers.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { Assembly, Surroundings } from '../kit/controller-context.ts';
import { againOnConflict, type Pending, soonest } from '../kit/requeue.ts';
import { RunCarrier, SWEEP_LABEL } from './carry-out.ts';
import { type Course, courseOf, runNow } from './course.ts';
import type { SweepJobs } from './jobs.ts';
import { SweepMetrics } from './metrics.ts';
import { Caches, changesSweeps } from './observe.ts';
import { Reporter } from './report.ts';
import type { IceoryxSweep } from './resource.ts';
import { statusOf } from './status.ts';

export interface SweepControllerOptions extends Surroundings {
  readonly jobs: SweepJobs;
  readonly metrics?: Pick<Metrics, 'counter' | 'gauge'> | undefined;
}

/** Runs IceoryxSweeps: a Job for each node, as many at a time as may be, and what came of them in the status. */
export function sweepController(options: SweepControllerOptions): Assembly {
  const { client, log, events, jobs, newController } = options;
  const caches = new Caches(client, log);
  const carrier = new RunCarrier(client, jobs);
  const reporter = new Reporter(client);
  const metrics =
    options.metrics && new SweepMetrics(options.metrics, (name) => caches.nodes.store.get(name) !== undefined);

  const reconcile = againOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      return {};
    }
    const { sweep, known, now } = observed;
    const report = async (status: IceoryxSweepStatus): Promise<Pending> => {
      const before = caches.current.get(key).latest ?? sweep;
      const { sweep: after, happenings, lookAgainMs } = await reporter.report(before, status, signal);
      caches.current.wrote(known, after);
      happenings.forEach((happening) => events.record(sweep, happening));
      return { lookAgainMs };
    };

    const course = courseOf(observed);
    const { run } = course;
    if (run !== undefined) {
      await carrier.collect(run, sweep, signal);
    }
    if (run === undefined || run.completionTime !== undefined) {
      return soonest(await report(statusOf(sweep, course, course.obstacle, now)), nextRun(course, now));
    }
    if (course.isNew) {
      // Written down before its first Job is made, so that no restart of the operator begins it twice.
      await report(statusOf(sweep, course, course.obstacle, now));
    }
    const progress = await carrier.carryOn(run, observed, signal);
    metrics?.count(progress.plan.outcomes);
    const state = { ...course, run: runNow(run, progress.plan, now) };
    const reported = await report(statusOf(sweep, state, progress.obstacle ?? course.obstacle, now));
    return soonest(reported, progress.plan.isOver ? {} : progress, nextRun(course, now));
  });
  const resync = { keys: () => caches.sweeps.store.list().map(objectKey) };
  const controller: Controller = newController({ name: 'sweep', concurrency: 2, log, reconcile, resync });

  caches.sweeps.onChange(({ type, object }) => {
    if (type === 'deleted') {
      carrier.forget(object);
      reporter.forget(object);
    }
  });
  jobs.jobs.onChange(({ type, object }) => type === 'deleted' && metrics?.forget(object.metadata.name));
  jobs.pods.onChange(({ type, object }) => type !== 'deleted' && isOfSweep(object) && metrics?.see(object));
  // Of what we wrote ourselves the outcome is known. A status for an older generation came together with a newer one.
  controller.watch(caches.sweeps, toSelf, (change) => caches.current.isNews(change) || !isObserved(change.object));
  controller.watch(jobs.jobs, toSweep);
  controller.watch(jobs.pods, toSweep);
  controller.watch(caches.nodes, toAll(caches.sweeps.store), changesSweeps);
  return { controller, reflectors: [caches.sweeps, caches.nodes, jobs.jobs, jobs.pods] };
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

function nextRun({ schedule }: Course, now: Date): Pending {
  return schedule?.next === undefined ? {} : { lookAgainMs: Math.max(0, Date.parse(schedule.next) - now.getTime()) };
}
