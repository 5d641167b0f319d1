import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** Another screen, no cursor, and lines that are cut instead of wrapped, so that each is one. */
const ENTER = '\u001B[?1049h\u001B[?25l\u001B[?7l';
const LEAVE = '\u001B[?7h\u001B[?25h\u001B[?1049l';
const HOME = '\u001B[H';
const CLEAR_LINE = '\u001B[K';
const CLEAR_BELOW = '\u001B[J';
const ESCAPE = '\u001B';
const CONTROL_C = '\u0003';

export interface ScreenOptions {
  /** Milliseconds from one view to the next. */
  readonly everyMs: number;
  /** Shows the whole view of this moment; may use the size of the terminal. */
  readonly view: (size: { columns: number; rows: number }) => Promise<string>;
  /**
   * Called with every key but Ctrl-C; the view is drawn again at once. Where it returns true for q, that is a letter like
   * any other.
   */
  readonly onKey?: (key: string) => unknown;
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
    for (const key of keysIn(data.toString())) {
      const isTaken = key !== CONTROL_C && onKey?.(key) === true;
      if (!isTaken && (key === 'q' || key === CONTROL_C)) {
        ended.abort();
      }
    }
    wake.abort();
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
        stdout.write(drawn(text.trimEnd().split('\n').slice(0, rows)));
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

/** Each line is cleared before it is written: after one that is as wide as the screen, its last letter would be lost. */
function drawn(lines: readonly string[]): string {
  const last = lines.length - 1;
  return HOME + lines.map((line, index) => (index === last ? CLEAR_BELOW : CLEAR_LINE) + line).join('\n');
}

/** Who types fast, or pastes, sends several at once. Arrows and the like are sequences that begin with Esc. */
function keysIn(text: string): string[] {
  return text.startsWith(ESCAPE) ? [text] : Array.from(text);
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
}
