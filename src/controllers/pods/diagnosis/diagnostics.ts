import type { FaultFinding } from '../../../api/conditions.ts';
import type { Release } from '../../../iceoryx/release.ts';
import type { Requeue } from '../../kit/requeue.ts';
import type { Node } from '../../resources.ts';
import type { Log } from '../../../runtime/log.ts';
import type { KubeClient } from '../../../kube/client.ts';
import type { ObservedPod } from '../observed-pod.ts';
import { AppConnections, type AppsReport, notLookedAt } from './apps-connected.ts';
import { type Fault, faultFinding } from './fault.ts';
import { faultsOf } from './faults.ts';
import { LogSampler } from './log-sampler.ts';
import type { ReadBudget } from './read-budget.ts';
import { ReadyRounds } from './ready-rounds.ts';
import type { TerminationHistory } from './termination-history.ts';

export interface DiagnosticsOptions {
  readonly history: TerminationHistory;
  /** Receives one line per fault. */
  readonly log: Log;
  /** Absent if neither logs nor Events of pods must be read. */
  readonly reads?: Reads | undefined;
  /** Called once per fault, for metrics. */
  readonly observer?: ((fault: Fault) => void) | undefined;
}

/** What reading logs and Events needs. */
export interface Reads {
  readonly client: Pick<KubeClient, 'list' | 'log'>;
  /** Shared by the diagnoses of all kinds. */
  readonly budget: ReadBudget;
  /** Requeues the owner of pods once something was read that changes what is known. */
  readonly enqueue: (key: string) => void;
}

/** The pods of an object. */
export interface Patients {
  /** Key of the object. */
  readonly key: string;
  readonly pods: readonly ObservedPod[];
  /** Empty if nodes are not watched. */
  readonly nodes: readonly Node[];
  readonly release: Release;
  /** Containers that use iceoryx, if the object names them. */
  readonly statedApps?: readonly string[] | undefined;
}

/** The conditions of an object that its diagnosis yields, and when to diagnose its pods again. */
export interface Diagnosed extends Requeue {
  readonly finding: FaultFinding;
  readonly apps: AppsReport;
  /** Number of pods with a fault. */
  readonly faulty: number;
  /** What keeps a pod from being Ready now. Absent if nothing does, or if it is unknown. */
  readonly because?: Pick<FaultFinding, 'reason' | 'message'> | undefined;
}

/** Diagnoses pods from their present status, from states that have passed, and from their logs. */
export class PodDiagnostics {
  readonly #history: TerminationHistory;
  readonly #log: Log;
  readonly #observer: (fault: Fault) => void;
  readonly #reads: { readonly sampler: LogSampler; readonly rounds: ReadyRounds } | undefined;
  readonly #connections = new AppConnections();
  /** Occurrences that were passed to the observer, by pod uid. */
  readonly #counted = new Map<string, Set<string>>();
  /** Since when present occurrences have been found, in milliseconds since 1970, by key of the object. */
  readonly #since = new Map<string, ReadonlyMap<string, number>>();

  constructor({ history, log, reads, observer = () => {} }: DiagnosticsOptions) {
    this.#history = history;
    this.#log = log;
    this.#observer = observer;
    if (reads !== undefined) {
      const { queue } = reads.budget;
      this.#reads = { sampler: new LogSampler({ ...reads, queue }), rounds: new ReadyRounds(reads) };
    }
  }

  /** Must be called with every state of every pod, in order. */
  observe(pod: ObservedPod): void {
    this.#history.observe(pod);
  }

  /** Drops the state kept for a deleted pod. */
  forget(pod: Pick<ObservedPod, 'metadata'>): void {
    this.#history.forget(pod);
    this.#reads?.sampler.forget(pod);
    this.#reads?.rounds.forget(pod);
    this.#counted.delete(pod.metadata.uid ?? '');
  }

  /** Drops the state kept for a deleted object. */
  forgetOwner(key: string): void {
    this.#connections.forget(key);
    this.#since.delete(key);
  }

  diagnose({ key, pods, nodes, release, statedApps }: Patients, now = Date.now()): Diagnosed {
    const { sampler, rounds } = this.#reads ?? {};
    sampler?.sample(key, pods, release);
    const isConnected = (pod: ObservedPod): boolean =>
      this.#connections.isConnected(key, statedApps, pod, rounds?.appsOf(pod));
    const nextRound = rounds?.sample(key, pods, release, isConnected, now);
    const apps =
      sampler?.lookedAt === 'logs' && rounds !== undefined
        ? this.#connections.report(key, statedApps, pods, (pod) => rounds.appsOf(pod), now)
        : { finding: notLookedAt(sampler?.lookedAt ?? 'no logs') };
    const { faults: found, requeueAt } = faultsOf(pods, {
      release,
      now,
      nodes,
      endOf: (pod, container) => this.#history.of(pod, container),
      ownEndsOf: (pod, container) => this.#history.ownEndsOf(pod, container),
      wasReady: (pod, container, run) => this.#history.wasReady(pod, container, run),
      heardIn: (pod, container, run) => sampler?.heardIn(pod, container, run) ?? [],
      heardWhileReady: (pod, container) => rounds?.heardIn(pod, container) ?? [],
      kubeletSays: (pod) => sampler?.kubeletSays(pod) ?? [],
    });
    const faults = this.#timed(key, found, now);
    faults.forEach((fault) => this.#count(key, fault));
    const next = Math.min(...[requeueAt, nextRound, apps.changesAt].filter((time) => time !== undefined));
    return {
      finding: faultFinding(faults, sampler?.lookedAt ?? 'no logs'),
      apps,
      faulty: new Set(faults.map(({ pod }) => pod)).size,
      because: faults[0]?.isPresent === true ? faultFinding(faults) : undefined,
      requeueAfterMs: next === Infinity ? undefined : Math.max(0, next - now),
    };
  }

  /** Gives those faults a time that have none of their own: when they were first found. */
  #timed(key: string, found: readonly Fault[], now: number): readonly Fault[] {
    const before = this.#since.get(key);
    const faults = found.map((fault) => ({ ...fault, at: fault.at ?? before?.get(fault.occurrence) ?? now }));
    this.#since.set(key, new Map(faults.map(({ occurrence, at }) => [occurrence, at])));
    return faults;
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
