import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import { SHM_DIRECTORY, SHM_VOLUME, TMP_DIRECTORY, TMP_VOLUME } from './names.ts';
import type { PodPlan } from './plan.ts';

/** What RouDi and every app must see alike: segments, and sockets with their locks. */
export const SHARED_MOUNTS = [
  { name: SHM_VOLUME, mountPath: SHM_DIRECTORY },
  { name: TMP_VOLUME, mountPath: TMP_DIRECTORY },
];

/** Seconds for a probe; a shell starts in milliseconds, but not on a node whose processors are all taken. */
export const PROBE_TIMEOUT_SECONDS = 5;

/** Command that runs a script, with a name that shows in process lists. */
export function shell(script: string, name: string, ...args: string[]): string[] {
  return ['/bin/sh', '-c', script, name, ...args];
}

export function socketPath(plan: PodPlan): string {
  return `${TMP_DIRECTORY}/${plan.release.names.roudiSocket}`;
}

export function managementPath(plan: PodPlan): string {
  return `${SHM_DIRECTORY}/${plan.release.names.managementSegment}`;
}

/** What every injected container has: RouDi's image, and no more rights than it needs. */
export function sidecar(roudi: Roudi): Omit<IContainer, 'name'> {
  return {
    image: roudi.image,
    ...(roudi.imagePullPolicy === undefined ? {} : { imagePullPolicy: roudi.imagePullPolicy }),
    restartPolicy: 'Always',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, ...roudi.securityContext },
  };
}
