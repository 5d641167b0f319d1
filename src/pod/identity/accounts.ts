import type { User } from '../../api/iceoryx-deployment.generated.ts';

/** A group by name and number. */
export interface Group {
  readonly name: string;
  readonly gid: number;
}

/** `/etc/passwd` with these users and root. */
export function passwdOf(users: readonly User[]): string {
  return lines([
    'root:x:0:0:root:/root:/bin/sh',
    ...users.map(({ name, uid, gid }) => `${name}:x:${uid}:${gid}:iceoryx:/:/bin/sh`),
  ]);
}

/**
 * `/etc/group` with the groups of these users and a common group that all of them are in.
 *
 * @param isForRoot whether root is in the common group too
 */
export function groupOf(users: readonly User[], common: Group, isForRoot: boolean): string {
  const gids = new Map([...users.map(({ group, gid }) => [group, gid] as const), [common.name, common.gid]]);
  const members = [
    ...(isForRoot ? ['root'] : []),
    ...users.filter(({ gid }) => gid !== common.gid).map(({ name }) => name),
  ];
  return lines([
    'root:x:0:',
    ...[...gids].map(([name, gid]) => `${name}:x:${gid}:${gid === common.gid ? members.join(',') : ''}`),
  ]);
}

function lines(entries: readonly string[]): string {
  return entries.map((entry) => `${entry}\n`).join('');
}
