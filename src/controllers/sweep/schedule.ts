import { Cron } from 'croner';
import { isDeepStrictEqual } from 'node:util';
import type { RunStatus, ScheduleStatus } from '../../api/iceoryx-sweep.generated.ts';
import { toSeconds } from '../../api/time.ts';
import { type IceoryxSweep, RUN_AT_ANNOTATION } from '../resources.ts';

const DEFAULT_TIME_ZONE = 'Etc/UTC';
/** How much of the annotation the status keeps. */
const MOST_RUN_AT = 256;

export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** The specification that a run starts with. */
export type RunInputs = Pick<RunStatus, 'dryRun' | 'nodeSelector' | 'quietPeriodSeconds'>;

export function inputsOf({ spec }: IceoryxSweep): RunInputs {
  const { dryRun = true, nodeSelector = {}, quietPeriodSeconds = 60 } = spec;
  return { dryRun, nodeSelector, quietPeriodSeconds };
}

export function runAtOf({ metadata }: IceoryxSweep): string | undefined {
  return metadata.annotations?.[RUN_AT_ANNOTATION]?.slice(0, MOST_RUN_AT);
}

/**
 * The state of the schedule: an unchanged one continues, a changed one counts from now, so that no past time is due.
 *
 * @throws ScheduleError with the remedy, if it cannot be parsed
 */
export function followSchedule({ spec, status }: IceoryxSweep, now: Date): ScheduleStatus | undefined {
  const { schedule: expression, timeZone } = spec;
  if (expression === undefined) {
    return undefined;
  }
  const before = status?.schedule;
  const isSame = before?.expression === expression && before.timeZone === timeZone;
  const since = isSame ? before.since : toSeconds(now);
  const next = nextAfter(expression, timeZone, new Date(since));
  return {
    expression,
    ...(timeZone === undefined ? {} : { timeZone }),
    since,
    ...(next === undefined ? {} : { next: toSeconds(next) }),
  };
}

/** The schedule once all runs up to now are done. */
export function caughtUp(schedule: ScheduleStatus, now: Date): ScheduleStatus {
  const next = nextAfter(schedule.expression, schedule.timeZone, now);
  const { next: _, ...rest } = schedule;
  return { ...rest, since: toSeconds(now), ...(next === undefined ? {} : { next: toSeconds(next) }) };
}

/** Whether a run of the schedule is due. */
export function isDue(schedule: ScheduleStatus | undefined, now: Date): boolean {
  return schedule?.next !== undefined && Date.parse(schedule.next) <= now.getTime();
}

/** Why a run should start, if one should. A run in progress is replaced only after a change of the specification. */
export function triggerOf(sweep: IceoryxSweep, isTime: boolean): RunStatus['trigger'] | undefined {
  const run = sweep.status?.run;
  if (sweep.spec.suspend === true) {
    return undefined;
  }
  if (run === undefined) {
    return 'Created';
  }
  const { dryRun, nodeSelector = {}, quietPeriodSeconds } = run;
  if (!isDeepStrictEqual({ dryRun, nodeSelector, quietPeriodSeconds }, inputsOf(sweep))) {
    return 'SpecChanged';
  }
  if (run.completionTime === undefined) {
    return undefined;
  }
  const runAt = runAtOf(sweep);
  if (runAt !== undefined && runAt !== run.runAt) {
    return 'Annotation';
  }
  return isTime ? 'Schedule' : undefined;
}

function nextAfter(expression: string, timeZone: string | undefined, after: Date): Date | undefined {
  try {
    return (
      new Cron(expression, { timezone: timeZone ?? DEFAULT_TIME_ZONE, mode: '5-part' }).nextRun(after) ?? undefined
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const zone = timeZone === undefined ? '' : ` in timeZone '${timeZone}'`;
    throw new ScheduleError(
      `spec.schedule '${expression}'${zone} cannot be used: ${why}; use five fields such as '0 3 * * 6', or @daily, and a time zone such as Europe/Berlin`,
    );
  }
}
