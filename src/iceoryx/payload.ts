import type { MemPool } from './config.ts';
import type { Release } from './release.ts';

/** What a publisher wants of its chunks beside their size, in bytes. */
export interface PayloadLayout {
  /** A power of two; 0 counts as 1. Default: 8. */
  readonly alignment?: number;
  /** Size of the user header. Default: none. */
  readonly userHeaderBytes?: number;
  /** At most 8, a power of two. Default: 1. */
  readonly userHeaderAlignment?: number;
}

/** A layout that iceoryx refuses (`ChunkSettings::create`). */
export class PayloadLayoutError extends Error {
  override readonly name = 'PayloadLayoutError';
}

/** alignof(ChunkHeader), every release, 64-bit. */
const HEADER_ALIGNMENT = 8;
/** sizeof(ChunkHeader::UserPayloadOffset_t). */
const BACK_OFFSET_BYTES = 4;

/**
 * Bytes of a chunk that are not payload, header included (`ChunkSettings::calculateRequiredChunkSize`, the same in
 * v2.0.3 and v2.95.8).
 * @throws PayloadLayoutError
 */
function overhead(layout: PayloadLayout, { chunkHeaderBytes }: Release): number {
  const { alignment = HEADER_ALIGNMENT, userHeaderBytes = 0, userHeaderAlignment = 1 } = layout;
  checkLayout(alignment, userHeaderBytes, userHeaderAlignment);
  if (userHeaderBytes === 0) {
    return alignment <= HEADER_ALIGNMENT ? chunkHeaderBytes : chunkHeaderBytes - HEADER_ALIGNMENT + alignment;
  }
  const headers = Math.ceil((chunkHeaderBytes + userHeaderBytes) / BACK_OFFSET_BYTES) * BACK_OFFSET_BYTES;
  return headers + Math.max(BACK_OFFSET_BYTES, alignment);
}

function checkLayout(alignment: number, userHeaderBytes: number, userHeaderAlignment: number): void {
  for (const [name, value] of Object.entries({ alignment, userHeaderAlignment })) {
    if (value !== 0 && !Number.isInteger(Math.log2(value))) {
      throw new PayloadLayoutError(`${name} ${value} is not a power of two; use 1, 2, 4, 8 and so on`);
    }
  }
  if (userHeaderAlignment > HEADER_ALIGNMENT) {
    throw new PayloadLayoutError(
      `userHeaderAlignment ${userHeaderAlignment} exceeds ${HEADER_ALIGNMENT}, that of the chunk's own header; use at most ${HEADER_ALIGNMENT}`,
    );
  }
  if (userHeaderBytes % Math.max(1, userHeaderAlignment) !== 0) {
    throw new PayloadLayoutError(
      `userHeaderBytes ${userHeaderBytes} is not a multiple of userHeaderAlignment ${userHeaderAlignment}; pad the header`,
    );
  }
}

/**
 * The largest payload, in bytes, that a chunk of a pool holds.
 * @returns undefined where the chunk is too small even for the headers
 * @throws PayloadLayoutError
 */
export function largestPayload(pool: MemPool, layout: PayloadLayout, release: Release): number | undefined {
  const bytes = pool.size + release.chunkHeaderBytes - overhead(layout, release);
  return bytes < 0 ? undefined : bytes;
}

/**
 * The pool that serves a payload: the first whose chunks hold it. An empty pool does not give way to a larger one
 * (`MemoryManager::getChunk`).
 * @returns undefined where no chunk is large enough
 * @throws PayloadLayoutError
 */
export function poolFor<Pool extends MemPool>(
  pools: readonly Pool[],
  payloadBytes: number,
  layout: PayloadLayout,
  release: Release,
): Pool | undefined {
  return pools.find((pool) => (largestPayload(pool, layout, release) ?? -1) >= payloadBytes);
}
