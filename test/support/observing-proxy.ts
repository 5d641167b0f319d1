import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { request as requestTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { KubeObject } from '../../src/kube/object.ts';

/** A write that the API server accepted, with the object as it answered. */
export interface Write {
  readonly path: string;
  readonly object: KubeObject;
  /** When the write arrived here and when it was answered; `performance.now()`. */
  readonly sent: number;
  readonly answered: number;
}

interface Admin {
  readonly server: string;
  readonly ca: Buffer;
  readonly token: string;
}

/** A proxy to the API server for one client. It records what the server made of each write, and can be cut. */
export class ObservingProxy {
  readonly writes: Write[] = [];
  /** Every kind of request, in the words of RBAC: `verb group/resource/subresource`. */
  readonly calls = new Set<string>();
  /** Number of requests that arrived, answered or not. */
  requests = 0;
  /** While true every connection breaks. */
  isCut = false;
  /**
   * Number of writes, without Events, that the server still accepts before every connection breaks. The last one is
   * never answered.
   */
  cutAfterWrites = Infinity;
  readonly #admin: Admin;
  readonly #server: Server;

  private constructor(kubeconfig: string) {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
    this.#admin = { server, ca: Buffer.from(ca, 'base64'), token: users[0].user.token };
    this.#server = createServer((request, response) => {
      this.#forward(request, response).catch(() => response.destroy());
    });
  }

  /** @param kubeconfig an administrator's, as the test cluster writes it */
  static async start(kubeconfig: string): Promise<ObservingProxy> {
    const proxy = new ObservingProxy(kubeconfig);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** Writes a kubeconfig that leads through here. */
  writeKubeconfig(path: string): void {
    const { port } = this.#server.address() as AddressInfo;
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'test', user: {} }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      'current-context': 'test',
    };
    writeFileSync(path, JSON.stringify(config));
  }

  cut(): void {
    this.isCut = true;
    this.#server.closeAllConnections();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isCut) {
      request.socket.destroy();
      return;
    }
    this.requests += 1;
    const { method = 'GET', url: path = '/' } = request;
    this.calls.add(callOf(method, new URL(path, 'http://server')));
    const { server, ca, token } = this.#admin;
    const sent = performance.now();
    const headers = { ...request.headers, host: new URL(server).host, authorization: `Bearer ${token}` };
    const onward = requestTls(new URL(path, server), { method, headers, ca });
    request.pipe(onward);
    response.on('close', () => onward.destroy());
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const status = answer.statusCode ?? 500;
    if (method === 'GET') {
      response.writeHead(status, answer.headers);
      response.flushHeaders();
      // A stream that breaks off breaks off for the client too.
      pipeline(answer, response, () => {});
      return;
    }
    const body = await text(answer);
    if (status < 300) {
      const write = { path: path.split('?', 1)[0] ?? '', object: JSON.parse(body) as KubeObject };
      this.writes.push({ ...write, sent, answered: performance.now() });
      this.cutAfterWrites -= path.includes('/events.k8s.io/') ? 0 : 1;
      if (this.cutAfterWrites <= 0) {
        this.cut();
        return;
      }
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }
}

/** The attributes of a request for an authorizer (`pkg/endpoints/request/requestinfo.go` of k8s.io/apiserver). */
function callOf(method: string, { pathname, searchParams }: URL): string {
  const [root = '', ...parts] = pathname.slice(1).split('/');
  const group = root === 'apis' ? parts.shift() : '';
  parts.shift();
  if (parts[0] === 'namespaces' && parts.length > 2) {
    parts.splice(0, 2);
  }
  const [resource = '', name, subresource] = parts;
  const isWatch = searchParams.get('watch') === 'true' || searchParams.get('watch') === '1';
  const verbs: Readonly<Record<string, string>> = {
    GET: isWatch ? 'watch' : name === undefined ? 'list' : 'get',
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: name === undefined ? 'deletecollection' : 'delete',
  };
  return `${verbs[method]} ${group}/${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}
