import { buildImages, type ImageName, type ImageSet } from '../../lab/images/build.ts';
import { NEWER_VERSION, newerIceoryxPrefix } from '../../lab/iceoryx/newer-iceoryx.ts';

/** Images of a release to test with. */
export interface TestedRelease extends ImageSet {
  /** If false, this machine has no images of the release, and its tests are skipped by their names. */
  readonly isHere: boolean;
}

/** Debian's iceoryx, and the newer one. */
export async function testedReleases(): Promise<readonly [debian: TestedRelease, newer: TestedRelease]> {
  const debian = { ...(await buildImages()), isHere: true };
  const prefix = await newerIceoryxPrefix();
  return [debian, prefix === undefined ? missing(debian) : { ...(await buildImages({ prefix })), isHere: true }];
}

function missing({ version, images }: ImageSet): TestedRelease {
  const named = Object.entries(images).map(([name, { reference }]) => {
    const image = {
      reference: reference.replace(version, NEWER_VERSION),
      archive: `${name} of a release that is not here`,
    };
    return [name, image];
  });
  return {
    version: NEWER_VERSION,
    images: Object.fromEntries(named) as Record<ImageName, ImageSet['images'][ImageName]>,
    isHere: false,
  };
}
