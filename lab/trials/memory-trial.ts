import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { formatBinary } from '../../src/api/quantity.ts';
import { DEFAULT_SEGMENTS, type MemPool } from '../../src/iceoryx/config.ts';
import type { Bench } from '../operator/node-cluster.ts';
import { containers } from '../operator/pod-watch.ts';
import { pubsub } from '../operator/templates.ts';
import { run } from '../host/run.ts';
import { until } from '../host/until.ts';

/** The configurations that are measured: iceoryx's own pools, very few, and many large ones. */
export const CONFIGURATIONS: Readonly<Record<string, readonly MemPool[]>> = {
  default: DEFAULT_SEGMENTS[0]?.mempools ?? [],
  small: [{ size: 128, count: 10 }],
  large: [
    { size: 1024, count: 20_000 },
    { size: 65_536, count: 1000 },
    { size: 1_048_576, count: 100 },
    { size: 4_194_304, count: 30 },
  ],
};

/** An app that takes every chunk of every pool, writes all of it and keeps it. */
export function filling(name: string, images: Bench['images'], mempools: readonly MemPool[]): IceoryxDeployment {
  const sizes = mempools.map(({ size }) => size).join(',');
  const command = ['/usr/bin/counter', 'filler', '--name', 'filler', '--sizes', sizes];
  const filler = { name: 'filler', image: images.counter.reference, command };
  return pubsub(name, images, [filler], { roudi: { segments: [{ mempools: [...mempools] }] } });
}

/** Waits until the filler has all chunks. Returns their numbers by the size of their pool. */
export async function filled(bench: Bench, pod: string, pools: number): Promise<Record<number, number>> {
  const chunks = await until(
    `all pools of ${pod} are filled`,
    async () => {
      const events = await fillings(bench, pod);
      return events.length === pools && events;
    },
    { timeoutSeconds: 120 },
  );
  return Object.fromEntries(chunks.map(({ size, chunks }) => [size, chunks]));
}

/** Reports of the filler; iceoryx logs to the same stream. */
async function fillings(bench: Bench, pod: string): Promise<{ size: number; chunks: number }[]> {
  const log = await bench.kubectl('logs', pod, '-c', 'filler');
  return log
    .split('\n')
    .filter((line) => line.startsWith('{"event":"filled"'))
    .map((line) => JSON.parse(line) as { size: number; chunks: number });
}

/** The operator's pod under another name and with another memory limit of RouDi. */
export async function podWithLimit(bench: Bench, name: string, limit: bigint): Promise<IPod> {
  const { spec } = await bench.json<IDeployment>('get', 'deployment', name);
  const { metadata, spec: pod } = spec?.template ?? {};
  const memory = formatBinary(limit);
  const limited = pod?.initContainers?.map((container) =>
    container.name === 'iceoryx-roudi'
      ? { ...container, resources: { limits: { memory }, requests: { memory } } }
      : container,
  );
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-by-hand`, annotations: metadata?.annotations ?? {} },
    spec: { ...pod, containers: pod?.containers ?? [], initContainers: limited ?? [] },
  };
}

/**
 * The effect of a limit on RouDi: `survived` if all pools were filled, `out of memory` if the kernel killed it for its
 * limit, otherwise the reason of its end that the kubelet reports.
 */
export async function trial(bench: Bench, name: string, pools: number, limit: bigint): Promise<string> {
  const pod = await podWithLimit(bench, name, limit);
  const podName = pod.metadata?.name ?? '';
  await bench.apply(pod);
  const verdict = await until(
    `RouDi with ${limit} bytes is up and full, or gone`,
    async () => {
      const full = await fillings(bench, podName).catch(() => []);
      return (await howItEnded(bench, podName)) ?? (full.length === pools && 'survived');
    },
    { timeoutSeconds: 120 },
  );
  await bench.kubectl('delete', 'pod', podName, ...(verdict === 'survived' ? [] : ['--force', '--grace-period=0']));
  return verdict;
}

async function howItEnded(bench: Bench, podName: string): Promise<string | undefined> {
  const pod = await bench.json<IPod>('get', 'pod', podName);
  const { state, lastState } = containers(pod).find(({ name }) => name === 'iceoryx-roudi') ?? {};
  const { reason, containerID = '' } = state?.terminated ?? lastState?.terminated ?? {};
  if (reason === undefined) return undefined;
  const isForMemory = reason === 'OOMKilled' || (await isInKernelLog(bench, pod.spec?.nodeName ?? '', containerID));
  return isForMemory ? 'out of memory' : reason;
}

/**
 * Whether the kernel says that it killed a process of the container because memory was at its limit. The kubelet may
 * report Error instead of OOMKilled: containerd does not yet listen for it when a container has just started (containerd
 * issues 8180 and 8893).
 */
async function isInKernelLog({ cluster }: Bench, node: string, containerID: string): Promise<boolean> {
  const kernelLog = await run(cluster.wrapInNode(node, ['dmesg']));
  const id = containerID.replace(/^\w+:\/\//, '');
  return kernelLog.split('\n').some((line) => line.includes('oom-kill:') && line.includes(id));
}

/**
 * Memory that is charged to RouDi's container, in bytes, without files that the kernel could drop; and the cgroups it
 * was read from.
 */
export async function charged(bench: Bench, pod: string): Promise<{ bytes: bigint; cgroups: 'v1' | 'v2' }> {
  const script =
    'cd /sys/fs/cgroup; if [ -e memory.current ]; then echo v2; cat memory.current; grep ^inactive_file memory.stat; ' +
    'else cd memory; echo v1; cat memory.usage_in_bytes; grep ^total_inactive_file memory.stat; fi';
  const [cgroups, usage = '0', files = ' 0'] = (
    await bench.kubectl('exec', pod, '-c', 'iceoryx-roudi', '--', 'sh', '-c', script)
  ).split('\n');
  return { bytes: BigInt(usage) - BigInt(files.split(' ')[1] ?? 0), cgroups: cgroups === 'v2' ? 'v2' : 'v1' };
}
