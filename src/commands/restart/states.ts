import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { KubeObject, Typed } from '../../kube/object.ts';
import type { EvictionStep, RolloutStep, RoudiStep } from './plan.ts';
import { roudiPod } from '../../controllers/domain/roudi-pod.ts';
import type { Pod } from '../../controllers/resources.ts';
import { controllerOf, faultIn, readySince, troubleOf, unreadyIn } from './pods.ts';

/** How far a step is. */
export interface StepState {
  /** Samples can flow again. */
  readonly isReady: boolean;
  /** In a few words. */
  readonly words: string;
  /** What is in the way, if something is known. */
  readonly trouble?: string | undefined;
  /** It will not become Ready. */
  readonly hasFailed?: boolean;
}

export interface RolloutSeen {
  readonly workloads: readonly KubeObject[];
  readonly pods: readonly KubeObject[];
  /** The IceoryxDeployment or IceoryxProfile that it is restarted for. */
  readonly objects: readonly KubeObject[];
}

/**
 * How far a rollout is, by the rules of `kubectl rollout status` (pkg/polymorphichelpers/rollout_status.go, v1.36).
 *
 * @param generation of the workload after its restart
 */
export function stateOfRollout(
  step: RolloutStep,
  { workloads, pods, objects }: RolloutSeen,
  generation: number,
): StepState {
  const [live] = workloads;
  if (live === undefined) {
    return { isReady: false, words: 'gone', trouble: `${step.kind} ${step.name} was deleted`, hasFailed: true };
  }
  const { observedGeneration = 0 } = (live['status'] ?? {}) as { observedGeneration?: number };
  const { wanted, updated, available, old } = countsOf(step.kind, live);
  const isReady = observedGeneration >= generation && updated >= wanted && old <= 0 && available >= wanted;
  const late = conditionsOf(live).find(
    ({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
  const [object] = objects;
  const trouble = isReady ? undefined : (faultIn(object) ?? troubleOf(pods) ?? late?.message ?? unreadyIn(object));
  return {
    isReady,
    words: `${Math.min(updated, wanted)} of ${wanted} pods new, ${Math.min(available, wanted)} available`,
    ...(trouble === undefined ? {} : { trouble }),
    ...(late !== undefined && observedGeneration >= generation ? { hasFailed: true } : {}),
  };
}

interface Counts {
  readonly wanted: number;
  /** Made from the new template. */
  readonly updated: number;
  readonly available: number;
  /** Made from an earlier one. */
  readonly old: number;
}

function countsOf(kind: RolloutStep['kind'], live: KubeObject): Counts {
  switch (kind) {
    case 'Deployment': {
      const { spec, status = {} } = live as Typed<IDeployment>;
      const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status;
      return { wanted: spec?.replicas ?? 1, updated, available, old: replicas - updated };
    }
    case 'StatefulSet': {
      const { spec, status } = live as Typed<IStatefulSet>;
      // Pods below the partition stay as they are.
      const { partition = 0 } = spec?.updateStrategy?.rollingUpdate ?? {};
      const wanted = Math.max(0, (spec?.replicas ?? 1) - partition);
      const updated = status?.updateRevision === status?.currentRevision ? wanted : (status?.updatedReplicas ?? 0);
      return { wanted, updated, available: (status?.readyReplicas ?? 0) - partition, old: 0 };
    }
    case 'DaemonSet': {
      const { status } = live as Typed<IDaemonSet>;
      const {
        desiredNumberScheduled: wanted = 0,
        updatedNumberScheduled: updated = 0,
        numberAvailable: available = 0,
      } = status ?? {};
      return { wanted, updated, available, old: 0 };
    }
  }
}

function conditionsOf(live: KubeObject): readonly { type: string; reason?: string; message?: string }[] {
  const { conditions = [] } = (live['status'] ?? {}) as { conditions?: { type: string; reason?: string }[] };
  return conditions;
}

export interface RoudiSeen {
  /** Pods with the domain's label, in its namespace. */
  readonly roudis: readonly KubeObject[];
  /** Pods of the node that may be those of apps. */
  readonly pods: readonly KubeObject[];
}

/**
 * How far the replacement of a RouDi is. An app is there again once its pod has become Ready since, or is gone for another
 * reason.
 */
export function stateOfRoudi(step: RoudiStep, { roudis, pods }: RoudiSeen): StepState {
  const next = roudis.find(({ metadata, ...rest }) => {
    const { node } = roudiPod({ ...rest, metadata } as Pod);
    return node === step.node && metadata.uid !== step.uid;
  });
  const before = roudis.find(({ metadata }) => metadata.uid === step.uid);
  const waited = step.apps.filter((app) => app.readySince !== undefined);
  const missing = waited.filter(({ uid, readySince: since }) => {
    const pod = pods.find(({ metadata }) => metadata.uid === uid);
    const now = pod && readySince(pod);
    return pod !== undefined && (now === undefined || now === since);
  });
  const isRoudiReady = next !== undefined && readySince(next) !== undefined;
  const isReady = isRoudiReady && missing.length === 0;
  const roudi = isRoudiReady ? 'RouDi is ready' : before === undefined ? 'RouDi starts' : 'RouDi ends after its apps';
  const affected = pods.filter(({ metadata }) => missing.some(({ uid }) => uid === metadata.uid));
  const trouble = isReady
    ? undefined
    : (troubleOf(next === undefined ? [] : [next]) ?? (isRoudiReady ? troubleOf(affected) : undefined));
  return {
    isReady,
    words: `${roudi}, ${waited.length - missing.length} of ${waited.length} pods of apps are ready again`,
    ...(trouble === undefined ? {} : { trouble }),
  };
}

export interface EvictionSeen {
  readonly pods: readonly KubeObject[];
}

/**
 * How far the replacement of an evicted pod is.
 *
 * @param before uids of the pods that its controller had
 */
export function stateOfEviction(step: EvictionStep, { pods }: EvictionSeen, before: ReadonlySet<string>): StepState {
  const others = pods.filter(
    (pod) =>
      controllerOf(pod) === step.owner.uid &&
      !before.has(pod.metadata.uid ?? '') &&
      pod.metadata.deletionTimestamp === undefined,
  );
  const next = others.find((pod) => readySince(pod) !== undefined) ?? others[0];
  const isReady = next !== undefined && readySince(next) !== undefined;
  const trouble = isReady ? undefined : troubleOf(others);
  const name = next?.metadata.name;
  return {
    isReady,
    words: name === undefined ? 'the next pod is not there yet' : isReady ? `${name} is ready` : `${name} starts`,
    ...(trouble === undefined ? {} : { trouble }),
  };
}
