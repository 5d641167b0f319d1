import { PROVEN_RELEASES, type Release } from './release.ts';

/** A file of `/dev/shm`. */
export interface ShmFile {
  readonly name: string;
  readonly bytes: number | null;
}

/** A part of a file with RouDi's tables, to be read as unsigned numbers of 4 bytes. */
export interface TableRange {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly release: Release;
}

/** A pool of chunks, as RouDi counts them. */
export interface PoolUse {
  /** File of its segment; several names where it could be any of them. */
  readonly segment: string;
  readonly payloadBytes: number;
  readonly chunks: number;
  readonly usedChunks: number;
  /** Most that were in use at the same time since RouDi started. */
  readonly mostUsedChunks: number;
}

/** Flag, number of all chunks, and the pointer of the first pool. */
const BEFORE_SIZE = 24;
const BEFORE_POOLS = 8;
const CHUNK_ALIGNMENT = 8;

/** Where the tables are, by the files that a RouDi has made; undefined for a release whose tables are not known. */
export function tableRange(files: readonly ShmFile[]): TableRange | undefined {
  const release = PROVEN_RELEASES.find(({ names }) => files.some(({ name }) => name === names.managementSegment));
  if (release?.poolTables === undefined) {
    return undefined;
  }
  const { mempools, names, poolTables } = release;
  const { first, perSegment, perPool } = poolTables;
  const segments = Math.min(files.length - 1, mempools.maxSegments);
  const length = (segments - 1) * perSegment + BEFORE_POOLS + mempools.maxPools * perPool;
  return segments < 1 ? undefined : { file: names.managementSegment, offset: first, length, release };
}

/**
 * The pools in RouDi's tables. Nothing tells in which build they are elsewhere, so all that is known of them has to fit:
 * their numbers to each other, and to the length of the segments' files.
 *
 * @param words numbers of 4 bytes in the range
 * @returns undefined if these are no such tables
 */
export function poolsIn(
  words: readonly number[],
  { release }: Pick<TableRange, 'release'>,
  files: readonly ShmFile[],
): PoolUse[] | undefined {
  const { poolTables, mempools } = release;
  if (poolTables === undefined) {
    return undefined;
  }
  const pools: PoolUse[] = [];
  for (let segment = 0; segment < mempools.maxSegments; segment++) {
    const at = segment * poolTables.perSegment;
    // Unused places are filled with zeros.
    if ((words[at / 4] ?? 0) === 0) {
      break;
    }
    const found = segmentAt(words, at, release, files);
    if (found === undefined) {
      return undefined;
    }
    pools.push(...found);
  }
  return pools.length === 0 ? undefined : pools;
}

function segmentAt(
  words: readonly number[],
  at: number,
  release: Release,
  files: readonly ShmFile[],
): PoolUse[] | undefined {
  const total = words[at / 4 + 1] ?? 0;
  const pools: Omit<PoolUse, 'segment'>[] = [];
  let chunks = 0;
  let bytes = 0;
  while (chunks < total) {
    const pool = pools.length < release.mempools.maxPools ? poolAt(words, at, pools.length, release) : undefined;
    if (pool === undefined || pool.payloadBytes <= (pools.at(-1)?.payloadBytes ?? 0)) {
      return undefined;
    }
    pools.push(pool);
    chunks += pool.chunks;
    bytes += aligned(pool.chunks * (pool.payloadBytes + release.chunkHeaderBytes));
  }
  const names = files.filter((file) => file.bytes === bytes).map(({ name }) => name);
  return chunks !== total || names.length === 0
    ? undefined
    : pools.map((pool) => ({ segment: names.join(' or '), ...pool }));
}

function poolAt(
  words: readonly number[],
  at: number,
  index: number,
  { poolTables, chunkHeaderBytes }: Release,
): Omit<PoolUse, 'segment'> | undefined {
  const { perPool = 0, sizeBytes = 4 } = poolTables ?? {};
  const from = (at + BEFORE_SIZE + index * perPool) / 4;
  const [low = 0, high = 0] = words.slice(from, from + sizeBytes / 4);
  const numbers = words.slice(from + sizeBytes / 4, from + sizeBytes / 4 + 3);
  const [chunks = 0, usedChunks = 0, leastFree = 0] = numbers;
  const payloadBytes = low + high * 2 ** 32 - chunkHeaderBytes;
  const isPool = numbers.length === 3 && chunks > 0 && usedChunks <= chunks && leastFree <= chunks && payloadBytes > 0;
  return isPool ? { payloadBytes, chunks, usedChunks, mostUsedChunks: chunks - leastFree } : undefined;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / CHUNK_ALIGNMENT) * CHUNK_ALIGNMENT;
}
