import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { inodeKey } from './file.ts';
import type { FileFacts } from './file.ts';
import type { Directory } from './directory.ts';

/** A data segment that RouDi has written down in its management segment. */
export interface SegmentRecord {
  readonly name: string;
  readonly bytes: number;
}

const CHUNK_BYTES = 1 << 20;
/** A name has at most 128 characters (`SharedMemory::NAME_SIZE`), and stands after two words at most. */
const OVERLAP_BYTES = 160;
const WORD_BYTES = 8;
/** The largest management segment that is read: several times that of any build that is known. */
const MOST_BYTES = 512 * 2 ** 20;

/**
 * Finds data segments in RouDi's own tables: `SharedMemoryObject` has the length of a segment's file right before its
 * name (v2.0.3), or with one empty word between them (v2.95.8), aligned to words.
 *
 * @param lengths of the files in question: only those are looked for
 * @returns undefined where the file cannot be read, or is not the one that was seen
 */
export function recordsOf(
  directory: Directory,
  { name, inode, bytes }: FileFacts,
  lengths: ReadonlySet<number>,
): SegmentRecord[] | undefined {
  if (bytes > MOST_BYTES) {
    return undefined;
  }
  let descriptor: number;
  try {
    descriptor = openSync(directory.path(name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (!stats.isFile() || inodeKey(stats.dev, stats.ino) !== inode) {
      return undefined;
    }
    return read(descriptor, lengths);
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

function read(descriptor: number, lengths: ReadonlySet<number>): SegmentRecord[] {
  const chunk = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES);
  const records: SegmentRecord[] = [];
  for (let offset = 0; ; offset += CHUNK_BYTES) {
    const length = readSync(descriptor, chunk, 0, chunk.length, offset);
    if (length === 0) {
      return records;
    }
    chunk.fill(0, length);
    findRecords(chunk, CHUNK_BYTES, lengths, (record) => records.push(record));
  }
}

/** @param end of the words that may be a length; the rest is there for the name of the last one */
export function findRecords(
  chunk: Buffer,
  end: number,
  lengths: ReadonlySet<number>,
  found: (record: SegmentRecord) => void,
): void {
  const words = new Uint32Array(chunk.buffer, chunk.byteOffset, chunk.length >> 2);
  for (let word = 0; word < end >> 2; word += 2) {
    const low = words[word] ?? 0;
    if (low === 0) {
      continue;
    }
    const bytes = low + (words[word + 1] ?? 0) * 2 ** 32;
    if (lengths.has(bytes)) {
      const after = (word << 2) + WORD_BYTES;
      const isEmpty = words[word + 2] === 0 && words[word + 3] === 0;
      const start = isEmpty ? after + WORD_BYTES : after;
      const stop = chunk.indexOf(0, start);
      if (stop > start && stop - start <= 128) {
        found({ name: chunk.toString('latin1', start, stop), bytes });
      }
    }
  }
}
