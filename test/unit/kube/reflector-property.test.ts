import test from 'ava';
import * as fc from 'fast-check';
import { KubeClient } from '../../../src/kube/client.ts';
import { type KubeObject, objectKey } from '../../../src/kube/object.ts';
import { Reflector } from '../../../src/kube/reflector.ts';
import { PODS } from '../../../src/kube/resource.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';
import { until } from '../../../lab/host/until.ts';
import { seedFromOutside } from '../../support/seed.ts';
import { testLog } from '../test-log.ts';

const RUNS = Number(process.env['REFLECTOR_RUNS'] ?? 40);
seedFromOutside();

/** Events for objects, and for clients that watch them. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), name: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), name: fc.constantFrom('a', 'b', 'c') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bookmark' as const), back: fc.integer({ min: -2, max: 0 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'compact' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reset' as const, 'end' as const, 'cut' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('expire' as const, 'refuse' as const, 'replay' as const) }) },
);

function happen(fake: FakeApiServer, each: typeof step extends fc.Arbitrary<infer Step> ? Step : never): void {
  switch (each.do) {
    case 'put':
      fake.put(each.name, { spec: fake.version });
      break;
    case 'remove':
      fake.remove(each.name);
      break;
    case 'bookmark':
      fake.bookmark(fake.version + each.back);
      break;
    case 'reset':
      fake.resetWatches();
      break;
    case 'end':
      fake.endWatches();
      break;
    case 'cut':
      fake.sendRaw('{"type":"MODIFIED","object":{"metadata":{"na');
      fake.resetWatches();
      break;
    case 'compact':
      fake.compact();
      break;
    case 'expire':
      fake.sendRaw(`${JSON.stringify({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })}\n`);
      fake.endWatches();
      break;
    case 'refuse':
      fake.refuse(1, 500);
      fake.resetWatches();
      break;
    case 'replay':
      // Changes that are known already.
      for (const object of fake.objects) {
        fake.sendRaw(`${JSON.stringify({ type: 'MODIFIED', object })}\n`);
      }
      break;
    case 'settle':
      break;
  }
}

test('through any faults of connections and versions the cache converges and reports lives in order', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.boolean(), async (steps, streams) => {
      await using fake = await FakeApiServer.start();
      fake.streams = streams;
      const client = new KubeClient({ access: fake.access, userAgent: 'test/1' });
      const reflector = new Reflector<KubeObject>(client, PODS, { log: testLog(), backoff: { baseMs: 1, capMs: 2 } });
      /** The state that a controller would derive from the changes alone. */
      const follower = new Map<string, { uid: string | undefined; resourceVersion: string | undefined }>();
      reflector.onChange(({ type, object }) => {
        const { uid, resourceVersion } = object.metadata;
        const known = follower.get(objectKey(object));
        t.is(known?.uid, type === 'added' ? undefined : uid, 'each life begins with added and ends with deleted');
        if (type === 'updated') {
          t.true(Number(resourceVersion) > Number(known?.resourceVersion), 'no change goes back in time');
        }
        if (type === 'deleted') {
          follower.delete(objectKey(object));
        } else {
          follower.set(objectKey(object), { uid, resourceVersion });
        }
      });
      const end = new AbortController();
      const run = reflector.run(end.signal);
      const versions = (objects: KubeObject[]): string =>
        objects
          .map(({ metadata: { name, uid, resourceVersion } }) => `${name} ${uid} ${resourceVersion}`)
          .toSorted()
          .join(', ');
      const inSync = async (): Promise<void> => {
        const has = (): string => versions(reflector.store.list());
        await until(`the cache has ${versions(fake.objects)}`, () => has() === versions(fake.objects), {
          timeoutSeconds: 20,
          seen: has,
        });
        t.deepEqual([...follower.keys()].toSorted(), fake.objects.map(objectKey).toSorted());
      };
      try {
        for (const each of steps) {
          happen(fake, each);
          if (each.do === 'settle') {
            await inSync();
          }
        }
        await inSync();
      } finally {
        end.abort();
        await run;
        await client.close();
      }
    }),
    // Each step towards a smaller example would wait for something that does not come.
    { numRuns: RUNS, endOnFailure: true },
  );
});
