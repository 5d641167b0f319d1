import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { type Check, HealthServer } from '../../../src/runtime/health.ts';
import { testLog } from '../test-log.ts';

async function serving(
  t: ExecutionContext,
  checks: Record<string, Check>,
): Promise<{ server: HealthServer; get: (path: string) => Promise<{ status: number; body: string }> }> {
  const server = new HealthServer({ log: testLog(), host: '127.0.0.1', port: 0, checks });
  t.is(server.address, undefined);
  const end = new AbortController();
  const run = server.run(end.signal);
  t.teardown(async () => {
    end.abort();
    await run;
  });
  const { port } = await server.listening;
  return {
    server,
    get: async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.text() };
    },
  };
}

test('ready only when every check passes, and the one that fails is named', async (t) => {
  let problem: string | undefined = 'not synced: connection refused';
  const { get } = await serving(t, { pods: () => problem, nodes: () => undefined });
  t.deepEqual(await get('/readyz'), {
    status: 503,
    body: 'pods: not synced: connection refused\n1 of 2 checks failed\n',
  });
  t.is((await get('/healthz')).status, 200, 'a process that waits is alive');
  problem = undefined;
  t.deepEqual(await get('/readyz'), { status: 200, body: 'ok\n' });
  t.is((await get('/readyz?verbose')).body, 'pods: ok\nnodes: ok\nok\n');
});

test('a check that throws fails by itself', async (t) => {
  const { get } = await serving(t, {
    broken: () => {
      throw new Error('oops');
    },
  });
  t.deepEqual(await get('/readyz'), {
    status: 503,
    body: 'broken: the check itself failed: oops\n1 of 1 checks failed\n',
  });
});

test('no request brings the process down', async (t) => {
  const { server, get } = await serving(t, {});
  for (const target of ['//', '/%', '*', 'http://[']) {
    const socket = connect(server.address?.port ?? 0, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    t.regex(await text(socket), /^HTTP\/1.1 4/);
  }
  t.is((await get('/healthz')).status, 200);
});

test('a port that is taken is a fault, not silence', async (t) => {
  const { server } = await serving(t, {});
  const second = new HealthServer({ log: testLog(), host: '127.0.0.1', port: server.address?.port ?? 0 });
  await t.throwsAsync(second.run(new AbortController().signal), { code: 'EADDRINUSE' });
});
