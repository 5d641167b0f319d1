import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import type { Problem } from '../api/rules/problem.ts';
import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import { PROVEN_RELEASES, RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { validateConfig } from '../iceoryx/validate.ts';
import { annotationProblems, podAnnotations } from './annotations.ts';
import { planNodesRoudi } from './nodes-roudi.ts';
import { planOwnRoudi } from './own-roudi.ts';
import type { PodPlan } from './pod-plan.ts';
import type { InjectionRequest } from './request.ts';
import { sleepProblems } from './termination.ts';
import { podWarnings } from './warnings.ts';

export type Planned =
  | { readonly plan: PodPlan; readonly problems?: never }
  | { readonly plan?: never; readonly problems: readonly Problem[] };

/** Works out the pods of a request, or says everything that only shows when sizes are computed and stands against them. */
export function planPod(request: InjectionRequest): Planned {
  const { roudi, template, domain } = request;
  const { image } = roudi;
  const release = roudi.release === undefined ? releaseOfImage(image) : RELEASES[roudi.release];
  if (release === undefined) {
    return { problems: [unknownRelease(image)] };
  }
  const impossible = configProblems(roudi, release);
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const pod = template.spec;
  const apps = new Set(request.containers ?? pod.containers.map(({ name }) => name));
  const {
    problems: unplanned,
    toml,
    ...scope
  } = domain === undefined ? planOwnRoudi(request, apps, release) : planNodesRoudi(request, apps, release, domain);
  const { identity, memory, termination, resources } = scope;
  const others = [...unplanned, ...sleepProblems(request, termination)];
  if (resources === undefined || others.length > 0) {
    return { problems: others };
  }
  const signalApps = request.termination?.signalApps ?? 'Auto';
  const annotations = podAnnotations(toml, identity.names);
  const tooLong = annotationProblems(request, annotations);
  if (tooLong.length > 0) {
    return { problems: tooLong };
  }
  return {
    plan: {
      ...scope,
      request,
      release,
      apps,
      resources,
      asksApps: signalApps !== 'Never',
      linkAsks: signalApps === 'Always',
      annotations,
      warnings: podWarnings(request, apps, resources, memory),
    },
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

export function unknownRelease(image: string): Problem {
  return {
    path: 'spec.roudi.release',
    value: undefined,
    message: `the tag of image '${image}' does not tell which iceoryx it holds; set release to one of ${PROVEN_RELEASES.map(({ id }) => id).join(', ')}`,
  };
}
