import type { Finding } from '../../api/conditions.ts';
import { PROVEN_RELEASES, type Release, releaseOfImage, RELEASES } from '../../iceoryx/release.ts';
import { mismatchOf, roudiVersion, STATEMENT_PREFIX, statementsOf } from '../../pod/versions.ts';
import type { IceoryxDeployment } from '../resources.ts';

/** The release line of the pods, including running ones while their specification has an obstacle. */
export function releaseOf({ spec, status }: IceoryxDeployment): Release {
  const release = spec.roudi?.release ?? status?.roudi?.release;
  return PROVEN_RELEASES.find(({ id }) => id === release) ?? releaseOfImage(spec.roudi?.image ?? '') ?? RELEASES['2.0'];
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
