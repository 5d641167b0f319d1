import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IceoryxDeployment, IceoryxDeploymentSpec } from '../../../src/api/iceoryx-deployment.generated.ts';
import type { AgentImage } from '../../../src/pod/agent-image.ts';
import { type Capabilities, inject } from '../../../src/pod/inject.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import type { PodPlan } from '../../../src/pod/pod-plan.ts';

/** The agent's image, as passed to the operator. */
export const AGENT: AgentImage = { image: 'example.com/iceoryx-agent:1' };

type Spec = Partial<Omit<IceoryxDeploymentSpec, 'roudi' | 'template'>> & {
  roudi?: Partial<IceoryxDeploymentSpec['roudi']>;
  pod?: Partial<IPodSpec>;
};

/** An IceoryxDeployment with one app container and these fields. */
export function iceoryxDeployment({ roudi, pod, ...spec }: Spec = {}): IceoryxDeployment {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name: 'robot', namespace: 'lab', uid: 'uid-of-robot', generation: 1 },
    spec: {
      ...spec,
      roudi: { image: 'example.com/roudi:2.0.3', ...roudi },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }], ...pod } },
    },
  };
}

/** @throws an Error with the problems of a specification that should work */
export function planned(object: IceoryxDeployment): PodPlan {
  const { plan, problems } = planDeployment(object);
  if (plan === undefined) {
    throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }
  return plan;
}

/** The pod specification after injection. */
export function injected(spec: Spec = {}, capabilities: Capabilities = { restartAllContainers: true }): IPodSpec {
  const object = iceoryxDeployment(spec);
  const template = inject(planned(object), capabilities, AGENT);
  if (template.spec === undefined) {
    throw new Error('a template without a specification');
  }
  return template.spec;
}
