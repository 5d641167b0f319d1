import test from 'ava';
import { commandLine, RoudiOptionError, type RoudiOptions } from '../../../src/iceoryx/command-line.ts';
import { RELEASES } from '../../../src/iceoryx/release.ts';

const options = { configFile: '/etc/iceoryx/roudi.toml', monitoring: true, killDelaySeconds: 5 };

test('the configuration file and monitoring are always passed', (t) => {
  const expected = ['-c', options.configFile, '-m', 'on', '-k', '5'];
  t.deepEqual(commandLine(options, RELEASES['2.0']), expected);
  t.deepEqual(commandLine(options, RELEASES['2.95']), expected);
});

test('values are spelt as the release spells them', (t) => {
  const spelt = (release: '2.0' | '2.95') =>
    commandLine({ ...options, logLevel: 'Verbose', compatibility: 'CommitId' }, RELEASES[release]).slice(6);
  t.deepEqual(spelt('2.0'), ['-l', 'verbose', '-x', 'commitId']);
  t.deepEqual(spelt('2.95'), ['-l', 'trace', '-x', 'commitId']);
});

test('flags that only a newer release has are passed to that one only', (t) => {
  const line = commandLine({ ...options, terminationDelaySeconds: 3, uniqueRoudiId: 7 }, RELEASES['2.95']);
  t.deepEqual(line.slice(6), ['-t', '3', '-u', '7']);
});

for (const [wrong, says] of [
  [{ killDelaySeconds: -1 }, /^killDelaySeconds is '-1': give a whole number from 0 to 4294967295$/],
  [{ killDelaySeconds: 1.5 }, /^killDelaySeconds is '1.5'/],
  [{ killDelaySeconds: NaN }, /^killDelaySeconds is 'NaN'/],
  [{ killDelaySeconds: 2 ** 32 }, /^killDelaySeconds is '4294967296'/],
  [{ uniqueRoudiId: 65_536 }, /^uniqueRoudiId is '65536': give a whole number from 0 to 65535$/],
  [{ terminationDelaySeconds: 1 }, /^terminationDelaySeconds is '1': RouDi 2.0 has no such flag/],
  [{ configFile: '' }, /^configFile is ''/],
  [{ configFile: 'ä'.repeat(513) }, /of 1 to 1024 bytes$/],
] as const satisfies readonly (readonly [Partial<RoudiOptions>, RegExp])[]) {
  test(`2.0 refuses ${JSON.stringify(wrong).slice(0, 60)}`, (t) => {
    const error = t.throws(() => commandLine({ ...options, ...wrong }, RELEASES['2.0']), {
      instanceOf: RoudiOptionError,
      message: says,
    });
    t.is(error.option, Object.keys(wrong)[0] as keyof RoudiOptions);
  });
}
