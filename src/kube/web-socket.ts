import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Dispatcher, WebSocket } from 'undici';

export interface ConversationOptions {
  /** Ends the conversation; the call then throws its reason. */
  signal: AbortSignal;
  headers: Record<string, string>;
  /** Subprotocols in the order of preference, of which the server takes one. */
  protocols: readonly string[];
  /** Called once, when the server has agreed. Must not throw. */
  opened: (send: (message: Uint8Array) => void) => void;
  /** Called with each binary message. Must not throw. */
  received: (message: Buffer) => void;
}

/** The server has answered without opening a WebSocket. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;

  constructor(status: number, headers: IncomingHttpHeaders, text: string) {
    super(`the server answered ${status} instead of opening a WebSocket`);
    this.status = status;
    this.headers = headers;
    this.text = text;
  }
}

/**
 * Opens a WebSocket and returns when it was closed, properly or not: only the messages say whether all was said.
 *
 * @throws NotOpened with the server's answer, the error of the connection, or the reason of the signal
 */
export async function converse(
  dispatcher: Dispatcher,
  url: URL,
  { signal, headers, protocols, opened, received }: ConversationOptions,
): Promise<void> {
  signal.throwIfAborted();
  const handshake = new Handshake();
  const socket = new WebSocket(url, {
    protocols: [...protocols],
    headers,
    dispatcher: dispatcher.compose((dispatch) => (options, handler) => dispatch(options, handshake.around(handler))),
  });
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    handshake.isDone = true;
    opened((message) => socket.send(message));
  });
  socket.addEventListener('message', ({ data }) => received(Buffer.from(data as ArrayBuffer)));
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  socket.addEventListener('close', () => resolve());
  const leave = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', leave);
  try {
    await closed;
  } finally {
    signal.removeEventListener('abort', leave);
    socket.close();
    // A peer that has vanished never answers the close, and one whose answer was wrong is still connected.
    handshake.connection?.destroy();
  }
  if (!handshake.isDone) {
    throw handshake.failure ?? new Error(`the server speaks none of ${protocols.join(', ')}`);
  }
}

/** Keeps what came of the request: a WebSocket says no more than that it failed. */
class Handshake {
  isDone = false;
  connection: Duplex | undefined;
  failure: Error | undefined;

  around(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
    let answer: { status: number; headers: IncomingHttpHeaders } | undefined;
    const chunks: Buffer[] = [];
    return {
      onRequestStart: (...start) => handler.onRequestStart?.(...start),
      onRequestUpgrade: (controller, status, headers, connection) => {
        this.connection = connection;
        return handler.onRequestUpgrade?.(controller, status, headers, connection);
      },
      onResponseStart: (_, status, headers) => {
        answer = { status, headers };
      },
      onResponseData: (_, chunk) => {
        chunks.push(chunk);
      },
      onResponseEnd: (controller) => {
        this.failure = new NotOpened(answer?.status ?? 0, answer?.headers ?? {}, Buffer.concat(chunks).toString());
        handler.onResponseError?.(controller, this.failure);
      },
      onResponseError: (controller, error) => {
        this.failure = error;
        handler.onResponseError?.(controller, error);
      },
    };
  }
}
