import type { HistoryStatus, IceoryxSweepStatus, NodesStatus, RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import { toSeconds } from '../../api/time.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import type { IceoryxSweep } from '../resources.ts';
import type { SweepObservation } from './observe.ts';
import { matchesSelector, type RunPlan } from './plan.ts';
import { NO_TOTALS, resultOf } from './run-summary.ts';
import { caughtUp, followSchedule, inputsOf, isDue, runAtOf, ScheduleError, triggerOf } from './schedule.ts';
import { nodesFinding, type RunRecord } from './status.ts';

/** The current run of a sweep, earlier runs, and when the next one is due. */
export interface CurrentRun extends RunRecord {
  /** The run starts now. */
  readonly isNew: boolean;
  /** Why the next run is unknown. */
  readonly obstacle?: Obstacle | undefined;
}

/** Continues the current run, or starts another one. Pure. */
export function currentRunOf({ sweep, nodes, now }: SweepObservation): CurrentRun {
  const { run, history, schedule } = sweep.status ?? {};
  try {
    const followed = followSchedule(sweep, now);
    const isTime = isDue(followed, now);
    const trigger = triggerOf(sweep, isTime);
    const next = followed && isTime && sweep.spec.suspend !== true ? caughtUp(followed, now) : followed;
    if (trigger === undefined) {
      return { run, history, schedule: next, isNew: false };
    }
    const chosen = nodes.filter((node) => matchesSelector(node, sweep.spec.nodeSelector ?? {})).length;
    return { ...beginRun(sweep, trigger, chosen, now), schedule: next, isNew: true };
  } catch (error) {
    if (error instanceof ScheduleError) {
      return { run, history, schedule, isNew: false, obstacle: { reason: 'InvalidSpec', message: error.message } };
    }
    throw error;
  }
}

/** A run that starts now; the previous one goes to the history. Pure. */
export function beginRun(
  sweep: IceoryxSweep,
  trigger: RunStatus['trigger'],
  chosen: number,
  now: Date,
): Pick<IceoryxSweepStatus, 'history' | 'run'> {
  const { run: before, history = [] } = sweep.status ?? {};
  const runAt = runAtOf(sweep);
  const nodes: NodesStatus = {
    chosen,
    waiting: chosen,
    sweeping: 0,
    swept: 0,
    failed: 0,
    skipped: 0,
    summary: `0/${chosen}`,
  };
  const run: RunStatus = {
    number: (before?.number ?? 0) + 1,
    trigger,
    ...(runAt === undefined ? {} : { runAt }),
    startTime: toSeconds(now),
    ...inputsOf(sweep),
    nodes,
    totals: NO_TOTALS,
  };
  const past = before === undefined ? [] : [historyOf(before, now)];
  return { run, history: [...past, ...history].slice(0, sweep.spec.historyLimit ?? 3) };
}

/** The run in its current state. Pure. */
export function runNow(run: RunStatus, plan: RunPlan, now: Date): RunStatus {
  return {
    ...run,
    ...resultOf(plan.outcomes, plan.lost),
    ...(plan.isOver ? { completionTime: toSeconds(now) } : {}),
  };
}

function historyOf(run: RunStatus, now: Date): HistoryStatus {
  const { number, trigger, startTime, completionTime, dryRun, nodes, totals } = run;
  const { orphans, orphanBytes, removed, removedBytes } = totals;
  return {
    number,
    trigger,
    startTime,
    completionTime: completionTime ?? toSeconds(now),
    dryRun,
    outcome: completionTime === undefined ? 'Superseded' : nodesFinding(run).reason,
    nodes: nodes.summary,
    orphans,
    orphanBytes,
    removed,
    removedBytes,
  };
}
