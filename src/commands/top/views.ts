import { EMPTY } from '../../terminal/fitted-table.ts';
import { holdersOf } from './assemble.ts';
import { seconds, share, shortened, size, text, titled, trend } from './cells.ts';
import type { View } from './choices.ts';
import { type Listing, listing, type ListingOptions } from './listing.ts';
import type { TopModel, TopNode, TopPod } from './model.ts';

const NAMES = [28, 20, 16] as const;

/** The table of a view. */
export const LISTINGS: Readonly<Record<View, (model: TopModel, options: ListingOptions) => Listing>> = {
  pods: podListing,
  apps: appListing,
  segments: segmentListing,
  pools: poolListing,
  nodes: nodeListing,
};

/** By which the shared memory of a pod or node is followed over time. */
export const podKey = ({ namespace, name }: Pick<TopPod, 'name' | 'namespace'>): string => `${namespace}/${name}`;
export const nodeKey = ({ name }: Pick<TopNode, 'name'>): string => name;

function podListing({ pods }: TopModel, options: ListingOptions): Listing {
  const { paint, trendOf } = options;
  const columns = {
    ...namespaceColumn<TopPod>(options, ({ namespace }) => namespace),
    pod: shortened<TopPod>('POD', ({ name }) => name, NAMES),
    node: [...shortened<TopPod>('NODE', ({ node }) => text(node), [12])],
    memory: titled<TopPod>(['SHARED MEMORY', 'MEMORY'], ({ sharedMemoryBytes }) => size(sharedMemoryBytes)),
    share: share<TopPod>('OF LIMIT', paint, ({ sharedMemoryBytes, limitBytes }) => ({
      part: sharedMemoryBytes,
      whole: limitBytes,
    })),
    apps: [{ title: 'APPS', cell: ({ apps, reason }: TopPod) => (reason === null ? String(apps.length) : EMPTY) }],
    roudi: [
      ...shortened<TopPod>('ROUDI', roudiOf, [16]),
      { title: 'ROUDI', cell: (pod: TopPod) => (pod.role === 'member' ? 'domain' : roudiOf(pod)) },
    ],
    ...(trendOf === undefined ? {} : { trend: trend<TopPod>((pod) => trendOf(podKey(pod))) }),
    ...(options.isWide ? WIDE_POD : {}),
  };
  return listing(
    pods,
    (pod) => ({
      names: [pod.namespace, pod.node ?? '', pod.domain ?? '', pod.name],
      bytes: pod.sharedMemoryBytes,
      by: {
        node: pod.node,
        apps: pod.reason === null ? pod.apps.length : null,
        age: pod.roudi && -(pod.roudi.ageSeconds ?? 0),
      },
    }),
    columns,
    [
      'trend',
      'memory',
      'share',
      'roudi',
      'node',
      'pod',
      'node',
      'roudi',
      'pod',
      'namespace',
      'share',
      'trend',
      'roudi',
    ],
    options,
  );
}

const WIDE_POD = {
  role: [{ title: 'ROLE', cell: ({ role }: TopPod) => role }],
  limit: [{ title: 'LIMIT', cell: ({ limitBytes }: TopPod) => size(limitBytes) }],
  incarnation: [{ title: 'INCARNATION', cell: ({ roudi }: TopPod) => text(roudi?.incarnation ?? null) }],
  agent: [{ title: 'AGENT', cell: ({ agent }: TopPod) => text(agent?.version ?? null) }],
  phase: [{ title: 'PHASE', cell: ({ agent }: TopPod) => text(agent?.phase ?? null) }],
  message: [{ title: 'MESSAGE', cell: ({ agent, reason }: TopPod) => text(reason ?? agent?.message ?? null) }],
} as const;

function appListing({ pods }: TopModel, options: ListingOptions): Listing {
  const rows = pods.flatMap((pod) => pod.apps.map((app) => ({ pod, app })));
  type Row = (typeof rows)[number];
  const columns = {
    ...namespaceColumn<Row>(options, ({ pod }) => pod.namespace),
    pod: shortened<Row>('POD', ({ pod }) => pod.name, NAMES),
    container: shortened<Row>('CONTAINER', ({ app }) => text(app.container), [16]),
    pid: [{ title: 'PID', cell: ({ app }: Row) => text(app.pid) }],
    runtime: shortened<Row>('RUNTIME', ({ app }) => text(app.name), NAMES),
    memory: titled<Row>(['SHARED MEMORY', 'MEMORY'], ({ app }) => size(app.sharedMemoryBytes)),
    ...(options.isWide
      ? {
          node: [{ title: 'NODE', cell: ({ pod }: Row) => text(pod.node) }],
          id: [{ title: 'CONTAINER ID', cell: ({ app }: Row) => text(app.containerID?.slice(0, 12) ?? null) }],
        }
      : {}),
  };
  return listing(
    rows,
    ({ pod, app }) => ({
      names: [pod.namespace, pod.name, app.container ?? '', app.name ?? ''],
      bytes: app.sharedMemoryBytes,
      by: { pod: podKey(pod) },
    }),
    columns,
    ['pod', 'runtime', 'container', 'memory', 'pod', 'runtime', 'namespace', 'pod', 'runtime', 'container', 'pid'],
    options,
  );
}

function segmentListing({ pods }: TopModel, options: ListingOptions): Listing {
  const rows = holdersOf(pods).flatMap((pod) => pod.segments.map((segment) => ({ pod, segment })));
  type Row = (typeof rows)[number];
  const columns = {
    ...namespaceColumn<Row>(options, ({ pod }) => pod.namespace),
    pod: shortened<Row>('POD', ({ pod }) => pod.name, NAMES),
    segment: shortened<Row>('SEGMENT', ({ segment }) => text(segment.name), NAMES),
    size: [{ title: 'SIZE', cell: ({ segment }: Row) => size(segment.bytes) }],
    memory: titled<Row>(['IN MEMORY', 'MEMORY'], ({ segment }) => size(segment.residentBytes)),
    domain: shortened<Row>('DOMAIN', ({ pod }) => text(pod.domain), [16]),
    ...(options.isWide ? { node: [{ title: 'NODE', cell: ({ pod }: Row) => text(pod.node) }] } : {}),
  };
  return listing(
    rows,
    ({ pod, segment }) => ({
      names: [pod.namespace, pod.name, pod.domain ?? '', segment.name],
      bytes: segment.residentBytes,
      by: { pod: podKey(pod) },
    }),
    columns,
    ['memory', 'domain', 'pod', 'segment', 'domain', 'pod', 'namespace', 'segment', 'pod'],
    options,
  );
}

function poolListing({ pods }: TopModel, options: ListingOptions): Listing {
  const rows = pods.flatMap((pod) => (pod.pools ?? []).map((pool) => ({ pod, pool })));
  type Row = (typeof rows)[number];
  const columns = {
    ...namespaceColumn<Row>(options, ({ pod }) => pod.namespace),
    pod: shortened<Row>('POD', ({ pod }) => pod.name, NAMES),
    segment: shortened<Row>('SEGMENT', ({ pool }) => text(pool.segment), [16]),
    payload: [{ title: 'PAYLOAD', cell: ({ pool }: Row) => String(pool.payloadBytes) }],
    chunks: [{ title: 'CHUNKS', cell: ({ pool }: Row) => String(pool.chunks) }],
    used: [{ title: 'USED', cell: ({ pool }: Row) => String(pool.usedChunks) }],
    most: titled<Row>(['MOST USED', 'MOST'], ({ pool }) => String(pool.mostUsedChunks)),
    share: share<Row>('OF ALL', options.paint, ({ pool }) => ({ part: pool.mostUsedChunks, whole: pool.chunks })),
    ...(options.isWide
      ? {
          domain: [{ title: 'DOMAIN', cell: ({ pod }: Row) => text(pod.domain) }],
          node: [{ title: 'NODE', cell: ({ pod }: Row) => text(pod.node) }],
        }
      : {}),
  };
  return listing(
    rows,
    ({ pod, pool }) => ({
      names: [pod.namespace, pod.domain ?? '', pod.name, pool.segment],
      bytes: null,
      by: { used: pool.mostUsedChunks / pool.chunks, size: pool.payloadBytes, pod: podKey(pod) },
    }),
    columns,
    ['share', 'most', 'pod', 'segment', 'share', 'pod', 'namespace', 'pod', 'segment'],
    options,
  );
}

function nodeListing({ nodes }: TopModel, options: ListingOptions): Listing {
  const { paint, trendOf } = options;
  const columns = {
    node: shortened<TopNode>('NODE', ({ name }) => name, NAMES),
    pods: [{ title: 'PODS', cell: ({ pods }: TopNode) => String(pods) }],
    apps: [{ title: 'APPS', cell: ({ apps }: TopNode) => String(apps) }],
    memory: titled<TopNode>(['SHARED MEMORY', 'MEMORY'], nodeMemoryOf),
    allocatable: [{ title: 'ALLOCATABLE', cell: ({ allocatableBytes }: TopNode) => size(allocatableBytes) }],
    share: share<TopNode>('SHARE', paint, ({ sharedMemoryBytes, allocatableBytes }) => ({
      part: sharedMemoryBytes,
      whole: allocatableBytes,
    })),
    ...(trendOf === undefined ? {} : { trend: trend<TopNode>((node) => trendOf(nodeKey(node))) }),
    ...(options.isWide
      ? { unknown: [{ title: 'UNKNOWN PODS', cell: (node: TopNode) => String(node.unknownPods) }] }
      : {}),
  };
  return listing(
    nodes,
    ({ name, sharedMemoryBytes, apps }) => ({ names: [name], bytes: sharedMemoryBytes, by: { apps } }),
    columns,
    ['trend', 'memory', 'share', 'trend', 'node', 'share', 'node', 'allocatable'],
    options,
  );
}

function namespaceColumn<Row>({ hasNamespaces }: ListingOptions, cell: (row: Row) => string) {
  return hasNamespaces ? { namespace: shortened<Row>('NAMESPACE', cell, [14]) } : {};
}

/** A sum in which some pods are missing is at least that. */
const nodeMemoryOf = ({ sharedMemoryBytes, unknownPods }: TopNode): string =>
  `${unknownPods > 0 ? '≥ ' : ''}${size(sharedMemoryBytes)}`;

function roudiOf({ role, domain, roudi }: TopPod): string {
  return role === 'member' ? text(domain) : seconds(roudi?.ageSeconds ?? null);
}
