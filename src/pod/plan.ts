import type { IceoryxDeployment, IceoryxDeploymentSpec, Roudi } from '../api/iceoryx-deployment.generated.ts';
import { ruleProblems } from '../api/rules.ts';
import type { Problem } from '../api/rules/problem.ts';
import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import { PROVEN_RELEASES, RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { validateConfig } from '../iceoryx/validate.ts';
import { annotationProblems, podAnnotations } from './annotations.ts';
import type { Domain } from './domain.ts';
import { planNodesRoudi } from './nodes-roudi.ts';
import { planOwnRoudi } from './own-roudi.ts';
import type { PodPlan } from './pod-plan.ts';
import type { SpecWithRoudi } from './scope.ts';
import { sleepProblems } from './termination.ts';
import { podWarnings } from './warnings.ts';

/**
 * Works out the pods of an object, or says everything that stands against it: what the schema's rules forbid, in case
 * the object is older than they are or its image is the operator's, and what only shows when sizes are computed.
 *
 * @param object with the operator's defaults, see {@link withDefaultImage}
 * @param domain that spec.domain names
 */
export function planPod(
  object: IceoryxDeployment,
  domain?: Domain,
): { plan: PodPlan; problems?: never } | { plan?: never; problems: readonly Problem[] } {
  const problems = ruleProblems(object);
  const spec = withRoudi(object.spec, domain);
  if (spec === undefined) {
    return { problems: problems.length > 0 ? problems : [unknownDomain(object)] };
  }
  const { roudi, template } = spec;
  const { image } = roudi;
  if (image === undefined || problems.length > 0) {
    return { problems: image === undefined ? [...problems, NO_IMAGE] : problems };
  }
  const release = roudi.release === undefined ? releaseOfImage(image) : RELEASES[roudi.release];
  if (release === undefined) {
    return { problems: [unknownRelease(image)] };
  }
  const impossible = configProblems(roudi, release);
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const pod = template.spec;
  const apps = new Set(spec.containers ?? pod.containers.map(({ name }) => name));
  const {
    problems: unplanned,
    toml,
    ...scope
  } = domain === undefined
    ? planOwnRoudi(spec, apps, release)
    : planNodesRoudi(object.metadata.name, spec, apps, release, domain);
  const { identity, memory, termination, resources } = scope;
  const others = [...unplanned, ...sleepProblems(pod, termination)];
  if (resources === undefined || others.length > 0) {
    return { problems: others };
  }
  const signalApps = spec.termination?.signalApps ?? 'Auto';
  const annotations = podAnnotations(toml, identity.names);
  const tooLong = annotationProblems(template, annotations);
  if (tooLong.length > 0) {
    return { problems: tooLong };
  }
  return {
    plan: {
      ...scope,
      image,
      spec,
      domain,
      release,
      apps,
      resources,
      asksApps: signalApps !== 'Never',
      linkAsks: signalApps === 'Always',
      annotations,
      warnings: podWarnings(spec, apps, resources, memory),
    },
  };
}

/** The object with the operator's own image of RouDi, if there is one, where it names none. */
export function withDefaultImage(object: IceoryxDeployment, image: string | undefined): IceoryxDeployment {
  const { spec } = object;
  return image === undefined || spec.roudi === undefined || spec.roudi.image !== undefined
    ? object
    : { ...object, spec: { ...spec, roudi: { ...spec.roudi, image } } };
}

function withRoudi(spec: IceoryxDeploymentSpec, domain: Domain | undefined): SpecWithRoudi | undefined {
  const roudi = spec.domain === undefined ? spec.roudi : domain?.roudi;
  return roudi && { ...spec, roudi };
}

function unknownDomain({ metadata, spec }: IceoryxDeployment): Problem {
  const { name = '', namespace = metadata.namespace ?? '' } = spec.domain ?? {};
  return {
    path: 'spec.domain',
    value: spec.domain,
    message: `IceoryxDomain ${namespace}/${name} is not known; create it, or correct the name`,
  };
}

/** What RouDi would refuse or get wrong and the schema's rules do not know. */
export function configProblems({ segments }: Roudi, release: Release): Problem[] {
  return validateConfig(segments ?? DEFAULT_SEGMENTS, release).map(({ path, value, message }) => ({
    path: `spec.roudi.${path}`,
    value,
    message,
  }));
}

export const NO_IMAGE: Problem = {
  path: 'spec.roudi.image',
  value: undefined,
  message: 'image is missing, and the operator has no default for it; add it',
};

export function unknownRelease(image: string): Problem {
  return {
    path: 'spec.roudi.release',
    value: undefined,
    message: `the tag of image '${image}' does not tell which iceoryx it holds; set release to one of ${PROVEN_RELEASES.map(({ id }) => id).join(', ')}`,
  };
}
