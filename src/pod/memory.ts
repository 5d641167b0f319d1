import { formatBinary, parseQuantity } from '../api/quantity.ts';
import type { Roudi, SharedMemory } from '../api/iceoryx-deployment.generated.ts';
import { type Segment, toToml } from '../iceoryx/config.ts';
import type { Release } from '../iceoryx/release.ts';
import { sharedMemorySize } from '../iceoryx/size.ts';
import type { Fault } from './fault.ts';

/** What the segments of a pod need, in bytes, each figure with the sum it comes from. */
export interface MemoryPlan {
  readonly toml: string;
  readonly segments: readonly { readonly name: string; readonly bytes: bigint }[];
  /** Pages that RouDi fills with zeros at start. */
  readonly segmentBytes: bigint;
  /** Size limit of the volume at /dev/shm. */
  readonly volumeBytes: bigint;
  readonly volumeSum: string;
  /** Memory request and limit of the RouDi container. */
  readonly roudiBytes: bigint;
  readonly roudiSum: string;
  /** Whether the user has set one of the sizes. */
  readonly isGiven: boolean;
}

const MIB = 1024n * 1024n;
/**
 * RouDi's own memory with its probes and hooks, which are charged to its container. The smallest limits that start
 * were 3 to 5 MiB above the segments (2.0.3, cgroup v1, default and 66 MiB configurations).
 */
const ROUDI_OVERHEAD_BYTES = 16n * MIB;
const LEAST_ROUDI_OVERHEAD_BYTES = 5n * MIB;

function segmentName(release: Release, { writer }: Segment): string {
  return writer === undefined ? "data, named after RouDi's group" : release.names.dataSegment(writer);
}

/**
 * Sizes of the volume and of RouDi's container. RouDi is charged for every page of the segments, because it fills
 * them with zeros at start and the kernel charges the first writer.
 */
export function planMemory(
  roudi: Roudi,
  segments: readonly Segment[],
  sharedMemory: SharedMemory | undefined,
  release: Release,
): { plan: MemoryPlan; faults: readonly Fault[] } {
  const management = roudi.managementBytes === undefined ? undefined : BigInt(roudi.managementBytes);
  const size = sharedMemorySize(segments, release, management);
  const faults: Fault[] = [];

  const headroomPercent = BigInt(sharedMemory?.headroomPercent ?? 10);
  let volumeBytes = roundUpToMiB((size.tmpfsBytes * (100n + headroomPercent)) / 100n);
  let volumeSum = `${size.tmpfsBytes} (segments in whole pages) + ${headroomPercent} % headroom, in whole MiB`;
  if (sharedMemory?.sizeLimit !== undefined) {
    volumeBytes = parseQuantity(sharedMemory.sizeLimit);
    volumeSum = 'spec.sharedMemory.sizeLimit';
    if (volumeBytes < size.tmpfsBytes) {
      faults.push({
        path: 'spec.sharedMemory.sizeLimit',
        message: `${sharedMemory.sizeLimit} is less than the ${size.tmpfsBytes} bytes that RouDi's segments take: raise it to at least ${atLeast(size.tmpfsBytes)}, leave it out, or shrink spec.roudi.segments`,
      });
    }
  }

  let roudiBytes = roundUpToMiB(size.tmpfsBytes + ROUDI_OVERHEAD_BYTES);
  let roudiSum = `${size.tmpfsBytes} (segments in whole pages) + ${ROUDI_OVERHEAD_BYTES} (RouDi, probes, hooks), in whole MiB`;
  const limit = roudi.resources?.limits?.['memory'];
  if (limit !== undefined) {
    roudiBytes = parseQuantity(String(limit));
    roudiSum = 'spec.roudi.resources.limits.memory';
    if (roudiBytes < size.tmpfsBytes + LEAST_ROUDI_OVERHEAD_BYTES) {
      faults.push({
        path: 'spec.roudi.resources.limits.memory',
        message: `${limit} is less than RouDi needs: ${size.tmpfsBytes} bytes of segments, all charged to RouDi, and at least ${LEAST_ROUDI_OVERHEAD_BYTES} for itself: raise it to ${atLeast(size.tmpfsBytes + ROUDI_OVERHEAD_BYTES)}, leave it out, or shrink spec.roudi.segments`,
      });
    }
  }

  const plan: MemoryPlan = {
    toml: toToml(segments),
    segments: [
      { name: release.names.managementSegment, bytes: size.managementBytes },
      ...segments.map((segment, index) => ({
        name: segmentName(release, segment),
        bytes: size.dataBytes[index] ?? 0n,
      })),
    ],
    segmentBytes: size.tmpfsBytes,
    volumeBytes,
    volumeSum,
    roudiBytes,
    roudiSum,
    isGiven: sharedMemory?.sizeLimit !== undefined || limit !== undefined,
  };
  return { plan, faults };
}

function roundUpToMiB(bytes: bigint): bigint {
  return ((bytes + MIB - 1n) / MIB) * MIB;
}

function atLeast(bytes: bigint): string {
  return formatBinary(roundUpToMiB(bytes));
}
