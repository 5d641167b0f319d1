import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import type { KubeObject } from '../../src/kube/object.ts';

/** A request as it arrived. */
export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

interface StoredEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  version: number;
  object: KubeObject;
}

type Matcher = (request: Received) => boolean;

/** What to do with a request instead of answering it properly; undefined answers it. */
type Fault = (request: Received, response: ServerResponse) => 'handled' | undefined;

const COLLECTION = '/api/v1/pods';

/**
 * Serves pods over HTTP, with faults and timing that a real API server cannot be made to show. What the API means is
 * tested on a real one.
 */
export class FakeApiServer implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Called for each request in turn. The first one that returns `handled` has answered it. */
  readonly faults: Fault[] = [];
  /** Sent with every answer. */
  readonly headers: Record<string, string> = {};
  /** Whether it can send all objects at the start of a watch (KEP-3157). */
  streams = true;
  connections = 0;
  #port = 0;
  readonly #server: Server;
  readonly #objects = new Map<string, KubeObject>();
  readonly #watches = new Set<ServerResponse>();
  #events: StoredEvent[] = [];
  #version = 1000;
  #oldest = 0;
  #uids = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#server.on('connection', () => {
      this.connections += 1;
    });
  }

  static async start(): Promise<FakeApiServer> {
    const fake = new FakeApiServer();
    await fake.listen();
    return fake;
  }

  /** Accepts connections, at the same port as before. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Behaves as if the process were gone: connections end and no new one is accepted. */
  async stopListening(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  get access(): ClusterAccess {
    const tls = {};
    return {
      server: new URL(`http://127.0.0.1:${this.#port}`),
      namespace: 'default',
      credentials: async () => ({ tls }),
    };
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  /** Requests for `list` (one page), `stream` (a watch that begins with all objects) and `watch`, in order. */
  get reads(): string[] {
    return this.received
      .filter(({ method, path }) => method === 'GET' && path === COLLECTION)
      .map(({ query }) => (query.has('sendInitialEvents') ? 'stream' : query.has('watch') ? 'watch' : 'list'));
  }

  get version(): number {
    return this.#version;
  }

  get objects(): KubeObject[] {
    return [...this.#objects.values()];
  }

  /** Creates or changes a pod. */
  put(name: string, fields: Record<string, unknown> = {}): KubeObject {
    const old = this.#objects.get(name);
    this.#version += 1;
    const object: KubeObject = {
      ...fields,
      metadata: {
        name,
        namespace: 'default',
        uid: old?.metadata.uid ?? `uid-${(this.#uids += 1)}`,
        resourceVersion: `${this.#version}`,
        managedFields: [{ manager: 'test' }],
      },
    };
    this.#objects.set(name, object);
    this.#emit({ type: old === undefined ? 'ADDED' : 'MODIFIED', version: this.#version, object });
    return object;
  }

  remove(name: string): void {
    const object = this.#objects.get(name);
    if (object !== undefined) {
      this.#objects.delete(name);
      this.#version += 1;
      const metadata = { ...object.metadata, resourceVersion: `${this.#version}` };
      this.#emit({ type: 'DELETED', version: this.#version, object: { ...object, metadata } });
    }
  }

  /** Sends a bookmark with a newer version, or with the given version, to the watches. */
  bookmark(version = (this.#version += 100)): void {
    const metadata = { resourceVersion: `${version}` };
    this.sendRaw(`${JSON.stringify({ type: 'BOOKMARK', object: { kind: 'Pod', apiVersion: 'v1', metadata } })}\n`);
  }

  /** Writes data to all watches unchanged. */
  sendRaw(data: string): void {
    for (const watch of [...this.#watches].filter(({ writableEnded }) => !writableEnded)) {
      watch.write(data);
    }
  }

  /** Drops the history, so that a watch from an earlier version gets 410. */
  compact(): void {
    this.#events = [];
    this.#oldest = this.#version;
  }

  endWatches(): void {
    for (const watch of this.#watches) {
      watch.end();
    }
  }

  /** Cuts the connections of all watches, as a crash does. */
  resetWatches(): void {
    for (const watch of this.#watches) {
      watch.socket?.resetAndDestroy();
    }
  }

  /** Answers the next matching requests with this status. */
  refuse(
    times: number,
    status: number,
    headers: Record<string, string> = {},
    matches: Matcher = () => true,
    fields: object = {},
  ): void {
    let left = times;
    this.faults.push((request, response) => {
      if (left === 0 || !matches(request)) {
        return undefined;
      }
      left -= 1;
      const body = {
        kind: 'Status',
        status: 'Failure',
        code: status,
        reason: 'Refused',
        message: 'as the test wants',
        ...fields,
      };
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      return 'handled';
    });
  }

  /** Cuts the connection under the next matching requests. */
  cut(times: number, matches: Matcher = () => true): void {
    let left = times;
    this.faults.push((request, response) => {
      if (left === 0 || !matches(request)) {
        return undefined;
      }
      left -= 1;
      response.socket?.resetAndDestroy();
      return 'handled';
    });
  }

  /** Answers a refused request as the API server does. */
  answer(response: ServerResponse, code: number, reason: string, headers: Record<string, string> = {}): void {
    const body = status(code, reason, 'as the test wants');
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) {
      await this.stopListening();
    }
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://fake');
    const request: Received = {
      method: message.method ?? '',
      path: pathname,
      query: searchParams,
      headers: message.headers,
      body: await text(message),
    };
    this.received.push(request);
    for (const [name, value] of Object.entries(this.headers)) {
      response.setHeader(name, value);
    }
    if (this.faults.some((fault) => fault(request, response) === 'handled')) {
      return;
    }
    if (pathname === COLLECTION && request.method === 'GET') {
      return searchParams.has('watch') ? this.#watch(request, response) : this.#list(request, response);
    }
    this.#one(request, response, pathname.split('/').at(-1) ?? '');
  }

  #one({ method, headers, body }: Received, response: ServerResponse, name: string): void {
    if (method === 'PATCH' && headers['content-type'] === 'application/apply-patch+yaml') {
      return reply(response, 200, this.put(name, JSON.parse(body) as Record<string, unknown>));
    }
    if (method === 'POST') {
      const { metadata, ...fields } = JSON.parse(body) as KubeObject;
      return reply(response, 201, this.put(metadata.name, fields));
    }
    const object = this.#objects.get(name);
    if (object === undefined) {
      return reply(response, 404, status(404, 'NotFound', `pods "${name}" not found`));
    }
    if (method === 'PATCH' || method === 'PUT') {
      const { metadata, ...fields } = JSON.parse(body) as KubeObject;
      const { resourceVersion = object.metadata.resourceVersion } =
        (metadata as KubeObject['metadata'] | undefined) ?? {};
      if (resourceVersion !== object.metadata.resourceVersion) {
        return reply(response, 409, status(409, 'Conflict', `pods "${name}": the object has been modified`));
      }
      const { metadata: _, ...present } = object;
      return reply(response, 200, this.put(name, { ...(method === 'PATCH' ? present : {}), ...fields }));
    }
    if (method === 'DELETE') {
      this.remove(name);
    }
    reply(response, 200, { apiVersion: 'v1', kind: 'Pod', ...object });
  }

  #list({ query }: Received, response: ServerResponse): void {
    const [version, from] = (query.get('continue') ?? `${this.#version}:0`).split(':').map(Number) as [number, number];
    if (version < this.#oldest) {
      return reply(response, 410, status(410, 'Expired', 'The provided continue parameter is too old'));
    }
    const all = [...this.#objects.values()];
    const limit = Number(query.get('limit') ?? all.length);
    const next = from + limit < all.length ? `${version}:${from + limit}` : undefined;
    reply(response, 200, {
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: `${version}`, continue: next },
      items: all.slice(from, from + limit),
    });
  }

  #watch({ query }: Received, response: ServerResponse): void {
    const streamed = query.has('sendInitialEvents');
    if (streamed && !this.streams) {
      return reply(response, 422, status(422, 'Invalid', 'sendInitialEvents: Forbidden: it is switched off'));
    }
    const from = streamed ? this.#version : Number(query.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from < this.#oldest) {
      response.end(line('ERROR', status(410, 'Expired', `too old resource version: ${from} (${this.#oldest})`)));
      return;
    }
    for (const event of this.#events.filter(({ version }) => version > from)) {
      response.write(line(event.type, event.object));
    }
    if (streamed) {
      for (const object of this.#objects.values()) {
        response.write(line('ADDED', object));
      }
      const annotations = { 'k8s.io/initial-events-end': 'true' };
      response.write(line('BOOKMARK', { metadata: { resourceVersion: `${from}`, annotations } }));
    }
    this.#watches.add(response);
    response.on('close', () => this.#watches.delete(response));
  }

  #emit(event: StoredEvent): void {
    this.#events.push(event);
    this.sendRaw(line(event.type, event.object));
  }
}

function line(type: string, object: object): string {
  return `${JSON.stringify({ type, object: { apiVersion: 'v1', kind: 'Pod', ...object } })}\n`;
}

function status(code: number, reason: string, message: string): object {
  return { apiVersion: 'v1', kind: 'Status', status: 'Failure', code, reason, message };
}

function reply(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
