// The numbers of chunks that are read from RouDi's memory, against its configuration and what apps hold.
import { open, readdir, stat, writeFile } from 'node:fs/promises';
import test, { type ExecutionContext } from 'ava';
import { until } from '../../lab/host/until.ts';
import { arm64Roudi, emulate } from '../../lab/iceoryx/foreign-roudi.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import type { Segment } from '../../src/iceoryx/config.ts';
import { poolsIn, type PoolUse, tableRange } from '../../src/iceoryx/pool-tables.ts';
import { RELEASES } from '../../src/iceoryx/release.ts';
import { toToml } from '../../src/iceoryx/toml.ts';
import { testedReleases } from '../support/releases.ts';
import { realRoudis, runRoudi } from '../support/roudi-runs.ts';

const roudis = await realRoudis();
const releases = await testedReleases();

/** Samples that the subscriber keeps. */
const HOLD = 10;
const CHUNKS = 40;

const pools = (length: number, count: number) =>
  Array.from({ length }, (_, index) => ({ size: 64 * (index + 1), count: count + index }));
const CONFIGURATIONS: readonly (readonly Segment[])[] = [
  [{ mempools: pools(1, 1) }],
  [{ mempools: pools(32, 3) }],
  [{ writer: 'g1', mempools: pools(2, 50) }, { writer: 'g2', mempools: pools(32, 2) }, { mempools: pools(1, 7) }],
];

/** Reads as `od` does. */
async function tablesIn(sandbox: Sandbox): Promise<PoolUse[] | undefined> {
  const directory = sandbox.path('/dev/shm');
  const files = await Promise.all(
    (await readdir(directory)).map(async (name) => ({ name, bytes: (await stat(`${directory}/${name}`)).size })),
  );
  const range = tableRange(files);
  if (range === undefined) {
    return undefined;
  }
  const file = await open(`${directory}/${range.file}`);
  const { buffer } = await file.read(Buffer.alloc(range.length), 0, range.length, range.offset);
  await file.close();
  const words = Array.from({ length: range.length / 4 }, (_, index) => buffer.readUInt32LE(index * 4));
  return poolsIn(words, range, files);
}

function unused(segments: readonly Segment[], nameOf: (writer: string) => string): PoolUse[] {
  return segments.flatMap(({ writer = 'root', mempools }) =>
    mempools.map(({ size, count }) => ({
      segment: nameOf(writer),
      payloadBytes: size,
      chunks: count,
      usedChunks: 0,
      mostUsedChunks: 0,
    })),
  );
}

async function sameAsConfigured(
  t: ExecutionContext,
  sandbox: Sandbox,
  segments: readonly Segment[],
  nameOf: (writer: string) => string,
): Promise<void> {
  let found: PoolUse[] | undefined;
  const run = await runRoudi(sandbox, segments, undefined, async () => {
    found = await tablesIn(sandbox);
  });
  t.true(run.isReady, run.output.join('\n'));
  t.deepEqual(found, unused(segments, nameOf));
}

for (const roudi of roudis) {
  const { version, release, isHere } = roudi;
  const title = `${version}: the pools of a RouDi are those of its configuration`;
  (isHere ? test : test.skip)(title, async (t) => {
    const sandbox = await roudi.open(['g1', 'g2']);
    try {
      for (const segments of CONFIGURATIONS) {
        await sameAsConfigured(t, sandbox, segments, release.names.dataSegment);
      }
    } finally {
      await sandbox.close();
    }
  });
}

test("the pools of Debian's RouDi for arm64 are in the same place", async (t) => {
  t.timeout(10 * 60_000, 'its image is built on first use');
  const sandbox = await Sandbox.open(await arm64Roudi(t.log));
  try {
    await emulate(sandbox, t.log);
    await sameAsConfigured(t, sandbox, [{ mempools: pools(3, 5) }], RELEASES['2.0'].names.dataSegment);
  } finally {
    await sandbox.close();
  }
});

for (const { version, images, isHere } of releases) {
  (isHere ? test : test.skip)(
    `${version}: chunks that an app holds are in use, and those it held are known`,
    async (t) => {
      const sandbox = await Sandbox.open(images.roudi, images.counter);
      try {
        await writeFile(sandbox.path('/etc/roudi.toml'), toToml([{ mempools: [{ size: 4096, count: CHUNKS }] }]));
        const roudi = sandbox.start('/usr/bin/iox-roudi', '-c', '/etc/roudi.toml');
        await roudi.until(({ stdout, stderr }) =>
          [...stdout, ...stderr].some((line) => line.includes('ready for clients')),
        );
        const subscriber = sandbox.start('/usr/bin/counter', 'subscriber', '--hold', `${HOLD}`);
        const publisher = sandbox.start(
          '/usr/bin/counter',
          'publisher',
          '--interval-ms',
          '2',
          '--payload-bytes',
          '4096',
        );
        await subscriber.until(({ events }) => events.filter(({ event }) => event === 'sample').length > 2 * HOLD);
        const [pool] = (await tablesIn(sandbox)) ?? [];
        t.true((pool?.usedChunks ?? 0) >= HOLD, `${pool?.usedChunks} are in use`);
        t.is(pool?.chunks, CHUNKS);
        publisher.signal('SIGTERM');
        await publisher.exitCode;
        subscriber.signal('SIGTERM');
        await subscriber.exitCode;
        await until('no chunk is in use', async () => (await tablesIn(sandbox))?.[0]?.usedChunks === 0);
        const [after] = (await tablesIn(sandbox)) ?? [];
        t.true((after?.mostUsedChunks ?? 0) >= HOLD, `${after?.mostUsedChunks} were in use`);
      } finally {
        await sandbox.close();
      }
    },
  );
}
