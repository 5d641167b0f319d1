import type { End, ObservedContainer } from '../observed-pod.ts';
import { REMEMBERED_MS } from './faults.ts';
import { RENEWED } from './termination-history.ts';

/** One run of a container, identified by its start time, and where its log is. */
export interface Run {
  readonly began: number;
  readonly previous: boolean;
  /** When the run ended. Absent while it goes on. */
  readonly ended?: number | undefined;
}

/**
 * The runs whose logs are worth reading: the current one, and the one that ended last even if the next one is Ready.
 *
 * @param current whether the current one is
 * @param rememberedMs for how long an end counts
 */
export function runsToRead(
  { runningSince, end, lastEnd }: ObservedContainer,
  current: boolean,
  now: number,
  rememberedMs = REMEMBERED_MS,
): Run[] {
  const running = runningSince === undefined || !current ? [] : [{ began: runningSince, previous: false }];
  const last = end ?? lastEnd;
  return last === undefined || !hasLog(last, now, rememberedMs)
    ? running
    : [...running, { began: last.startedAt ?? 0, previous: end === undefined, ended: last.finishedAt ?? 0 }];
}

/** Whether an end is recent and has a log: the kubelet keeps none in a restart of all containers. */
export function hasLog({ reason, finishedAt = 0 }: End, now: number, rememberedMs = REMEMBERED_MS): boolean {
  return reason !== RENEWED && finishedAt + rememberedMs > now;
}
