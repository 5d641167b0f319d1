import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isAlreadyExists, isForbidden, isInvalid, isMalformed, isTooLarge } from '../../kube/errors.ts';
import { ownedByApply } from '../../kube/field-ownership.ts';
import { objectKey } from '../../kube/object.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import type { PodPlan } from '../../pod/plan.ts';
import type { Log } from '../../runtime/log.ts';
import type { Abandoned } from '../abandoned.ts';
import type { Pending } from '../look-again.ts';
import { FIELD_MANAGER } from '../write-status.ts';
import { type Deployment, type ObservedDeployment, observedDeployment } from './child.ts';
import { type Decision, whoseElse } from './decide.ts';
import type { DeploymentObstacle } from './obstacle.ts';
import type { Observation } from './observe.ts';
import { isTemplateUntouched } from './rollout.ts';
import { templateDigest } from './shape.ts';
import { digestOf, isUntouched, recordOf } from './write-guard.ts';

export type Applied =
  | {
      readonly child: ObservedDeployment;
      readonly plan: PodPlan;
      /** Why its pods would be made differently now, if they would. */
      readonly newer?: string | undefined;
      readonly record: DeploymentStatus;
      /** What became of the Deployment; `reverted` means that somebody else had changed it. Absent if nothing. */
      readonly change?: 'created' | 'updated' | 'reverted';
      readonly obstacle?: never;
    }
  | {
      readonly child: ObservedDeployment | undefined;
      readonly plan?: never;
      readonly record?: never;
      readonly change?: never;
      readonly obstacle: DeploymentObstacle;
    };

/** Deployments of others, quotas and policies are not watched, so nothing tells when they stand in the way no more. */
const RETRY_MS: Partial<Record<DeploymentObstacle['reason'], number>> = {
  NameTaken: 30_000,
  TemplateRefused: 60_000,
  Forbidden: 30_000,
};

/** When what stands in the way is to be tried again. */
export function retryOf({ obstacle }: Applied): Pending {
  return { lookAgainMs: obstacle && RETRY_MS[obstacle.reason] };
}

/** Whether the Deployment, and so the pods of this name, are the object's own. */
export function isOwner({ child, obstacle }: Applied): boolean {
  return child !== undefined && obstacle?.reason !== 'NameTaken' && obstacle?.reason !== 'PredecessorEnding';
}

/** Brings Deployments to their desired state, and asks the API server for nothing where they are in it. */
export class Applier {
  readonly #client: KubeClient;
  readonly #log: Log;
  readonly #abandoned: Pick<Abandoned, 'remove'>;

  constructor(client: KubeClient, log: Log, abandoned: Pick<Abandoned, 'remove'>) {
    this.#client = client;
    this.#log = log;
    this.#abandoned = abandoned;
  }

  async apply(observed: Observation, decision: Decision, signal: AbortSignal): Promise<Applied> {
    const { key, object, child } = observed;
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && child !== undefined) {
        await this.#abandoned.remove(child, signal);
      }
      return { child, obstacle: decision.obstacle };
    }
    const before = object.status?.deployment;
    const { desired, plan, newer, otherwise } = decision;
    const template = (otherwise && before?.template) ?? templateDigest(desired.spec?.template ?? {});
    const digest = digestOf(desired, template);
    const sent = { digest, objectGeneration: object.metadata.generation ?? 0, template };
    if (child !== undefined && before?.digest === digest && isUntouched(child, desired, before)) {
      return { child, plan, newer, record: { ...before, ...sent } };
    }
    try {
      let body = desired;
      if (otherwise !== undefined && child !== undefined && before !== undefined) {
        const live = await this.#client.get<Deployment>(DEPLOYMENTS, key, { signal });
        if (!isTemplateUntouched(live, before)) {
          const { newer: _, otherwise: __, ...rest } = decision;
          return await this.apply(observed, { ...rest, desired: otherwise }, signal);
        }
        body = withTemplateOf(live, desired);
      }
      const answer = await this.#send(body, child, signal);
      const record = recordOf(answer, sent);
      const present = observedDeployment(answer);
      const change = changeBy(present, desired, child, record, before);
      if (change !== undefined) {
        this.#log.info(`Deployment ${change}`, { key });
      }
      return { child: present, plan, newer, record, ...(change === undefined ? {} : { change }) };
    } catch (error) {
      if (child === undefined && isAlreadyExists(error)) {
        // One without our label is in no cache of ours, and our cache may be behind.
        const present = observedDeployment(await this.#client.get<Deployment>(DEPLOYMENTS, key, { signal }));
        const obstacle = whoseElse(present, object);
        return obstacle === undefined
          ? await this.apply({ ...observed, child: present }, decision, signal)
          : { child, obstacle };
      }
      const obstacle = obstacleBehind(error);
      if (obstacle === undefined) {
        throw error;
      }
      return { child, obstacle };
    }
  }

  /** Creates it, which takes over nobody's, or applies what we want of the one there is. */
  async #send(desired: Deployment, child: ObservedDeployment | undefined, signal: AbortSignal): Promise<Deployment> {
    const options = { fieldManager: FIELD_MANAGER, signal };
    if (child === undefined) {
      return this.#client.create(DEPLOYMENTS, desired, { ...options, fieldValidation: 'Strict' });
    }
    if (child.ownedByUpdate) {
      await this.#ownByApply(objectKey(desired), signal);
    }
    const { uid } = child.metadata;
    const body = uid === undefined ? desired : { ...desired, metadata: { ...desired.metadata, uid } };
    return this.#client.apply(DEPLOYMENTS, body, { ...options, force: true });
  }

  async #ownByApply(key: string, signal: AbortSignal): Promise<void> {
    const live = await this.#client.get(DEPLOYMENTS, key, { metadataOnly: true, signal });
    const { resourceVersion } = live.metadata;
    // A test of the version would be refused as invalid; to set another than the present one is a conflict.
    const operations = [
      { op: 'replace', path: '/metadata/managedFields', value: ownedByApply(live, FIELD_MANAGER) },
      { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
    ] as const;
    const options = { fieldManager: FIELD_MANAGER, metadataOnly: true, signal };
    await this.#client.jsonPatch(DEPLOYMENTS, key, operations, options);
  }
}

/** What somebody has to act upon before a write can succeed; undefined for what may pass by itself. */
function obstacleBehind(error: unknown): DeploymentObstacle | undefined {
  if (isTooLarge(error)) {
    const message = `the Deployment is too large for the API server, which takes 1.5 MiB with all that it keeps of it: shorten spec.template (${error.detail})`;
    return { reason: 'TemplateRefused', message };
  }
  if (isInvalid(error) || isMalformed(error)) {
    const message = `the API server refuses the Deployment, most likely for spec.template: ${error.detail}`;
    return { reason: 'TemplateRefused', message };
  }
  // By a quota, an admission webhook, a namespace that is ending, or for want of rights.
  return isForbidden(error)
    ? { reason: 'Forbidden', message: `the API server does not allow it: ${error.detail}` }
    : undefined;
}

function withTemplateOf({ spec: live }: Deployment, { spec, ...desired }: Deployment): Deployment {
  return spec === undefined || live === undefined
    ? desired
    : { ...desired, spec: { ...spec, template: live.template } };
}

/** An apply may change nothing, as after `kubectl rollout restart`, whose field is not ours. */
function changeBy(
  answer: ObservedDeployment,
  desired: Deployment,
  child: ObservedDeployment | undefined,
  record: DeploymentStatus,
  before: DeploymentStatus | undefined,
): 'created' | 'updated' | 'reverted' | undefined {
  // A Deployment without our label is in no cache of ours, though it is there.
  if (child === undefined && answer.metadata.uid !== before?.uid) {
    return 'created';
  }
  if (child !== undefined && isUntouched(child, desired, record)) {
    return undefined;
  }
  return before?.digest === record.digest ? 'reverted' : 'updated';
}
