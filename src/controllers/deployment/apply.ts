import { isConflict, isInvalid, isNotFound } from '../../kube/errors.ts';
import type { KubeClient } from '../../kube/client.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import type { PodPlan } from '../../pod/plan.ts';
import type { Log } from '../../runtime/log.ts';
import type { Deployment } from './child.ts';
import { covers } from './covers.ts';
import { type Decision, nameTaken, type Obstacle } from './decide.ts';

export const FIELD_MANAGER = 'iceoryx-operator';

export type Applied =
  | { readonly child: Deployment; readonly plan: PodPlan; readonly obstacle?: never }
  | { readonly child: Deployment | undefined; readonly plan?: never; readonly obstacle: Obstacle };

/** Brings Deployments to their desired state, and asks the API server for nothing where they are in it. */
export class Applier {
  readonly #client: KubeClient;
  readonly #log: Log;
  /** What the API server answered last, by key, with the text of what it was sent. */
  readonly #answers = new Map<string, { readonly sent: string; readonly child: Deployment }>();

  constructor(client: KubeClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  /** The cache lags behind our own writes: until it has caught up, the answer to them is the latest state. */
  latest(key: string, cached: Deployment | undefined): Deployment | undefined {
    const answer = this.#answers.get(key)?.child;
    if (answer === undefined) {
      return cached;
    }
    const isOlder =
      cached === undefined ||
      (cached.metadata.uid === answer.metadata.uid &&
        (cached.metadata.generation ?? 0) < (answer.metadata.generation ?? 0));
    return isOlder ? answer : cached;
  }

  forget(key: string): void {
    this.#answers.delete(key);
  }

  async apply(key: string, decision: Decision, child: Deployment | undefined, signal: AbortSignal): Promise<Applied> {
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && child !== undefined) {
        await this.remove(key, child, signal);
      }
      return { child, obstacle: decision.obstacle };
    }
    const { desired, plan } = decision;
    const sent = JSON.stringify(desired);
    if (child !== undefined && (covers(child, desired) || this.#isAnswerTo(key, sent, child))) {
      return { child, plan };
    }
    try {
      const { uid } = child?.metadata ?? {};
      const body = uid === undefined ? desired : { ...desired, metadata: { ...desired.metadata, uid } };
      // Without force, a Deployment that somebody made under our name meanwhile is a conflict and not taken over.
      const force = child !== undefined;
      const answer = await this.#client.apply(DEPLOYMENTS, body, { fieldManager: FIELD_MANAGER, force, signal });
      this.#answers.set(key, { sent, child: answer });
      this.#log.info(child === undefined ? 'Deployment created' : 'Deployment brought up to date', { key });
      return { child: answer, plan };
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

  /** The API server writes quantities in its own way (0.5 becomes 500m), which must not look like a change for ever. */
  #isAnswerTo(key: string, sent: string, child: Deployment): boolean {
    const answer = this.#answers.get(key);
    return (
      answer?.sent === sent &&
      answer.child.metadata.uid === child.metadata.uid &&
      answer.child.metadata.generation === child.metadata.generation
    );
  }

  async #present(key: string, signal: AbortSignal): Promise<Deployment | undefined> {
    try {
      return await this.#client.get<Deployment>(DEPLOYMENTS, key, { signal });
    } catch {
      return undefined;
    }
  }
}
