import type { IceoryxDeploymentSpec, Roudi } from '../api/iceoryx-deployment.generated.ts';
import type { Release } from '../iceoryx/release.ts';
import type { PodPlan } from './pod-plan.ts';

/*
 * RouDi admits an app only if their iceoryx versions match as far as spec.roudi.compatibility requires; a refused app
 * aborts after a minute. The version of an app cannot be seen from outside, so only statements of its author count: an
 * annotation or label `release.iceoryx.io/CONTAINER: 2.0.5` of the template, or an image tag such as
 * `1.4-iceoryx2.0.5`.
 */

/** Prefix of annotations and labels that state the version of a container. */
export const STATEMENT_PREFIX = 'release.iceoryx.io/';
const IN_TAG = /:[^/]*iceoryx[-_]?v?(?<version>\d+\.\d+(?:\.\d+)?)(?:[^0-9.][^/]*)?$/;
const OF_ROUDI = /:(?:[^/:@]*[^0-9.:/@])?(?<version>\d+\.\d+(?:\.\d+)?)(?:[^0-9.:/@][^/:@]*)?(?:@.*)?$/;

/** How many numbers of a version must match. */
const NUMBERS: Readonly<Record<NonNullable<Roudi['compatibility']>, number>> = {
  Off: 0,
  Major: 1,
  Minor: 2,
  Patch: 3,
  CommitId: 3,
  BuildDate: 3,
};

interface Statement {
  readonly container: string;
  readonly version: string;
  /** Where the version is stated. */
  readonly where: string;
}

/** Why apps of these pods cannot work with its RouDi; undefined if nothing indicates that. */
export function versionMismatch({ request, release, apps }: PodPlan): string | undefined {
  return mismatchOf(request, request.roudi, release, apps);
}

/** The same for pods that are not planned. */
export function mismatchOf(
  spec: Pick<IceoryxDeploymentSpec, 'template'>,
  ofRoudi: Roudi,
  release: Release,
  apps: ReadonlySet<string>,
): string | undefined {
  const roudi = roudiVersion(ofRoudi, release);
  const { compatibility = 'Patch' } = ofRoudi;
  const wrong = statementsOf(spec, apps).filter(({ version }) => !agree(version, roudi, NUMBERS[compatibility]));
  if (wrong.length === 0) {
    return undefined;
  }
  const tagged = OF_ROUDI.exec(ofRoudi.image ?? '')?.groups?.['version'];
  if (
    ofRoudi.release !== undefined &&
    tagged !== undefined &&
    tagged !== release.id &&
    !tagged.startsWith(`${release.id}.`)
  ) {
    return `spec.roudi.release is ${ofRoudi.release}, but the tag of image '${ofRoudi.image}' names ${tagged}, as apps do: remove release where the tag is right`;
  }
  const mismatches = wrong.map(({ container, version, where }) => `${container} was built with ${version} (${where})`);
  return `RouDi is ${roudi}, but ${mismatches.join(', ')}: RouDi would refuse it; use images of one iceoryx version, or relax spec.roudi.compatibility (${compatibility}) if they are known to work together`;
}

/** What the author of a template states about the versions of its apps. */
export function statementsOf(
  { template }: Pick<IceoryxDeploymentSpec, 'template'>,
  apps: ReadonlySet<string>,
): Statement[] {
  const { annotations, labels } = template.metadata ?? {};
  return [...template.spec.containers, ...(template.spec.initContainers ?? [])]
    .filter(({ name }) => apps.has(name))
    .flatMap(({ name: container, image: given }) => {
      // The schema leaves the field to the API server, so it may have any type here.
      const image = typeof given === 'string' ? given : '';
      const key = `${STATEMENT_PREFIX}${container}`;
      const annotated = annotations?.[key] ?? labels?.[key];
      if (annotated !== undefined) {
        return [{ container, version: annotated, where: key }];
      }
      const version = IN_TAG.exec(image.split('@')[0] ?? '')?.groups?.['version'];
      return version === undefined ? [] : [{ container, version, where: `image ${image}` }];
    });
}

/** The version of RouDi: that in the tag of its image, if it does not contradict `spec.roudi.release`. */
export function roudiVersion({ image = '' }: Roudi, { id }: Release): string {
  const version = OF_ROUDI.exec(image)?.groups?.['version'];
  return version !== undefined && (version === id || version.startsWith(`${id}.`)) ? version : id;
}

/** Compares the numbers that both have. */
function agree(a: string, b: string, numbers: number): boolean {
  const [ours, theirs] = [a, b].map((version) => version.replace(/^v/, '').split('.').slice(0, numbers)) as [
    string[],
    string[],
  ];
  return ours.slice(0, theirs.length).every((number, index) => number === theirs[index]);
}
