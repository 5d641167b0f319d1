import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A proxy as in company networks: clients ask it for a tunnel (CONNECT), and it resolves names that are unknown
 * elsewhere.
 */
export class ConnectProxy {
  /** `HOST:PORT` of each requested tunnel. */
  readonly asked: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  /** Its behaviour towards clients. */
  conduct: 'tunnel' | 'refuse' | 'say nothing' = 'tunnel';
  readonly #hosts: Readonly<Record<string, string>>;
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();

  private constructor(hosts: Readonly<Record<string, string>>) {
    this.#hosts = hosts;
    this.#server = createServer((_, response) => response.writeHead(405).end());
    this.#server.on('connect', (request: IncomingMessage, client: Duplex) => this.#connect(request, client));
  }

  /** @param hosts addresses of the names that it knows */
  static async start(hosts: Readonly<Record<string, string>>): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(hosts);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** `HOST:PORT` */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks all tunnels. */
  reset(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  close(): void {
    this.#server.close();
    this.reset();
  }

  #connect({ url = '', headers }: IncomingMessage, client: Duplex): void {
    this.asked.push(url);
    this.authorizations.add(headers['proxy-authorization']);
    this.#keep(client);
    if (this.conduct === 'say nothing') {
      return;
    }
    const [, host = '', port] = /^(.*):(\d+)$/.exec(url) ?? [];
    const address = this.#hosts[host];
    if (this.conduct === 'refuse' || address === undefined) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const server = connect(Number(port), address, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    this.#keep(server);
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
