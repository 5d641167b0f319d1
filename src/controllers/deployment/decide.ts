import type { Problem } from '../../api/rules/problem.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { planDeployment } from '../../pod/deployment-request.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { versionMismatch } from '../../pod/versions.ts';
import { shortList } from '../../text.ts';
import { ownershipOf, signed } from '../kit/child.ts';
import type { IceoryxDeployment } from '../resources.ts';
import type { ObservedDeployment } from './child.ts';
import type { DomainReference } from '../pods/domain-reference.ts';
import type { DeploymentObstacle } from './obstacle.ts';
import { type Rollout, rolloutFor } from './rollout.ts';

/** The cached state of one IceoryxDeployment. */
export interface Observed {
  readonly object: IceoryxDeployment;
  readonly child: ObservedDeployment | undefined;
  /** The capabilities of the nodes. */
  readonly capabilities: Capabilities;
  readonly agent: AgentImage;
  /** The domain that the object names. Undefined for pods with a RouDi of their own. */
  readonly domainReference?: DomainReference | undefined;
  /** Name of this operator. */
  readonly operator?: string | undefined;
  /** Why the API server refused to use the capabilities, if it was asked. */
  readonly refused?: string;
}

export type Decision =
  | (Rollout & { readonly plan: PodPlan; readonly obstacle?: never })
  | { readonly obstacle: DeploymentObstacle };

/** Decides what to do for an IceoryxDeployment. Running pods are left alone whenever there is an obstacle. */
export function decide({
  object: given,
  child,
  capabilities,
  agent,
  domainReference,
  operator,
  refused,
}: Observed): Decision {
  const object = domainReference?.domain?.isEnding === true ? scaledToZero(given) : given;
  const stranger = child && ownershipOf('Deployment', child, object, object.status?.deployment);
  if (stranger !== undefined) {
    return { obstacle: stranger };
  }
  if (object.excess !== undefined) {
    return { obstacle: { reason: 'TemplateRefused', message: `${object.excess}. Pods that run stay as they are` } };
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
  const { desired, ifTemplateChanged, ...rollout } = rolloutFor(object, plan, child, { capabilities, agent }, refused);
  return {
    ...rollout,
    desired: signed(desired, operator),
    ...(ifTemplateChanged === undefined ? {} : { ifTemplateChanged: signed(ifTemplateChanged, operator) }),
    plan,
  };
}

/** Apps do not work without their domain, and RouDi waits until they have stopped. */
function scaledToZero(object: IceoryxDeployment): IceoryxDeployment {
  return { ...object, spec: { ...object.spec, replicas: 0 } };
}

const MAX_PROBLEMS = 30;

/** The length of a condition's message is limited; the rest is shown once the first problems are solved. */
function summary(problems: readonly Problem[]): string {
  return shortList(problems, MAX_PROBLEMS, ({ path, message }) => `${path}: ${message}`).join('; ');
}
