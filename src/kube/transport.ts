import { Agent, type Dispatcher } from 'undici';
import { orAborted } from '../runtime/clock.ts';
import type { ClusterAccess, TlsOptions } from './access.ts';
import { ApiError, ConnectionError, type Exchange, type Status } from './errors.ts';

/** Enough to fill two cores with small requests; more connections only cost handshakes when many start at once. */
const CONNECTIONS = 16;
/** The API server closes idle connections after 90 s; we let go before it does, so that no request meets the close. */
const KEEP_ALIVE_MS = 60_000;
/** When the kernel begins to probe a silent connection; with Node's ten probes a dead peer is noticed within 25 s. */
const PROBE_AFTER_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** One request as it ended: with an answer or without. A retry is an attempt of its own; so is each watch. */
export interface Attempt {
  readonly method: Exchange['method'];
  /** With its query. */
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

/** Told of every attempt, for metrics; must not throw. */
export type Observer = (attempt: Attempt) => void;

export interface TransportOptions {
  access: ClusterAccess;
  userAgent: string;
  observer?: Observer | undefined;
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

interface Agents {
  tls: TlsOptions;
  requests: Agent;
  watches: Agent;
}

/**
 * Connections to the API server, kept open and shared. Watches have their own, so that they never take one that a
 * request waits for. HTTP/1.1 throughout: over HTTP/2 a peer that has vanished without a word goes unnoticed.
 */
export class Transport {
  readonly #access: ClusterAccess;
  readonly #userAgent: string;
  readonly #observer: Observer | undefined;
  #agents: Agents | undefined;

  constructor({ access, userAgent, observer }: TransportOptions) {
    this.#access = access;
    this.#userAgent = userAgent;
    this.#observer = observer;
  }

  /**
   * Sends one request and returns the body of its response, unread.
   * @throws ApiError for any status but 2xx, ConnectionError without an answer, the signal's reason when it aborts
   */
  async send(pool: 'requests' | 'watches', exchange: Exchange, options: SendOptions): Promise<ResponseBody> {
    const { server } = this.#access;
    const { headers, retry = 0, ...dispatch } = options;
    const { signal } = dispatch;
    // A credential plugin may hang, and knows nothing of our signal.
    const { tls, authorization } = await orAborted(this.#access.credentials(), signal);
    const started = performance.now();
    const tell = (status?: number): void =>
      this.#observer?.({
        method: exchange.method,
        path: exchange.path,
        host: server.host,
        watch: pool === 'watches',
        retry,
        ...(status === undefined ? {} : { status }),
        ms: performance.now() - started,
      });
    const response = await this.#guard(exchange, signal, () =>
      this.#current(tls)[pool].request({
        ...dispatch,
        origin: server.origin,
        method: exchange.method,
        path: server.pathname.replace(/\/$/, '') + exchange.path,
        headers: {
          accept: 'application/json',
          'user-agent': this.#userAgent,
          ...headers,
          ...(authorization === undefined ? {} : { authorization }),
        },
      }),
    ).catch((error: unknown) => {
      tell();
      throw error;
    });
    tell(response.statusCode);
    if (response.statusCode >= 300) {
      throw await this.#guard(exchange, signal, () => apiError(exchange, response));
    }
    return response.body;
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

  /** The error for a call whose deadline has passed. */
  late(exchange: Exchange, ms: number): ConnectionError {
    return new ConnectionError(exchange, this.#access.server.origin, 'DEADLINE', `nothing within ${ms / 1000} s`);
  }

  /** Ends all connections; requests under way fail. */
  async close(): Promise<void> {
    const agents = this.#agents;
    this.#agents = undefined;
    await Promise.all([agents?.requests.destroy(), agents?.watches.destroy()]);
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
    return new ConnectionError(exchange, this.#access.server.origin, code ?? 'UNREADABLE', message || code, error);
  }

  #current(tls: TlsOptions): Agents {
    if (this.#agents?.tls !== tls) {
      // Connections made with the old certificates finish what they are at; their users come back to the new ones.
      void this.#agents?.requests.close();
      void this.#agents?.watches.close();
      this.#agents = { tls, requests: newAgent(tls, CONNECTIONS), watches: newAgent(tls, null) };
    }
    return this.#agents;
  }
}

function newAgent(tls: TlsOptions, connections: number | null): Agent {
  return new Agent({
    allowH2: false,
    connections,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { ...tls, timeout: CONNECT_TIMEOUT_MS, keepAliveInitialDelay: PROBE_AFTER_MS },
  });
}

async function apiError(exchange: Exchange, { statusCode, headers, body }: Dispatcher.ResponseData): Promise<ApiError> {
  const text = await body.text();
  const retryAfter = Number.parseInt(String(headers['retry-after']), 10);
  return new ApiError(exchange, statusCode, parseStatus(text), Number.isNaN(retryAfter) ? undefined : retryAfter);
}

/** What stands between us and the API server may answer in plain text or HTML. */
function parseStatus(text: string): Status {
  try {
    const body = JSON.parse(text) as Status | null;
    return typeof body === 'object' && body !== null ? body : { message: text };
  } catch {
    return { message: text.trim().slice(0, 500) };
  }
}
