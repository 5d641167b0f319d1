/** The sweeper against real RouDis and apps of both releases: nothing in use is touched, and leftovers are removed. */
import { readdir, writeFile } from 'node:fs/promises';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { RELEASES, releaseOfImage } from '../../src/iceoryx/release.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import { testedReleases } from '../support/releases.ts';
import { event, Stage } from '../support/stage.ts';
import { sweep } from '../../lab/operator/sweeps.ts';

const sets = await testedReleases();

const POOLS = '[[segment.mempool]]\nsize = 128\ncount = 100\n';
const toml = (names = '') => `[general]\nversion = 1\n[[segment]]\n${names}${POOLS}`;

type Play = (stage: Stage, t: ExecutionContext) => Promise<void>;

function scenario(title: string, play: Play): void {
  for (const { version, images, isHere } of sets) {
    (isHere ? test.serial : test.serial.skip)(`${version}: ${title}`, async (t) => {
      t.timeout(480_000);
      const id = releaseOfImage(images.roudi.reference)?.id;
      const sandbox = await Sandbox.open(images.roudi, images.counter);
      try {
        const stage = new Stage(t, RELEASES[id ?? '2.0'], sandbox, () => {});
        await stage.configure(toml());
        await play(stage, t);
      } finally {
        await sandbox.close();
      }
    });
  }
}

const files = async (stage: Stage): Promise<string[]> =>
  [...(await readdir(stage.sandbox.path('/dev/shm'))), ...(await readdir(stage.sandbox.path('/tmp')))].sort();

const names = ({ release: { names } }: Stage) => ({
  management: names.managementSegment,
  data: names.dataSegment('root'),
  roudi: names.roudiSocket,
  locks: [...names.roudiLocks],
  socket: (app: string) => names.appSocket(app),
  lock: (app: string) => names.appLock(app),
});

scenario('a RouDi and its apps that live lose nothing', async (stage, t) => {
  await stage.readyRoudi();
  const publisher = stage.app('publisher --interval-ms 20');
  const subscriber = stage.app('subscriber');
  await event(subscriber, 'sample');
  const before = await files(stage);
  const { report, removed, exitCode } = await sweep(stage.sandbox.path(''), '--yes', '--no-roudi-returns');
  t.deepEqual(removed, []);
  t.is(exitCode, 0);
  t.deepEqual(await files(stage), before);
  t.deepEqual(report.findings.map(({ name }) => name).sort(), before, 'every file was looked at');
  t.deepEqual([...new Set(report.findings.map(({ verdict }) => verdict))], ['Live']);
  const [holder] = report.findings.find(({ name }) => name === names(stage).management)?.holders ?? [];
  t.true(['iox-roudi', 'counter'].includes(holder?.command ?? ''));
  const count = subscriber.stdout.length;
  await subscriber.until(({ stdout }) => stdout.length > count + 5);
  publisher.signal('SIGTERM');
  t.is(await publisher.exitCode, 0);
});

scenario('an app that was killed leaves nothing under a RouDi that lives', async (stage, t) => {
  const roudi = await stage.readyRoudi('-m', 'on');
  const doomed = stage.app('publisher --name doomed');
  const other = stage.app('publisher --name other --interval-ms 20');
  await event(doomed, 'sample');
  await event(other, 'sample');
  doomed.signal('SIGKILL');
  await doomed.exitCode;
  const { socket, lock } = names(stage);
  const { removed } = await sweep(stage.sandbox.path(''), '--yes');
  t.deepEqual(removed, [lock('doomed'), socket('doomed')].sort());
  const again = stage.app('publisher --name doomed');
  await event(again, 'sample');
  t.false(
    again.stderr.some((line) => line.includes('still there')),
    'it found no leftover',
  );
  again.signal('SIGTERM');
  other.signal('SIGTERM');
  t.deepEqual([await again.exitCode, await other.exitCode], [0, 0]);
  roudi.signal('SIGTERM');
  t.is(await roudi.exitCode, 0);
});

scenario('a RouDi that was killed: its apps keep their segments', async (stage, t) => {
  const roudi = await stage.readyRoudi();
  const app = stage.app('publisher --interval-ms 20');
  await event(app, 'sample');
  roudi.signal('SIGKILL');
  await roudi.exitCode;
  const { management, data, roudi: socket } = names(stage);
  const { removed, finding } = await sweep(stage.sandbox.path(''), '--yes', '--no-roudi-returns');
  t.deepEqual(removed, [socket]);
  t.is(finding(management)?.verdict, 'Live');
  t.is(finding(data)?.verdict, 'Live');
});

scenario(
  'a RouDi and apps that were killed: what is RouDis is left to RouDi, unless none returns',
  async (stage, t) => {
    const roudi = await stage.readyRoudi();
    const app = stage.app('publisher --name one');
    await event(app, 'sample');
    app.signal('SIGKILL');
    roudi.signal('SIGKILL');
    await Promise.all([app.exitCode, roudi.exitCode]);
    const { management, data, roudi: roudiSocket, locks, socket, lock } = names(stage);

    const dry = await sweep(stage.sandbox.path(''), '--dry-run');
    t.is(dry.finding(socket('one'))?.verdict, 'Orphan');
    t.is(dry.finding(management)?.reason, 'RoudiMayReturn');
    t.is(dry.finding(data)?.reason, 'RoudiMayReturn');

    const careful = await sweep(stage.sandbox.path(''), '--yes');
    t.deepEqual(careful.removed, [socket('one'), lock('one')].sort());
    t.deepEqual(await files(stage), [management, data, roudiSocket, ...locks].sort());

    const thorough = await sweep(stage.sandbox.path(''), '--yes', '--no-roudi-returns');
    t.deepEqual(thorough.removed, [management, data, roudiSocket].sort());
    t.deepEqual(await files(stage), locks.sort());
    t.true(thorough.report.totals.removed.bytes > 30 * 2 ** 20);

    await stage.readyRoudi();
    await event(stage.app('publisher'), 'sample');
  },
);

scenario('a segment that RouDi no longer has in its configuration goes under a RouDi that lives', async (stage, t) => {
  await stage.names('root:x:0:\nformer:x:1001:root\n');
  await writeFile(
    stage.sandbox.path('/etc/roudi.toml'),
    '[general]\nversion = 1\n[[segment]]\nwriter = "former"\n' +
      [
        [128, 10_000],
        [1024, 5000],
        [16_384, 1000],
        [131_072, 200],
        [524_288, 50],
        [1_048_576, 30],
        [4_194_304, 10],
      ]
        .map(([size, count]) => `[[segment.mempool]]\nsize = ${size}\ncount = ${count}\n`)
        .join(''),
  );
  const first = await stage.readyRoudi();
  first.signal('SIGKILL');
  await first.exitCode;
  await stage.configure(toml());
  await stage.readyRoudi();
  const app = stage.app('publisher --interval-ms 20');
  await event(app, 'sample');
  const former = stage.release.names.dataSegment('former');
  const { removed } = await sweep(stage.sandbox.path(''), '--yes');
  t.deepEqual(removed, [former]);
  const count = app.stdout.length;
  await app.until(({ stdout }) => stdout.length > count + 3);
});
