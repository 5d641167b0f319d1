import { createHash } from 'node:crypto';
import type { RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { ObservedJob, ObservedSweepPod } from '../sweep-jobs/observed.ts';
import type { ObservedNode } from '../nodes/observed-node.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { type NodeOutcome, outcomeOfJob } from '../sweep-jobs/outcome.ts';
import type { IceoryxSweep } from '../resources.ts';

/** The state that the next step of a run is decided from. */
export interface Observed {
  readonly sweep: IceoryxSweep;
  readonly nodes: readonly ObservedNode[];
  /** The Jobs of this run. */
  readonly jobs: readonly ObservedJob[];
  readonly podsOf: (job: string) => readonly ObservedSweepPod[];
  readonly now: Date;
}

/** The next step of a run. */
export interface RunPlan {
  /** Nodes whose Job must be created now. */
  readonly start: readonly string[];
  readonly giveUp: readonly { readonly job: string; readonly trouble: Obstacle }[];
  /** Every node that is, or was, part of the run. */
  readonly outcomes: readonly NodeOutcome[];
  /** Nodes that existed at the start of the run and have disappeared without a trace. */
  readonly lost: number;
  readonly isOver: boolean;
  readonly requeueAfterMs: number;
}

/** A node that is not ready may be starting. */
const NOT_READY_PATIENCE_MS = 30_000;
/** The first Jobs of a run are spread over this time for each node. */
const SPREAD_PER_NODE_MS = 100;
const MOST_SPREAD_MS = 5000;
/** If so many Jobs have failed and none has succeeded, the others would fail as well. */
const FEWEST_FAILURES = 3;
/** No watch reports the passing of a Job's deadline. */
const REQUEUE_MS = 15_000;

/** Whether a node belongs to a sweep with this selector: only Linux nodes do, since iceoryx runs there. */
export function matchesSelector(
  { metadata }: Pick<ObservedNode, 'metadata'>,
  selector: Readonly<Record<string, string>>,
): boolean {
  const { labels = {} } = metadata;
  return (
    (labels['kubernetes.io/os'] ?? 'linux') === 'linux' &&
    Object.entries(selector).every(([name, value]) => labels[name] === value)
  );
}

/** The next step of a run that is not complete. Pure. */
export function planRun(run: RunStatus, { sweep, nodes, jobs, podsOf, now }: Observed): RunPlan {
  const { parallelism = 10, suspend = false } = sweep.spec;
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  const begun = Date.parse(run.startTime);
  const ofJobs = jobs.map((job) => outcomeOfJob(job, podsOf(job.metadata.name), byName.get(job.node), now.getTime()));
  const taken = new Set(jobs.map(({ node }) => node));
  const others = nodes.filter(
    (node) =>
      !taken.has(node.metadata.name) &&
      matchesSelector(node, run.nodeSelector ?? {}) &&
      // A node that was added later belongs to the next run.
      Date.parse(node.metadata.creationTimestamp ?? '') <= begun,
  );
  const isHopeless = isHopelessRun(
    ofJobs.map(({ outcome }) => outcome),
    parallelism,
  );
  const ofOthers = others.map((node) => outcomeWithoutJob(node, now.getTime() - begun, isHopeless));
  const outcomes = [...ofJobs.map(({ outcome }) => outcome), ...ofOthers];

  const sweeping = outcomes.filter(({ state }) => state === 'Sweeping').length;
  const spread = Math.min(MOST_SPREAD_MS, run.nodes.chosen * SPREAD_PER_NODE_MS);
  const queue = suspend
    ? []
    : ofOthers
        .filter(({ state, reason }) => state === 'Waiting' && reason !== 'NodeNotReady')
        .map(({ node }) => ({ node, at: begun + spread * chance(sweep.metadata.uid ?? '', run.number, node) }))
        .toSorted((one, other) => one.at - other.at);
  const next = queue.slice(0, Math.max(0, parallelism - sweeping));
  const early = next.filter(({ at }) => at > now.getTime());
  return {
    start: next.filter(({ at }) => at <= now.getTime()).map(({ node }) => node),
    giveUp: ofJobs.flatMap(({ outcome: { job = '' }, giveUp }) =>
      giveUp === undefined ? [] : [{ job, trouble: giveUp }],
    ),
    outcomes,
    lost: Math.max(0, run.nodes.chosen - outcomes.length),
    isOver: outcomes.every(({ state }) => state !== 'Waiting' && state !== 'Sweeping'),
    requeueAfterMs: Math.min(REQUEUE_MS, ...early.map(({ at }) => at - now.getTime() + 1)),
  };
}

function outcomeWithoutJob(node: ObservedNode, elapsedMs: number, isHopeless: boolean): NodeOutcome {
  const { name } = node.metadata;
  if (isHopeless) {
    const message = 'every Job of this run has failed, so no further Jobs were created';
    return { node: name, state: 'Skipped', reason: 'RunGivenUp', message };
  }
  return node.isReady
    ? { node: name, state: 'Waiting', reason: 'Waiting', message: '' }
    : {
        node: name,
        state: elapsedMs < NOT_READY_PATIENCE_MS ? 'Waiting' : 'Skipped',
        reason: 'NodeNotReady',
        message: node.because,
      };
}

function isHopelessRun(outcomes: readonly NodeOutcome[], parallelism: number): boolean {
  const failed = outcomes.filter(({ state, reason }) => state === 'Failed' && reason !== 'NodeGone').length;
  return failed >= Math.max(FEWEST_FAILURES, parallelism) && outcomes.every(({ state }) => state !== 'Swept');
}

/**
 * A number from 0 to 1, the same for the same node of the same run. Each run has another order, so that no rack is
 * swept all at once.
 */
function chance(uid: string, run: number, node: string): number {
  const digest = createHash('sha256').update(`${uid} ${run} ${node}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
