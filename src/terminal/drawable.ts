import type { WriteStream } from 'node:tty';

/**
 * Whether what was drawn on a stream can be drawn over: not in a file, on a dumb terminal, or in CI, which keeps the
 * output of terminals as a log.
 */
export function isDrawable({ isTTY }: Pick<WriteStream, 'isTTY'>): boolean {
  return isTTY && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined;
}
