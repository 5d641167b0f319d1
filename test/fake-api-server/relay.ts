import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** It neither breaks nor carries data any more. */
  silent: boolean;
}

/**
 * The connection between a client and an API server, real or not, with its faults. It speaks plain HTTP to the client,
 * so that it can break at a given byte of the server's answer.
 */
export class Relay implements AsyncDisposable {
  /** Number of connections since the start. */
  connections = 0;
  readonly #target: ClusterAccess;
  readonly #listener: Server;
  readonly #pairs = new Set<Pair>();
  #port = 0;
  #snag: { marker: Buffer; offset: number; action: 'reset' | 'hold' } | undefined;
  #held: Socket | undefined;

  constructor(target: ClusterAccess) {
    this.#target = target;
    this.#listener = createServer((client) => void this.#open(client));
  }

  static async start(target: ClusterAccess): Promise<Relay> {
    const relay = new Relay(target);
    await relay.listen();
    return relay;
  }

  /** Access to the target through this relay. */
  get access(): ClusterAccess {
    const { namespace, credentials } = this.#target;
    const tls = {};
    return {
      server: new URL(`http://127.0.0.1:${this.#port}`),
      namespace,
      credentials: async (rejected) => ({ ...(await credentials(rejected)), tls }),
    };
  }

  async listen(): Promise<void> {
    this.#listener.listen(this.#port, '127.0.0.1');
    await once(this.#listener, 'listening');
    this.#port = (this.#listener.address() as AddressInfo).port;
  }

  /** Resets all connections and refuses new ones. */
  async refuse(): Promise<void> {
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    this.reset();
    await closed;
  }

  /** Resets all connections, as a crash or a firewall does. */
  reset(): void {
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Leaves all present connections half-open. New ones work. */
  silence(): void {
    for (const pair of this.#pairs) {
      pair.silent = true;
    }
  }

  /**
   * Passes the server's answer up to this many bytes after the start of the marker, and resets that connection there.
   */
  cutAt(marker: Buffer | string, offset: number): void {
    this.#snag = { marker: Buffer.from(marker), offset, action: 'reset' };
  }

  get cutIsDue(): boolean {
    return this.#snag?.action === 'reset';
  }

  /** Passes the server's answer up to the marker, and nothing more on that connection until it is released. */
  holdAt(marker: Buffer | string): void {
    this.#snag = { marker: Buffer.from(marker), offset: 0, action: 'hold' };
  }

  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  release(): void {
    this.#held?.resume();
    this.#held = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#listener.listening) {
      await this.refuse();
    }
  }

  async #open(client: Socket): Promise<void> {
    this.connections += 1;
    const { hostname: host, port, protocol } = this.#target.server;
    const { tls } = await this.#target.credentials();
    const server =
      protocol === 'https:' ? connectTls({ ...tls, host, port: Number(port) }) : connect({ host, port: Number(port) });
    const pair = { client, server, silent: false };
    this.#pairs.add(pair);
    const end = (): void => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (chunk) => pair.silent || server.write(chunk));
    server.on('data', (chunk) => pair.silent || this.#pass(chunk, pair));
  }

  #pass(chunk: Buffer, { client, server }: Pair): void {
    const snag = this.#snag;
    const at = snag === undefined ? -1 : chunk.indexOf(snag.marker);
    if (snag === undefined || at === -1) {
      client.write(chunk);
      return;
    }
    this.#snag = undefined;
    const end = at + snag.offset;
    if (snag.action === 'reset') {
      client.write(chunk.subarray(0, end), () => client.resetAndDestroy());
      return;
    }
    client.write(chunk.subarray(0, end));
    server.pause();
    server.unshift(chunk.subarray(end));
    this.#held = server;
  }
}
