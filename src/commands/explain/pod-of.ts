import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { KubeObject, OwnerReference } from '../../kube/object.ts';
import { isRecord } from '../../pod/same.ts';
import { recordAt, type Workload, workloadOf } from '../../pod/workload.ts';
import type { StoredPod } from '../../webhook/injection.ts';
import { DEFAULT_GRACE_SECONDS } from '../../webhook/as-written.ts';

/** A pod as an API server sends it to webhooks, and the object that it is made from. */
export interface Unborn {
  readonly pod: StoredPod;
  /** The controller that its owner reference names, as the API server has it or would have it. */
  readonly controller?: KubeObject;
  readonly workload: Workload;
}

/** The pod that the controller of a workload would create now. */
export function podOf(workload: Workload): Unborn {
  const { metadata = {}, spec } = workload.template as IPodTemplateSpec;
  const { labels, annotations } = metadata;
  const { namespace = '', name } = workload;
  const controller = controllerOf(workload);
  const { apiVersion = '', kind = '' } = controller;
  const owner: OwnerReference = { apiVersion, kind, name, uid: 'none', controller: true };
  return {
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace,
        generateName: `${name}-`,
        ...(labels === undefined ? {} : { labels }),
        ...(annotations === undefined ? {} : { annotations }),
        ownerReferences: [owner],
      },
      spec: withDefaults(spec as IPodSpec),
    },
    controller,
    workload,
  };
}

/** Deployments and CronJobs make pods by objects in between, which have names of their own. */
function controllerOf({ kind, name, namespace = '', object }: Workload): KubeObject {
  switch (kind) {
    case 'Deployment':
      return { ...object, kind: 'ReplicaSet', metadata: { name, namespace } };
    case 'CronJob': {
      const ownerReferences = [{ apiVersion: 'batch/v1', kind: 'CronJob', name, uid: 'none', controller: true }];
      return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace, ownerReferences } };
    }
    default:
      return object as KubeObject;
  }
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A pod without a controller as its author has written it. Undefined if that is not known: it has RouDi already, and was
 * not created by `kubectl apply`.
 */
export function podAsWritten(pod: KubeObject, hasRoudi: boolean): Unborn | undefined {
  const written = hasRoudi ? appliedOf(pod) : pod;
  const workload = workloadOf(written);
  if (written === undefined || workload === undefined || !isRecord(written['spec'])) {
    return undefined;
  }
  const { name, namespace, labels, annotations } = written.metadata;
  const metadata = { name, namespace: pod.metadata.namespace ?? namespace ?? '', labels, annotations };
  const spec = withDefaults(written['spec'] as unknown as IPodSpec);
  return { pod: { apiVersion: 'v1', kind: 'Pod', metadata, spec } as StoredPod, workload };
}

function appliedOf({ metadata }: KubeObject): KubeObject | undefined {
  try {
    const applied: unknown = JSON.parse(metadata.annotations?.[LAST_APPLIED] ?? '');
    return Object.keys(recordAt(applied, ['metadata'])).length === 0 ? undefined : (applied as KubeObject);
  } catch {
    return undefined;
  }
}

/** With those defaults of the API server that the webhook reads (pkg/apis/core/v1/defaults.go, v1.36). */
function withDefaults(spec: IPodSpec): IPodSpec {
  const { initContainers } = spec;
  return {
    terminationGracePeriodSeconds: DEFAULT_GRACE_SECONDS,
    ...spec,
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(withRequests) }),
    containers: spec.containers.map(withRequests),
  };
}

function withRequests(container: IContainer): IContainer {
  const { limits, requests } = container.resources ?? {};
  return limits === undefined
    ? container
    : { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } };
}
