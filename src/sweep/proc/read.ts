import { closeSync, openSync, readSync } from 'node:fs';

const START_BYTES = 1 << 18;
let buffer = Buffer.allocUnsafe(START_BYTES);

/**
 * A whole file of /proc, whose length nobody knows before: in a buffer that the next call uses again.
 *
 * @throws ErrnoException
 */
export function readProc(path: string): { text: Buffer; length: number } {
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    for (;;) {
      if (length === buffer.length) {
        buffer = Buffer.concat([buffer], buffer.length * 2);
      }
      const bytes = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (bytes === 0) {
        return { text: buffer, length };
      }
      length += bytes;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The same as text; undefined where the process is gone. */
export function readProcText(path: string): string | undefined {
  try {
    const { text, length } = readProc(path);
    return text.toString('latin1', 0, length);
  } catch (error) {
    if (isGone(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether an error says that the process has ended meanwhile. */
export function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}
