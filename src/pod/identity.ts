import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IceoryxDeploymentSpec } from '../api/iceoryx-deployment.generated.ts';
import type { Problem } from '../api/rules/problem.ts';

/**
 * The user that RouDi and every app of a pod run as. iceoryx finds segments by the names of users and groups, which it
 * looks up in /etc/passwd and /etc/group of each container: a numeric uid that an image does not know ends RouDi with an
 * empty segment name (`segment_config.cpp`, `posix_access_rights.cpp`, v2.0.3).
 */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Contents of /etc/passwd and /etc/group that all of the pod's iceoryx containers get. */
  readonly passwd: string;
  readonly group: string;
}

/** Name of the user and group that a numeric uid gets; the data segment is named after the group. */
export const IDENTITY_NAME = 'iceoryx';

/**
 * Who runs in the pods, as far as the template says. Nobody is named where no app has a numeric user, where all are
 * root, which every image knows, or where names are the user's own affair: RouDi's user is given, or groups of segments
 * are.
 */
export function planIdentity(
  spec: IceoryxDeploymentSpec,
  apps: ReadonlySet<string>,
): { readonly identity: Identity | undefined; readonly problems: readonly Problem[] } {
  const pod = spec.template.spec;
  const containers = [...pod.containers, ...(pod.initContainers ?? [])].filter(({ name }) => apps.has(name));
  const uidOf = ({ securityContext }: IContainer) => securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
  const uids = new Set(containers.map(uidOf));
  const [uid] = uids;
  const isOwnAffair =
    spec.roudi.securityContext?.runAsUser !== undefined ||
    (spec.roudi.segments ?? []).some(({ writer, reader }) => writer !== undefined || reader !== undefined);
  if (isOwnAffair) {
    return { identity: undefined, problems: [] };
  }
  if (uids.size > 1) {
    return { identity: undefined, problems: [mixedUsers(containers.map((app) => `${app.name} ${as(uidOf(app))}`))] };
  }
  if (uid === undefined || uid === 0) {
    return { identity: undefined, problems: [] };
  }
  const gids = new Set(
    containers.map(({ securityContext }) => securityContext?.runAsGroup ?? pod.securityContext?.runAsGroup),
  );
  const [given] = gids;
  const gid = gids.size === 1 && given !== undefined && given !== 0 ? given : uid;
  return { identity: { uid, gid, passwd: passwdOf(uid, gid), group: groupOf(gid) }, problems: [] };
}

function as(uid: number | undefined): string {
  return uid === undefined ? "as its image's user" : `as ${uid}`;
}

function mixedUsers(apps: readonly string[]): Problem {
  return {
    path: 'spec.template.spec.securityContext.runAsUser',
    value: undefined,
    message: `apps run as different users (${apps.join(', ')}), but RouDi serves one; set runAsUser for the whole pod, or spec.roudi.securityContext.runAsUser if the images know users and groups that fit`,
  };
}

function passwdOf(uid: number, gid: number): string {
  return lines(['root:x:0:0:root:/root:/bin/sh', `${IDENTITY_NAME}:x:${uid}:${gid}:iceoryx:/:/bin/sh`]);
}

function groupOf(gid: number): string {
  return lines(['root:x:0:', `${IDENTITY_NAME}:x:${gid}:`]);
}

function lines(entries: readonly string[]): string {
  return entries.map((entry) => `${entry}\n`).join('');
}
