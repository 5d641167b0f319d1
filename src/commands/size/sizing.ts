import { formatBinary } from '../../api/quantity.ts';
import type { Segment } from '../../iceoryx/config.ts';
import { type Architecture, RELEASES, type ReleaseId } from '../../iceoryx/release.ts';
import { sharedMemorySize } from '../../iceoryx/size.ts';
import { needOf, poolsFor, type SizedPool, type Topic } from '../../iceoryx/topics.ts';
import { validateConfig } from '../../iceoryx/validate.ts';
import { planMemory, planVolume } from '../../pod/memory.ts';

/** Memory in bytes that a pod takes for its segments. */
export interface MemorySizing {
  readonly release: ReleaseId;
  readonly architecture: Architecture;
  readonly managementBytes: number;
  readonly dataBytes: number;
  /** All segments, in whole pages: what RouDi fills with zeros at its start. */
  readonly segmentBytes: number;
  /** Size limit of the volume at /dev/shm, and what the operator writes there. */
  readonly volumeBytes: number;
  readonly volume: string;
  /** Memory request and limit of RouDi's container. */
  readonly roudiBytes: number;
  readonly roudi: string;
}

/** What topics need: the document of `-o json`. */
export interface Sizing {
  readonly topics: readonly {
    readonly name: string;
    readonly payloadBytes: number;
    readonly poolSize: number;
    readonly chunks: number;
    readonly sum: string;
  }[];
  readonly sparePercent: number;
  readonly pools: readonly SizedPool[];
  readonly memory: MemorySizing;
  /** Reasons why RouDi would refuse these pools. */
  readonly faults: readonly string[];
}

/** The pools and the memory that topics need. */
export function sizingOf(
  topics: readonly Topic[],
  sparePercent: number,
  release: ReleaseId,
  architecture: Architecture,
): Sizing {
  const needs = topics.map((topic) => needOf(topic, RELEASES[release]));
  const pools = poolsFor(needs, sparePercent / 100);
  const segments = segmentsOf(pools);
  return {
    topics: needs.map(({ topic, size, count, sum }) => ({
      name: topic.name,
      payloadBytes: topic.payloadBytes,
      poolSize: size,
      chunks: count,
      sum,
    })),
    sparePercent,
    pools,
    memory: memoryOf(segments, release, architecture),
    faults: validateConfig(segments, RELEASES[release]).map(({ path, message }) => `spec.roudi.${path}: ${message}`),
  };
}

/** The memory that segments take. */
export function memoryOf(segments: readonly Segment[], release: ReleaseId, architecture: Architecture): MemorySizing {
  const { managementBytes, dataBytes } = sharedMemorySize(segments, RELEASES[release], { architecture });
  const roudi = { segments: segments.map((segment) => ({ ...segment, mempools: [...segment.mempools] })) };
  const { plan } = planMemory({ ...roudi, managementBytes: Number(managementBytes) }, RELEASES[release], undefined);
  const { volume } = planVolume(undefined, plan.segmentBytes);
  return {
    release,
    architecture,
    managementBytes: Number(managementBytes),
    dataBytes: Number(dataBytes.reduce((sum, bytes) => sum + bytes, 0n)),
    segmentBytes: Number(plan.segmentBytes),
    volumeBytes: Number(volume.bytes),
    volume: formatBinary(volume.bytes),
    roudiBytes: Number(plan.roudi.bytes),
    roudi: formatBinary(plan.roudi.bytes),
  };
}

/** Pools as an IceoryxDeployment has them. */
export function segmentsOf(pools: readonly SizedPool[]): Segment[] {
  return [{ mempools: pools.map(({ size, count }) => ({ size, count })) }];
}
