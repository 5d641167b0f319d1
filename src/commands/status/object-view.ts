import { restartsOf } from '../../controllers/pods/restarts.ts';
import { roudiGate } from '../../controllers/pods/observed-pod.ts';
import { domainKeyOf, type IceoryxDeployment, type IceoryxDomain } from '../../controllers/resources.ts';
import { objectKey } from '../../kube/object.ts';
import { lastFindingOf, problemsOf, readyOf, unknownOf } from './conditions.ts';
import type { Found } from './kinds.ts';
import { isLiving, isReady, type Place, podViewOf, type SeenPod } from './pod-view.ts';
import { lastRecoveryOf } from './recovery.ts';
import type { EventView, ObjectView, PodCounts, PodView, Roudi, SharedMemory } from './view.ts';

/** Events that are shown of an object. */
const MOST_EVENTS = 10;

/** What is known of an object besides itself. */
export interface Surroundings {
  /** Its pods; undefined if pods may not be listed. */
  readonly pods: readonly SeenPod[] | undefined;
  /** Events about it, the oldest first. */
  readonly events: readonly EventView[];
  /** The IceoryxDeployments that were seen; the apps of a domain are theirs. */
  readonly deployments: readonly IceoryxDeployment[];
}

/** An object as the command shows it. */
export function objectViewOf(found: Found, { pods, events, deployments }: Surroundings): ObjectView {
  const { kind, object } = found;
  const { metadata, status } = object;
  const domain = found.kind === 'IceoryxDomain' ? undefined : domainKeyOf(found.object);
  const place: Place = kind === 'IceoryxDomain' ? 'domain' : domain === undefined ? 'pod' : 'member';
  const users = found.kind === 'IceoryxDomain' ? found.object.status?.apps : undefined;
  const viewed = pods?.map((seen) => ({ seen, view: podViewOf(seen, place, computedBytesOf(found)) }));
  const podList = viewed?.map(({ view }) => view);
  const living = viewed?.filter(({ seen }) => isLiving(seen.pod)).map(({ view }) => view);
  const apps = found.kind === 'IceoryxDomain' ? appsOfUsers(found.object, deployments) : appsOf(found, podList);
  const sharedMemory =
    place === 'member' ? undefined : living === undefined ? sharedMemoryBy(found) : fullestOf(living);
  const lastRecovery = lastRecoveryOf(events, {
    restartedAt: restartedAtOf(found, pods, place),
    replacements: found.kind === 'IceoryxDomain' ? [] : found.object.status?.recovery?.replacements,
  });
  const lastFinding = lastFindingOf(object, events);
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    ...(metadata.creationTimestamp === undefined ? {} : { createdAt: metadata.creationTimestamp }),
    ...(metadata.deletionTimestamp === undefined ? {} : { deletingSince: metadata.deletionTimestamp }),
    ...(domain === undefined ? {} : { domain }),
    ...(users === undefined ? {} : { users }),
    ready: readyOf(object),
    pods: podCountsOf(found, pods),
    ...(apps === undefined ? {} : { apps }),
    roudi: roudiOf(found, podList),
    ...(sharedMemory === undefined ? {} : { sharedMemory }),
    ...(lastRecovery === undefined ? {} : { lastRecovery }),
    ...(lastFinding === undefined ? {} : { lastFinding }),
    problems: problemsOf(object),
    unknown: unknownOf(object),
    warnings: status !== undefined && 'warnings' in status ? (status.warnings ?? []) : [],
    podList: podList ?? [],
    events: events.slice(-MOST_EVENTS),
  };
}

/** The part of the status about RouDi, which a domain has at its top. */
function roudiStatusOf({ kind, object }: Found) {
  return kind === 'IceoryxDomain' ? object.status : object.status?.roudi;
}

function computedBytesOf({ kind, object }: Found): number | undefined {
  return kind === 'IceoryxDomain' ? object.status?.segmentBytes : object.status?.sharedMemory?.segmentBytes;
}

function podCountsOf({ kind, object }: Found, pods: readonly SeenPod[] | undefined): PodCounts {
  const living = pods?.filter(({ pod }) => isLiving(pod));
  const ready = living?.filter(({ pod }) => isReady(pod));
  switch (kind) {
    case 'IceoryxDeployment':
      return { ready: ready?.length ?? object.status?.readyReplicas ?? 0, wanted: object.spec.replicas ?? 1 };
    case 'IceoryxDomain':
      return { ready: object.status?.readyNodes ?? 0, wanted: object.status?.desiredNodes ?? 0 };
    case 'IceoryxProfile': {
      const withRoudi = ready?.filter(({ observed }) => roudiGate(observed)?.ready === true);
      return {
        ready: withRoudi?.length ?? object.status?.roudi?.ready ?? 0,
        wanted: living?.length ?? object.status?.pods?.total ?? 0,
      };
    }
  }
}

/** The operator counts the apps of IceoryxDeployments; of profiles, the agents in the pods do. */
function appsOf({ kind, object }: Found, pods: readonly PodView[] | undefined): ObjectView['apps'] {
  const counted = kind === 'IceoryxDeployment' ? object.status?.apps : undefined;
  if (counted !== undefined) {
    return { connected: counted.connected, expected: counted.expected, source: 'status' };
  }
  const seen = (pods ?? []).flatMap(({ apps }) => apps ?? []);
  return seen.length === 0 ? undefined : { connected: seen.reduce((sum, one) => sum + one, 0), source: 'agent' };
}

/** The sum over the users of a domain, if all of them were seen and their apps are counted. */
function appsOfUsers(domain: IceoryxDomain, deployments: readonly IceoryxDeployment[]): ObjectView['apps'] {
  const users = deployments.filter((each) => domainKeyOf(each) === objectKey(domain));
  const counts = users.flatMap(({ status }) => status?.apps ?? []);
  return users.length === 0 || users.length !== domain.status?.apps || counts.length < users.length
    ? undefined
    : {
        connected: counts.reduce((sum, { connected }) => sum + connected, 0),
        expected: counts.reduce((sum, { expected }) => sum + expected, 0),
        source: 'status',
      };
}

function roudiOf(found: Found, pods: readonly PodView[] | undefined): Roudi {
  const { release, image, restarts = 0 } = roudiStatusOf(found) ?? {};
  const youngest = pods
    ?.map(({ roudi }) => roudi)
    .reduce<PodView['roudi'] | undefined>(
      (last, each) => (each.startedAt !== undefined && each.startedAt > (last?.startedAt ?? '') ? each : last),
      undefined,
    );
  return {
    ...(release === undefined ? {} : { release }),
    ...(image === undefined ? {} : { image }),
    restarts: pods?.reduce((sum, { roudi }) => sum + roudi.restarts, 0) ?? restarts,
    ...(youngest?.startedAt === undefined ? {} : { startedAt: youngest.startedAt }),
    ...(youngest?.incarnation === undefined ? {} : { incarnation: youngest.incarnation }),
  };
}

/** The figure of the pod whose shared memory is fullest. */
function fullestOf(pods: readonly PodView[]): SharedMemory | undefined {
  return pods
    .flatMap(({ sharedMemory }) => sharedMemory ?? [])
    .toSorted((a, b) => shareOf(b) - shareOf(a) || b.usedBytes - a.usedBytes)[0];
}

function shareOf({ usedBytes, limitBytes = Infinity }: SharedMemory): number {
  return usedBytes / limitBytes;
}

/** The figure of an object whose pods are not known. */
function sharedMemoryBy(found: Found): SharedMemory | undefined {
  const usedBytes = computedBytesOf(found);
  const { kind, object } = found;
  const [ready = 0, limitBytes] =
    kind === 'IceoryxDomain'
      ? [object.status?.readyNodes, object.status?.memoryBytes]
      : [object.status?.roudi?.ready, object.status?.sharedMemory?.volumeBytes];
  return usedBytes === undefined || ready === 0
    ? undefined
    : { usedBytes, ...(limitBytes === undefined ? {} : { limitBytes }), source: 'status' };
}

/** When a RouDi that works was last started again in its pod. One that keeps ending has not recovered. */
function restartedAtOf(found: Found, pods: readonly SeenPod[] | undefined, place: Place): string | undefined {
  if (pods === undefined) {
    return readyOf(found.object).status === 'True' ? roudiStatusOf(found)?.lastRestartTime : undefined;
  }
  const working = pods.map(({ observed }) => observed).filter((pod) => roudiGate(pod)?.ready === true);
  return restartsOf(working, place === 'member' ? 'agent' : 'roudi').lastRestartTime;
}
