import type { Domain } from '../domain.ts';
import { fieldOf, type InjectionRequest } from '../request.ts';
import { type App, appsOf } from './app.ts';
import { UNKNOWN_USER } from './agent-user.ts';
import type { Identified, IdentityPlan } from './identity.ts';
import type { DomainNames } from './of-domain.ts';

/**
 * Identity plan for pods that use the RouDi of their node. All pods of a domain must know its users by the same names,
 * so the IceoryxDomain defines them. RouDi does not signal the apps, and reaches their sockets through their common
 * group, so apps of different users do not need root. Only an agent that has to stop apps of several users in one pod
 * needs it.
 */
export function memberIdentity(request: InjectionRequest, names: ReadonlySet<string>, domain: Domain): Identified {
  const apps = appsOf(request, names);
  return domain.names === undefined ? asImages(request, apps, domain) : asNamed(request, apps, domain, domain.names);
}

function asImages(request: InjectionRequest, apps: readonly App[], domain: Domain): Identified {
  const others = apps.filter(({ uid = 0 }) => uid !== 0);
  const isConfined = apps.every((app) => app.isNeverRoot);
  const plan: IdentityPlan = {
    names: undefined,
    isConfined,
    agent: isConfined ? UNKNOWN_USER : { uid: 0, gid: 0, signalsOthers: apps.some(({ uid }) => uid !== 0) },
    value: 'left to the images',
    sum: `IceoryxDomain ${domain.key} names no users, so its RouDi is root, and all apps have to be`,
  };
  return {
    plan,
    problems: others.map(({ name, uid }) => ({
      path: fieldOf(request, 'spec'),
      value: uid,
      message: `container '${name}' runs as ${uid}, but IceoryxDomain ${domain.key} names no users, so that only root could use it; name the user in its spec.identity, or remove runAsUser`,
    })),
  };
}

function asNamed(request: InjectionRequest, apps: readonly App[], domain: Domain, names: DomainNames): Identified {
  const pod = request.template.spec;
  const known = new Set([0, ...names.users.map(({ uid }) => uid)]);
  const unknownUsers = apps.filter(({ uid }) => uid === undefined || !known.has(uid));
  const [uid = 0, ...more] = new Set(apps.map((app) => app.uid ?? 0));
  const agentUid = more.length === 0 ? uid : 0;
  const { fsGroup, supplementalGroups = [] } = pod.securityContext ?? {};
  const isCommonGroup =
    apps.every(({ gid }) => gid === names.gid) || fsGroup === names.gid || supplementalGroups.includes(names.gid);
  const plan: IdentityPlan = {
    names: {
      uid: agentUid,
      gid: names.gid,
      groupName: names.groupName,
      supplementalGroup: isCommonGroup ? undefined : names.gid,
      passwd: names.passwd,
      group: names.group,
    },
    isConfined: agentUid !== 0,
    agent: { uid: agentUid, gid: names.gid, signalsOthers: more.length > 0 },
    value: `the agent as ${agentUid === 0 ? 'root' : agentUid}, in the group ${names.groupName} (${names.gid})`,
    sum: `users and groups of IceoryxDomain ${domain.key}; ${isCommonGroup ? 'the template gives its group to all' : 'the pod gets its group as a supplemental one'}`,
  };
  const listed = names.users.map((user) => `${user.name} (${user.uid})`).join(', ');
  return {
    plan,
    problems: unknownUsers.map((app) => ({
      path: fieldOf(request, 'spec'),
      value: app.uid,
      message:
        app.uid === undefined
          ? `whom container '${app.name}' runs as is for its image to say, but IceoryxDomain ${domain.key} has to know: set runAsUser to one of its users, ${listed}`
          : `container '${app.name}' runs as ${app.uid}, but the users of IceoryxDomain ${domain.key} are ${listed}; name the user in its spec.identity, or correct runAsUser`,
    })),
  };
}
