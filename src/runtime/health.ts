import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isLevel, LEVELS, type Log, type RootLog } from './log.ts';
import { type Address, serve } from './serve.ts';

/** Returns what is wrong, or undefined. */
export type Check = () => string | undefined;

export interface HealthOptions {
  log: Log;
  /** 0 takes any free port. */
  port: number;
  /** All addresses by default. */
  host?: string | undefined;
  /** Checks by name; all of them must pass for /readyz. */
  checks?: Record<string, Check> | undefined;
  /**
   * Checks by name; all of them must pass for /healthz. Only for conditions that a restart of the process would cure.
   */
  liveness?: Record<string, Check> | undefined;
  /** The log whose level /loglevel shows and sets. */
  levelOf?: RootLog | undefined;
}

const LEVEL_LENGTH = 10;

/**
 * Answers probes: `/healthz` while the process can continue, `/readyz` when every check passes. The response names each
 * failed check with its reason; `?verbose` lists those that pass as well.
 *
 * `GET /loglevel` shows the log level and `PUT /loglevel` sets it. PUT is accepted from the pod or machine itself only,
 * which includes `kubectl port-forward`, so the caller needs that right and not just network access. A web page cannot
 * send PUT to another host either.
 */
export class HealthServer {
  readonly name = 'health server';
  /** Settles when the server accepts connections. */
  readonly listening: Promise<Address>;
  readonly #options: HealthOptions;
  readonly #setListening: (address: Address) => void;
  #address: Address | undefined;

  constructor(options: HealthOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<Address>();
    this.listening = promise;
    this.#setListening = resolve;
  }

  /** The address it listens on; undefined before it does. */
  get address(): Address | undefined {
    return this.#address;
  }

  /**
   * Serves until the signal aborts.
   * @throws if the address is taken or not ours
   */
  async run(signal: AbortSignal): Promise<void> {
    const { log, port, host } = this.#options;
    const onListening = (address: Address): void => {
      this.#address = address;
      this.#setListening(address);
      log.info('answering probes', { ...address });
    };
    await serve(this.#answer, { port, host, onListening }, signal);
  }

  readonly #answer: RequestListener = (request, response) => {
    const { checks = {}, liveness = {}, levelOf } = this.#options;
    // Not parsed by URL, which throws on requests that port scanners send.
    const [path, query = ''] = (request.url ?? '').split('?', 2);
    const verbose = new URLSearchParams(query).has('verbose');
    if (path === '/healthz') {
      report(response, liveness, verbose);
    } else if (path === '/readyz') {
      report(response, checks, verbose);
    } else if (path === '/loglevel' && levelOf !== undefined) {
      level(request, response, levelOf).catch(() => response.destroy());
    } else {
      respond(response, 404, 'ask for /healthz, /readyz or /loglevel');
    }
  };
}

function report(response: ServerResponse, checks: Record<string, Check>, verbose: boolean): void {
  const results = Object.entries(checks).map(([name, check]) => ({ name, problem: outcome(check) }));
  const failed = results.filter(({ problem }) => problem !== undefined);
  const lines = [
    ...(verbose ? results : failed).map(({ name, problem }) => `${name}: ${problem ?? 'ok'}`),
    failed.length === 0 ? 'ok' : `${failed.length} of ${results.length} checks failed`,
  ];
  respond(response, failed.length === 0 ? 200 : 503, lines.join('\n'));
}

async function level(request: IncomingMessage, response: ServerResponse, log: RootLog): Promise<void> {
  if (request.method === 'GET') {
    respond(response, 200, log.level);
    return;
  }
  if (request.method !== 'PUT') {
    respond(response, 405, 'GET shows the level, PUT sets it');
    return;
  }
  if (!isLoopback(request.socket.remoteAddress)) {
    respond(response, 403, 'the level can be set from the pod itself only, for instance through kubectl port-forward');
    return;
  }
  const length = Number(request.headers['content-length']);
  const wanted = length <= LEVEL_LENGTH ? (await text(request)).trim() : '';
  if (!isLevel(wanted)) {
    respond(response, 400, `the body must be one of ${LEVELS.join(', ')}`);
    return;
  }
  const before = log.level;
  log.level = wanted;
  log.info('log level changed', { from: before, to: wanted });
  respond(response, 200, wanted);
}

function respond(response: ServerResponse, status: number, lines: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${lines}\n`);
}

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

function outcome(check: Check): string | undefined {
  try {
    return check();
  } catch (error) {
    return `the check itself failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
