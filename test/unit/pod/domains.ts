import type { IceoryxDeployment, IceoryxDeploymentSpec } from '../../../src/api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain, IceoryxDomainSpec } from '../../../src/api/iceoryx-domain.generated.ts';

export const USERS = [
  { name: 'camera', uid: 1000, group: 'robots', gid: 2000 },
  { name: 'planner', uid: 1001, group: 'planners', gid: 2001 },
];

export function iceoryxDomain(spec: Partial<IceoryxDomainSpec> = {}): IceoryxDomain {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDomain',
    metadata: { name: 'robot', namespace: 'home', uid: 'uid-of-domain', generation: 1 },
    spec: { roudi: { image: 'example.com/roudi:2.0.6' }, ...spec },
  };
}

/** An IceoryxDeployment that uses the domain. */
export function member(
  spec: Partial<IceoryxDeploymentSpec> = {},
  pod: Partial<IceoryxDeploymentSpec['template']['spec']> = {},
): IceoryxDeployment {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name: 'camera', namespace: 'home', uid: 'uid', generation: 1 },
    spec: {
      domain: { name: 'robot' },
      template: { spec: { containers: [{ name: 'app', image: 'app:1' }], ...pod } },
      ...spec,
    },
  };
}
