import test, { type ExecutionContext } from 'ava';
import { KubeClient } from '../../../src/kube/client.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { type Change, Reflector, type ReflectorOptions } from '../../../src/kube/reflector.ts';
import { PODS } from '../../../src/kube/resource.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';
import { testLog } from '../test-log.ts';
import { until } from '../../../lab/host/until.ts';
import { FakeClock } from '../runtime/fake-clock.ts';

interface Fixture {
  fake: FakeApiServer;
  reflector: Reflector<KubeObject>;
  /** Changes as `added a`, in order. */
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

for (const streams of [true, false]) {
  const how = streams ? 'a streamed list' : 'a list in pages';
  test(`${how} and then a watch fill the store and report every change`, async (t) => {
    const { fake, reflector, changes, start } = await fixture(t);
    fake.streams = streams;
    for (let number = 0; number < 1200; number += 1) {
      fake.put(`pod-${number}`);
    }
    t.false(reflector.hasSynced);
    t.regex(reflector.problem ?? '', /^not synced/);
    start();
    await reflector.synced;
    t.is(reflector.store.size, 1200);
    t.is(changes.length, 1200);
    t.is(reflector.problem, undefined);

    await until('watch is open', () => fake.openWatches === 1);
    t.deepEqual(
      fake.reads,
      streams ? ['stream'] : ['stream', ...Array.from({ length: 6 }, () => 'list'), 'watch'],
      'a single watch, or pages of 200',
    );
    changes.length = 0;
    fake.put('pod-1', { spec: { changed: true } });
    fake.put('new');
    fake.remove('pod-2');
    await until('three changes are reported', () => changes.length === 3);
    t.deepEqual(changes, ['updated pod-1', 'added new', 'deleted pod-2']);
    t.deepEqual(reflector.store.get('default/pod-1')?.['spec'], { changed: true });
    t.is(reflector.store.get('default/pod-2'), undefined);
  });
}

for (const streams of [true, false]) {
  test(`while many objects arrive ${streams ? 'streamed' : 'in pages'}, other work gets its turn`, async (t) => {
    const { fake, reflector, start } = await fixture(t);
    fake.streams = streams;
    for (let number = 0; number < 400; number += 1) {
      fake.put(`pod-${number}`);
    }
    let inOneTurn = 0;
    let most = 0;
    reflector.onChange(() => {
      inOneTurn += 1;
      most = Math.max(most, inOneTurn);
      const end = performance.now() + 1;
      while (performance.now() < end);
    });
    const turns = setInterval(() => (inOneTurn = 0), 0);
    start();
    await reflector.synced;
    clearInterval(turns);
    t.true(most <= 30, `${most} changes of 1 ms each were reported without a turn for others`);
  });
}

test('objects are the same from a list and from a watch, without managedFields', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  fake.put('listed');
  start();
  await reflector.synced;
  await until('watch is open', () => fake.openWatches === 1);
  fake.put('watched');
  await until('both are there', () => reflector.store.size === 2);
  for (const { apiVersion, kind, metadata } of reflector.store.list()) {
    t.deepEqual({ apiVersion, kind }, { apiVersion: 'v1', kind: 'Pod' });
    t.is(metadata.managedFields, undefined);
  }
});

test('transform reduces what is stored; managedFields are kept on request', async (t) => {
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

test('a late subscriber is told what exists already, and one that has left is told nothing', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  fake.put('a');
  start();
  await reflector.synced;
  const late: string[] = [];
  const leave = reflector.onChange((change) => late.push(describe(change)));
  t.deepEqual(late, ['added a']);
  leave();
  await until('watch is open', () => fake.openWatches === 1);
  fake.put('b');
  await until('the other subscriber is told of b', () => changes.includes('added b'));
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
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.put('b');
  await until('both changes are reported', () => after.length === 2);
  t.is(log.lines.filter(({ level }) => level === 'error').length, 2);
});

test('a reset in mid-stream is resumed from the last version, without a list and without loss', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.put('before');
  await until('first object is there', () => reflector.store.size === 1);
  fake.resetWatches();
  await until('watch is gone', () => fake.openWatches === 0);
  fake.put('meanwhile');
  fake.put('before', { spec: 2 });
  await until('the changes made meanwhile are reported', () => reflector.store.size === 2 && changes.length === 3);
  t.deepEqual(changes, ['added before', 'added meanwhile', 'updated before']);
  t.deepEqual(fake.reads, ['stream', 'watch']);
});

test('a stream that is cut within an event is resumed before that event', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.sendRaw('{"type":"ADDED","object":{"metadata":{"name":"ha');
  fake.endWatches();
  await until('watch is gone', () => fake.openWatches === 0);
  fake.put('whole');
  await until('the whole object is there', () => reflector.store.size === 1);
  t.deepEqual(fake.reads, ['stream', 'watch']);
});

test('a bookmark moves the version that the next watch resumes from', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  fake.put('a');
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  const before = reflector.stats.events;
  fake.bookmark();
  await until('the bookmark has come', () => reflector.stats.events > before);
  fake.compact();
  fake.resetWatches();
  await until('watch is open again', () => fake.reads.length === 2);
  t.deepEqual(fake.reads, ['stream', 'watch'], 'no list, although everything before is forgotten');
  t.is(fake.received.at(-1)?.query.get('allowWatchBookmarks'), 'true');
  t.deepEqual(changes, ['added a'], 'a bookmark is no change');
});

test('a 410 leads to a list that reports what changed, with deletions and re-creations', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  for (const name of ['kept', 'changed', 'gone', 'reborn']) {
    fake.put(name);
  }
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
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
  await until('watch is gone', () => fake.openWatches === 0);
  fake.put('changed', { spec: 2 });
  fake.remove('gone');
  fake.remove('reborn');
  fake.put('reborn');
  fake.put('new');
  fake.compact();
  offline = false;

  await until('all changes are reported', () => changes.length === 5);
  t.deepEqual(changes.toSorted(), ['added new', 'added reborn', 'deleted gone', 'deleted reborn', 'updated changed']);
  t.true(changes.indexOf('deleted reborn') < changes.indexOf('added reborn'));
  t.not(reflector.store.get('default/reborn')?.metadata.uid, firstLife);
});

test('pages that expire while they are read are replaced by one unpaged list', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  for (let number = 0; number < 700; number += 1) {
    fake.put(`pod-${number}`);
  }
  fake.streams = false;
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
    fake.received.slice(1, 4).map(({ query }) => query.get('limit')),
    ['200', '200', null],
  );
});

test('a silent connection is given up and resumed', async (t) => {
  const { fake, reflector, start } = await fixture(t, { idleTimeoutMs: 1000 });
  start();
  await until('watch is open', () => fake.openWatches === 1);
  await until('watch is open again', () => fake.reads.filter((read) => read === 'watch').length === 2);
  fake.put('after');
  await until('the object is there', () => reflector.store.size === 1);
  t.deepEqual(fake.reads.slice(0, 2), ['stream', 'watch']);
  t.is(reflector.stats.failures, 0, 'silence is no failure');
});

test('failures of list and watch are survived, logged with their reason, and never end the run', async (t) => {
  // On a busy machine, a watch that the server ends at once may last for seconds by a real clock.
  const clock = new FakeClock();
  const { fake, reflector, log, start } = await fixture(t, { clock });
  const isOpen = (watches: number): boolean => {
    // Only a delay is scheduled: no watch ages by this.
    if (clock.scheduled > 0) clock.advance(30_000);
    return fake.openWatches === 1 && reflector.hasSynced && reflector.stats.watches === watches;
  };
  fake.refuse(1, 500);
  fake.refuse(2, 500, {}, ({ query }) => query.has('resourceVersion'));
  fake.put('a');
  start();
  await until('watch is open at last', () => isOpen(1));
  t.is(reflector.store.size, 1);
  fake.endWatches();
  await until('watch is open again', () => isOpen(2));
  t.deepEqual(
    log.lines.map(
      ({ message, fields }) => `${message}: ${(fields['error'] as Error).message.replace(/.*(?=500)/, '')}`,
    ),
    [
      'list failed: 500 Refused: as the test wants',
      'watch failed: the server ended the watch as soon as it began',
      'watch failed: 500 Refused: as the test wants',
      'watch failed: 500 Refused: as the test wants',
    ],
  );
  t.is(reflector.problem, undefined);
  t.like(reflector.stats, { synced: true, watching: true, objects: 1, lists: 1, watches: 2, failures: 4 });
});

test('a minute without a watch is a problem, reported with its reason, until there is one again', async (t) => {
  const clock = new FakeClock();
  const { fake, reflector, start } = await fixture(t, { clock });
  start();
  await until('watch is open', () => reflector.hasSynced && reflector.stats.watching);
  clock.advance(3_600_000);
  t.is(reflector.problem, undefined, 'silence is no problem');
  t.is(reflector.stats.idleMs, 3_600_000);

  await fake.stopListening();
  await until('it waits before it tries again', () => reflector.stats.failures > 0 && clock.scheduled === 1);
  clock.advance(59_999);
  t.is(reflector.problem, undefined, 'an API server may be restarted');
  clock.advance(1);
  t.regex(reflector.problem ?? '', /^no watch for 60 s: GET \/api\/v1\/pods.*(?:ECONNREFUSED|closed|other side)/);

  await fake.listen();
  await until('the watch is open again', () => {
    clock.advance(30_000);
    return reflector.stats.watching;
  });
  t.is(reflector.problem, undefined);
});

test('stops at once when its signal aborts, while watching and while waiting to try again', async (t) => {
  const watching = await fixture(t);
  watching.start();
  await until('watch is open', () => watching.fake.openWatches === 1);
  await watching.stop();
  await until('watch is closed', () => watching.fake.openWatches === 0);
  t.deepEqual(watching.log.lines, []);

  const failing = await fixture(t);
  failing.fake.refuse(Infinity, 500);
  failing.start();
  await until('it has failed three times', () => failing.log.lines.length === 3);
  const before = performance.now();
  await failing.stop();
  t.true(performance.now() - before < 500);
});

test('a 429 on a watch is waited for as long as Retry-After says', async (t) => {
  const { fake, reflector, log, start } = await fixture(t);
  fake.refuse(1, 429, { 'retry-after': '1' });
  start();
  await reflector.synced;
  t.true((log.lines[0]?.fields['retryMs'] as number) >= 1000);
});

test('duplicate, late and unordered bookmarks neither lose nor repeat a change', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  fake.put('a');
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  const early = fake.version;
  fake.put('a', { spec: 2 });
  fake.put('a', { spec: 3 });
  const late = fake.version;
  for (const version of [late, late, early]) {
    fake.bookmark(version);
  }
  await until('one object, the end of the list, two changes and three bookmarks', () => reflector.stats.events === 7);
  fake.resetWatches();
  await until('watch is open again', () => reflector.stats.watches === 2);
  t.is(fake.received.at(-1)?.query.get('resourceVersion'), `${late}`);
  t.deepEqual(changes, ['added a', 'updated a', 'updated a']);
});

test('a watch that repeats old events does not take the store back', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t);
  const first = fake.put('a', { spec: 1 });
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.put('a', { spec: 2 });
  for (const type of ['MODIFIED', 'DELETED']) {
    fake.sendRaw(`${JSON.stringify({ type, object: first })}\n`);
  }
  fake.put('b');
  await until('b has come after all that', () => reflector.store.size === 2);
  t.is(reflector.store.get('default/a')?.['spec'], 2);
  t.deepEqual(changes, ['added a', 'updated a', 'added b']);
});

test('a version from the future, as after a restored backup, leads to a new list', async (t) => {
  const { fake, reflector, start } = await fixture(t);
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.refuse(1, 504, {}, ({ query }) => query.has('resourceVersion'), {
    details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }] },
  });
  fake.resetWatches();
  await until('objects are listed again', () => reflector.stats.lists === 2);
  t.deepEqual(fake.reads, ['stream', 'watch', 'stream']);
});

test('an event that is not JSON is a failure, after which the watch is resumed', async (t) => {
  const { fake, reflector, log, start } = await fixture(t);
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.sendRaw('<html>gateway</html>\n');
  await until('watch is open again', () => reflector.stats.watches === 2);
  t.regex(`${log.lines[0]?.fields['error'] as Error}`, /an event that is not JSON: <html>gateway/);
});

test('a stream of all objects that stays silent or ends early is replaced by pages', async (t) => {
  for (const [fault, options] of [
    ['silent', { idleTimeoutMs: 500 }],
    ['ended', {}],
  ] as const) {
    const { fake, reflector, start } = await fixture(t, options);
    fake.put('a');
    fake.faults.push(({ query }, response) => {
      if (!query.has('sendInitialEvents')) {
        return undefined;
      }
      response.writeHead(200).flushHeaders();
      if (fault === 'ended') {
        response.end();
      }
      return 'handled';
    });
    start();
    await reflector.synced;
    t.deepEqual(fake.reads.slice(0, 2), ['stream', 'list'], fault);
    t.is(reflector.store.size, 1);
  }
});

test('identity fields that a transform drops are put back', async (t) => {
  const { fake, reflector, changes, start } = await fixture(t, {
    transform: ({ metadata: { name } }) => ({ metadata: { name: name.toUpperCase() } }),
  });
  fake.put('a');
  start();
  await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
  fake.put('a', { spec: 2 });
  await until('the change is reported', () => changes.length === 2);
  t.deepEqual(reflector.store.get('default/a')?.metadata, {
    name: 'a',
    namespace: 'default',
    uid: 'uid-1',
    resourceVersion: '1002',
  });
});

test('metadata-only is requested in lists and watches, and nothing else is stored', async (t) => {
  for (const streams of [true, false]) {
    const { fake, reflector, start } = await fixture(t, { metadataOnly: true });
    fake.streams = streams;
    fake.put('a', { spec: { big: true } });
    start();
    await until('watch is open', () => fake.openWatches === 1 && reflector.hasSynced);
    fake.put('b', { spec: { big: true } });
    await until('both are there', () => reflector.store.size === 2);
    for (const object of reflector.store.list()) {
      t.deepEqual(Object.keys(object).toSorted(), ['apiVersion', 'kind', 'metadata']);
      t.is(object.kind, 'Pod');
    }
    for (const { headers } of fake.received) {
      t.regex(headers.accept ?? '', /as=PartialObjectMetadata/);
    }
  }
});

test('each watch requests a random duration between the bounds, and its selector', async (t) => {
  const { fake, start } = await fixture(t, { labelSelector: 'a=b' });
  start();
  await until('watch is open', () => fake.openWatches === 1);
  const { query } = fake.received[0]!;
  const seconds = Number(query.get('timeoutSeconds'));
  t.true(seconds >= 300 && seconds <= 600);
  t.is(query.get('labelSelector'), 'a=b');
});

test('a type that is not installed blocks no other, and is followed once it is installed', async (t) => {
  const { fake, reflector, changes, log, start } = await fixture(t, { backoff: { baseMs: 1, capMs: 10 } });
  let isInstalled = false;
  fake.put('a');
  fake.faults.push(({ path }, response) => {
    if (isInstalled) {
      return undefined;
    }
    const isDiscovery = path === '/api/v1';
    response.writeHead(isDiscovery ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        isDiscovery ? { resources: [{ name: 'nodes', kind: 'Node' }] } : { code: 404, reason: 'NotFound' },
      ),
    );
    return 'handled';
  });
  start();
  await reflector.synced;
  t.true(reflector.hasSynced);
  t.false(reflector.isServed);
  t.deepEqual(changes, []);
  t.true(log.lines.some(({ message }) => message.includes('does not know this type')));
  isInstalled = true;
  await until('the object is there', () => changes.includes('added a'));
  t.true(reflector.isServed);
});

test('a type in discovery is waited for, whatever a list was answered', async (t) => {
  const { fake, reflector, start } = await fixture(t, { backoff: { baseMs: 1, capMs: 10 } });
  let refusals = 0;
  fake.faults.push(({ path }, response) => {
    const isDiscovery = path === '/api/v1';
    if (!isDiscovery && refusals >= 3) {
      return undefined;
    }
    refusals += isDiscovery ? 0 : 1;
    response.writeHead(isDiscovery ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isDiscovery ? { resources: [{ name: 'pods', kind: 'Pod' }] } : { code: 404, reason: 'NotFound' }),
    );
    return 'handled';
  });
  start();
  await reflector.synced;
  t.true(reflector.isServed);
  t.is(refusals, 3);
});
