import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { AgentImage } from '../../src/pod/agent-image.ts';
import { inject } from '../../src/pod/inject.ts';
import { planDeployment } from '../../src/pod/deployment-request.ts';

/** A pod as the operator's Deployment would create it, without a Deployment that would replace it. */
export function injectedPod(object: IceoryxDeployment, agent: AgentImage): IPod {
  const { plan, problems } = planDeployment(object);
  if (plan === undefined) {
    throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }
  const name = object.metadata.name;
  const template = inject(plan, { restartAllContainers: true }, agent);
  return { apiVersion: 'v1', kind: 'Pod', ...template, metadata: { ...template.metadata, name } };
}
