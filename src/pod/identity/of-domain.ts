import type { User } from '../../api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain } from '../../api/iceoryx-domain.generated.ts';
import { type Problem, unless } from '../../api/rules/problem.ts';
import { groupOf, passwdOf } from './accounts.ts';
import type { IdentityPlan } from './identity.ts';

/** Users of a domain by name. They are the same on all nodes and in all pods. */
export interface DomainNames {
  readonly users: readonly User[];
  /** User and group of RouDi. All users of the domain are in this group. */
  readonly uid: number;
  readonly gid: number;
  readonly groupName: string;
  readonly passwd: string;
  readonly group: string;
}

/** Name of the user and the group if only numbers are given. */
const UNNAMED = 'iceoryx';

/** Users of a domain; undefined if RouDi is root. RouDi runs as the first user, and all users are in its group. */
export function domainNames({ identity, roudi }: IceoryxDomain['spec']): DomainNames | undefined {
  const { runAsUser: uid = 0, runAsGroup: gid = uid } = roudi.securityContext ?? {};
  const users = identity?.users ?? (uid === 0 ? [] : [{ name: UNNAMED, uid, group: UNNAMED, gid }]);
  const [first] = users;
  if (first === undefined) {
    return undefined;
  }
  return {
    users,
    uid: first.uid,
    gid: first.gid,
    groupName: first.group,
    passwd: passwdOf(users),
    group: groupOf(users, { name: first.group, gid: first.gid }, true),
  };
}

/** Identity plan for RouDi's own pods. */
export function domainIdentity(names: DomainNames | undefined): IdentityPlan {
  return names === undefined
    ? {
        names: undefined,
        isConfined: false,
        agent: { uid: 0, gid: 0, signalsOthers: false },
        value: 'root',
        sum: 'neither spec.identity nor runAsUser of RouDi is set',
      }
    : {
        names: { ...names, supplementalGroup: undefined },
        isConfined: true,
        agent: { uid: names.uid, gid: names.gid, signalsOthers: false },
        value: `RouDi as ${names.users[0]?.name} (${names.uid})`,
        sum: 'the first user of spec.identity, else runAsUser of RouDi',
      };
}

/** Rejects a runAsUser or runAsGroup of RouDi that differs from the first user of spec.identity. */
export function domainUserProblems({ identity, roudi }: IceoryxDomain['spec']): Problem[] {
  const { runAsUser, runAsGroup } = roudi.securityContext ?? {};
  const [first] = identity?.users ?? [];
  if (first === undefined) {
    return [];
  }
  const message = (given: number | undefined, wanted: number): string =>
    `${given} is not ${wanted} of '${first.name}', the first user of spec.identity, as which RouDi runs; remove it, or put its user first`;
  return [
    ...unless(
      runAsUser === undefined || runAsUser === first.uid,
      'spec.roudi.securityContext.runAsUser',
      runAsUser,
      message(runAsUser, first.uid),
    ),
    ...unless(
      runAsGroup === undefined || runAsGroup === first.gid,
      'spec.roudi.securityContext.runAsGroup',
      runAsGroup,
      message(runAsGroup, first.gid),
    ),
  ];
}
