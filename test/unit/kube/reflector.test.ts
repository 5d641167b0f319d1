import test, { type ExecutionContext } from 'ava';
import { KubeClient } from '../../../src/kube/client.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { type Change, Reflector, type ReflectorOptions } from '../../../src/kube/reflector.ts';
import { PODS } from '../../../src/kube/resource.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';
import { testLog } from '../test-log.ts';
import { until } from '../until.ts';

interface Fixture {
  fake: FakeApiServer;
  reflector: Reflector<KubeObject>;
  /** Changes as `added a`, in the order they were told. */
  changes: string[];
  log: ReturnType<typeof testLog>;
  client: KubeClient;
  start: () => void;
  stop: () => Promise<void>;
}

const describe = ({ type, object }: Change<KubeObject>): string => `${type} ${object.metadata.name}`;

async function fixture(t: ExecutionContext, options: Partial<ReflectorOptions<KubeObject>> = {}): Promise<Fixture> {
  const fake = await FakeApiServer.start();
  const log = testLog();
  const client = new KubeClient({ access: fake.access, userAgent: 'test/1' });
  const reflector = new Reflector<KubeObject>(client, PODS, { log, ...options });
  const changes: string[] = [];
  reflector.onChange((change) => changes.push(describe(change)));
  const end = new AbortController();
  let run: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    end.abort();
    await run;
  };
  t.teardown(async () => {
    await stop();
    await client.close();
    await fake[Symbol.asyncDispose]();
  });
  const start = (): void => {
    run = reflector.run(end.signal);
  };
  return { fake, reflector, changes, log, client, start, stop };
}

test('a list in pages and then a watch fill the store and tell of every change', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  for (let number = 0; number < 1200; number += 1) {
    fake.put(`pod-${number}`);
  }
  t.false(reflector.hasSynced);
  t.regex(reflector.problem ?? '', /^not synced/);
  start();
  await reflector.synced;
  t.is(reflector.store.size, 1200);
  t.is(changes.length, 1200);
  t.deepEqual(fake.reads.slice(0, 3), ['list', 'list', 'list'], 'three pages of 500');
  t.is(reflector.problem, undefined);

  await until(() => fake.openWatches === 1, 'watch is open');
  changes.length = 0;
  fake.put('pod-1', { spec: { changed: true } });
  fake.put('new');
  fake.remove('pod-2');
  await until(() => changes.length === 3, 'three changes');
  t.deepEqual(changes, ['updated pod-1', 'added new', 'deleted pod-2']);
  t.deepEqual(reflector.store.get('default/pod-1')?.['spec'], { changed: true });
  t.is(reflector.store.get('default/pod-2'), undefined);
});

test('objects look the same from a list and from a watch, without managedFields', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  fake.put('listed');
  start();
  await reflector.synced;
  await until(() => fake.openWatches === 1, 'watch is open');
  fake.put('watched');
  await until(() => reflector.store.size === 2, 'both are there');
  for (const { apiVersion, kind, metadata } of reflector.store.list()) {
    t.deepEqual({ apiVersion, kind }, { apiVersion: 'v1', kind: 'Pod' });
    t.is(metadata.managedFields, undefined);
  }
});

test('transform reduces what is stored; managedFields stay when asked for', async (t) => {
  const { fake, reflector, start } = await fixture(t, {
    keepManagedFields: true,
    transform: ({ metadata }) => ({ metadata }),
  });
  fake.put('pod', { spec: { big: true } });
  start();
  await reflector.synced;
  const pod = reflector.store.get('default/pod');
  t.is(pod?.['spec'], undefined);
  t.deepEqual(pod?.metadata.managedFields, [{ manager: 'test' }]);
});

test('a late subscriber is told what is there already, and one that has left is told nothing', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  fake.put('a');
  start();
  await reflector.synced;
  const late: string[] = [];
  const leave = reflector.onChange((change) => late.push(describe(change)));
  t.deepEqual(late, ['added a']);
  leave();
  await until(() => fake.openWatches === 1, 'watch is open');
  fake.put('b');
  await until(() => changes.includes('added b'), 'the other is told of b');
  t.deepEqual(late, ['added a']);
});

test('a handler that throws stops neither the stream nor the other handlers', async (t) => {
  const { fake, reflector, log, start } = await fixture(t);
  reflector.onChange(() => {
    throw new Error('broken handler');
  });
  const after: string[] = [];
  reflector.onChange((change) => after.push(describe(change)));
  fake.put('a');
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  fake.put('b');
  await until(() => after.length === 2, 'both changes told');
  t.is(log.lines.filter(({ level }) => level === 'error').length, 2);
});

test('a reset in mid-stream is resumed from the last version, without a list and without loss', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  fake.put('before');
  await until(() => reflector.store.size === 1, 'first object is there');
  fake.resetWatches();
  await until(() => fake.openWatches === 0, 'watch is gone');
  fake.put('meanwhile');
  fake.put('before', { spec: 2 });
  await until(() => reflector.store.size === 2 && changes.length === 3, 'the changes made meanwhile are told');
  t.deepEqual(changes, ['added before', 'added meanwhile', 'updated before']);
  t.deepEqual(fake.reads, ['list', 'watch', 'watch']);
});

test('a stream cut within an event is resumed before that event', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  fake.sendRaw('{"type":"ADDED","object":{"metadata":{"name":"ha');
  fake.endWatches();
  await until(() => fake.openWatches === 0, 'watch is gone');
  fake.put('whole');
  await until(() => reflector.store.size === 1, 'the whole object is there');
  t.deepEqual(fake.reads, ['list', 'watch', 'watch']);
});

test('a bookmark moves the version that the next watch resumes from', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  fake.put('a');
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  const before = reflector.lastActivity;
  await until(() => Date.now() > before, 'the clock moves');
  fake.bookmark();
  await until(() => reflector.lastActivity > before, 'the bookmark has come');
  fake.compact();
  fake.resetWatches();
  await until(() => fake.reads.length === 3, 'watch is opened again');
  t.deepEqual(fake.reads, ['list', 'watch', 'watch'], 'no list, although all before the bookmark is forgotten');
  t.is(fake.received.at(-1)?.query.get('allowWatchBookmarks'), 'true');
  t.deepEqual(changes, ['added a'], 'a bookmark is no change');
});

test('410 leads to a list that tells what changed, deletions and re-creations included', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  for (const name of ['kept', 'changed', 'gone', 'reborn']) {
    fake.put(name);
  }
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  changes.length = 0;
  const firstLife = reflector.store.get('default/reborn')?.metadata.uid;

  let offline = true;
  fake.faults.push((_, response) => {
    if (!offline) {
      return undefined;
    }
    response.socket?.resetAndDestroy();
    return 'handled';
  });
  fake.resetWatches();
  await until(() => fake.openWatches === 0, 'watch is gone');
  fake.put('changed', { spec: 2 });
  fake.remove('gone');
  fake.remove('reborn');
  fake.put('reborn');
  fake.put('new');
  fake.compact();
  offline = false;

  await until(() => changes.length === 5, 'all changes are told');
  t.deepEqual(changes.toSorted(), ['added new', 'added reborn', 'deleted gone', 'deleted reborn', 'updated changed']);
  t.true(changes.indexOf('deleted reborn') < changes.indexOf('added reborn'));
  t.not(reflector.store.get('default/reborn')?.metadata.uid, firstLife);
});

test('pages that expire while they are read are replaced by one list without pages', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  for (let number = 0; number < 700; number += 1) {
    fake.put(`pod-${number}`);
  }
  fake.faults.push(({ query }) => {
    if (query.has('continue')) {
      fake.put('late');
      fake.compact();
    }
    return undefined;
  });
  start();
  await reflector.synced;
  t.is(reflector.store.size, 701);
  t.deepEqual(
    fake.received.slice(0, 3).map(({ query }) => query.get('limit')),
    ['500', '500', null],
  );
});

test('a silent connection is given up and resumed', async (t) => {
  const { fake, reflector, start } = await fixture(t, { idleTimeoutMs: 1000 });
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  await until(() => fake.reads.filter((read) => read === 'watch').length === 2, 'watch is opened again');
  fake.put('after');
  await until(() => reflector.store.size === 1, 'the object is there');
  t.is(fake.reads.filter((read) => read === 'list').length, 1);
});

test('failures of list and watch are survived, said with their reason, and never end the run', async (t) => {
  const { fake, reflector, log, start } = await fixture(t);
  fake.refuse(1, 500);
  fake.refuse(2, 500, {}, ({ query }) => query.has('watch'));
  fake.put('a');
  start();
  await until(() => fake.openWatches === 1, 'watch is open at last');
  t.is(reflector.store.size, 1);
  const said = log.lines.map(({ message, fields }) => `${message}: ${(fields['error'] as Error).message}`);
  t.deepEqual(said, [
    'list failed: GET /api/v1/pods?limit=500: 500 Refused: as the test wants',
    ...log.lines.slice(1).map(({ fields }) => `watch failed: ${(fields['error'] as Error).message}`),
  ]);
  t.is(log.lines.length, 3);
  t.is(reflector.problem, undefined);
});

test('stops at once when its signal aborts, while watching and while waiting to try again', async (t) => {
  const watching = await fixture(t);
  watching.start();
  await until(() => watching.fake.openWatches === 1, 'watch is open');
  await watching.stop();
  await until(() => watching.fake.openWatches === 0, 'watch is closed');
  t.deepEqual(watching.log.lines, []);

  const failing = await fixture(t);
  failing.fake.refuse(Infinity, 500);
  failing.start();
  await until(() => failing.log.lines.length === 3, 'it has failed three times');
  const before = performance.now();
  await failing.stop();
  t.true(performance.now() - before < 500);
});

test('each watch asks for a random end between the bounds and for its selector', async (t) => {
  const { fake, start } = await fixture(t, { labelSelector: 'a=b' });
  start();
  await until(() => fake.openWatches === 1, 'watch is open');
  const { query } = fake.received[1]!;
  const seconds = Number(query.get('timeoutSeconds'));
  t.true(seconds >= 300 && seconds <= 600);
  t.is(query.get('labelSelector'), 'a=b');
});
