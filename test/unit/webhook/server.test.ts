import { once } from 'node:events';
import { Agent, request as ask } from 'node:https';
import { connect as connectPlainly, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import test, { type ExecutionContext } from 'ava';
import { until } from '../../../lab/host/until.ts';
import { issueAuthority, issueLeaf, type KeyPair } from '../../../src/webhook/certificates/issue.ts';
import type { TlsPair } from '../../../src/webhook/certificates/serving-certificate.ts';
import { MOST_BODY_BYTES } from '../../../src/webhook/request-body.ts';
import {
  type Admit,
  MOST_WEBHOOK_CONNECTIONS,
  WebhookServer,
  type WebhookServerOptions,
} from '../../../src/webhook/server.ts';
import { FakeClock } from '../runtime/fake-clock.ts';
import { type Line, testLog } from '../test-log.ts';

const authority = issueAuthority(new Date());
const trust = authority.certificate.toString();

function newPair(of: KeyPair = authority): TlsPair {
  const { certificate, key } = issueLeaf(of, ['localhost'], new Date());
  return { cert: certificate.toString(), key: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** A certificate that the test sets. */
class TestCertificate {
  problem: string | undefined = 'waiting';
  #handler: (pair: TlsPair) => void = () => {};
  #pair: TlsPair | undefined;

  onChange(handler: (pair: TlsPair) => void): () => void {
    this.#handler = handler;
    if (this.#pair !== undefined) {
      handler(this.#pair);
    }
    return () => {};
  }

  set(pair: TlsPair): void {
    this.#pair = pair;
    this.problem = undefined;
    this.#handler(pair);
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly connection: string | undefined;
}

interface Running {
  readonly server: WebhookServer;
  readonly certificate: TestCertificate;
  readonly lines: Line[];
  readonly port: number;
  readonly observed: number[];
  readonly stop: () => void;
  readonly cut: () => void;
  readonly ended: Promise<void>;
  readonly post: (body: string | Buffer, options?: Asked) => Promise<Answer>;
}

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string;
  readonly agent?: Agent;
}

const admitAll: Admit = async () => ({ allowed: true });

async function running(
  t: ExecutionContext,
  admit: Admit = admitAll,
  options: Pick<WebhookServerOptions, 'arriveMs' | 'clock' | 'drainMs'> = { drainMs: 0 },
): Promise<Running> {
  const certificate = new TestCertificate();
  certificate.set(newPair());
  const log = testLog();
  const observed: number[] = [];
  const observer = (_: number, status: number): void => void observed.push(status);
  const server = new WebhookServer({ log, host: '127.0.0.1', port: 0, certificate, admit, observer, ...options });
  const [end, cut] = [new AbortController(), new AbortController()];
  const ended = server.run(end.signal, cut.signal);
  t.teardown(async () => {
    end.abort();
    cut.abort();
    await ended;
  });
  const { port } = await server.listening;
  const post: Running['post'] = async (
    body,
    { method = 'POST', path = '/inject', type = 'application/json', agent } = {},
  ) => {
    const request = ask({
      host: '127.0.0.1',
      servername: 'localhost',
      port,
      ca: trust,
      method,
      path,
      agent,
      headers: { 'content-type': type },
    });
    request.end(body);
    const [response] = await once(request, 'response');
    return { status: response.statusCode, body: await text(response), connection: response.headers.connection };
  };
  return {
    server,
    certificate,
    lines: log.lines,
    port,
    observed,
    stop: () => end.abort(),
    cut: () => cut.abort(),
    ended,
    post,
  };
}

function review(request: object = {}): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'u-1',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      operation: 'CREATE',
      namespace: 'shop',
      object: { metadata: { name: 'cart' } },
      ...request,
    },
  });
}

/** A handler whose answers the test lets go. */
function gate(): { admit: Admit; asked: () => number; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  return {
    admit: async () => {
      asked += 1;
      await promise;
      return { allowed: true };
    },
    asked: () => asked,
    open: resolve,
  };
}

test('a review is answered with its uid, and the patch in base64', async (t) => {
  const { post, observed } = await running(t, async ({ object }) => ({
    allowed: true,
    patch: [{ op: 'add', path: '/metadata/labels', value: { of: object?.metadata.name } }],
    warnings: ['mind the gap'],
  }));
  const { status, body } = await post(review(), {
    path: '/inject?timeout=10s',
    type: 'application/json; charset=utf-8',
  });
  t.is(status, 200);
  const { apiVersion, kind, response } = JSON.parse(body);
  t.deepEqual([apiVersion, kind], ['admission.k8s.io/v1', 'AdmissionReview']);
  const { patch, ...rest } = response;
  t.deepEqual(rest, { uid: 'u-1', allowed: true, warnings: ['mind the gap'], patchType: 'JSONPatch' });
  t.deepEqual(JSON.parse(Buffer.from(patch, 'base64').toString()), [
    { op: 'add', path: '/metadata/labels', value: { of: 'cart' } },
  ]);
  t.deepEqual(observed, [200]);
});

test('a refusal has its words, and no patch', async (t) => {
  const status = { code: 422, reason: 'Invalid', message: 'no' };
  const { post } = await running(t, async () => ({ allowed: false, status, patch: [] }));
  t.deepEqual(JSON.parse((await post(review())).body).response, { uid: 'u-1', allowed: false, status });
});

test('an error fails the request with its message, is logged, and the next one is answered', async (t) => {
  let fails = true;
  const { post, lines, server, observed } = await running(t, async () => {
    if (fails) throw new TypeError('x is not a function');
    return { allowed: true };
  });
  const { status, body } = await post(review());
  t.deepEqual([status, body], [500, 'x is not a function\n']);
  t.like(lines.at(-1), { level: 'error', message: 'an admission review failed' });
  t.truthy(lines.at(-1)?.fields['stack']);
  fails = false;
  t.is((await post(review())).status, 200);
  t.deepEqual(observed, [500, 200]);
  t.is(server.inFlight, 0);
});

test('what is no review is refused with a line that says what is wrong', async (t) => {
  const { post } = await running(t);
  const refused: readonly [string, Asked, number, RegExp][] = [
    ['', { path: '/' }, 404, /ask for \/inject/],
    ['', { path: '//%' }, 404, /ask for/],
    ['', { method: 'GET' }, 405, /POST only/],
    [review(), { type: 'application/yaml' }, 415, /application\/json/],
    [review(), { type: '' }, 415, /application\/json/],
    ['', {}, 400, /must be JSON/],
    ['\u0000\uffff{', {}, 400, /must be JSON/],
    ['[]', {}, 400, /apiVersion admission.k8s.io\/v1 and kind AdmissionReview, not nothing/],
    ['null', {}, 400, /not nothing and nothing/],
    [
      JSON.stringify({ apiVersion: 'admission.k8s.io/v1beta1', kind: 'AdmissionReview' }),
      {},
      400,
      /not "admission.k8s.io\/v1beta1"/,
    ],
    [
      JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' }),
      {},
      400,
      /request of the AdmissionReview/,
    ],
    [review({ uid: 7 }), {}, 400, /request.uid must be a text, not 7/],
    [review({ operation: null }), {}, 400, /request.operation .* not null/],
    [review({ kind: 'Pod' }), {}, 400, /request.kind .* not "Pod"/],
    [review({ object: ['x'.repeat(1000)] }), {}, 400, /request.object must be an object, not .{1,42}$/m],
  ];
  for (const [body, options, status, line] of refused) {
    const answer = await post(body, options);
    t.is(answer.status, status, body.slice(0, 80));
    t.regex(answer.body, line);
  }
  t.is((await post(review({ object: null }))).status, 200, 'a deletion has no object');
});

test('a body that is too large is refused with words, and one of the largest size is not', async (t) => {
  const { post } = await running(t);
  const filled = (bytes: number): string => review() + ' '.repeat(bytes - review().length);
  t.is((await post(filled(MOST_BODY_BYTES))).status, 200);
  for (const bytes of [MOST_BODY_BYTES + 1, 4 * MOST_BODY_BYTES]) {
    const { status, body } = await post(filled(bytes));
    t.is(status, 413);
    t.regex(body, /larger than 4 MiB/);
  }
});

test('garbage, before and after the handshake, does no harm', async (t) => {
  const { port, post, server } = await running(t);
  for (const garbage of ['GET / HTTP/1.1\r\n\r\n', '\u0016\u0003\u0001\uffff\uffff', Buffer.alloc(70_000, 0xff)]) {
    const socket = connectPlainly(port, '127.0.0.1').on('error', () => {});
    socket.write(garbage);
    await closed(socket);
  }
  for (const garbage of [
    '\r\n\r\n\r\nx',
    'POST /inject HTTP/9.9\r\n\r\n',
    `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n',
  ]) {
    const socket = await secured(port);
    socket.write(garbage);
    await closed(socket);
  }
  const left = await secured(port);
  left.write(`POST /inject HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`);
  await until('the request has begun', () => server.inFlight === 1);
  left.destroy();
  await until('it is forgotten', () => server.inFlight === 0);
  t.is((await post(review())).status, 200);
});

/** Resolves when the other side has ended the connection, in whatever way. */
async function closed(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    socket
      .on('error', () => {})
      .once('close', () => resolve())
      .resume();
  });
}

async function secured(port: number): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: trust }).on('error', () => {});
  await once(socket, 'secureConnect');
  return socket;
}

test.serial('who sends too slowly, or nothing, is ended, and who waits for the next request is not', async (t) => {
  const { port, post } = await running(t, admitAll, { drainMs: 0, arriveMs: 1000 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  await post(review(), { agent });
  const kept = Object.values(agent.freeSockets).flat()[0];
  const slow: Socket[] = [
    connectPlainly(port, '127.0.0.1'),
    await secured(port),
    await secured(port),
    await secured(port),
  ];
  slow[2]?.write('POST /inject HTTP/1.1\r\nHo');
  slow[3]?.write('POST /inject HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{');
  await Promise.all(slow.map(closed));
  await post(review(), { agent });
  t.is(Object.values(agent.freeSockets).flat()[0], kept);
});

test('beyond the limit of connections idle ones are ended, never one with a request', async (t) => {
  const { admit, asked, open } = gate();
  const { port, post } = await running(t, admit);
  const first = post(review());
  await until('it is asked', () => asked() === 1);
  const idle = Array.from({ length: MOST_WEBHOOK_CONNECTIONS }, () =>
    connectPlainly(port, '127.0.0.1').on('error', () => {}),
  );
  await Promise.all(idle.map((socket) => once(socket, 'connect')));
  await closed(idle[0] as Socket);
  open();
  t.is((await first).status, 200);
  idle.forEach((socket) => socket.destroy());
});

test('a new certificate is for new connections, and requests of open ones go on', async (t) => {
  const { admit, asked, open } = gate();
  const { port, post, certificate } = await running(t, admit);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const [before, after] = [await shown(port), newPair()];
  const first = post(review(), { agent });
  await until('it is asked', () => asked() === 1);
  certificate.set(after);
  open();
  t.is((await first).status, 200);
  const kept = Object.values(agent.freeSockets).flat()[0];
  for (let count = 0; count < 20; count += 1) {
    t.is((await post(review(), { agent })).status, 200);
    certificate.set(count === 19 ? after : newPair());
  }
  t.is(Object.values(agent.freeSockets).flat()[0], kept, 'in the same connection');
  t.not(await shown(port), before);
  t.is(await shown(port), after.cert);
});

/** The certificate that a new connection gets, in PEM. */
async function shown(port: number): Promise<string> {
  const socket = await secured(port);
  const certificate = socket.getPeerX509Certificate()?.toString() ?? '';
  socket.destroy();
  return certificate;
}

test('a certificate that cannot be used leaves the one before, and is told', async (t) => {
  const { certificate, server, post, lines } = await running(t);
  const { cert } = newPair();
  certificate.set({ cert, key: newPair().key });
  t.regex(server.problem ?? '', /^the certificate cannot be used: .*key/);
  t.is(lines.at(-1)?.level, 'error');
  t.is((await post(review())).status, 200);
  certificate.set(newPair());
  t.is(server.problem, undefined);
});

test('ready from the first certificate until the stop', async (t) => {
  const certificate = new TestCertificate();
  const server = new WebhookServer({
    log: testLog(),
    host: '127.0.0.1',
    port: 0,
    certificate,
    admit: admitAll,
    drainMs: 0,
  });
  t.is(server.problem, 'not listening yet');
  const end = new AbortController();
  const ended = server.run(end.signal, new AbortController().signal);
  await server.listening;
  t.is(server.problem, 'waiting');
  certificate.set(newPair());
  t.is(server.problem, undefined);
  end.abort();
  await until('it is told', () => server.problem === 'stopping');
  await ended;
});

test('a port in use is an error', async (t) => {
  const { port } = await running(t);
  const certificate = new TestCertificate();
  const second = new WebhookServer({ log: testLog(), host: '127.0.0.1', port, certificate, admit: admitAll });
  const { signal } = new AbortController();
  await t.throwsAsync(second.run(signal, signal), { code: 'EADDRINUSE' });
});

test('after a stop requests are answered for a while, callers are asked to leave, and open requests end', async (t) => {
  const { admit, asked, open } = gate();
  const clock = new FakeClock();
  const { server, post, stop, ended } = await running(t, admit, { clock });
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const begun = post(review(), { agent });
  await until('it is asked', () => asked() === 1);
  stop();
  await until('it is not ready', () => server.problem === 'stopping');
  const late = post(review());
  await until('a new connection is taken', () => asked() === 2);
  clock.advance(5000);
  await setImmediate();
  await t.throwsAsync(post(review()), { code: 'ECONNREFUSED' });
  t.false(hasEnded, 'it waits for the answers');
  open();
  t.like(await begun, { status: 200, connection: 'close' });
  t.like(await late, { status: 200, connection: 'close' });
  await ended;
});

test('after a stop it does not wait for callers who ask nothing', async (t) => {
  const { port, stop, ended, post } = await running(t);
  const agent = new Agent({ keepAlive: true });
  await post(review(), { agent });
  const [idle, mute] = [await secured(port), connectPlainly(port, '127.0.0.1')];
  await once(mute, 'connect');
  stop();
  await ended;
  await t.notThrowsAsync(closed(idle));
  mute.destroy();
  agent.destroy();
});

test('when no time is left, open requests are ended and their signals abort', async (t) => {
  let reason: unknown;
  const { server, post, stop, cut, ended } = await running(
    t,
    async (_, signal) => {
      await once(signal, 'abort');
      ({ reason } = signal);
      throw reason;
    },
    {},
  );
  const begun = t.throwsAsync(post(review()));
  await until('it is asked', () => server.inFlight === 1);
  stop();
  cut();
  await ended;
  await begun;
  await until('the handler has learnt of it', () => reason !== undefined);
});
