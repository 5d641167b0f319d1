import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { type Clock, orAborted, systemClock, withDeadline } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { Connections, type Pools } from './connections.ts';
import type { Credentials } from './credentials.ts';
import { withExplanation, isCredentialError } from './credential-errors.ts';
import { ApiError, ConnectionError, type Exchange, type Status } from './errors.ts';
import { Warnings } from './warnings.ts';
import { FencedError, leaderFence } from './leader-fence.ts';
import { type ConversationOptions, converse, NotOpened } from './web-socket.ts';

/** A credential plugin may hang, and knows nothing of our deadlines. */
const CREDENTIALS_TIMEOUT_MS = 60_000;

/** One request as it ended, with or without an answer. A retry is an attempt of its own, and so is each watch. */
export interface Attempt {
  readonly method: Exchange['method'];
  /** Including its query. */
  readonly path: string;
  /** Host and port of the API server. */
  readonly host: string;
  readonly watch: boolean;
  /** 0 for the first try of a call, 1 for its first retry. */
  readonly retry: number;
  /** HTTP status; absent if no response began. */
  readonly status?: number;
  /** Milliseconds until the response began or the attempt failed, without the time to obtain credentials. */
  readonly ms: number;
}

/** Called for every attempt, for metrics; must not throw. */
export type Observer = (attempt: Attempt) => void;

export interface TransportOptions {
  access: ClusterAccess;
  userAgent: string;
  observer?: Observer | undefined;
  log?: Log | undefined;
  /**
   * Called right before anything but a read is written to a connection, retries included. If it throws, the request is
   * not sent and the call throws the same.
   */
  beforeWrite?: (() => void) | undefined;
  clock?: Clock | undefined;
}

export interface SendOptions {
  signal: AbortSignal;
  /** See {@link Attempt.retry}. */
  retry?: number;
  headers?: Record<string, string>;
  body?: string | null;
  /** Milliseconds until the response begins, and of silence within it; 0 for no limit. */
  headersTimeout: number;
  bodyTimeout: number;
}

export type ResponseBody = Dispatcher.ResponseData['body'];

/** Sends requests and turns each result into a body or a typed error; never retries. */
export class Transport {
  readonly #access: ClusterAccess;
  readonly #userAgent: string;
  readonly #observer: Observer | undefined;
  readonly #connections: Connections;
  readonly #warnings: Warnings | undefined;
  readonly #clock: Clock;

  constructor({ access, userAgent, observer, log, beforeWrite, clock = systemClock }: TransportOptions) {
    this.#access = access;
    this.#userAgent = userAgent;
    this.#observer = observer;
    this.#connections = new Connections(access.proxy, ...(beforeWrite ? [leaderFence(beforeWrite)] : []));
    this.#warnings = log && new Warnings(log);
    this.#clock = clock;
  }

  /**
   * Sends one request and returns the body of its response, unread. If either side rejects the other's certificate or
   * token, and there are newer ones, a second attempt is made.
   * @throws ApiError for any status but 2xx, ConnectionError without an answer, the signal's reason when it aborts
   */
  send(pool: keyof Pools, exchange: Exchange, options: SendOptions): Promise<ResponseBody> {
    return this.#authenticated(exchange, options.signal, (credentials) =>
      this.#attempt(pool, exchange, options, credentials),
    );
  }

  /**
   * Opens a WebSocket and returns when it was closed. Credentials are renewed as by {@link send}.
   * @throws ApiError if the server refuses, ConnectionError without an answer, the signal's reason when it aborts
   */
  converse(exchange: Exchange, options: Omit<ConversationOptions, 'headers'>): Promise<void> {
    return this.#authenticated(exchange, options.signal, (credentials) =>
      this.#conversation(exchange, options, credentials),
    );
  }

  /** The whole body as JSON. */
  json<T>(exchange: Exchange, signal: AbortSignal, body: ResponseBody): Promise<T> {
    return this.#guard(exchange, signal, async () => (await body.json()) as T);
  }

  /** The body as it arrives. */
  async *chunks(exchange: Exchange, signal: AbortSignal, body: ResponseBody): AsyncGenerator<Buffer, void> {
    try {
      for await (const chunk of body) {
        yield chunk as Buffer;
      }
    } catch (error) {
      throw this.#failure(exchange, signal, error);
    }
  }

  /**
   * The error for a call whose deadline has passed.
   *
   * @param before failure of the attempt before the one that has no answer; undefined if that is the first
   */
  late(exchange: Exchange, ms: number, before?: unknown): ConnectionError {
    const met =
      before instanceof ConnectionError ? before.code : before instanceof ApiError ? before.status : undefined;
    const after = met === undefined ? '' : `; the attempt before: ${met}`;
    return this.#noAnswer(exchange, 'DEADLINE', `nothing within ${Math.round(ms) / 1000} s${after}`);
  }

  /** The error for an event that is not JSON. */
  unreadable(exchange: Exchange, line: string): ConnectionError {
    return this.#noAnswer(exchange, 'UNREADABLE', `an event that is not JSON: ${line.slice(0, 100)}`);
  }

  /** The error for a conversation that ended before all was said. */
  broken(exchange: Exchange, code: string, why: string): ConnectionError {
    return this.#noAnswer(exchange, code, why);
  }

  /** Closes all connections; requests in flight fail. */
  close(): Promise<void> {
    return this.#connections.close();
  }

  async #authenticated<T>(
    exchange: Exchange,
    signal: AbortSignal,
    work: (credentials: Credentials) => Promise<T>,
  ): Promise<T> {
    const credentials = await this.#credentials(exchange, signal);
    const attempt = (current: Credentials): Promise<T> =>
      work(current).catch((error: unknown) => {
        throw isCredentialError(error) ? withExplanation(error, current, this.#clock.date()) : error;
      });
    try {
      return await attempt(credentials);
    } catch (error) {
      const renewed = isCredentialError(error) ? await this.#credentials(exchange, signal, credentials) : credentials;
      if (renewed === credentials) {
        throw error;
      }
      return attempt(renewed);
    }
  }

  async #credentials(exchange: Exchange, signal: AbortSignal, rejected?: Credentials): Promise<Credentials> {
    try {
      const obtain = (limited: AbortSignal): Promise<Credentials> =>
        orAborted(this.#access.credentials(rejected), limited);
      return await withDeadline(CREDENTIALS_TIMEOUT_MS, signal, noCredentials, obtain, this.#clock);
    } catch (error) {
      if (signal.aborted) {
        throw signal.reason;
      }
      throw this.#noAnswer(exchange, 'CREDENTIALS', error instanceof Error ? error.message : String(error), error);
    }
  }

  async #attempt(
    pool: keyof Pools,
    exchange: Exchange,
    { headers, retry = 0, ...dispatch }: SendOptions,
    credentials: Credentials,
  ): Promise<ResponseBody> {
    const { signal } = dispatch;
    const report = this.#reporter(exchange, pool === 'watches', retry);
    let response: Dispatcher.ResponseData;
    try {
      response = await this.#connections.with(credentials.tls)[pool].request({
        ...dispatch,
        origin: this.#access.server.origin,
        method: exchange.method,
        path: this.#path(exchange),
        headers: this.#headers(credentials, { accept: 'application/json', ...headers }),
      });
    } catch (error) {
      if (error instanceof FencedError) {
        throw error.cause;
      }
      report({});
      throw this.#failure(exchange, signal, error);
    }
    const { statusCode, headers: answered } = response;
    report({ status: statusCode });
    this.#warnings?.take(exchange, answered['warning']);
    if (statusCode >= 300) {
      const text = await this.#guard(exchange, signal, () => response.body.text());
      throw apiError(exchange, statusCode, answered, text);
    }
    return response.body;
  }

  async #conversation(
    exchange: Exchange,
    options: Omit<ConversationOptions, 'headers'>,
    credentials: Credentials,
  ): Promise<void> {
    const report = this.#reporter(exchange, false);
    const { watches } = this.#connections.with(credentials.tls);
    const url = new URL(this.#path(exchange), this.#access.server.origin);
    try {
      await converse(watches, url, {
        ...options,
        headers: this.#headers(credentials),
        opened: (send) => {
          report({ status: 101 });
          options.opened(send);
        },
      });
    } catch (error) {
      if (error instanceof NotOpened) {
        report({ status: error.status });
        throw apiError(exchange, error.status, error.headers, error.text);
      }
      report({});
      throw this.#failure(exchange, options.signal, error);
    }
  }

  /** Tells the observer how an attempt that begins now ended; only the first outcome counts. */
  #reporter({ method, path }: Exchange, watch: boolean, retry = 0): (outcome: { status?: number }) => void {
    const { host } = this.#access.server;
    const started = this.#clock.now();
    let isReported = false;
    return (outcome) => {
      if (!isReported) {
        isReported = true;
        this.#observer?.({ method, path, host, watch, retry, ...outcome, ms: this.#clock.now() - started });
      }
    };
  }

  #path({ path }: Exchange): string {
    return this.#access.server.pathname.replace(/\/$/, '') + path;
  }

  #headers({ authorization, headers: ofCredentials }: Credentials, headers?: Record<string, string>) {
    return {
      'user-agent': this.#userAgent,
      ...headers,
      ...ofCredentials,
      ...(authorization === undefined ? {} : { authorization }),
    };
  }

  async #guard<T>(exchange: Exchange, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#failure(exchange, signal, error);
    }
  }

  #failure(exchange: Exchange, signal: AbortSignal, error: unknown): Error {
    if (signal.aborted) {
      return signal.reason as Error;
    }
    const { code, message } = error as NodeJS.ErrnoException;
    return this.#noAnswer(exchange, code ?? 'UNREADABLE', message || code, error);
  }

  #noAnswer(exchange: Exchange, code: string, why: string | undefined, cause?: unknown): ConnectionError {
    const { server, proxy } = this.#access;
    const to = proxy === undefined ? server.origin : `${server.origin} through the proxy ${proxy.origin}`;
    return new ConnectionError(exchange, to, code, why, cause);
  }
}

function noCredentials(): Error {
  return new Error(`no credentials within ${CREDENTIALS_TIMEOUT_MS / 1000} s`);
}

function apiError(exchange: Exchange, status: number, headers: IncomingHttpHeaders, text: string): ApiError {
  const retryAfter = Number.parseInt(String(headers['retry-after']), 10);
  return new ApiError(exchange, status, parseStatus(text), Number.isNaN(retryAfter) ? undefined : retryAfter);
}

/** A proxy or load balancer in between may answer in plain text or HTML. */
function parseStatus(text: string): Status {
  try {
    const body = JSON.parse(text) as Status | null;
    return typeof body === 'object' && body !== null ? body : { message: text };
  } catch {
    return { message: text.trim().slice(0, 500) };
  }
}
