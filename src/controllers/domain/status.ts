import { isDeepStrictEqual } from 'node:util';
import { type FaultFinding, type Finding, type Reason, withFindings } from '../../api/conditions.ts';
import type { DaemonSetStatus, IceoryxDomainStatus, NodeStatus } from '../../api/iceoryx-domain.generated.ts';
import { formatSize } from '../../api/quantity.ts';
import { cut, firstNames, printable } from '../../text.ts';
import { type Because, type Progress, type ProgressFinding, progressFindings, withReason } from '../kit/conditions.ts';
import { observedNode } from '../nodes/observed-node.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import { restartsOf } from '../pods/restarts.ts';
import type { DaemonSet } from '../resources.ts';
import { type Access, namespaceOfVolume } from './claims.ts';
import { endingMessage } from './ending.ts';
import type { Cleaned } from './cleanup.ts';
import { templateOf } from './daemon-set.ts';
import { type Decision, memoryOf, type DomainObstacle } from './decide.ts';
import { isSelected } from './node-selection.ts';
import type { DomainObservation } from './observe.ts';
import { isAvailable, planRollingUpdate, type RollingUpdate } from './rolling-update.ts';
import type { RoudiPod } from './roudi-pod.ts';
import { staleMessage } from './stale-pods.ts';

/** Refusals of the API server to write volumes and claims, by the namespace that they are for. */
export type AccessRefusals = ReadonlyMap<string, string>;

/** The result of an apply. */
export interface Applied {
  readonly child: DaemonSet | undefined;
  readonly record?: DaemonSetStatus | undefined;
  readonly obstacle?: DomainObstacle | undefined;
  /** Sweeps of nodes that may have leftovers; undefined if sweeps are disabled. */
  readonly cleaned?: Cleaned | undefined;
  /** Undefined if the reconcile did not get to writing volumes and claims. */
  readonly refusals?: AccessRefusals | undefined;
  /** Undefined if RouDi's pods were not diagnosed. */
  readonly diagnosed?: { readonly finding: FaultFinding; readonly because?: Because | undefined } | undefined;
}

/** The state of RouDi on the nodes, and which pods to replace. */
export function rollingUpdateOf(
  { object, pods, child }: Pick<DomainObservation, 'child' | 'object' | 'pods'>,
  template: string,
): RollingUpdate {
  return planRollingUpdate(pods, template, object.spec.maxUnavailable ?? 1, child?.status?.desiredNumberScheduled ?? 0);
}

/** The limit of the CRD schema. */
const MAX_NODES = 100;
const MAX_NAMED = 5;
const MAX_MESSAGE = 1024;
/** Limit of the refusal quoted for each namespace. */
const MAX_REFUSAL = 400;

export function statusOf(
  seen: DomainObservation,
  decision: Decision,
  applied: Applied,
  now: Date,
): IceoryxDomainStatus {
  const away = new Map(
    seen.nodes
      .filter((node) => isSelected(seen.object, node) && !observedNode(node).isReady)
      .map((node) => [node.metadata.name, `the node is not ready: ${observedNode(node).because}`]),
  );
  const pods = seen.pods.map((pod) => withApps(withNode(pod, away.get(pod.node ?? '')), seen.appPods));
  const observed = { ...seen, pods };
  const { object, members, profiles = [] } = observed;
  const { metadata, status: before } = object;
  const generation = metadata.generation ?? 0;
  const obstacle = decision.obstacle ?? applied.obstacle;
  const child = applied.child ?? observed.child;
  const template = child === undefined ? undefined : templateOf(child);
  const desired = child?.status?.desiredNumberScheduled ?? 0;
  const ready = pods.filter(isAvailable).length;
  const updated = pods.filter((pod) => pod.template === template).length;
  const rollout = rollingUpdateOf({ object, pods, child }, template ?? '');
  const planned = decision.obstacle === undefined ? decision : undefined;
  const { diagnosed } = applied;
  const progress: Progress<Reason> = isEnding(object)
    ? { state: 'Reconciling', reason: 'DomainEnding', message: endingMessage(seen, applied) }
    : progressOf(obstacle, pods, child, desired, ready, rollout);
  const because = obstacle === undefined && !isEnding(object) ? diagnosed?.because : undefined;
  const findings: (FaultFinding | Finding | ProgressFinding)[] = [
    ...progressFindings(progress).map((finding) => withReason(finding, because, readyOn(ready, desired))),
    ...(diagnosed === undefined ? [] : [diagnosed.finding]),
    roudiFinding(ready, desired, rollout, away),
    ...(planned === undefined ? [] : [memoryFinding(planned)]),
    ...(obstacle === undefined ? [upToDateFinding(rollout, desired)] : []),
    ...(applied.refusals === undefined ? [] : [claimsFinding(seen, planned?.access ?? [], applied.refusals)]),
    ...(applied.cleaned === undefined ? [] : nodesCleanFinding(applied.cleaned)),
  ];
  const { lastRestartTime: _, ...kept } = before ?? {};
  return {
    ...kept,
    observedGeneration: generation,
    desiredNodes: desired,
    readyNodes: ready,
    updatedNodes: updated,
    apps: members.length + profiles.length,
    ...restartsOf(
      pods.flatMap(({ observed: pod }) => pod ?? []),
      'roudi',
    ),
    ...(planned === undefined
      ? {}
      : {
          directory: planned.directory,
          image: planned.plan.given.image,
          release: planned.plan.release.id,
          segmentBytes: Number(planned.plan.memory.segmentBytes),
          memoryBytes: Number(planned.plan.memory.roudi.bytes),
        }),
    ...(applied.record === undefined ? {} : { daemonSet: applied.record }),
    nodes: nodesOf(pods, template, away),
    conditions: withFindings(before?.conditions ?? [], findings, generation, now),
  };
}

/** Whether statuses differ only in the nodes of RouDi and its state there. */
export function isProgress(before: IceoryxDomainStatus = {}, after: IceoryxDomainStatus = {}): boolean {
  return isDeepStrictEqual(withoutProgress(before), withoutProgress(after));
}

function withoutProgress(status: IceoryxDomainStatus): object {
  const progress = { desiredNodes: 0, readyNodes: 0, updatedNodes: 0, restarts: 0, lastRestartTime: '', nodes: [] };
  const conditions = status.conditions?.map(({ type, status: is, reason }) => [type, is, reason]);
  return { ...status, ...progress, conditions };
}

/** The status of a pod on a node that is not ready is out of date, or a consequence of that. */
function withNode(pod: RoudiPod, because: string | undefined): SeenPod {
  return pod.ready || because === undefined ? pod : { ...pod, trouble: because, isNodeAway: true };
}

function withApps(pod: SeenPod, appPods: readonly ObservedPod[]): SeenPod {
  const stale = pod.isNodeAway === true ? undefined : staleMessage(pod, appPods);
  // What its containers ended with is older: RouDi runs.
  return stale === undefined ? pod : { ...pod, stale, trouble: stale };
}

/** A pod of RouDi with what others say of it: its node, or apps of the RouDi before. */
type SeenPod = RoudiPod & { readonly isNodeAway?: boolean; readonly stale?: string };

/** While a pod ends, the next one may already be on its node. */
function nodesOf(
  pods: readonly SeenPod[],
  template: string | undefined,
  away: ReadonlyMap<string, string>,
): NodeStatus[] {
  const endingFirst = pods.toSorted((a, b) => Number(isEnding(b)) - Number(isEnding(a)));
  const nodes = new Map([
    ...[...away].map(([name, message]): [string, NodeStatus] => [name, { name, roudi: 'NodeNotReady', message }]),
    ...endingFirst.flatMap((pod) => nodeOf(pod, template)).map((node): [string, NodeStatus] => [node.name, node]),
  ]);
  return [...nodes.values()].toSorted(wrongFirst).slice(0, MAX_NODES);
}

function isEnding({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function nodeOf(pod: SeenPod, template: string | undefined): NodeStatus[] {
  const { node, metadata, incarnation, trouble } = pod;
  if (node === undefined) {
    return [];
  }
  return [
    {
      name: node,
      roudi: stateOf(pod, template),
      pod: metadata.name,
      ...(incarnation === undefined ? {} : { incarnation }),
      ...(trouble === undefined ? {} : { message: cut(printable(trouble), MAX_MESSAGE) }),
    },
  ];
}

function stateOf(
  { ready, metadata, template: made, trouble, stale, isNodeAway }: SeenPod,
  template: string | undefined,
): string {
  if (isNodeAway === true) {
    return 'NodeNotReady';
  }
  if (metadata.deletionTimestamp !== undefined) {
    return 'Leaving';
  }
  if (!ready) {
    return trouble === undefined || stale !== undefined ? 'Starting' : 'Failing';
  }
  return made === template ? 'Ready' : 'Outdated';
}

const ORDER = ['Failing', 'NodeNotReady', 'Leaving', 'Starting', 'Outdated', 'Ready'];

function wrongFirst(a: NodeStatus, b: NodeStatus): number {
  return ORDER.indexOf(a.roudi) - ORDER.indexOf(b.roudi) || (a.name < b.name ? -1 : 1);
}

function progressOf(
  obstacle: DomainObstacle | undefined,
  pods: readonly SeenPod[],
  child: DaemonSet | undefined,
  desired: number,
  ready: number,
  rollout: RollingUpdate,
): Progress<Reason> {
  if (obstacle !== undefined) {
    return { state: obstacle.reason === 'PredecessorEnding' ? 'Reconciling' : 'Stalled', ...obstacle };
  }
  if (child === undefined || (child.status?.observedGeneration ?? 0) < (child.metadata.generation ?? 0)) {
    return {
      state: 'Reconciling',
      reason: 'Applied',
      message: 'the DaemonSet is applied, and its controller has not processed it yet',
    };
  }
  if (desired === 0) {
    return { state: 'Ready', reason: 'NoNodes', message: 'no node matches spec.nodeSelector' };
  }
  const counted = readyOn(ready, desired);
  const why = pods
    .filter(({ trouble }) => trouble !== undefined)
    .slice(0, MAX_NAMED)
    .map(({ node, trouble }) => `; ${node}: ${trouble}`)
    .join('');
  if (rollout.outdated.length > 0) {
    return {
      state: 'Reconciling',
      reason: 'RollingOut',
      message:
        rollout.missing.length > 0
          ? `${counted}, ${rollout.outdated.length} are still to be replaced, waiting for ${firstNames(rollout.missing)}${why}`
          : `${counted}, ${rollout.outdated.length} are still to be replaced`,
    };
  }
  return ready < desired
    ? { state: 'Reconciling', reason: 'RouDiNotReady', message: `${counted}${why}` }
    : { state: 'Ready', reason: 'AllReady', message: `${counted}${why}` };
}

function readyOn(ready: number, desired: number): string {
  return `RouDi is ready on ${ready} of ${desired} nodes`;
}

/** Reports nodes that are not ready as well: the DaemonSet does not count them as desired. */
function roudiFinding(
  ready: number,
  desired: number,
  { missing }: RollingUpdate,
  away: ReadonlyMap<string, string>,
): Finding {
  const type = 'RouDiReady';
  const counted = readyOn(ready, desired);
  const lacking = missing.filter((node) => !away.has(node));
  const message = [
    counted,
    ...(lacking.length === 0 ? [] : [`it is missing on ${firstNames(lacking)}`]),
    ...(away.size === 0 ? [] : [firstNames([...away].map(([node, because]) => `${node}: ${because}`))]),
  ].join('; ');
  if (ready >= desired && away.size === 0) {
    return { type, status: 'True', reason: 'AllReady', message };
  }
  return { type, status: 'False', reason: ready < desired ? 'NotAllReady' : 'NodesNotReady', message };
}

function memoryFinding({ plan, tooSmall }: Exclude<Decision, { obstacle: DomainObstacle }>): Finding {
  const type = 'SharedMemoryFits';
  const { segmentBytes, roudi } = plan.memory;
  const needs = `the segments use ${formatSize(segmentBytes)} of each node; RouDi may use ${formatSize(roudi.bytes)}`;
  return tooSmall.length === 0
    ? { type, status: 'True', reason: roudi.isGiven ? 'AsGiven' : 'Computed', message: needs }
    : {
        type,
        status: 'False',
        reason: 'NodeTooSmall',
        message: `${needs}, which is more than pods may use on ${firstNames(tooSmall.map((node) => `${node.metadata.name} (${memoryOf(node)})`))}: reduce spec.roudi.segments, or exclude these nodes by spec.nodeSelector`,
      };
}

function upToDateFinding({ outdated }: RollingUpdate, desired: number): Finding {
  const type = 'UpToDate';
  return outdated.length === 0
    ? { type, status: 'True', reason: 'NewestShape', message: 'RouDi has the current specification on every node' }
    : {
        type,
        status: 'False',
        reason: 'RollingOut',
        message: `RouDi has yet to be replaced on ${outdated.length} of ${desired} nodes`,
      };
}

function claimsFinding(
  { object, claims = [], volumes = [], appPods }: DomainObservation,
  access: readonly Access[],
  refusals: AccessRefusals,
): Finding {
  const type = 'ClaimsReady';
  if (isEnding(object) && refusals.size === 0) {
    const message = 'the domain is being deleted: no namespace needs a claim any more';
    return { type, status: 'True', reason: 'AllReady', message };
  }
  const wanted = new Set(access.flatMap(({ claim, volume }) => [objectKey(claim), objectKey(volume)]));
  const going = [...claims, ...volumes].filter((each) => isEnding(each) && wanted.has(objectKey(each)));
  if (refusals.size === 0 && going.length > 0) {
    const namespaces = new Set(going.map((each) => each.metadata.namespace ?? namespaceOfVolume(each)));
    const users = appPods.filter(({ metadata }) => namespaces.has(metadata.namespace ?? ''));
    const message = `somebody is deleting ${firstNames(going.map((each) => `${each.kind} ${objectKey(each)}`))}, and Kubernetes keeps it while pods use it: new pods of the namespace do not start until they have ended, and then there is a new one; delete ${users.length === 0 ? 'the pods that kubectl describe pvc shows as Used By' : firstNames(users.map(objectKey))}`;
    return { type, status: 'False', reason: 'ClaimEnding', message };
  }
  if (refusals.size === 0) {
    return {
      type,
      status: 'True',
      reason: 'AllReady',
      message: 'every namespace with apps of the domain has its claim',
    };
  }
  const why = firstNames([...refusals].map(([namespace, detail]) => `${namespace}: ${cut(detail, MAX_REFUSAL)}`));
  const message = `the API server refuses volumes or claims of namespaces, whose pods wait for them, ${why}: change the quota or policy of the namespace, or take it from spec.allowedNamespaces`;
  return { type, status: 'False', reason: 'ClaimRefused', message };
}

/** Absent if there was nothing to sweep within the last day, for which Jobs are kept. */
function nodesCleanFinding({ outcomes, obstacle }: Cleaned): Finding[] {
  const type = 'NodesClean';
  if (obstacle !== undefined) {
    return [{ type, status: 'False', reason: 'SweepRefused', message: obstacle.message }];
  }
  const failed = outcomes.filter(({ state, summary }) => state === 'Failed' || summary?.totals.failed.files);
  if (failed.length > 0) {
    const why = failed.map(({ node, reason, message }) => `${node}: ${reason}${message === '' ? '' : ` (${message})`}`);
    const message = `nodes could not be swept after pods were killed or disappeared, ${firstNames(why)}: see the logs of the Jobs`;
    return [{ type, status: 'False', reason: 'SweepFailed', message }];
  }
  const swept = outcomes.flatMap(({ summary }) => summary ?? []);
  if (swept.length === 0) {
    return [];
  }
  const [files, bytes] = swept
    .map(({ totals }) => [totals.removed.files, totals.removed.bytes] as const)
    .reduce(([a, b], [c, d]) => [a + c, b + d] as const);
  const message = `nodes swept after pods were killed or disappeared: ${swept.length}; files removed: ${files} (${formatSize(BigInt(bytes))})`;
  return [{ type, status: 'True', reason: files > 0 ? 'Removed' : 'NothingLeft', message }];
}
