import { Cron } from 'croner';
import { isDeepStrictEqual } from 'node:util';
import type { RunStatus, ScheduleStatus } from '../../api/iceoryx-sweep.generated.ts';
import { toSeconds } from '../../api/time.ts';
import type { IceoryxSweep } from '../resources.ts';

/** Another value of it runs the sweep again. */
export const RUN_AT_ANNOTATION = 'iceoryx.io/run-at';
const DEFAULT_TIME_ZONE = 'Etc/UTC';
/** As much of the annotation as the status keeps. */
const MOST_RUN_AT = 256;

export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** What a run is begun with. */
export type RunInputs = Pick<RunStatus, 'dryRun' | 'nodeSelector' | 'quietPeriodSeconds'>;

export function inputsOf({ spec }: IceoryxSweep): RunInputs {
  const { dryRun = true, nodeSelector = {}, quietPeriodSeconds = 60 } = spec;
  return { dryRun, nodeSelector, quietPeriodSeconds };
}

export function runAtOf({ metadata }: IceoryxSweep): string | undefined {
  return metadata.annotations?.[RUN_AT_ANNOTATION]?.slice(0, MOST_RUN_AT);
}

/**
 * Where the schedule stands: unchanged, it goes on from where it was; another one counts from now, so that nothing of the
 * past is due.
 *
 * @throws ScheduleError with the way out, where it cannot be read
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

/** The schedule after everything up to now was done. */
export function caughtUp(schedule: ScheduleStatus, now: Date): ScheduleStatus {
  const next = nextAfter(schedule.expression, schedule.timeZone, now);
  const { next: _, ...rest } = schedule;
  return { ...rest, since: toSeconds(now), ...(next === undefined ? {} : { next: toSeconds(next) }) };
}

/** Whether the time of the schedule has come. */
export function isDue(schedule: ScheduleStatus | undefined, now: Date): boolean {
  return schedule?.next !== undefined && Date.parse(schedule.next) <= now.getTime();
}

/** Why a run is to begin, if one is. One that is going gives way to another specification only. */
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
      `spec.schedule '${expression}'${zone} cannot be followed: ${why}; use five fields such as '0 3 * * 6', or @daily, and a time zone such as Europe/Berlin`,
    );
  }
}
