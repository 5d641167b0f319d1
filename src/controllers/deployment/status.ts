import { type FaultFinding, type Finding, withFindings } from '../../api/conditions.ts';
import type { IceoryxDeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import { computedOf } from '../../pod/figures.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { cut, printable } from '../../text.ts';
import { type Because, type ProgressFinding, progressFindings, withReason } from '../kit/conditions.ts';
import type { AppsReport } from '../pods/diagnosis/apps-connected.ts';
import { type ObservedPod, roudiGate } from '../pods/observed-pod.ts';
import { sizesOf } from '../pods/plan-sizes.ts';
import { restartsOf } from '../pods/restarts.ts';
import type { IceoryxDeployment } from '../resources.ts';
import type { Applied } from './apply.ts';
import { type DeploymentProgress, progressDespite, progressOf } from './progress.ts';
import { rolloutFinding } from './rollout.ts';
import { capabilitiesOf } from './shape.ts';
import { releaseOf, versionFinding } from './versions.ts';

/**
 * The status of an IceoryxDeployment. Numbers of pods come from the Deployment, those of RouDi from the pods, sizes
 * from the plan. The sizes of running pods stay while a new specification has an obstacle.
 *
 * @param others findings of recovery and diagnosis
 * @param seen what keeps pods from being Ready now, and which apps are connected, as far as that is known
 */
export function statusOf(
  object: IceoryxDeployment,
  applied: Applied,
  pods: readonly ObservedPod[],
  others: readonly (Finding | FaultFinding)[],
  now: Date,
  { because, apps = {} }: Seen = {},
): IceoryxDeploymentStatus {
  const { metadata, spec, status: before } = object;
  const { child, plan, record } = applied;
  const progress = progressFor(applied);
  const ready = pods.filter((pod) => hasRoudi(pod)).length;
  const role = plan?.request.domain === undefined ? 'roudi' : 'agent';
  const findings: AnyFinding[] = [
    ...(applied.obstacle === undefined
      ? withApps(
          progressFindings(progress).map((finding) => withReason(finding, because)),
          apps,
          before,
        )
      : progressFindings(progress)),
    ...(plan === undefined ? [] : [...planFindings(plan), rolloutFinding(applied.outdatedBecause)]),
    versionFinding(object, plan?.release ?? releaseOf(object), plan?.request.roudi),
    roudiFinding(ready, spec.replicas ?? 1, pods.length),
    ...(apps.finding === undefined ? [] : [apps.finding]),
    ...others,
  ];
  const observedGeneration = metadata.generation ?? 0;
  const planned = plan === undefined ? undefined : planStatus(plan, capabilitiesOf(child));
  const { apps: _, ...kept } = before ?? {};
  return {
    ...kept,
    ...planned,
    observedGeneration,
    replicas: child?.status?.replicas ?? 0,
    updatedReplicas: child?.status?.updatedReplicas ?? 0,
    readyReplicas: child?.status?.readyReplicas ?? 0,
    availableReplicas: child?.status?.availableReplicas ?? 0,
    selector: `${DEPLOYMENT_LABEL}=${metadata.name}`,
    ...(record === undefined ? {} : { deployment: record }),
    roudi: { ...withoutRestart(before?.roudi), ...planned?.roudi, ready, ...restartsOf(pods, role) },
    ...appsStatus(before, apps),
    conditions: withFindings(before?.conditions ?? [], findings, observedGeneration, now),
  };
}

/** What the pods themselves tell. */
export interface Seen {
  readonly because?: Because | undefined;
  readonly apps?: AppsReport | undefined;
}

type AnyFinding = Finding | FaultFinding | ProgressFinding;

/**
 * An object whose apps should have connected by now is not Ready, though its pods are. That stays while a pod has not been
 * looked at, as after a start of the operator.
 */
function withApps(
  findings: readonly ProgressFinding[],
  { finding: connected, isOverdue }: AppsReport,
  before: IceoryxDeploymentStatus | undefined,
): readonly ProgressFinding[] {
  const told = before?.conditions?.find(({ type, reason }) => type === 'Ready' && reason === 'AppsNotConnected');
  const late = isOverdue === true ? connected : connected === undefined ? told : undefined;
  const isReady = findings.some(({ type, status }) => type === 'Ready' && status === 'True');
  if (late === undefined || !isReady) {
    return findings;
  }
  const { reason, message } = late;
  return findings.map((finding) => ({
    ...finding,
    status: finding.type === 'Reconciling' ? 'True' : 'False',
    reason,
    message,
  }));
}

/** Counts of before stay only while nothing newer is known. */
function appsStatus(before: IceoryxDeploymentStatus = {}, { finding, counts }: AppsReport): IceoryxDeploymentStatus {
  const apps = finding === undefined ? before.apps : counts;
  return apps === undefined ? {} : { apps };
}

/** Whether the RouDi that the pod uses is ready. */
function hasRoudi(pod: ObservedPod): boolean {
  return roudiGate(pod)?.ready === true;
}

type RoudiStatus = NonNullable<IceoryxDeploymentStatus['roudi']>;

function withoutRestart(before: RoudiStatus = {}): RoudiStatus {
  const { lastRestartTime: _, ...others } = before;
  return others;
}

function progressFor({ child, plan, obstacle }: Applied): DeploymentProgress {
  if (obstacle !== undefined) {
    return progressDespite(obstacle);
  }
  return plan.request.domain?.isEnding === true
    ? {
        state: 'Reconciling',
        reason: 'DomainEnding',
        message: `IceoryxDomain ${plan.request.domain.key} is being deleted, so there are no pods; use another domain, or a RouDi in each pod`,
      }
    : progressOf(child);
}

function planFindings({ memory, termination, fits }: PodPlan): Finding[] {
  return [
    {
      type: 'SharedMemoryFits',
      status: 'True',
      reason: memory.volume?.isGiven === true || memory.roudi.isGiven ? 'AsGiven' : 'Computed',
      message: fits(),
    },
    termination.unsafe === undefined
      ? {
          type: 'TerminationSafe',
          status: 'True',
          reason: termination.isGiven ? 'AsGiven' : 'Computed',
          message: `the grace period of ${termination.gracePeriodSeconds} s is enough for ${termination.isFor}`,
        }
      : { type: 'TerminationSafe', status: 'False', ...termination.unsafe },
  ];
}

/** During a rollout there are more pods than desired. */
function roudiFinding(ready: number, wanted: number, present: number): Finding {
  const message = `RouDi is ready in ${ready} of ${Math.max(wanted, present)} pods`;
  if (wanted === 0 && ready === 0) {
    return { type: 'RouDiReady', status: 'True', reason: 'ScaledToZero', message: '0 replicas are desired' };
  }
  return ready >= wanted
    ? { type: 'RouDiReady', status: 'True', reason: 'AllReady', message }
    : { type: 'RouDiReady', status: 'False', reason: 'NotAllReady', message };
}

/** Limits of the CRD schema. */
const MAX_WARNINGS = 64;
const MAX_PATH = 1024;
const MAX_WARNING = 4096;

function planStatus(plan: PodPlan, capabilities: Capabilities | undefined) {
  return {
    terminationGracePeriodSeconds: plan.termination.gracePeriodSeconds,
    ...sizesOf(plan),
    computed: computedOf(plan, capabilities),
    warnings: plan.warnings.slice(0, MAX_WARNINGS).map(({ path, message }) => ({
      field: cut(printable(path), MAX_PATH),
      message: cut(printable(message), MAX_WARNING),
    })),
  };
}
