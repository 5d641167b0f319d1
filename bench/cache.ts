// What a cache of 10,000 pods of 4 kB costs: memory, the longest stall of the event loop, time to sync, and watch
// events per second; on a real API server, each variant in processes of its own, compared with client-node's informer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { KubeObject } from '../src/kube/object.ts';
import { PODS, type Resource } from '../src/kube/resource.ts';
import { type Measured, type Way, WAYS } from './cache/way.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { createAll, namesOf } from './support/load.ts';
import { FIRST } from './support/process.ts';

const COUNT = Number(process.env['PODS'] ?? 10_000);
const RUNS = Number(process.env['RUNS'] ?? 3);
const NAMESPACE = 'cache';
const STALL_MS = 50;
/** Time for one variant to fill its cache, even on a busy machine. */
const TIMEOUT_MS = 300_000;
const ACCOUNTS: Resource = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  namespaced: true,
};

/** Four kilobytes as the API server sends it; the pod is never scheduled. */
function pod(name: string): KubeObject {
  const number = Number(name.replace(/\D/g, ''));
  return {
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: { app: `app-${number % 100}`, number: `${number}` },
      annotations: { text: 'words and numbers '.repeat(40) },
    },
    spec: {
      schedulerName: 'nobody',
      automountServiceAccountToken: false,
      containers: ['a', 'b'].map((container) => ({
        name: container,
        image: `registry.example.com/team/${container}:1.2.3`,
        env: Array.from({ length: 8 }, (_, index) => ({ name: `VARIABLE_${index}`, value: `value of ${index}` })),
      })),
    },
  };
}

async function measure(way: Way, kubeconfig: string): Promise<Measured> {
  const script = join(import.meta.dirname, 'cache/measure.ts');
  const [nice, ...command] = [...FIRST, 'node', '--expose-gc', script, way, kubeconfig, `${COUNT}`] as const;
  const child = spawn(nice, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: TIMEOUT_MS,
  });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) {
    throw new Error(`${way} ended with ${signal ?? code}`);
  }
  return JSON.parse(output) as Measured;
}

/** The median of each figure. */
function median(runs: readonly Measured[]): Measured {
  const middle = (figure: keyof Measured): number =>
    runs.map((run) => run[figure]).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? NaN;
  return {
    ms: middle('ms'),
    eventsPerSecond: middle('eventsPerSecond'),
    stallMs: middle('stallMs'),
    busyMs: middle('busyMs'),
    cpuMs: middle('cpuMs'),
    baseMB: middle('baseMB'),
    peakMB: middle('peakMB'),
    heapMB: middle('heapMB'),
  };
}

async function main({ cluster, client }: Bench): Promise<void> {
  // Normally created by a controller, which may not have done it yet.
  await client.apply(ACCOUNTS, { metadata: { name: 'default', namespace: NAMESPACE } }, { fieldManager: 'bench' });
  const begin = performance.now();
  await createAll(client, PODS, namesOf(COUNT), pod);
  const createSeconds = Math.round((performance.now() - begin) / 1000);
  const { items } = await client.list(PODS, { namespace: NAMESPACE, limit: 100 });
  const podBytes = Math.round(Buffer.byteLength(JSON.stringify(items)) / items.length);

  const runs = WAYS.map((way) => ({ way, measured: [] as Measured[] }));
  for (let run = 0; run < RUNS; run += 1) {
    for (const { way, measured } of runs) {
      measured.push(await measure(way, cluster.kubeconfig));
    }
  }
  const results = runs.map(({ way, measured }) => ({
    way,
    ...median(measured),
    worstStallMs: Math.max(...measured.map(({ stallMs }) => stallMs)),
  }));
  process.stdout.write(
    `${JSON.stringify({ bench: 'cache', pods: COUNT, podBytes, createSeconds, runs: RUNS, results })}\n`,
  );
  process.stdout.write(`${COUNT} pods of ${podBytes} B, created in ${createSeconds} s; the middle of ${RUNS} runs:\n`);
  for (const { way, ms, stallMs, worstStallMs, busyMs, baseMB, peakMB, heapMB, cpuMs, eventsPerSecond } of results) {
    process.stdout.write(
      `${way.padEnd(11)} ${ms} ms (CPU ${cpuMs} ms), ${eventsPerSecond} events/s, longest stall ${stallMs} ms ` +
        `(worst run ${worstStallMs} ms; own computing ${busyMs} ms), ` +
        `resident ${baseMB} → ${peakMB} MB at most, heap kept ${heapMB} MB\n`,
    );
  }
  const ours = results.filter(({ way }) => way !== 'watch' && way !== 'client-node');
  for (const { way, stallMs } of ours.filter((each) => each.stallMs > STALL_MS)) {
    process.stdout.write(`missed: ${way} stalled for ${stallMs} ms, more than ${STALL_MS} ms\n`);
    process.exitCode = 1;
  }
}

await onCluster('bench-cache', [NAMESPACE], main);
