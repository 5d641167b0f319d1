import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { CRASH_LOOP_SECONDS } from '../../../src/pod/crash-loop.ts';
import { link } from '../../../src/pod/scripts/scripts.generated.ts';
import { Program } from '../../../lab/host/program.ts';

/** In seconds, for a hook that has not begun yet. */
const AT_ONCE = 0.3;
/** For one death more than there are figures, the last counts again. */
const SPACING = [AT_ONCE, ...CRASH_LOOP_SECONDS.slice(1), CRASH_LOOP_SECONDS.at(-1)];

/** A directory in the place of a pod's /tmp, with a `sleep` that only notes for how long it was to be. */
async function pod(t: ExecutionContext): Promise<string> {
  const tmp = await mkdtemp(join(tmpdir(), 'iceoryx-link-'));
  t.teardown(async () => rm(tmp, { recursive: true }));
  spawnSync('mkfifo', [join(tmp, '.iceoryx-alive')]);
  await sleeping(tmp, 'echo "$1" >> slept');
  return tmp;
}

/** What happens in the pod's /tmp while link sleeps. */
async function sleeping(tmp: string, script: string): Promise<void> {
  await writeFile(join(tmp, 'sleep'), `#!/bin/sh\ncd ${tmp} && ${script}\n`);
  await chmod(join(tmp, 'sleep'), 0o755);
}

/** Runs link beside a RouDi that lives for some seconds of the pod's clock: how it ends, and how long it put that off. */
async function outlive(tmp: string, seconds: number): Promise<{ code: number; delay: number; said: string }> {
  const clock = { since: 1000, now: 1000 + seconds };
  let script = link.replaceAll('/tmp/', `${tmp}/`);
  for (const [name, time] of Object.entries(clock)) {
    script = script.replace(`${name} _ < /proc/uptime`, `${name} _ < ${tmp}/${name}`);
    await writeFile(join(tmp, name), `${time}.00 1.00\n`);
  }
  await writeFile(join(tmp, 'slept'), '');
  const env = { PATH: `${tmp}:${process.env['PATH']}` };
  const program = new Program(spawn('/bin/sh', ['-c', script, 'link', join(tmp, 'roudi'), 'renew'], { env }));
  // Opened once link has opened it, too.
  const alive = await open(join(tmp, '.iceoryx-alive'), 'w');
  await alive.close();
  const code = await program.exitCode;
  return { code, delay: Number(await readFile(join(tmp, 'slept'), 'utf8')), said: program.stdout.join('\n') };
}

test('renewals are put off as the kubelet puts off restarts, so that there are no more of them', async (t) => {
  const tmp = await pod(t);
  const delays: number[] = [];
  for (const _ of SPACING) {
    const { code, delay } = await outlive(tmp, 99);
    t.is(code, 75);
    delays.push(delay);
  }
  t.deepEqual(delays, SPACING);
});

test('nothing is renewed in a pod whose hooks begin right after RouDi is gone', async (t) => {
  const tmp = await pod(t);
  await sleeping(tmp, '[ -e .iceoryx-ending ] && : > .iceoryx-gone; : > .iceoryx-ending');
  const { code, said } = await outlive(tmp, 99);
  t.is(code, 0);
  t.is(said, '');
});

test('it says why it waits, and for how long', async (t) => {
  const tmp = await pod(t);
  await writeFile(join(tmp, '.iceoryx-deaths'), '2\n');
  const { said } = await outlive(tmp, 8);
  t.regex(said, /^RouDi is gone again, 3 times of late: every container starts anew in 20 s$/m);
});

test('each 100 s of life make up for one death, however many there were', async (t) => {
  const tmp = await pod(t);
  for (const [deaths, seconds, delay] of [
    [1, 100, AT_ONCE],
    [2, 100, 10],
    [6, 399, 40],
    [7, 0, 300],
    [7, 600, 10],
    [7, 1_000_000, AT_ONCE],
  ] as const) {
    await writeFile(join(tmp, '.iceoryx-deaths'), `${deaths}\n`);
    t.is((await outlive(tmp, seconds)).delay, delay, `${deaths} deaths, then ${seconds} s of life`);
  }
});

test('a count that cannot be read is none', async (t) => {
  const tmp = await pod(t);
  for (const text of ['', '\n', 'x\n', '-3\n', '9'.repeat(30)]) {
    await writeFile(join(tmp, '.iceoryx-deaths'), text);
    const { code, delay } = await outlive(tmp, 1);
    t.is(code, 75, text);
    t.is(delay, AT_ONCE, text);
  }
});
