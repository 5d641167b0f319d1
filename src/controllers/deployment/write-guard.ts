import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { Deployment, ObservedDeployment } from './child.ts';
import { liveTemplateDigest } from './shape.ts';

/*
 * A write that changes nothing still costs the API server as much as one that does. So the status of each
 * IceoryxDeployment keeps what the last apply was and what it left, which a restarted operator finds there again:
 *
 *   digest       of what was sent. Comparing with the live object would not do: the API server stores it in its own
 *                way (0.5 becomes 500m), and a field that we no longer set would go unnoticed.
 *   generation   the API server counts every change of a Deployment's spec or annotations, whoever makes it.
 *   uid          generations of another Deployment mean nothing.
 *   template, liveTemplate, objectGeneration
 *                what pods were made from, so that a newer operator leaves them alone: see rollout.ts.
 *
 * Only labels and owner references change without a new generation; they are strings, stored as they were sent.
 */

/** @param template digest of the template that is sent, which is most of it */
export function digestOf({ spec, ...desired }: Deployment, template: string): string {
  const { template: _, ...rest } = spec ?? {};
  return createHash('sha256')
    .update(JSON.stringify([desired, rest, template]))
    .digest('hex')
    .slice(0, 16);
}

/** What to remember of an apply. */
export function recordOf({ metadata, spec }: Deployment, sent: Sent): DeploymentStatus {
  const liveTemplate = liveTemplateDigest(spec?.template ?? {});
  return { uid: metadata.uid ?? '', generation: metadata.generation ?? 0, ...sent, liveTemplate };
}

/** What was sent, and for which generation of the IceoryxDeployment. */
export type Sent = Required<Pick<DeploymentStatus, 'digest' | 'objectGeneration' | 'template'>>;

/** Whether the Deployment is as the recorded apply left it. */
export function isUntouched(
  child: ObservedDeployment,
  desired: Deployment,
  record: DeploymentStatus | undefined,
): boolean {
  return (
    record !== undefined &&
    record.uid === child.metadata.uid &&
    record.generation === child.metadata.generation &&
    carriesMetadata(child, desired)
  );
}

/** Whether the labels and owner references that we set are there, whatever others have put beside them. */
function carriesMetadata({ metadata: live }: ObservedDeployment, { metadata: wanted }: Deployment): boolean {
  return (
    Object.entries(wanted.labels ?? {}).every(([key, value]) => live.labels?.[key] === value) &&
    (wanted.ownerReferences ?? []).every((owner) =>
      live.ownerReferences?.some((present) => isDeepStrictEqual(present, owner)),
    )
  );
}
