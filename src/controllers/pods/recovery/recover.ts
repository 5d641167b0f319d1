import type { Finding } from '../../../api/conditions.ts';
import type { Recovery, RecoveryStatus } from '../../../api/iceoryx-deployment.generated.ts';
import type { KubeClient } from '../../../kube/client.ts';
import type { EventRecord } from '../../../kube/events.ts';
import { type KubeObject, objectKey } from '../../../kube/object.ts';
import type { Resource } from '../../../kube/resource.ts';
import type { Log } from '../../../runtime/log.ts';
import type { Requeue } from '../../kit/requeue.ts';
import { writeStatus } from '../../kit/write-status.ts';
import type { End, ObservedPod } from '../observed-pod.ts';
import type { TerminationHistory } from '../diagnosis/termination-history.ts';
import { causeOf } from '../restarts.ts';
import { BegunReplacements, eventOfFinished, eventOfReplacement, type Replacement } from './begun.ts';
import { decideRecovery, type RecoveryDecision } from './decide.ts';
import { Evictor, type EvictionOutcome, RETRY_MS } from './evict.ts';
import { recoveryFinding } from './finding.ts';
import type { ReplacementRate } from './replacement-rate.ts';
import { stalenessOf } from './staleness.ts';

/** An object that owns pods, and records in its status which of them were replaced. */
export type Recoverable = KubeObject & {
  spec: { recovery?: Recovery };
  status?: { recovery?: RecoveryStatus };
};

export interface RecoveryOptions {
  readonly client: KubeClient;
  readonly log: Log;
  /** How containers ended. */
  readonly history: Pick<TerminationHistory, 'of'>;
  /** Resource of the pods' owners. */
  readonly resource: Resource;
  /** Limit of replacements that all objects of all kinds share. */
  readonly rate: ReplacementRate;
  /** Whether something creates a pod again that is evicted. Default: it does. */
  readonly comesBack?: ((pod: ObservedPod) => boolean) | undefined;
  readonly observer?: ((outcome: EvictionOutcome) => void) | undefined;
}

/** Result of a recovery, and when to run it again. */
export interface Recovered<T> extends Requeue {
  readonly finding: Finding;
  readonly events: readonly EventRecord[];
  /** The object, with the replacements that begin now in its status. */
  readonly object: T;
}

/** Replaces pods whose RouDi died, or that were created without: it records the replacements in the status, then evicts the pods. */
export class PodRecovery<T extends Recoverable> {
  readonly #client: KubeClient;
  readonly #resource: Resource;
  readonly #evictor: Evictor;
  readonly #rate: ReplacementRate;
  readonly #log: Log;
  readonly #history: Pick<TerminationHistory, 'of'>;
  readonly #comesBack: RecoveryOptions['comesBack'];
  readonly #begun = new BegunReplacements();

  constructor({ client, log, history, resource, rate, comesBack, observer }: RecoveryOptions) {
    this.#client = client;
    this.#log = log;
    this.#history = history;
    this.#resource = resource;
    this.#evictor = new Evictor(client, log, observer);
    this.#rate = rate;
    this.#comesBack = comesBack;
  }

  /** Counts the replacements in an object's status, which an earlier operator recorded, against the rate. */
  remember({ metadata, status }: T): void {
    this.#rate.recall(status?.recovery?.replacements ?? [], Date.now(), metadata.namespace ?? '');
  }

  /** Drops the state kept for a deleted pod. */
  forget(pod: ObservedPod): void {
    this.#evictor.forget(pod);
  }

  /**
   * @param object owner of the pods; pods of other owners that carry our label must not be passed
   * @param missed those of them to replace because they were created without RouDi
   */
  async recover(
    object: T,
    pods: readonly ObservedPod[],
    signal: AbortSignal,
    missed: readonly ObservedPod[] = [],
  ): Promise<Recovered<T>> {
    const { metadata, spec, status } = object;
    const now = Date.now();
    const { namespace = '' } = metadata;
    this.#rate.decides();
    const decision = decideRecovery({
      recovery: spec.recovery,
      pods,
      missed,
      comesBack: this.#comesBack,
      replacements: status?.recovery?.replacements ?? [],
      now,
      ...this.#rate.at(now, namespace),
    });
    this.#rate.remember(decision.begun, now, namespace);
    if (decision.held.some(({ because }) => because === 'RateLimited')) {
      this.#rate.waits(namespace, now);
    }
    const written =
      decision.begun.length === 0
        ? undefined
        : await writeStatus(
            this.#client,
            this.#resource,
            object,
            { ...status, recovery: { replacements: [...decision.replacements] } },
            signal,
          );
    const begun = this.#begin(objectKey(object), decision, now);
    const blocked = await this.#evictor.evict(decision.due, spec.recovery, now, signal);
    const { requeueAt = Infinity } = decision;
    const requeueAfterMs = Math.min(requeueAt - now, blocked.size > 0 ? RETRY_MS : Infinity);
    return {
      finding: recoveryFinding(decision, blocked, spec.recovery),
      events: [...begun.map(eventOfReplacement), ...this.#finished(objectKey(object), pods)],
      object: written ?? object,
      requeueAfterMs: requeueAfterMs === Infinity ? undefined : Math.max(0, requeueAfterMs),
    };
  }

  #begin(key: string, { begun, due, missed }: RecoveryDecision, now: number): Replacement[] {
    return begun.flatMap(({ uid }) => {
      const pod = due.find(({ metadata }) => metadata.uid === uid);
      if (pod === undefined) {
        return [];
      }
      if (missed.has(uid)) {
        const cause = 'created without the RouDi that it asks for';
        const replacement = { pod: pod.metadata.name, cause, since: pod.created, begun: now, isMissed: true };
        this.#begun.add(key, replacement);
        return [replacement];
      }
      const endOf = (wanted: 'agent' | 'roudi'): End | undefined => {
        const container = pod.containers.find(({ role }) => role === wanted);
        return container && this.#history.of(pod, container.name);
      };
      const cause = causeOf(pod, endOf('roudi'), endOf('agent'));
      const since = stalenessOf(pod)?.since ?? now;
      const replacement = { pod: pod.metadata.name, cause, since, begun: now };
      this.#begun.add(key, replacement);
      return [replacement];
    });
  }

  #finished(key: string, pods: readonly ObservedPod[]): EventRecord[] {
    return this.#begun.finished(key, pods).map((each) => {
      const { pod, by, cause, seconds } = each;
      this.#log.warn('pod replaced', { key, pod, by, cause, seconds });
      return eventOfFinished(each);
    });
  }
}
