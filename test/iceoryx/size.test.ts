import { statfs } from 'node:fs/promises';
import test from 'ava';
import * as fc from 'fast-check';
import { DEFAULT_SEGMENTS, type Segment } from '../../src/iceoryx/config.ts';
import { type Release, releaseOfImage } from '../../src/iceoryx/release.ts';
import { type Build, sharedMemorySize } from '../../src/iceoryx/size.ts';
import { arm64Roudi, emulate } from '../../lab/iceoryx/foreign-roudi.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import { inTwoLanes, realRoudis, runRoudi } from '../support/roudi-runs.ts';
import { GROUPS, validSegments } from '../unit/iceoryx/arbitraries.ts';

const roudis = await realRoudis();

const pool = (size: number, count: number) => ({ size, count });
const one = (...mempools: Segment['mempools']): Segment[] => [{ mempools }];
const series = (length: number, count: number) => Array.from({ length }, (_, index) => pool(8 * (index + 1), count));

const CONFIGURATIONS: readonly (readonly Segment[])[] = [
  DEFAULT_SEGMENTS,
  one(pool(8, 1)),
  one(pool(8, 2)),
  one(pool(8, 3)),
  one(pool(64, 3)),
  one(pool(4096, 8)),
  one(pool(1_048_576, 3)),
  one(pool(128, 1000), pool(1024, 100)),
  one(pool(8, 1_000_001)),
  one(...series(32, 1)),
  one(...series(32, 7)),
  [{ writer: 'g1', reader: 'g2', mempools: series(3, 5) }],
  [{ mempools: series(2, 3) }, { writer: 'g1', reader: 'g2', mempools: series(3, 5) }],
  [
    { writer: 'g1', mempools: series(1, 1) },
    { writer: 'g2', reader: 'g1', mempools: series(32, 2) },
    { reader: 'g1', mempools: series(5, 11) },
  ],
  GROUPS.slice(0, 100).map((writer, index) => ({ writer, mempools: series(1 + (index % 4), 1 + (index % 7)) })),
  [{ mempools: series(32, 3) }, ...GROUPS.slice(0, 99).map((writer) => ({ writer, mempools: series(32, 1) }))],
  ...fc.sample(validSegments, { seed: 20_261_123, numRuns: 20 }),
];

/** What should be in /dev/shm; RouDi runs as root. */
function expected(segments: readonly Segment[], release: Release, build: Build = {}): Map<string, bigint> {
  const { managementBytes, dataBytes } = sharedMemorySize(segments, release, build);
  return new Map([
    [release.names.managementSegment, managementBytes],
    ...segments.map(({ writer = 'root' }, index): [string, bigint] => [
      release.names.dataSegment(writer),
      dataBytes[index] ?? 0n,
    ]),
  ]);
}

const sorted = (files: ReadonlyMap<string, bigint>) => [...files].sort(([a], [b]) => a.localeCompare(b));

for (const roudi of roudis) {
  const { version, release, isHere } = roudi;
  const testHere = isHere ? test.serial : test.serial.skip;

  testHere(`${version}: the files of ${CONFIGURATIONS.length} configurations have the computed lengths`, async (t) => {
    await inTwoLanes(roudi, GROUPS, CONFIGURATIONS, async (sandbox, segments) => {
      const { isReady, files, output } = await runRoudi(sandbox, segments);
      t.true(isReady, output.join('\n'));
      t.deepEqual(sorted(files), sorted(expected(segments, release)), JSON.stringify(segments));
    });
  });

  testHere(`${version}: the tmpfs holds as much as computed, and the log reports the lengths`, async (t) => {
    const sandbox = await roudi.open(GROUPS);
    const used = async () => {
      const { blocks, bfree, bsize } = await statfs(sandbox.path('/dev/shm'), { bigint: true });
      return (blocks - bfree) * bsize;
    };
    const segments = [...DEFAULT_SEGMENTS, { writer: 'g1', mempools: series(3, 1001) }];
    const { tmpfsBytes } = sharedMemorySize(segments, release);
    const before = await used();
    const level = release.flags.logLevel.words[release.log.reserveFrom === 'Debug' ? 'Debug' : 'Info'];
    const { output } = await runRoudi(sandbox, segments, ['-m', 'off', '-l', level], async () => {
      t.is((await used()) - before, tmpfsBytes);
    });
    const said = output.flatMap((line): [string, bigint][] => {
      const { name, bytes } = release.log.reserve.exec(line)?.groups ?? {};
      return name === undefined || bytes === undefined ? [] : [[name, BigInt(bytes)]];
    });
    t.deepEqual(sorted(new Map(said)), sorted(expected(segments, release)));
    await sandbox.close();
  });
}

test.serial("the files of Debian's RouDi for arm64 have the lengths computed for that architecture", async (t) => {
  t.timeout(10 * 60_000, 'its image is built on first use');
  const image = await arm64Roudi(t.log);
  const release = releaseOfImage(image.reference);
  if (release === undefined) throw new Error(`no release line for ${image.reference}`);
  const sandbox = await Sandbox.open(image);
  await emulate(sandbox, t.log);
  for (const segments of CONFIGURATIONS.slice(0, 8)) {
    const { isReady, files, output } = await runRoudi(sandbox, segments);
    t.true(isReady, output.join('\n'));
    t.deepEqual(sorted(files), sorted(expected(segments, release, { architecture: 'arm64' })));
  }
  await sandbox.close();
});
