import { PODS } from '../../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL, INJECT_LABEL, PROFILE_LABEL } from '../../../pod/names.ts';
import type { Learner } from '../redact/knowledge.ts';
import type { Reading } from './reading.ts';
import { OURS } from './resources.ts';

/**
 * Learns what is secret in objects and pods of all namespaces. The operator quotes what their programs write, so its
 * logs, and checks of all objects, may contain secrets of objects that are not in the report.
 */
export async function learnFromOthers(reading: Reading, learner: Learner): Promise<void> {
  const learn = (object: object): void => learner.learnSecrets(object);
  await Promise.all([
    ...OURS.map((resource) => reading.each(resource, {}, learn)),
    ...[DEPLOYMENT_LABEL, DOMAIN_LABEL, PROFILE_LABEL, INJECT_LABEL].map((labelSelector) =>
      reading.each(PODS, { labelSelector }, learn),
    ),
  ]);
}
