import type { INode } from 'kubernetes-models/v1/Node';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Node } from '../resources.ts';

export type PodPlacement = Pick<IPodSpec, 'affinity' | 'nodeName' | 'nodeSelector' | 'tolerations'>;
type Affinity = NonNullable<NonNullable<PodPlacement['affinity']>['nodeAffinity']>;
type Term = NonNullable<Affinity['requiredDuringSchedulingIgnoredDuringExecution']>['nodeSelectorTerms'][number];
type Requirement = NonNullable<Term['matchExpressions']>[number];
type Taint = NonNullable<NonNullable<INode['spec']>['taints']>[number];
type Toleration = NonNullable<PodPlacement['tolerations']>[number];

/**
 * Whether a pod may ever land on a node, by the scheduler's rules. Temporary conditions do not count: a node that is
 * full, cordoned, not ready or under pressure may take the pod later.
 */
export function mayLandOn(pod: PodPlacement, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const required = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    // RouDi is a Linux program.
    labels['kubernetes.io/os'] !== 'windows' &&
    (pod.nodeName === undefined || pod.nodeName === node.metadata.name) &&
    Object.entries(pod.nodeSelector ?? {}).every(([key, value]) => labels[key] === value) &&
    (required === undefined || required.nodeSelectorTerms.some((term) => matches(term, node))) &&
    (node.spec?.taints ?? []).every(
      (taint) => !repels(taint) || (pod.tolerations ?? []).some((t) => tolerates(t, taint)),
    )
  );
}

/** A term without any requirement matches nothing (`component-helpers/scheduling/corev1/nodeaffinity`). */
function matches({ matchExpressions = [], matchFields = [] }: Term, { metadata }: Node): boolean {
  return (
    matchExpressions.length + matchFields.length > 0 &&
    matchExpressions.every((requirement) => holds(requirement, metadata.labels?.[requirement.key])) &&
    // The one field that the API allows here.
    matchFields.every((requirement) => requirement.key === 'metadata.name' && holds(requirement, metadata.name))
  );
}

function holds({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return compare(value, values[0]) > 0;
    case 'Lt':
      return compare(value, values[0]) < 0;
    default:
      // An operator of a later Kubernetes: the node may match.
      return true;
  }
}

/** Compares whole numbers; any other value is neither less nor greater. */
function compare(value: string | undefined, bound: string | undefined): number {
  return isInteger(value) && isInteger(bound) ? Number(BigInt(value) - BigInt(bound)) : 0;
}

function isInteger(text: string | undefined): text is string {
  return /^-?\d+$/.test(text ?? '');
}

/** Whether a taint permanently keeps pods away; Kubernetes sets and removes its own taints itself. */
function repels({ key, effect }: Taint): boolean {
  return effect !== 'PreferNoSchedule' && !/^node\.(?:cloudprovider\.)?kubernetes\.io\//.test(key);
}

function tolerates({ key = '', operator = 'Equal', value = '', effect }: Toleration, taint: Taint): boolean {
  if ((effect !== undefined && effect !== taint.effect) || (key !== '' && key !== taint.key)) {
    return false;
  }
  // Operators beyond Equal compare numbers (KEP-5471) or nothing: treated as tolerated.
  return operator !== 'Equal' || value === (taint.value ?? '');
}
