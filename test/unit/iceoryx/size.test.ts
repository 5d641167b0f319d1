import test from 'ava';
import { DEFAULT_SEGMENTS } from '../../../src/iceoryx/config.ts';
import { RELEASES } from '../../../src/iceoryx/release.ts';
import { sharedMemorySize } from '../../../src/iceoryx/size.ts';

test("RouDi 2.0's built-in configuration has the sizes that its log shows (iceoryx#2287)", (t) => {
  const size = sharedMemorySize(DEFAULT_SEGMENTS, RELEASES['2.0']);
  t.is(size.managementBytes, 66_761_736n);
  t.deepEqual(size.dataBytes, [149_264_720n]);
});

test("RouDi 2.95's built-in configuration", (t) => {
  const size = sharedMemorySize(DEFAULT_SEGMENTS, RELEASES['2.95']);
  t.is(size.managementBytes, 36_498_400n);
  t.deepEqual(size.dataBytes, [149_395_040n]);
});

test('pools whose sums are not multiples of eight are padded one by one', (t) => {
  const { dataBytes } = sharedMemorySize([{ mempools: [{ size: 64, count: 3 }] }], RELEASES['2.0']);
  t.deepEqual(dataBytes, [312n]);
});

test('a tmpfs holds whole pages of each file', (t) => {
  const size = sharedMemorySize([{ mempools: [{ size: 64, count: 3 }] }], RELEASES['2.0'], 4_097n);
  t.is(size.tmpfsBytes, 8_192n + 4_096n);
});

test('sizes past 2^53 bytes are exact', (t) => {
  const { dataBytes } = sharedMemorySize([{ mempools: [{ size: 2 ** 32 - 8, count: 2 ** 32 - 1 }] }], RELEASES['2.0']);
  t.deepEqual(dataBytes, [(2n ** 32n - 1n) * (2n ** 32n - 8n + 40n)]);
});
