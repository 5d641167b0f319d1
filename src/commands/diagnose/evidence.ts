import type { KubeletWords } from '../../controllers/pods/diagnosis/kubelet-words.ts';
import type { Run } from '../../controllers/pods/diagnosis/runs.ts';
import type { ObservedPod } from '../../controllers/pods/observed-pod.ts';
import type { Node, Pod } from '../../controllers/resources.ts';
import type { Release } from '../../iceoryx/release.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { Stamped } from '../kit/stamped.ts';

/** The last lines that a container wrote in one of its runs. */
export interface LogRead {
  readonly container: string;
  readonly run: Run;
  readonly lines: readonly Stamped[];
}

/** What was read of a pod. */
export interface PodEvidence {
  readonly pod: Pod;
  readonly observed: ObservedPod;
  /** Undefined if it is not known: then messages of all proven releases count. */
  readonly release: Release | undefined;
  readonly logs: readonly LogRead[];
  readonly events: readonly KubeletWords[];
}

/** All that a diagnosis is made from. */
export interface Evidence {
  /** What was asked for, such as `ioxd/hello`. */
  readonly subject: string;
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
  readonly pods: readonly PodEvidence[];
  /** The IceoryxDeployments, IceoryxProfiles and IceoryxDomains that were asked for, or that the pods belong to. */
  readonly objects: readonly KubeObject[];
  readonly nodes: readonly Node[];
  /** What could not be read, and why. */
  readonly notRead: readonly string[];
  readonly now: number;
  /** How far back things count that are over, in milliseconds. */
  readonly sinceMs: number;
}
