import type { PoolUse } from '../../iceoryx/pool-tables.ts';
import type { AgentApp, AgentSegment } from '../kit/agent-status.ts';

/** What `top` knows of a moment: the document of `-o json`, described in docs/kubectl/top.md. */
export interface TopModel {
  /** When it was asked for, in RFC 3339. */
  readonly time: string;
  readonly pods: readonly TopPod[];
  readonly nodes: readonly TopNode[];
  /** What could not be had, and why. */
  readonly missing: readonly string[];
  /** Where the figures come from. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Whether the pod has a RouDi of its own, is that of a domain, or uses that of a domain. */
export type TopRole = 'domain' | 'member' | 'pod';

export interface TopPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string | null;
  readonly role: TopRole;
  /** `namespace/name` of its IceoryxDomain; null for a pod with a RouDi of its own. */
  readonly domain: string | null;
  /**
   * What the files of its `/dev/shm` take in memory. For a member, whose files are those of the domain, what its apps have
   * touched of them.
   */
  readonly sharedMemoryBytes: number | null;
  /** Size limit of the volume at `/dev/shm`; null for a domain. */
  readonly limitBytes: number | null;
  readonly roudi: {
    readonly pid: number | null;
    readonly incarnation: string | null;
    readonly ageSeconds: number | null;
  } | null;
  readonly agent: {
    readonly version: string | null;
    readonly phase: string | null;
    readonly message: string | null;
  } | null;
  readonly apps: readonly AgentApp[];
  /** For a member, those of its domain on the node. */
  readonly segments: readonly AgentSegment[];
  /** Pools of its RouDi; null where they were not asked for, or are not known. */
  readonly pools: readonly PoolUse[] | null;
  /** Why they are not known. */
  readonly poolsReason: string | null;
  /** Why nothing is known of the pod; null where something is. */
  readonly reason: string | null;
}

export interface TopNode {
  readonly name: string;
  readonly pods: number;
  /** Pods of which nothing is known. */
  readonly unknownPods: number;
  readonly apps: number;
  /** Sum over its pods and domains; a domain counts once. */
  readonly sharedMemoryBytes: number;
  /** Memory of the node for pods; null where it may not be read. */
  readonly allocatableBytes: number | null;
}
