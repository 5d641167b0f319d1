import type { ObservedJob } from '../sweep-jobs/observed.ts';
import type { DirtyNode } from './dirty-nodes.ts';

/** On a Job: which of the sweeps of its node for the domain it is, or {@link END_RUN}. */
export const RUN_LABEL = 'iceoryx.io/domain-sweep-run';
/** The run that removes a domain's directories, because the domain is being deleted. */
export const END_RUN = 0;

/** Pods that end together are swept together. */
const DEBOUNCE_MS = 5000;
/** However many go on ending. */
const MOST_DEBOUNCE_MS = 30_000;

export interface NodeState {
  readonly isReady: boolean;
  /** RouDi is to run there. */
  readonly isSelected: boolean;
  /** Pods of RouDi or of apps are there. */
  readonly hasPods: boolean;
}

export interface CleanupPlan {
  readonly start: readonly {
    readonly node: string;
    readonly run: number;
    /** Nobody will use the domain's directories there any more. */
    readonly isAbandoned: boolean;
  }[];
  /** Nodes of which there is nothing to be found out. */
  readonly settled: readonly string[];
  /** Jobs that newer ones have taken the place of. */
  readonly spare: readonly string[];
  readonly requeueAfterMs?: number;
}

/**
 * Which nodes are to be swept now: never two sweeps of one node for the domain at a time. Pure.
 *
 * @param jobs of this domain
 * @param stateOf undefined for a node that is gone, and with it its memory
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
