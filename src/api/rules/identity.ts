import type { IceoryxDeploymentSpec, Segment, User } from '../iceoryx-deployment.generated.ts';
import { list, type Problem, unless } from './problem.ts';

/** Users that contradict each other or the segments. */
export function userProblems(users: readonly User[], segments: readonly Segment[]): Problem[] {
  return [
    ...segmentGroupProblems(segments, users),
    ...consistencyProblems(users),
    ...users.flatMap(({ name, group }, index) => [
      ...accountProblems(name, `spec.identity.users[${index}].name`),
      ...accountProblems(group, `spec.identity.users[${index}].group`),
      ...reservedProblems(name, group, `spec.identity.users[${index}]`),
    ]),
  ];
}

type Template = IceoryxDeploymentSpec['template'];

/** The uid of each application's container in the template; undefined for a user that only the image defines. */
function appUids(apps: readonly string[] | undefined, { spec }: Template): (number | undefined)[] {
  const { containers, initContainers = [], securityContext } = spec;
  return [
    ...containers.filter(({ name }) => apps?.includes(name) ?? true),
    ...initContainers.filter(({ name }) => apps?.includes(name)),
  ].map((app) => app.securityContext?.runAsUser ?? securityContext?.runAsUser);
}

/** Users that contradict the template. */
export function appUserProblems(
  { containers, identity }: Omit<IceoryxDeploymentSpec, 'template'>,
  template: Template,
): Problem[] {
  if (identity === undefined) {
    return [];
  }
  const { users } = identity;
  const all = appUids(containers, template);
  const known = all.filter((uid) => uid !== undefined);
  const uids = users.map(({ uid }) => uid);
  return unless(
    known.every((uid) => uid === 0 || uids.includes(uid)) &&
      (known.length < all.length || uids.every((uid) => known.includes(uid))),
    'spec.identity.users',
    users,
    `users has the uids ${list(uids)}, but applications run as ${list(known)}; name every user that an application runs as, and no other, or correct runAsUser in the template`,
  );
}

function segmentGroupProblems(segments: readonly Segment[], users: readonly User[]): Problem[] {
  const groups = users.map(({ group }) => group);
  const isMissing = (group: string | undefined): group is string => group !== undefined && !groups.includes(group);
  const missing = [
    ...segments.map(({ writer }) => writer).filter(isMissing),
    ...segments.map(({ reader }) => reader).filter(isMissing),
  ];
  return unless(
    missing.length === 0,
    'spec.roudi.segments',
    segments,
    `segments name the groups ${list(missing)}, but the users of identity have the groups ${list(groups)}; correct the name, or give a user that group`,
  );
}

function consistencyProblems(users: readonly User[]): Problem[] {
  const path = 'spec.identity.users';
  const same = users.filter((user) => users.some((other) => other !== user && other.uid === user.uid));
  const isOneToOne = users.every((a) => users.every((b) => (a.group === b.group) === (a.gid === b.gid)));
  return [
    ...unless(
      same.length === 0,
      path,
      users,
      `users ${list(same.map(({ name }) => name))} have the same uid, but a number has one name; keep one of them, or correct a uid`,
    ),
    ...unless(
      isOneToOne,
      path,
      users,
      `users have the groups ${list(users.map(({ group }) => group))} with the gids ${list(users.map(({ gid }) => gid))}, but a group has one number and a number one group; correct a group or a gid`,
    ),
  ];
}

/** Rejects invalid names. Line breaks are escaped, because the API server drops a message of several lines. */
function accountProblems(name: string, path: string): Problem[] {
  return unless(
    /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name),
    path,
    name,
    `'${name.replaceAll('\n', '\\n')}' is not possible in /etc/passwd or /etc/group; use letters, digits, '_', '.' and '-', starting with a letter or '_'`,
  );
}

function reservedProblems(name: string, group: string, path: string): Problem[] {
  return [
    ...unless(
      name !== 'root',
      `${path}.name`,
      name,
      'root is known everywhere; remove it, or choose another name for a user that is not root',
    ),
    ...unless(
      !['root', 'iceoryx'].includes(group),
      `${path}.group`,
      group,
      `the group '${group}' has a meaning of its own; choose another name`,
    ),
  ];
}
