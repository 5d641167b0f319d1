import test from 'ava';
import type { MemPool } from '../../../src/iceoryx/config.ts';
import { poolsIn, type ShmFile, tableRange } from '../../../src/iceoryx/pool-tables.ts';
import { PROVEN_RELEASES, type Release, RELEASES } from '../../../src/iceoryx/release.ts';
import { sharedMemorySize } from '../../../src/iceoryx/size.ts';

const SEGMENTS = [
  {
    writer: 'g1',
    mempools: [
      { size: 64, count: 9 },
      { size: 4096, count: 5 },
    ],
  },
  { writer: 'g2', mempools: [{ size: 128, count: 3 }] },
] as const;

function filesOf(release: Release): ShmFile[] {
  const { managementBytes, dataBytes } = sharedMemorySize(SEGMENTS, release);
  return [
    { name: 'of-others', bytes: 17 },
    { name: release.names.managementSegment, bytes: Number(managementBytes) },
    ...SEGMENTS.map(({ writer }, index) => ({
      name: release.names.dataSegment(writer),
      bytes: Number(dataBytes[index]),
    })),
  ];
}

/** What RouDi has in memory when two chunks of each pool are in use, and three were. */
function wordsOf({ poolTables, chunkHeaderBytes }: Release): number[] {
  const { perSegment = 0, perPool = 0, sizeBytes = 4 } = poolTables ?? {};
  const words = Array.from({ length: (perSegment + 8 + 32 * perPool) / 4 }, () => 0);
  const put = (at: number, ...values: number[]): void =>
    values.forEach((value, index) => (words[at / 4 + index] = value));
  SEGMENTS.forEach(({ mempools }, segment) => {
    const at = segment * perSegment;
    const total = mempools.reduce((sum: number, { count }: MemPool) => sum + count, 0);
    put(at, 1, total);
    mempools.forEach(({ size, count }: MemPool, index) => {
      const numbers = [size + chunkHeaderBytes, ...(sizeBytes === 8 ? [0] : []), count, 2, count - 3];
      put(at + 24 + index * perPool, ...numbers);
    });
  });
  return words;
}

for (const release of PROVEN_RELEASES) {
  const files = filesOf(release);

  test(`${release.id}: every pool has its segment, its chunks and how many are and were in use`, (t) => {
    t.is(tableRange(files)?.release, release);
    t.deepEqual(
      poolsIn(wordsOf(release), { release }, files),
      SEGMENTS.flatMap(({ writer, mempools }) =>
        mempools.map(({ size, count }: MemPool) => ({
          segment: release.names.dataSegment(writer),
          payloadBytes: size,
          chunks: count,
          usedChunks: 2,
          mostUsedChunks: 3,
        })),
      ),
    );
  });

  test(`${release.id}: numbers of another build are none, rather than wrong ones`, (t) => {
    const words = wordsOf(release);
    t.is(poolsIn([], { release }, files), undefined);
    t.is(poolsIn([0, ...words], { release }, files), undefined);
    t.is(poolsIn(words.slice(1), { release }, files), undefined);
    t.is(poolsIn(words.slice(0, 10), { release }, files), undefined, 'the file ends there');
    t.is(
      poolsIn(
        words.map((word) => (word === 9 ? 10 : word)),
        { release },
        files,
      ),
      undefined,
    );
    t.is(poolsIn(words, { release }, files.slice(0, 2)), undefined, 'no file has that length');
    t.is(
      poolsIn(
        words.map(() => 4_294_967_295),
        { release },
        files,
      ),
      undefined,
    );
  });
}

test('two segments of the same length are not told apart', (t) => {
  const release = RELEASES['2.0'];
  const files = filesOf(release);
  const twin = { name: 'twin', bytes: files.find(({ name }) => name === 'g2')?.bytes ?? null };
  t.deepEqual(poolsIn(wordsOf(release), { release }, [...files, twin])?.at(-1)?.segment, 'g2 or twin');
});

test('without segments of a known RouDi there is nothing to read', (t) => {
  t.is(tableRange([]), undefined);
  t.is(tableRange([{ name: 'iceoryx_mgmt', bytes: 5 }]), undefined);
  t.is(tableRange([{ name: 'root', bytes: 5 }]), undefined);
});
