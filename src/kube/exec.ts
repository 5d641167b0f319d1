import { type Clock, withDeadline } from '../runtime/clock.ts';
import { ApiError, type Exchange, isForbidden, type Status } from './errors.ts';
import { splitKey } from './object.ts';
import { PODS, resourcePath } from './resource.ts';
import type { Transport } from './transport.ts';

/** The last version can say that standard input has ended. The one before is for servers without it. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'] as const;
/** First byte of a message (k8s.io/apimachinery's `remotecommand` constants). */
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const RESULT = 3;
const CLOSE = 255;
const MOST_BYTES = 4 * 1024 * 1024;

export interface ExecOptions {
  container: string;
  /** Program and arguments; no shell reads them. */
  command: readonly string[];
  /** What the command can read; without it, nothing. */
  stdin?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Milliseconds until the command must have ended; 30 s by default. */
  timeoutMs?: number | undefined;
  /** How much the command may print, both streams together; 4 MiB by default. */
  mostBytes?: number | undefined;
}

export interface ExecResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/**
 * Runs a command in a container and waits for its end. A command that ends with a number other than 0 is a result like
 * any other. When the call gives up, the command goes on: nothing of Kubernetes ends it.
 *
 * @throws ApiError if the server refuses or the command cannot be started, ConnectionError if the connection breaks or
 *   the deadline passes, an error if the command prints too much, and the reason of the signal
 */
export async function exec(
  transport: Transport,
  clock: Clock,
  key: string,
  { container, command, stdin, signal, timeoutMs = 30_000, mostBytes = MOST_BYTES }: ExecOptions,
): Promise<ExecResult> {
  const exchange = exchangeOf(key, container, command, stdin !== undefined);
  const output = new Output(mostBytes);
  const late = (): Error => transport.late(exchange, timeoutMs);
  const work = (limited: AbortSignal): Promise<void> => {
    const enough = new AbortController();
    return transport.converse(exchange, {
      signal: AbortSignal.any([limited, enough.signal]),
      protocols: stdin === undefined ? PROTOCOLS : PROTOCOLS.slice(0, 1),
      opened: (send) => {
        if (stdin !== undefined) {
          send(Buffer.concat([Buffer.of(STDIN), Buffer.from(stdin)]));
          send(Buffer.of(CLOSE, STDIN));
        }
      },
      received: (message) => {
        output.take(message);
        if (output.isTooMuch) {
          enough.abort(
            new Error(`${command[0]} in ${key}, container ${container}, printed more than ${mostBytes} bytes`),
          );
        }
      },
    });
  };
  try {
    await withDeadline(timeoutMs, signal, late, work, clock);
  } catch (error) {
    throw isForbidden(error) ? withRights(error, key) : error;
  }
  const status = output.result();
  if (status === undefined) {
    throw transport.broken(exchange, 'ECONNRESET', 'the connection closed before the command had ended');
  }
  const exitCode = exitCodeOf(status);
  if (exitCode === undefined) {
    throw new ApiError(exchange, 500, status);
  }
  return { stdout: output.text(STDOUT), stderr: output.text(STDERR), exitCode };
}

function exchangeOf(key: string, container: string, command: readonly string[], hasInput: boolean): Exchange {
  const parameters = new URLSearchParams({ container, stdout: 'true', stderr: 'true' });
  if (hasInput) {
    parameters.set('stdin', 'true');
  }
  command.forEach((word) => parameters.append('command', word));
  const path = resourcePath(PODS, { ...splitKey(key), subresource: 'exec' });
  return { method: 'GET', path: `${path}?${parameters.toString()}` };
}

function withRights(error: ApiError, key: string): ApiError {
  const { namespace = 'default' } = splitKey(key);
  error.message += `; to run commands in pods, get and create of pods/exec must be allowed in namespace ${namespace}`;
  return error;
}

/** What a command has printed so far. */
class Output {
  readonly #most: number;
  readonly #chunks: Record<number, Buffer[]> = { [STDOUT]: [], [STDERR]: [], [RESULT]: [] };
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get isTooMuch(): boolean {
    return this.#bytes > this.#most;
  }

  take(message: Buffer): void {
    const rest = message.subarray(1);
    this.#chunks[message[0] ?? CLOSE]?.push(rest);
    this.#bytes += rest.length;
  }

  text(channel: number): string {
    return Buffer.concat(this.#chunks[channel] ?? []).toString();
  }

  /** How the command ended, or why it did not start; undefined if the server has not said it. */
  result(): ExecStatus | undefined {
    const text = this.text(RESULT);
    try {
      return text === '' ? undefined : (JSON.parse(text) as ExecStatus);
    } catch {
      return { message: text };
    }
  }
}

interface ExecStatus extends Status {
  status?: string;
}

/** Undefined if the command did not run: the status then says why. */
function exitCodeOf({ status, reason, details }: ExecStatus): number | undefined {
  if (status === 'Success') {
    return 0;
  }
  const code = details?.causes?.find((cause) => cause.reason === 'ExitCode')?.message;
  return reason === 'NonZeroExitCode' && code !== undefined ? Number(code) : undefined;
}
