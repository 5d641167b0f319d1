// What a cache of 10,000 pods costs: memory, the longest stall of the event loop, time to sync, and watch events per
// second; on a real API server, each way in a process of its own, with client-node's informer beside it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { resolveAccess } from '../src/kube/access.ts';
import { KubeClient } from '../src/kube/client.ts';
import { PODS, type Resource } from '../src/kube/resource.ts';
import { up } from '../test/cluster/cluster.ts';
import type { Measured, Way } from './cache/measure.ts';

const COUNT = Number(process.env['PODS'] ?? 10_000);
const NAMESPACE = 'cache';
const STALL_MS = 50;
const NAMESPACES: Resource = { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };
const ACCOUNTS: Resource = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  namespaced: true,
};

/** Four kilobytes as the API server sends it; nobody schedules it. */
const pod = (number: number) => ({
  metadata: {
    name: `pod-${number}`,
    namespace: NAMESPACE,
    labels: { app: `app-${number % 100}`, number: `${number}` },
    annotations: { text: 'words and numbers '.repeat(40) },
  },
  spec: {
    schedulerName: 'nobody',
    automountServiceAccountToken: false,
    containers: ['a', 'b'].map((name) => ({
      name,
      image: `registry.example.com/team/${name}:1.2.3`,
      env: Array.from({ length: 8 }, (_, index) => ({ name: `VARIABLE_${index}`, value: `value of ${index}` })),
    })),
  },
});

async function createPods(client: KubeClient): Promise<void> {
  await client.apply(NAMESPACES, { metadata: { name: NAMESPACE } }, { fieldManager: 'bench' });
  await client.apply(ACCOUNTS, { metadata: { name: 'default', namespace: NAMESPACE } }, { fieldManager: 'bench' });
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < COUNT) {
      await client.create(PODS, pod((next += 1)));
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
}

async function measure(way: Way, kubeconfig: string): Promise<Measured> {
  const script = join(import.meta.dirname, 'cache/measure.ts');
  const child = spawn('node', ['--expose-gc', script, way, kubeconfig, `${COUNT}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(output) as Measured;
}

const checkout = createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 6);
const cluster = await up({ name: `bench-cache-${checkout}`, mode: 'control-plane' });
try {
  const client = new KubeClient({
    access: await resolveAccess({ kubeconfig: cluster.kubeconfig }),
    userAgent: 'bench/0',
  });
  const begin = performance.now();
  await createPods(client);
  const createSeconds = (performance.now() - begin) / 1000;
  const { items } = await client.list(PODS, { namespace: NAMESPACE, limit: 100 });
  const podBytes = Math.round(Buffer.byteLength(JSON.stringify(items)) / items.length);
  await client.close();

  const results: Record<string, Measured> = {};
  for (const way of ['whole', 'paged', 'trimmed', 'metadata', 'watch', 'client-node'] as const) {
    results[way] = await measure(way, cluster.kubeconfig);
  }
  process.stdout.write(`${JSON.stringify({ bench: 'cache', pods: COUNT, podBytes, createSeconds, ...results })}\n`);
  process.stdout.write(
    `${COUNT} pods of ${podBytes} B (created in ${createSeconds.toFixed(0)} s): ` +
      Object.entries(results)
        .map(
          ([way, { ms, stallMs, peakMB, heapMB, cpuMs, eventsPerSecond }]) =>
            `${way} ${ms} ms, stall ${stallMs} ms, peak ${peakMB} MB, heap kept ${heapMB} MB, CPU ${cpuMs} ms` +
            (eventsPerSecond === undefined ? '' : `, ${eventsPerSecond} events/s`),
        )
        .join('; ') +
      '\n',
  );
  for (const way of ['whole', 'paged', 'trimmed', 'metadata']) {
    const stallMs = results[way]?.stallMs ?? Infinity;
    if (stallMs > STALL_MS) {
      process.stdout.write(`${way}: a stall of ${stallMs} ms, more than ${STALL_MS} ms\n`);
      process.exitCode = 1;
    }
  }
} finally {
  await cluster.down();
}
