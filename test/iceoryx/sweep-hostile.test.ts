/** The sweeper, root on a node, against pods that make files, processes and sockets to harm it. One test for each attack. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { chown, link, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { BOUNDS } from '../../src/sweep/bounds.ts';
import { Directory } from '../../src/sweep/directory.ts';
import { recordsOf } from '../../src/sweep/segment-records.ts';
import { Program } from '../../lab/host/program.ts';
import { run } from '../../lab/host/run.ts';
import { startSweep, sweep } from '../../lab/operator/sweeps.ts';
import { Ground } from '../support/ground.ts';

const ALL = ['--yes', '--no-roudi-returns'] as const;
const BYTES = 4096;

/** Data that looks like the length of a data segment and a name, again and again, without end. */
function crafted(bytes: number, name: string): Buffer {
  const record = Buffer.alloc(16, name, 'latin1');
  record.writeBigUInt64LE(BigInt(BYTES), 0);
  return Buffer.alloc(bytes, record);
}

test('a management segment full of records takes no time and proves nothing', async (t) => {
  const ground = await Ground.make(t);
  ground.segment('iox1_0_u_root');
  const name = ground.segment('iox1_0_i_management');
  writeFileSync(ground.shm(name), crafted(8 * 2 ** 20, 'AAAAAAAA'));
  using directory = Directory.openTrusted(ground.shm(''));
  const facts = directory.facts(name);
  const before = process.cpuUsage();
  t.is(facts && recordsOf(directory, facts, new Set([BYTES])), undefined);
  const { user, system } = process.cpuUsage(before);
  t.true(user + system < 3e6, `${(user + system) / 1e3} ms of a processor`);
  const { finding } = await sweep(ground.root, '--dry-run');
  t.like(finding('iox1_0_u_root'), { verdict: 'Unknown', reason: 'RecordUnreadable' });
});

test('a management segment of many records takes no memory', async (t) => {
  const ground = await Ground.make(t);
  const name = ground.segment('iox1_0_i_management');
  writeFileSync(ground.shm(name), crafted(48 * 2 ** 20, 'x\0\0\0\0\0\0\0'));
  using directory = Directory.openTrusted(ground.shm(''));
  const facts = directory.facts(name);
  const records = facts && recordsOf(directory, facts, new Set([BYTES]));
  t.true(records === undefined || records.length <= 256, `${records?.length} records`);
});

test('sparse management segments are not all read, and this is reported', async (t) => {
  const ground = await Ground.make(t);
  ground.segment('iox1_0_u_root');
  for (let domain = 0; domain < 80; domain++) {
    truncateSync(ground.shm(ground.segment(`iox1_${domain}_i_management`)), 512 * 2 ** 20);
    ground.segment(`iox1_${domain}_u_root`);
  }
  const { report, finding } = await sweep(ground.root, '--dry-run');
  t.like(finding('iox1_79_u_root'), { verdict: 'Unknown', reason: 'RecordUnreadable' });
  const unread = report.problems.filter((problem) => /iox1_\d+_i_management is not read: more than/.test(problem));
  t.is(unread.length, 78, report.problems.join('\n'));
});

test('a directory with more files than are judged keeps all of them, and this is reported', async (t) => {
  t.timeout(240_000);
  const ground = await Ground.make(t);
  for (let index = 0; index <= BOUNDS.filesOfPlace.most; index++) {
    closeSync(openSync(ground.tmp(`iceoryx_rt_${index}_1.lock`), 'w', 0o600));
  }
  ground.segment('iox1_0_u_root');
  const { report, removed, finding } = await sweep(ground.root, ...ALL);
  t.deepEqual(removed, []);
  t.like(finding('iox1_0_u_root'), { verdict: 'Unknown', reason: 'RoudiUnknown' });
  t.true(
    report.problems.some((problem) => problem.includes('/tmp') && problem.includes(String(BOUNDS.filesOfPlace.most))),
    report.problems.join(),
  );
});

test('beyond the files of all directories that are judged, the rest stays, and this is reported', async (t) => {
  t.timeout(240_000);
  const ground = await Ground.make(t);
  const each = BOUNDS.filesOfPlace.most - 1;
  const pods = ['a', 'b', 'c'].map((name) => `/run/${name}`);
  for (const pod of pods) {
    mkdirSync(join(ground.root, pod, 'shm'), { recursive: true });
    mkdirSync(join(ground.root, pod, 'tmp'));
    for (let index = 0; index < each; index++) {
      closeSync(openSync(join(ground.root, pod, 'tmp', `iceoryx_rt_${index}_1.lock`), 'w', 0o600));
    }
  }
  const directories = pods.flatMap((pod) => ['--directories', `${pod}/shm:${pod}/tmp`]);
  const { report } = await sweep(ground.root, '--dry-run', '--only-directories', ...directories);
  const met = report.problems.filter((problem) => problem.includes(`more than ${BOUNDS.files.most} `));
  t.is(met.length, 1, report.problems.join('\n'));
  t.regex(met[0] ?? '', /^\/run\/c\/tmp in .*: no file in it is judged/);
});

test('a file that is continually exchanged with a FIFO is never opened as a FIFO', async (t) => {
  const ground = await Ground.make(t);
  const name = ground.segment('iox1_0_i_management');
  await run(['mkfifo', '-m', '660', ground.shm('other')]);
  await link(ground.shm('other'), ground.tmp('fifo'));
  // Counts how often the FIFO was opened for reading, and prints the readers.
  const script = `trap '' PIPE; echo ready; n=0; while :; do exec 3>"$1"; n=$((n + 1)); echo $n >&3; exec 3>&-; done`;
  const writer = new Program(spawn('sh', ['-c', script, 'sh', ground.tmp('fifo')]));
  t.teardown(() => writer.signal('SIGKILL'));
  await writer.until(({ stdout }) => stdout.includes('ready'));
  using directory = Directory.openTrusted(ground.shm(''));
  const facts = directory.facts(name);
  await ground.start('swap', ground.shm(name), ground.shm('other'));
  for (let read = 0, unread = 0; read < 50 || unread < 50;) {
    if (facts && recordsOf(directory, facts, new Set([BYTES]))) {
      read++;
    } else {
      unread++;
    }
  }
  t.is(await run(['head', '-n', '1', ground.tmp('fifo')]), '1\n', 'it was not read before');
});

test('a live socket that takes a name at the last moment gets it back, whatever its owner', async (t) => {
  const ground = await Ground.make(t);
  await ground.pair('iox1_0_u_camera');
  await ground.start('bind', ground.tmp('live'));
  await chown(ground.tmp('live'), 1000, 1000);
  const { ino } = statSync(ground.tmp('live'));
  const script = new URL('../support/unlink-raced.ts', import.meta.url).pathname;
  const words = [process.execPath, script, ground.tmp(''), 'iox1_0_u_camera', 'live'];
  // As in the container of a sweep, which has no CAP_FOWNER.
  t.is(await run(['setpriv', '--bounding-set=-fowner', ...words]), 'Replaced\n');
  t.deepEqual(await readdir(ground.tmp('')), ['iox1_0_u_camera', 'iox1_0_u_camera.lock']);
  t.is(statSync(ground.tmp('iox1_0_u_camera')).ino, ino);
});

test('a live socket that a killed sweep set aside is connected to, and gets its name back', async (t) => {
  const ground = await Ground.make(t);
  const aside = '.iceoryx-sweep-0123456789abcdef-iox1_0_u_camera';
  await ground.start('bind', ground.tmp('iox1_0_u_camera'));
  await rename(ground.tmp('iox1_0_u_camera'), ground.tmp(aside));
  const [dead = ''] = await ground.pair('dead');
  await rename(ground.tmp(dead), ground.tmp('.iceoryx-sweep-0123456789abcdee'));
  const nameless = '.iceoryx-sweep-0123456789abcded';
  await ground.start('bind', ground.tmp(nameless));
  const dry = await sweep(ground.root, '--dry-run', '--no-roudi-returns');
  t.like(dry.finding(aside), { verdict: 'Live', reason: 'Bound' });
  t.deepEqual((await readdir(ground.tmp(''))).length, 4, 'a dry run changes nothing');
  const { removed, finding } = await sweep(ground.root, ...ALL);
  t.deepEqual(removed, ['.iceoryx-sweep-0123456789abcdee']);
  t.like(finding(aside), { verdict: 'Live', outcome: { what: 'Kept' } });
  t.deepEqual((await readdir(ground.tmp(''))).sort(), [nameless, 'dead.lock', 'iox1_0_u_camera']);
});

test('a process whose name has escape sequences controls neither a terminal nor a log', async (t) => {
  const ground = await Ground.make(t);
  const path = ground.shm(ground.segment('iox1_0_u_root'));
  const script = String.raw`printf '\033]0;x\007\033[2J\302\205' > /proc/$$/comm; exec 3<"$1"; echo ready; read -r _`;
  const program = new Program(spawn('sh', ['-c', script, 'sh', path]));
  t.teardown(() => program.signal('SIGKILL'));
  await program.until(({ stdout }) => stdout.includes('ready'));
  const { finding } = await sweep(ground.root, '--dry-run');
  t.is(finding('iox1_0_u_root')?.holders[0]?.command, String.raw`\u{1b}]0;x\u{7}\u{1b}[2J\u{85}`);
  const table = await startSweep('--root', ground.root, '--quiet-period', '0', '--dry-run');
  await table.exitCode;
  t.regex(table.stdout.join('\n'), /\\u\{1b\}\[2J/);
  t.notRegex(table.stdout.join(''), /\p{C}/u);
});
