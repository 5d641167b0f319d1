import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { aborted, type Clock, pause, systemClock, within } from '../runtime/clock.ts';
import type { Component } from '../runtime/component.ts';
import { limitConnections, type Spare } from '../runtime/connections.ts';
import type { Log } from '../runtime/log.ts';
import { asError, isPanic } from '../runtime/panic.ts';
import type { Address } from '../runtime/serve.ts';
import { type AdmissionRequest, type AdmissionResponse, NotAReview, requestOf, reviewOf } from './admission-review.ts';
import type { ServingCertificate, TlsPair } from './certificates/serving-certificate.ts';
import { bodyOf, MOST_BODY_BYTES } from './request-body.ts';

/** Answers one request. What it throws fails the request; the API server shows the message to the one who asked. */
export type Admit = (request: AdmissionRequest, signal: AbortSignal) => Promise<AdmissionResponse>;

export interface WebhookServerOptions {
  readonly log: Log;
  /** 0 takes any free port. */
  readonly port: number;
  /** All addresses by default. */
  readonly host?: string | undefined;
  readonly certificate: Pick<ServingCertificate, 'onChange' | 'problem'>;
  readonly admit: Admit;
  /** Milliseconds from a stop until no more connections are accepted; 5 s by default. */
  readonly drainMs?: number | undefined;
  /** Milliseconds for a handshake, and for a request to arrive; 10 s by default. */
  readonly arriveMs?: number | undefined;
  /** Called for each request; with status 499 if the client did not wait for the answer. Must not throw. */
  readonly observer?: ((seconds: number, status: number) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/** Path of the requests. */
export const WEBHOOK_PATH = '/inject';
/** Limit of open connections. An API server handles 200 writes at a time by default, each in a connection. */
export const MOST_WEBHOOK_CONNECTIONS = 512;
const LIMITS = {
  // API servers end idle connections themselves, after 90 s. The side that sends must do it: what it sends to a
  // connection that has just been ended would be lost.
  keepAliveTimeout: 300_000,
  maxHeaderSize: 16 * 1024,
};
const TLS = { minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] } as const;
const DRAIN_MS = 5000;
const ARRIVE_MS = 10_000;
/** Time for open requests to be answered once no connection is accepted any more: what an API server waits. */
const ANSWER_MS = 10_000;
/** The client has ended the connection (a status of nginx). */
const CLIENT_LEFT = 499;

/**
 * Answers AdmissionReviews of API servers over HTTPS. It is ready with the first certificate; a later one is for new
 * connections and leaves the open ones alone. After a stop it goes on
 * for a while, since API servers learn of that with a delay, but asks callers to end their connections.
 */
export class WebhookServer implements Component {
  readonly name = 'webhook server';
  /** Settles when the server accepts connections. */
  readonly listening: Promise<Address>;
  readonly #options: WebhookServerOptions;
  readonly #clock: Clock;
  readonly #setListening: (address: Address) => void;
  readonly #open = new Set<ServerResponse>();
  #state: 'starting' | 'serving' | 'stopping' = 'starting';
  #refused: string | undefined;
  #spare: Spare = () => () => {};

  constructor(options: WebhookServerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { promise, resolve } = Promise.withResolvers<Address>();
    this.listening = promise;
    this.#setListening = resolve;
  }

  /** Requests that are not answered yet. */
  get inFlight(): number {
    return this.#open.size;
  }

  /** What is wrong, for /readyz. */
  get problem(): string | undefined {
    if (this.#state !== 'serving') {
      return this.#state === 'starting' ? 'not listening yet' : 'stopping';
    }
    return this.#refused ?? this.#options.certificate.problem;
  }

  /**
   * Serves until `stop` aborts, and then until open requests are answered.
   * @throws if the address is taken or not ours
   */
  async run(stop: AbortSignal, cut: AbortSignal): Promise<void> {
    const { log, port, host, certificate, drainMs = DRAIN_MS, arriveMs = ARRIVE_MS } = this.#options;
    const limits = {
      ...LIMITS,
      handshakeTimeout: arriveMs,
      requestTimeout: arriveMs,
      connectionsCheckingInterval: arriveMs / 10,
    };
    const server = createServer({ ...limits, ...TLS }, this.#answer);
    this.#spare = limitConnections(server, MOST_WEBHOOK_CONNECTIONS);
    const forget = certificate.onChange((pair) => this.#show(server, pair));
    try {
      server.listen({ port, host });
      await once(server, 'listening');
      const bound = server.address() as AddressInfo;
      const address = { host: bound.address, port: bound.port };
      this.#state = 'serving';
      this.#setListening(address);
      log.info('answering admission reviews', address);
      await aborted(stop);
      this.#state = 'stopping';
      await pause(drainMs, cut, this.#clock);
      // Ends idle connections as well.
      server.close();
      const answered = Promise.all([...this.#open].map((response) => once(response, 'close')));
      await within(ANSWER_MS, answered, cut, this.#clock);
    } finally {
      forget();
      server.closeAllConnections();
    }
  }

  #show(server: Server, pair: TlsPair): void {
    try {
      server.setSecureContext({ ...pair, ...TLS });
      this.#refused = undefined;
    } catch (error) {
      this.#refused = `the certificate cannot be used: ${asError(error).message}`;
      this.#options.log.error('the certificate cannot be used', { error });
    }
  }

  readonly #answer: RequestListener = (request, response) => {
    const began = this.#clock.now();
    const left = new AbortController();
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      const status = response.writableFinished ? response.statusCode : CLIENT_LEFT;
      left.abort(new Error('the client has ended the connection'));
      this.#options.observer?.((this.#clock.now() - began) / 1000, status);
    });
    this.#respond(request, response, left.signal).catch((error: unknown) => {
      this.#options.log.debug('a request was not answered', { error });
      response.destroy();
    });
  };

  async #respond(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const send = (status: number, type: string, body: string, headers = {}): void => {
      const connection = this.#state === 'stopping' ? { connection: 'close' } : {};
      response.writeHead(status, { 'content-type': type, ...connection, ...headers }).end(body);
    };
    const refuse = (status: number, line: string, headers = {}): void =>
      send(status, 'text/plain; charset=utf-8', `${line}\n`, headers);

    const [path] = (request.url ?? '').split('?', 1);
    const { 'content-type': type = '' } = request.headers;
    if (path !== WEBHOOK_PATH) {
      refuse(404, `ask for ${WEBHOOK_PATH}`);
    } else if (request.method !== 'POST') {
      refuse(405, `${WEBHOOK_PATH} takes POST only`, { allow: 'POST' });
    } else if (!/^application\/json *(?:;|$)/i.test(type)) {
      refuse(415, 'the content type must be application/json');
    } else {
      const body = await bodyOf(request);
      if (body === undefined) {
        refuse(413, `the body is larger than ${MOST_BODY_BYTES / 1024 / 1024} MiB, which no pod needs`);
        return;
      }
      const done = this.#spare(request.socket);
      try {
        const asked = requestOf(body);
        send(200, 'application/json', reviewOf(asked, await this.#options.admit(asked, signal)));
      } catch (thrown) {
        const error = asError(thrown);
        if (thrown instanceof NotAReview) {
          refuse(400, error.message);
        } else if (!signal.aborted) {
          const stack = isPanic(thrown) ? { stack: error.stack } : {};
          this.#options.log.error('an admission review failed', { error, ...stack });
          refuse(500, error.message);
        }
      } finally {
        done();
      }
    }
  }
}
