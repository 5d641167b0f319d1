import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Typed } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';

export type { IceoryxDeployment } from '../../api/iceoryx-deployment.generated.ts';

export type Pod = Typed<IPod>;

export type { IceoryxDomain } from '../../api/iceoryx-domain.generated.ts';

/** `kubectl get iceoryxdomains` */
export const ICEORYX_DOMAINS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDomain',
  plural: 'iceoryxdomains',
  namespaced: true,
};

/** `kubectl get iceoryxdeployments` */
export const ICEORYX_DEPLOYMENTS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDeployment',
  plural: 'iceoryxdeployments',
  namespaced: true,
};
