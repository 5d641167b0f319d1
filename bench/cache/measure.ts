// `node --expose-gc measure.ts WAY KUBECONFIG COUNT`: fills a cache one way and prints what it cost.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { Reflector, type ReflectorOptions } from '../../src/kube/reflector.ts';
import { PODS } from '../../src/kube/resource.ts';
import { endsInitialEvents } from '../../src/kube/watch.ts';
import { createLog } from '../../src/runtime/log.ts';
import type { Measured, Way } from './way.ts';

const MB = 2 ** 20;
/** How often the event loop is sampled; the delay of a sample is the stall. */
const SAMPLE_MS = 1;
/** Timeout of one request: the machine may be busy. */
const TIMEOUT_MS = 120_000;

const [way, kubeconfig, count] = process.argv.slice(2) as [Way, string, string];

/** Resolves when the cache is complete; returns what keeps it from being collected. */
type Fill = () => Promise<unknown>;

async function reflect(options: Partial<ReflectorOptions<KubeObject>>, streams = true): Promise<Fill> {
  const client = await newClient(streams);
  return async () => {
    const log = createLog({ level: 'error', destination: process.stderr });
    const reflector = new Reflector<KubeObject>(client, PODS, { log, namespace: 'cache', ...options });
    void reflector.run(new AbortController().signal);
    await reflector.synced;
    assertFull(reflector.store.size);
    return reflector;
  };
}

async function newClient(streams = true): Promise<KubeClient> {
  const access = await resolveAccess({ kubeconfig });
  await access.credentials();
  const client = new KubeClient({ access, userAgent: 'bench/1', timeoutMs: TIMEOUT_MS });
  if (!streams) {
    const watch = client.watch.bind(client);
    // Answers like a server that does not support watch lists.
    client.watch = (resource, options) => {
      if (options.sendInitialEvents) {
        throw new ApiError({ method: 'GET', path: resource.plural }, 422, { reason: 'Invalid' });
      }
      return watch(resource, options) as never;
    };
  }
  return client;
}

const trim = ({ metadata, status }: KubeObject): KubeObject => ({
  metadata: {
    name: metadata.name,
    ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
  },
  phase: (status as { phase?: string } | undefined)?.phase,
});

const FILLS: Record<Way, () => Promise<Fill>> = {
  whole: () => reflect({}),
  paged: () => reflect({}, false),
  trimmed: () => reflect({ transform: trim }),
  metadata: () => reflect({ metadataOnly: true }),
  watch: async () => {
    const client = await newClient();
    return async () => {
      let events = 0;
      for await (const event of client.watch(PODS, { namespace: 'cache', sendInitialEvents: true })) {
        if (event.type === 'BOOKMARK' && endsInitialEvents(event)) {
          break;
        }
        events += 1;
      }
      assertFull(events);
    };
  },
  'client-node': async () => {
    const { CoreV1Api, KubeConfig, makeInformer } = await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const api = config.makeApiClient(CoreV1Api);
    const list = async () => api.listNamespacedPod({ namespace: 'cache' });
    return async () => {
      const informer = makeInformer(config, '/api/v1/namespaces/cache/pods', list);
      await informer.start();
      assertFull(informer.list().length);
      return informer;
    };
  },
};

function assertFull(size: number): void {
  if (size !== Number(count)) {
    throw new Error(`${way}: ${size} objects instead of ${count}`);
  }
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const fill = await FILLS[way]();
globalThis.gc?.();
const baseMB = Math.round(process.memoryUsage.rss() / MB);
const cpuBefore = process.cpuUsage();
const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
delay.enable();
let busyMs = 0;
let before = threadMs();
const sampler = setInterval(() => {
  const now = threadMs();
  busyMs = Math.max(busyMs, now - before);
  before = now;
}, SAMPLE_MS);
const begin = performance.now();
const kept = await fill();
const ms = performance.now() - begin;
delay.disable();
clearInterval(sampler);
const cpu = process.cpuUsage(cpuBefore);
const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
globalThis.gc?.();
const measured: Measured = {
  ms: Math.round(ms),
  eventsPerSecond: Math.round(Number(count) / (ms / 1000)),
  stallMs: Math.round(delay.max / 1e6 - SAMPLE_MS),
  busyMs: Math.round(busyMs),
  cpuMs: Math.round((cpu.user + cpu.system) / 1000),
  baseMB,
  peakMB,
  heapMB: Math.round(process.memoryUsage().heapUsed / MB),
};
process.stdout.write(JSON.stringify(measured), () => process.exit(kept === null ? 1 : 0));
