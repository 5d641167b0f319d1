import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import { isAmount, parseQuantity } from '../../api/quantity.ts';
import { toSeconds } from '../../api/time.ts';
import { roudiGate } from '../../controllers/pods/observed-pod.ts';
import type { Pod } from '../../controllers/resources.ts';
import { ROUDI_CONTAINER, SHM_VOLUME } from '../../pod/names.ts';
import type { AgentStatus } from '../kit/agent-status.ts';
import type { Asked } from './agents.ts';
import type { PodView, SharedMemory } from './view.ts';

/**
 * Whose RouDi the apps of a pod use: its own, whose segments are in a volume of the pod; that of a domain, in another
 * pod of the node; or the pod is that of a domain's RouDi, whose segments are on the node and count as its memory.
 */
export type Place = 'domain' | 'member' | 'pod';

/** A pod with all that is known of it. */
export interface SeenPod extends Asked {
  /** What the agent in it says; undefined where it was not asked, or did not answer. */
  readonly said?: AgentStatus | undefined;
}

/**
 * A pod as the command shows it.
 *
 * @param computedBytes size of the segments by the object's status, for a pod whose agent does not say it
 */
export function podViewOf(seen: SeenPod, place: Place, computedBytes: number | undefined): PodView {
  const { pod, said } = seen;
  const counted = countedStatuses(pod);
  const sharedMemory = place === 'member' ? undefined : sharedMemoryOf(seen, place, computedBytes);
  return {
    name: pod.metadata.name,
    ...(pod.spec?.nodeName === undefined ? {} : { node: pod.spec.nodeName }),
    ready: isReady(pod),
    readyContainers: counted.filter(({ ready }) => ready).length,
    containers: (pod.spec?.containers.length ?? 0) + sidecarsOf(pod).size,
    status: wordOf(pod),
    roudi: roudiOf(seen, place),
    ...(said === undefined || said.appsReason !== null || place === 'domain' ? {} : { apps: connectedIn(said.apps) }),
    ...(sharedMemory === undefined ? {} : { sharedMemory }),
    ...(said === undefined ? {} : { agent: agentOf(said) }),
  };
}

/** Whether a pod counts: it has not ended, and is not being deleted. */
export function isLiving({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
}

/** Names of init containers that run beside the others. kubectl counts them too. */
function sidecarsOf({ spec }: Pod): ReadonlySet<string> {
  return new Set((spec?.initContainers ?? []).flatMap((each) => (each.restartPolicy === 'Always' ? [each.name] : [])));
}

function countedStatuses(pod: Pod): IContainerStatus[] {
  const sidecars = sidecarsOf(pod);
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return [...initContainerStatuses.filter(({ name }) => sidecars.has(name)), ...containerStatuses];
}

/** Says of a container that others have to start first. */
const WAITS_FOR_OTHERS = 'PodInitializing';

/** Why a container does not run, else the phase, in kubectl's words. */
function wordOf({ metadata, status = {} }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) {
    return 'Terminating';
  }
  if (status.phase === 'Succeeded') {
    return 'Completed';
  }
  const { initContainerStatuses = [], containerStatuses = [] } = status;
  const reasons = [...initContainerStatuses, ...containerStatuses].flatMap(({ state }) =>
    state?.terminated?.exitCode === 0 ? [] : (state?.waiting?.reason ?? state?.terminated?.reason ?? []),
  );
  return reasons.find((reason) => reason !== WAITS_FOR_OTHERS) ?? status.reason ?? status.phase ?? 'Unknown';
}

function roudiOf({ observed, said }: SeenPod, place: Place): PodView['roudi'] {
  const role = place === 'member' ? 'agent' : 'roudi';
  const container = observed.containers.find((each) => each.role === role);
  const started = place === 'member' ? undefined : container?.runningSince;
  const incarnation = said?.roudi?.incarnation ?? undefined;
  return {
    restarts: container?.restarts ?? 0,
    ...(started === undefined ? {} : { startedAt: toSeconds(new Date(started)) }),
    ...(incarnation === undefined ? {} : { incarnation }),
  };
}

function agentOf({ agent }: AgentStatus): NonNullable<PodView['agent']> {
  const { version, phase, message } = agent;
  return { version: version ?? '', phase: phase ?? '', message: message ?? '' };
}

/** Containers whose processes have memory of RouDi. A process of an unknown container counts as one. */
function connectedIn(apps: AgentStatus['apps']): number {
  const connected = apps.filter(({ sharedMemoryBytes }) => (sharedMemoryBytes ?? 0) > 0);
  return new Set(connected.map(({ container, pid }) => container ?? pid)).size;
}

function sharedMemoryOf(
  { pod, observed, said }: SeenPod,
  place: Place,
  computedBytes: number | undefined,
): SharedMemory | undefined {
  const limitBytes = limitOf(pod, place);
  const limit = limitBytes === undefined ? {} : { limitBytes };
  if (said !== undefined && said.segmentsReason === null) {
    return {
      usedBytes: said.segments.reduce((sum, { residentBytes }) => sum + (residentBytes ?? 0), 0),
      ...limit,
      source: 'agent',
    };
  }
  const hasSegments = roudiGate(observed)?.role === 'roudi' && roudiGate(observed)?.ready === true;
  return hasSegments && computedBytes !== undefined
    ? { usedBytes: computedBytes, ...limit, source: 'status' }
    : undefined;
}

/** What bounds the segments: the volume in the pod, or the memory of a domain's RouDi. */
function limitOf({ spec }: Pod, place: Place): number | undefined {
  const limit =
    place === 'domain'
      ? [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find(({ name }) => name === ROUDI_CONTAINER)
          ?.resources?.limits?.['memory']
      : spec?.volumes?.find(({ name }) => name === SHM_VOLUME)?.emptyDir?.sizeLimit;
  return isAmount(limit) ? Number(parseQuantity(limit)) : undefined;
}
