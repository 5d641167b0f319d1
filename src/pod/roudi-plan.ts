import { DEFAULT_SEGMENTS } from '../iceoryx/config.ts';
import type { Problem } from '../api/rules/problem.ts';
import { PROVEN_RELEASES, RELEASES, type Release, releaseOfImage } from '../iceoryx/release.ts';
import { validateConfig } from '../iceoryx/validate.ts';
import type { Identity } from './identity/identity.ts';
import { planMemory, type RoudiMemory } from './memory.ts';
import type { RoudiWithImage } from './request.ts';

/** A RouDi as it follows from its specification, whether pods have one of their own or their node has it. */
export interface RoudiPlan {
  readonly given: RoudiWithImage;
  readonly release: Release;
  readonly memory: RoudiMemory;
  /** RouDi's `-t`, of releases that have it. */
  readonly terminationDelaySeconds: number | undefined;
  /** Whether it must have noticed the end of every app before it is stopped. */
  readonly settles: boolean;
}

/** The release that a RouDi is of, with what it would refuse or get wrong and the schema's rules do not know. */
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

/** @param names of its users, where they are not left to its image */
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
