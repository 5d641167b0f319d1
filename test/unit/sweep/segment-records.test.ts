import test from 'ava';
import { findRecords, type SegmentRecord } from '../../../src/sweep/segment-records.ts';

function found(chunk: Buffer, ...lengths: number[]): SegmentRecord[] {
  const records: SegmentRecord[] = [];
  findRecords(chunk, chunk.length - 160, new Set(lengths), (record) => records.push(record));
  return records;
}

function chunkWith(offset: number, bytes: bigint, gap: number, name: string): Buffer {
  const chunk = Buffer.alloc(8192);
  chunk.writeBigUInt64LE(bytes, offset);
  chunk.write(name, offset + 8 + gap, 'latin1');
  return chunk;
}

test('2.0 has the length right before the name', (t) => {
  t.deepEqual(found(chunkWith(4096, 149_264_720n, 0, 'root'), 149_264_720), [{ name: 'root', bytes: 149_264_720 }]);
});

test('2.95 has an empty word between length and name', (t) => {
  t.deepEqual(found(chunkWith(512, 10_720n, 8, 'iox1_0_u_root'), 10_720), [{ name: 'iox1_0_u_root', bytes: 10_720 }]);
});

test('lengths past 4 GiB are read', (t) => {
  const bytes = 5_000_000_008;
  t.deepEqual(found(chunkWith(64, BigInt(bytes), 0, 'games'), bytes), [{ name: 'games', bytes }]);
});

test('unwanted lengths and invalid names are ignored', (t) => {
  t.deepEqual(found(chunkWith(64, 10_720n, 0, 'root'), 10_728), []);
  t.deepEqual(found(chunkWith(64, 10_720n, 0, ''), 10_720), []);
  t.deepEqual(found(chunkWith(64, 10_720n, 0, 'x'.repeat(129)), 10_720), []);
});
