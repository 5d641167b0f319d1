import { Agent, request } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { Credentials } from './credentials.ts';

/** Asks an API server for a path and returns the body; undefined for any answer but success. */
export type Get = (path: string) => Promise<string | undefined>;

/** A client that knows the API server by its certificate authority. */
export function apiClient({ server, ca, token }: Credentials): Get {
  const agent = new Agent({ ca, keepAlive: true });
  return async (path) =>
    new Promise((resolve) => {
      const headers = { authorization: `Bearer ${token}` };
      const asked = request(new URL(path, server), { agent, headers, timeout: 5000 }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.once('end', () => resolve(response.statusCode === 200 ? body : undefined));
        response.once('error', () => resolve(undefined));
      });
      asked.once('timeout', () => asked.destroy());
      asked.once('error', () => resolve(undefined));
      asked.end();
    });
}

/** Polls until `condition` holds for the body at `path`; an error says what was waited for and the last answer. */
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
