import type { ParseArgsOptionsConfig } from 'node:util';
import type { SweepSettings } from '../../controllers/sweep-jobs/job.ts';
import { oneOf, UsageError, wholeNumber } from '../usage.ts';

export const SWEEP_OPTIONS = {
  'sweep-image': { type: 'string' },
  'sweep-image-pull-policy': { type: 'string' },
  'sweep-image-pull-secret': { type: 'string', multiple: true, default: [] },
  'sweep-namespace': { type: 'string', default: 'iceoryx-sweeps' },
  'sweep-jobs': { type: 'string', default: '50' },
  'sweep-kubelet': { type: 'string', default: '/var/lib/kubelet' },
  'sweep-trust-pid-namespace': { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

export const SWEEP_USAGE = `  --sweep-image IMAGE  enable IceoryxSweeps: image of their Jobs, the operator's own (default: sweeps are disabled)
  --sweep-image-pull-policy POLICY, --sweep-image-pull-secret NAME
                       Always, IfNotPresent or Never; a Secret in the namespace of the Jobs, repeatable
  --sweep-namespace NAMESPACE
                       namespace of the Jobs; it must admit privileged pods (default iceoryx-sweeps)
  --sweep-jobs NUMBER  limit of concurrent Jobs of all sweeps (default 50)
  --sweep-kubelet DIRECTORY
                       the kubelet's directory on the nodes (default /var/lib/kubelet)
  --sweep-trust-pid-namespace
                       for nodes that are containers, such as kind's: assume that no process outside of
                       a node's PID namespace uses its files
`;

interface Given {
  readonly 'sweep-image'?: string | undefined;
  readonly 'sweep-image-pull-policy'?: string | undefined;
  readonly 'sweep-image-pull-secret': readonly string[];
  readonly 'sweep-namespace': string;
  readonly 'sweep-jobs': string;
  readonly 'sweep-kubelet': string;
  readonly 'sweep-trust-pid-namespace': boolean;
}

/**
 * The options of sweeps.
 * @returns undefined if sweeps are disabled
 * @throws UsageError naming the option and its value
 */
export function sweepOptionsOf(given: Given): { settings: SweepSettings; limit: number } | undefined {
  const limit = wholeNumber('sweep-jobs', given['sweep-jobs'], 1, 10_000);
  const policy = given['sweep-image-pull-policy'];
  const image = given['sweep-image'];
  if (!given['sweep-kubelet'].startsWith('/')) {
    throw new UsageError(`--sweep-kubelet '${given['sweep-kubelet']}' is not possible; use an absolute path`);
  }
  return image === undefined
    ? undefined
    : {
        limit,
        settings: {
          image,
          imagePullPolicy:
            policy === undefined
              ? undefined
              : oneOf('sweep-image-pull-policy', policy, ['Always', 'IfNotPresent', 'Never']),
          imagePullSecrets: given['sweep-image-pull-secret'],
          namespace: given['sweep-namespace'],
          kubeletDirectory: given['sweep-kubelet'],
          trustsPidNamespace: given['sweep-trust-pid-namespace'],
        },
      };
}
