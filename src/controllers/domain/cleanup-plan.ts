import type { ObservedJob } from '../sweep-jobs/observed.ts';
import type { DirtyNode } from './dirty-nodes.ts';

/** Label of a Job: the number of this sweep of its node for the domain, or {@link END_RUN}. */
export const RUN_LABEL = 'iceoryx.io/domain-sweep-run';
/** The run that removes a domain's directories, because the domain is being deleted. */
export const END_RUN = 0;

/** Pods that end together are swept together. */
const DEBOUNCE_MS = 5000;
/** The longest debounce, however many pods keep ending. */
const MOST_DEBOUNCE_MS = 30_000;

export interface NodeState {
  readonly isReady: boolean;
  /** RouDi should run on the node. */
  readonly isSelected: boolean;
  /** The node has pods of RouDi or of apps. */
  readonly hasPods: boolean;
}

export interface CleanupPlan {
  readonly start: readonly {
    readonly node: string;
    readonly run: number;
    /** No pod will use the domain's directories on the node any more. */
    readonly isAbandoned: boolean;
  }[];
  /** Nodes without anything left to find out. */
  readonly settled: readonly string[];
  /** Jobs that newer ones have replaced. */
  readonly spare: readonly string[];
  readonly requeueAfterMs?: number;
}

/**
 * Decides which nodes to sweep now: never two sweeps of one node for the domain at the same time. Pure.
 *
 * @param jobs of this domain
 * @param stateOf undefined for a node that is gone, and its memory with it
 * @param now milliseconds since 1970
 */
export function planCleanups(
  suspicions: readonly DirtyNode[],
  jobs: readonly ObservedJob[],
  stateOf: (node: string) => NodeState | undefined,
  now: number,
): CleanupPlan {
  const start: CleanupPlan['start'][number][] = [];
  const settled: string[] = [];
  const waits: number[] = [];
  for (const { node, since, latest, isDeparture } of suspicions) {
    const state = stateOf(node);
    if (state === undefined || (isDeparture && state.isSelected)) {
      settled.push(node);
      continue;
    }
    const own = jobs.filter((job) => job.node === node);
    const due = Math.min(latest + DEBOUNCE_MS, since + MOST_DEBOUNCE_MS);
    if (due > now) {
      waits.push(due - now);
    } else if (state.isReady && own.every(isOver)) {
      start.push({
        node,
        run: 1 + Math.max(END_RUN, ...own.map(runOf)),
        isAbandoned: !state.isSelected && !state.hasPods,
      });
    }
  }
  return {
    start,
    settled,
    spare: jobs.filter((job) => isOver(job) && jobs.some((other) => isNewer(other, job))).map(nameOf),
    ...(waits.length === 0 ? {} : { requeueAfterMs: Math.min(...waits) }),
  };
}

export function runOf({ metadata }: ObservedJob): number {
  return Number(metadata.labels?.[RUN_LABEL]);
}

export function isOver({ end, givenUp }: ObservedJob): boolean {
  return end !== undefined || givenUp !== undefined;
}

function isNewer(one: ObservedJob, other: ObservedJob): boolean {
  return one.node === other.node && runOf(one) > runOf(other);
}

function nameOf({ metadata }: ObservedJob): string {
  return metadata.name;
}
