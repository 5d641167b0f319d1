import type { PoolUse } from '../../iceoryx/pool-tables.ts';
import { firstNames } from '../../text.ts';
import type { AgentAnswer, AgentSegment } from '../kit/agent-status.ts';
import type { PodFacts } from './facts.ts';
import type { TopModel, TopNode, TopPod } from './model.ts';

/** Where the figures come from, and why there is none of pools. */
const SOURCES = {
  sharedMemory:
    "files of /dev/shm and the blocks that they take, as the pod's agent sees them (agent status, by exec in its container)",
  apps: 'processes that hold a lock of a runtime, and their resident shared memory by /proc; pages that two apps touch count for both',
  members: 'pods of a domain: what their apps have touched; the files of the domain count once, with its RouDi',
  limits: 'size limit of the volume at /dev/shm; of nodes, their allocatable memory',
  pools: "RouDi's own tables in its management segment, read by od in its container; most used is since RouDi started",
} as const;

/** The pools of a RouDi, or in words why they are not known. */
export type PoolsAnswer = { readonly pools: readonly PoolUse[] } | { readonly reason: string };

/** What was gathered at one moment. */
export interface Gathered {
  readonly time: string;
  readonly pods: readonly {
    readonly facts: PodFacts;
    readonly answer: AgentAnswer;
    /** Absent where they were not asked for. */
    readonly pools?: PoolsAnswer | undefined;
  }[];
  /** Bytes for pods by the name of the node; null where that could not be read. */
  readonly allocatable: ReadonlyMap<string, number | null>;
  /** What could not be had beside the answers of the pods. */
  readonly missing: readonly string[];
}

/** All that is shown, in the order of names. */
export function assembled({ time, pods: asked, allocatable, missing }: Gathered): TopModel {
  const pods = asked.map(podOf).toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
  return {
    time,
    pods,
    nodes: nodesOf(pods, allocatable),
    missing: [
      ...reasonsOf(pods, ({ reason }) => reason, 'nothing is known of'),
      ...reasonsOf(pods, ({ poolsReason }) => poolsReason, 'pools are not known of'),
      ...missing,
    ],
    sources: SOURCES,
  };
}

/** Pods of whose segments the sum is that of all: each domain is there once for each node. */
export function holdersOf(pods: readonly TopPod[]): TopPod[] {
  const known = pods.filter(({ reason }) => reason === null);
  const taken = new Set(known.filter(({ role }) => role === 'domain').map(domainPlace));
  return known.filter((pod) => {
    const isHolder = pod.role !== 'member' || !taken.has(domainPlace(pod));
    if (pod.role === 'member') {
      taken.add(domainPlace(pod));
    }
    return isHolder;
  });
}

const domainPlace = ({ domain, node }: TopPod): string => `${domain} ${node}`;

/** Bytes in memory of some files; null if none is known. */
function residentOf(segments: readonly AgentSegment[]): number | null {
  return sum(segments.map(({ residentBytes }) => residentBytes));
}

function podOf({ facts, answer, pools }: Gathered['pods'][number]): TopPod {
  const ofRoudi = {
    pools: pools !== undefined && 'pools' in pools ? pools.pools : null,
    poolsReason: pools !== undefined && 'reason' in pools ? pools.reason : null,
  };
  if ('reason' in answer) {
    return {
      ...facts,
      ...ofRoudi,
      sharedMemoryBytes: null,
      roudi: null,
      agent: null,
      apps: [],
      segments: [],
      reason: answer.reason,
    };
  }
  const { agent, roudi, apps, appsReason, segments, segmentsReason } = answer.status;
  const files = residentOf(segments) ?? (segmentsReason === null ? 0 : null);
  const touched = sum(apps.map(({ sharedMemoryBytes }) => sharedMemoryBytes)) ?? (appsReason === null ? 0 : null);
  return {
    ...facts,
    ...ofRoudi,
    sharedMemoryBytes: facts.role === 'member' ? touched : files,
    roudi: roudi && { pid: roudi.pid, incarnation: roudi.incarnation, ageSeconds: roudi.ageSeconds },
    agent: { version: agent.version, phase: agent.phase, message: agent.message },
    apps,
    segments,
    reason: null,
  };
}

function nodesOf(pods: readonly TopPod[], allocatable: Gathered['allocatable']): TopNode[] {
  const holders = holdersOf(pods);
  const names = new Set(pods.flatMap(({ node }) => node ?? []));
  return [...names].toSorted(compare).map((name) => {
    const here = pods.filter(({ node }) => node === name);
    return {
      name,
      pods: here.length,
      unknownPods: here.filter(({ reason }) => reason !== null).length,
      apps: here.reduce((count, { apps }) => count + apps.length, 0),
      sharedMemoryBytes: sum(holders.filter(({ node }) => node === name).map((pod) => residentOf(pod.segments))) ?? 0,
      allocatableBytes: allocatable.get(name) ?? null,
    };
  });
}

/** One sentence for all pods with the same reason. */
function reasonsOf(pods: readonly TopPod[], reasonOf: (pod: TopPod) => string | null, what: string): string[] {
  const byReason = Map.groupBy(
    pods.filter((pod) => reasonOf(pod) !== null),
    reasonOf,
  );
  return [...byReason].map(([reason, some]) => {
    const names = firstNames(some.map(({ namespace, name }) => `${namespace}/${name}`));
    return `${what} ${names}: ${reason}`;
  });
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

/** By code units, so that the order is the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
