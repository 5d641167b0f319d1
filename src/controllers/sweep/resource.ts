import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { INode } from 'kubernetes-models/v1/Node';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Typed } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';

export type { IceoryxSweep } from '../../api/iceoryx-sweep.generated.ts';

export type Job = Typed<IJob>;
export type Node = Typed<INode>;
export type Pod = Typed<IPod>;

/** `kubectl get iceoryxsweeps` */
export const ICEORYX_SWEEPS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxSweep',
  plural: 'iceoryxsweeps',
  namespaced: false,
};

export const JOBS: Resource = { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', namespaced: true };
