import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { buildImages } from '../../lab/images/build.ts';
import type { Program } from '../../lab/host/program.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import { testedReleases } from '../support/releases.ts';

/** The pool of 4096 bytes is for the test that exhausts it. */
const ROUDI_TOML = `
[general]
version = 1
[[segment]]
[[segment.mempool]]
size = 128
count = 3000
[[segment.mempool]]
size = 4096
count = 8
`;

const [debian, newer] = await testedReleases();

const eventsOf = (program: Program, kind: string) => program.events.filter(({ event }) => event === kind);
const has = (kind: string) => (program: Program) => eventsOf(program, kind).length > 0;
const samples = (atLeast: number) => (program: Program) => eventsOf(program, 'sample').length >= atLeast;

for (const { version, images, isHere } of [debian, newer]) {
  const testHere = isHere ? test : test.skip;
  let sandbox: Sandbox;
  let pairs = 0;

  /** A publisher and a subscriber that meet only each other. */
  const pair = () => {
    const id = ++pairs;
    const app = (role: string) => (args: string) =>
      sandbox.start('/usr/bin/counter', ...`${role} --name ${role}-${id} --instance ${id} ${args}`.trim().split(' '));
    return { publish: app('publisher'), subscribe: app('subscriber') };
  };
  const filesOf = async (program: Program) => {
    const [started] = eventsOf(program, 'started');
    return (await readdir(sandbox.path('/tmp'))).filter((name) => name.includes(String(started?.['name'])));
  };

  test.before(`RouDi ${version} starts`, async () => {
    if (!isHere) {
      return;
    }
    sandbox = await Sandbox.open(images.roudi, images.counter);
    await writeFile(sandbox.path('/etc/roudi.toml'), ROUDI_TOML);
    // Without monitoring, because a test stops an app for a while.
    const roudi = sandbox.start('/usr/bin/iox-roudi', '-c', '/etc/roudi.toml', '-m', 'off', '-l', 'info');
    await roudi.until(({ stdout, stderr }) =>
      [...stdout, ...stderr].some((line) => line.includes('ready for clients')),
    );
  });

  test.after.always(`RouDi ${version} and its files are removed`, async () => {
    if (isHere) {
      await sandbox.close();
    }
  });

  testHere(`${version}: samples arrive one after the other, and SIGTERM ends both apps cleanly`, async (t) => {
    const { publish, subscribe } = pair();
    const subscriber = subscribe('');
    await subscriber.until(has('started'));
    const publisher = publish('--interval-ms 10');
    await subscriber.until(samples(30));
    t.like(eventsOf(publisher, 'started')[0], { role: 'publisher', iceoryx: version });
    t.true((await filesOf(publisher)).length > 0);

    for (const program of [publisher, subscriber]) {
      program.signal('SIGTERM');
      t.is(await program.exitCode, 0);
      t.like(eventsOf(program, 'signal')[0], { signal: 15 });
      t.like(program.events.at(-1), { event: 'clean-exit', lost: 0, samples: eventsOf(program, 'sample').length });
      t.deepEqual(await filesOf(program), [], 'the runtime was destroyed together with its socket and lock');
    }
    const numbers = eventsOf(subscriber, 'sample').map(({ n }) => Number(n));
    const first = numbers[0] ?? 0;
    t.deepEqual(
      numbers,
      numbers.map((_, index) => first + index),
    );
    t.deepEqual([...eventsOf(subscriber, 'gap'), ...eventsOf(subscriber, 'repeated')], []);
  });

  testHere(`${version}: --stop-seconds keeps the app running that long, however often SIGTERM comes`, async (t) => {
    const { publish } = pair();
    const publisher = publish('--interval-ms 50 --stop-seconds 3');
    await publisher.until(samples(1));
    const begin = performance.now();
    publisher.signal('SIGTERM');
    await publisher.until(has('signal'));
    publisher.signal('SIGTERM');
    t.is(await publisher.exitCode, 0);
    t.true(performance.now() - begin >= 3000);
    t.true(eventsOf(publisher, 'signal').length >= 2);
    const afterSignal = publisher.events.slice(publisher.events.findIndex(({ event }) => event === 'signal'));
    t.true(afterSignal.some(({ event }) => event === 'sample'));
    t.like(publisher.events.at(-1), { event: 'clean-exit' });
  });

  testHere(`${version}: --ignore-sigterm keeps the app running`, async (t) => {
    const { publish } = pair();
    const publisher = publish('--interval-ms 5 --ignore-sigterm');
    await publisher.until(samples(1));
    publisher.signal('SIGTERM');
    await publisher.until(has('signal'));
    await publisher.until(samples(eventsOf(publisher, 'sample').length + 20));
    publisher.signal('SIGINT');
    t.is(await publisher.exitCode, 0);
  });

  testHere(`${version}: --abort-after crashes, --exit-after ends cleanly`, async (t) => {
    const { publish } = pair();
    const crashing = publish('--interval-ms 0 --abort-after 3');
    t.is(await crashing.exitCode, 134);
    t.is(eventsOf(crashing, 'sample').length, 3);
    t.false(has('clean-exit')(crashing));

    const ending = pair().publish('--interval-ms 0 --exit-after 25 --report-every 10');
    t.is(await ending.exitCode, 0);
    t.deepEqual(
      eventsOf(ending, 'sample').map(({ n }) => n),
      [10, 20],
    );
    t.like(ending.events.at(-1), { event: 'clean-exit', samples: 25 });
  });

  testHere(`${version}: a subscriber that was stopped too long reports what it lost`, async (t) => {
    const { publish, subscribe } = pair();
    const subscriber = subscribe('');
    await subscriber.until(has('started'));
    const publisher = publish('--interval-ms 1');
    // It would print a thousand lines a second beside the other tests.
    t.teardown(() => publisher.signal('SIGKILL'));
    await subscriber.until(samples(1));
    subscriber.signal('SIGSTOP');
    await publisher.until(samples(eventsOf(publisher, 'sample').length + 400));
    subscriber.signal('SIGCONT');
    await subscriber.until(has('gap'));
    const { expected, got } = eventsOf(subscriber, 'gap')[0] as { expected: number; got: number };
    await subscriber.until((program) => program.events.some(({ n }) => n === got));
    t.like(
      eventsOf(subscriber, 'sample').find(({ n }) => n === got),
      { lost: got - expected },
    );
  });

  testHere(`${version}: --hold empties the publisher's pool`, async (t) => {
    const { publish, subscribe } = pair();
    const subscriber = subscribe('--hold 20');
    await subscriber.until(has('started'));
    const publisher = publish('--interval-ms 5 --payload-bytes 4000');
    await publisher.until(has('loan-failed'));
    publisher.signal('SIGTERM');
    subscriber.signal('SIGTERM');
    t.is(await publisher.exitCode, 0);
    t.is(await subscriber.exitCode, 0);
  });

  testHere(`${version}: SIGTERM ends an app that waits for a RouDi`, async (t) => {
    const lonely = await Sandbox.open(images['counter-distroless']);
    t.deepEqual(await readdir(lonely.path('/usr/bin')), ['counter'], 'there is no shell');
    const publisher = lonely.start('/usr/bin/counter', 'publisher');
    await publisher.until(({ stdout, stderr }) => [...stdout, ...stderr].some((line) => /waiting/i.test(line)));
    publisher.signal('SIGTERM');
    t.is(await publisher.exitCode, 143);
    t.false(has('clean-exit')(publisher));
    await lonely.close();
  });

  testHere(`${version}: a wrong flag is named`, async (t) => {
    for (const [args, complaint] of [
      ['', /first argument/],
      ['printer', /'printer' is no role/],
      ['publisher --intervall-ms 3', /no flag '--intervall-ms'/],
      ['publisher --hold 3', /publisher has no flag '--hold'/],
      ['publisher --interval-ms', /--interval-ms wants a value/],
      ['publisher --interval-ms=-1', /--interval-ms '-1': wants a whole number/],
      ['publisher --payload-bytes 8', /--payload-bytes '8': wants .* from 16/],
      ['subscriber --stop-seconds=soon', /--stop-seconds 'soon'/],
      ['subscriber --name a/b', /--name 'a\/b'/],
      [`subscriber --name ${'x'.repeat(101)}`, /--name 'x+': must have 1 to \d+ characters/],
      ['subscriber --ignore-sigterm=1', /--ignore-sigterm takes no value/],
    ] as const) {
      const program = sandbox.start('/usr/bin/counter', ...args.split(' ').filter(Boolean));
      t.is(await program.exitCode, 2, args);
      t.regex(program.stderr.join('\n'), complaint);
      t.deepEqual(program.stdout, []);
    }
  });

  testHere(`${version}: the busybox and Debian shells have what scripts need`, async (t) => {
    for (const image of [images.roudi, images['roudi-debian']]) {
      const shell = await Sandbox.open(image);
      const script = 'mkfifo /tmp/f && [ -p /tmp/f ] && sleep 0.1 && rm /tmp/f && mkdir /tmp/d && echo yes | grep yes';
      const program = shell.start('/bin/sh', '-c', script);
      t.is(await program.exitCode, 0, program.stderr.join('\n'));
      t.deepEqual(program.stdout, ['yes']);
      await shell.close();
    }
  });
}

test('the same sources give the same images', async (t) => {
  const cache = await mkdtemp(join(tmpdir(), 'iceoryx-images-'));
  t.teardown(() => rm(cache, { recursive: true }));
  const again = await buildImages({ cache });
  for (const [name, { archive }] of Object.entries(again.images)) {
    const before = debian.images[name as keyof typeof again.images];
    t.true((await readFile(archive)).equals(await readFile(before.archive)), name);
  }
});
