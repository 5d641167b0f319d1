import { isDeepStrictEqual } from 'node:util';
import { type FaultFinding, type Finding, type Reason, withFindings } from '../../api/conditions.ts';
import type { IceoryxProfileStatus } from '../../api/iceoryx-profile.generated.ts';
import { firstNames } from '../../text.ts';
import { type Because, type Progress, type ProgressFinding, progressFindings, withReason } from '../kit/conditions.ts';
import { type ObservedPod, roudiGate } from '../pods/observed-pod.ts';
import { sizesOf } from '../pods/plan-sizes.ts';
import { restartsOf } from '../pods/restarts.ts';
import type { IceoryxProfile } from '../resources.ts';
import type { ProfileDecision } from './decide.ts';
import { countsOf, type Survey, workloadsOf } from './survey.ts';

/** What recovery, diagnosis and restarts found. */
export interface Seen {
  readonly findings: readonly (Finding | FaultFinding)[];
  /** Number of pods with a fault. */
  readonly faulty: number;
  /** What keeps a pod from being Ready. */
  readonly because?: Because | undefined;
  /** Why a workload cannot be restarted. */
  readonly refused?: string | undefined;
}

/** The status of an IceoryxProfile. Sizes stay while a new specification has an obstacle. */
export function statusOf(
  object: IceoryxProfile,
  decision: ProfileDecision,
  survey: Survey,
  { findings: others, faulty, because, refused }: Seen,
  { now, operator }: { readonly now: Date; readonly operator?: string | undefined },
): IceoryxProfileStatus {
  const { metadata, spec, status: before = {} } = object;
  const withRoudi = [...survey.injected, ...survey.outOfDate];
  const ready = withRoudi.filter((pod) => roudiGate(pod)?.ready === true).length;
  const progress = progressOf(object, decision, survey, ready);
  const findings: readonly (FaultFinding | Finding | ProgressFinding)[] = [
    ...progressFindings(progress).map((finding) =>
      decision.obstacle === undefined && progress.reason !== 'NotInjected' ? withReason(finding, because) : finding,
    ),
    injectedFinding(object, survey),
    roudiFinding(ready, withRoudi.length),
    upToDateFinding(object, decision, survey, refused),
    ...others,
  ];
  const generation = metadata.generation ?? 0;
  const sizes = decision.plan && sizesOf(decision.plan);
  const { lastRestartTime: _, ...roudi } = before.roudi ?? {};
  const restarts = restartsOf(withRoudi, spec.domain === undefined ? 'roudi' : 'agent');
  const manager = operator ?? before.manager;
  return {
    ...before,
    ...sizes,
    observedGeneration: generation,
    ...(manager === undefined ? {} : { manager }),
    pods: countsOf(survey, faulty),
    ...workloadsOf(survey),
    roudi: { ...roudi, ...sizes?.roudi, ready, ...restarts },
    conditions: withFindings(before.conditions ?? [], findings, generation, now),
  };
}

/** Whether statuses differ only in numbers of pods. */
export function isProgress(before: IceoryxProfileStatus = {}, after: IceoryxProfileStatus = {}): boolean {
  return isDeepStrictEqual(withoutProgress(before), withoutProgress(after));
}

function withoutProgress(status: IceoryxProfileStatus): object {
  const { ready: _, restarts: __, lastRestartTime: ___, ...roudi } = status.roudi ?? {};
  const conditions = status.conditions?.map(({ type, status: is, reason }) => [type, is, reason]);
  return { ...status, pods: {}, workloads: [], moreWorkloads: 0, roudi, conditions };
}

function progressOf(
  { spec }: IceoryxProfile,
  { obstacle }: ProfileDecision,
  { injected, outOfDate, missing }: Survey,
  ready: number,
): Progress<Reason> {
  if (obstacle !== undefined) {
    const passes = obstacle.reason === 'DomainNotFound' || obstacle.reason === 'DomainEnding';
    return { state: passes ? 'Reconciling' : 'Stalled', ...obstacle };
  }
  if (missing.length > 0) {
    return {
      state: spec.missed === 'Replace' ? 'Reconciling' : 'Stalled',
      reason: 'NotInjected',
      message:
        missing.length === 1
          ? 'one pod that asks for RouDi has none'
          : `${missing.length} pods that ask for RouDi have none`,
    };
  }
  const wanted = injected.length + outOfDate.length;
  const message = `RouDi is ready in ${ready} of ${wanted} pods`;
  if (ready < wanted) {
    return { state: 'Reconciling', reason: 'NotAllReady', message };
  }
  return wanted === 0
    ? { state: 'Ready', reason: 'NoPods', message: 'no pod asks for this profile' }
    : { state: 'Ready', reason: 'AllReady', message };
}

function injectedFinding({ spec }: IceoryxProfile, { injected, outOfDate, missing }: Survey): Finding {
  const type = 'AllInjected';
  if (missing.length > 0) {
    const remedy =
      spec.missed === 'Replace'
        ? 'those with a controller are replaced, within spec.recovery.maxPerHour'
        : 'restart their workloads (kubectl rollout restart), delete them, or set spec.missed: Replace';
    const message = `pods were created without the RouDi that they ask for, while the webhook was away or before there was one: ${namesOf(missing)}; ${remedy}`;
    return { type, status: 'False', reason: 'NotInjected', message };
  }
  return injected.length + outOfDate.length === 0
    ? { type, status: 'True', reason: 'NoPods', message: 'no pod asks for this profile' }
    : { type, status: 'True', reason: 'AllInjected', message: 'every pod that asks has RouDi' };
}

function roudiFinding(ready: number, wanted: number): Finding {
  const type = 'RouDiReady';
  const message = `RouDi is ready in ${ready} of ${wanted} pods`;
  if (wanted === 0) {
    return { type, status: 'True', reason: 'NoPods', message: 'no pod has RouDi from this profile' };
  }
  return ready >= wanted
    ? { type, status: 'True', reason: 'AllReady', message }
    : { type, status: 'False', reason: 'NotAllReady', message };
}

function upToDateFinding(
  { spec }: IceoryxProfile,
  { marks }: ProfileDecision,
  { outOfDate }: Survey,
  refused: string | undefined,
): Finding {
  const type = 'UpToDate';
  if (marks === undefined) {
    const message = 'no pod can be made from the profile now, as Ready says; pods that run stay as they are';
    return { type, status: 'Unknown', reason: 'Unknown', message };
  }
  if (outOfDate.length === 0) {
    return { type, status: 'True', reason: 'NewestShape', message: 'pods have RouDi as the profile says' };
  }
  const remedy =
    spec.rollout === 'Automatic'
      ? 'their Deployments, StatefulSets and DaemonSets are restarted, a few at a time; other pods change when they are created again'
      : 'they change when they are created again (kubectl rollout restart), or soon with spec.rollout: Automatic';
  const message = `the profile, its domain or the operator has changed since these pods were created: ${namesOf(outOfDate)}; ${refused ?? remedy}`;
  return { type, status: 'False', reason: 'NewerShapeAvailable', message };
}

function namesOf(pods: readonly ObservedPod[]): string {
  return firstNames(pods.map(({ metadata }) => metadata.name));
}
