import type { IceoryxDeployment, IceoryxDeploymentSpec } from './iceoryx-deployment.generated.ts';
import { isQuantity, parseQuantity } from './quantity.ts';
import { appUserProblems, userProblems } from './rules/identity.ts';
import { type Problem, unless } from './rules/problem.ts';
import { resourceProblems } from './rules/resources.ts';
import { rolloutProblems } from './rules/rollout.ts';
import { roudiProblems } from './rules/roudi.ts';
import { scopeProblems } from './rules/scope.ts';
import { appProblems, IN_DEPLOYMENT, type TemplatePlace, templateProblems } from './rules/template.ts';

type Template = IceoryxDeploymentSpec['template'];
/** The fields that say how pods use iceoryx, whatever they are pods of. */
export type Policies = Omit<IceoryxDeploymentSpec, 'template'>;

/**
 * The CEL rules of crds/iceoryxdeployments.iceoryx.io.yaml, with the same paths and messages. Change both together; a
 * test compares them on a real API server.
 *
 * @param object has the structure and the defaults of the schema
 */
export function ruleProblems({ metadata, spec }: IceoryxDeployment): Problem[] {
  return [
    ...nameProblems(metadata.name),
    ...rolloutProblems(spec),
    ...podProblems(spec, spec.template),
    ...policyProblems(spec),
  ];
}

/** The rules for a pod template, and for what contradicts it. */
export function podProblems(policies: Policies, template: Template, place: TemplatePlace = IN_DEPLOYMENT): Problem[] {
  return [
    ...appProblems(policies, template, place),
    ...templateProblems(template, place),
    ...appUserProblems(policies, template),
    ...periodProblems(policies, template),
  ];
}

/** The rules that need no template. */
export function policyProblems(policies: Policies): Problem[] {
  const { roudi, agent, link, identity, termination, sharedMemory } = policies;
  return [
    ...scopeProblems(policies),
    ...(roudi === undefined ? [] : roudiProblems(roudi)),
    ...resourceProblems('spec.agent.resources', agent?.resources),
    ...resourceProblems('spec.link.resources', link?.resources),
    ...(identity === undefined ? [] : userProblems(identity.users, roudi?.segments ?? [])),
    ...appStopProblems(termination),
    ...sizeLimitProblems(sharedMemory?.sizeLimit),
  ];
}

export function nameProblems(name: string): Problem[] {
  const path = 'metadata.name';
  return [
    ...unless(
      name.length <= 52,
      path,
      name,
      `name '${name}' has ${name.length} characters; use at most 52, as the names of its pods are made from it and must fit in 63`,
    ),
    ...unless(
      !name.includes('.'),
      path,
      name,
      `name '${name}' contains a dot; use lower-case letters, digits and '-' only, as it becomes part of host names`,
    ),
  ];
}

const GRACE_PERIOD = 'spec.termination.gracePeriodSeconds';

function periodProblems({ termination }: Policies, { spec }: Template): Problem[] {
  const given = termination?.gracePeriodSeconds;
  const own = spec.terminationGracePeriodSeconds;
  return unless(
    given === undefined || (own ?? given) === given,
    GRACE_PERIOD,
    given,
    `gracePeriodSeconds is ${given}, but template.spec.terminationGracePeriodSeconds is ${own}; set only one of them, or both to the same value`,
  );
}

function appStopProblems({ gracePeriodSeconds, appStopSeconds = 10 }: Policies['termination'] = {}): Problem[] {
  return unless(
    gracePeriodSeconds === undefined || gracePeriodSeconds >= appStopSeconds,
    GRACE_PERIOD,
    gracePeriodSeconds,
    `gracePeriodSeconds is ${gracePeriodSeconds}, but the applications alone may take appStopSeconds, ${appStopSeconds}; remove gracePeriodSeconds to have it computed, or lower appStopSeconds`,
  );
}

function sizeLimitProblems(limit: number | string | undefined): Problem[] {
  return unless(
    limit === undefined || (isQuantity(limit) && parseQuantity(limit) > 0n),
    'spec.sharedMemory.sizeLimit',
    limit,
    `sizeLimit '${limit}' is not a quantity above 0; write for example 512Mi`,
  );
}
