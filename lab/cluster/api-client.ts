import { Agent, request } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { Credentials } from './credentials.ts';

/** What an API server answered. */
export type Answer = { readonly status: number; readonly body: string };

/** Asks an API server for a path; rejects where there is no answer. */
export type Ask = (path: string, accept?: string) => Promise<Answer>;

/** Asks an API server for a path and returns the body; undefined for any answer but success. */
export type Get = (path: string) => Promise<string | undefined>;

const TIMEOUT_MS = 5000;

/**
 * A client that knows the API server by its certificate authority and keeps its connections.
 *
 * @param socket of a gateway to it, for a server in another network namespace
 */
export function apiClient({ server, ca, token }: Credentials, socket?: string): Ask {
  const agent = new Agent({ ca, keepAlive: true });
  const url = new URL(server);
  return async (path, accept = 'application/json') =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          // With a socket, the host still determines the name in the server's certificate.
          host: url.hostname,
          port: url.port,
          ...(socket === undefined ? {} : { socketPath: socket }),
          path,
          agent,
          headers: { authorization: `Bearer ${token}`, accept },
          timeout: TIMEOUT_MS,
        },
        (response) => {
          let body = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
          response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
          response.once('error', reject);
        },
      );
      asked.once('timeout', () => asked.destroy(new Error(`no answer to ${path} within ${TIMEOUT_MS} ms`)));
      asked.once('error', reject);
      asked.end();
    });
}

/** Returns only successful answers. */
export function bodies(ask: Ask): Get {
  return async (path) =>
    ask(path).then(
      ({ status, body }) => (status === 200 ? body : undefined),
      () => undefined,
    );
}

/** Polls until `condition` holds for the body at `path`; the error contains what was waited for and the last answer. */
export async function waitFor(
  get: Get,
  path: string,
  seconds: number,
  condition: (body: string) => boolean = () => true,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last: string | undefined;
  while (Date.now() < end) {
    last = await get(path);
    if (last !== undefined && condition(last)) return;
    await delay(50);
  }
  throw new Error(`waited ${seconds} s for ${path} in vain; its last answer: ${last?.slice(0, 2000) ?? 'none'}`);
}
