import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const ENTER = '\u001B[?1049h\u001B[?25l';
const LEAVE = '\u001B[?25h\u001B[?1049l';
const HOME = '\u001B[H';
const CLEAR_LINE = '\u001B[K';
const CLEAR_BELOW = '\u001B[J';
const CONTROL_C = '\u0003';

export interface ScreenOptions {
  /** Milliseconds from one view to the next. */
  readonly everyMs: number;
  /** Shows the whole view of this moment; may use the size of the terminal. */
  readonly view: (size: { columns: number; rows: number }) => Promise<string>;
  /** Called with every key but q and Ctrl-C; the view is drawn again at once. */
  readonly onKey?: (key: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Draws a view again and again on a screen of its own, until q or Ctrl-C is pressed, or the signal aborts. The screen
 * that was there before comes back at the end, whatever happens.
 *
 * @throws what the view throws
 */
export async function watchScreen({ everyMs, view, onKey, signal }: ScreenOptions): Promise<void> {
  const { stdin, stdout } = process;
  const ended = new AbortController();
  const stop = signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]);
  let wake = new AbortController();
  const keys = (data: Buffer): void => {
    const key = data.toString();
    if (key === 'q' || key === CONTROL_C) {
      ended.abort();
    } else {
      onKey?.(key);
      wake.abort();
    }
  };
  const resized = (): void => wake.abort();
  const quit = (): void => ended.abort();
  stdout.write(ENTER);
  if (stdin.isTTY) {
    stdin.setRawMode(true);
    stdin.on('data', keys).resume();
  }
  stdout.on('resize', resized);
  process.once('SIGINT', quit).once('SIGTERM', quit);
  try {
    while (!stop.aborted) {
      wake = new AbortController();
      const { columns, rows } = stdout;
      const text = await Promise.race([view({ columns, rows }), aborted(stop)]);
      if (text !== undefined) {
        const lines = text.trimEnd().split('\n').slice(0, rows);
        stdout.write(`${HOME}${lines.map((line) => `${line}${CLEAR_LINE}`).join('\n')}${CLEAR_BELOW}`);
      }
      await pause(everyMs, undefined, { signal: AbortSignal.any([stop, wake.signal]) }).catch(() => undefined);
    }
  } finally {
    stdout.off('resize', resized);
    process.off('SIGINT', quit).off('SIGTERM', quit);
    if (stdin.isTTY) {
      stdin.off('data', keys).pause();
      stdin.setRawMode(false);
    }
    stdout.write(LEAVE);
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
}
