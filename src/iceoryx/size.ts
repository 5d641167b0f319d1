import type { MemPool, Segment } from './config.ts';
import type { Architecture, Release } from './release.ts';

/** What RouDi allocates for a configuration, in bytes. */
export interface SharedMemorySize {
  /** Length of the management segment's file. */
  readonly managementBytes: bigint;
  /** Length of each data segment's file, in the order of the configuration. */
  readonly dataBytes: readonly bigint[];
  /** Memory that all files take on a tmpfs: each is rounded up to whole pages. */
  readonly tmpfsBytes: bigint;
}

/** The build of RouDi, if it is not the usual one: x86-64, glibc, default limits. */
export interface Build {
  /** Length of the management segment for exactly these segments, from RouDi's log; overrides everything else. */
  readonly managementBytes?: bigint | undefined;
  /** If it is 'unknown' or has no known base, a margin is added: the sizes are an upper estimate then. */
  readonly architecture?: Architecture | 'unknown';
}

const PAGE_BYTES = 4096n;
/** sizeof(ChunkManagement), every release, 64-bit. */
const CHUNK_MANAGEMENT_BYTES = 56n;

function roundUp(value: bigint, multiple: bigint): bigint {
  return ((value + multiple - 1n) / multiple) * multiple;
}

/** Bytes of RouDi's tables in the management segment for one data segment. */
function segmentTableBytes(mempools: readonly MemPool[]): bigint {
  const freeList = (chunks: bigint): bigint => roundUp(4n * (chunks + 1n), 8n);
  const chunks = mempools.reduce((sum, { count }) => sum + BigInt(count), 0n);
  const poolLists = mempools.reduce((sum, { count }) => sum + freeList(BigInt(count)), 0n);
  return poolLists + roundUp(CHUNK_MANAGEMENT_BYTES * chunks, 8n) + freeList(chunks);
}

function dataSegmentBytes(mempools: readonly MemPool[], release: Release): bigint {
  const header = BigInt(release.chunkHeaderBytes);
  return mempools.reduce((sum, { size, count }) => sum + roundUp(BigInt(count) * (BigInt(size) + header), 8n), 0n);
}

function managementBase({ management }: Release, architecture: Architecture | 'unknown'): bigint {
  const known = architecture === 'unknown' ? undefined : management.baseBytes[architecture];
  if (known !== undefined) {
    return known;
  }
  const largest = Object.values(management.baseBytes).reduce((most, bytes) => (bytes > most ? bytes : most), 0n);
  return roundUp((largest * BigInt(100 + management.marginPercent)) / 100n, 8n);
}

/**
 * The size of every segment RouDi creates for a valid configuration, to the byte for a known build
 * (`MemoryManager::requiredChunkMemorySize`, `requiredManagementMemorySize` and `MemoryProvider::create`, v2.0.3 and
 * v2.95.8).
 */
export function sharedMemorySize(
  segments: readonly Segment[],
  release: Release,
  { managementBytes, architecture = 'x86-64' }: Build = {},
): SharedMemorySize {
  const management =
    managementBytes ??
    segments.reduce((sum, { mempools }) => sum + segmentTableBytes(mempools), managementBase(release, architecture));
  const dataBytes = segments.map(({ mempools }) => dataSegmentBytes(mempools, release));
  const tmpfsBytes = [management, ...dataBytes].reduce((sum, bytes) => sum + roundUp(bytes, PAGE_BYTES), 0n);
  return { managementBytes: management, dataBytes, tmpfsBytes };
}
