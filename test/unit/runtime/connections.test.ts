import { EventEmitter } from 'node:events';
import type { Server, Socket } from 'node:net';
import test from 'ava';
import { limitConnections, type Spare } from '../../../src/runtime/connections.ts';

/** A server with a limit of four connections, to which the test connects from any address. */
function limited(): { spare: Spare; connect: (address: string) => Socket; open: () => string[] } {
  const server = new EventEmitter();
  const sockets: Socket[] = [];
  const spare = limitConnections(server as Server, 4);
  return {
    spare,
    connect: (remoteAddress) => {
      const remotePort = sockets.length;
      const events = new EventEmitter();
      const socket = Object.assign(events, {
        remoteAddress,
        remotePort,
        destroy: () => events.emit('close'),
      }) as unknown as Socket;
      sockets.push(socket);
      socket.once('close', () => sockets.splice(sockets.indexOf(socket), 1));
      server.emit('connection', socket);
      return socket;
    },
    open: () => sockets.map((socket) => `${socket.remoteAddress}:${socket.remotePort}`),
  };
}

test('beyond the limit the oldest connection of the address with most of them is ended', (t) => {
  const { connect, open } = limited();
  ['a', 'b', 'b', 'b', 'b'].forEach(connect);
  t.deepEqual(open(), ['a:0', 'b:2', 'b:3', 'b:4']);
});

test('a spared connection is ended last, and no longer than it is spared', (t) => {
  const { connect, open, spare } = limited();
  const [, first] = ['a', 'b', 'b', 'b'].map(connect);
  const done = spare(first as Socket);
  connect('b');
  t.deepEqual(open(), ['a:0', 'b:1', 'b:3', 'b:4']);
  done();
  connect('b');
  t.deepEqual(open(), ['a:0', 'b:3', 'b:4', 'b:4']);
});

test('another address gives way before a spared connection, and the newest one never does', (t) => {
  const { connect, open, spare } = limited();
  const all = ['a', 'b', 'b', 'b'].map(connect);
  all.slice(1).forEach(spare);
  const newest = connect('b');
  t.deepEqual(open(), ['b:1', 'b:2', 'b:3', 'b:4']);
  spare(newest);
  connect('c');
  t.deepEqual(open(), ['b:2', 'b:3', 'b:4', 'c:4'], 'all are spared: the oldest one');
});
