import type { FaultFinding } from '../../../api/conditions.ts';
import type { Release } from '../../../iceoryx/release.ts';
import type { Requeue } from '../../kit/requeue.ts';
import type { Node } from '../../resources.ts';
import type { Log } from '../../../runtime/log.ts';
import type { ObservedPod } from '../observed-pod.ts';
import { type Fault, faultFinding } from './fault.ts';
import { faultsOf } from './faults.ts';
import type { LogSampler } from './log-sampler.ts';
import type { TerminationHistory } from './termination-history.ts';

export interface DiagnosticsOptions {
  readonly history: TerminationHistory;
  /** Receives one line per fault. */
  readonly log: Log;
  /** Absent if logs must not be read. */
  readonly logs?: LogSampler | undefined;
  /** Called once per fault, for metrics. */
  readonly observer?: ((fault: Fault) => void) | undefined;
}

/** The condition FaultFree of an object, and when to diagnose its pods again. */
export interface Diagnosed extends Requeue {
  readonly finding: FaultFinding;
  /** What keeps a pod from being Ready now. Absent if nothing does, or if it is unknown. */
  readonly because?: Pick<FaultFinding, 'reason' | 'message'> | undefined;
}

/** Diagnoses pods from their present status, from states that have passed, and from their logs. */
export class PodDiagnostics {
  readonly #history: TerminationHistory;
  readonly #log: Log;
  readonly #logs: LogSampler | undefined;
  readonly #observer: (fault: Fault) => void;
  /** Occurrences that were passed to the observer, by pod uid. */
  readonly #counted = new Map<string, Set<string>>();

  constructor({ history, log, logs, observer = () => {} }: DiagnosticsOptions) {
    this.#history = history;
    this.#log = log;
    this.#logs = logs;
    this.#observer = observer;
  }

  /** Must be called with every state of every pod, in order. */
  observe(pod: ObservedPod): void {
    this.#history.observe(pod);
  }

  /** Drops the state kept for a deleted pod. */
  forget(pod: ObservedPod): void {
    this.#history.forget(pod);
    this.#logs?.forget(pod);
    this.#counted.delete(pod.metadata.uid ?? '');
  }

  /**
   * @param key of the pods' owner, which is requeued once logs have been read
   * @param nodes empty if nodes are not watched
   */
  diagnose(key: string, pods: readonly ObservedPod[], nodes: readonly Node[], release: Release): Diagnosed {
    const now = Date.now();
    this.#logs?.sample(key, pods, release);
    const { faults, requeueAt } = faultsOf(pods, {
      release,
      now,
      nodes,
      endOf: (pod, container) => this.#history.of(pod, container),
      ownEndsOf: (pod, container) => this.#history.ownEndsOf(pod, container),
      heardIn: (pod, container, run) => this.#logs?.heardIn(pod, container, run) ?? [],
      kubeletSays: (pod) => this.#logs?.kubeletSays(pod) ?? [],
    });
    faults.forEach((fault) => this.#count(key, fault));
    return {
      finding: faultFinding(faults, this.#logs?.lookedAt ?? 'no logs'),
      because: faults[0]?.isPresent === true ? faultFinding(faults) : undefined,
      requeueAfterMs: requeueAt === undefined ? undefined : Math.max(0, requeueAt - now),
    };
  }

  #count(key: string, fault: Fault): void {
    const [uid = ''] = fault.occurrence.split(/[ /]/, 1);
    const counted = this.#counted.get(uid) ?? new Set<string>();
    if (!counted.has(fault.occurrence)) {
      this.#counted.set(uid, counted.add(fault.occurrence));
      this.#observer(fault);
      const { id, pod, container, message } = fault;
      this.#log.warn('fault found', { key, fault: id, pod, container, message });
    }
  }
}
