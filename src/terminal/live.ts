import { isDrawable } from './drawable.ts';

const EVERY_MS = 1000;
/** A line that is too long is cut by the terminal instead of being wrapped, so that lines can be counted. */
const NO_WRAP = '\u001B[?7l';
const WRAP = '\u001B[?7h';
const CLEAR_BELOW = '\u001B[J';

/**
 * Does work, and shows on standard error how far it is: lines that are drawn in place, each second and when the work
 * asks for it, and that are gone at the end. Only where they can be: elsewhere nothing is written.
 *
 * @param draw the lines of this moment
 */
export async function withLiveLines<T>(
  draw: () => readonly string[],
  work: (redraw: () => void) => Promise<T>,
): Promise<T> {
  const { stderr } = process;
  if (!isDrawable(stderr)) {
    return work(() => undefined);
  }
  let drawn = 0;
  const back = (): string => (drawn === 0 ? '' : `\u001B[${drawn}A\r${CLEAR_BELOW}`);
  const redraw = (): void => {
    const lines = fitted(draw(), stderr.rows - 1);
    stderr.write(`${back()}${NO_WRAP}${lines.map((line) => `${line}\n`).join('')}${WRAP}`);
    drawn = lines.length;
  };
  redraw();
  const timer = setInterval(redraw, EVERY_MS);
  try {
    return await work(redraw);
  } finally {
    clearInterval(timer);
    stderr.write(back());
  }
}

/** What has scrolled off a terminal cannot be drawn again, so that only so many lines are. */
export function fitted(lines: readonly string[], rows: number): readonly string[] {
  return lines.length <= rows
    ? lines
    : [...lines.slice(0, Math.max(0, rows - 1)), `… ${lines.length - Math.max(0, rows - 1)} more`];
}
