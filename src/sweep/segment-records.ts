import { closeSync, readSync } from 'node:fs';
import { BoundError, BOUNDS } from './bounds.ts';
import type { FileFacts } from './file.ts';
import type { Directory } from './directory.ts';

/** RouDi's record of a data segment in its management segment. */
export interface SegmentRecord {
  readonly name: string;
  readonly bytes: number;
}

const CHUNK_BYTES = 1 << 20;
/** A name (`SharedMemory::NAME_SIZE`) with its final zero, after two words at most. */
const OVERLAP_BYTES = 160;
const WORD_BYTES = 8;
const MOST_NAME_BYTES = 128;
const NOTHING = Buffer.alloc(CHUNK_BYTES);

/**
 * Finds data segments in RouDi's own tables: `SharedMemoryObject` has the length of a segment's file right before its
 * name (v2.0.3), or with one empty word between them (v2.95.8), aligned to words.
 *
 * @param lengths of the files in question: only those are searched for
 * @returns undefined if the file cannot be read, was replaced, or contains more than RouDi's tables do
 */
export function recordsOf(
  directory: Directory,
  { name, inode, bytes }: FileFacts,
  lengths: ReadonlySet<number>,
): SegmentRecord[] | undefined {
  if (bytes > BOUNDS.segmentBytes.most) {
    return undefined;
  }
  let descriptor: number | undefined;
  try {
    using pin = directory.pin(name);
    descriptor = pin?.facts.inode === inode ? pin.openFile() : undefined;
    return descriptor === undefined ? undefined : read(descriptor, bytes, lengths);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) {
      closeSync(descriptor);
    }
  }
}

/** @throws BoundError */
function read(descriptor: number, bytes: number, lengths: ReadonlySet<number>): SegmentRecord[] {
  const chunk = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES);
  const records = new Map<string, SegmentRecord>();
  let matches = 0;
  const found = (record: SegmentRecord): void => {
    matches++;
    records.set(`${record.bytes} ${record.name}`, record);
    if (matches > BOUNDS.matches.most) {
      throw new BoundError(BOUNDS.matches);
    }
    if (records.size > BOUNDS.records.most) {
      throw new BoundError(BOUNDS.records);
    }
  };
  for (let offset = 0; offset < bytes; offset += CHUNK_BYTES) {
    const length = readSync(descriptor, chunk, 0, chunk.length, offset);
    if (length === 0) {
      break;
    }
    // Most of a file is holes and pages that were never used.
    if (length < chunk.length || NOTHING.compare(chunk, 0, CHUNK_BYTES) !== 0) {
      chunk.fill(0, length);
      findRecords(chunk, CHUNK_BYTES, lengths, found);
    }
  }
  return [...records.values()];
}

/** @param end of the words that may be a length; the rest is needed for the last name */
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
      const stop = endOfName(chunk, start);
      if (stop > start) {
        found({ name: chunk.toString('latin1', start, stop), bytes });
      }
    }
  }
}

/** @returns the position of the zero after a name, or the start of the name if it is too long */
function endOfName(chunk: Buffer, start: number): number {
  const most = Math.min(chunk.length - 1, start + MOST_NAME_BYTES);
  let stop = start;
  while (stop < most && chunk[stop] !== 0) {
    stop++;
  }
  return chunk[stop] === 0 ? stop : start;
}
