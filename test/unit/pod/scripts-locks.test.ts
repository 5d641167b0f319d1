import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { run } from '../../../lab/host/run.ts';

const LIBRARY = join(import.meta.dirname, '../../../src/pod/scripts/lib/locks.sh');

/** What the scripts of a pod find out about a lock file, where the kernel shows these locks and mounts. */
async function holders(t: ExecutionContext, locks: readonly string[], mounts: readonly string[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'iceoryx-locks-'));
  t.teardown(async () => rm(directory, { recursive: true }));
  const file = join(directory, 'app.lock');
  await writeFile(file, '');
  const { ino } = await stat(file);
  await writeFile(join(directory, 'locks'), `${locks.join('\n').replaceAll('INODE', String(ino))}\n`);
  await writeFile(join(directory, 'mountinfo'), `${mounts.join('\n')}\n`);
  const library = (await readFile(LIBRARY, 'utf8'))
    .replaceAll('/proc/locks', join(directory, 'locks'))
    .replaceAll('/proc/self/mountinfo', join(directory, 'mountinfo'));
  return (await run(['sh', '-c', `${library}\nlocks "$1"`, 'sh', file])).replaceAll(`${directory}/`, '');
}

const MOUNTS = ['21 20 0:20 / / rw', '22 21 0:32 / /tmp rw', '23 22 0:33 / /tmp rw', '24 21 0:34 / /dev/shm rw'];

test('who holds the lock is found, by the device that is mounted last', async (t) => {
  const locks = ['1: FLOCK  ADVISORY  WRITE 7 00:21:1 0 EOF', '2: FLOCK  ADVISORY  WRITE 8 00:21:INODE 0 EOF'];
  t.is(await holders(t, locks, MOUNTS), '8 app.lock\n');
});

test('a file of another volume with the same inode number is another file', async (t) => {
  t.is(await holders(t, ['1: FLOCK  ADVISORY  WRITE 8 00:22:INODE 0 EOF'], MOUNTS), '');
});

test('locks of other kinds count for nothing: a signal to -1, which the kernel shows for one, would go to all', async (t) => {
  const locks = [
    '1: OFDLCK ADVISORY  WRITE -1 00:21:INODE 0 EOF',
    '2: POSIX  ADVISORY  WRITE 9 00:21:INODE 0 EOF',
    '2: -> FLOCK  ADVISORY  WRITE 10 00:21:INODE 0 EOF',
  ];
  t.is(await holders(t, locks, MOUNTS), '');
});

test('where /tmp is not among the mounts, the inode number has to do', async (t) => {
  t.is(await holders(t, ['1: FLOCK  ADVISORY  WRITE 8 fe:00:INODE 0 EOF'], MOUNTS.slice(0, 1)), '8 app.lock\n');
});
