import type { IceoryxDeployment, Roudi } from '../api/iceoryx-deployment.generated.ts';
import { ruleProblems } from '../api/rules.ts';
import type { Problem } from '../api/rules/problem.ts';
import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import { PROVEN_RELEASES, RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { validateConfig } from '../iceoryx/validate.ts';
import { type IdentityPlan, planIdentity } from './identity.ts';
import { type MemoryPlan, planMemory } from './memory.ts';
import { type TerminationPlan, planTermination } from './termination.ts';

/** Everything about a pod that follows from the specification: what injection writes and status shows. */
export interface PodPlan {
  readonly release: Release;
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  /** Names of the containers that use iceoryx. */
  readonly apps: ReadonlySet<string>;
  readonly identity: IdentityPlan;
}

/**
 * Works out the pods of an object, or says everything that stands against it: what the schema's rules forbid, in case
 * the object is older than they are, and what only shows when sizes are computed.
 */
export function planPod(
  object: IceoryxDeployment,
): { plan: PodPlan; problems?: never } | { plan?: never; problems: readonly Problem[] } {
  const { spec } = object;
  const problems = ruleProblems(object);
  const release = spec.roudi.release === undefined ? releaseOfImage(spec.roudi.image) : RELEASES[spec.roudi.release];
  if (release === undefined || problems.length > 0) {
    return { problems: problems.length > 0 ? problems : [unknownRelease(spec.roudi.image)] };
  }
  const impossible = configProblems(spec.roudi, release);
  if (impossible.length > 0) {
    return { problems: impossible };
  }
  const apps = new Set(spec.containers ?? spec.template.spec.containers.map(({ name }) => name));
  const { plan: identity, problems: unnameable } = planIdentity(spec, apps);
  const { plan: memory, problems: tooSmall } = planMemory(spec.roudi, spec.sharedMemory, release, identity.names);
  if (unnameable.length > 0 || tooSmall.length > 0) {
    return { problems: [...unnameable, ...tooSmall] };
  }
  const templateGrace = spec.template.spec.terminationGracePeriodSeconds;
  return {
    plan: {
      release,
      memory,
      termination: planTermination(spec.termination, templateGrace, spec.roudi, release),
      apps,
      identity,
    },
  };
}

/** What RouDi would refuse or get wrong and the schema's rules do not know. */
function configProblems({ segments }: Roudi, release: Release): Problem[] {
  return validateConfig(segments ?? DEFAULT_SEGMENTS, release).map(({ path, value, message }) => ({
    path: `spec.roudi.${path}`,
    value,
    message,
  }));
}

function unknownRelease(image: string): Problem {
  return {
    path: 'spec.roudi.release',
    value: undefined,
    message: `the tag of image '${image}' does not tell which iceoryx it holds; set release to one of ${PROVEN_RELEASES.map(({ id }) => id).join(', ')}`,
  };
}
