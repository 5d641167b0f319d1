import { closeSync, opendirSync, openSync, readlinkSync, readSync } from 'node:fs';
import { BoundError, BOUNDS } from '../bounds.ts';

/** The longest line, a mount with two paths of 4096 bytes each written as octal numbers, is an eighth of it. */
const PART_BYTES = 1 << 18;
const NEWLINE = 10;
const part = Buffer.allocUnsafe(PART_BYTES);

/**
 * Reads a file of /proc, of which nobody knows before how long it is, part by part. Each part ends with a line, and is in
 * a buffer that the next one uses again.
 *
 * @throws ErrnoException, or BoundError where it is longer than is read
 */
export function eachPart(
  path: string,
  each: (text: Buffer, length: number) => void,
  bound: { readonly most: number; readonly what: string } = BOUNDS.processBytes,
): void {
  const descriptor = openSync(path, 'r');
  try {
    let kept = 0;
    let total = 0;
    for (;;) {
      const bytes = readSync(descriptor, part, kept, PART_BYTES - kept, null);
      const length = kept + bytes;
      total += bytes;
      if (bytes === 0) {
        if (length > 0) {
          each(part, length);
        }
        return;
      }
      const end = part.subarray(0, length).lastIndexOf(NEWLINE) + 1;
      if (total > bound.most || (end === 0 && length === PART_BYTES)) {
        throw new BoundError(bound);
      }
      if (end > 0) {
        each(part, end);
        part.copyWithin(0, end, length);
      }
      kept = length - end;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A short file of /proc as text, at most its first 256 KiB; undefined where the process is gone. */
export function readProcText(path: string): string | undefined {
  try {
    const descriptor = openSync(path, 'r');
    try {
      let length = 0;
      for (let bytes = -1; bytes !== 0 && length < PART_BYTES; length += bytes) {
        bytes = readSync(descriptor, part, length, PART_BYTES - length, null);
      }
      return part.toString('latin1', 0, length);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (isGone(error)) {
      return undefined;
    }
    throw error;
  }
}

/** The names in a directory of /proc, which may be a million descriptors; none where the process is gone. */
export function* namesIn(path: string): Generator<string> {
  try {
    using directory = opendirSync(path, { bufferSize: 512 });
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      yield entry.name;
    }
  } catch (error) {
    if (!isGone(error)) {
      throw error;
    }
  }
}

/**
 * What a link of /proc says, which ends at one page: undefined where it leads to a longer path, as any process can have.
 *
 * @throws ErrnoException
 */
export function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') {
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
