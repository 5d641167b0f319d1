import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aborted } from './clock.ts';
import type { Log } from './log.ts';

/** Says what is wrong, or nothing when all is well. */
export type Check = () => string | undefined;

export interface HealthOptions {
  log: Log;
  /** 0 takes any free port. */
  port: number;
  /** All addresses unless said otherwise. */
  host?: string | undefined;
  /** By name; all of them must pass for /readyz. */
  checks?: Record<string, Check> | undefined;
}

export interface Address {
  host: string;
  port: number;
}

/**
 * Answers probes: `/healthz` as long as the process can answer at all, `/readyz` when every check passes. A failed
 * check is named with what is wrong; `?verbose` names those that pass as well.
 */
export class HealthServer {
  readonly name = 'health server';
  /** Settles when the server accepts connections. */
  readonly listening: Promise<Address>;
  readonly #options: HealthOptions;
  readonly #checks: Record<string, Check>;
  readonly #setListening: (address: Address) => void;
  #address: Address | undefined;

  constructor(options: HealthOptions) {
    this.#options = options;
    this.#checks = options.checks ?? {};
    const { promise, resolve } = Promise.withResolvers<Address>();
    this.listening = promise;
    this.#setListening = resolve;
  }

  /** Where it listens; undefined before it does. */
  get address(): Address | undefined {
    return this.#address;
  }

  /**
   * Serves until the signal aborts.
   * @throws if the address is taken or not ours
   */
  async run(signal: AbortSignal): Promise<void> {
    const { log, port, host } = this.#options;
    const server = createServer(this.#answer);
    server.listen({ port, host });
    await once(server, 'listening');
    const { address, port: bound } = server.address() as AddressInfo;
    this.#address = { host: address, port: bound };
    this.#setListening(this.#address);
    log.info('answering probes', { ...this.#address });
    await aborted(signal);
    server.close();
    server.closeAllConnections();
  }

  readonly #answer: RequestListener = (request, response) => {
    // Not parsed by URL, which throws on what a port scanner may send.
    const [path, query = ''] = (request.url ?? '').split('?', 2);
    const checks = path === '/healthz' ? {} : path === '/readyz' ? this.#checks : undefined;
    if (checks === undefined) {
      response.writeHead(404).end('ask for /healthz or /readyz\n');
      return;
    }
    const results = Object.entries(checks).map(([name, check]) => ({ name, problem: outcome(check) }));
    const failed = results.filter(({ problem }) => problem !== undefined);
    const shown = new URLSearchParams(query).has('verbose') ? results : failed;
    const lines = [
      ...shown.map(({ name, problem }) => `${name}: ${problem ?? 'ok'}`),
      failed.length === 0 ? 'ok' : `${failed.length} of ${results.length} checks failed`,
    ];
    response.writeHead(failed.length === 0 ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${lines.join('\n')}\n`);
  };
}

function outcome(check: Check): string | undefined {
  try {
    return check();
  } catch (error) {
    return `the check itself failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
