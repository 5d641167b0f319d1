import type { Finding } from '../../api/conditions.ts';
import type { Roudi } from '../../api/iceoryx-deployment.generated.ts';
import { PROVEN_RELEASES, type Release, releaseOfImage, RELEASES } from '../../iceoryx/release.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import type { IceoryxDeployment } from '../resources.ts';

/*
 * RouDi admits an app only if their iceoryx versions match as far as spec.roudi.compatibility requires; a refused app
 * aborts after a minute. The version of an app cannot be seen from outside, so only statements of its author count: an
 * annotation or label `release.iceoryx.io/CONTAINER: 2.0.5` of the template, or an image tag such as
 * `1.4-iceoryx2.0.5`.
 */

const STATEMENT_PREFIX = 'release.iceoryx.io/';
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

/** The release line of the pods, including running ones while their specification has an obstacle. */
export function releaseOf({ spec, status }: IceoryxDeployment): Release {
  const release = spec.roudi?.release ?? status?.roudi?.release;
  return PROVEN_RELEASES.find(({ id }) => id === release) ?? releaseOfImage(spec.roudi?.image ?? '') ?? RELEASES['2.0'];
}

/** Why apps of this object cannot work with its RouDi; undefined if nothing indicates that. */
export function versionMismatch({ request, release, apps }: PodPlan): string | undefined {
  return mismatchOf(request, request.roudi, release, apps);
}

/**
 * The condition VersionsMatch; Unknown if the apps' versions are not stated.
 *
 * @param roudi of the pods; undefined while that of their domain is unknown
 */
export function versionFinding({ spec }: IceoryxDeployment, release: Release, roudi = spec.roudi): Finding {
  const type = 'VersionsMatch';
  const apps = new Set(spec.containers ?? spec.template.spec.containers.map(({ name }) => name));
  const mismatch = roudi && mismatchOf(spec, roudi, release, apps);
  if (mismatch !== undefined) {
    return { type, status: 'False', reason: 'VersionMismatch', message: mismatch };
  }
  const statements = statementsOf(spec, apps);
  if (statements.length === 0 || roudi === undefined) {
    const message = `the iceoryx versions of the apps are not stated; state them as ${STATEMENT_PREFIX}CONTAINER in the template's annotations or labels, or in a tag such as 1.4-iceoryx2.0.5`;
    return { type, status: 'Unknown', reason: 'NotStated', message };
  }
  const stated = statements.map(({ container, version }) => `${container} ${version}`).join(', ');
  return {
    type,
    status: 'True',
    reason: 'VersionsAgree',
    message: `RouDi ${roudiVersion(roudi, release)}; ${stated}`,
  };
}

function mismatchOf(
  spec: Pick<IceoryxDeployment['spec'], 'template'>,
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

function statementsOf(
  { template }: Pick<IceoryxDeployment['spec'], 'template'>,
  apps: ReadonlySet<string>,
): Statement[] {
  const { annotations, labels } = template.metadata ?? {};
  return [...template.spec.containers, ...(template.spec.initContainers ?? [])]
    .filter(({ name }) => apps.has(name))
    .flatMap(({ name: container, image = '' }) => {
      const key = `${STATEMENT_PREFIX}${container}`;
      const annotated = annotations?.[key] ?? labels?.[key];
      if (annotated !== undefined) {
        return [{ container, version: annotated, where: key }];
      }
      const version = IN_TAG.exec(image.split('@')[0] ?? '')?.groups?.['version'];
      return version === undefined ? [] : [{ container, version, where: `image ${image}` }];
    });
}

/** The version in the tag, if it does not contradict `spec.roudi.release`. */
function roudiVersion({ image = '' }: Roudi, { id }: Release): string {
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
