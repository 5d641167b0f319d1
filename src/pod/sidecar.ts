import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IdentityPlan } from './identity.ts';
import { TMP_DIRECTORY } from './names.ts';
import type { PodPlan } from './pod-plan.ts';
import type { RoudiWithImage } from './request.ts';

/** Seconds for a probe; a shell starts in milliseconds, but not on a node whose processors are all taken. */
export const PROBE_TIMEOUT_SECONDS = 5;

/** Command that runs a script, with a name that shows in process lists. */
export function shell(script: string, name: string, ...args: string[]): string[] {
  return ['/bin/sh', '-c', script, name, ...args];
}

export function socketPath(plan: Pick<PodPlan, 'release'>): string {
  return `${TMP_DIRECTORY}/${plan.release.names.roudiSocket}`;
}

/**
 * What every injected container has: RouDi's image, and no more rights than it needs.
 *
 * @param capabilities that it needs where apps are different users; one that is such a user itself has none.
 */
export function sidecar(
  roudi: RoudiWithImage,
  plan: Pick<PodPlan, 'identity'>,
  capabilities: readonly string[],
): Omit<IContainer, 'name'> {
  return {
    image: roudi.image,
    ...(roudi.imagePullPolicy === undefined ? {} : { imagePullPolicy: roudi.imagePullPolicy }),
    restartPolicy: 'Always',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: {
      // The API server refuses the two together.
      ...(roudi.securityContext?.privileged === true ? {} : { allowPrivilegeEscalation: false }),
      readOnlyRootFilesystem: true,
      ...rights(plan.identity, capabilities),
      ...roudi.securityContext,
    },
  };
}

/**
 * As the apps and within Pod Security `restricted`, or as root within `baseline`. Where names are left to the images and
 * nothing keeps RouDi from being root, it is not known what it needs to reach the apps, and nothing is dropped.
 */
function rights({ names, isConfined }: IdentityPlan, capabilities: readonly string[]): ISecurityContext {
  return {
    ...(names === undefined ? {} : { runAsUser: names.uid, runAsGroup: names.gid }),
    ...(isConfined ? { runAsNonRoot: true } : {}),
    ...(names === undefined && !isConfined
      ? {}
      : {
          capabilities: { drop: ['ALL'], ...(isConfined ? {} : { add: [...capabilities] }) },
          seccompProfile: { type: 'RuntimeDefault' },
        }),
  };
}
