import type { Segment } from '../../iceoryx/config.ts';
import type { PoolUse } from '../../iceoryx/pool-tables.ts';
import type { ReleaseId } from '../../iceoryx/release.ts';
import { type MemorySizing, memoryOf } from './sizing.ts';

/** What RouDi of a pod tells of its pools, or in words why that could not be had. */
export type PodUse = { readonly pod: string } & (
  | { readonly ageSeconds: number | null; readonly pools: readonly PoolUse[] }
  | { readonly reason: string }
);

/** A pool as it is and as its use so far asks for. */
export interface PoolAdvice {
  readonly segment: string;
  readonly size: number;
  readonly chunks: number;
  /** Most in use at the same time in any of the pods since its RouDi started. */
  readonly mostUsedChunks: number;
  readonly proposedChunks: number;
}

/** What running RouDis have used of their pools: the document of `-o json`. */
export interface UsageSizing {
  readonly object: string;
  readonly release: ReleaseId;
  readonly pods: readonly PodUse[];
  readonly sparePercent: number;
  readonly pools: readonly PoolAdvice[];
  /** As RouDi has it, and with the proposed pools. */
  readonly memory: { readonly now: MemorySizing; readonly proposed: MemorySizing };
}

/**
 * What pools need by what was used of them. Pools of a size are taken together over all pods, as all have one
 * specification.
 *
 * @throws Error if no pod tells of its pools
 */
export function usageSizingOf(
  object: string,
  pods: readonly PodUse[],
  sparePercent: number,
  release: ReleaseId,
): UsageSizing {
  const used = pods.flatMap((pod) => ('pools' in pod ? pod.pools : []));
  const pools = [...Map.groupBy(used, ({ segment, payloadBytes }) => `${segment} ${payloadBytes}`).values()].flatMap(
    ([first, ...others]) => (first === undefined ? [] : [adviceOf([first, ...others], sparePercent)]),
  );
  if (pools.length === 0) {
    const why = pods.flatMap((pod) => ('reason' in pod ? [`${pod.pod}: ${pod.reason}`] : []));
    throw new Error(`no RouDi of ${object} tells of its pools${why.length === 0 ? '' : `; ${why.join('; ')}`}`);
  }
  const memory = (count: (pool: PoolAdvice) => number): MemorySizing =>
    memoryOf(segmentsOf(pools, count), release, 'x86-64');
  return {
    object,
    release,
    pods,
    sparePercent,
    pools,
    memory: { now: memory(({ chunks }) => chunks), proposed: memory(({ proposedChunks }) => proposedChunks) },
  };
}

function adviceOf(alike: readonly [PoolUse, ...PoolUse[]], sparePercent: number): PoolAdvice {
  const [{ segment, payloadBytes }] = alike;
  const mostUsedChunks = Math.max(...alike.map((pool) => pool.mostUsedChunks));
  return {
    segment,
    size: payloadBytes,
    chunks: Math.max(...alike.map(({ chunks }) => chunks)),
    mostUsedChunks,
    proposedChunks: Math.max(1, Math.ceil((mostUsedChunks * (100 + sparePercent)) / 100)),
  };
}

/** Pools by their segments, as a specification has them. */
export function segmentsOf(pools: readonly PoolAdvice[], count: (pool: PoolAdvice) => number): Segment[] {
  return [...Map.groupBy(pools, ({ segment }) => segment).values()].map((ofSegment) => ({
    mempools: ofSegment.map((pool) => ({ size: pool.size, count: count(pool) })),
  }));
}
