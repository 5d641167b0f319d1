import type { IceoryxDeployment, IceoryxDeploymentSpec } from '../api/iceoryx-deployment.generated.ts';
import { ruleProblems } from '../api/rules.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { Domain } from './domain.ts';
import { NO_IMAGE } from './domain-plan.ts';
import { DEPLOYMENT_LABEL } from './names.ts';
import { planPod, type Planned } from './plan.ts';
import { tmpMountProblems } from './mounts.ts';
import { refusals } from './refusals.ts';
import { appNames, type InjectionRequest } from './request.ts';

/**
 * Plans the pods of an IceoryxDeployment, or returns all its problems. These are violations of the schema's rules,
 * because the object may be older than a rule or its image may be the operator's, and problems that only show when
 * sizes are computed.
 *
 * @param object with the operator's defaults, see {@link withDefaultImage}
 * @param domain the IceoryxDomain that spec.domain names
 */
export function planDeployment(object: IceoryxDeployment, domain?: Domain): Planned {
  const { request, problems } = requestOf(object, domain);
  if (request === undefined) {
    return { problems: [...problems, ...furtherProblems(object, domain)] };
  }
  const planned = planPod(request);
  const stuck = surgeProblems(object.spec);
  return stuck.length === 0 ? planned : { problems: [...(planned.problems ?? []), ...stuck] };
}

/**
 * Problems of an object besides violations of the schema's rules. They need no computed sizes, so they can be reported
 * together with such violations.
 */
export function furtherProblems({ spec }: IceoryxDeployment, domain?: Domain): Problem[] {
  const { template, containers, cycloneDDS, roudi = {} } = spec;
  const asked = { template, containers, cycloneDDS, roudi: { image: '', ...roudi } };
  const request = { ...asked, fieldRoot: 'spec.template', owner, domain };
  const apps = appNames(request);
  return [...refusals(request, apps), ...tmpMountProblems(request, apps)];
}

const owner = { labels: {} };

/** The request of an IceoryxDeployment, or its problems. */
export function requestOf(
  object: IceoryxDeployment,
  domain?: Domain,
): { request: InjectionRequest; problems?: never } | { request?: never; problems: readonly Problem[] } {
  const problems = ruleProblems(object);
  const { metadata, spec } = object;
  const roudi = spec.domain === undefined ? spec.roudi : domain?.roudi;
  if (roudi === undefined) {
    return { problems: problems.length > 0 ? problems : [unknownDomain(object)] };
  }
  const { image } = roudi;
  if (image === undefined || problems.length > 0) {
    return {
      problems: image === undefined ? [...problems, domain === undefined ? NO_IMAGE : noImageIn(domain)] : problems,
    };
  }
  const { template, agent = spec.link, containers, cycloneDDS, identity, recovery, runtimeNames } = spec;
  const { sharedMemory, termination } = spec;
  const policies = { agent, containers, cycloneDDS, identity, recovery, runtimeNames, sharedMemory, termination };
  const labels = { [DEPLOYMENT_LABEL]: metadata.name };
  const owner = { labels, selector: { matchLabels: labels } };
  return {
    request: { ...policies, template, fieldRoot: 'spec.template', owner, roudi: { ...roudi, image }, domain },
  };
}

/** The object with the operator's default image of RouDi, if it has none itself and the operator has a default. */
export function withDefaultImage(object: IceoryxDeployment, image: string | undefined): IceoryxDeployment {
  const { spec } = object;
  return image === undefined || spec.roudi === undefined || spec.roudi.image !== undefined
    ? object
    : { ...object, spec: { ...spec, roudi: { ...spec.roudi, image } } };
}

function noImageIn({ key }: Domain): Problem {
  const message = `IceoryxDomain ${key} names no image of RouDi, and the operator has no default for it; add spec.roudi.image to the domain`;
  return { path: 'spec.domain', value: undefined, message };
}

function unknownDomain({ metadata, spec }: IceoryxDeployment): Problem {
  const { name = '', namespace = metadata.namespace ?? '' } = spec.domain ?? {};
  return {
    path: 'spec.domain',
    value: spec.domain,
    message: `IceoryxDomain ${namespace}/${name} is not known; create it, or correct the name`,
  };
}

/**
 * Rejects a maxUnavailable of 0 if pods may not share a node of their domain. If every node has its pod, none can be
 * added before one is removed.
 */
function surgeProblems({ domain, strategy, runtimeNames }: IceoryxDeploymentSpec): Problem[] {
  const { maxUnavailable } = strategy?.rollingUpdate ?? {};
  return unless(
    domain === undefined ||
      runtimeNames === 'Unique' ||
      maxUnavailable === undefined ||
      !/^0+%?$/.test(String(maxUnavailable)),
    'spec.strategy.rollingUpdate.maxUnavailable',
    maxUnavailable,
    'maxUnavailable is 0, but no two pods may share a node of the domain, so none could be replaced where every node has one; raise it, or set spec.runtimeNames to Unique if they are',
  );
}
