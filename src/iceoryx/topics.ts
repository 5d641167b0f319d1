import type { MemPool } from './config.ts';
import { largestPayload, type PayloadLayout } from './payload.ts';
import type { Release } from './release.ts';

/** What the apps exchange under one name. */
export interface Topic {
  readonly name: string;
  /** Bytes of a sample. */
  readonly payloadBytes: number;
  readonly layout: PayloadLayout;
  readonly publishers: number;
  readonly subscribers: number;
  /** Samples that a publisher keeps for subscribers that come later. */
  readonly history: number;
  /** Samples that a publisher has on loan at the same time. */
  readonly loans: number;
  /** Samples that wait in the queue of a subscriber, at most. */
  readonly queue: number;
  /** Samples that a subscriber has taken and not yet given back, at most. */
  readonly held: number;
}

/** What a topic needs of the pools. */
export interface TopicNeed {
  readonly topic: Topic;
  /** The smallest size of a pool, in bytes, whose chunks hold a sample. */
  readonly size: number;
  /** Chunks in use at the same time, at most. */
  readonly count: number;
  readonly sum: string;
}

/** A pool, and the topics that use it. */
export interface SizedPool extends MemPool {
  readonly topics: readonly string[];
}

/** Capacity of a subscriber's queue where the app sets none (`MAX_SUBSCRIBER_QUEUE_CAPACITY`, every release). */
export const DEFAULT_QUEUE = 256;
/** `MAX_PUBLISHER_HISTORY`, `MAX_CHUNKS_ALLOCATED_PER_PUBLISHER_SIMULTANEOUSLY` and their like, every release. */
export const TOPIC_LIMITS = { history: 16, loans: 8, queue: DEFAULT_QUEUE, held: 256 } as const;

/**
 * What a topic needs at most. A publisher has what it loans, what it keeps for latecomers, and the chunk that it sent
 * last and would use again (`ChunkSender::tryAllocate`, every release).
 */
export function needOf(topic: Topic, release: Release): TopicNeed {
  const { publishers, subscribers, loans, history, queue, held } = topic;
  return {
    topic,
    size: poolSizeOf(topic, release),
    count: publishers * (loans + history + 1) + subscribers * (queue + held),
    sum: `${publishers} × (${loans} on loan + ${history} history + 1 sent last) + ${subscribers} × (${queue} queued + ${held} held)`,
  };
}

function poolSizeOf({ payloadBytes, layout }: Topic, release: Release): number {
  const { alignment } = release.mempools;
  const trial = aligned(payloadBytes, alignment) + 4 * alignment;
  const fits = largestPayload({ size: trial, count: 1 }, layout, release) ?? 0;
  return Math.max(alignment, aligned(payloadBytes + trial - fits, alignment));
}

function aligned(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to;
}

/** A pool of its own for a topic is not worth it below this, in bytes, or below this share of its chunks. */
const NOT_WORTH_BYTES = 65_536;
const NOT_WORTH_SHARE = 0.1;

/**
 * The pools for topics, ascending by size. A topic joins the next larger pool where the memory that this wastes is
 * small: a pool that is empty does not give way to a larger one, so few and larger pools are safer than many.
 *
 * @param spare chunks in addition, as a share, such as 0.2
 */
export function poolsFor(needs: readonly TopicNeed[], spare: number): SizedPool[] {
  const pools: { size: number; count: number; topics: string[] }[] = [];
  for (const { topic, size, count } of needs.toSorted(
    (a, b) => b.size - a.size || a.topic.name.localeCompare(b.topic.name),
  )) {
    const larger = pools[0];
    const waste = larger === undefined ? Infinity : (larger.size - size) * count;
    if (larger !== undefined && (waste <= NOT_WORTH_BYTES || waste <= NOT_WORTH_SHARE * larger.size * count)) {
      larger.count += count;
      larger.topics.push(topic.name);
    } else {
      pools.unshift({ size, count, topics: [topic.name] });
    }
  }
  return pools.map(({ size, count, topics }) => ({ size, count: Math.ceil(count * (1 + spare)), topics }));
}
