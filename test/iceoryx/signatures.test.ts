/** Makes real RouDis and apps print the messages in the table of signatures, and diagnoses their output. */
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import test from 'ava';
import { atATime } from '../../lab/host/at-a-time.ts';
import { EXIT_CODES, SIGNATURES } from '../../src/iceoryx/signatures.ts';
import { RELEASES, releaseOfImage } from '../../src/iceoryx/release.ts';
import type { ReleaseId } from '../../src/iceoryx/release.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import { testedReleases } from '../support/releases.ts';
import { event, ready, Stage } from '../support/stage.ts';
import { until } from '../../lab/host/until.ts';

const [debian, newer] = await testedReleases();
const sets = { '2.0': debian, '2.95': newer };
const ids = ['2.0', '2.95'] as const;

const POOLS = '[[segment.mempool]]\nsize = 128\ncount = 100\n[[segment.mempool]]\nsize = 4096\ncount = 8\n';
const toml = (pools = POOLS, names = '') => `[general]\nversion = 1\n[[segment]]\n${names}${pools}`;
const pool = (size: number | string, count: number | string) =>
  `[[segment.mempool]]\nsize = ${size}\ncount = ${count}\n`;

/** Signatures that were produced, by release. They are compared with what the table claims. */
const produced = new Map<ReleaseId, Set<string>>(ids.filter((id) => sets[id].isHere).map((id) => [id, new Set()]));
/** Signatures that only scenarios show whose release is not available here. */
const unseen = new Set<string>();
let playing = 0;
let played = 0;

/** At most three of the scenarios that keep the machine busy at a time. */
const inTurn = atATime(3);

/** RouDi as the child of a shell that stops it once /tmp/stop is there: `signal` would not reach it. */
const ROUDI_UNTIL_STOP =
  'iox-roudi -c /etc/roudi.toml -l info -k 1 & until [ -e /tmp/stop ]; do sleep 0.1; done; kill $!; wait $!';

type Play = (stage: Stage) => Promise<void>;

function scenario(
  title: string,
  play: Play,
  {
    only,
    patient = false,
    shownByBoth,
  }: {
    only?: ReleaseId;
    patient?: boolean;
    /** Signatures that only this scenario shows, which needs both releases. */
    shownByBoth?: readonly string[];
  } = {},
): void {
  for (const id of ids.filter((one) => only === undefined || only === one)) {
    const { version, images, isHere } = sets[id];
    if (!isHere || (shownByBoth !== undefined && !ids.every((one) => sets[one].isHere))) {
      test.skip(`${version}: ${title}`, () => {});
      shownByBoth?.forEach((what) => unseen.add(what));
      continue;
    }
    playing++;
    test(`${version}: ${title}`, async (t) => {
      t.timeout(480_000);
      const release = releaseOfImage(images.roudi.reference);
      t.is(release?.id, id);
      const run = async () => {
        const sandbox = await Sandbox.open(images.roudi, images.counter);
        try {
          const stage = new Stage(t, RELEASES[id], sandbox, (heard, what) => produced.get(heard.id)?.add(what));
          await stage.configure(toml());
          await play(stage);
          played++;
        } finally {
          await sandbox.close();
        }
      };
      await (patient ? run : inTurn(run))();
    });
  }
}

scenario(
  'an app gets no answer for a minute',
  async (stage) => {
    const lonely = stage.app('publisher');
    await stage.says(lonely, 'WaitingForRoudi');
    await stage.ends(lonely, 134, 'RoudiNotAvailable', 'ExitAborted');
  },
  { patient: true },
);

scenario('more apps than RouDi has places', async (stage) => {
  const roudi = await stage.readyRoudi('-m', 'off');
  for (let next = 0; next < 300; next += 25) {
    const apps = Array.from({ length: 25 }, (_, n) => stage.app(`publisher --name app-${next + n}`));
    await Promise.all(apps.map((app) => event(app, 'started')));
    apps.forEach((app) => app.signal('SIGKILL'));
    await Promise.all(apps.map((app) => app.exitCode));
  }
  stage.app('publisher --name one-too-many');
  await stage.says(roudi, 'TooManyProcesses');
});

scenario('/dev/shm of 8 MiB', async (stage) => {
  await stage.sh('mount -o remount,size=8m /dev/shm');
  await stage.ends(stage.roudi(), 1, 'SharedMemoryTooSmall', 'ExitRefused');
});

scenario('/dev/shm that is read-only', async (stage) => {
  await stage.sh('mount -o remount,ro /dev/shm');
  await stage.ends(stage.roudi(), 134, 'SharedMemoryReadOnly', 'ManagementSegmentNotCreated', 'ExitAborted');
});

scenario('an abort of process 1 shows as 139', async (stage) => {
  await stage.sh('mount -o remount,ro /dev/shm');
  const roudi = stage.start('roudi', { ownPids: true }, 'iox-roudi', '-c', '/etc/roudi.toml');
  await stage.ends(roudi, 139, 'SharedMemoryReadOnly', 'ManagementSegmentNotCreated', 'ExitAborted');
});

scenario('/dev/shm without access control lists', async (stage) => {
  await stage.sh('mount -t ramfs ramfs /dev/shm');
  await stage.ends(stage.roudi(), 134, 'AccessListUnsupported');
});

scenario('/tmp that is read-only, /tmp that is not there', async (stage) => {
  await stage.sh('mount -o remount,ro /tmp');
  await stage.ends(stage.roudi(), 134, 'TmpReadOnly', 'LockNotAcquired');
  await stage.ends(stage.app('publisher'), 134, 'TmpReadOnly');
  await stage.sh('umount /tmp; rmdir /tmp');
  await stage.ends(stage.roudi(), 134, 'TmpMissing', 'LockNotAcquired');
  await stage.ends(stage.app('publisher'), 134, 'TmpMissing');
});

scenario("a lock file of another user, and a socket's place that is taken", async (stage) => {
  await stage.names('root:x:0:\niox:x:1000:\n');
  const [lock] = stage.release.names.roudiLocks;
  await stage.sh(`umask 077; : > /tmp/${lock}`);
  const foreign = stage.start('roudi', { user: 1000 }, 'iox-roudi', '-c', '/etc/roudi.toml');
  await stage.ends(foreign, 134, 'LockDenied', 'LockNotAcquired');
  await stage.readyRoudi();
  await stage.sh('mkdir /tmp/taken /tmp/iox1_0_u_taken');
  await stage.ends(stage.app('publisher --name taken'), 134, 'ChannelNotCreated');
});

scenario('a second RouDi, a name in use twice', async (stage) => {
  await stage.readyRoudi();
  await stage.ends(stage.roudi(), 134, 'RoudiStillRunning', 'ExitAborted');
  const first = stage.app('publisher --name twin');
  await event(first, 'sample');
  await stage.ends(stage.app('publisher --name twin'), 134, stage.isOld ? 'NameInUse' : 'ChannelNotCreated');
});

scenario('an image without RouDi, a program that may not be run', async (stage) => {
  const start = (program: string) => stage.start('roudi', {}, 'sh', '-c', 'exec "$@"', 'roudi', program);
  await stage.ends(start('/opt/iox-roudi'), 127, 'RoudiMissing', 'ExitNotStarted');
  await stage.sh(': > /tmp/iox-roudi');
  await stage.ends(start('/tmp/iox-roudi'), 126, 'ExitNotStarted');
});

scenario('a RouDi whose user has no name', async (stage) => {
  const nameless = stage.start('roudi', { user: 1000 }, 'iox-roudi', '-c', '/etc/roudi.toml', '-l', 'info');
  if (stage.isOld) {
    await stage.ends(nameless, 134, 'SegmentWithoutName', 'GroupUnknown', 'DataSegmentNotCreated');
  } else {
    await stage.says(nameless, 'SegmentWithoutName', 'GroupUnknown');
    await ready(nameless);
  }
});

scenario('a segment for a group that does not exist', async (stage) => {
  await stage.configure(toml(POOLS, 'writer = "nobodys"\n'));
  const roudi = stage.roudi();
  await stage.says(roudi, 'SegmentWithoutName', 'GroupUnknown');
});

scenario('an app in the writer groups of two segments', async (stage) => {
  await stage.names('root:x:0:\none:x:1001:root\ntwo:x:1002:root\n');
  await stage.configure(`${toml(POOLS, 'writer = "one"\n')}[[segment]]\nwriter = "two"\n${POOLS}`);
  await stage.readyRoudi();
  await stage.ends(stage.app('publisher'), 134, 'SeveralWritableSegments');
});

scenario('an app of another user: step by step through sockets, files and names', async (stage) => {
  await stage.readyRoudi();
  const waiting = stage.app('publisher --name first', { user: 1000 });
  await stage.says(waiting, 'RoudiSocketDenied');
  waiting.signal('SIGKILL');
  await stage.sh('chmod 777 /tmp/*roudi');
  await stage.ends(
    stage.app('publisher --name second', { user: 1000 }),
    134,
    'SharedMemoryDenied',
    'ManagementSegmentNotMapped',
  );
  await stage.sh('chmod 666 /dev/shm/*');
  await stage.ends(
    stage.app('publisher --name third', { user: 1000 }),
    134,
    'NoWritableSegment',
    'UserUnknown',
    ...(stage.isOld ? [] : ['ContractViolated']),
  );
});

scenario('a RouDi that may not signal its app', async (stage) => {
  await stage.names('root:x:0:\niox:x:1000:root\n');
  const roudi = stage.start('roudi', { user: 1000 }, 'sh', '-c', ROUDI_UNTIL_STOP);
  await ready(roudi);
  const app = stage.app('publisher', { user: 0, group: 1000 });
  await event(app, 'sample');
  await writeFile(stage.sandbox.path('/tmp/stop'), '');
  await stage.says(roudi, 'AppSignalDenied', 'AppShutdownFailed');
});

scenario('faults of the configuration', async (stage) => {
  for (const [text, code, ...ids] of [
    ['[[segment]]\n', 1, 'ConfigurationRefused', 'ExitRefused'],
    ['general = [', 1, 'ConfigurationRefused'],
    [toml(pool(128, 4_294_967_296)), 134, 'ConfigurationValueTooLarge'],
    [toml(pool(256, 1) + pool(128, 1)), 134, 'PoolsNotAscending'],
    [toml(pool(129, 1)), 134, 'PoolSizeNotMultipleOfEight'],
    [toml(pool(0, 1)), 134, 'PoolSizeOutOfRange', ...(stage.isOld ? ['ContractViolated'] : [])],
    [toml(pool(128, 0)), 134, 'SegmentEmpty', 'DataSegmentNotCreated'],
  ] as const) {
    await stage.configure(text);
    await stage.ends(stage.roudi(), code, ...ids);
  }
  await rm(stage.sandbox.path('/etc/roudi.toml'));
  await stage.ends(stage.roudi(), 1, 'ConfigurationFileMissing', 'ConfigurationRefused');
});

scenario('faults of the command line', async (stage) => {
  const plain = (...args: string[]) => stage.start('roudi', {}, 'iox-roudi', ...args);
  for (const [option, value] of [
    ['-l', stage.isOld ? 'trace' : 'verbose'],
    ['-m', 'yes'],
    ['-k', 'abc'],
    ['-x', 'all'],
    ['-u', '70000'],
  ] as const) {
    await stage.ends(
      plain(option, value),
      stage.isOld ? 0 : 1,
      'BadOptionValue',
      stage.isOld ? 'ExitWithoutStart' : 'ExitRefused',
    );
  }
  await stage.ends(plain('--bogus'), 1, 'UnknownOption', 'ExitRefused');
});

scenario('RouDi without -c', async (stage) => {
  const plain = (...args: string[]) => stage.start('roudi', {}, 'iox-roudi', '-l', 'info', ...args);
  const builtIn = plain(...(stage.isOld ? [] : ['-d', '3']));
  await stage.says(builtIn, 'BuiltInConfiguration', ...(stage.isOld ? [] : ['DomainIdIgnored']));
  await ready(builtIn);
  builtIn.signal('SIGTERM');
  await builtIn.exitCode;
  await mkdir(stage.sandbox.path('/etc/iceoryx'));
  await writeFile(stage.sandbox.path('/etc/iceoryx/roudi_config.toml'), toml(pool(64, 1)));
  if (stage.isOld) {
    const pretending = plain();
    await stage.says(pretending, 'ConfigurationPathIgnored');
    await pretending.until((p) => p.output.includes('Reserving 149264720 bytes'), 20);
  }
});

scenario('segments that are deleted under a live RouDi', async (stage) => {
  await stage.readyRoudi();
  const { names } = stage.release;
  const mapping = stage.isOld ? 'DataSegmentNotMapped' : 'ManagementSegmentNotMapped';
  await rm(stage.sandbox.path(`/dev/shm/${names.dataSegment('root')}`));
  await stage.ends(stage.app('publisher --name one'), 134, 'SharedMemoryMissing', mapping, 'ExitAborted');
  await rm(stage.sandbox.path(`/dev/shm/${names.managementSegment}`));
  await stage.ends(stage.app('publisher --name two'), 134, 'SharedMemoryMissing', 'ManagementSegmentNotMapped');
});

scenario('segments that are truncated under an app', async (stage) => {
  await stage.readyRoudi();
  const app = stage.app('publisher --interval-ms 20');
  await event(app, 'sample');
  await stage.sh('truncate -s 0 /dev/shm/*');
  await stage.ends(app, 135, 'ExitBusError');
});

scenario('an app that is killed and comes back at once', async (stage) => {
  const roudi = await stage.readyRoudi();
  const first = stage.app('publisher');
  await event(first, 'sample');
  first.signal('SIGKILL');
  await stage.ends(first, 137, 'ExitKilled');
  const second = stage.app('publisher');
  await stage.says(second, 'LeftoverChannel');
  await stage.says(roudi, 'AppReregistered');
});

scenario('an app that is killed right before RouDi stops', async (stage) => {
  const roudi = await stage.readyRoudi();
  const app = stage.app('publisher');
  await event(app, 'sample');
  app.signal('SIGKILL');
  await app.exitCode;
  roudi.signal('SIGTERM');
  if (stage.isOld) {
    await stage.ends(roudi, 134, 'AppGoneAtShutdown', 'AppShutdownFailed', 'ExitAborted');
  } else {
    await stage.endsCleanly(roudi);
  }
});

scenario(
  'an app that stands still for longer than 1.5 s',
  async (stage) => {
    const roudi = await stage.readyRoudi('-m', 'on');
    // The next sample ends it; by then it has sent a keep-alive to RouDi, which it does each half second.
    const app = stage.app('publisher --interval-ms 8000');
    await event(app, 'sample');
    app.signal('SIGSTOP');
    await stage.says(roudi, 'AppUnresponsive');
    app.signal('SIGCONT');
    if (stage.isOld) {
      await stage.says(roudi, 'AppOutlivedRegistration');
    }
    await stage.ends(app, 134, 'LockBroken', 'ExitAborted');
  },
  { patient: true },
);

scenario('an app that RouDi forgot while it was making its ports', async (stage) => {
  const roudi = await stage.readyRoudi('-m', 'on');
  const app = stage.app('publisher --extra 400');
  await event(app, 'started');
  app.signal('SIGSTOP');
  await stage.says(roudi, 'AppUnresponsive');
  app.signal('SIGCONT');
  await stage.says(roudi, 'AppUnknown');
});

scenario('a RouDi that is killed under its app', async (stage) => {
  const roudi = await stage.readyRoudi();
  const app = stage.app('publisher');
  await event(app, 'sample');
  roudi.signal('SIGKILL');
  await stage.ends(roudi, 137, 'RoudiKilled');
  if (stage.isOld) {
    await stage.says(app, 'KeepAliveFailed', 'ConnectionLost');
  }
  app.signal('SIGTERM');
  await stage.says(app, 'ConnectionLost');
  await stage.says(stage.roudi(), 'LeftoverChannel');
});

scenario('an app that ignores SIGTERM', async (stage) => {
  const roudi = await stage.readyRoudi('-k', '3');
  const app = stage.app('publisher --ignore-sigterm');
  await event(app, 'sample');
  roudi.signal('SIGTERM');
  await stage.says(roudi, 'WaitingForApps', 'AppKilledByRoudi');
  await stage.ends(app, 137, 'ExitKilled');
});

scenario('an app in another PID namespace', async (stage) => {
  const roudi = stage.start('roudi', { ownPids: true }, 'sh', '-c', ROUDI_UNTIL_STOP);
  await ready(roudi);
  const app = stage.app('publisher', { ownPids: true });
  await event(app, 'sample');
  await writeFile(stage.sandbox.path('/tmp/stop'), '');
  await stage.says(roudi, 'AppKilledByRoudi', 'AppSurvivedKill');
});

scenario('SIGTERM before the program can act on it', async (stage) => {
  if (stage.isOld) {
    const waiting = stage.app('publisher');
    await stage.says(waiting, 'WaitingForRoudi');
    waiting.signal('SIGTERM');
    await stage.ends(waiting, 143, 'WaitingForRoudi', 'ExitTerminated');
  } else {
    await stage.configure(toml(pool(67_108_864, 32)));
    const roudi = stage.roudi();
    const files = () => readdir(stage.sandbox.path('/dev/shm'));
    await until('there is a data segment', async () => (await files()).length === 2);
    roudi.signal('SIGTERM');
    await stage.ends(roudi, 143, 'RoudiTerminated');
  }
});

scenario('SIGHUP', async (stage) => {
  const roudi = await stage.readyRoudi();
  roudi.signal('SIGHUP');
  if (stage.isOld) {
    await stage.ends(roudi, 0, 'HangupEndsRoudi');
  } else {
    await stage.ends(roudi, 129, 'ExitHangup');
  }
});

scenario('a RouDi that cannot answer, and one that is asked by too many at once', async (stage) => {
  const roudi = await stage.readyRoudi();
  roudi.signal('SIGSTOP');
  const many = Array.from({ length: 20 }, (_, n) => stage.app(`publisher --name app-${n}`));
  await Promise.any(many.map((app) => stage.says(app, 'SocketQueueFull')));
  many.forEach((app) => app.signal('SIGKILL'));
  await Promise.all(many.map((app) => app.exitCode));
  await stage.sh('rm -f /tmp/*app-*');
  roudi.signal('SIGCONT');
  await stage.says(roudi, 'ReplyNotDelivered');
});

scenario('pools that are used up, and none that fits', async (stage) => {
  await stage.readyRoudi();
  const subscriber = stage.app('subscriber --hold 20');
  await event(subscriber, 'started');
  const publisher = stage.app('publisher --interval-ms 5 --payload-bytes 4000 --name holding');
  await stage.says(publisher, 'PoolExhausted');
  const large = stage.app('publisher --payload-bytes 40000 --name large');
  if (stage.isOld) {
    await stage.ends(large, 134, 'PayloadTooLarge', 'ExitAborted');
  } else {
    await stage.says(large, 'PayloadTooLarge');
  }
});

scenario('more publishers and subscribers than RouDi has', async (stage) => {
  const roudi = await stage.readyRoudi();
  await stage.ends(stage.app('publisher --extra 600'), 134, 'PublishersUsedUp');
  await stage.ends(stage.app('subscriber --extra 1100'), 134, 'SubscribersUsedUp');
  await stage.says(roudi, 'PublishersUsedUp', 'SubscribersUsedUp');
});

scenario(
  'an app of the other release, which RouDi does not answer for a minute',
  async (stage) => {
    const theirs = stage.isOld ? '2.95' : '2.0';
    const elsewhere = await Sandbox.open(sets[theirs].images.counter);
    await cp(elsewhere.path('/usr'), stage.sandbox.path('/other'), { recursive: true, verbatimSymlinks: true });
    await elsewhere.close();
    const roudi = await stage.readyRoudi();
    const socket = (id: ReleaseId) => RELEASES[id].names.roudiSocket;
    await stage.sh(`ln -s ${socket(stage.release.id)} /tmp/${socket(theirs)}`);
    const libraries = 'LD_LIBRARY_PATH=$(echo /other/lib/*-linux-gnu)';
    const other = stage.of(RELEASES[theirs]);
    const app = other.start('app', {}, 'sh', '-c', `${libraries} exec /other/bin/counter publisher`);
    await stage.says(roudi, 'VersionMismatch');
    // 2.0 goes back to waiting for RouDi after each request, and that is what it says in the end.
    await other.ends(app, 134, other.isOld ? 'RoudiNotAvailable' : 'RegistrationUnanswered', 'ExitAborted');
  },
  { patient: true, shownByBoth: ['VersionMismatch'] },
);

test.after('the signatures that the table claims to be proven are those that were produced here', (t) => {
  if (played < playing) {
    t.log(`${playing - played} scenarios were not played: nothing to compare`);
    return;
  }
  for (const [id, ids] of produced) {
    const claimed = [...SIGNATURES, ...EXIT_CODES].filter(
      (signature) => signature.provenOn.includes(id) && !unseen.has(signature.id),
    );
    t.deepEqual([...ids].sort(), claimed.map((signature) => signature.id).sort(), `proven on ${id}`);
  }
});
