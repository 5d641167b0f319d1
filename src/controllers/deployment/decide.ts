import type { Problem } from '../../api/rules/problem.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { type PodPlan, planPod } from '../../pod/plan.ts';
import { type Deployment, deploymentFor, ownerOf } from './child.ts';
import type { IceoryxDeployment } from './resource.ts';

/** What the caches hold about one IceoryxDeployment. */
export interface Observed {
  readonly object: IceoryxDeployment;
  readonly child: Deployment | undefined;
  readonly capabilities: Capabilities;
}

/** Why nothing can be done: until somebody acts, which becomes the condition Stalled, or until something has passed. */
export interface Obstacle {
  readonly reason: 'InvalidSpec' | 'NameTaken' | 'TemplateRefused' | 'PredecessorEnding';
  readonly message: string;
}

export type Decision =
  | { readonly desired: Deployment; readonly plan: PodPlan; readonly obstacle?: never }
  | { readonly obstacle: Obstacle };

/** What to do for an IceoryxDeployment; running pods are left alone wherever there is an obstacle. */
export function decide({ object, child, capabilities }: Observed): Decision {
  if (child !== undefined && !isOurs(child, object)) {
    return { obstacle: ownerOf(child) === undefined ? nameTaken(child) : predecessorEnding(child) };
  }
  const { plan, problems } = planPod(object);
  if (problems !== undefined) {
    return { obstacle: { reason: 'InvalidSpec', message: summary(problems) } };
  }
  return { desired: deploymentFor(object, plan, child, capabilities), plan };
}

/** One that we made remains ours when somebody has taken its owner reference off. */
function isOurs(child: Deployment, { metadata, status }: IceoryxDeployment): boolean {
  const owner = ownerOf(child);
  return owner === metadata.uid || (owner === undefined && child.metadata.uid === status?.deployment?.uid);
}

/** The Deployment of our name belongs to somebody else, who would lose his pods if we took it over. */
export function nameTaken({ metadata }: Deployment): Obstacle {
  return {
    reason: 'NameTaken',
    message: `Deployment ${metadata.namespace}/${metadata.name} exists and belongs to somebody else: delete it, or give this IceoryxDeployment another name`,
  };
}

/**
 * An owner of another uid is an IceoryxDeployment that is gone, as after delete and create or a restore from a backup:
 * there is one of a name at a time, and a Deployment is owned under its own name only.
 */
function predecessorEnding({ metadata }: Deployment): Obstacle {
  return {
    reason: 'PredecessorEnding',
    message: `waiting until Deployment ${metadata.namespace}/${metadata.name} of an earlier IceoryxDeployment of this name is gone`,
  };
}

const MAX_TOLD = 30;

/** A condition's message has its limits; whoever mends the first problems is told of the rest. */
function summary(problems: readonly Problem[]): string {
  const more = problems.length - MAX_TOLD;
  return [...problems.slice(0, MAX_TOLD).map(inWords), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function inWords({ path, message }: Problem): string {
  return `${path}: ${message}`;
}
