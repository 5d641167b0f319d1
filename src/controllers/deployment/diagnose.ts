import type { FaultFinding } from '../../api/conditions.ts';
import type { Finding } from '../../iceoryx/diagnose.ts';
import type { Release } from '../../iceoryx/release.ts';
import type { Pending } from '../kit/requeue.ts';
import { type Fault, faultFinding, faultsOf } from './diagnosis.ts';
import type { Node } from './eligible-nodes.ts';
import type { LogListener } from './log-listener.ts';
import type { ObservedPod } from './observed-pod.ts';
import { SeenEnds } from './seen-ends.ts';

export interface PodDoctorOptions {
  /** Absent where logs are not to be read. */
  readonly logs?: LogListener | undefined;
  /** Told of each fault once, for metrics. */
  readonly observer?: ((fault: Fault) => void) | undefined;
}

export interface Diagnosed extends Pending {
  readonly finding: FaultFinding;
}

/** Says what is wrong in pods: from what their status says, what it said in passing, and what their logs say. */
export class PodDoctor {
  readonly #ends = new SeenEnds();
  readonly #logs: LogListener | undefined;
  readonly #observer: (fault: Fault) => void;
  /** Occurrences that were told of, by the pods' uids. */
  readonly #told = new Map<string, Set<string>>();

  constructor({ logs, observer = () => {} }: PodDoctorOptions) {
    this.#logs = logs;
    this.#observer = observer;
  }

  /** To be called with every state of every pod, in order. */
  observe(pod: ObservedPod): void {
    this.#ends.observe(pod);
  }

  /** The pod is gone. */
  forget(pod: ObservedPod): void {
    this.#ends.forget(pod);
    this.#logs?.forget(pod);
    this.#told.delete(pod.metadata.uid ?? '');
  }

  /**
   * @param key the object's, to be looked at again when logs have been read
   * @param nodes none where they are not looked at
   */
  examine(key: string, pods: readonly ObservedPod[], nodes: readonly Node[], release: Release): Diagnosed {
    const now = Date.now();
    this.#logs?.listen(key, pods, release);
    const { faults, lookAgainAt } = faultsOf(pods, {
      release,
      now,
      nodes,
      endOf: (pod, container) => this.#ends.of(pod, container),
      heardOf: (pod, container): readonly Finding[] => this.#logs?.heard(pod, container) ?? [],
    });
    faults.forEach((fault) => this.#tell(fault));
    return {
      finding: faultFinding(faults),
      lookAgainMs: lookAgainAt === undefined ? undefined : Math.max(0, lookAgainAt - now),
    };
  }

  #tell(fault: Fault): void {
    const [uid = ''] = fault.occurrence.split(/[ /]/, 1);
    const told = this.#told.get(uid) ?? new Set<string>();
    if (!told.has(fault.occurrence)) {
      this.#told.set(uid, told.add(fault.occurrence));
      this.#observer(fault);
    }
  }
}
