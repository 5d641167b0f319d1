import { formatSize, parseQuantity } from '../../api/quantity.ts';
import type { Problem } from '../../api/rules/problem.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import { admits } from '../../pod/domain.ts';
import { type DomainPlan, planDomain } from '../../pod/domain-plan.ts';
import { domainPodTemplate } from '../../pod/domain-pod.ts';
import { capabilitiesOfPods } from '../nodes/capabilities.ts';
import type { DaemonSet, IceoryxDomain, Node, Volume } from '../resources.ts';
import { mayLandOn } from '../nodes/eligible-nodes.ts';
import { ownershipOf, signed } from '../kit/child.ts';
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

/** What the operator was started with for all domains. */
export interface DomainDefaults {
  /** Directory of nodes on a tmpfs, in which each domain has its own. */
  readonly directory: string;
  readonly agent: AgentImage;
  /** Priority class of RouDi's pods if the domain names none. */
  readonly priorityClass?: string | undefined;
  /** Name of this operator. */
  readonly operator?: string | undefined;
  /** Limit of a domain's segments on each node, in bytes. */
  readonly segmentsAtMost?: bigint | undefined;
}

/** The parts of an observation that a decision needs. */
export type DecidedFrom = Pick<
  DomainObservation,
  'assumed' | 'child' | 'guests' | 'members' | 'nodes' | 'object' | 'profiles' | 'volumes'
>;

/** Decides what to do for an IceoryxDomain. */
export function decide(
  { object: given, child, members, profiles = [], guests = [], nodes, volumes, assumed }: DecidedFrom,
  { directory: base, agent, operator, priorityClass, segmentsAtMost }: DomainDefaults,
): Decision {
  const object = withPriority(given, priorityClass);
  const stranger = child && ownershipOf('DaemonSet', child, object, object.status?.daemonSet);
  if (stranger !== undefined) {
    return { obstacle: stranger };
  }
  if (object.excess !== undefined) {
    return { obstacle: { reason: 'InvalidSpec', message: object.excess } };
  }
  const { plan, problems } = planDomain(object);
  if (problems !== undefined) {
    return { obstacle: { reason: 'InvalidSpec', message: problems.map(inWords).join('; ') } };
  }
  if (segmentsAtMost !== undefined && plan.memory.segmentBytes > segmentsAtMost) {
    const [size, most] = [formatSize(plan.memory.segmentBytes), formatSize(segmentsAtMost)];
    const message = `the segments take ${size} of each node, and this operator lets a domain have ${most} (--domain-segments-at-most): shrink spec.roudi.segments`;
    return { obstacle: { reason: 'InvalidSpec', message } };
  }
  const directory = directoryOf({ object, volumes }, base);
  const placement = { nodeSelector: object.spec.nodeSelector ?? {}, tolerations: [...plan.domain.tolerations] };
  const { restartAllContainers } = assumed ?? capabilitiesOfPods(placement, nodes);
  const template = domainPodTemplate(object, plan, directory, restartAllContainers, agent);
  const namespaces = new Set([...members, ...profiles].map(({ metadata }) => metadata.namespace ?? '').concat(guests));
  return {
    plan,
    directory,
    daemonSet: signed(daemonSetFor(object, template), operator),
    access: [...namespaces]
      .filter((each) => admits(object, each))
      .toSorted()
      .map((each) => accessFor(object, directory, plan.memory.segmentBytes, each)),
    tooSmall: nodes.filter((node) => mayLandOn(placement, node) && isTooSmall(node, plan)),
  };
}

function withPriority(object: IceoryxDomain, priorityClass: string | undefined): IceoryxDomain {
  const priorityClassName = object.spec.priorityClassName ?? priorityClass;
  return priorityClassName === undefined ? object : { ...object, spec: { ...object.spec, priorityClassName } };
}

/**
 * The directory of a domain on each node. The path of a volume cannot be changed, so a domain with volumes keeps its
 * directory, wherever the operator puts those of new domains. The path in the status is only for users to read: if it
 * counted, a user who writes it could make RouDi's pod mount any directory of a node.
 */
export function directoryOf(
  { object, volumes = [] }: { readonly object: IceoryxDomain; readonly volumes?: readonly Volume[] | undefined },
  base: string,
): string {
  const { name, namespace = '' } = object.metadata;
  const own = `/${namespace}/${name}`;
  const present = volumes.map(({ spec }) => spec?.hostPath?.path).find((path) => path?.endsWith(own));
  return present ?? `${base}${own}`;
}

/** Compares with the capacity of the node, not with what is free: the scheduler reports the latter on the pod. */
function isTooSmall({ status }: Node, { memory }: DomainPlan): boolean {
  const allocatable = status?.allocatable?.['memory'];
  return allocatable !== undefined && parseQuantity(allocatable) < memory.roudi.bytes;
}

/** Allocatable memory of a node, for messages. */
export function memoryOf({ status }: Node): string {
  return formatSize(parseQuantity(status?.allocatable?.['memory'] ?? 0));
}

function inWords({ path, message }: Problem): string {
  return `${path}: ${message}`;
}
