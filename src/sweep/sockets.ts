import { connect } from 'node:net';
import type { Directory } from './directory.ts';

/**
 * State of a socket, from its file.
 *
 * - `Dead`: no process has it bound
 * - `Datagram`: a process has it bound, with the type that iceoryx uses
 * - `Stream`: a process has it bound, and it is not a socket of iceoryx
 * - `Unknown`: this could not be determined
 */
export type SocketState = 'Dead' | 'Datagram' | 'Stream' | 'Unknown';

const STATES: Readonly<Record<string, SocketState>> = {
  ECONNREFUSED: 'Dead',
  // The type of the existing socket differs from ours (unix_find_bsd in net/unix/af_unix.c): it is alive.
  EPROTOTYPE: 'Datagram',
  EAGAIN: 'Stream',
};

/**
 * Probes a socket by a stream connection, which a datagram socket refuses without noticing it. The inode is probed, not
 * the name: an address holds 107 bytes only, and the name may belong to another file by then.
 */
export async function socketState(directory: Directory, name: string): Promise<SocketState> {
  using pin = directory.pin(name);
  if (pin?.facts.type !== 'Socket') {
    return 'Unknown';
  }
  const { promise, resolve } = Promise.withResolvers<SocketState>();
  const socket = connect({ path: pin.path });
  socket.once('connect', () => {
    socket.destroy();
    resolve('Stream');
  });
  socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(STATES[code ?? ''] ?? 'Unknown'));
  return await promise;
}
