import type { IDeploymentStatus } from 'kubernetes-models/apps/v1/DeploymentStatus';
import { type Deployment, deploymentFor } from '../../../../src/controllers/deployment/child.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/deployment/resource.ts';
import { planned } from '../../pod/objects.ts';

export { iceoryxDeployment, planned } from '../../pod/objects.ts';

/** The Deployment of an object as the API server has it, with a status. */
export function child(object: IceoryxDeployment, status: IDeploymentStatus = {}): Deployment {
  const desired = deploymentFor(object, planned(object), undefined, { restartAllContainers: true });
  const metadata = { ...desired.metadata, uid: 'uid-of-child', generation: 1 };
  return { ...desired, metadata, status: { observedGeneration: 1, ...status } };
}
