import test, { type ExecutionContext } from 'ava';
import type { Credentials } from '../../../src/kube/credentials.ts';
import { type Attempt, type ClientOptions, KubeClient } from '../../../src/kube/client.ts';
import {
  ApiError,
  ConnectionError,
  isAlreadyExists,
  isConflict,
  isGone,
  isNotFound,
  isTooManyRequests,
  isUnauthorized,
} from '../../../src/kube/errors.ts';
import { PODS } from '../../../src/kube/resource.ts';
import { NotLeading } from '../../../src/runtime/election.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';
import { FakeClock } from '../runtime/fake-clock.ts';
import { testLog } from '../test-log.ts';
import { until } from '../../../lab/host/until.ts';

async function fixture(
  t: ExecutionContext,
  options: Partial<ClientOptions> = {},
): Promise<{ fake: FakeApiServer; client: KubeClient }> {
  const fake = await FakeApiServer.start();
  const client = new KubeClient({ access: fake.access, userAgent: 'test/1', ...options });
  t.teardown(async () => {
    await client.close();
    await fake[Symbol.asyncDispose]();
  });
  return { fake, client };
}

const pod = { metadata: { name: 'a', namespace: 'default' }, spec: { unknownField: { kept: true } } };

test('many requests share few connections, and a request after a pause still has one', async (t) => {
  const { fake, client } = await fixture(t);
  fake.put('a');
  await Promise.all(Array.from({ length: 200 }, () => client.get(PODS, 'default/a')));
  await client.get(PODS, 'default/a');
  t.is(fake.received.length, 201);
  t.true(fake.connections <= 16, `${fake.connections} connections`);
  t.is(fake.received[0]?.headers['user-agent'], 'test/1');
});

test('open watches take no connections from requests', async (t) => {
  const { fake, client } = await fixture(t);
  fake.put('a');
  const end = new AbortController();
  const watches = Array.from({ length: 20 }, async () => {
    for await (const _ of client.watch(PODS, { resourceVersion: '9999', signal: end.signal }));
  });
  await until('all watches are open', () => fake.openWatches === 20);
  t.is((await client.get(PODS, 'default/a')).metadata.name, 'a');
  end.abort(new Error('enough'));
  for (const watch of watches) {
    await t.throwsAsync(watch, { message: 'enough' });
  }
});

test('reads and applies are sent again when the connection breaks; a create, delete or JSON Patch is not', async (t) => {
  const { fake, client } = await fixture(t);
  fake.put('a');
  fake.cut(2);
  t.is((await client.get(PODS, 'default/a')).metadata.name, 'a');
  fake.cut(1);
  t.deepEqual((await client.apply(PODS, pod, { fieldManager: 'test' }))['spec'], pod.spec);
  fake.cut(2);
  const error = await t.throwsAsync(client.delete(PODS, 'default/a'), { instanceOf: ConnectionError });
  t.regex(error.message, /^DELETE \/api\/v1\/namespaces\/default\/pods\/a: no answer from http:\/\/127.0.0.1:/);
  await t.throwsAsync(client.create(PODS, pod), { instanceOf: ConnectionError });
  fake.cut(1);
  await t.throwsAsync(client.jsonPatch(PODS, 'default/a', [{ op: 'remove', path: '/spec/list/0' }]), {
    instanceOf: ConnectionError,
  });
  t.deepEqual(
    fake.received.map(({ method }) => method),
    ['GET', 'GET', 'GET', 'PATCH', 'PATCH', 'DELETE', 'POST', 'PATCH'],
  );
});

test('a 429 is waited for as long as Retry-After says, and fails at once without it', async (t) => {
  const clock = new FakeClock();
  const { fake, client } = await fixture(t, { clock });
  fake.put('a');
  fake.refuse(1, 429, { 'retry-after': '1' });
  const call = client.get(PODS, 'default/a');
  await until('it waits, in addition to its deadline', () => fake.received.length === 1 && clock.scheduled === 2);
  clock.advance(999);
  t.is(clock.scheduled, 2, 'it keeps waiting');
  clock.advance(200);
  t.is((await call).metadata.name, 'a');
  t.is(fake.received.length, 2);
  fake.refuse(1, 429);
  t.true(isTooManyRequests(await t.throwsAsync(client.get(PODS, 'default/a'))));
});

test('a request that the server has shed or never received is sent again, even a create', async (t) => {
  const attempts: Attempt[] = [];
  const { fake, client } = await fixture(t, { observer: (attempt) => attempts.push(attempt) });
  fake.refuse(1, 429, { 'retry-after': '0' });
  t.is((await client.create(PODS, pod)).metadata.name, 'a');
  await fake.stopListening();
  const created = client.create(PODS, { metadata: { ...pod.metadata, name: 'b' } });
  await until('one attempt was refused', () => attempts.some(({ status }) => status === undefined));
  await fake.listen();
  t.is((await created).metadata.name, 'b');
  t.deepEqual(
    fake.received.map(({ method }) => method),
    ['POST', 'POST', 'POST'],
  );
});

test('an eviction that a disruption budget forbids fails at once, whatever Retry-After says', async (t) => {
  const { fake, client } = await fixture(t);
  fake.refuse(1, 429, { 'retry-after': '10' }, () => true, {
    details: { causes: [{ reason: 'DisruptionBudget' }] },
  });
  const eviction = { ...pod, apiVersion: 'policy/v1', kind: 'Eviction' };
  const refused = await t.throwsAsync(client.create(PODS, eviction, { subresource: 'eviction' }), {
    instanceOf: ApiError,
  });
  t.is(refused.retryAfterSeconds, 10);
  t.is(fake.received.length, 1);
});

test('credentials that the server refuses are renewed once, and a second refusal is final', async (t) => {
  const { fake } = await fixture(t);
  fake.put('a');
  const tls = {};
  let valid = 'token-2';
  fake.faults.push(({ headers }, response) => {
    if (headers.authorization === `Bearer ${valid}`) {
      return undefined;
    }
    response.writeHead(401).end('{"kind":"Status","code":401,"reason":"Unauthorized","message":"expired"}');
    return 'handled';
  });
  let current = { tls, authorization: 'Bearer token-1' };
  const access = {
    ...fake.access,
    credentials: async (rejected?: Credentials) => {
      if (rejected === current && current.authorization === 'Bearer token-1') {
        current = { tls, authorization: 'Bearer token-2' };
      }
      return current;
    },
  };
  const client = new KubeClient({ access, userAgent: 'test/1' });
  t.is((await client.create(PODS, pod)).metadata.name, 'a', 'a create is sent again too: nothing was done');
  t.is(fake.received.length, 2);
  valid = 'token-3';
  t.true(isUnauthorized(await t.throwsAsync(client.get(PODS, 'default/a'))));
  t.is(fake.received.length, 3);
  await client.close();
});

test('each warning is logged once', async (t) => {
  const log = testLog();
  const { fake, client } = await fixture(t, { log });
  fake.put('a');
  fake.headers['warning'] = '299 - "v1 Pod is \\"old\\"", 299 - "unknown field \\"spec.typo\\""';
  await client.get(PODS, 'default/a');
  await client.get(PODS, 'default/a');
  t.deepEqual(
    log.lines.map(({ level, fields }) => `${level} ${String(fields['warning'])}`),
    ['warn v1 Pod is "old"', 'warn unknown field "spec.typo"'],
  );
  t.is(log.lines[0]?.fields['request'], 'GET /api/v1/namespaces/default/pods/a');
});

test('a log is read in whole lines, wherever it is split, with its unfinished last line', async (t) => {
  const { fake, client } = await fixture(t);
  const text = Buffer.from('größer\n\nzwei €\nEnde ä');
  fake.faults.push((_, response) => {
    void (async () => {
      for (const byte of text) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    })();
    return 'handled';
  });
  const lines: string[] = [];
  let opened = 0;
  const sinceTime = '2026-01-01T12:00:00Z';
  const onOpen = (): number => (opened += 1);
  const options = { container: 'c', follow: true, previous: false, tailLines: 3, sinceTime, onOpen };
  for await (const line of client.log('default/a', options)) {
    t.is(opened, 1, 'before the first line');
    lines.push(line);
  }
  t.deepEqual(lines, ['größer', '', 'zwei €', 'Ende ä']);
  t.is(fake.received[0]?.path, '/api/v1/namespaces/default/pods/a/log');
  t.is(fake.received[0]?.query.toString(), 'container=c&tailLines=3&sinceTime=2026-01-01T12%3A00%3A00Z&follow=true');
});

test('a wait beyond the deadline is not started', async (t) => {
  t.timeout(30_000, 'it waits');
  const clock = new FakeClock();
  const { fake, client } = await fixture(t, { timeoutMs: 2000, clock });
  fake.refuse(1, 429, { 'retry-after': '2' });
  t.true(isTooManyRequests(await t.throwsAsync(client.get(PODS, 'default/a'))));
  t.is(clock.now(), 0);
});

test('a caller with its own retries gets the first failure, of a read and of a write', async (t) => {
  const { fake, client } = await fixture(t);
  fake.refuse(Infinity, 503);
  await t.throwsAsync(client.get(PODS, 'default/a', { retry: false }), { instanceOf: ApiError });
  await t.throwsAsync(client.patch(PODS, 'default/a', {}, { retry: false }), { instanceOf: ApiError });
  t.is(fake.received.length, 2);
});

test('retries are limited: a server that stays unavailable is reported as such', async (t) => {
  const { fake, client } = await fixture(t);
  fake.refuse(Infinity, 503);
  const error = await t.throwsAsync(client.get(PODS, 'default/a'), { instanceOf: ApiError });
  t.is(error.status, 503);
  t.is(fake.received.length, 5);
});

test('a call that gets no answer ends with its deadline, whether the head or the body is missing', async (t) => {
  const clock = new FakeClock();
  const heads: Attempt[] = [];
  const { fake, client } = await fixture(t, { clock, observer: (attempt) => heads.push(attempt) });
  fake.faults.push((_, response) => {
    if (fake.received.length > 1) {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"metadata":');
    }
    return 'handled';
  });
  for (const has of [() => fake.received.length === 1, () => heads.length === 2]) {
    const call = client.get(PODS, 'default/a', { timeoutMs: 200 });
    await until('a part of the answer has arrived', has);
    clock.advance(200);
    const error = await t.throwsAsync(call, { instanceOf: ConnectionError });
    t.is(error.code, 'DEADLINE');
    t.regex(error.message, /nothing within 0.2 s/);
  }
  t.is(fake.received.length, 2);
});

test('a deadline that passes in a retry names what the attempt before met', async (t) => {
  const clock = new FakeClock();
  const { fake, client } = await fixture(t, { clock });
  fake.cut(1);
  const late = client.get(PODS, 'default/a', { timeoutMs: 2000 });
  await until('it pauses before the second', () => fake.received.length === 1 && clock.scheduled === 3);
  fake.faults.push(() => 'handled');
  clock.advance(1000);
  await until('the second has no answer', () => fake.received.length === 2);
  clock.advance(1000);
  const { code, message } = await t.throwsAsync(late, { instanceOf: ConnectionError });
  t.is(code, 'DEADLINE');
  t.regex(message, /nothing within 2 s; the attempt before: (?:UND_ERR_SOCKET|ECONNRESET)$/);
});

test('the signal of a call ends it with its own reason', async (t) => {
  const { fake, client } = await fixture(t);
  fake.faults.push(() => 'handled');
  const end = new AbortController();
  const call = client.get(PODS, 'default/a', { signal: end.signal });
  await until('request has arrived', () => fake.received.length === 1);
  end.abort(new Error('not needed any more'));
  await t.throwsAsync(call, { message: 'not needed any more' });
  await t.throwsAsync(client.get(PODS, 'default/a', { signal: end.signal }), { message: 'not needed any more' });
});

test('a hanging credential plugin does not outlive the deadline', async (t) => {
  const { fake } = await fixture(t);
  const access = { ...fake.access, server: fake.access.server, credentials: () => new Promise<never>(() => {}) };
  const client = new KubeClient({ access, userAgent: 'test/1' });
  const error = await t.throwsAsync(client.get(PODS, 'default/a', { timeoutMs: 100 }), { instanceOf: ConnectionError });
  t.is(error.code, 'DEADLINE');
});

test('the path prefix of the server and its authorization are sent with each request', async (t) => {
  const { fake } = await fixture(t);
  fake.faults.push((_, response) => {
    response.writeHead(200).end('{"metadata":{"name":"a"}}');
    return 'handled';
  });
  const tls = {};
  const access = {
    server: new URL('/k8s/clusters/c-1/', fake.access.server),
    namespace: 'default',
    credentials: async () => ({ tls, authorization: 'Bearer secret' }),
  };
  const client = new KubeClient({ access, userAgent: 'test/1' });
  await client.get(PODS, 'default/a');
  await client.close();
  t.is(fake.received[0]?.path, '/k8s/clusters/c-1/api/v1/namespaces/default/pods/a');
  t.is(fake.received[0]?.headers.authorization, 'Bearer secret');
});

test('new TLS options cause new connections, and requests on the old ones end normally', async (t) => {
  const { fake } = await fixture(t);
  fake.put('a');
  let tls = {};
  const access = { ...fake.access, server: fake.access.server, credentials: async () => ({ tls }) };
  const client = new KubeClient({ access, userAgent: 'test/1' });
  await client.get(PODS, 'default/a');
  const events: string[] = [];
  const end = new AbortController();
  const watch = (async () => {
    for await (const event of client.watch(PODS, { resourceVersion: '9999', signal: end.signal })) {
      events.push(event.type);
    }
  })();
  await until('watch is open', () => fake.openWatches === 1);
  const before = fake.connections;
  tls = {};
  await client.get(PODS, 'default/a');
  t.is(fake.connections, before + 1);
  fake.put('b');
  await until('the old watch continues', () => events.length === 1);
  end.abort(new Error('enough'));
  await t.throwsAsync(watch, { message: 'enough' });
  await client.close();
});

test('the observer is called for every attempt: answered, failed, retried and watching', async (t) => {
  const attempts: Attempt[] = [];
  const { fake, client } = await fixture(t, { observer: (attempt) => attempts.push(attempt) });
  fake.put('a');
  fake.cut(1);
  fake.refuse(1, 503);
  await client.get(PODS, 'default/a');
  await t.throwsAsync(client.get(PODS, 'default/b'));
  const end = new AbortController();
  const watch = client.watch(PODS, { resourceVersion: '9999', signal: end.signal }).next();
  await until('the watch is open', () => attempts.length === 5);
  end.abort(new Error('enough'));
  await t.throwsAsync(watch);
  t.deepEqual(
    attempts.map(({ status, retry, watch }) => ({ status, retry, watch })),
    [
      { status: undefined, retry: 0, watch: false },
      { status: 503, retry: 1, watch: false },
      { status: 200, retry: 2, watch: false },
      { status: 404, retry: 0, watch: false },
      { status: 200, retry: 0, watch: true },
    ],
  );
  for (const { host, ms, method, path } of attempts) {
    t.is(host, fake.access.server.host);
    t.true(ms > 0 && ms < 10_000);
    t.regex(`${method} ${path}`, /^GET \/api\/v1\//);
  }
});

test('a plain text answer of something in between is shown as it is', async (t) => {
  const { fake, client } = await fixture(t);
  fake.faults.push((_, response) => {
    response.writeHead(502).end('<html>Bad Gateway</html>\n');
    return 'handled';
  });
  await t.throwsAsync(client.get(PODS, 'default/a'), {
    instanceOf: ApiError,
    message: 'GET /api/v1/namespaces/default/pods/a: 502: <html>Bad Gateway</html>',
  });
});

test('kinds of refusal are distinguished by status and reason', (t) => {
  const exchange = { method: 'GET', path: '/x' } as const;
  const exists = new ApiError(exchange, 409, { reason: 'AlreadyExists' });
  t.true(isAlreadyExists(exists));
  t.false(isConflict(exists));
  for (const reason of ['Conflict', '']) {
    t.true(isConflict(new ApiError(exchange, 409, { reason })));
  }
  t.true(isGone(new ApiError(exchange, 200, { code: 410, reason: 'Expired' })), 'the code of an event counts');
  t.false(isNotFound(new Error('404')));
  t.is(new ApiError(exchange, 429, { details: { retryAfterSeconds: 7 } }).retryAfterSeconds, 7);
});

test('a client that does not lead sends no write of any kind, but still reads', async (t) => {
  let leading = false;
  const beforeWrite = (): void => {
    if (!leading) {
      throw new NotLeading('not leading');
    }
  };
  const { fake, client } = await fixture(t, { beforeWrite });
  fake.put('a');
  const writes: (() => Promise<unknown>)[] = [
    () => client.create(PODS, pod),
    () => client.apply(PODS, pod, { fieldManager: 'test' }),
    () => client.patch(PODS, 'default/a', {}),
    () => client.mergePatchStatus(PODS, 'default/a', {}),
    () => client.jsonPatch(PODS, 'default/a', []),
    () => client.delete(PODS, 'default/a'),
  ];
  for (const write of writes) {
    await t.throwsAsync(write, { instanceOf: NotLeading });
  }
  t.is(fake.received.length, 0);
  t.is((await client.get(PODS, 'default/a')).metadata.name, 'a');
  leading = true;
  await client.apply(PODS, pod, { fieldManager: 'test' });
  t.is(fake.received.length, 2);
});

test('a write is not sent again once leadership is lost', async (t) => {
  let leading = true;
  const { fake, client } = await fixture(t, {
    beforeWrite: () => {
      if (!leading) {
        throw new NotLeading('not leading');
      }
    },
    observer: () => (leading = false),
  });
  fake.cut(1);
  await t.throwsAsync(client.apply(PODS, pod, { fieldManager: 'test' }), { instanceOf: NotLeading });
  t.is(fake.received.length, 1);
});

test('a write that waits for a connection when leadership is lost is never sent', async (t) => {
  let leading = true;
  const { fake, client } = await fixture(t, {
    beforeWrite: () => {
      if (!leading) {
        throw new NotLeading('not leading');
      }
    },
  });
  const answers: (() => void)[] = [];
  fake.faults.push(({ method }, response) => {
    if (method === 'GET') {
      return undefined;
    }
    answers.push(() => response.writeHead(200).end('{}'));
    return 'handled';
  });
  const writes = Array.from({ length: 50 }, () => client.apply(PODS, pod, { fieldManager: 'test' }));
  const outcomes = Promise.allSettled(writes);
  await until('every connection carries a write', () => answers.length === 16);
  leading = false;
  answers.forEach((answer) => answer());
  const reasons = (await outcomes).map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined));
  t.is(reasons.filter((reason) => reason === undefined).length, 16);
  t.is(reasons.filter((reason) => reason instanceof NotLeading).length, 34);
  t.is(fake.received.length, 16);
  fake.put('a');
  t.is((await client.get(PODS, 'default/a')).metadata.name, 'a', 'the connections are still usable');
  t.true(fake.connections <= 17);
});
