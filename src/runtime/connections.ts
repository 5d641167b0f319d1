import type { Server, Socket } from 'node:net';

/** An end of a connection, which a connection and TLS over it have in common. */
type Peer = Pick<Socket, 'remoteAddress' | 'remotePort'>;

/** Spares a connection, as long as there are others to be ended, until the function returned is called. */
export type Spare = (connection: Peer) => () => void;

/**
 * Limits the open connections of a server. Beyond the limit, the oldest one of the address that has most of them is
 * ended, so that no address keeps the others out.
 */
export function limitConnections(server: Server, most: number): Spare {
  /** In the order in which they arrived. */
  const open = new Map<Socket, { readonly address: string; readonly peer: string }>();
  const spared = new Set<string>();
  const oneToEnd = (newest: Socket): Socket | undefined => {
    const byAddress = [...Map.groupBy(open, ([, { address }]) => address).values()].toSorted(
      (one, other) => other.length - one.length,
    );
    const candidates = byAddress.flatMap((all) =>
      all.filter(([socket, { peer }]) => socket !== newest && !spared.has(peer)),
    );
    const [socket] = candidates[0] ?? byAddress[0]?.[0] ?? [];
    return socket;
  };
  server.on('connection', (socket) => {
    const peer = keyOf(socket);
    open.set(socket, { address: socket.remoteAddress ?? '', peer });
    socket.once('close', () => {
      open.delete(socket);
      spared.delete(peer);
    });
    if (open.size > most) {
      oneToEnd(socket)?.destroy();
    }
  });
  return (connection) => {
    const peer = keyOf(connection);
    spared.add(peer);
    return () => spared.delete(peer);
  };
}

function keyOf({ remoteAddress, remotePort }: Peer): string {
  return `${remoteAddress} ${remotePort}`;
}
