import { rm, stat, writeFile } from 'node:fs/promises';
import test from 'ava';
import { commandLine, type RoudiOptions } from '../../src/iceoryx/command-line.ts';
import type { LogLevel, Release } from '../../src/iceoryx/release.ts';
import type { NumberFlag } from '../../src/iceoryx/releases/record.ts';
import { toToml } from '../../src/iceoryx/toml.ts';
import { inTwoLanes, realRoudis, runRoudi } from '../support/roudi-runs.ts';
import { until } from '../../lab/host/until.ts';

const roudis = await realRoudis();

const SEGMENTS = [{ mempools: [{ size: 64, count: 3 }] }];
/** At this level every release reports that it is ready. */
const BASE: RoudiOptions = {
  configFile: '/etc/roudi.toml',
  monitoring: false,
  logLevel: 'Info',
  killDelaySeconds: 1,
};
/** From the least to the most. */
const LEVELS: readonly LogLevel[] = ['Off', 'Fatal', 'Error', 'Warning', 'Info', 'Debug', 'Verbose'];

const edges = ({ min, max, default: usual }: NumberFlag) => [min, max, ...(usual === undefined ? [] : [usual])];

/** Every legal value of every flag, one at a time. */
function legal({ flags, log }: Release): readonly Partial<RoudiOptions>[] {
  const compatibilities = Object.keys(flags.compatibility.words) as (keyof typeof flags.compatibility.words)[];
  const visible = LEVELS.slice(LEVELS.indexOf(log.readyFrom));
  return [
    {},
    { monitoring: true },
    ...visible.map((logLevel) => ({ logLevel })),
    ...compatibilities.map((compatibility) => ({ compatibility })),
    ...edges(flags.killDelay).map((killDelaySeconds) => ({ killDelaySeconds })),
    ...edges(flags.uniqueRoudiId).map((uniqueRoudiId) => ({ uniqueRoudiId })),
    ...(flags.terminationDelay === undefined
      ? []
      : edges(flags.terminationDelay).map((terminationDelaySeconds) => ({ terminationDelaySeconds }))),
  ];
}

/** Invalid values of known flags, which `commandLine` never writes. */
function illegal({ flags }: Release): readonly (readonly string[])[] {
  const past = ({ flag, min, max }: NumberFlag) => [
    [flag, String(min - 1)],
    [flag, String(max + 1)],
    [flag, 'abc'],
  ];
  return [
    [flags.monitoring.flag, 'yes'],
    [flags.logLevel.flag, 'loud'],
    [flags.logLevel.flag, flags.logLevel.words.Verbose === 'trace' ? 'verbose' : 'trace'],
    [flags.logLevel.flag, 'Info'],
    [flags.compatibility.flag, 'some'],
    ...past(flags.killDelay),
    ...past(flags.uniqueRoudiId),
    ...(flags.terminationDelay === undefined ? [] : past(flags.terminationDelay)),
  ];
}

for (const roudi of roudis) {
  const { version, release, isHere } = roudi;
  const testHere = isHere ? test.serial : test.serial.skip;

  testHere(`${version}: RouDi starts with every legal value of every flag`, async (t) => {
    await inTwoLanes(roudi, [], legal(release), async (sandbox, options) => {
      const [, , ...flags] = commandLine({ ...BASE, ...options }, release);
      const { isReady, exitCode, output, files } = await runRoudi(sandbox, SEGMENTS, flags);
      t.true(isReady, `${flags.join(' ')}\n${output.join('\n')}`);
      t.is(exitCode, release.exitCodes.clean, flags.join(' '));
      t.true(files.has(release.names.managementSegment));
    });
  });

  testHere(`${version}: RouDi exits with ${release.exitCodes.badFlagValue} on a bad value`, async (t) => {
    await inTwoLanes(roudi, [], illegal(release), async (sandbox, flags) => {
      const { isReady, exitCode, files } = await runRoudi(sandbox, SEGMENTS, flags);
      t.false(isReady, flags.join(' '));
      t.is(exitCode, release.exitCodes.badFlagValue, flags.join(' '));
      t.deepEqual([...files.keys()], [], flags.join(' '));
    });
  });

  testHere(`${version}: RouDi exits with an error on a flag that it does not have`, async (t) => {
    const unknown = [['--no-such-flag'], ...(release.flags.terminationDelay === undefined ? [['-t', '1']] : [])];
    await inTwoLanes(roudi, [], unknown, async (sandbox, flags) => {
      const { isReady, exitCode } = await runRoudi(sandbox, SEGMENTS, flags);
      t.deepEqual([isReady, exitCode], [false, release.exitCodes.unknownFlag], flags.join(' '));
    });
  });

  const hidden = LEVELS.slice(0, LEVELS.indexOf(release.log.readyFrom));
  if (hidden.length > 0) {
    testHere(
      `${version}: RouDi starts with levels that hide the line of readiness: ${hidden.join(', ')}`,
      async (t) => {
        await inTwoLanes(roudi, [], hidden, async (sandbox, logLevel) => {
          await writeFile(sandbox.path(BASE.configFile), toToml(SEGMENTS));
          const program = sandbox.start('/usr/bin/iox-roudi', ...commandLine({ ...BASE, logLevel }, release));
          const socket = sandbox.path(`/tmp/${release.names.roudiSocket}`);
          await until(`there is a socket with ${logLevel}`, async () => (await stat(socket)).isSocket());
          program.signal('SIGKILL');
          await program.exitCode;
          t.false(
            [...program.stdout, ...program.stderr].some((line) => line.includes(release.log.ready)),
            logLevel,
          );
          await rm(socket, { force: true });
        });
      },
    );
  }
}
