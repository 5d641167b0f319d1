import * as fc from 'fast-check';
import type { Segment } from '../../../src/iceoryx/config.ts';
import type { Release } from '../../../src/iceoryx/release.ts';

/** Groups that the tests put into the sandbox's /etc/group. */
export const GROUPS = Array.from({ length: 101 }, (_, index) => `g${index}`);

const pools = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 40 })), {
    minLength: 1,
    maxLength: 6,
    selector: ([size]) => size,
  })
  .map((pairs) => pairs.sort(([a], [b]) => a - b).map(([size, count]) => ({ size: size * 8, count })));

/** Small configurations without a fault. */
export const validSegments: fc.Arbitrary<readonly Segment[]> = fc
  .tuple(fc.uniqueArray(fc.nat(99), { maxLength: 3 }), fc.boolean(), fc.array(pools, { minLength: 4, maxLength: 4 }))
  .map(([writers, own, mempools]) => {
    const named = writers.map((writer, index): Segment => {
      const pools = mempools[index] ?? [];
      return index === 0
        ? { writer: `g${writer}`, mempools: pools }
        : { writer: `g${writer}`, reader: `g${(writer + index) % 100}`, mempools: pools };
    });
    const unnamed: Segment[] = own || named.length === 0 ? [{ mempools: mempools[3] ?? [] }] : [];
    return unnamed.concat(named);
  });

type Pool = Segment['mempools'][number];
type Fault = (segments: readonly Segment[]) => readonly Segment[];

const inSegment =
  (change: (segment: Segment) => Segment): Fault =>
  (segments) =>
    segments.map((segment, index) => (index === segments.length - 1 ? change(segment) : segment));
const inPool = (change: (pool: Pool) => Pool): Fault =>
  inSegment((segment) => ({
    ...segment,
    mempools: segment.mempools.map((pool, index) => (index === segment.mempools.length - 1 ? change(pool) : pool)),
  }));
const series = (length: number) => Array.from({ length }, (_, index) => ({ size: 8 * (index + 1), count: 1 }));
const onePool = [{ size: 64, count: 3 }];

/** Ways to spoil a configuration, each cheap to start where a release accepts it. */
const faults = (release: Release): Readonly<Record<string, Fault>> => ({
  none: () => [],
  'no pools': inSegment((segment) => ({ ...segment, mempools: [] })),
  'falling sizes': inSegment((segment) => ({ ...segment, mempools: [...segment.mempools, { size: 8, count: 1 }] })),
  'same size': inSegment((segment) => ({ ...segment, mempools: [...segment.mempools, ...segment.mempools.slice(-1)] })),
  '32 pools': inSegment((segment) => ({ ...segment, mempools: series(32) })),
  '33 pools': inSegment((segment) => ({ ...segment, mempools: series(33) })),
  '100 segments': () => GROUPS.slice(0, 100).map((writer) => ({ writer, mempools: onePool })),
  '101 segments': () => GROUPS.map((writer) => ({ writer, mempools: onePool })),
  'size 0': inPool((pool) => ({ ...pool, size: 0 })),
  'size 4': inPool((pool) => ({ ...pool, size: 4 })),
  'size below 0': inPool((pool) => ({ ...pool, size: -8 })),
  'odd size': inPool((pool) => ({ ...pool, size: pool.size + 1 })),
  'half size': inPool((pool) => ({ ...pool, size: pool.size + 4 })),
  'broken size': inPool((pool) => ({ ...pool, size: 64.5 })),
  ...(release.mempools.maxSize < 2n ** 32n
    ? {
        'size + header past 32 bits': inPool((pool) => ({ ...pool, size: Number(release.mempools.maxSize) + 8 })),
        'size past 32 bits': inPool((pool) => ({ ...pool, size: 2 ** 32 })),
      }
    : {}),
  'count 0': inPool((pool) => ({ ...pool, count: 0 })),
  'count below 0': inPool((pool) => ({ ...pool, count: -1 })),
  'count past 32 bits': inPool((pool) => ({ ...pool, count: 2 ** 32 })),
  'broken count': inPool((pool) => ({ ...pool, count: 1.5 })),
  'same writer': (segments) => [
    ...segments,
    ...segments
      .slice(-1)
      .map(({ writer }) => (writer === undefined ? { mempools: onePool } : { writer, mempools: onePool })),
  ],
  'two without writer': (segments) => [...segments, { mempools: onePool }, { mempools: series(2) }],
  'empty writer': inSegment((segment) => ({ ...segment, writer: '' })),
  'impossible reader': inSegment((segment) => ({ ...segment, reader: 'no group' })),
  "writer of RouDi's segment": inSegment((segment) => ({ ...segment, writer: release.names.managementSegment })),
});

/** Small configurations, most of them with one or two faults. */
export function anySegments(release: Release): fc.Arbitrary<readonly Segment[]> {
  return fc
    .tuple(validSegments, fc.array(fc.constantFrom(...Object.values(faults(release))), { maxLength: 2 }))
    .map(([segments, spoil]) => spoil.reduce((spoilt, fault) => fault(spoilt), segments));
}
