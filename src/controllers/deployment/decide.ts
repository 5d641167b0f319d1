import type { Problem } from '../../api/rules/problem.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { planDeployment } from '../../pod/deployment-request.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { MOST_OBJECT_BYTES } from '../kit/bounds.ts';
import { ownershipOf, signed } from '../kit/child.ts';
import type { IceoryxDeployment } from '../resources.ts';
import type { ObservedDeployment } from './child.ts';
import type { DomainReference } from './domain-reference.ts';
import type { DeploymentObstacle } from './obstacle.ts';
import { type Rollout, rolloutFor } from './rollout.ts';
import { versionMismatch } from './versions.ts';

/** What the caches hold about one IceoryxDeployment. */
export interface Observed {
  readonly object: IceoryxDeployment;
  readonly child: ObservedDeployment | undefined;
  /** What the nodes can do. */
  readonly capabilities: Capabilities;
  /** Of the domain that it names; undefined for pods with a RouDi of their own. */
  readonly domainReference?: DomainReference | undefined;
  /** Name of this operator. */
  readonly operator?: string | undefined;
  /** What the API server has against that, if it was asked. */
  readonly refused?: string;
}

export type Decision =
  | (Rollout & { readonly plan: PodPlan; readonly obstacle?: never })
  | { readonly obstacle: DeploymentObstacle };

/** What to do for an IceoryxDeployment; running pods are left alone wherever there is an obstacle. */
export function decide({ object: given, child, capabilities, domainReference, operator, refused }: Observed): Decision {
  const object = domainReference?.domain?.isEnding === true ? scaledToZero(given) : given;
  const stranger = child && ownershipOf('Deployment', child, object, object.status?.deployment);
  if (stranger !== undefined) {
    return { obstacle: stranger };
  }
  if (object.oversizedBytes !== undefined) {
    return { obstacle: { reason: 'TemplateRefused', message: oversized(object.oversizedBytes) } };
  }
  if (domainReference?.obstacle !== undefined) {
    return { obstacle: domainReference.obstacle };
  }
  const { plan, problems } = planDeployment(object, domainReference?.domain);
  if (problems !== undefined) {
    return { obstacle: { reason: 'InvalidSpec', message: summary(problems) } };
  }
  const mismatch = versionMismatch(plan);
  if (mismatch !== undefined) {
    return { obstacle: { reason: 'VersionMismatch', message: mismatch } };
  }
  const { desired, ifTemplateChanged, ...rollout } = rolloutFor(object, plan, child, capabilities, refused);
  return {
    ...rollout,
    desired: signed(desired, operator),
    ...(ifTemplateChanged === undefined ? {} : { ifTemplateChanged: signed(ifTemplateChanged, operator) }),
    plan,
  };
}

function oversized(bytes: number): string {
  const [size, most] = [Math.ceil(bytes / 1024), MOST_OBJECT_BYTES / 1024];
  return `the Deployment is too large for the API server, which takes 1.5 MiB with all that it keeps of it, or for the operator's memory, which keeps specifications of ${most} KiB, and this one has ${size} KiB: shorten spec.template, for instance by a ConfigMap for scripts in args or values in env. Pods that run stay as they are`;
}

/** Without its domain no app has anything to do, and RouDi waits for them to leave. */
function scaledToZero(object: IceoryxDeployment): IceoryxDeployment {
  return { ...object, spec: { ...object.spec, replicas: 0 } };
}

const MAX_TOLD = 30;

/** A condition's message has its limits; the rest is shown once the first problems are mended. */
function summary(problems: readonly Problem[]): string {
  const more = problems.length - MAX_TOLD;
  return [...problems.slice(0, MAX_TOLD).map(inWords), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function inWords({ path, message }: Problem): string {
  return `${path}: ${message}`;
}
