import test from 'ava';
import * as fc from 'fast-check';
import { segmentsProblems } from '../../../src/api/rules/segments.ts';
import { DEFAULT_SEGMENTS, type Segment } from '../../../src/iceoryx/config.ts';
import { PROVEN_RELEASES, RELEASES } from '../../../src/iceoryx/release.ts';
import { validateConfig } from '../../../src/iceoryx/validate.ts';
import { anySegments, validSegments } from './arbitraries.ts';
import { problemsOf } from '../../../src/api/validation.ts';
import { specWith } from '../../api/invalid-specs.ts';

const pool = (size: number, count = 1) => ({ size, count });
const one = (...mempools: Segment['mempools']) => [{ mempools }];
const many = (length: number) => Array.from({ length }, (_, index) => pool(8 * (index + 1)));
const segments = (length: number) =>
  Array.from({ length }, (_, index) => ({ writer: `g${index}`, mempools: [pool(8)] }));

for (const { title, config, release = '2.0', path, kind = 'RefusedByRouDi', says } of [
  { title: 'no segments', config: [], path: 'segments', says: 'add at least one' },
  { title: '101 segments', config: segments(101), path: 'segments', says: '100' },
  { title: 'no pools', config: one(), path: 'segments[0].mempools', says: 'add at least one' },
  { title: '33 pools', config: one(...many(33)), path: 'segments[0].mempools', says: '32' },
  { title: 'falling sizes', config: one(pool(16), pool(8)), path: 'segments[0].mempools[1].size', says: '16' },
  { title: 'the same size', config: one(pool(16), pool(16)), path: 'segments[0].mempools[1].size', says: 'join' },
  { title: 'size 4', config: one(pool(4)), path: 'segments[0].mempools[0].size', says: 'use 8' },
  { title: 'an odd size', config: one(pool(9)), path: 'segments[0].mempools[0].size', says: 'use 8 or 16' },
  {
    title: 'a size past 32 bits',
    config: one(pool(2 ** 32 - 40)),
    path: 'segments[0].mempools[0].size',
    says: '4294967248',
  },
  { title: 'count 0', config: one(pool(8, 0)), path: 'segments[0].mempools[0].count', says: 'from 1 to 4294967295' },
  {
    title: 'too many chunks',
    config: one(pool(8, 2 ** 32 - 1), pool(16)),
    release: '2.95',
    path: 'segments[0].mempools',
    says: '4294967296',
  },
  {
    title: 'a pool past 4 GiB',
    config: one(pool(2 ** 31, 3)),
    path: 'segments[0].mempools[0].count',
    kind: 'StartsButBroken',
    says: 'twice',
  },
  {
    title: 'two unnamed segments',
    config: [...one(pool(8)), ...one(pool(8))],
    path: 'segments[1].writer',
    kind: 'StartsButBroken',
    says: 'RouDi itself',
  },
  {
    title: 'the same writer',
    config: [...segments(2), ...segments(1)],
    path: 'segments[2].writer',
    kind: 'StartsButBroken',
    says: "'g0'",
  },
  {
    title: 'an empty writer',
    config: [{ writer: '', mempools: [pool(8)] }],
    path: 'segments[0].writer',
    says: 'leave it out',
  },
  {
    title: 'an empty writer',
    config: [{ writer: '', mempools: [pool(8)] }],
    release: '2.95',
    path: 'segments[0].writer',
    kind: 'StartsButBroken',
    says: 'leave it out',
  },
  {
    title: 'a long writer',
    config: [{ writer: 'g'.repeat(33), mempools: [pool(8)] }],
    release: '2.95',
    path: 'segments[0].writer',
    kind: 'StartsButBroken',
    says: '32',
  },
  {
    title: "RouDi's own segment",
    config: [{ writer: 'iceoryx_mgmt', mempools: [pool(8)] }],
    path: 'segments[0].writer',
    kind: 'StartsButBroken',
    says: 'management',
  },
] as const) {
  test(`${release}: ${title} is a fault: ${kind}`, (t) => {
    const faults = validateConfig(config, RELEASES[release]);
    t.deepEqual(
      faults.map(({ path, kind }) => ({ path, kind })),
      [{ path, kind }],
    );
    t.true(faults[0]?.message.includes(says), faults[0]?.message);
  });
}

test('all faults are reported at once', (t) => {
  const config = [{ mempools: [pool(20, 0), pool(8)] }, { mempools: [] }];
  t.deepEqual(
    validateConfig(config, RELEASES['2.0']).map(({ path }) => path),
    [
      'segments[1].writer',
      'segments[0].mempools[0].size',
      'segments[0].mempools[0].count',
      'segments[0].mempools[1].size',
      'segments[1].mempools',
    ],
  );
});

test('values at the limits are accepted', (t) => {
  for (const release of PROVEN_RELEASES) {
    for (const config of [DEFAULT_SEGMENTS, segments(100), one(...many(32)), one(pool(8, 89_478_485))]) {
      t.deepEqual(validateConfig(config, release), [], release.id);
    }
  }
  t.deepEqual(validateConfig(one(pool(2 ** 32 - 48)), RELEASES['2.0']), []);
  t.deepEqual(validateConfig(one(pool(2 ** 31, 3)), RELEASES['2.95']), []);
});

test('a valid configuration has no fault', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(validSegments, (segments) =>
        PROVEN_RELEASES.every((release) => validateConfig(segments, release).length === 0),
      ),
    ),
  );
});

for (const release of PROVEN_RELEASES) {
  // The API does not know of a writer with the name of RouDi's own segment.
  const isKnownToApi = (config: readonly Segment[]) => config.every(({ writer }) => writer !== 'iceoryx_mgmt');

  test(`${release.id}: the API and this layer agree on what is valid`, (t) => {
    t.notThrows(() =>
      fc.assert(
        fc.property(anySegments(release).filter(isKnownToApi), (segments) => {
          const roudi = { image: 'roudi', release: release.id, segments };
          return (problemsOf(specWith({ roudi })).length === 0) === (validateConfig(segments, release).length === 0);
        }),
        { numRuns: 500 },
      ),
    );
  });

  test(`${release.id}: what the restated rules refuse is a fault here, in the same segment`, (t) => {
    const segmentOf = ({ path }: { path: string }) => /segments\[\d+\]/.exec(path)?.[0] ?? 'segments';
    t.notThrows(() =>
      fc.assert(
        fc.property(anySegments(release), (segments) => {
          const faults = new Set(validateConfig(segments, release).map(segmentOf));
          return segmentsProblems(segments as never)
            .map(segmentOf)
            .every((segment) => faults.has(segment) || (segment === 'segments' && faults.size > 0));
        }),
      ),
    );
  });
}
