import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { Release } from '../../iceoryx/release.ts';
import type { IdentityPlan } from '../identity/identity.ts';
import { TMP_DIRECTORY } from '../names.ts';
import type { RoudiWithImage } from '../request.ts';

/** Seconds for a probe; a shell starts in milliseconds, but not on a node whose processors are all taken. */
const PROBE_TIMEOUT_SECONDS = 5;

/** Command that runs a script, with a name that shows in process lists. */
export function shell(script: string, name: string, ...args: string[]): string[] {
  return ['/bin/sh', '-c', script, name, ...args];
}

export function probe(command: string[], periodSeconds: number, failureThreshold: number): IProbe {
  return { exec: { command }, periodSeconds, timeoutSeconds: PROBE_TIMEOUT_SECONDS, failureThreshold };
}

export function socketPath({ names }: Release): string {
  return `${TMP_DIRECTORY}/${names.roudiSocket}`;
}

/**
 * What every injected container has: RouDi's image, and no more rights than it needs.
 *
 * @param identity of whoever runs in it
 * @param capabilities that it needs where apps are different users; one that is such a user itself has none.
 */
export function sidecar(
  { image, imagePullPolicy, securityContext }: RoudiWithImage,
  identity: IdentityPlan,
  capabilities: readonly string[],
): Omit<IContainer, 'name'> {
  return {
    image,
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    restartPolicy: 'Always',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: {
      // The API server refuses the two together.
      ...(securityContext?.privileged === true ? {} : { allowPrivilegeEscalation: false }),
      readOnlyRootFilesystem: true,
      ...rights(identity, capabilities),
      ...securityContext,
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
