import type { HistoryStatus, RunStatus, ScheduleStatus } from '../../api/iceoryx-sweep.generated.ts';
import { caughtUp, followSchedule, isDue, ScheduleError, triggerOf } from './due.ts';
import type { Observation } from './observe.ts';
import type { Trouble } from './observed.ts';
import { isChosen } from './plan.ts';
import { beginRun } from './status.ts';

/** Which run a sweep is at, and which come before and after it. */
export interface Course {
  readonly run?: RunStatus | undefined;
  /** The run begins now. */
  readonly isNew: boolean;
  readonly history?: readonly HistoryStatus[] | undefined;
  readonly schedule?: ScheduleStatus | undefined;
  /** Why what comes after is not known. */
  readonly obstacle?: Trouble | undefined;
}

/** Goes on with the run there is, or begins another one. Pure. */
export function courseOf({ sweep, nodes, now }: Observation): Course {
  const { run, history, schedule } = sweep.status ?? {};
  try {
    const followed = followSchedule(sweep, now);
    const isTime = isDue(followed, now);
    const trigger = triggerOf(sweep, isTime);
    const next = followed && isTime && sweep.spec.suspend !== true ? caughtUp(followed, now) : followed;
    if (trigger === undefined) {
      return { run, history, schedule: next, isNew: false };
    }
    const chosen = nodes.filter((node) => isChosen(node, sweep.spec.nodeSelector ?? {})).length;
    return { ...beginRun(sweep, trigger, chosen, now), schedule: next, isNew: true };
  } catch (error) {
    if (error instanceof ScheduleError) {
      return { run, history, schedule, isNew: false, obstacle: { reason: 'InvalidSpec', message: error.message } };
    }
    throw error;
  }
}
