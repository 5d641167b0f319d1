import type { User } from '../../api/iceoryx-deployment.generated.ts';
import { type Group, groupOf, passwdOf } from './accounts.ts';
import { fieldOf, type InjectionRequest } from '../request.ts';
import { type AgentUser, UNKNOWN_USER } from './agent-user.ts';
import { type App, appsOf, isNeverRoot } from './app.ts';
import type { Identified, Identity } from './identity.ts';
import { rootProblems, unknownAmongOthers, writerProblems } from './problems.ts';

/** Name of the user and the group of a numeric uid, and of the common group of different users. */
const COMMON_NAME = 'iceoryx';
/** First gid that is tried for a common group. Debian reserves the gids from here on for global allocation. */
const FIRST_COMMON_GID = 60_000;

/**
 * Identity plan for pods with a RouDi of their own, from the template and `spec.identity`. If all apps run as the same
 * user other than root, RouDi runs as that user. If they run as different users, RouDi runs as root, because no other
 * user can stop them all, and all of them get a common group.
 */
export function podIdentity(request: InjectionRequest, names: ReadonlySet<string>): Identified {
  const { template, roudi } = request;
  const apps = appsOf(request, names);
  const uids = new Set(apps.map(({ uid }) => uid));
  const reason = request.identity === undefined ? leftToImages(request, apps, uids) : undefined;
  if (reason !== undefined) {
    const own = roudi.securityContext;
    const isConfined = isNeverRoot(own, template.spec.securityContext);
    const isMissed = !isConfined && own?.runAsUser === undefined && apps.every((app) => app.isNeverRoot);
    const sum = isMissed ? `${reason}${mayBeRoot(request)}` : reason;
    const agent = agentBesideImages(request, uids, isConfined);
    return { plan: { names: undefined, isConfined, agent, value: 'left to the images', sum }, problems: [] };
  }
  if (request.identity === undefined && uids.has(undefined)) {
    const sum = 'it is not said who all of the apps run as';
    const plan = { names: undefined, isConfined: false, agent: UNKNOWN_USER, value: 'impossible', sum };
    return { plan, problems: [unknownAmongOthers(request, apps)] };
  }
  const given = roudi.securityContext?.runAsUser;
  const allUids = new Set([
    ...(request.identity?.users ?? []).map(({ uid }) => uid),
    ...[...uids].filter((uid) => uid !== undefined),
    ...(given === undefined ? [] : [given]),
  ]);
  const [uid = 0] = allUids;
  const isOne = allUids.size === 1 && uid !== 0;
  const { identity, users } = isOne ? asApps(request, apps, uid) : asRoot(request, apps);
  return {
    plan: {
      names: identity,
      isConfined: isOne,
      agent: { uid: identity.uid, gid: identity.gid, signalsOthers: !isOne },
      ...described(identity, users, request.identity === undefined),
    },
    problems: [...(isOne ? [] : rootProblems(request, apps)), ...writerProblems(request, users, identity.groupName)],
  };
}

/** Reason for apps that are not root and whose user neither the template nor spec.identity names. */
export const UNKNOWN_USERS =
  'runAsNonRoot is true and no app has a runAsUser, so their images or the platform say who they run as, and RouDi may be another user: iceoryx works only where /etc/passwd of all images knows that user. Set runAsUser and runAsGroup in the security context of the template (on OpenShift a number of the range that the annotation openshift.io/sa.scc.uid-range of the namespace has), or name the users in spec.identity';

/** Reason why the pod keeps the images' own user names, or undefined. */
function leftToImages(
  { roudi }: InjectionRequest,
  apps: readonly App[],
  uids: ReadonlySet<number | undefined>,
): string | undefined {
  if (roudi.securityContext?.runAsUser !== undefined) {
    return "spec.roudi.securityContext.runAsUser is given, without spec.identity: RouDi's user and those of the apps must be known to all images by the same names";
  }
  if ((roudi.segments ?? []).some(({ writer, reader }) => writer !== undefined || reader !== undefined)) {
    return 'segments have groups of their own, without spec.identity: these groups and their members must be known to all images by the same names';
  }
  const [uid] = uids;
  if (uids.size > 1 || (uid !== undefined && uid !== 0)) {
    return undefined;
  }
  if (uid === undefined && apps.every((app) => app.isNeverRoot)) {
    return UNKNOWN_USERS;
  }
  return uid === 0
    ? 'all apps run as root, which every image knows'
    : 'no app has a runAsUser, so who they run as is for their images to say, and RouDi runs as its own image says: fine where all are root; others need runAsUser in the template, or spec.identity';
}

/**
 * User of the agent beside apps whose images decide who they run as. If a user other than root is required but no uid
 * is given, only the hooks in the apps' own containers can ask the apps to stop.
 */
function agentBesideImages(
  { roudi, template }: InjectionRequest,
  uids: ReadonlySet<number | undefined>,
  isConfined: boolean,
): AgentUser {
  if (!isConfined) {
    return { uid: 0, gid: 0, signalsOthers: uids.size !== 1 || !uids.has(0) };
  }
  const uid = roudi.securityContext?.runAsUser ?? template.spec.securityContext?.runAsUser;
  const gid = roudi.securityContext?.runAsGroup ?? template.spec.securityContext?.runAsGroup;
  return uid === undefined ? UNKNOWN_USER : { uid, gid, signalsOthers: false };
}

/** Addition to a reason if only the apps' own containers exclude root, so RouDi and the agent may still be root. */
function mayBeRoot(request: InjectionRequest): string {
  return `; RouDi and the agent may be root, which Pod Security restricted refuses: what keeps the apps from root, runAsUser or runAsNonRoot, has to stand in ${fieldOf(request, 'spec.securityContext')}`;
}

interface Named {
  readonly identity: Identity;
  readonly users: readonly User[];
}

function asApps({ roudi, identity }: InjectionRequest, apps: readonly App[], uid: number): Named {
  const own = roudi.securityContext?.runAsGroup || undefined;
  const unnamed: User = { name: COMMON_NAME, uid, group: COMMON_NAME, gid: own ?? sharedGid(apps) ?? uid };
  const users = identity?.users ?? [unnamed];
  const gid = own ?? users[0]?.gid ?? uid;
  return named(users, uid, gid, undefined);
}

/** Different users can reach each other's sockets and the management segment only through a common group. */
function asRoot({ roudi, identity, template }: InjectionRequest, apps: readonly App[]): Named {
  const { fsGroup, supplementalGroups = [] } = template.spec.securityContext ?? {};
  const supplemental = supplementalGroups.find((gid) => gid !== 0);
  const taken = new Set([
    ...apps.flatMap(({ uid, gid }) => [uid, gid]),
    ...(identity?.users ?? []).flatMap(({ uid, gid }) => [uid, gid]),
  ]);
  const gid =
    (roudi.securityContext?.runAsGroup || undefined) ??
    sharedGid(apps) ??
    (fsGroup || undefined) ??
    supplemental ??
    unused(taken);
  const isCommonGroup = sharedGid(apps) === gid || fsGroup === gid || supplementalGroups.includes(gid);
  const uids = new Set(apps.flatMap(({ uid = 0 }) => (uid === 0 ? [] : [uid])));
  const users = identity?.users ?? [...uids].map((uid) => ({ name: `user-${uid}`, uid, group: COMMON_NAME, gid }));
  return named(users, 0, gid, isCommonGroup ? undefined : gid);
}

function named(users: readonly User[], uid: number, gid: number, supplementalGroup: number | undefined): Named {
  const common: Group = { name: users.find((user) => user.gid === gid)?.group ?? COMMON_NAME, gid };
  return {
    users,
    identity: {
      uid,
      gid,
      groupName: common.name,
      supplementalGroup,
      passwd: passwdOf(users),
      group: groupOf(users, common, uid === 0),
    },
  };
}

/** The primary group that all apps share, unless it is root's. */
function sharedGid(apps: readonly App[]): number | undefined {
  const [gid, ...others] = new Set(apps.map((app) => app.gid));
  return others.length === 0 && gid !== 0 ? gid : undefined;
}

function unused(taken: ReadonlySet<number | undefined>): number {
  let gid = FIRST_COMMON_GID;
  while (taken.has(gid)) {
    gid++;
  }
  return gid;
}

function described(
  { uid, gid, groupName, supplementalGroup }: Identity,
  users: readonly User[],
  isDerived: boolean,
): { value: string; sum: string } {
  const source = isDerived ? 'runAsUser of the template' : 'spec.identity.users';
  if (uid !== 0) {
    return { value: `RouDi as ${users[0]?.name} (${uid})`, sum: `${source}; RouDi and the agent run as the apps do` };
  }
  const origin = supplementalGroup === undefined ? 'the template gives to all' : 'the pod gets as a supplemental group';
  return {
    value: `RouDi as root, in the group ${groupName} (${gid})`,
    sum: `${source}: different users, all of whom only root with the capability KILL can stop, and with DAC_OVERRIDE it reaches their sockets; their common group is one that ${origin}`,
  };
}
