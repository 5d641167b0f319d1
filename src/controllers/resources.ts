import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { INode } from 'kubernetes-models/v1/Node';
import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../api/iceoryx-deployment.generated.ts';
import type { Typed } from '../kube/object.ts';
import type { Resource } from '../kube/resource.ts';
import type { Child } from './kit/child.ts';

/** The objects of controllers, as the API server has them. */
export type { IceoryxDeployment };
export type { IceoryxDomain } from '../api/iceoryx-domain.generated.ts';
export type { IceoryxSweep } from '../api/iceoryx-sweep.generated.ts';
export type Claim = Typed<IPersistentVolumeClaim>;
export type DaemonSet = Typed<IDaemonSet> & Child;
export type Job = Typed<IJob>;
export type Node = Typed<INode>;
export type Pod = Typed<IPod>;
export type Volume = Typed<IPersistentVolume>;

/** `kubectl get iceoryxdeployments` */
export const ICEORYX_DEPLOYMENTS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDeployment',
  plural: 'iceoryxdeployments',
  namespaced: true,
};

/** `kubectl get iceoryxdomains` */
export const ICEORYX_DOMAINS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDomain',
  plural: 'iceoryxdomains',
  namespaced: true,
};

/** `kubectl get iceoryxsweeps` */
export const ICEORYX_SWEEPS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxSweep',
  plural: 'iceoryxsweeps',
  namespaced: false,
};

export const JOBS: Resource = { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', namespaced: true };

/** Key of the IceoryxDomain that an IceoryxDeployment names; undefined for pods with a RouDi of their own. */
export function domainKeyOf({ metadata, spec }: IceoryxDeployment): string | undefined {
  return spec.domain && `${spec.domain.namespace ?? metadata.namespace}/${spec.domain.name}`;
}
