import type { IceoryxDeployment, IceoryxDeploymentSpec } from './iceoryx-deployment.generated.ts';
import { isQuantity, parseQuantity } from './quantity.ts';
import { identityProblems } from './rules/identity.ts';
import { type Problem, unless } from './rules/problem.ts';
import { resourceProblems } from './rules/resources.ts';
import { rolloutProblems } from './rules/rollout.ts';
import { roudiProblems } from './rules/roudi.ts';
import { scopeProblems } from './rules/scope.ts';
import { appProblems, templateProblems } from './rules/template.ts';

/**
 * The CEL rules of crds/iceoryxdeployments.iceoryx.io.yaml, with the same paths and messages. Change both together; a
 * test compares them on a real API server.
 *
 * @param object has the structure and the defaults of the schema
 */
export function ruleProblems({ metadata, spec }: IceoryxDeployment): Problem[] {
  return [
    ...nameProblems(metadata.name),
    ...appProblems(spec),
    ...rolloutProblems(spec),
    ...templateProblems(spec.template),
    ...scopeProblems(spec),
    ...(spec.roudi === undefined ? [] : roudiProblems(spec.roudi)),
    ...resourceProblems('spec.agent.resources', spec.agent?.resources),
    ...resourceProblems('spec.link.resources', spec.link?.resources),
    ...identityProblems(spec),
    ...terminationProblems(spec),
    ...sizeLimitProblems(spec.sharedMemory?.sizeLimit),
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

function terminationProblems({ termination, template }: IceoryxDeploymentSpec): Problem[] {
  const { gracePeriodSeconds, appStopSeconds = 10 } = termination ?? {};
  const { terminationGracePeriodSeconds } = template.spec;
  const path = 'spec.termination.gracePeriodSeconds';
  if (gracePeriodSeconds === undefined) {
    return [];
  }
  return [
    ...unless(
      (terminationGracePeriodSeconds ?? gracePeriodSeconds) === gracePeriodSeconds,
      path,
      gracePeriodSeconds,
      `gracePeriodSeconds is ${gracePeriodSeconds}, but template.spec.terminationGracePeriodSeconds is ${terminationGracePeriodSeconds}; set only one of them, or both to the same value`,
    ),
    ...unless(
      gracePeriodSeconds >= appStopSeconds,
      path,
      gracePeriodSeconds,
      `gracePeriodSeconds is ${gracePeriodSeconds}, but the applications alone may take appStopSeconds, ${appStopSeconds}; remove gracePeriodSeconds to have it computed, or lower appStopSeconds`,
    ),
  ];
}

function sizeLimitProblems(limit: number | string | undefined): Problem[] {
  return unless(
    limit === undefined || (isQuantity(limit) && parseQuantity(limit) > 0n),
    'spec.sharedMemory.sizeLimit',
    limit,
    `sizeLimit '${limit}' is not a quantity above 0; write for example 512Mi`,
  );
}
