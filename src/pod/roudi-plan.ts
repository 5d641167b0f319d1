import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import type { Problem } from '../api/rules/problem.ts';
import { PROVEN_RELEASES, RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { validateConfig } from '../iceoryx/validate.ts';
import type { Identity } from './identity/identity.ts';
import { planMemory, type RoudiMemory } from './memory.ts';
import type { RoudiWithImage } from './request.ts';

/** Plan of a RouDi, derived from its specification, whether it runs in each pod or once per node. */
export interface RoudiPlan {
  readonly given: RoudiWithImage;
  readonly release: Release;
  readonly memory: RoudiMemory;
  /** Value of RouDi's `-t`, for releases that have this flag. */
  readonly terminationDelaySeconds: number | undefined;
  /** Whether RouDi must have noticed the end of every app before it is stopped. */
  readonly settles: boolean;
}

/**
 * The release of a RouDi, and settings that this release would refuse or misinterpret although the schema's rules allow
 * them.
 */
export function releaseFor({ image, release: given, segments }: RoudiWithImage): {
  readonly release: Release | undefined;
  readonly problems: readonly Problem[];
} {
  const release = given === undefined ? releaseOfImage(image) : RELEASES[given];
  if (release === undefined) {
    return { release, problems: [unknownRelease(image)] };
  }
  const faults = validateConfig(segments ?? DEFAULT_SEGMENTS, release);
  return {
    release,
    problems: faults.map(({ path, value, message }) => ({ path: `spec.roudi.${path}`, value, message })),
  };
}

/**
 * Plans a RouDi.
 *
 * @param names names of its users; undefined if the pod keeps the images' own names
 */
export function planRoudi(
  given: RoudiWithImage,
  release: Release,
  names: Pick<Identity, 'groupName'> | undefined,
): { readonly plan: RoudiPlan; readonly problems: readonly Problem[] } {
  const { plan: memory, problems } = planMemory(given, release, names);
  return {
    plan: {
      given,
      release,
      memory,
      terminationDelaySeconds: release.flags.terminationDelay === undefined ? undefined : given.terminationDelaySeconds,
      settles: release.abortsOverDeadApps && given.monitoring !== false,
    },
    problems,
  };
}

function unknownRelease(image: string): Problem {
  return {
    path: 'spec.roudi.release',
    value: undefined,
    message: `the tag of image '${image}' names none of the iceoryx releases that are supported, ${PROVEN_RELEASES.map(({ id }) => id).join(' and ')}; if the image holds one of them, set release to it`,
  };
}
