import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { type Check, HealthServer } from '../../../src/runtime/health.ts';
import { createLog, type RootLog } from '../../../src/runtime/log.ts';
import { MOST_CONNECTIONS } from '../../../src/runtime/serve.ts';
import { until } from '../../../lab/host/until.ts';
import { testLog } from '../test-log.ts';

/** Runs the server until the test ends. Resolves to its port. */
async function start(t: ExecutionContext, server: HealthServer): Promise<number> {
  const end = new AbortController();
  const run = server.run(end.signal);
  t.teardown(async () => {
    end.abort();
    await run;
  });
  return (await server.listening).port;
}

async function serving(
  t: ExecutionContext,
  checks: Record<string, Check>,
  liveness: Record<string, Check> = {},
): Promise<{ server: HealthServer; get: (path: string) => Promise<{ status: number; body: string }> }> {
  const server = new HealthServer({ log: testLog(), host: '127.0.0.1', port: 0, checks, liveness });
  t.is(server.address, undefined);
  const port = await start(t, server);
  return {
    server,
    get: async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.text() };
    },
  };
}

test('ready only when every check passes, and the failing one is named', async (t) => {
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

test('alive until a check fails that only a restart helps against, independent of readiness', async (t) => {
  let stuck: string | undefined;
  const { get } = await serving(t, { pods: () => 'not synced' }, { robot: () => stuck });
  t.deepEqual(await get('/healthz'), { status: 200, body: 'ok\n' });
  t.is((await get('/healthz?verbose')).body, 'robot: ok\nok\n');
  stuck = 'reconcile of shop/cart has not ended for 121 s';
  t.deepEqual(await get('/healthz'), { status: 503, body: `robot: ${stuck}\n1 of 1 checks failed\n` });
  t.is((await get('/readyz')).body, 'pods: not synced\n1 of 1 checks failed\n', 'liveness is not part of it');
  stuck = undefined;
  t.is((await get('/healthz')).status, 200);
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

test('no request crashes the process', async (t) => {
  const { server, get } = await serving(t, {});
  for (const target of ['//', '/%', '*', 'http://[']) {
    const socket = connect(server.address?.port ?? 0, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    t.regex(await text(socket), /^HTTP\/1.1 4/);
  }
  t.is((await get('/healthz')).status, 200);
});

test('a port in use is an error, not ignored', async (t) => {
  const { server } = await serving(t, {});
  const second = new HealthServer({ log: testLog(), host: '127.0.0.1', port: server.address?.port ?? 0 });
  await t.throwsAsync(second.run(new AbortController().signal), { code: 'EADDRINUSE' });
});

/** Serves /loglevel on a host address. The log starts at info. */
async function servingLevel(
  t: ExecutionContext,
  host: string,
): Promise<{ log: RootLog; ask: (method: string, body?: string) => Promise<{ status: number; body: string }> }> {
  const log = createLog({ destination: new PassThrough().resume() });
  const server = new HealthServer({ log, host, port: 0, levelOf: log });
  const port = await start(t, server);
  return {
    log,
    ask: async (method, body) => {
      const response = await fetch(
        `http://${host}:${port}/loglevel`,
        body === undefined ? { method } : { method, body },
      );
      return { status: response.status, body: await response.text() };
    },
  };
}

test('the log level is shown and set from the machine itself', async (t) => {
  const { log, ask } = await servingLevel(t, '127.0.0.1');
  t.deepEqual(await ask('GET'), { status: 200, body: 'info\n' });
  t.deepEqual(await ask('PUT', 'debug\n'), { status: 200, body: 'debug\n' });
  t.is(log.level, 'debug');
  t.is((await ask('POST', 'warn')).status, 405);
  t.is(log.level, 'debug');
});

for (const bad of ['', 'loud', 'DEBUG', 'debug warn', 'x'.repeat(100_000)]) {
  test(`an unknown level is refused, and the log stays as it is: ${bad.slice(0, 20)}`, async (t) => {
    const { log, ask } = await servingLevel(t, '127.0.0.1');
    t.deepEqual(await ask('PUT', bad), { status: 400, body: 'the body must be one of error, warn, info, debug\n' });
    t.is(log.level, 'info');
  });
}

const ELSEWHERE = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

(ELSEWHERE === undefined ? test.skip : test)('from elsewhere the level is shown but not set', async (t) => {
  const { log, ask } = await servingLevel(t, ELSEWHERE ?? '');
  t.is((await ask('GET')).status, 200);
  const { status, body } = await ask('PUT', 'debug');
  t.is(status, 403);
  t.regex(body, /port-forward/);
  t.is(log.level, 'info');
});

test('the network: any number of slow connections take bounded memory, and no probe waits for them', async (t) => {
  const { server, get } = await serving(t, {});
  const port = server.address?.port ?? 0;
  const sockets = Array.from({ length: 1000 }, () => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => socket.write('GET /readyz HTTP/1.1\r\nX-Slow: '));
    socket.on('error', () => {});
    // Without it the answer would keep the end of the connection from being seen.
    return socket.resume();
  });
  const open = (): number => sockets.filter(({ destroyed }) => !destroyed).length;
  t.teardown(() => sockets.forEach((socket) => socket.destroy()));
  await until('connections beyond the limit are ended', () => open() <= MOST_CONNECTIONS);
  t.is((await get('/readyz')).status, 200);
  await until('all connections are ended, as none has sent a request', () => open() === 0, { timeoutSeconds: 20 });
});
