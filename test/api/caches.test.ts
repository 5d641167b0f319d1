import test from 'ava';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import { type Attempt, KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { Reflector, type ReflectorOptions } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { ApiBench } from '../support/api-bench.ts';
import { Relay } from '../fake-api-server/relay.ts';
import { heapBytes, held, isNoMore } from '../support/leaks.ts';
import { until } from '../../lab/host/until.ts';
import { testLog } from '../unit/test-log.ts';

const CONFIG_MAPS: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
/** More than two pages of objects. */
const COUNT = 450;

interface World {
  readonly bench: ApiBench;
  readonly access: ClusterAccess;
}

/** Opens a bench and creates all objects. */
async function world(open: () => Promise<ApiBench>): Promise<World> {
  const bench = await open();
  const access = await resolveAccess({ kubeconfig: bench.cluster.kubeconfig });
  const names = Array.from({ length: COUNT }, (_, number) => `map-${number}`).values();
  const work = async (): Promise<void> => {
    for (const name of names) {
      await put(bench, name, 'first');
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { bench, access };
}

function put({ client, namespace }: ApiBench, name: string, text: string): Promise<KubeObject> {
  const metadata = { name, namespace, labels: { caches: 'yes' }, annotations: { note: 'kept' } };
  return client.apply(CONFIG_MAPS, { metadata, data: { text } }, { fieldManager: 'test' });
}

interface Follower {
  readonly reflector: Reflector<KubeObject>;
  readonly get: (name: string) => KubeObject | undefined;
  /** Requests to the server with their status, such as `list 200`, `stream 422` or `watch 200`. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

function follow({ bench, access }: World, options: Partial<ReflectorOptions<KubeObject>> = {}): Follower {
  const asked: string[] = [];
  const observer = ({ path, watch, status }: Attempt): void => {
    asked.push(`${watch ? (path.includes('sendInitialEvents') ? 'stream' : 'watch') : 'list'} ${status}`);
  };
  const client = new KubeClient({ access, userAgent: 'test/1', observer });
  const { namespace } = bench;
  const selection = { namespace, labelSelector: 'caches' };
  const reflector = new Reflector<KubeObject>(client, CONFIG_MAPS, { log: testLog(), ...selection, ...options });
  const end = new AbortController();
  const run = reflector.run(end.signal);
  return {
    reflector,
    get: (name) => reflector.store.get(`${namespace}/${name}`),
    asked,
    stop: async () => {
      end.abort();
      await run;
      await client.close();
    },
  };
}

const textOf = (object: KubeObject | undefined): string | undefined =>
  (object?.['data'] as { text?: string } | undefined)?.text;

for (const [server, open, asked] of [
  ['that streams lists', async () => ApiBench.join('caches'), ['stream 200']],
  [
    'with lists in pages only',
    async () => ApiBench.open('test-caches', { WatchList: false, WatchListClient: false }),
    ['stream 422', 'list 200', 'list 200', 'list 200', 'watch 200'],
  ],
] as const) {
  test.serial(`caches of whole objects, trimmed ones and metadata are filled from a server ${server}`, async (t) => {
    const there = await world(open);
    const { bench } = there;
    const whole = follow(there);
    const trimmed = follow(there, { transform: ({ metadata: { name } }) => ({ metadata: { name }, short: true }) });
    const metadata = follow(there, { metadataOnly: true });
    const all = [whole, trimmed, metadata];
    t.teardown(async () => {
      await Promise.all(all.map(({ stop }) => stop()));
      await bench.close();
    });
    await Promise.all(all.map(({ reflector }) => reflector.synced));
    await until('all are watching', () => all.every(({ reflector }) => reflector.stats.watching));
    for (const follower of all) {
      t.is(follower.reflector.store.size, COUNT);
      t.deepEqual(follower.asked, [...asked]);
    }
    await put(bench, 'map-1', 'second');
    await bench.client.delete(CONFIG_MAPS, `${bench.namespace}/map-2`);
    await put(bench, 'new', 'first');
    for (const { get } of all) {
      await until('the last change is seen', () => get('new'));
      t.is(get('map-2'), undefined);
    }
    t.is(textOf(whole.get('map-0')), 'first');
    t.is(textOf(whole.get('map-1')), 'second');

    const version = whole.get('map-1')?.metadata.resourceVersion;
    for (const name of ['map-0', 'map-1', 'new']) {
      const { uid, resourceVersion } = whole.get(name)?.metadata ?? {};
      t.like(whole.get(name), { apiVersion: 'v1', kind: 'ConfigMap' });
      t.is(whole.get(name)?.metadata.managedFields, undefined);
      t.deepEqual(trimmed.get(name), {
        metadata: { name, namespace: bench.namespace, uid, resourceVersion },
        short: true,
      });
      const { metadata: meta, ...rest } = metadata.get(name) ?? { metadata: { name: '' } };
      t.deepEqual(rest, { apiVersion: 'v1', kind: 'ConfigMap' }, 'only metadata');
      t.like(meta, { name, uid, resourceVersion, labels: { caches: 'yes' }, annotations: { note: 'kept' } });
      t.is(meta.managedFields, undefined);
    }
    t.is(metadata.get('map-1')?.metadata.resourceVersion, version, 'changes come as metadata too');
  });
}

test.serial('nothing is left of 100 watches that broke and were opened again on a real API server', async (t) => {
  const { bench, access } = await world(async () => ApiBench.join('caches'));
  const relay = await Relay.start(access);
  const client = new KubeClient({ access: relay.access, userAgent: 'test/1' });
  const end = new AbortController();
  const reflectors = Array.from(
    { length: 10 },
    () =>
      new Reflector<KubeObject>(client, CONFIG_MAPS, {
        log: testLog(),
        namespace: bench.namespace,
        metadataOnly: true,
        backoff: { baseMs: 1, capMs: 1 },
      }),
  );
  const runs = reflectors.map((reflector) => reflector.run(end.signal));
  t.teardown(async () => {
    end.abort();
    await Promise.all(runs);
    await client.close();
    await relay[Symbol.asyncDispose]();
    await bench.close();
  });
  const watches = (): number => reflectors.reduce((sum, { stats }) => sum + stats.watches, 0);
  const resetAll = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      const before = watches();
      relay.reset();
      await until('all are watching again', () => {
        return watches() >= before + reflectors.length && reflectors.every(({ stats }) => stats.watching);
      });
    }
  };
  await until('all are watching', () => reflectors.every(({ hasSynced, stats }) => hasSynced && stats.watching));
  await resetAll(3);
  const before = held([end.signal]);
  const grown: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const heap = await heapBytes();
    await resetAll(5);
    grown.push((await heapBytes()) - heap);
  }
  await until(
    'there are no more sockets, timers and listeners than before',
    () => isNoMore(held([end.signal]), before),
    {
      timeoutSeconds: 30,
      seen: () => JSON.stringify({ before, after: held([end.signal]) }),
    },
  );
  t.true(Math.min(...grown) < 250_000, `the heap has grown each time, by bytes: ${grown.join(', ')}`);
  t.true(
    reflectors.every(({ stats }) => stats.lists === 1),
    'each watch was resumed without a list',
  );
});
