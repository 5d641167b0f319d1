import { type FaultFinding, type Finding, withFindings } from '../../api/conditions.ts';
import type { IceoryxDeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import { formatSize } from '../../api/quantity.ts';
import { figuresOf } from '../../pod/figures.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { cut, printable } from '../../text.ts';
import { progressFindings } from '../kit/conditions.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import type { IceoryxDeployment } from '../resources.ts';
import type { Applied } from './apply.ts';
import { type DeploymentProgress, progressDespite, progressOf } from './progress.ts';
import { rolloutFinding } from './rollout.ts';
import { capabilitiesOf } from './shape.ts';
import { releaseOf, versionFinding } from './versions.ts';

/**
 * The status of an IceoryxDeployment. Counts of pods come from the Deployment, those of RouDi from the pods, sizes from
 * the plan. Sizes of pods that run stay while a new specification cannot be carried out.
 *
 * @param others findings of those who looked at the pods for reasons of their own
 */
export function statusOf(
  object: IceoryxDeployment,
  applied: Applied,
  pods: readonly ObservedPod[],
  others: readonly (Finding | FaultFinding)[],
  now: Date,
): IceoryxDeploymentStatus {
  const { metadata, spec, status: before } = object;
  const { child, plan, record } = applied;
  const progress = progressFor(applied);
  const ready = pods.filter((pod) => isReadyIn(pod, plan?.readyRole ?? 'roudi')).length;
  const findings: (Finding | FaultFinding)[] = [
    ...progressFindings(progress),
    ...(plan === undefined ? [] : [...planFindings(plan), rolloutFinding(applied.outdatedBecause)]),
    versionFinding(object, plan?.release ?? releaseOf(object), plan?.request.roudi),
    roudiFinding(ready, spec.replicas ?? 1),
    ...others,
  ];
  const observedGeneration = metadata.generation ?? 0;
  const planned = plan === undefined ? undefined : planStatus(plan, capabilitiesOf(child));
  return {
    ...before,
    ...planned,
    observedGeneration,
    replicas: child?.status?.replicas ?? 0,
    updatedReplicas: child?.status?.updatedReplicas ?? 0,
    readyReplicas: child?.status?.readyReplicas ?? 0,
    availableReplicas: child?.status?.availableReplicas ?? 0,
    selector: `${DEPLOYMENT_LABEL}=${metadata.name}`,
    ...(record === undefined ? {} : { deployment: record }),
    roudi: { ...before?.roudi, ...planned?.roudi, ready },
    conditions: withFindings(before?.conditions ?? [], findings, observedGeneration, now),
  };
}

function isReadyIn({ containers }: ObservedPod, wanted: PodPlan['readyRole']): boolean {
  return containers.some(({ role, ready }) => role === wanted && ready);
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

function roudiFinding(ready: number, wanted: number): Finding {
  const message = `RouDi is ready in ${ready} of ${wanted} pods`;
  if (wanted === 0 && ready === 0) {
    return { type: 'RouDiReady', status: 'True', reason: 'ScaledToZero', message: 'no pods are wanted' };
  }
  return ready >= wanted
    ? { type: 'RouDiReady', status: 'True', reason: 'AllReady', message }
    : { type: 'RouDiReady', status: 'False', reason: 'NotAllReady', message };
}

/** As many as the schema takes. */
const MAX_WARNINGS = 64;
const MAX_PATH = 1024;
const MAX_WARNING = 4096;

function planStatus(plan: PodPlan, capabilities: Capabilities | undefined) {
  const { release, memory, termination } = plan;
  const { volume } = memory;
  return {
    terminationGracePeriodSeconds: termination.gracePeriodSeconds,
    sharedMemory: {
      size: formatSize(volume?.bytes ?? memory.segmentBytes),
      segmentBytes: Number(memory.segmentBytes),
      ...(volume === undefined ? {} : { volumeBytes: Number(volume.bytes) }),
      segments: memory.segments.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
    },
    roudi: { release: release.id, memoryBytes: Number(memory.roudi.bytes) },
    computed: figuresOf(plan, capabilities),
    warnings: plan.warnings.slice(0, MAX_WARNINGS).map(({ path, message }) => ({
      field: cut(printable(path), MAX_PATH),
      message: cut(printable(message), MAX_WARNING),
    })),
  };
}
