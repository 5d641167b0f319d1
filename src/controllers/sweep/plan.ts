import { createHash } from 'node:crypto';
import type { RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { ObservedJob, ObservedSweepPod } from '../sweep-jobs/observed.ts';
import type { ObservedNode } from '../nodes/observed-node.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { type NodeOutcome, outcomeOfJob } from '../sweep-jobs/outcome.ts';
import type { IceoryxSweep } from '../resources.ts';

/** What is known when it is decided how a run goes on. */
export interface Observed {
  readonly sweep: IceoryxSweep;
  readonly nodes: readonly ObservedNode[];
  /** Those of this run. */
  readonly jobs: readonly ObservedJob[];
  readonly podsOf: (job: string) => readonly ObservedSweepPod[];
  readonly now: Date;
}

/** How a run goes on. */
export interface RunPlan {
  /** Nodes whose Job is to be made now. */
  readonly start: readonly string[];
  readonly giveUp: readonly { readonly job: string; readonly trouble: Obstacle }[];
  /** Every node that it has, or had, to do with. */
  readonly outcomes: readonly NodeOutcome[];
  /** Nodes that were there when it began and of which nothing is known any more. */
  readonly lost: number;
  readonly isOver: boolean;
  readonly requeueAfterMs: number;
}

/** A node that is not ready may be starting again. */
const NOT_READY_PATIENCE_MS = 30_000;
/** Within which the first Jobs of a run begin, of a node each. */
const SPREAD_PER_NODE_MS = 100;
const MOST_SPREAD_MS = 5000;
/** Jobs that must have failed, and none succeeded, until it is clear that the others would fail as well. */
const FEWEST_FAILURES = 3;
/** Deadlines of Jobs pass unnoticed by anything that is watched. */
const REQUEUE_MS = 15_000;

/** Whether a sweep with this selector is about the node: Linux ones only, as iceoryx' names are. */
export function matchesSelector({ metadata }: ObservedNode, selector: Readonly<Record<string, string>>): boolean {
  const { labels = {} } = metadata;
  return (
    (labels['kubernetes.io/os'] ?? 'linux') === 'linux' &&
    Object.entries(selector).every(([name, value]) => labels[name] === value)
  );
}

/** How a run that is not over goes on. Pure. */
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
      // A node that came later may have come for good reasons, and is the next run's.
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
    const message = 'every Job of this run has failed, so no further one was made';
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

/** From 0 to 1, the same for the same node of the same run: in each run another order, so that no rack is swept at once. */
function chance(uid: string, run: number, node: string): number {
  const digest = createHash('sha256').update(`${uid} ${run} ${node}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
