import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { until } from '../../../lab/host/until.ts';
import { type Attempt, KubeClient } from '../../../src/kube/client.ts';
import { ApiError, ConnectionError, isForbidden } from '../../../src/kube/errors.ts';
import { FakeClock } from '../runtime/fake-clock.ts';

const WEB_SOCKET = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const SUCCESS = JSON.stringify({ status: 'Success' });

/** What a server does with an open connection. */
type Conduct = (say: (channel: number, data: string | Buffer) => void, connection: Duplex) => void;

/** An API server with one pod, in which a command behaves as told. */
async function fixture(t: ExecutionContext, conduct: Conduct, protocol = 'v5.channel.k8s.io') {
  const requests: IncomingMessage[] = [];
  const attempts: Attempt[] = [];
  const connections = new Set<Duplex>();
  const clock = new FakeClock();
  const server = createServer((_, response) => {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 403, reason: 'Forbidden', message: 'user may not' }));
  });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex) => {
    requests.push(request);
    connections.add(connection);
    connection.on('error', () => undefined).on('close', () => connections.delete(connection));
    connection.on('end', () => connection.end()).resume();
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${WEB_SOCKET}`).digest('base64');
    connection.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`,
    );
    conduct(
      (channel, data) => connection.write(frame(2, Buffer.concat([Buffer.of(channel), Buffer.from(data)]))),
      connection,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const access = {
    server: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/behind`),
    namespace: 'default',
    credentials: async () => ({ tls: {}, authorization: 'Bearer secret' }),
  };
  const client = new KubeClient({ access, userAgent: 'test/1', clock, observer: (attempt) => attempts.push(attempt) });
  t.teardown(async () => {
    await client.close();
    server.close();
    server.closeAllConnections();
    connections.forEach((connection) => connection.destroy());
  });
  return { client, clock, server, requests, attempts, connections };
}

/** A frame of a server, as RFC 6455 5.2 has it. */
function frame(opcode: number, data: Buffer): Buffer {
  const length = data.length < 126 ? Buffer.of(data.length) : Buffer.of(126, data.length >> 8, data.length & 255);
  return Buffer.concat([Buffer.of(0x80 | opcode), length, data]);
}

function goodbye(connection: Duplex): void {
  connection.end(frame(8, Buffer.of(3, 232)));
}

const COMMAND = { container: 'agent', command: ['/agent', 'say', 'two words'] } as const;

test('a command has its output by stream, letters split between messages included, and its exit code', async (t) => {
  const euro = Buffer.from('€');
  const { client, requests, attempts } = await fixture(t, (say, connection) => {
    say(1, '');
    say(1, euro.subarray(0, 2));
    say(2, 'careful');
    say(1, euro.subarray(2));
    say(
      3,
      JSON.stringify({
        status: 'Failure',
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '3' }] },
      }),
    );
    goodbye(connection);
  });
  t.deepEqual(await client.exec('shop/a', COMMAND), { stdout: '€', stderr: 'careful', exitCode: 3 });
  const [request] = requests;
  t.is(
    request?.url,
    '/behind/api/v1/namespaces/shop/pods/a/exec?container=agent&stdout=true&stderr=true&command=%2Fagent&command=say&command=two+words',
  );
  t.is(request?.headers.authorization, 'Bearer secret');
  t.is(request?.headers['user-agent'], 'test/1');
  t.is(request?.headers['sec-websocket-protocol'], 'v5.channel.k8s.io, v4.channel.k8s.io');
  t.deepEqual(
    attempts.map(({ status }) => status),
    [101],
  );
});

test('a server that speaks only the protocol before is understood', async (t) => {
  const conduct: Conduct = (say, connection) => {
    say(1, 'fine');
    say(3, SUCCESS);
    goodbye(connection);
  };
  const { client } = await fixture(t, conduct, 'v4.channel.k8s.io');
  t.deepEqual(await client.exec('shop/a', COMMAND), { stdout: 'fine', stderr: '', exitCode: 0 });
});

test('a server of another protocol is told, and its connection is not kept', async (t) => {
  const { client, connections } = await fixture(t, () => undefined, 'v9.channel.k8s.io');
  const error = await t.throwsAsync(client.exec('shop/a', COMMAND), { instanceOf: ConnectionError });
  t.regex(error.message, /speaks none of v5.channel.k8s.io, v4.channel.k8s.io$/);
  await until('the connection is gone', () => connections.size === 0);
});

test('who may not run commands learns which rights are missing', async (t) => {
  const { client, server, attempts } = await fixture(t, () => undefined);
  server.removeAllListeners('upgrade');
  const error = await t.throwsAsync(client.exec('shop/a', COMMAND));
  t.true(isForbidden(error));
  t.regex(error.message, /user may not; .* get and create of pods\/exec must be allowed in namespace shop$/);
  t.deepEqual(
    attempts.map(({ status }) => status),
    [403],
  );
});

test('a command that could not be started is an error with the reason', async (t) => {
  const { client } = await fixture(t, (say, connection) => {
    say(3, JSON.stringify({ status: 'Failure', reason: 'InternalError', code: 500, message: 'no such file: /agent' }));
    goodbye(connection);
  });
  await t.throwsAsync(client.exec('shop/a', COMMAND), {
    instanceOf: ApiError,
    message: /500 InternalError: no such file/,
  });
});

test('a connection that breaks before the command has ended is an error, whatever was printed', async (t) => {
  const { client } = await fixture(t, (say, connection) => {
    say(1, 'half of');
    connection.end();
  });
  await t.throwsAsync(client.exec('shop/a', COMMAND), {
    instanceOf: ConnectionError,
    message: /closed before the command had ended$/,
  });
});

test('a server that cannot be reached is named', async (t) => {
  const { client, server, attempts } = await fixture(t, () => undefined);
  server.close();
  await t.throwsAsync(client.exec('shop/a', COMMAND), {
    instanceOf: ConnectionError,
    message: /no answer from http.*ECONNREFUSED/,
  });
  t.deepEqual(
    attempts.map(({ status }) => status),
    [undefined],
  );
});

test('a deadline ends the call, and the connection with it', async (t) => {
  const { client, clock, connections } = await fixture(t, (say) => say(1, 'slowly'));
  const call = client.exec('shop/a', { ...COMMAND, timeoutMs: 5_000 });
  await until('the command runs', () => connections.size === 1);
  clock.advance(5_000);
  await t.throwsAsync(call, { instanceOf: ConnectionError, message: /nothing within 5 s$/ });
  await until('the connection is gone', () => connections.size === 0);
});

test('the signal of the caller ends the call with its reason', async (t) => {
  const { client, connections } = await fixture(t, () => undefined);
  const enough = new AbortController();
  const call = client.exec('shop/a', { ...COMMAND, signal: enough.signal });
  await until('the command runs', () => connections.size === 1);
  enough.abort(new Error('enough'));
  await t.throwsAsync(call, { message: 'enough' });
  await t.throwsAsync(client.exec('shop/a', { ...COMMAND, signal: enough.signal }), { message: 'enough' });
});

test('a command that prints without an end is given up', async (t) => {
  const { client, connections } = await fixture(t, (say) => {
    say(1, 'x'.repeat(600));
    say(2, 'y'.repeat(600));
  });
  await t.throwsAsync(client.exec('shop/a', { ...COMMAND, mostBytes: 1_000 }), {
    message: '/agent in shop/a, container agent, printed more than 1000 bytes',
  });
  await until('the connection is gone', () => connections.size === 0);
});
