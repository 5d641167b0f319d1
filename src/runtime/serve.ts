import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aborted } from './clock.ts';
import { limitConnections } from './connections.ts';

export interface Address {
  host: string;
  port: number;
}

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  /** All addresses by default. */
  host?: string | undefined;
  /** Called once connections are accepted. */
  onListening: (address: Address) => void;
}

/** Limit of open connections. Probes and scrapes take a few at a time. */
export const MOST_CONNECTIONS = 256;
/** A request is a line and a few headers, and no answer is large. */
const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
};
/** Limit of silence in both directions, against callers that do not read their answer. */
const SILENCE_MS = 10_000;

/**
 * Answers HTTP until the signal aborts, and then ends every connection. Any host that reaches the port may connect.
 * Beyond {@link MOST_CONNECTIONS}, the oldest connection of the address that has most of them is ended, so that a probe
 * gets through.
 * @throws if the address is taken or not ours
 */
export async function serve(
  answer: RequestListener,
  { port, host, onListening }: ServeOptions,
  signal: AbortSignal,
): Promise<void> {
  const server = createServer(LIMITS, answer);
  server.setTimeout(SILENCE_MS);
  limitConnections(server, MOST_CONNECTIONS);
  server.listen({ port, host });
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  onListening({ host: bound.address, port: bound.port });
  await aborted(signal);
  server.close();
  server.closeAllConnections();
}
