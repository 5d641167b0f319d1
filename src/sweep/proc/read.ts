import { closeSync, opendirSync, openSync, readlinkSync, readSync } from 'node:fs';
import { BoundError, BOUNDS } from '../bounds.ts';

/** Eight times the longest line, a mount with two paths of 4096 bytes each, escaped as octal numbers. */
const PART_BYTES = 1 << 18;
const NEWLINE = 10;
const part = Buffer.allocUnsafe(PART_BYTES);

/**
 * Reads a file of /proc, whose length is unknown, part by part. Each part ends with a line; all parts use the same
 * buffer.
 *
 * @throws ErrnoException, or BoundError if it is longer than is read
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

/** A short file of /proc as text, at most its first 256 KiB; undefined if the process has ended. */
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

/** The names in a directory of /proc, which may be a million descriptors; none if the process has ended. */
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
 * The target of a link of /proc, which is limited to one page: undefined for a longer path, which any process can have.
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

/** Whether an error means that the process has ended. */
export function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}
