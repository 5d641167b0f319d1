import type { Finding } from '../../api/conditions.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Happening } from '../../kube/events.ts';
import type { Log } from '../../runtime/log.ts';
import type { Pending } from '../kit/requeue.ts';
import { writeStatus } from '../kit/write-status.ts';
import { Evictor, type Outcome, RETRY_MS } from './evict.ts';
import { decideHealing, type Healing, healingFinding } from './healing.ts';
import type { ObservedPod } from './observed-pod.ts';
import { ReplacementRate } from './replacement-rate.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from './resource.ts';

export interface RecoveryOptions {
  readonly client: KubeClient;
  readonly log: Log;
  /** Pods that all objects together may have replaced within a minute. */
  readonly replacementsPerMinute: number;
  readonly observer?: ((outcome: Outcome) => void) | undefined;
}

export interface Healed extends Pending {
  readonly finding: Finding;
  readonly happenings: readonly Happening[];
  /** The object, with the replacements that began now in its status. */
  readonly object: IceoryxDeployment;
}

/** Replaces pods whose RouDi died: writes down which, and then asks for them to be gone. */
export class PodRecovery {
  readonly #client: KubeClient;
  readonly #evictor: Evictor;
  readonly #rate: ReplacementRate;

  constructor({ client, log, replacementsPerMinute, observer }: RecoveryOptions) {
    this.#client = client;
    this.#evictor = new Evictor(client, log, observer);
    this.#rate = new ReplacementRate(replacementsPerMinute);
  }

  /** What the status of an object remembers counts, also if another process wrote it. */
  remember({ status }: IceoryxDeployment): void {
    this.#rate.remember(status?.recovery?.replacements ?? [], Date.now());
  }

  /** The pod is gone. */
  forget(pod: ObservedPod): void {
    this.#evictor.forget(pod);
  }

  /** @param object the pods' own; whoever else has our label on pods is not to be passed here */
  async heal(object: IceoryxDeployment, pods: readonly ObservedPod[], signal: AbortSignal): Promise<Healed> {
    const { metadata, spec, status } = object;
    const now = Date.now();
    const healing = decideHealing({
      name: metadata.name,
      recovery: spec.recovery,
      pods,
      replacements: status?.recovery?.replacements ?? [],
      now,
      ...this.#rate.at(now),
    });
    this.#rate.remember(healing.begun, now);
    const written =
      healing.begun.length === 0
        ? undefined
        : await writeStatus(
            this.#client,
            ICEORYX_DEPLOYMENTS,
            object,
            { ...status, recovery: { replacements: [...healing.replacements] } },
            signal,
          );
    const blocked = await this.#evictor.evict(healing.due, spec.recovery, now, signal);
    const { lookAgainAt = Infinity } = healing;
    const lookAgainMs = Math.min(lookAgainAt - now, blocked.size > 0 ? RETRY_MS : Infinity);
    return {
      finding: healingFinding(healing, blocked, spec.recovery),
      happenings: happeningsOf(healing),
      object: written ?? object,
      lookAgainMs: lookAgainMs === Infinity ? undefined : Math.max(0, lookAgainMs),
    };
  }
}

function happeningsOf({ begun }: Healing): Happening[] {
  return begun.map(({ pod }) => ({
    type: 'Warning',
    reason: 'RouDiDied',
    action: 'Replace',
    note: `RouDi died in pod ${pod}, whose apps hold memory that nobody shares any more: the pod is replaced`,
  }));
}
