import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import type { Identity } from './identity.ts';
import { CONFIG_VOLUME, TMP_DIRECTORY } from './names.ts';
import type { PodPlan } from './plan.ts';

/** Seconds for a probe; a shell starts in milliseconds, but not on a node whose processors are all taken. */
export const PROBE_TIMEOUT_SECONDS = 5;

/** Command that runs a script, with a name that shows in process lists. */
export function shell(script: string, name: string, ...args: string[]): string[] {
  return ['/bin/sh', '-c', script, name, ...args];
}

export function socketPath(plan: PodPlan): string {
  return `${TMP_DIRECTORY}/${plan.release.names.roudiSocket}`;
}

/** Names of users and groups, for every container that runs iceoryx, where the pod brings its own. */
export function nameMounts({ identity }: PodPlan): IVolumeMount[] {
  return identity.names === undefined
    ? []
    : ['passwd', 'group'].map((file) => ({
        name: CONFIG_VOLUME,
        mountPath: `/etc/${file}`,
        subPath: file,
        readOnly: true,
      }));
}

/**
 * What every injected container has: RouDi's image, and no more rights than it needs.
 *
 * @param capabilities that it needs where apps are different users; one that is such a user itself has none.
 */
export function sidecar(roudi: Roudi, plan: PodPlan, capabilities: readonly string[]): Omit<IContainer, 'name'> {
  return {
    image: roudi.image,
    ...(roudi.imagePullPolicy === undefined ? {} : { imagePullPolicy: roudi.imagePullPolicy }),
    restartPolicy: 'Always',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      ...(plan.identity.names === undefined ? {} : rights(plan.identity.names, capabilities)),
      ...roudi.securityContext,
    },
  };
}

/**
 * As the apps and within Pod Security `restricted`, or as root within `baseline`. Where names are left to the images,
 * who the apps are is not known, and nothing is dropped.
 */
function rights({ uid, gid }: Identity, capabilities: readonly string[]): ISecurityContext {
  return {
    runAsUser: uid,
    runAsGroup: gid,
    ...(uid === 0 ? {} : { runAsNonRoot: true }),
    capabilities: { drop: ['ALL'], ...(uid === 0 ? { add: [...capabilities] } : {}) },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
