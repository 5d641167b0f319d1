import type { RequestListener } from 'node:http';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Address, serve } from './serve.ts';

export interface MetricsServerOptions {
  metrics: Metrics;
  log: Log;
  /** 0 takes any free port. */
  port: number;
  /** All addresses by default. */
  host?: string | undefined;
}

/** Serves `/metrics` as Prometheus reads it. */
export class MetricsServer {
  readonly name = 'metrics server';
  readonly #options: MetricsServerOptions;

  constructor(options: MetricsServerOptions) {
    this.#options = options;
  }

  /**
   * Serves until the signal aborts.
   * @throws if the address is taken or not ours
   */
  async run(signal: AbortSignal): Promise<void> {
    const { log, port, host } = this.#options;
    const onListening = (address: Address): void => log.info('serving metrics', { ...address });
    await serve((request, response) => void this.#answer(request, response), { port, host, onListening }, signal);
  }

  async #answer(...[request, response]: Parameters<RequestListener>): Promise<void> {
    const [path] = (request.url ?? '').split('?', 1);
    if (path !== '/metrics') {
      response.writeHead(404).end('ask for /metrics\n');
      return;
    }
    try {
      const { contentType, text } = await this.#options.metrics.page();
      response.writeHead(200, { 'content-type': contentType }).end(text);
    } catch (error) {
      this.#options.log.error('metrics cannot be collected', { error });
      response.writeHead(500).end('metrics cannot be collected, see the log\n');
    }
  }
}
