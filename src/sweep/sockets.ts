import { connect } from 'node:net';
import { chdir, cwd } from 'node:process';
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
/** sizeof(sockaddr_un.sun_path), less its final zero. */
const MOST_BYTES = 107;

/**
 * Asks the kernel about a socket by a stream connection, which a datagram socket refuses without being told. The
 * name is used relative to its directory: an address holds 107 bytes, the path of another container's file does not
 * fit. Names of other bytes than UTF-8 cannot be passed on and stay unknown.
 */
export async function socketState(directory: Directory, name: string): Promise<SocketState> {
  const path = Buffer.from(name, 'latin1').toString('utf8');
  if (Buffer.from(path).toString('latin1') !== name || name.length > MOST_BYTES - 2) {
    return 'Unknown';
  }
  const { promise, resolve } = Promise.withResolvers<SocketState>();
  const before = cwd();
  chdir(directory.self);
  try {
    const socket = connect({ path: `./${path}` });
    socket.once('connect', () => {
      socket.destroy();
      resolve('Stream');
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(STATES[code ?? ''] ?? 'Unknown'));
  } finally {
    chdir(before);
  }
  return promise;
}
