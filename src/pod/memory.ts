import type { Roudi, SharedMemory } from '../api/iceoryx-deployment.generated.ts';
import { formatBinary, parseQuantity } from '../api/quantity.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { DEFAULT_SEGMENTS, type Segment } from '../iceoryx/config.ts';
import type { Release } from '../iceoryx/release.ts';
import { sharedMemorySize } from '../iceoryx/size.ts';
import type { Identity } from './identity/identity.ts';
import { toToml } from '../iceoryx/toml.ts';

/** A size in bytes with the sum it comes from. */
export interface Size {
  readonly bytes: bigint;
  readonly sum: string;
  /** Whether the user has set the size. */
  readonly isGiven: boolean;
}

/** Memory that a RouDi needs for its segments. */
export interface RoudiMemory {
  readonly toml: string;
  readonly segments: readonly { readonly name: string; readonly bytes: bigint }[];
  /** Size of all segments in bytes, in whole pages. RouDi fills them with zeros at start. */
  readonly segmentBytes: bigint;
  /** Memory request and limit of the RouDi container. */
  readonly roudi: Size;
}

/** Memory of a RouDi, and the volume of the pods that use it. */
export interface MemoryPlan extends RoudiMemory {
  /** Size limit of the volume at /dev/shm, if the pods have one of their own. */
  readonly volume?: Size;
}

type Names = Pick<Identity, 'groupName'>;

const MIB = 1024n * 1024n;
/**
 * RouDi's own memory with its probes and hooks, which are charged to its container. The smallest limits with which
 * RouDi started were 3 to 5 MiB above the segments (2.0.3, cgroup v1, default and 66 MiB configurations).
 */
const ROUDI_OVERHEAD_BYTES = 16n * MIB;
const LEAST_ROUDI_OVERHEAD_BYTES = 5n * MIB;

/**
 * Plans the sizes of the segments and of RouDi's container. RouDi is charged for every page of the segments, because it
 * fills them with zeros at start and the kernel charges the first writer.
 */
export function planMemory(
  roudi: Roudi,
  release: Release,
  names: Names | undefined,
): { plan: RoudiMemory; problems: readonly Problem[] } {
  const segments = roudi.segments ?? DEFAULT_SEGMENTS;
  const build = roudi.managementBytes === undefined ? {} : { managementBytes: BigInt(roudi.managementBytes) };
  const { managementBytes, dataBytes, tmpfsBytes } = sharedMemorySize(segments, release, build);
  const plan: RoudiMemory = {
    toml: toToml(segments),
    segments: [
      { name: release.names.managementSegment, bytes: managementBytes },
      ...segments.map((segment, index) => ({
        name: segmentName(release, segment, names),
        bytes: dataBytes[index] ?? 0n,
      })),
    ],
    segmentBytes: tmpfsBytes,
    roudi: roudiSize(roudi, tmpfsBytes),
  };
  return { plan, problems: roudiProblems(plan) };
}

/** Plans the volume at /dev/shm of pods with a RouDi of their own. */
export function planVolume(
  sharedMemory: SharedMemory | undefined,
  segmentBytes: bigint,
): { volume: Size; problems: readonly Problem[] } {
  const volume = volumeSize(sharedMemory, segmentBytes);
  return { volume, problems: volumeProblems(volume, segmentBytes) };
}

/**
 * Name of a segment. Without a writer it is named after RouDi's group, which only the image knows unless the pod brings
 * its own names.
 */
function segmentName(release: Release, { writer }: Segment, names: Names | undefined): string {
  const group = writer ?? names?.groupName;
  return group === undefined ? "data, named after RouDi's group" : release.names.dataSegment(group);
}

function volumeSize({ sizeLimit, headroomPercent = 10 }: SharedMemory = {}, segmentBytes: bigint): Size {
  if (sizeLimit !== undefined) {
    return { bytes: parseQuantity(sizeLimit), sum: 'spec.sharedMemory.sizeLimit', isGiven: true };
  }
  return {
    bytes: roundUpToMiB((segmentBytes * (100n + BigInt(headroomPercent))) / 100n),
    sum: `${segmentBytes} (segments in whole pages) + ${headroomPercent} % headroom, in whole MiB`,
    isGiven: false,
  };
}

function roudiSize({ resources }: Roudi, segmentBytes: bigint): Size {
  const limit = resources?.limits?.['memory'];
  if (limit !== undefined) {
    return { bytes: parseQuantity(limit), sum: 'spec.roudi.resources.limits.memory', isGiven: true };
  }
  const bytes = roundUpToMiB(segmentBytes + ROUDI_OVERHEAD_BYTES);
  const request = parseQuantity(resources?.requests?.['memory'] ?? 0);
  return request > bytes
    ? { bytes: request, sum: 'spec.roudi.resources.requests.memory', isGiven: true }
    : {
        bytes,
        sum: `${segmentBytes} (segments in whole pages) + ${ROUDI_OVERHEAD_BYTES} (RouDi, probes, hooks), in whole MiB`,
        isGiven: false,
      };
}

function volumeProblems({ bytes }: Size, segmentBytes: bigint): Problem[] {
  return unless(
    bytes >= segmentBytes,
    'spec.sharedMemory.sizeLimit',
    formatBinary(bytes),
    () =>
      `${formatBinary(bytes)} is less than the ${segmentBytes} bytes that RouDi's segments take; raise it to at least ${formatBinary(roundUpToMiB(segmentBytes))}, leave it out, or shrink spec.roudi.segments`,
  );
}

function roudiProblems({ roudi, segmentBytes }: RoudiMemory): Problem[] {
  return unless(
    roudi.bytes >= segmentBytes + LEAST_ROUDI_OVERHEAD_BYTES,
    'spec.roudi.resources.limits.memory',
    formatBinary(roudi.bytes),
    () =>
      `${formatBinary(roudi.bytes)} is less than RouDi needs, ${segmentBytes} bytes of segments, all charged to RouDi, and at least ${LEAST_ROUDI_OVERHEAD_BYTES} for itself; raise it to ${formatBinary(roundUpToMiB(segmentBytes + ROUDI_OVERHEAD_BYTES))}, leave it out, or shrink spec.roudi.segments`,
  );
}

function roundUpToMiB(bytes: bigint): bigint {
  return ((bytes + MIB - 1n) / MIB) * MIB;
}
