import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IContainerState } from 'kubernetes-models/v1/ContainerState';
import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import { toLabel } from '../../kube/mappers.ts';
import type { KubeObject } from '../../kube/object.ts';
import {
  AGENT_CONTAINER,
  DEPLOYMENT_LABEL,
  DOMAIN_VOLUME,
  EARLIER_AGENT_CONTAINER,
  EARLIER_ROUDI_CONTAINER,
  INSTALL_CONTAINER,
  PROFILE_LABEL,
  ROUDI_CONTAINER,
  SHM_DIRECTORY,
  VOLUMES,
} from '../../pod/names.ts';
import { cut } from '../../text.ts';
import { MOST_CONTAINERS, MOST_TEXT } from '../kit/bounds.ts';
import { keptMetadata } from '../kit/metadata.ts';
import type { Pod } from '../resources.ts';
import { type Asking, askingOf } from './asking.ts';

/**
 * Cached projection of a Pod. A cache may hold ten thousand of them, so it keeps only what reconciles read. Times are
 * milliseconds since 1970.
 */
export interface ObservedPod extends KubeObject, Asking {
  /** Name of the ReplicaSet that controls the pod. */
  readonly replicaSet?: string;
  readonly created: number;
  /** Whether the kubelet restarts all containers in place, because the agent container carries the restart rule. */
  readonly renewsItself: boolean;
  /** When Ready became False. Absent while the pod is Ready, and before the kubelet has set the condition. */
  readonly unreadySince?: number;
  /** When Ready became True. Absent while it is not. */
  readonly readySince?: number;
  /**
   * The pod is scheduled but PodReadyToStartContainers is False: it lacks a sandbox or volumes, so no container starts.
   */
  readonly noSandbox?: true;
  /** Why no node fits the pod, as the condition PodScheduled reports it. */
  readonly unschedulable?: string;
  /** Name of the PersistentVolumeClaim through which the pod mounts the directories of its domain. */
  readonly claim?: string;
  /** RouDi of a domain is in the pod, and no app. */
  readonly ofDomain?: true;
  /** Node and termination grace period. Set only on a scheduled pod with such a claim, and the node on one of a domain's RouDi. */
  readonly node?: string;
  readonly graceSeconds?: number;
  /** The pod is terminal (Succeeded or Failed): no container will run again. */
  readonly isOver?: true;
  /** Why a terminal pod was ended or rejected, as its status reports it. */
  readonly endedBecause?: string;
  readonly containers: readonly ObservedContainer[];
}

/** A container or init container of an {@link ObservedPod}. */
export interface ObservedContainer {
  readonly name: string;
  /** `roudi` and `agent` are injected. `app` mounts the shared memory. `other` is any other container. */
  readonly role: 'roudi' | 'agent' | 'app' | 'other';
  readonly ready: boolean;
  /** An init container that has to end before others start, and runs again whenever all containers are restarted. */
  readonly isInit?: true;
  /** Start of the container's id, as the agent reports it. Apps only. */
  readonly id?: string;
  readonly restarts: number;
  /** The container runs, but its startup probe has not succeeded yet. */
  readonly isStarting?: true;
  /** Seconds until its startup probe gives up. RouDi only. */
  readonly startupSeconds?: number;
  /** The container has a liveness probe, so the kubelet may kill it. */
  readonly isProbed?: true;
  /** When the container started. Absent while it does not run. */
  readonly runningSince?: number;
  readonly waiting?: { readonly reason: string; readonly message?: string };
  /** How the container ended if it does not run, and how it ended the time before. */
  readonly end?: End;
  readonly lastEnd?: End;
}

/** How a container ended. Times are milliseconds since 1970. */
export interface End {
  readonly exitCode: number;
  readonly reason?: string;
  /** Termination message. Absent if the container exited with 0. */
  readonly message?: string;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** The kubelet truncates termination messages to this length (MaxContainerTerminationMessageLength, v1.36). */
const MOST_END = 4096;

/** Projects a pod as the API server sends it. */
export function observedPod(pod: Pod): ObservedPod {
  const { metadata, spec, status } = pod;
  const { labels, creationTimestamp } = metadata;
  const owner = metadata.ownerReferences?.find(
    ({ controller, kind, apiVersion }) => controller === true && kind === 'ReplicaSet' && apiVersion === 'apps/v1',
  );
  const declared = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const apps = new Set(declared.filter(({ volumeMounts }) => volumeMounts?.some(isShared)).map((c) => c.name));
  const inits = new Set((spec?.initContainers ?? []).flatMap((c) => (c.restartPolicy === 'Always' ? [] : [c.name])));
  const injected = new Map(Object.entries(injectedRoles(declared)));
  const agent = declared.find(({ name }) => injected.get(name) === 'agent');
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const condition = (wanted: string, is = 'False') =>
    status?.conditions?.find(({ type, status }) => type === wanted && status === is);
  const ready = timeOf(condition('Ready', 'True')?.lastTransitionTime);
  const hasNoSandbox = spec?.nodeName !== undefined && condition('PodReadyToStartContainers') !== undefined;
  const claim = spec?.volumes?.find((volume) => volume.name === DOMAIN_VOLUME)?.persistentVolumeClaim?.claimName;
  const unready = timeOf(condition('Ready')?.lastTransitionTime);
  const unscheduled = condition('PodScheduled');
  const isOver = status?.phase === 'Failed' || status?.phase === 'Succeeded';
  const because = isOver ? endedBecause(status) : undefined;
  return {
    metadata: {
      ...keptMetadata(metadata, ['deletionTimestamp']),
      ...ownLabels(labels),
    },
    ...askingOf(pod),
    ...(owner === undefined ? {} : { replicaSet: owner.name }),
    created: timeOf(creationTimestamp) ?? 0,
    renewsItself: (agent?.restartPolicyRules ?? []).length > 0,
    ...(unready === undefined ? {} : { unreadySince: unready }),
    ...(ready === undefined ? {} : { readySince: ready }),
    ...(hasNoSandbox ? { noSandbox: true } : {}),
    ...(unscheduled === undefined
      ? {}
      : { unschedulable: cut(unscheduled.message ?? unscheduled.reason ?? '', MOST_TEXT) }),
    ...(claim === undefined ? {} : { claim }),
    ...(claim === undefined || spec?.nodeName === undefined
      ? {}
      : { node: spec.nodeName, graceSeconds: spec.terminationGracePeriodSeconds ?? 30 }),
    ...(isOver ? { isOver: true } : {}),
    ...(because === undefined ? {} : { endedBecause: cut(because, MOST_TEXT) }),
    containers: statuses.slice(0, MOST_CONTAINERS).map((each) => ({
      ...observedContainer(
        each,
        injected.get(each.name) ?? (apps.has(each.name) ? 'app' : 'other'),
        declared.find(({ name }) => name === each.name),
      ),
      ...(inits.has(each.name) ? { isInit: true } : {}),
    })),
  };
}

/** The labels that name the object of ours that a pod belongs to. */
function ownLabels(labels: Readonly<Record<string, string>> = {}): Pick<ObservedPod['metadata'], 'labels'> {
  const own = [DEPLOYMENT_LABEL, PROFILE_LABEL].flatMap((key) => {
    const value = labels[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return own.length === 0 ? {} : { labels: Object.fromEntries(own) };
}

/**
 * The IceoryxDeployment whose Deployment has created a pod. Any user may set our label on a pod, so the ReplicaSet that
 * controls it counts as well: its name is that of its Deployment and a hash (pkg/controller/deployment/sync.go, v1.36).
 */
export function deploymentOfPod(pod: ObservedPod): string[] {
  const name = pod.metadata.labels?.[DEPLOYMENT_LABEL] ?? '';
  const isOwn =
    pod.replicaSet?.startsWith(`${name}-`) === true && /^[a-z0-9]+$/.test(pod.replicaSet.slice(name.length + 1));
  return isOwn ? toLabel(DEPLOYMENT_LABEL)(pod) : [];
}

/**
 * The container that is ready exactly while the pod has a RouDi: RouDi's own, or in a domain the agent, whose startup
 * probe waits for the RouDi of the node.
 */
export function roudiGate({ containers }: Pick<ObservedPod, 'containers'>): ObservedContainer | undefined {
  return containers.find(({ role }) => role === 'roudi') ?? containers.find(({ role }) => role === 'agent');
}

/**
 * Why the kubelet ended or rejected a pod, by its status. A pod whose containers all exited with 0 when asked to stop
 * is Succeeded and has neither message nor reason, so the condition DisruptionTarget counts as well.
 */
export function endedBecause({ message, reason, conditions = [] }: NonNullable<Pod['status']> = {}):
  | string
  | undefined {
  const disrupted = conditions.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True');
  return message ?? disrupted?.message ?? reason;
}

/** Whether a mount holds the segments of the pod or of its domain. */
function isShared({ name, mountPath }: { name: string; mountPath: string }): boolean {
  return VOLUMES.has(name) && mountPath === SHM_DIRECTORY;
}

function observedContainer(
  { name, ready, restartCount, containerID, started: isStarted, state, lastState }: IContainerStatus,
  role: ObservedContainer['role'],
  declared: Partial<IContainer> = {},
): ObservedContainer {
  const { startupProbe, livenessProbe } = declared;
  const started = timeOf(state?.running?.startedAt);
  const end = endOf(state);
  const lastEnd = endOf(lastState);
  const { reason, message } = state?.waiting ?? {};
  return {
    name,
    role,
    ready,
    ...(role === 'app' && containerID !== undefined ? { id: shortId(containerID) } : {}),
    restarts: restartCount,
    ...(isStarted === false && started !== undefined ? { isStarting: true } : {}),
    ...(role === 'roudi' && startupProbe !== undefined ? { startupSeconds: secondsOf(startupProbe) } : {}),
    ...(livenessProbe === undefined ? {} : { isProbed: true }),
    ...(started === undefined ? {} : { runningSince: started }),
    ...(reason === undefined
      ? {}
      : { waiting: { reason, ...(message === undefined ? {} : { message: cut(message, MOST_TEXT) }) } }),
    ...(end === undefined ? {} : { end }),
    ...(lastEnd === undefined ? {} : { lastEnd }),
  };
}

/**
 * Roles of the containers that the operator injects. Operators before 0.2 used other names for them, which a container
 * of the template may have today.
 */
function injectedRoles(declared: readonly { name: string }[]): Record<string, ObservedContainer['role']> {
  return declared.some(({ name }) => name === AGENT_CONTAINER || name === ROUDI_CONTAINER)
    ? { [ROUDI_CONTAINER]: 'roudi', [AGENT_CONTAINER]: 'agent', [INSTALL_CONTAINER]: 'other' }
    : { [EARLIER_ROUDI_CONTAINER]: 'roudi', [EARLIER_AGENT_CONTAINER]: 'agent' };
}

/** Digits of a container's id that the agent reports (agent/internal/apps). */
const SHORT_ID = 12;

/** Kubernetes has an id as `RUNTIME://ID`. */
function shortId(containerID: string): string {
  return containerID.replace(/^.*:\/\//, '').slice(0, SHORT_ID);
}

/** Seconds until a probe gives up, with the defaults of Kubernetes. */
function secondsOf({ initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 }: IProbe): number {
  return initialDelaySeconds + periodSeconds * failureThreshold;
}

function endOf(state: IContainerState | undefined): End | undefined {
  if (state?.terminated === undefined) {
    return undefined;
  }
  const { exitCode, reason, message, startedAt, finishedAt } = state.terminated;
  const [started, finished] = [timeOf(startedAt), timeOf(finishedAt)];
  return {
    exitCode,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined || exitCode === 0 ? {} : { message: cut(message, MOST_END) }),
    ...(started === undefined ? {} : { startedAt: started }),
    ...(finished === undefined ? {} : { finishedAt: finished }),
  };
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
