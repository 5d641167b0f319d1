import test from 'ava';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Listener } from '../../runner/ava.ts';
import { type FileOptions, runFile } from '../../runner/file-run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'iceoryx-runner-'));
test.after.always(() => rmSync(scratch, { recursive: true }));

const SILENT: Listener = { passed: () => {}, skipped: () => {}, failed: () => {}, said: () => {} };

/** Options with a shell script instead of ava. */
function options(script: string, more: Partial<FileOptions> = {}): FileOptions {
  const command = ['sh', '-c', script, 'sh'];
  return {
    file: 'a.test.ts',
    lane: 'b',
    env: process.env,
    scratch,
    seconds: 60,
    secondAttempt: () => false,
    command,
    ...more,
  };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('results are counted, and skipped tests are counted apart', async (t) => {
  const { outcome } = await runFile(
    options('echo "ok 1 - one"; echo "not ok 2 - two"; echo "ok 3 - three # SKIP"; exit 1'),
    SILENT,
  );
  t.deepEqual(outcome, { passed: 1, failed: ['two'], skipped: ['three'] });
});

test('a process that exits with an error without a failed test is a failure', async (t) => {
  const { outcome } = await runFile(options('echo "ok 1 - one"; exit 7'), SILENT);
  t.deepEqual(outcome.failed, ['ava ended with 7 although no test failed']);
});

test('a file is told its lane', async (t) => {
  const { outcome } = await runFile(
    options('echo "ok 1 - $ICEORYX_OPERATOR_LANE"; test "$ICEORYX_OPERATOR_LANE" = b'),
    SILENT,
  );
  t.deepEqual(outcome.failed, []);
});

test('a file that hangs is ended with everything that it started, and its wait is reported', async (t) => {
  const pids = join(scratch, 'pids');
  const script = `setsid sleep 300 & echo $! > ${pids}; echo $$ >> ${pids}
    echo '{"set-up":1500,"waiting":2000,"now":["the moon to be full"]}' > "$ICEORYX_OPERATOR_TIMES"
    sleep 300`;
  const { outcome, spent } = await runFile(options(script, { seconds: 2 }), SILENT);
  t.deepEqual(outcome.failed, ['not ended within 2 s; it was waiting for: the moon to be full']);
  t.is(spent.setUp, 1.5);
  t.is(spent.waiting, 2);
  t.deepEqual(readFileSync(pids, 'utf8').trim().split('\n').map(Number).filter(exists), []);
});

for (const [how, body] of [
  ['waits forever', 'new Promise((resolve) => setTimeout(resolve, 60_000))'],
  ['ends the process', 'process.exit(1)'],
] as const) {
  test(`a test that ${how} is named, and so is what its file was waiting for`, async (t) => {
    const project = join(scratch, how);
    mkdirSync(project);
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    // The time begins with the process of the file. Until that has told its tests, ava has none to name.
    const config = `{ ...config, require: [], files: ['a.test.ts'], timeout: '5s' }`;
    writeFileSync(
      join(project, 'ava.config.js'),
      `import config from ${JSON.stringify(resolve('ava.config.js'))};\nexport default ${config};`,
    );
    writeFileSync(
      join(project, 'a.test.ts'),
      `import test from 'ava';\ntest('one', (t) => t.pass());\ntest.serial('two', () => ${body});`,
    );
    const record = `echo '{"set-up":0,"waiting":0,"now":["the moon to be full"]}' > "$ICEORYX_OPERATOR_TIMES"`;
    const said: string[] = [];
    const listener = { ...SILENT, said: (line: string) => void said.push(line) };
    const { outcome } = await runFile(options(`${record}; cd '${project}' && exec ava "$@"`), listener);
    t.true(outcome.failed.includes('two'), [...outcome.failed, ...said].join('\n'));
    t.true(said.includes('at its end it was waiting for: the moon to be full'), said.join('\n'));
  });
}

test('leftovers of a file are ended and reported, even if they hold the output open', async (t) => {
  const said: string[] = [];
  const listener = { ...SILENT, said: (line: string) => void said.push(line) };
  const { outcome } = await runFile(options('setsid sleep 300 & echo "ok 1 - one"'), listener);
  t.deepEqual(outcome.failed, []);
  t.regex(said.join('\n'), /left behind by a\.test\.ts and ended: process \d+, sleep 300/);
});

test('a second attempt is made if it is allowed, and the output of the first is kept', async (t) => {
  const flag = join(scratch, 'flag');
  const script = `if [ -e ${flag} ]; then echo "ok 1 - one"; else touch ${flag}; echo "not ok 1 - one"; echo "  why"; exit 1; fi`;
  const { outcome, firstAttempt = '' } = await runFile(options(script, { secondAttempt: () => true }), SILENT);
  t.deepEqual(outcome, { passed: 1, failed: [], skipped: [] });
  t.is(readFileSync(firstAttempt, 'utf8'), 'FAILED one\n    why\n');
  rmSync(firstAttempt);
});
