import type { RoudiStatus, SharedMemoryStatus } from '../../api/iceoryx-deployment.generated.ts';
import { formatSize } from '../../api/quantity.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';

/** What a status says of the memory of each pod and of its RouDi. */
export function sizesOf({ release, memory, request }: PodPlan): {
  readonly sharedMemory: SharedMemoryStatus;
  readonly roudi: RoudiStatus;
} {
  const { volume } = memory;
  return {
    sharedMemory: {
      size: formatSize(volume?.bytes ?? memory.segmentBytes),
      segmentBytes: Number(memory.segmentBytes),
      ...(volume === undefined ? {} : { volumeBytes: Number(volume.bytes) }),
      segments: memory.segments.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
    },
    roudi: { release: release.id, image: request.roudi.image, memoryBytes: Number(memory.roudi.bytes) },
  };
}
