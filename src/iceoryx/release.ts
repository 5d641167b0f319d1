import { RELEASE_1_0 } from './releases/1-0.ts';
import { RELEASE_2_0 } from './releases/2-0.ts';
import { RELEASE_2_95 } from './releases/2-95.ts';
import type { Release, ReleaseId } from './releases/record.ts';

export type { Architecture, Compatibility, FaultKind, LogLevel, Release, ReleaseId } from './releases/record.ts';

/** Every known release line. */
export const RELEASES: Readonly<Record<ReleaseId, Release>> = {
  [RELEASE_1_0.id]: RELEASE_1_0,
  [RELEASE_2_0.id]: RELEASE_2_0,
  [RELEASE_2_95.id]: RELEASE_2_95,
};

/** The release lines that are tested with a real RouDi. */
export const PROVEN_RELEASES: readonly Release[] = Object.values(RELEASES).filter(({ proven }) => proven);

/**
 * The release line that an image's tag names: `2.0.3`, `v2.95.8` or `humble-2.0.5`.
 *
 * @returns undefined if the tag names no proven release, or there is only a digest: the release must be given then
 */
export function releaseOfImage(image: string): Release | undefined {
  const [reference = ''] = image.split('@');
  const tag = /:(?<tag>[^/:]+)$/.exec(reference)?.groups?.['tag'];
  const version = tag && /(?:^|[^0-9.])(?<line>\d+\.\d+)(?:\.\d+)?(?:$|[^0-9.])/.exec(tag)?.groups?.['line'];
  return version ? PROVEN_RELEASES.find(({ id }) => id === version) : undefined;
}
