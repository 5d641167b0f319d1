import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import { digestOf } from '../kit/digest.ts';
import type { Deployment } from './child.ts';
import { liveTemplateDigest } from './shape.ts';

/*
 * What the status of an IceoryxDeployment keeps of the last apply (see kit/child.ts). Of the template, which is most of
 * it, digests say what pods were made from, so that a newer operator leaves them alone: see rollout.ts.
 */

/** @param template digest of the template that is sent, which is most of it */
export function deploymentDigest({ spec, ...desired }: Deployment, template: string): string {
  const { template: _, ...rest } = spec ?? {};
  return digestOf([desired, rest, template]);
}

/** What to remember of an apply. */
export function recordOf({ metadata, spec }: Deployment, sent: Sent): DeploymentStatus {
  const liveTemplate = liveTemplateDigest(spec?.template ?? {});
  return { uid: metadata.uid ?? '', generation: metadata.generation ?? 0, ...sent, liveTemplate };
}

/** What was sent, and for which generation of the IceoryxDeployment. */
export type Sent = Required<Pick<DeploymentStatus, 'digest' | 'objectGeneration' | 'template'>>;
