import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import { digestOf } from '../../pod/digest.ts';
import type { Deployment } from './child.ts';
import { liveTemplateDigest } from './shape.ts';

/*
 * What the status of an IceoryxDeployment records about the last apply (see kit/child.ts). Digests of the template,
 * which is most of it, identify what pods were made from, so that a newer operator does not replace them: see
 * rollout.ts.
 */

/** @param template digest of the template that is sent, which is most of the Deployment */
export function deploymentDigest({ spec, ...desired }: Deployment, template: string): string {
  const { template: _, ...rest } = spec ?? {};
  return digestOf([desired, rest, template]);
}

/** The record of an apply. */
export function recordOf({ metadata, spec }: Deployment, sent: Sent): DeploymentStatus {
  const liveTemplate = liveTemplateDigest(spec?.template ?? {});
  return { uid: metadata.uid ?? '', generation: metadata.generation ?? 0, ...sent, liveTemplate };
}

/** What was sent, and for which generation of the IceoryxDeployment. */
export type Sent = Required<Pick<DeploymentStatus, 'digest' | 'objectGeneration' | 'template'>>;
