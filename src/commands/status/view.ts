import type { Condition } from '../../api/iceoryx-deployment.generated.ts';

/*
 * What the command shows, as plain data. It is also the document of `-o json`, which docs/kubectl/status.md describes:
 * fields may be added, and those that are there keep their meaning. What is not known is left out. Times are as the API
 * server writes them.
 */

export interface StatusView {
  /** When it was looked at. */
  readonly time: string;
  readonly objects: readonly ObjectView[];
  /** What could not be seen, and how figures were had instead. */
  readonly remarks: readonly string[];
}

export interface ObjectView {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly createdAt?: string;
  /** Being deleted since then. */
  readonly deletingSince?: string;
  /** Key of the IceoryxDomain whose RouDi the pods use. */
  readonly domain?: string;
  /** How many IceoryxDeployments and IceoryxProfiles use a domain. */
  readonly users?: number;
  readonly ready: Ready;
  readonly pods: PodCounts;
  readonly apps?: Apps;
  readonly roudi: Roudi;
  /** Of the pod that is fullest. */
  readonly sharedMemory?: SharedMemory;
  readonly lastRecovery?: Recovery;
  readonly lastFinding?: LastFinding;
  /** What is not well, the most important first. */
  readonly problems: readonly Problem[];
  /** Conditions of which nothing is known. */
  readonly unknown: readonly Problem[];
  readonly warnings: readonly { readonly field: string; readonly message: string }[];
  readonly podList: readonly PodView[];
  /** The last Events about the object, the newest last. */
  readonly events: readonly EventView[];
}

export type Ready = Pick<Condition, 'message' | 'reason' | 'status'> & { readonly since?: string };

export interface PodCounts {
  /** Ready pods; of a domain, nodes on which RouDi is ready. */
  readonly ready: number;
  readonly wanted: number;
}

export interface Apps {
  readonly connected: number;
  readonly expected?: number;
  /** Who counted: the operator, in the object's status, or the agents in the pods just now. */
  readonly source: Source;
}

export type Source = 'agent' | 'status';

export interface Roudi {
  readonly release?: string;
  readonly image?: string;
  readonly restarts: number;
  /** When the one that is the youngest started. */
  readonly startedAt?: string;
  /** What tells it from every other RouDi of the same start of its node. */
  readonly incarnation?: string;
}

export interface SharedMemory {
  readonly usedBytes: number;
  /** Left out where nothing bounds it. */
  readonly limitBytes?: number;
  readonly source: Source;
}

export interface Recovery {
  readonly at: string;
  /** RestartedInPlace, RouDiDied (being replaced), Replaced or StalePodDeleted. */
  readonly how: string;
  /** In words, as long as there is an Event of it. */
  readonly note?: string;
}

export interface LastFinding {
  /** The reason of the condition FaultFree. */
  readonly reason: string;
  readonly at?: string;
  /** The condition still says it. */
  readonly isPresent: boolean;
  readonly message: string;
}

export interface Problem {
  readonly condition: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly since?: string;
}

export interface PodView {
  readonly name: string;
  readonly node?: string;
  readonly ready: boolean;
  readonly readyContainers: number;
  readonly containers: number;
  /** As the column STATUS of kubectl get pods. */
  readonly status: string;
  readonly roudi: Pick<Roudi, 'incarnation' | 'restarts' | 'startedAt'>;
  readonly apps?: number;
  readonly sharedMemory?: SharedMemory;
  /** What its agent says of itself. */
  readonly agent?: { readonly version: string; readonly phase: string; readonly message: string };
}

export interface EventView {
  readonly at?: string;
  readonly type: string;
  readonly reason: string;
  /** What was done or tried, in one word. */
  readonly action?: string;
  readonly count: number;
  readonly note: string;
}
