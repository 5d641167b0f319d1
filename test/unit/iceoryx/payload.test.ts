import test from 'ava';
import * as fc from 'fast-check';
import { largestPayload, PayloadLayoutError, poolFor } from '../../../src/iceoryx/payload.ts';
import { PROVEN_RELEASES, RELEASES } from '../../../src/iceoryx/release.ts';

const pool = { size: 128, count: 1 };

test('a pool holds payloads of its size without user header and with usual alignment', (t) => {
  for (const release of PROVEN_RELEASES) {
    t.is(largestPayload(pool, {}, release), 128);
    t.is(largestPayload(pool, { alignment: 1 }, release), 128);
  }
});

test('larger alignment and a user header cost bytes', (t) => {
  t.is(largestPayload(pool, { alignment: 32 }, RELEASES['2.0']), 128 - (32 - 8));
  t.is(largestPayload(pool, { alignment: 8, userHeaderBytes: 16, userHeaderAlignment: 8 }, RELEASES['2.0']), 104);
  t.is(largestPayload(pool, { alignment: 1, userHeaderBytes: 1 }, RELEASES['2.95']), 120);
});

test('a chunk too small for its headers holds nothing, not even an empty payload', (t) => {
  t.is(largestPayload({ size: 8, count: 1 }, { alignment: 64 }, RELEASES['2.0']), undefined);
  t.is(poolFor([{ size: 8, count: 1 }], 0, { alignment: 64 }, RELEASES['2.0']), undefined);
});

for (const [layout, message] of [
  [{ alignment: 3 }, /alignment 3 is not a power of two/],
  [{ alignment: -8 }, /alignment -8 is not a power of two/],
  [{ userHeaderBytes: 16, userHeaderAlignment: 16 }, /userHeaderAlignment 16 exceeds 8/],
  [{ userHeaderBytes: 6, userHeaderAlignment: 4 }, /userHeaderBytes 6 is not a multiple of userHeaderAlignment 4/],
] as const) {
  test(`iceoryx refuses ${JSON.stringify(layout)}`, (t) => {
    t.throws(() => largestPayload(pool, layout, RELEASES['2.0']), { instanceOf: PayloadLayoutError, message });
  });
}

test('the first pool that holds the payload serves it', (t) => {
  const pools = [8, 64, 512].map((size) => ({ size, count: 1 }));
  t.is(poolFor(pools, 8, {}, RELEASES['2.0'])?.size, 8);
  t.is(poolFor(pools, 9, {}, RELEASES['2.0'])?.size, 64);
  t.is(poolFor(pools, 64, { alignment: 16 }, RELEASES['2.0'])?.size, 512);
  t.is(poolFor(pools, 513, {}, RELEASES['2.0']), undefined);
});

test('payload, padding and headers never exceed the chunk, wherever it lies', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(
        fc.constantFrom(...PROVEN_RELEASES),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 12 }),
        fc.nat(100),
        fc.nat(4096),
        (release, size, power, userHeaderBytes, place) => {
          const alignment = 2 ** power;
          const payload = largestPayload({ size: size * 8, count: 1 }, { alignment, userHeaderBytes }, release);
          const start = place * 8;
          const afterHeaders = start + release.chunkHeaderBytes + userHeaderBytes;
          // The offset back to the header lies in front of the payload where there is a user header.
          const earliest = userHeaderBytes === 0 ? afterHeaders : Math.ceil(afterHeaders / 4) * 4 + 4;
          const begin = Math.ceil(earliest / alignment) * alignment;
          return payload === undefined || begin + payload <= start + release.chunkHeaderBytes + size * 8;
        },
      ),
    ),
  );
});
