import { Agent, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { TlsOptions } from './credentials.ts';

/** Enough to fill two cores with small requests; more connections only cost handshakes when many start at once. */
const CONNECTIONS = 16;
/**
 * The API server closes idle connections after 90 s. Ours are closed before that, so that no request meets the close.
 */
const KEEP_ALIVE_MS = 60_000;
/** When the kernel begins to probe a silent connection; with Node's ten probes a dead peer is noticed within 25 s. */
const PROBE_AFTER_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;

export interface Pools {
  readonly requests: Dispatcher;
  readonly watches: Dispatcher;
}

interface Generation extends Pools {
  readonly tls: TlsOptions;
}

/**
 * Connections to the API server, kept open and shared. Watches have their own, so that they never take one that a
 * request waits for. HTTP/1.1 throughout: over HTTP/2 a peer that has vanished goes unnoticed.
 */
export class Connections {
  readonly #proxy: URL | undefined;
  readonly #interceptors: readonly Dispatcher.DispatcherComposeInterceptor[];
  #current: Generation | undefined;
  /** Made with earlier TLS options; requests in flight on them complete. */
  readonly #retiring = new Set<Dispatcher>();

  /** @param interceptors called for every request when it is made and when it is written to a connection */
  constructor(proxy: URL | undefined, ...interceptors: Dispatcher.DispatcherComposeInterceptor[]) {
    this.#proxy = proxy;
    this.#interceptors = interceptors;
  }

  /** Connections made with these TLS options. */
  with(tls: TlsOptions): Pools {
    if (this.#current?.tls !== tls) {
      this.#retire();
      this.#current = { tls, requests: this.#agent(tls, CONNECTIONS), watches: this.#agent(tls, null) };
    }
    return this.#current;
  }

  /** Closes all connections; requests in flight fail. */
  async close(): Promise<void> {
    this.#retire();
    await Promise.all([...this.#retiring].map((agent) => agent.destroy()));
  }

  #retire(): void {
    const { requests, watches } = this.#current ?? {};
    this.#current = undefined;
    for (const agent of [requests, watches]) {
      if (agent !== undefined) {
        this.#retiring.add(agent);
        const forget = (): boolean => this.#retiring.delete(agent);
        agent.close().then(forget, forget);
      }
    }
  }

  #agent(tls: TlsOptions, connections: number | null): Dispatcher {
    const socket = { timeout: CONNECT_TIMEOUT_MS, keepAliveInitialDelay: PROBE_AFTER_MS };
    const common = { allowH2: false, connections, keepAliveTimeout: KEEP_ALIVE_MS };
    const agent =
      this.#proxy === undefined
        ? new Agent({ ...common, connect: { ...tls, ...socket } })
        : new ProxyAgent({
            ...common,
            uri: this.#proxy.href,
            requestTls: { ...tls, ...socket },
            proxyTls: socket,
            // A proxy may accept a connection and then never answer.
            clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: CONNECT_TIMEOUT_MS }),
          });
    return agent.compose([...this.#interceptors]);
  }
}
