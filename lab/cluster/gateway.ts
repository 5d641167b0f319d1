import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';

/** Longest path of a socket (sun_path of unix(7), less its final zero). */
const LONGEST = 107;

function socketOf(state: string): string {
  return join(state, 'api.sock');
}

/**
 * Lets processes of the machine reach an API server in a network namespace of its own: through a socket in the file
 * system. Run within the namespace. If the path is too long for a socket, there is none.
 */
export async function openGateway(state: string, address: string, port: number): Promise<void> {
  const path = socketOf(state);
  if (Buffer.byteLength(path) > LONGEST) return;
  const server = createServer({ noDelay: true }, (client) => {
    const api = connect({ host: address, port, noDelay: true });
    client.pipe(api).pipe(client);
    client.once('error', () => api.destroy()).once('close', () => api.destroy());
    api.once('error', () => client.destroy()).once('close', () => client.destroy());
  });
  await once(server.listen(path), 'listening');
}

/** The gateway of a cluster, if it has one. */
export function gatewayOf(state: string): string | undefined {
  return existsSync(socketOf(state)) ? socketOf(state) : undefined;
}
