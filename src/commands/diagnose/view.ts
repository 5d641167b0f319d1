import type { Severity } from '../../iceoryx/signatures.ts';
import type { Certainty } from '../../iceoryx/certainty.ts';

/** A diagnosis of pods, as data: what `-o json` prints. Times are in RFC 3339. */
export interface Diagnosis {
  /** What was asked for, such as `ioxd/hello`. */
  readonly subject: string;
  /** Absent for all namespaces. */
  readonly namespace?: string;
  /** What is or was wrong, that which explains most first. */
  readonly findings: readonly FindingView[];
  /** Conditions of the pods' objects that tell of something wrong. */
  readonly conditions: readonly ConditionView[];
  /** Lines that iceoryx marks as errors and that are not known. */
  readonly unknown: readonly UnknownLine[];
  readonly pods: readonly PodView[];
  /** What could not be looked at, and why. */
  readonly notRead: readonly string[];
}

export interface FindingView {
  /** Id of a message or exit code of docs/iceoryx.md, or a reason of docs/troubleshooting.md. */
  readonly id: string;
  readonly severity: Severity;
  /**
   * - present: the pod is not Ready
   * - goingOn: said within the last ten minutes in a pod that is Ready
   * - over: the pod is Ready again, or nothing was said since
   */
  readonly state: 'goingOn' | 'over' | 'present';
  /** It follows from the failure of another program. */
  readonly isConsequence: boolean;
  /** Where it was found, the first of them being the one that the other fields are about. */
  readonly places: readonly Place[];
  /** What the program, the kubelet or the scheduler said. */
  readonly said?: string;
  readonly meaning: string;
  readonly notes?: readonly string[];
  readonly cause?: string;
  readonly remedy?: string;
  /** How the container ended, and where its log is. */
  readonly ending?: string;
  readonly certainty: Certainty;
}

export interface Place {
  readonly namespace: string;
  readonly pod: string;
  readonly node?: string;
  readonly container?: string;
  /** When it was first and last said, as far as the log was read, or when it happened. */
  readonly first?: string;
  readonly last?: string;
  /** Number of lines that say it. */
  readonly count?: number;
}

export interface ConditionView {
  readonly namespace: string;
  /** Such as `ioxd/hello`. */
  readonly object: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

export interface UnknownLine {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly at: string;
  readonly line: string;
}

export interface PodView {
  readonly namespace: string;
  readonly name: string;
  readonly node?: string;
  readonly state: 'deleting' | 'notReady' | 'over' | 'ready';
  /** Since when it is in this state. */
  readonly since?: string;
  /** Whether it has RouDi or an agent, as pods have that the operator made or injected. */
  readonly usesIceoryx: boolean;
  /** Whether it is Ready, its logs were read, and nothing was found in it. */
  readonly isWell: boolean;
  readonly containers: number;
  readonly restarts: number;
  /** What was read of it. */
  readonly logs: number;
  readonly lines: number;
  readonly events: number;
  /** Containers whose apps are connected to RouDi, and those that wait for it. Absent if the agent does not say. */
  readonly apps?: { readonly connected: readonly string[]; readonly waiting: readonly string[] };
}
