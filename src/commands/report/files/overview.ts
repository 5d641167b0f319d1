import type { KubeObject } from '../../../kube/object.ts';
import { LEASES } from '../../../kube/lease.ts';
import { NODES, PODS } from '../../../kube/resource.ts';
import { recordAt } from '../../../pod/workload.ts';
import { table } from '../../../terminal/table.ts';
import { cut, printable } from '../../../text.ts';
import { operatorOf } from '../../kit/operators.ts';
import { type Found, objectsOf } from '../gather/collection.ts';
import type { Operators } from '../gather/operator.ts';
import { OURS } from '../gather/resources.ts';
import { conditionsOf, type Fields, listAt } from '../records.ts';

const MOST_MESSAGE = 400;
/** Conditions that are true when something is not well. */
const TROUBLE: ReadonlySet<string> = new Set(['Reconciling', 'Stalled']);

/** What there is and what is not well, at a glance. */
export function overviewOf(
  found: readonly Found[],
  { deployments, otherWebhooks }: Pick<Operators, 'deployments' | 'otherWebhooks'>,
): string {
  const ours = OURS.flatMap(({ kind }) => found.filter(({ resource }) => resource.kind === kind));
  const sections = [
    section(
      'Objects',
      ['KIND', 'NAMESPACE', 'NAME', 'READY', 'REASON', 'CREATED'],
      ours.map(({ resource, object }) => objectRow(resource.kind, object)),
    ),
    section(
      'Conditions that are not as they should be',
      ['OBJECT', 'CONDITION', 'STATUS', 'REASON', 'SINCE', 'MESSAGE'],
      ours.flatMap(({ resource, object }) => conditionRows(resource.kind, object)),
    ),
    section(
      'Other webhooks that are called for pods',
      ['NAME'],
      otherWebhooks.map((name) => [name]),
    ),
    section('Operators', ['NAMESPACE', 'NAME', 'READY', 'DESIRED'], deployments.map(operatorRow)),
    section(
      'Leader election',
      ['NAMESPACE', 'NAME', 'LEADER', 'RENEWED', 'CHANGES'],
      objectsOf(found, LEASES).map(leaseRow),
    ),
    section(
      'Pods',
      ['NAMESPACE', 'NAME', 'PHASE', 'READY', 'RESTARTS', 'NODE', 'CREATED', 'NOT RUNNING, OR ENDED BEFORE'],
      objectsOf(found, PODS).map(podRow),
    ),
    section(
      'Nodes',
      ['NAME', 'READY', 'KUBELET', 'RUNTIME', 'KERNEL', 'ARCH', 'FEATURES'],
      objectsOf(found, NODES).map(nodeRow),
    ),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function section(title: string, head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return rows.length === 0
    ? ''
    : `${title}\n\n${table(
        head,
        rows.map((row) => row.map(word)),
      )}`;
}

function objectRow(kind: string, { metadata, status }: KubeObject): unknown[] {
  const ready = conditionsOf(status).find(({ type }) => type === 'Ready');
  return [
    kind,
    metadata.namespace ?? '',
    metadata.name,
    ready?.['status'],
    ready?.['reason'],
    metadata.creationTimestamp,
  ];
}

function conditionRows(kind: string, { metadata, status }: KubeObject): unknown[][] {
  const wrong = conditionsOf(status).filter(({ type, status: is }) =>
    is === 'Unknown' ? type === 'Ready' : is !== (TROUBLE.has(word(type)) ? 'False' : 'True'),
  );
  return wrong.map(({ type, status: is, reason, message, lastTransitionTime }) => [
    `${kind}/${metadata.name}`,
    type,
    is,
    reason,
    lastTransitionTime,
    cut(word(message), MOST_MESSAGE),
  ]);
}

function operatorRow(deployment: KubeObject): unknown[] {
  const { namespace, name, ready, replicas } = operatorOf(deployment);
  return [namespace, name, ready, replicas];
}

function leaseRow({ metadata, spec }: KubeObject): unknown[] {
  const { holderIdentity, renewTime, leaseTransitions } = recordAt(spec, []);
  return [metadata.namespace, metadata.name, holderIdentity || 'none', renewTime, leaseTransitions ?? 0];
}

function podRow({ metadata, spec, status }: KubeObject): unknown[] {
  const { nodeName } = recordAt(spec, []);
  const { phase } = recordAt(status, []);
  const containers = [...listAt(status, ['initContainerStatuses']), ...listAt(status, ['containerStatuses'])];
  const restarts = containers.map(({ restartCount }) => (typeof restartCount === 'number' ? restartCount : 0));
  const ready = conditionsOf(status).find(({ type }) => type === 'Ready');
  return [
    metadata.namespace ?? '',
    metadata.name,
    metadata.deletionTimestamp === undefined ? phase : 'Terminating',
    ready?.['status'],
    String(Math.max(0, ...restarts)),
    nodeName,
    metadata.creationTimestamp,
    containers.flatMap(containerWords).join('; '),
  ];
}

/** What is not as it should be with a container, or was not before its last start. */
function containerWords(container: Fields): string[] {
  const { waiting, terminated } = recordAt(container, ['state']);
  const { terminated: before } = recordAt(container, ['lastState']);
  const [wait, end, last] = [waiting, terminated, before].map((state) => recordAt(state, []));
  const words = [
    ...(waiting === undefined ? [] : [`waits: ${word(wait?.['reason'])}`]),
    // An init container that has done its work.
    ...(terminated === undefined || end?.['exitCode'] === 0 ? [] : [ended(end)]),
    ...(before === undefined ? [] : [`before: ${ended(last)}`]),
  ];
  return words.length === 0 ? [] : [`${word(container['name'])} ${words.join(', ')}`];
}

function ended(state: Fields = {}): string {
  const { exitCode, reason, finishedAt } = state;
  return ['ended with', exitCode, reason, finishedAt]
    .map(word)
    .filter((each) => each !== '')
    .join(' ');
}

function nodeRow({ metadata, status }: KubeObject): unknown[] {
  const info = recordAt(status, ['nodeInfo']);
  const { declaredFeatures } = recordAt(status, []);
  const ready = conditionsOf(status).find(({ type }) => type === 'Ready');
  return [
    metadata.name,
    ready?.['status'],
    info['kubeletVersion'],
    info['containerRuntimeVersion'],
    info['kernelVersion'],
    info['architecture'],
    Array.isArray(declaredFeatures) ? declaredFeatures.map(word).join(' ') : '',
  ];
}

function word(value: unknown): string {
  return typeof value === 'string' ? printable(value) : typeof value === 'number' ? String(value) : '';
}
