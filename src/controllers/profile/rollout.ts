import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { RolloutStatus } from '../../api/iceoryx-profile.generated.ts';
import { toSeconds } from '../../api/time.ts';
import type { Typed } from '../../kube/object.ts';
import { INJECT_LABEL, PROFILE_LABEL } from '../../pod/names.ts';
import type { PodOwner } from '../pods/asking.ts';
import { ownerOf, type Survey } from './survey.ts';

/*
 * `spec.rollout: Automatic` restarts workloads whose pods are out of date, as `kubectl rollout restart` does:
 *
 *   the owners of such pods ──► recorded in the status, with the mark that their pods shall have ──► restarted
 *
 * The record comes first, and its time is the one that the restart writes. So an operator that is killed in between
 * restarts the workload later, and none restarts it twice for one change.
 */

/** A workload that can be restarted. */
export type Restartable = Typed<IDaemonSet> | Typed<IDeployment> | Typed<IStatefulSet>;

const KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);
/** The annotation of a template by which `kubectl rollout restart` changes it. */
const RESTARTED_ANNOTATION = 'kubectl.kubernetes.io/restartedAt';
/** How many workloads of a profile are restarted at the same time. */
const MOST_AT_ONCE = 4;
/** Limit of the schema. */
const MAX_ROLLOUTS = 64;

/** The workloads with pods that are out of date. */
export interface Outdated {
  /** Restarted for this mark, whose pods are not all replaced yet. */
  readonly begun: readonly RolloutStatus[];
  /** Not restarted for this mark, as many as may be now. */
  readonly next: readonly PodOwner[];
}

/** @param mark that the pods shall have */
export function outdatedOf({ outOfDate }: Survey, records: readonly RolloutStatus[], mark: string): Outdated {
  const owners = new Map(outOfDate.map((pod) => ownerOf(pod)).map((owner) => [`${owner.kind}/${owner.name}`, owner]));
  const workloads = [...owners.values()].filter(({ kind }) => KINDS.has(kind));
  const recordOf = (owner: PodOwner): RolloutStatus | undefined =>
    records.find(({ kind, name, mark: of }) => kind === owner.kind && name === owner.name && of === mark);
  const begun = workloads.flatMap((owner) => recordOf(owner) ?? []);
  return {
    begun,
    next: workloads.filter((owner) => recordOf(owner) === undefined).slice(0, Math.max(0, MOST_AT_ONCE - begun.length)),
  };
}

/** The records with those of workloads that are restarted now. */
export function withRestarts(
  records: readonly RolloutStatus[],
  workloads: readonly PodOwner[],
  mark: string,
  now: Date,
): RolloutStatus[] {
  const added = workloads.map(({ kind, name }) => ({ kind, name, mark, time: toSeconds(now) }));
  return [...records, ...added].slice(-MAX_ROLLOUTS);
}

/** Whether pods of the workload ask for a profile. Any user may write a pod that names another's workload as its owner. */
export function asksFor({ spec }: Restartable, profile: string): boolean {
  const { [PROFILE_LABEL]: named, [INJECT_LABEL]: inject } = spec?.template.metadata?.labels ?? {};
  return inject !== 'false' && (named === undefined ? inject === 'true' : named === profile);
}

/** Whether a rollout is under way, which a restart would disturb. */
export function isRollingOut(workload: Restartable): boolean {
  const { metadata, status } = workload;
  return (status?.observedGeneration ?? 0) < (metadata.generation ?? 0) || hasOldPods(workload);
}

/** Without a rolling update, old pods stay until somebody deletes them. */
function hasOldPods({ spec, status = {} }: Restartable): boolean {
  if ('desiredNumberScheduled' in status) {
    return isRolling(spec) && (status.updatedNumberScheduled ?? 0) < status.desiredNumberScheduled;
  }
  const { replicas = 0, updatedReplicas = 0 } = status as { replicas?: number; updatedReplicas?: number };
  const wanted = (spec as { replicas?: number } | undefined)?.replicas ?? 1;
  return isRolling(spec) && (updatedReplicas < wanted || replicas > updatedReplicas);
}

function isRolling(spec: Restartable['spec']): boolean {
  return (spec as { updateStrategy?: { type?: string } } | undefined)?.updateStrategy?.type !== 'OnDelete';
}

/** Whether the workload was restarted since then. */
export function wasRestarted({ spec }: Restartable, { time }: RolloutStatus): boolean {
  const restarted = Date.parse(spec?.template.metadata?.annotations?.[RESTARTED_ANNOTATION] ?? '');
  return restarted >= Date.parse(time);
}

/** The patch by which a workload is restarted. */
export function restart({ time }: Pick<RolloutStatus, 'time'>, resourceVersion: string | undefined): object {
  return {
    metadata: { resourceVersion },
    spec: { template: { metadata: { annotations: { [RESTARTED_ANNOTATION]: time } } } },
  };
}
