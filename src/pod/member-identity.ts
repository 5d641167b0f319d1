import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Problem } from '../api/rules/problem.ts';
import { type App, appOf, isNeverRoot } from './app-container.ts';
import type { Domain, DomainNames } from './domain.ts';
import type { IdentityPlan } from './identity.ts';
import { fieldOf, type InjectionRequest } from './request.ts';

/**
 * Who runs in pods that use the RouDi of their node. All of a domain have to know its users by the same names, so the
 * domain names them. RouDi signals none of them, and reaches their sockets by the group that they have in common, so
 * different users need no root, other than for a link that has to stop several of them in one pod.
 */
export function memberIdentity(
  request: InjectionRequest,
  names: ReadonlySet<string>,
  domain: Domain,
): { readonly plan: IdentityPlan; readonly problems: readonly Problem[] } {
  const pod = request.template.spec;
  const containers = [...pod.containers, ...(pod.initContainers ?? [])].filter(({ name }) => names.has(name));
  const apps = containers.map((container) => appOf(container, pod.securityContext));
  return domain.names === undefined
    ? asImages(request, containers, apps, domain)
    : asNamed(request, apps, domain, domain.names);
}

function asImages(request: InjectionRequest, containers: readonly IContainer[], apps: readonly App[], domain: Domain) {
  const pod = request.template.spec;
  const others = apps.filter(({ uid = 0 }) => uid !== 0);
  const plan: IdentityPlan = {
    names: undefined,
    isConfined: containers.every((app) => isNeverRoot(app.securityContext, pod.securityContext)),
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

function asNamed(request: InjectionRequest, apps: readonly App[], domain: Domain, names: DomainNames) {
  const pod = request.template.spec;
  const known = new Set([0, ...names.users.map(({ uid }) => uid)]);
  const strangers = apps.filter(({ uid }) => uid === undefined || !known.has(uid));
  const [uid = 0, ...more] = new Set(apps.map((app) => app.uid ?? 0));
  const linkUid = more.length === 0 ? uid : 0;
  const { fsGroup, supplementalGroups = [] } = pod.securityContext ?? {};
  const isEverybodys =
    apps.every(({ gid }) => gid === names.gid) || fsGroup === names.gid || supplementalGroups.includes(names.gid);
  const plan: IdentityPlan = {
    names: {
      uid: linkUid,
      gid: names.gid,
      groupName: names.groupName,
      supplementalGroup: isEverybodys ? undefined : names.gid,
      passwd: names.passwd,
      group: names.group,
    },
    isConfined: linkUid !== 0,
    value: `link as ${linkUid === 0 ? 'root' : linkUid}, in the group ${names.groupName} (${names.gid})`,
    sum: `users and groups of IceoryxDomain ${domain.key}; ${isEverybodys ? 'the template gives its group to all' : 'the pod gets its group as a supplemental one'}`,
  };
  const told = names.users.map((user) => `${user.name} (${user.uid})`).join(', ');
  return {
    plan,
    problems: strangers.map((app) => ({
      path: fieldOf(request, 'spec'),
      value: app.uid,
      message:
        app.uid === undefined
          ? `whom container '${app.name}' runs as is for its image to say, but IceoryxDomain ${domain.key} has to know: set runAsUser to one of its users, ${told}`
          : `container '${app.name}' runs as ${app.uid}, but the users of IceoryxDomain ${domain.key} are ${told}; name the user in its spec.identity, or correct runAsUser`,
    })),
  };
}
