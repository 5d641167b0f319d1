import test from 'ava';
import * as fc from 'fast-check';
import { DEFAULT_SEGMENTS, type Segment } from '../../../src/iceoryx/config.ts';
import { type Architecture, PROVEN_RELEASES, type Release, RELEASES } from '../../../src/iceoryx/release.ts';
import { sharedMemorySize } from '../../../src/iceoryx/size.ts';
import { validSegments } from './arbitraries.ts';

test("RouDi 2.0's built-in configuration has the sizes in its log (iceoryx#2287)", (t) => {
  const size = sharedMemorySize(DEFAULT_SEGMENTS, RELEASES['2.0']);
  t.is(size.managementBytes, 66_761_736n);
  t.deepEqual(size.dataBytes, [149_264_720n]);
});

test("RouDi 2.95's built-in configuration has known sizes", (t) => {
  const size = sharedMemorySize(DEFAULT_SEGMENTS, RELEASES['2.95']);
  t.is(size.managementBytes, 36_498_400n);
  t.deepEqual(size.dataBytes, [149_395_040n]);
});

test('pools whose sums are not multiples of eight are padded one by one', (t) => {
  const { dataBytes } = sharedMemorySize([{ mempools: [{ size: 64, count: 3 }] }], RELEASES['2.0']);
  t.deepEqual(dataBytes, [312n]);
});

test('a tmpfs holds whole pages of each file', (t) => {
  const size = sharedMemorySize([{ mempools: [{ size: 64, count: 3 }] }], RELEASES['2.0'], { managementBytes: 4_097n });
  t.is(size.tmpfsBytes, 8_192n + 4_096n);
});

test('sizes past 2^53 bytes are exact', (t) => {
  const { dataBytes } = sharedMemorySize([{ mempools: [{ size: 2 ** 32 - 8, count: 2 ** 32 - 1 }] }], RELEASES['2.0']);
  t.deepEqual(dataBytes, [(2n ** 32n - 1n) * (2n ** 32n - 8n + 40n)]);
});

test('arm64 has larger mutexes (iceoryx#2183, iceoryx#2497)', (t) => {
  const bytes = (release: '2.0' | '2.95') =>
    sharedMemorySize(DEFAULT_SEGMENTS, RELEASES[release], { architecture: 'arm64' }).managementBytes;
  t.is(bytes('2.0'), 66_798_600n);
  t.is(bytes('2.95'), 36_520_928n);
});

test('an unknown build is estimated above every known one', (t) => {
  for (const release of PROVEN_RELEASES) {
    const bytes = (architecture: Architecture | 'unknown') =>
      sharedMemorySize(DEFAULT_SEGMENTS, release, { architecture }).managementBytes;
    t.true(bytes('unknown') > bytes('arm64') && bytes('arm64') > bytes('x86-64'));
    t.is(bytes('unknown') % 8n, 0n);
  }
  const { managementBytes } = sharedMemorySize([], RELEASES['1.0'], { architecture: 'arm64' });
  t.is(managementBytes, (59_083_624n * 101n) / 100n + 4n);
});

const forEvery = (holds: (segments: readonly Segment[], release: Release) => boolean): void =>
  fc.assert(fc.property(validSegments, fc.constantFrom(...PROVEN_RELEASES), holds));

test('another segment does not change the others, and one more chunk costs its bytes', (t) => {
  t.notThrows(() =>
    forEvery((segments, release) => {
      const before = sharedMemorySize(segments, release);
      const after = sharedMemorySize([...segments, { writer: 'more', mempools: [{ size: 800, count: 1 }] }], release);
      return (
        after.dataBytes.slice(0, -1).every((bytes, index) => bytes === before.dataBytes[index]) &&
        after.dataBytes.at(-1) === 800n + BigInt(release.chunkHeaderBytes) &&
        // Two free lists of two entries and one ChunkManagement.
        after.managementBytes - before.managementBytes === 8n + 56n + 8n
      );
    }),
  );
});

test('a tmpfs needs the files and less than one page more for each', (t) => {
  t.notThrows(() =>
    forEvery((segments, release) => {
      const { managementBytes, dataBytes, tmpfsBytes } = sharedMemorySize(segments, release);
      const files = dataBytes.reduce((sum, bytes) => sum + bytes, managementBytes);
      return (
        tmpfsBytes % 4096n === 0n && tmpfsBytes >= files && tmpfsBytes - files < 4096n * BigInt(segments.length + 1)
      );
    }),
  );
});
