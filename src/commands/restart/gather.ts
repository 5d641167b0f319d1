import { roudiPod } from '../../controllers/domain/roudi-pod.ts';
import type { Restartable } from '../../controllers/profile/rollout.ts';
import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  type IceoryxDeployment,
  type IceoryxDomain,
  type IceoryxProfile,
  type Pod,
} from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import { DOMAIN_LABEL } from '../../pod/names.ts';
import { appsOfDomain, podsOfDeployment, podsOfProfile, roudisOfDomain } from '../kit/pods-of.ts';
import { listPods } from '../kit/subject.ts';
import { POD_KINDS, type Target, type TargetKind } from '../kit/target.ts';
import type { RestartPlan } from './plan.ts';
import { planDeployment } from './plan-deployment.ts';
import { planDomain, roudiStep } from './plan-domain.ts';
import { planOfPod, planPod } from './plan-pod.ts';
import { keyOf, planProfile, workloadsOf } from './plan-profile.ts';
import { controllerOf } from './pods.ts';

/** Without a kind, a name is that of an object of ours. */
const OURS = kindsOf(ICEORYX_DEPLOYMENTS, ICEORYX_PROFILES, ICEORYX_DOMAINS);
/** What can be restarted. */
export const RESTARTED: readonly TargetKind[] = [...OURS, ...kindsOf(PODS)];
const WORKLOADS: Readonly<Record<string, Resource>> = {
  Deployment: DEPLOYMENTS,
  StatefulSet: STATEFUL_SETS,
  DaemonSet: DAEMON_SETS,
};

/**
 * What the restart of an object would do.
 *
 * @param chosen workloads of a profile, as `Kind/name`; all if undefined
 * @throws Error with the next step if there is no such object, or it cannot be restarted
 */
export async function gatherPlan(
  client: KubeClient,
  namespace: string,
  target: Target,
  chosen: readonly string[] | undefined,
): Promise<RestartPlan> {
  const { kind, object } = await find(client, namespace, target);
  const { name } = target;
  if (chosen !== undefined && kind.resource !== ICEORYX_PROFILES) {
    throw new Error(`--workload chooses among the workloads of an IceoryxProfile, and ${kind.short}/${name} is none`);
  }
  switch (kind.resource) {
    case ICEORYX_DEPLOYMENTS: {
      const [child, pods] = await Promise.all([
        optional(client, DEPLOYMENTS, namespace, name),
        listPods(client, [podsOfDeployment(namespace, name)]),
      ]);
      return planDeployment({ object: object as IceoryxDeployment, child, pods });
    }
    case ICEORYX_PROFILES: {
      const workloads = workloadsOf(await listPods(client, [podsOfProfile(namespace, name)]));
      const live = new Map<string, Restartable | undefined>();
      for (const workload of workloads) {
        const resource = WORKLOADS[workload.kind];
        live.set(
          keyOf(workload),
          resource && ((await optional(client, resource, namespace, workload.name)) as Restartable | undefined),
        );
      }
      return planProfile({ object: object as IceoryxProfile, workloads, live, chosen });
    }
    case ICEORYX_DOMAINS: {
      const domain = object as IceoryxDomain;
      const [child, roudis, apps] = await Promise.all([
        optional(client, DAEMON_SETS, namespace, name),
        listPods(client, [roudisOfDomain(namespace, name)]),
        appPods(client, domain),
      ]);
      return planDomain({ object: domain, child, roudis, ...apps });
    }
    default:
      return gatherPod(client, object);
  }
}

/** A pod of a domain's RouDi takes the apps of its node along. */
async function gatherPod(client: KubeClient, pod: KubeObject): Promise<RestartPlan> {
  const { namespace = '', labels = {}, deletionTimestamp } = pod.metadata;
  const name = labels[DOMAIN_LABEL];
  const domain = name === undefined ? undefined : await optional(client, ICEORYX_DOMAINS, namespace, name);
  const child = domain && (await optional(client, DAEMON_SETS, namespace, domain.metadata.name));
  const { node } = roudiPod(pod as Pod);
  const isRoudi = child !== undefined && controllerOf(pod) === child.metadata.uid;
  if (domain === undefined || !isRoudi || node === undefined || deletionTimestamp !== undefined) {
    return planPod(pod);
  }
  const step = roudiStep(domain as IceoryxDomain, pod, node, await appPods(client, domain as IceoryxDomain));
  return planOfPod(
    pod,
    step,
    `RouDi of IceoryxDomain ${namespace}/${name} is replaced on ${node}; its apps there end before it, and start again with the new one`,
  );
}

interface Found {
  readonly kind: TargetKind;
  readonly object: KubeObject;
}

async function find(client: KubeClient, namespace: string, { kind, name }: Target): Promise<Found> {
  const kinds = kind === undefined ? OURS : [kind];
  const refusals: string[] = [];
  const looks = await Promise.all(
    kinds.map(async (each): Promise<Found[]> => {
      try {
        const object = await optional(client, each.resource, namespace, name);
        return object === undefined ? [] : [{ kind: each, object }];
      } catch (error) {
        if (!isForbidden(error) || kinds.length === 1) {
          throw error;
        }
        refusals.push(error.detail);
        return [];
      }
    }),
  );
  const found = looks.flat();
  const [first] = found;
  if (first === undefined) {
    const what = kind?.resource.kind ?? 'IceoryxDeployment, IceoryxProfile or IceoryxDomain';
    const next = `kubectl get ${kind?.resource.plural ?? 'iceoryx'} -n ${namespace} lists what there is`;
    throw new Error([`there is no ${what} ${name} in namespace ${namespace}; ${next}`, ...refusals].join('; '));
  }
  if (found.length > 1) {
    const names = found.map((each) => `${each.kind.short}/${name}`);
    throw new Error(
      `more than one object in namespace ${namespace} is called ${name}; name one: ${names.join(' or ')}`,
    );
  }
  return first;
}

/** Pods of a domain's apps: in all namespaces, or where the user may look. */
async function appPods(
  client: KubeClient,
  { metadata, spec }: IceoryxDomain,
): Promise<{ readonly pods: readonly KubeObject[]; readonly namespaces?: readonly string[] }> {
  const { name, namespace = '' } = metadata;
  const within = async (place: string | undefined): Promise<readonly Pod[] | undefined> => {
    try {
      return await listPods(client, appsOfDomain(namespace, name, place));
    } catch (error) {
      if (isForbidden(error)) {
        return undefined;
      }
      throw error;
    }
  };
  const all = await within(undefined);
  if (all !== undefined) {
    return { pods: all };
  }
  const pods: Pod[] = [];
  const namespaces: string[] = [];
  for (const place of new Set([namespace, ...(spec.allowedNamespaces ?? [])])) {
    const some = await within(place);
    pods.push(...(some ?? []));
    namespaces.push(...(some === undefined ? [] : [place]));
  }
  return { pods, namespaces };
}

async function optional(
  client: KubeClient,
  resource: Resource,
  namespace: string,
  name: string,
): Promise<KubeObject | undefined> {
  try {
    return await client.get(resource, `${namespace}/${name}`);
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

function kindsOf(...resources: readonly Resource[]): TargetKind[] {
  return POD_KINDS.filter(({ resource }) => resources.includes(resource));
}
