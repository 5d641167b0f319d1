import type { SweepSummary } from '../../api/sweep-summary.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import type { ObservedNode } from '../nodes/observed-node.ts';
import type { ObservedJob, ObservedSweepPod } from './observed.ts';

/** The state of one node of a run. */
export interface NodeOutcome extends Obstacle {
  readonly node: string;
  /** `Waiting`: its Job has not been created yet; `Swept`: it has reported. */
  readonly state: 'Waiting' | 'Sweeping' | 'Swept' | 'Failed' | 'Skipped';
  readonly job?: string | undefined;
  readonly summary?: SweepSummary | undefined;
}

/** The outcome of a Job, and why the operator should give it up, if it should. */
export interface JobOutcome {
  readonly outcome: NodeOutcome;
  readonly giveUp?: Obstacle | undefined;
}

/** Time for problems to pass, such as a registry that is down for a moment. */
const PATIENCE_MS = 120_000;
/** Problems that do not pass. */
const LASTING: ReadonlySet<string> = new Set(['NodeGone', 'ErrImageNeverPull', 'InvalidImageName']);
/** Time for the Job controller to notice that the deadline has passed. */
const MARGIN_MS = 60_000;
const MOST_MESSAGE = 400;

/**
 * The outcome of a Job: its report, whatever happened to the Job itself, or why there is none, from the most specific
 * source. Pure.
 *
 * @param node undefined when it is no longer part of the cluster
 */
export function outcomeOfJob(
  job: ObservedJob,
  pods: readonly ObservedSweepPod[],
  node: ObservedNode | undefined,
  now: number,
): JobOutcome {
  const about = { node: job.node, job: job.metadata.name };
  const failed = ({ reason, message }: Obstacle): NodeOutcome => ({
    ...about,
    state: 'Failed',
    reason: reason || 'Unknown',
    message: short(message),
  });
  const reported = pods.find(({ end }) => end?.summary !== undefined);
  if (reported?.end?.summary !== undefined) {
    return { outcome: { ...about, state: 'Swept', reason: 'Reported', message: '', summary: reported.end.summary } };
  }
  if (job.givenUp !== undefined) {
    return { outcome: failed(job.givenUp) };
  }
  const ended = latest(pods.filter(({ end }) => end !== undefined))?.end;
  if (job.end !== undefined) {
    return { outcome: failed(causeOf(job.end, ended)) };
  }
  const trouble = node === undefined ? GONE : latest(pods)?.trouble;
  if (trouble !== undefined) {
    const since = latest(pods)?.metadata.creationTimestamp ?? job.metadata.creationTimestamp;
    if (LASTING.has(trouble.reason) || now - Date.parse(since ?? '') > PATIENCE_MS) {
      return { outcome: failed(trouble), giveUp: { ...trouble, message: short(trouble.message) } };
    }
    return { outcome: { ...about, state: 'Sweeping', reason: trouble.reason, message: short(trouble.message) } };
  }
  if (now - Date.parse(job.metadata.creationTimestamp ?? '') > job.deadlineSeconds * 1000 + MARGIN_MS) {
    const silent = {
      reason: 'NotAnswering',
      message: `there is no report after ${job.deadlineSeconds} s; ${node?.isReady === false ? `the node is not ready: ${node.because}` : 'check the node'}`,
    };
    return { outcome: failed(silent), giveUp: { ...silent, message: short(silent.message) } };
  }
  if (node?.isReady === false) {
    return { outcome: { ...about, state: 'Sweeping', reason: 'NodeNotReady', message: short(node.because) } };
  }
  const again = ended === undefined ? '' : `an earlier attempt ended: ${ended.reason} ${ended.message}`;
  return { outcome: { ...about, state: 'Sweeping', reason: 'Running', message: short(again) } };
}

const GONE: Obstacle = { reason: 'NodeGone', message: 'the node is no longer part of the cluster' };

/** The Job controller's reason, unless the end of a container explains more. */
function causeOf(end: NonNullable<ObservedJob['end']>, ended: ObservedSweepPod['end']): Obstacle {
  if (end.isComplete) {
    return { reason: 'NoReport', message: 'the Job is complete, but its pod, and with it the report, is gone' };
  }
  if (end.reason === 'DeadlineExceeded' || ended === undefined) {
    return { reason: end.reason, message: end.message };
  }
  const code = ended.exitCode === undefined ? '' : `exit code ${ended.exitCode}`;
  return {
    reason: ended.reason === 'Error' ? 'SweepFailed' : ended.reason,
    message: [code, ended.message.trim()].filter((part) => part !== '').join(': '),
  };
}

function latest(pods: readonly ObservedSweepPod[]): ObservedSweepPod | undefined {
  return pods.toSorted((one, other) =>
    (one.metadata.creationTimestamp ?? '').localeCompare(other.metadata.creationTimestamp ?? ''),
  )[pods.length - 1];
}

/** A single line, since the output may have many. If it is long only its end is kept, where the cause mostly is. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_MESSAGE ? `…${line.slice(1 - MOST_MESSAGE)}` : line;
}
