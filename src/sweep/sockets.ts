import { connect } from 'node:net';
import type { Directory } from './directory.ts';

/**
 * What a socket's file says of its maker.
 *
 * - `Dead`: nobody has it bound
 * - `Datagram`: somebody has, as iceoryx does
 * - `Stream`: somebody has, and it is no socket of iceoryx
 * - `Unknown`: nobody may know
 */
export type SocketState = 'Dead' | 'Datagram' | 'Stream' | 'Unknown';

const STATES: Readonly<Record<string, SocketState>> = {
  ECONNREFUSED: 'Dead',
  // The type of the socket that is there differs from ours (unix_find_bsd in net/unix/af_unix.c): it is alive.
  EPROTOTYPE: 'Datagram',
  EAGAIN: 'Stream',
};

/**
 * Asks the kernel about a socket by a stream connection, which a datagram socket refuses without being told. The inode
 * is asked, not the name: an address holds 107 bytes, and whatever has the name by then may be something else.
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
