import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { appHook } from './app-hook.ts';
import { isMountedAt, type MountPlan } from './mounts.ts';
import { TMP_DIRECTORY, TMP_VOLUME } from './names.ts';
import type { Placement } from './placement.ts';
import type { TerminationPlan } from './termination.ts';

/**
 * What injection adds that no reserved name tells, as an annotation of the pods says it: a hook of the author's, copied
 * from an injected pod, looks like the operator's.
 */
export interface InjectionRecord {
  readonly shareProcessNamespace?: true;
  readonly terminationGracePeriodSeconds?: number;
  /** Resources whose request for the whole pod is added. */
  readonly podRequests?: readonly string[];
  /** Group that is added to those of the pod. */
  readonly supplementalGroup?: number;
  /** The volume of the template that RouDi shares, and containers that get it at /tmp. */
  readonly tmp?: { readonly volume: string; readonly containers: readonly string[] };
  /** What keeps the pods on the nodes of their domain. */
  readonly placement?: Placement;
  /** Containers that get a preStop hook. */
  readonly preStop?: readonly string[];
}

interface Plans {
  readonly apps: readonly IContainer[];
  readonly hooked: readonly IContainer[];
  readonly termination: TerminationPlan;
  readonly mounts: MountPlan;
  readonly podRequests: readonly string[];
  readonly supplementalGroup: number | undefined;
  readonly placement: Placement | undefined;
}

export function injectionRecord(
  pod: IPodSpec,
  { apps, hooked, termination, mounts, podRequests, supplementalGroup, placement }: Plans,
): InjectionRecord {
  const { tmpVolume } = mounts;
  const withoutTmp =
    tmpVolume === TMP_VOLUME || mounts.isDomain ? [] : apps.filter((app) => !isMountedAt(app, TMP_DIRECTORY));
  const preStop = hooked.filter((container) => appHook(container, termination) !== undefined);
  return {
    ...(pod.shareProcessNamespace === undefined ? { shareProcessNamespace: true } : {}),
    ...(pod.terminationGracePeriodSeconds === undefined
      ? { terminationGracePeriodSeconds: termination.gracePeriodSeconds }
      : {}),
    ...(podRequests.length === 0 ? {} : { podRequests }),
    ...(supplementalGroup === undefined ? {} : { supplementalGroup }),
    ...(withoutTmp.length === 0 ? {} : { tmp: { volume: tmpVolume, containers: withoutTmp.map(({ name }) => name) } }),
    ...(placement === undefined ? {} : { placement }),
    ...(preStop.length === 0 ? {} : { preStop: preStop.map(({ name }) => name) }),
  };
}
