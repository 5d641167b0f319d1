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
import { roudiPod } from '../../controllers/domain/roudi-pod.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import type { Selection } from '../../kube/query.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL, INJECT_LABEL, PROFILE_LABEL } from '../../pod/names.ts';
import type { RestartPlan } from './plan.ts';
import { planDeployment } from './plan-deployment.ts';
import { planDomain, roudiStep } from './plan-domain.ts';
import { planOfPod, planPod } from './plan-pod.ts';
import { keyOf, planProfile, workloadsOf } from './plan-profile.ts';
import { controllerOf } from './pods.ts';
import { SHORT, type Target, type TargetKind } from './target.ts';

const RESOURCES = {
  IceoryxDeployment: ICEORYX_DEPLOYMENTS,
  IceoryxDomain: ICEORYX_DOMAINS,
  IceoryxProfile: ICEORYX_PROFILES,
  Pod: PODS,
} as const satisfies Record<TargetKind, Resource>;
/** Without a kind, a name is that of an object of ours. */
const OURS = ['IceoryxDeployment', 'IceoryxProfile', 'IceoryxDomain'] as const;
const WORKLOADS: Readonly<Record<string, Resource>> = {
  Deployment: DEPLOYMENTS,
  StatefulSet: STATEFUL_SETS,
  DaemonSet: DAEMON_SETS,
};
/** Pods that may use a domain. A label selector has no "or". */
const APP_PODS = [
  DEPLOYMENT_LABEL,
  `${PROFILE_LABEL},${INJECT_LABEL}!=false`,
  `${INJECT_LABEL}=true,!${PROFILE_LABEL}`,
];

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
  if (chosen !== undefined && kind !== 'IceoryxProfile') {
    throw new Error(`--workload chooses among the workloads of an IceoryxProfile, and ${target.name} is an ${kind}`);
  }
  switch (kind) {
    case 'IceoryxDeployment': {
      const [child, pods] = await Promise.all([
        optional(client, DEPLOYMENTS, namespace, target.name),
        list(client, PODS, { namespace, labelSelector: `${DEPLOYMENT_LABEL}=${target.name}` }),
      ]);
      return planDeployment({ object: object as IceoryxDeployment, child, pods });
    }
    case 'IceoryxProfile': {
      const labelSelector = `${PROFILE_LABEL}=${target.name},${INJECT_LABEL}!=false`;
      const workloads = workloadsOf(await list(client, PODS, { namespace, labelSelector }));
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
    case 'IceoryxDomain': {
      const domain = object as IceoryxDomain;
      const [child, roudis, apps] = await Promise.all([
        optional(client, DAEMON_SETS, namespace, target.name),
        list(client, PODS, { namespace, labelSelector: `${DOMAIN_LABEL}=${target.name}` }),
        appPods(client, domain),
      ]);
      return planDomain({ object: domain, child, roudis, ...apps });
    }
    case 'Pod':
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

async function find(
  client: KubeClient,
  namespace: string,
  { kind, name }: Target,
): Promise<{ readonly kind: TargetKind; readonly object: KubeObject }> {
  const kinds = kind === undefined ? OURS : [kind];
  const refusals: string[] = [];
  const found = await Promise.all(
    kinds.map(async (each) => {
      try {
        const object = await optional(client, RESOURCES[each], namespace, name);
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
  const [first, ...others] = found.flat();
  if (first === undefined) {
    const what = kind ?? 'IceoryxDeployment, IceoryxProfile or IceoryxDomain';
    const next = `kubectl get ${kind === 'Pod' ? 'pods' : 'iceoryx'} -n ${namespace} lists what there is`;
    throw new Error([`there is no ${what} ${name} in namespace ${namespace}; ${next}`, ...refusals].join('; '));
  }
  if (others.length > 0) {
    const names = [first, ...others].map((each) => `${SHORT[each.kind]}/${name}`);
    throw new Error(
      `more than one object in namespace ${namespace} is called ${name}; name one: ${names.join(' or ')}`,
    );
  }
  return first;
}

/** Pods that may be those of a domain's apps: in all namespaces, or where the user may look. */
async function appPods(
  client: KubeClient,
  { metadata, spec }: IceoryxDomain,
): Promise<{ readonly pods: readonly KubeObject[]; readonly namespaces?: readonly string[] }> {
  const listed = async (namespace: string | undefined): Promise<KubeObject[]> => {
    const found = await Promise.all(
      APP_PODS.map(async (labelSelector) => list(client, PODS, { namespace, labelSelector })),
    );
    return [...new Map(found.flat().map((pod) => [pod.metadata.uid, pod])).values()];
  };
  const all = await permitted(listed(undefined));
  if (all !== undefined) {
    return { pods: all };
  }
  const pods: KubeObject[] = [];
  const namespaces: string[] = [];
  for (const namespace of new Set([metadata.namespace ?? '', ...(spec.allowedNamespaces ?? [])])) {
    const some = await permitted(listed(namespace));
    pods.push(...(some ?? []));
    namespaces.push(...(some === undefined ? [] : [namespace]));
  }
  return { pods, namespaces };
}

async function permitted<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isForbidden(error)) {
      return undefined;
    }
    throw error;
  }
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

async function list(client: KubeClient, resource: Resource, selection: Selection): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  await readPages(client, resource, selection, (object) => found.push(object));
  return found;
}
