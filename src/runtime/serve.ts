import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aborted } from './clock.ts';

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

/**
 * Answers HTTP until the signal aborts, and then ends every connection.
 * @throws if the address is taken or not ours
 */
export async function serve(
  answer: RequestListener,
  { port, host, onListening }: ServeOptions,
  signal: AbortSignal,
): Promise<void> {
  const server = createServer(answer);
  server.listen({ port, host });
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  onListening({ host: bound.address, port: bound.port });
  await aborted(signal);
  server.close();
  server.closeAllConnections();
}
