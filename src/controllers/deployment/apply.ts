import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isConflict, isInvalid, isNotFound } from '../../kube/errors.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import type { PodPlan } from '../../pod/plan.ts';
import type { Log } from '../../runtime/log.ts';
import type { Deployment } from './child.ts';
import { type Decision, nameTaken, type Obstacle } from './decide.ts';
import { digestOf, isUntouched, recordOf } from './write-guard.ts';

export const FIELD_MANAGER = 'iceoryx-operator';

export type Applied =
  | {
      readonly child: Deployment;
      readonly plan: PodPlan;
      readonly record: DeploymentStatus;
      /** What became of the Deployment; `reverted` means that somebody else had changed it. Absent if nothing. */
      readonly change?: 'created' | 'updated' | 'reverted';
      readonly obstacle?: never;
    }
  | {
      readonly child: Deployment | undefined;
      readonly plan?: never;
      readonly record?: never;
      readonly change?: never;
      readonly obstacle: Obstacle;
    };

/** Brings Deployments to their desired state, and asks the API server for nothing where they are in it. */
export class Applier {
  readonly #client: KubeClient;
  readonly #log: Log;

  constructor(client: KubeClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  /** @param before what the status recorded of the last apply */
  async apply(
    key: string,
    decision: Decision,
    child: Deployment | undefined,
    before: DeploymentStatus | undefined,
    signal: AbortSignal,
  ): Promise<Applied> {
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && child !== undefined) {
        await this.remove(key, child, signal);
      }
      return { child, obstacle: decision.obstacle };
    }
    const { desired, plan } = decision;
    const digest = digestOf(desired);
    if (child !== undefined && before?.digest === digest && isUntouched(child, desired, before)) {
      return { child, plan, record: before };
    }
    try {
      const answer = await this.#send(desired, child, signal);
      const record = recordOf(answer, digest);
      const change = changeBy(answer, desired, child, record, before);
      if (change !== undefined) {
        this.#log.info(`Deployment ${change}`, { key });
      }
      return { child: answer, plan, record, ...(change === undefined ? {} : { change }) };
    } catch (error) {
      if (child === undefined && (isConflict(error) || isInvalid(error))) {
        const present = await this.#present(key, signal);
        if (present !== undefined) {
          return { child: undefined, obstacle: nameTaken(present) };
        }
      }
      if (isInvalid(error)) {
        const message = `the API server refuses the Deployment, most likely for spec.template: ${error.detail}`;
        return { child, obstacle: { reason: 'TemplateRefused', message } };
      }
      throw error;
    }
  }

  /**
   * Deletes the Deployment of an IceoryxDeployment that is gone, as the garbage collector would, which may take half a
   * minute to learn of our API after it was installed. The resource version keeps it from a Deployment that was set free
   * (`kubectl delete --cascade=orphan`) before our cache has seen it.
   *
   * @returns false if the cache is behind: try again when it has caught up.
   */
  async remove(key: string, { metadata }: Deployment, signal: AbortSignal): Promise<boolean> {
    const { uid = '', resourceVersion = '', deletionTimestamp } = metadata;
    if (deletionTimestamp !== undefined) {
      return true;
    }
    try {
      await this.#client.delete(DEPLOYMENTS, key, { preconditions: { uid, resourceVersion }, signal });
      this.#log.info('Deployment removed, its IceoryxDeployment is gone', { key });
      return true;
    } catch (error) {
      if (isNotFound(error)) {
        return true;
      }
      if (isConflict(error)) {
        return false;
      }
      throw error;
    }
  }

  #send(desired: Deployment, child: Deployment | undefined, signal: AbortSignal): Promise<Deployment> {
    const uid = child?.metadata.uid;
    const body = uid === undefined ? desired : { ...desired, metadata: { ...desired.metadata, uid } };
    // Without force, a Deployment that somebody made under our name meanwhile is a conflict and not taken over.
    return this.#client.apply(DEPLOYMENTS, body, { fieldManager: FIELD_MANAGER, force: child !== undefined, signal });
  }

  async #present(key: string, signal: AbortSignal): Promise<Deployment | undefined> {
    try {
      return await this.#client.get<Deployment>(DEPLOYMENTS, key, { signal });
    } catch {
      return undefined;
    }
  }
}

/** An apply may change nothing, as after `kubectl rollout restart`, whose field is not ours. */
function changeBy(
  answer: Deployment,
  desired: Deployment,
  child: Deployment | undefined,
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
