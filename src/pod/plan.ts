import type { IceoryxDeployment } from '../api/iceoryx-deployment.generated.ts';
import { ruleProblems } from '../api/rules.ts';
import type { Problem } from '../api/rules/problem.ts';
import { RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { type MemoryPlan, planMemory } from './memory.ts';
import { type TerminationPlan, planTermination } from './termination.ts';

/** Everything about a pod that follows from the specification: what injection writes and status shows. */
export interface PodPlan {
  readonly release: Release;
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  /** Names of the containers that use iceoryx. */
  readonly apps: ReadonlySet<string>;
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
  const { plan: memory, problems: tooSmall } = planMemory(spec.roudi, spec.sharedMemory, release);
  if (tooSmall.length > 0) {
    return { problems: tooSmall };
  }
  const templateGrace = spec.template.spec.terminationGracePeriodSeconds;
  return {
    plan: {
      release,
      memory,
      termination: planTermination(spec.termination, templateGrace, spec.roudi, release),
      apps: new Set(spec.containers ?? spec.template.spec.containers.map(({ name }) => name)),
    },
  };
}

function unknownRelease(image: string): Problem {
  return {
    path: 'spec.roudi.release',
    value: undefined,
    message: `the tag of image '${image}' does not tell which iceoryx it holds; set release to one of ${Object.keys(RELEASES).join(', ')}`,
  };
}
