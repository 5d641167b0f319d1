import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import type { Log } from '../../runtime/log.ts';
import type { ChildGarbageCollector } from '../kit/garbage-collection.ts';
import { isUntouched, ownershipOf, throwIfRivals, writeChild } from '../kit/child.ts';
import { refusalOf } from '../kit/obstacle.ts';
import { type Deployment, type ObservedDeployment, observedDeployment } from './child.ts';
import type { Decision } from './decide.ts';
import type { DeploymentObstacle } from './obstacle.ts';
import type { DeploymentObservation } from './observe.ts';
import { isTemplateUntouched } from './rollout.ts';
import { templateDigest } from './shape.ts';
import { deploymentDigest, recordOf } from './apply-record.ts';

export type Applied =
  | {
      readonly child: ObservedDeployment;
      readonly plan: PodPlan;
      /** Why the pods do not have the current layout; undefined if they do. */
      readonly outdatedBecause?: string | undefined;
      readonly record: DeploymentStatus;
      /** How the Deployment was changed; `reverted`: another client had changed it. Absent if it was unchanged. */
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

/** Whether the Deployment, and so the pods of this name, belong to the object. */
export function isOwner({ child, obstacle }: Applied): boolean {
  return child !== undefined && obstacle?.reason !== 'NameTaken' && obstacle?.reason !== 'PredecessorEnding';
}

/** Brings Deployments to their desired state; sends no request if they are in it. */
export class DeploymentApplier {
  readonly #client: KubeClient;
  readonly #log: Log;
  readonly #garbage: Pick<ChildGarbageCollector, 'remove'>;

  constructor(client: KubeClient, log: Log, garbage: Pick<ChildGarbageCollector, 'remove'>) {
    this.#client = client;
    this.#log = log;
    this.#garbage = garbage;
  }

  async apply(observed: DeploymentObservation, decision: Decision, signal: AbortSignal): Promise<Applied> {
    const { key, object, child } = observed;
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && child !== undefined) {
        await this.#garbage.remove(child, signal);
      }
      return { child, obstacle: decision.obstacle };
    }
    const before = object.status?.deployment;
    const { desired, plan, outdatedBecause, ifTemplateChanged } = decision;
    const template = (ifTemplateChanged && before?.template) ?? templateDigest(desired.spec?.template ?? {});
    const digest = deploymentDigest(desired, template);
    const sent = { digest, objectGeneration: object.metadata.generation ?? 0, template };
    if (child !== undefined && before?.digest === digest && isUntouched(child, desired, before)) {
      return { child, plan, outdatedBecause, record: { ...before, ...sent } };
    }
    try {
      let body = desired;
      if (ifTemplateChanged !== undefined && child !== undefined && before !== undefined) {
        const present = await this.#client.get<Deployment>(DEPLOYMENTS, key, { signal });
        if (!isTemplateUntouched(present, before)) {
          const { outdatedBecause: _, ifTemplateChanged: __, ...rest } = decision;
          return await this.apply(observed, { ...rest, desired: ifTemplateChanged }, signal);
        }
        body = withTemplateOf(present, desired);
      }
      const { live, unknown } = await writeChild(this.#client, DEPLOYMENTS, body, child, signal);
      if (live === undefined) {
        const present = observedDeployment(unknown);
        const obstacle = ownershipOf('Deployment', present, object, before);
        if (obstacle === undefined) {
          throwIfRivals(present, desired);
        }
        return obstacle === undefined
          ? await this.apply({ ...observed, child: present }, decision, signal)
          : { child, obstacle };
      }
      const record = recordOf(live, sent);
      const present = observedDeployment(live);
      const change = changeBy(present, desired, child, record, before);
      if (change !== undefined) {
        this.#log.info(`Deployment ${change}`, { key });
      }
      return { child: present, plan, outdatedBecause, record, ...(change === undefined ? {} : { change }) };
    } catch (error) {
      const obstacle = refusalOf(error, 'Deployment', 'spec.template');
      if (obstacle === undefined) {
        throw error;
      }
      return { child, obstacle };
    }
  }
}

function withTemplateOf({ spec: live }: Deployment, { spec, ...desired }: Deployment): Deployment {
  return spec === undefined || live === undefined
    ? desired
    : { ...desired, spec: { ...spec, template: live.template } };
}

/** An apply may change nothing, for example after `kubectl rollout restart`, whose field belongs to another manager. */
function changeBy(
  answer: ObservedDeployment,
  desired: Deployment,
  child: ObservedDeployment | undefined,
  record: DeploymentStatus,
  before: DeploymentStatus | undefined,
): 'created' | 'updated' | 'reverted' | undefined {
  // A Deployment without our label exists but is in none of our caches.
  if (child === undefined && answer.metadata.uid !== before?.uid) {
    return 'created';
  }
  if (child !== undefined && isUntouched(child, desired, record)) {
    return undefined;
  }
  return before?.digest === record.digest ? 'reverted' : 'updated';
}
