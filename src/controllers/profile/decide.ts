import type { Problem } from '../../api/rules/problem.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import { markFor } from '../../pod/mark.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { planWorkload } from '../../pod/profile-request.ts';
import { workloadOf } from '../../pod/workload.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import type { DomainReference } from '../pods/domain-reference.ts';
import type { IceoryxProfile } from '../resources.ts';

/** Why no pod can get RouDi from a profile. */
export type ProfileObstacle = Obstacle<'InvalidSpec' | 'DomainEnding' | 'DomainNotFound' | 'RefNotPermitted'>;

/** What pods get from a profile. */
export interface ProfileDecision {
  /** The plan for pods of any workload, for sizes. Undefined if there is none. */
  readonly plan?: PodPlan | undefined;
  /** The marks that pods have which were made from it today, whatever their nodes can. Undefined if no pod can be made. */
  readonly marks?: readonly [newest: string, ...others: string[]] | undefined;
  readonly obstacle?: ProfileObstacle | undefined;
}

export interface ProfileInputs {
  readonly object: IceoryxProfile;
  /** The domain that the profile names. */
  readonly domainReference?: DomainReference | undefined;
  readonly defaultImage?: string | undefined;
  readonly agent: AgentImage;
}

/** Decides what pods get from a profile; the webhook refuses them for the same reasons. */
export function decide({ object, domainReference, defaultImage, agent }: ProfileInputs): ProfileDecision {
  if (object.excess !== undefined) {
    return { obstacle: { reason: 'InvalidSpec', message: object.excess } };
  }
  if (domainReference?.obstacle !== undefined) {
    return { obstacle: domainReference.obstacle };
  }
  const { domain } = domainReference ?? {};
  if (domain?.isEnding === true) {
    const message = `IceoryxDomain ${domain.key} is being deleted, which waits for the pods that use it: delete their workloads or scale them to 0, or use another domain`;
    return { obstacle: { reason: 'DomainEnding', message } };
  }
  const { plan, problems = [] } = planWorkload(anyWorkload(object), object, domain, defaultImage);
  // What contradicts this workload says nothing about others.
  const own = problems.filter(({ path }) => !path.startsWith('spec.template'));
  if (own.length > 0) {
    return { obstacle: { reason: 'InvalidSpec', message: own.map(inWords).join('; ') } };
  }
  const markWith = (restartAllContainers: boolean): string =>
    markFor({ profile: object, domain, defaultImage, agent, restartAllContainers });
  return { plan, marks: [markWith(true), markWith(false)] };
}

/** A workload with the containers that the profile names; of a kind that has one pod on each node. */
function anyWorkload({ metadata: { name }, spec }: IceoryxProfile) {
  const containers = (spec.containers ?? ['app']).map((container) => ({ name: container }));
  const object = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name },
    spec: { template: { spec: { containers } } },
  };
  const workload = workloadOf(object);
  if (workload === undefined) {
    throw new Error('a DaemonSet is a workload');
  }
  return workload;
}

function inWords({ path, message }: Problem): string {
  return `${path}: ${message}`;
}
