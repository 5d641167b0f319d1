/**
 * The sweeper among files that iceoryx did not make, with a view of half of the machine, and against processes that
 * work against it.
 */
import { spawn } from 'node:child_process';
import { chown, link, mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test from 'ava';
import { Directory, DirectoryError } from '../../src/sweep/directory.ts';
import { gather } from '../../src/sweep/gather.ts';
import { judge } from '../../src/sweep/judge.ts';
import { type Observation, observe } from '../../src/sweep/observe.ts';
import { unlinkSeen } from '../../src/sweep/unlink.ts';
import { Program } from '../../lab/host/program.ts';
import { run } from '../../lab/host/run.ts';
import { startSweep, sweep, sweepCommand } from '../../lab/operator/sweeps.ts';
import { Ground, stranger } from '../support/ground.ts';
import { until } from '../../lab/host/until.ts';

const ALL = ['--yes', '--no-roudi-returns'] as const;

test('only files that are proven, abandoned and quiet are removed', async (t) => {
  const ground = await Ground.make(t);
  const orphans = [
    ground.segment('iox1_0_i_management', 8000),
    ground.segment('iox1_0_u_root'),
    ...(await ground.pair(
      'iox1_0_u_camera',
      'iox1_0_u_with\nnewline',
      `iox1_0_u_${'n'.repeat(93)}`,
      ...Array.from({ length: 50 }, (_, index) => `iceoryx_rt_${index}_1700000000`),
    )),
  ];
  await ground.pair('iox1_0_u_lockless');
  await rm(ground.tmp('iox1_0_u_lockless.lock'));
  orphans.push('iox1_0_u_lockless');
  // Left by a start that was killed between ftruncate and the first page.
  await truncate(ground.shm(ground.segment('iox1_0_u_sparse')), 2 ** 40);
  orphans.push('iox1_0_u_sparse');

  for (const how of ['open', 'map', 'thread'] as const) {
    await ground.start(how, ground.shm(ground.segment(`iox1_0_u_${how}`)));
  }
  ground.segment('iox1_0_u_text', 4096, 0o644);
  ground.segment('iox1_0_u_odd', 13);
  ground.segment('iox1_0_u_truncated', 0);
  ground.segment('iox2_1234.data');
  await mkdir(ground.tmp('iceoryx2/nodes'), { recursive: true });
  await writeFile(ground.tmp('iceoryx2/nodes/iox2_77.node_monitor'), '');
  ground.segment('sem.iox1_0_u_barrier');
  ground.segment('root', 149_264_720 / 5);
  ground.segment('PostgreSQL.1234', 4096, 0o600);
  await writeFile(join(ground.root, 'precious'), 'precious');
  await symlink('../../precious', ground.shm('iox1_0_u_link'));
  await symlink('../precious', ground.tmp('iox1_0_i_roudi'));
  await link(ground.shm(ground.segment('iox1_0_u_hard')), ground.shm('another-name'));
  await run(['mkfifo', '-m', '660', ground.shm('iox1_0_u_fifo'), ground.shm('iceoryx_mgmt')]);
  await mkdir(ground.shm('iox1_0_u_directory'));
  await ground.pair('.s.PGSQL.5432', 'iox1_0_u_two-users', `iox1_0_u_${'n'.repeat(98)}`);
  await writeFile(ground.tmp('.s.PGSQL.5432.lock'), '812\n');
  await chown(ground.tmp('iox1_0_u_two-users.lock'), 1000, 1000);
  await writeFile(ground.tmp('iox1_0_u_stream.lock'), '', { mode: 0o600 });
  const server = createServer().listen(ground.tmp('iox1_0_u_stream'));
  t.teardown(() => server.close());

  const before = await ground.files();
  const { removed, report, finding, exitCode } = await sweep(ground.root, ...ALL);
  const readable = orphans.map((name) => name.replace('\n', '\\n')).sort();
  t.deepEqual(removed, readable);
  t.is(exitCode, 0);
  t.deepEqual(
    await ground.files(),
    before.filter((name) => !orphans.includes(name)),
  );
  t.is(await readFile(join(ground.root, 'precious'), 'utf8'), 'precious');
  t.deepEqual(
    ['open', 'map', 'thread'].map((how) => finding(`iox1_0_u_${how}`)?.holders[0]?.command),
    ['stranger', 'stranger', 'stranger'],
  );
  t.deepEqual(
    ['link', 'fifo', 'directory', 'stream'].map((what) => finding(`iox1_0_u_${what}`)?.verdict),
    ['NotIceoryx', 'NotIceoryx', 'NotIceoryx', 'NotIceoryx'],
  );
  t.deepEqual(
    ['text', 'odd', 'truncated', 'hard', 'two-users'].map((what) => finding(`iox1_0_u_${what}`)?.reason),
    ['AnotherForm', 'AnotherForm', 'AnotherForm', 'SeveralNames', 'AnotherUser'],
  );
  t.deepEqual(
    ['iox2_1234.data', 'iox2_77.node_monitor'].map((name) => finding(name)?.reason),
    ['LeftToIceoryx2', 'LeftToIceoryx2'],
  );
  t.is(report.totals.removed.files, orphans.length);
});

test('directories named on the command line are swept like /dev/shm and /tmp', async (t) => {
  const ground = await Ground.make(t);
  const [shm, tmp] = ['run/robot/shm', 'run/robot/tmp'].map((path) => join(ground.root, path));
  await mkdir(shm ?? '', { recursive: true });
  await mkdir(tmp ?? '');
  const path = join(shm ?? '', 'iceoryx_mgmt');
  writeFileSync(path, Buffer.alloc(4096));
  chmodSync(path, 0o660);
  // The lock of the RouDi of this place, which is alive.
  const lock = join(tmp ?? '', 'iox-unique-roudi.lock');
  await writeFile(lock, '', { mode: 0o600 });
  const child = spawn('flock', [lock, 'sh', '-c', 'echo ready; read -r _']);
  const roudi = new Program(child);
  await roudi.until(({ stdout }) => stdout.includes('ready'));
  const words = ['--directories', '/run/robot/shm:/run/robot/tmp'];
  const busy = await sweep(ground.root, ...ALL, ...words);
  t.is(busy.finding('iceoryx_mgmt')?.reason, 'RoudiBusy');
  t.is(busy.finding('iox-unique-roudi.lock')?.verdict, 'Live');
  child.stdin.end();
  await roudi.exitCode;
  t.deepEqual((await sweep(ground.root, ...ALL, ...words)).removed, ['iceoryx_mgmt']);
  t.deepEqual(await readdir(tmp ?? ''), ['iox-unique-roudi.lock']);
});

test('a lock with many waiters is a lock like any other', async (t) => {
  const ground = await Ground.make(t);
  const [socket = '', lock = ''] = await ground.pair('iox1_0_u_camera');
  const [orphan = ''] = await ground.pair('iox1_0_u_gone');
  const queue = [1, 2, 3, 4].map(() => new Program(spawn('flock', ['--no-fork', ground.tmp(lock), 'cat'])));
  t.teardown(() => queue.forEach((program) => program.signal('SIGKILL')));
  const { ino } = await stat(ground.tmp(lock));
  // A process that waits for another waiting one is shown with an arrow further to the right.
  await until('one holds the lock and three wait in line', async () => {
    const lines = (await readFile('/proc/locks', 'utf8')).split('\n').filter((line) => line.includes(`:${ino} `));
    return lines.length === 4 && lines.some((line) => /^\d+: {2,}-> /.test(line));
  });
  const { finding, removed, report } = await sweep(ground.root, ...ALL);
  t.deepEqual(
    [socket, lock, orphan].map((name) => finding(name)?.verdict),
    ['Live', 'Live', 'Orphan'],
  );
  t.deepEqual(removed, [orphan, `${orphan}.lock`]);
  t.true(report.isComplete);
});

test('a child whose parent has ended still uses what it inherited', async (t) => {
  const ground = await Ground.make(t);
  const name = ground.segment('iox1_0_u_inherited');
  const program = new Program(spawn(stranger, ['inherit', ground.shm(name)]));
  await program.until(({ stdout }) => stdout.includes('ready'));
  const { finding } = await sweep(ground.root, ...ALL);
  const [holder] = finding(name)?.holders ?? [];
  process.kill(holder?.pid ?? 0, 'SIGTERM');
  t.is(finding(name)?.verdict, 'Live');
  t.not(holder?.pid, program.pid);
});

test('processes in PID and network namespaces of their own count as users', async (t) => {
  const ground = await Ground.make(t);
  const apart = ['unshare', '--pid', '--net', '--fork', '--kill-child'];
  const mapped = ground.segment('iox1_0_u_root');
  const [socket = '', lock = ''] = await ground.pair('iox1_0_u_camera');
  const users = [
    [...apart, stranger, 'map', ground.shm(mapped)],
    [...apart, 'flock', ground.tmp(lock), 'sh', '-c', 'echo ready; exec sleep 60'],
  ].map(([file = '', ...args]) => new Program(spawn(file, args)));
  t.teardown(() => users.forEach((program) => program.signal('SIGKILL')));
  await Promise.all(users.map((program) => program.until(({ stdout }) => stdout.includes('ready'))));
  const { removed, finding } = await sweep(ground.root, ...ALL);
  t.deepEqual(removed, []);
  t.deepEqual(
    [mapped, socket, lock].map((name) => finding(name)?.verdict),
    ['Live', 'Live', 'Live'],
  );
});

test('processes that vanish while they are read hide nothing', async (t) => {
  t.timeout(480_000);
  const ground = await Ground.make(t);
  const live = ground.segment('iox1_0_u_live');
  await ground.start('map', ground.shm(live));
  const script = 'echo ready; while :; do sleep 0.01 & sleep 0.02 & sleep 0.01; done';
  const crowd = new Program(spawn('sh', ['-c', script]));
  t.teardown(() => crowd.signal('SIGKILL'));
  await crowd.until(({ stdout }) => stdout.includes('ready'));
  for (let round = 0; round < 3; round++) {
    const dead = ground.segment('iox1_0_u_dead');
    const { removed, report, exitCode, finding } = await sweep(ground.root, ...ALL);
    t.deepEqual([removed, report.isComplete, exitCode], [[dead], true, 0], report.problems.join());
    t.is(finding(live)?.verdict, 'Live');
  }
});

test('a file that is in use at the first look is not quiet at the second, however old it is', async (t) => {
  const ground = await Ground.make(t);
  const name = ground.segment('iox1_0_u_root');
  await run(['touch', '-d', '7 days ago', ground.shm(name)]);
  const holder = await ground.start('map', ground.shm(name));
  const look = () =>
    observe({
      scope: { roots: [ground.root], kubelet: '/var/lib/kubelet', pairs: [], isPairsOnly: false },
      isInjected: () => false,
      trustsNamespace: false,
    });
  const first = await look();
  holder.signal('SIGTERM');
  await holder.exitCode;
  const isRemovable = (before: Observation, now: Observation): boolean[] =>
    gather(before, now, { quietSeconds: 0, roudiReturns: () => false }).map(
      ({ evidence }) => judge(evidence).isRemovable,
    );
  const second = await look();
  t.deepEqual(isRemovable(first, second), [false]);
  t.deepEqual(isRemovable(second, await look()), [true]);
});

test('a sweeper that sees half of the machine removes nothing and reports it', async (t) => {
  const ground = await Ground.make(t);
  ground.segment('iox1_0_u_root');
  await ground.pair('iox1_0_u_camera');
  const before = await ground.files();
  const command = [...(await sweepCommand()), '--root', ground.root, '--quiet-period', '0', ...ALL];
  const cases: readonly (readonly [RegExp, readonly string[]])[] = [
    [/PID namespace/, ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']],
    [/CAP_SYS_PTRACE/, ['setpriv', '--bounding-set=-sys_ptrace']],
    [/another PID namespace/, ['unshare', '--pid', '--fork', '--kill-child']],
  ];
  for (const [problem, around] of cases) {
    const [file = '', ...args] = [...around, ...command];
    const program = new Program(spawn(file, args));
    t.is(await program.exitCode, 3, program.stderr.join('\n'));
    t.regex(program.stdout.join('\n'), problem);
    t.deepEqual(await ground.files(), before);
  }
  const trusting = new Program(
    spawn('unshare', ['--pid', '--fork', '--kill-child', '--mount-proc', ...command, '--trust-pid-namespace']),
  );
  t.is(await trusting.exitCode, 0);
  t.deepEqual(await ground.files(), []);
});

test('a read-only place is reported, also by the exit code', async (t) => {
  const ground = await Ground.make(t);
  ground.segment('iox1_0_u_root');
  const script = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; shift; exec "$@"';
  const command = [...(await sweepCommand()), '--root', ground.root, '--quiet-period', '0', ...ALL];
  const program = new Program(spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', ground.shm(''), ...command]));
  t.is(await program.exitCode, 1);
  t.regex(program.stdout.join('\n'), /failed +EROFS/);
  t.deepEqual(await ground.files(), ['iox1_0_u_root']);
});

test('without a terminal or without flock nothing happens, and the error names the remedy', async (t) => {
  const ground = await Ground.make(t);
  ground.segment('iox1_0_u_root');
  const unasked = await startSweep('--root', ground.root, '--quiet-period', '0');
  t.is(await unasked.exitCode, 2);
  t.regex(unasked.stderr.join('\n'), /--dry-run.*--yes/);
  const misspelt = await startSweep('--root', '/no/such/place', '--dry-run');
  t.is(await misspelt.exitCode, 2);
  t.regex(misspelt.stderr.join('\n'), /'\/no\/such\/place' is not a directory/);
  const [file = '', ...words] = await sweepCommand();
  const args = [...words, '--root', ground.root, '--quiet-period', '0', ...ALL];
  const lockless = new Program(spawn(file, args, { env: { PATH: '/nowhere' } }));
  t.is(await lockless.exitCode, 1);
  t.regex(lockless.stderr.join('\n'), /flock .*is missing.*install/);
  t.deepEqual(await ground.files(), ['iox1_0_u_root']);
});

for (const [answer, left] of [
  ['n', ['iox1_0_u_root']],
  ['y', []],
] as const) {
  test(`the sweeper asks a terminal, and the answer is '${answer}'`, async (t) => {
    const ground = await Ground.make(t);
    ground.segment('iox1_0_u_root');
    const words = [...(await sweepCommand()), '--root', ground.root, '--quiet-period', '0', '--no-roudi-returns'];
    const child = spawn('script', ['--quiet', '--return', '--command', words.join(' '), '/dev/null']);
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.includes('[y/N]') && child.stdin.writable) {
        child.stdin.end(`${answer}\n`);
      }
    });
    const program = new Program(child);
    t.is(await program.exitCode, 0, output);
    t.regex(output, /Remove 1 files/);
    t.deepEqual(await ground.files(), left);
  });
}

test('concurrent sweeps and sweeps that are killed half-way leave nothing half done', async (t) => {
  t.timeout(480_000);
  const ground = await Ground.make(t);
  const names = Array.from({ length: 120 }, (_, index) => `iceoryx_rt_${index}_1700000000`);
  const live = await ground.start('map', ground.shm(ground.segment('iox1_0_u_live')));
  let killed = 0;
  for (let round = 0; round < 6; round++) {
    await ground.pair(...names.filter((name) => !name.startsWith(`iceoryx_rt_${round}_`)));
    ground.segment('iox1_0_u_root');
    const start = async (): Promise<Program> => startSweep('--root', ground.root, '--quiet-period', '0', ...ALL);
    const sweeps = await Promise.all([start(), start()]);
    // The first file is gone when the sweeps are in the middle of their work.
    const many = (await readdir(ground.tmp(''))).length;
    while ((await readdir(ground.tmp(''))).length === many) {
      await delay(1);
    }
    if (round % 2 === 0) {
      sweeps.forEach((program) => program.signal('SIGKILL'));
      killed++;
    }
    await Promise.all(sweeps.map(({ exitCode }) => exitCode));
    await sweep(ground.root, ...ALL);
    t.deepEqual(await ground.files(), ['iox1_0_u_live'], `round ${round}`);
  }
  t.is(killed, 3);
  live.signal('SIGTERM');
  t.is(await live.exitCode, 0);
});

test('a directory that is continually exchanged with a link leads nowhere else', async (t) => {
  t.timeout(480_000);
  const ground = await Ground.make(t);
  const victim = join(ground.root, 'victim');
  await mkdir(victim);
  const segments = ['iox1_0_i_management', 'iox1_0_u_root'];
  for (const path of segments.flatMap((name) => [join(victim, name), ground.shm(name)])) {
    writeFileSync(path, Buffer.alloc(4096));
    chmodSync(path, 0o660);
  }
  await run([stranger, 'socket', victim, 'iox1_0_u_camera']);
  const precious = (await readdir(victim)).sort();
  await symlink('../victim', join(ground.root, 'dev/link'));
  using own = Directory.openTrusted(ground.shm(''));
  await ground.start('swap', join(ground.root, 'dev/shm'), join(ground.root, 'dev/link'));

  const reached = { own: 0, refused: 0 };
  for (let round = 0; round < 5000; round++) {
    try {
      using directory = Directory.openBelow(ground.root, ['dev', 'shm']);
      t.is(directory.inode, own.inode);
      reached.own++;
    } catch (error) {
      t.true(error instanceof DirectoryError, String(error));
      reached.refused++;
    }
  }
  t.true(reached.own > 50 && reached.refused > 50, JSON.stringify(reached));
  for (let round = 0; round < 6; round++) {
    await sweep(ground.root, ...ALL);
    t.deepEqual((await readdir(victim)).sort(), precious);
  }
});

test('a file that takes the name of an orphan at the last moment keeps it', async (t) => {
  t.timeout(480_000);
  const ground = await Ground.make(t);
  const name = 'iox1_0_u_root';
  const replacing = await ground.start('replace', ground.shm(name));
  using directory = Directory.openTrusted(ground.shm(''));
  const counts = { Removed: 0, Replaced: 0, Gone: 0 };
  for (const end = performance.now() + 5000; performance.now() < end;) {
    const seen = directory.facts(name);
    if (seen?.bytes === 8) {
      counts[unlinkSeen(directory, seen)]++;
    }
  }
  replacing.signal('SIGTERM');
  t.is(await replacing.exitCode, 0);
  const { rounds, lost } = JSON.parse(replacing.stdout.at(-1) ?? '') as { rounds: number; lost: number };
  t.is(lost, 0);
  t.true(rounds > 100 && counts.Removed > 10, JSON.stringify(counts));
  t.log(`${rounds} replacements, ${JSON.stringify(counts)}`);
});
