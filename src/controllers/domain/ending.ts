import { type KubeObject, objectKey } from '../../kube/object.ts';
import { firstNames } from '../../text.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { observedNode } from '../nodes/observed-node.ts';
import { deploymentOfPod, type ObservedPod } from '../pods/observed-pod.ts';
import type { DaemonSet, Node } from '../resources.ts';
import type { Cleaned } from './cleanup.ts';
import type { DomainObservation } from './observe.ts';

/** Keeps a domain until its RouDi has ended: without the object its directories would be unknown. */
export const FINALIZER = 'iceoryx.io/domain';

/** How far the deletion has come. */
export interface Ending {
  readonly child: DaemonSet | undefined;
  /** The removal of the directories, once it has begun. */
  readonly cleaned?: Cleaned | undefined;
  /** Why a step could not be taken. */
  readonly obstacle?: Obstacle | undefined;
}

type Seen = Pick<
  DomainObservation,
  'appPods' | 'claims' | 'members' | 'nodes' | 'object' | 'orphans' | 'pods' | 'volumes'
>;

/** What a domain that is being deleted waits for, and what a user has to do where it does not come by itself. */
export function endingMessage(observed: Seen, ending: Ending): string {
  const waits = waitsFor(observed, ending);
  return ending.obstacle === undefined ? waits : `${waits}; ${ending.obstacle.message}`;
}

function waitsFor(
  { object, appPods, pods, orphans = [], volumes = [], claims = [], members, nodes }: Seen,
  { child, cleaned }: Ending,
): string {
  if (appPods.length > 0) {
    const owners = new Set(members.map(objectKey));
    const others = appPods.filter((pod) => !deploymentOfPod(pod).some((key) => owners.has(key)));
    const workloads = new Set(others.flatMap((pod) => workloadOf(pod) ?? []));
    const strangers = others.filter((pod) => !isGoing(pod) && workloadOf(pod) === undefined);
    const hands = [
      ...(workloads.size === 0 ? [] : [`; delete ${firstNames([...workloads])}, or scale it to 0`]),
      ...(strangers.length === 0 ? [] : [`; delete ${keys(strangers)}, which no IceoryxDeployment of the domain has`]),
    ];
    return `${appPods.length} pods still use the domain, ${keys(appPods)}: RouDi is stopped after them${hands.join('')}${deadNodes(appPods, nodes)}`;
  }
  const roudi = [...pods, ...orphans];
  if (roudi.length > 0) {
    const where = firstNames(roudi.map(({ node, metadata }) => node ?? metadata.name));
    return `RouDi is being stopped on ${roudi.length} nodes, ${where}${deadNodes(roudi, nodes)}`;
  }
  if (child !== undefined && isGoing(child)) {
    return `DaemonSet ${objectKey(child)} is being deleted; if it stays, kubectl describe shows the finalizer that keeps it`;
  }
  if (claims.length > 0) {
    return `waiting for claims, which Kubernetes keeps while pods use them: ${firstNames(claims.map(inUse))}`;
  }
  if (volumes.length > 0) {
    const names = firstNames(volumes.map(({ metadata }) => metadata.name));
    return `waiting for volumes, ${names}; if one stays, kubectl describe pv shows the finalizer that keeps it`;
  }
  const others = (object.metadata.finalizers ?? []).filter((each) => each !== FINALIZER);
  const after =
    others.length === 0 ? '' : `; then the object stays until others remove their finalizers, ${firstNames(others)}`;
  if (cleaned?.obstacle !== undefined) {
    return `the directories cannot be removed from the nodes: ${cleaned.obstacle.message}; or remove the finalizer ${FINALIZER}, and the directories stay until the nodes start again${after}`;
  }
  const sweeping = (cleaned?.outcomes ?? []).filter(({ state }) => state === 'Sweeping');
  const where = sweeping.map(({ node, reason, message }) => `${node} (${message === '' ? reason : message})`);
  const rest = cleaned === undefined ? 'all of its parts are gone' : 'the directories are being removed from the nodes';
  return `${rest}${where.length === 0 ? '' : `: ${firstNames(where)}`}${after}`;
}

/** Pods of such a node stay until it is back, or until Kubernetes is told that it does not come back. */
function deadNodes(pods: readonly { readonly node?: string | undefined }[], nodes: readonly Node[]): string {
  const dead = nodes
    .map(observedNode)
    .filter(({ isReady, metadata }) => !isReady && pods.some(({ node }) => node === metadata.name));
  return dead.length === 0
    ? ''
    : `; not ready: ${firstNames(dead.map(({ metadata, because }) => `${metadata.name} (${because})`))}: pods of such a node end when it is back, or once it is removed by kubectl delete node`;
}

/** The workload that creates a pod again, if it asked for RouDi. */
function workloadOf({ metadata, mark, owner }: ObservedPod): string | undefined {
  return mark === undefined || owner === undefined ? undefined : `${owner.kind} ${metadata.namespace}/${owner.name}`;
}

function inUse(claim: KubeObject): string {
  const { namespace, name } = claim.metadata;
  return `delete the pods that kubectl describe pvc ${name} -n ${namespace} shows as Used By`;
}

function isGoing({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function keys(objects: readonly KubeObject[]): string {
  return firstNames(objects.map(objectKey));
}
