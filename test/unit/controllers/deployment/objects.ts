import type { IDeploymentStatus } from 'kubernetes-models/apps/v1/DeploymentStatus';
import { type Deployment, deploymentFor } from '../../../../src/controllers/deployment/child.ts';
import { deploymentDigest, recordOf } from '../../../../src/controllers/deployment/apply-record.ts';
import { newShape, templateDigest } from '../../../../src/controllers/deployment/shape.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import type { Capabilities } from '../../../../src/pod/inject.ts';
import { AGENT, planned } from '../../pod/objects.ts';

export { AGENT, iceoryxDeployment, planned } from '../../pod/objects.ts';

/** The Deployment of an object as the API server has it, with a status. */
export function child(
  object: IceoryxDeployment,
  status: IDeploymentStatus = {},
  nodes: Capabilities = { restartAllContainers: true },
): Deployment {
  const desired = deploymentFor(object, planned(object), newShape(object, planned(object), nodes), AGENT);
  const metadata = { ...desired.metadata, uid: 'uid-of-child', generation: 1 };
  return { ...desired, metadata, status: { observedGeneration: 1, ...status } };
}

/** An object whose Deployment is as it was applied and recorded in the status. */
export function settled(
  object: IceoryxDeployment,
  nodes?: Capabilities,
): { object: IceoryxDeployment; child: Deployment } {
  const present = child(object, {}, nodes);
  const template = templateDigest(present.spec?.template ?? {});
  const sent = {
    digest: deploymentDigest(present, template),
    template,
    objectGeneration: object.metadata.generation ?? 0,
  };
  return { object: { ...object, status: { deployment: recordOf(present, sent) } }, child: present };
}
