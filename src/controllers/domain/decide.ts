import { formatSize, parseQuantity } from '../../api/quantity.ts';
import type { Problem } from '../../api/rules/problem.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import { admits } from '../../pod/domain.ts';
import { type DomainPlan, planDomain } from '../../pod/domain-plan.ts';
import { domainPodTemplate } from '../../pod/domain-pod.ts';
import { capabilitiesOfPods } from '../nodes/capabilities.ts';
import type { Node, DaemonSet, IceoryxDomain } from '../resources.ts';
import { mayLandOn } from '../nodes/eligible-nodes.ts';
import { ownershipOf } from '../kit/child.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { type Access, accessFor } from './claims.ts';
import { daemonSetFor } from './daemon-set.ts';
import type { DomainObservation } from './observe.ts';

/** Why nothing can be done for an IceoryxDomain. The condition Stalled reports an obstacle that needs a user to act. */
export type DomainObstacle = Obstacle<
  'InvalidSpec' | 'NameTaken' | 'PredecessorEnding' | 'TemplateRefused' | 'Forbidden'
>;

export type Decision =
  | {
      readonly plan: DomainPlan;
      readonly daemonSet: DaemonSet;
      /** Directory on each node. */
      readonly directory: string;
      readonly access: readonly Access[];
      /** Nodes with less memory than RouDi needs. */
      readonly tooSmall: readonly Node[];
      readonly obstacle?: never;
    }
  | { readonly obstacle: DomainObstacle };

/**
 * Decides what to do for an IceoryxDomain.
 *
 * @param base directory of nodes, on a tmpfs, that contains one for each domain
 */
export function decide(
  { object, child, members, nodes, assumed }: DomainObservation,
  base: string,
  agent: AgentImage,
): Decision {
  const stranger = child && ownershipOf('DaemonSet', child, object, object.status?.daemonSet);
  if (stranger !== undefined) {
    return { obstacle: stranger };
  }
  const { plan, problems } = planDomain(object);
  if (problems !== undefined) {
    return { obstacle: { reason: 'InvalidSpec', message: problems.map(inWords).join('; ') } };
  }
  const directory = directoryOf(object, base);
  const placement = { nodeSelector: object.spec.nodeSelector ?? {}, tolerations: [...plan.domain.tolerations] };
  const { restartAllContainers } = assumed ?? capabilitiesOfPods(placement, nodes);
  const template = domainPodTemplate(object, plan, directory, restartAllContainers, agent);
  const namespaces = new Set(members.map(({ metadata }) => metadata.namespace ?? ''));
  return {
    plan,
    directory,
    daemonSet: daemonSetFor(object, template),
    access: [...namespaces]
      .filter((each) => admits(object, each))
      .toSorted()
      .map((each) => accessFor(object, directory, plan.memory.segmentBytes, each)),
    tooSmall: nodes.filter((node) => mayLandOn(placement, node) && isTooSmall(node, plan)),
  };
}

/** The directory of a domain on each node. */
export function directoryOf({ metadata }: Pick<IceoryxDomain, 'metadata'>, base: string): string {
  return `${base}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Compared with the capacity of a node, not with what is free today: the scheduler reports that on the pod. */
function isTooSmall({ status }: Node, { memory }: DomainPlan): boolean {
  const allocatable = status?.allocatable?.['memory'];
  return allocatable !== undefined && parseQuantity(allocatable) < memory.roudi.bytes;
}

/** Allocatable memory of a node, for people. */
export function memoryOf({ status }: Node): string {
  return formatSize(parseQuantity(status?.allocatable?.['memory'] ?? 0));
}

function inWords({ path, message }: Problem): string {
  return `${path}: ${message}`;
}
