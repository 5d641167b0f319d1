import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IContainerState } from 'kubernetes-models/v1/ContainerState';
import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { KubeObject } from '../../kube/object.ts';
import {
  AGENT_CONTAINER,
  DEPLOYMENT_LABEL,
  DOMAIN_VOLUME,
  EARLIER_AGENT_CONTAINER,
  EARLIER_ROUDI_CONTAINER,
  INSTALL_CONTAINER,
  ROUDI_CONTAINER,
  SHM_DIRECTORY,
  VOLUMES,
} from '../../pod/names.ts';
import { cut } from '../../text.ts';
import { MOST_TEXT } from '../kit/bounds.ts';
import { keptMetadata } from '../kit/metadata.ts';
import type { Pod } from '../resources.ts';

/** What we need of a pod, and no more: a cache may hold ten thousand. Times are milliseconds since 1970. */
export interface ObservedPod extends KubeObject {
  /** The ReplicaSet that controls it. */
  readonly replicaSet?: string;
  readonly created: number;
  /** Whether the kubelet renews its containers in place: the agent carries the rule. */
  readonly renewsItself: boolean;
  /** Since when it is not Ready; absent while it is, or before the kubelet has said so. */
  readonly unreadySince?: number;
  /** Since when it is Ready; absent while it is not. */
  readonly readySince?: number;
  /** On its node it has no sandbox, or not all of its volumes, so that no container can be started. */
  readonly noSandbox?: true;
  /** Why no node takes it. */
  readonly unschedulable?: string;
  /** The claim by which it has the directories of its domain. */
  readonly claim?: string;
  /** Where it is, and what it gets to end, of one with such a claim. */
  readonly node?: string;
  readonly graceSeconds?: number;
  /** No container of it will run again. */
  readonly isOver?: true;
  /** Why the kubelet ended it, or did not take it, in its words: of a pod that is over. */
  readonly endedBecause?: string;
  readonly containers: readonly ObservedContainer[];
}

export interface ObservedContainer {
  readonly name: string;
  /** An app shares the memory; `other` is everything else of the template. */
  readonly role: 'roudi' | 'agent' | 'app' | 'other';
  readonly ready: boolean;
  readonly restarts: number;
  /** It runs, and its startup probe has not succeeded yet. */
  readonly isStarting?: true;
  /** How long its startup probe lets it take, in seconds; of RouDi only. */
  readonly startupSeconds?: number;
  /** The kubelet ends it where its liveness probe fails. */
  readonly isProbed?: true;
  /** When it was started, if it runs. */
  readonly runningSince?: number;
  readonly waiting?: { readonly reason: string; readonly message?: string };
  /** How it ended, if it does not run, and how it ended the time before. */
  readonly end?: End;
  readonly lastEnd?: End;
}

/** The end of a container. */
export interface End {
  readonly exitCode: number;
  readonly reason?: string;
  /** The termination message, of a container that failed. */
  readonly message?: string;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** The kubelet keeps no more of a termination message (MaxContainerTerminationMessageLength, v1.36). */
const MOST_END = 4096;

/** What is seen of a pod as the API server sends it. */
export function observedPod({ metadata, spec, status }: Pod): ObservedPod {
  const { labels, creationTimestamp } = metadata;
  const owner = metadata.ownerReferences?.find(({ controller, kind }) => controller === true && kind === 'ReplicaSet');
  const label = labels?.[DEPLOYMENT_LABEL];
  const declared = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const apps = new Set(declared.filter(({ volumeMounts }) => volumeMounts?.some(isShared)).map((c) => c.name));
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
      ...(label === undefined ? {} : { labels: { [DEPLOYMENT_LABEL]: label } }),
    },
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
    containers: statuses.map((each) =>
      observedContainer(
        each,
        injected.get(each.name) ?? (apps.has(each.name) ? 'app' : 'other'),
        declared.find(({ name }) => name === each.name),
      ),
    ),
  };
}

/**
 * Why a pod is over that the kubelet ended, or did not take. It is Succeeded, and has neither message nor reason, if all
 * its containers ended with 0 when they were asked to.
 */
export function endedBecause({ message, reason, conditions = [] }: NonNullable<Pod['status']> = {}):
  | string
  | undefined {
  const disrupted = conditions.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True');
  return message ?? disrupted?.message ?? reason;
}

/** A mount of the segments, those of the pod or of its domain. */
function isShared({ name, mountPath }: { name: string; mountPath: string }): boolean {
  return VOLUMES.has(name) && mountPath === SHM_DIRECTORY;
}

function observedContainer(
  { name, ready, restartCount, started: isStarted, state, lastState }: IContainerStatus,
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
 * The roles of the containers that an operator has added. Pods that one before 0.2 has made have others; a container of
 * the template may have their names since.
 */
function injectedRoles(declared: readonly { name: string }[]): Record<string, ObservedContainer['role']> {
  return declared.some(({ name }) => name === AGENT_CONTAINER || name === ROUDI_CONTAINER)
    ? { [ROUDI_CONTAINER]: 'roudi', [AGENT_CONTAINER]: 'agent', [INSTALL_CONTAINER]: 'other' }
    : { [EARLIER_ROUDI_CONTAINER]: 'roudi', [EARLIER_AGENT_CONTAINER]: 'agent' };
}

/** With the defaults of Kubernetes. */
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
