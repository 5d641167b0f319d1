import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { ImageSet } from '../images/build.ts';

const VOLUME_MOUNTS = [
  { name: 'shm', mountPath: '/dev/shm' },
  { name: 'tmp', mountPath: '/tmp' },
];

/**
 * A pod as a careful user writes it by hand: RouDi as a native sidecar, shared memory, a shared process namespace, no
 * hooks.
 */
export function plainPod(name: string, images: ImageSet['images'], apps: readonly IContainer[]): IPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      shareProcessNamespace: true,
      initContainers: [
        {
          name: 'roudi',
          image: images.roudi.reference,
          restartPolicy: 'Always',
          command: ['iox-roudi'],
          startupProbe: {
            exec: { command: ['sh', '-c', '[ -S /tmp/roudi ] || [ -S /tmp/iox1_0_i_roudi ]'] },
            periodSeconds: 1,
            failureThreshold: 60,
          },
          volumeMounts: VOLUME_MOUNTS,
        },
      ],
      containers: apps.map((app) => ({ ...app, volumeMounts: VOLUME_MOUNTS })),
      volumes: [
        { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '512Mi' } },
        { name: 'tmp', emptyDir: {} },
      ],
    },
  };
}
