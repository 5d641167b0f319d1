import test from 'ava';
import { KubeClient } from '../../../src/kube/client.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { Reflector } from '../../../src/kube/reflector.ts';
import { PODS } from '../../../src/kube/resource.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';
import { heapBytes, held, isNoMore } from '../../support/leaks.ts';
import { until } from '../../../lab/host/until.ts';

/** Each break makes as many reconnects. */
const REFLECTORS = 10;
const WARM_UP = 50;
const BREAKS = 25;
/**
 * Heap that is lost with each reconnect grows in all rounds. Heap that the runtime allocates once grows in one of them.
 */
const ROUNDS = 4;
/** The least that a leaked reconnect leaves, were it a listener alone, is some hundred bytes. */
const HEAP_BYTES = 200 * REFLECTORS * BREAKS;

const EXPIRED = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' };

/** Ways in which all watches end at once. */
const BREAKERS: readonly ((fake: FakeApiServer) => void)[] = [
  (fake) => fake.endWatches(),
  (fake) => fake.resetWatches(),
  (fake) => {
    fake.sendRaw('{"type":"ADDED","object":{"metadata":{"name":"ha');
    fake.resetWatches();
  },
  (fake) => {
    fake.sendRaw(`${JSON.stringify({ type: 'ERROR', object: EXPIRED })}\n`);
    fake.endWatches();
  },
  (fake) => {
    fake.refuse(REFLECTORS, 500);
    fake.resetWatches();
  },
];

for (const streams of [true, false]) {
  const lists = streams ? 'streamed lists' : 'lists in pages';
  test.serial(`nothing is left of 1,000 broken watches, with ${lists}`, async (t) => {
    const fake = await FakeApiServer.start();
    fake.streams = streams;
    for (let number = 0; number < 20; number += 1) {
      fake.put(`pod-${number}`);
    }
    let tls = {};
    const client = new KubeClient({
      access: { ...fake.access, credentials: async () => ({ tls }) },
      userAgent: 'test/1',
    });
    const log = createLog({ level: 'error' });
    const end = new AbortController();
    const reflectors = Array.from(
      { length: REFLECTORS },
      () => new Reflector<KubeObject>(client, PODS, { log, backoff: { baseMs: 1, capMs: 1 } }),
    );
    const runs = reflectors.map((reflector) => reflector.run(end.signal));
    t.teardown(async () => {
      end.abort();
      await Promise.all(runs);
      await client.close();
      await fake[Symbol.asyncDispose]();
    });
    const watches = (): number => reflectors.reduce((sum, { stats }) => sum + stats.watches, 0);
    const allWatch = (): boolean =>
      fake.openWatches === REFLECTORS && reflectors.every(({ hasSynced, stats }) => hasSynced && stats.watching);

    const breakAll = async (times: number): Promise<void> => {
      for (let count = 0; count < times; count += 1) {
        const before = watches();
        if (count % 2 === 0) {
          // Like a renewal of certificates: connections are opened again.
          tls = {};
        }
        BREAKERS[count % BREAKERS.length]?.(fake);
        await until('all are watching again', () => watches() >= before + REFLECTORS && allWatch());
        fake.received.length = 0;
        fake.faults.length = 0;
      }
    };

    await until('all are watching', allWatch);
    await breakAll(WARM_UP);
    const before = held([end.signal]);
    const opened = watches();
    const grown: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const heap = await heapBytes();
      await breakAll(BREAKS);
      grown.push((await heapBytes()) - heap);
    }
    t.true(watches() - opened >= REFLECTORS * BREAKS * ROUNDS);
    await until(
      'there are no more sockets, timers and listeners than before',
      () => isNoMore(held([end.signal]), before),
      {
        timeoutSeconds: 10,
        seen: () => JSON.stringify({ before, after: held([end.signal]) }),
      },
    );
    t.true(Math.min(...grown) < HEAP_BYTES, `the heap has grown each time, by bytes: ${grown.join(', ')}`);
    t.true(reflectors.every(({ store }) => store.size === 20));
  });
}
