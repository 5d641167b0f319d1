import type { SweepSettings } from '../../controllers/sweep-jobs/job.ts';
import { oneOf, UsageError, wholeNumber } from '../usage.ts';

/** The command line as it is parsed. */
export interface GivenSweepOptions {
  readonly sweepImage?: string | undefined;
  readonly sweepImagePullPolicy?: string | undefined;
  readonly sweepImagePullSecret: readonly string[];
  readonly sweepNamespace: string;
  readonly sweepJobs: string;
  readonly sweepKubelet: string;
  readonly sweepTrustPidNamespace?: true | undefined;
}

/**
 * The options of sweeps.
 * @returns undefined if sweeps are disabled
 * @throws UsageError naming the option and its value
 */
export function sweepOptionsOf(given: GivenSweepOptions): { settings: SweepSettings; limit: number } | undefined {
  const limit = wholeNumber('sweep-jobs', given.sweepJobs, 1, 10_000);
  const policy = given.sweepImagePullPolicy;
  const image = given.sweepImage;
  if (!given.sweepKubelet.startsWith('/')) {
    throw new UsageError(`--sweep-kubelet '${given.sweepKubelet}' is not possible; use an absolute path`);
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
          imagePullSecrets: given.sweepImagePullSecret,
          namespace: given.sweepNamespace,
          kubeletDirectory: given.sweepKubelet,
          trustsPidNamespace: given.sweepTrustPidNamespace === true,
        },
      };
}
