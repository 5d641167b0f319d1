import test from 'ava';
import { blindSpots } from '../../../src/sweep/proc/view.ts';
import { locksOf } from '../../../src/sweep/proc/locks.ts';
import { eachMapping } from '../../../src/sweep/proc/maps.ts';
import { holdsOf, matches } from '../../../src/sweep/proc/processes.ts';
import { mkdtempSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { run } from '../../../lab/host/run.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { inodeKey } from '../../../src/sweep/file.ts';

function mappings(text: string, ...wanted: number[]): string[] {
  const found: string[] = [];
  const buffer = Buffer.concat([Buffer.from(text), Buffer.from('what an earlier, longer text has left')]);
  eachMapping(
    buffer,
    text.length,
    (inode) => wanted.includes(inode),
    (inode) => found.push(inode),
  );
  return found;
}

test('mappings are found by device and inode, whatever their path', (t) => {
  const text = [
    '55d0-55d1 r--p 00000000 fe:00 1234                       /usr/bin/app',
    '7f211af6f000-7f211ee1e000 rw-s 00000000 00:29 2                          /dev/shm/iceoryx_mgmt',
    '7f211f888000-7f211f88b000 rw-s 00000000 00:2a 2                          /dev/shm/name with\\012newline (deleted)',
    '7fff3a5c2000-7fff3a5e3000 rw-p 00000000 00:00 0                          [stack]',
    'ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]',
    '7f211f88b000-7f211f890000 rw-s 00000000 103:12 4611686018427387904 ',
    '',
  ].join('\n');
  t.deepEqual(mappings(text, 2), ['0:41:2', '0:42:2']);
  t.deepEqual(mappings(text, 1234, 0), ['254:0:1234']);
  t.deepEqual(mappings(text, 4_611_686_018_427_387_904), ['259:18:4611686018427387904']);
  t.deepEqual(mappings('', 2), []);
  t.deepEqual(mappings(text.trimEnd(), 2).length, 2, 'even without a final newline');
});

test('locks of every kind are found, waiting ones too', (t) => {
  const text = [
    '1: FLOCK  ADVISORY  WRITE 24079 00:2a:4 0 EOF',
    '1: -> FLOCK  ADVISORY  WRITE 24080 00:2a:4 0 EOF',
    '2: POSIX  ADVISORY  READ  77 fe:00:10217043 128 128',
    '3: OFDLCK ADVISORY  WRITE -1 fe:00:10217042 0 EOF',
    '4: LEASE  ACTIVE    READ 5 08:01:99 0 EOF',
    '',
  ].join('\n');
  t.deepEqual(locksOf(text), [
    { pid: 24_079, inode: '0:42:4' },
    { pid: 24_080, inode: '0:42:4' },
    { pid: 77, inode: '254:0:10217043' },
    { pid: -1, inode: '254:0:10217042' },
    { pid: 5, inode: '8:1:99' },
  ]);
});

test('a process that waits for a waiting one is shown further to the right', (t) => {
  const text = [
    '1: FLOCK  ADVISORY  WRITE 5070 fe:00:9994561 0 EOF',
    '1: -> FLOCK  ADVISORY  WRITE 5078 fe:00:9994561 0 EOF',
    '1:  -> FLOCK  ADVISORY  WRITE 5080 fe:00:9994561 0 EOF',
    `1: ${' '.repeat(40)}-> FLOCK  ADVISORY  WRITE 5086 fe:00:9994561 0 EOF`,
    '',
  ].join('\n');
  t.deepEqual(
    locksOf(text).map(({ pid }) => pid),
    [5070, 5078, 5080, 5086],
  );
});

test('a lock of an unknown kind counts as a lock that any process may hold', (t) => {
  const text = [
    '1: NEW-KIND ?? *NOINODE* WRITE 7 00:2a:4 0 EOF of-more',
    '2: FLOCK  ADVISORY  WRITE somebody 00:2a:5 0 EOF',
    '00:2a:6',
    '',
  ].join('\n');
  t.deepEqual(locksOf(text), [
    { pid: 7, inode: '0:42:4' },
    { pid: undefined, inode: '0:42:5' },
    { pid: undefined, inode: '0:42:6' },
  ]);
});

test('an unknown line is an error only if it could hide the holder of a lock', (t) => {
  const harmless = [
    '1: POSIX  *NOINODE* WRITE 7 <none>:0 0 EOF',
    '2: UNKNOWN UNKNOWN  WRITE 7 <none>:0 0 EOF',
    '3: -> something else',
    '3:   -> FLOCK  ADVISORY  WRITE 7 of a file without a number',
    '',
  ];
  t.deepEqual(locksOf(harmless.join('\n')), []);
  for (const line of [
    '1: SOMETHING else',
    '1: FLOCK  ADVISORY  WRITE 7 00:2a 0 EOF',
    '1: FLOCK  ADVISORY  WRITE 7 00:2a:4:5 0 EOF',
    'FLOCK -> ADVISORY  WRITE 7 2a 0 EOF',
    ' ',
  ]) {
    t.throws(() => locksOf(`${line}\n`), { message: /not understood/ }, line);
  }
});

test('if open files show other devices, the inode alone counts', (t) => {
  const keys = new Map([
    [
      7,
      [
        { inode: '0:41:7', isExact: true },
        { inode: '0:50:7', isExact: false },
      ],
    ],
  ]);
  t.deepEqual(matches(keys, '0:41:7'), ['0:41:7', '0:50:7']);
  t.deepEqual(matches(keys, '254:0:7'), ['0:50:7']);
  t.deepEqual(matches(keys, '0:41:8'), []);
});

test('a process that only opened a file holds it', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-sweep-'));
  const path = join(directory, 'file');
  // For a moment no other process has the file open, and no thread of this one that is about to fork.
  const child = spawn('sh', ['-c', 'exec 5>"$1"; echo; exec sleep 60', 'sh', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const { dev, ino } = statSync(path, { bigint: true });
  const key = inodeKey(dev, ino);
  try {
    t.deepEqual(holdsOf([{ inode: key, isExact: true }], () => {}).byInode.get(key), [
      { pid: child.pid ?? 0, how: 'opens' },
    ]);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    rmSync(directory, { recursive: true });
  }
  t.is(holdsOf([{ inode: key, isExact: true }], () => {}).byInode.get(key), undefined);
});

test('a process with a file at a path longer than a page is seen nevertheless, also by that file', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-sweep-'));
  // What prints must be the process itself: one that it has started would still have the file open for a moment.
  const script =
    'cd "$1"; for n in $(seq 100); do mkdir "$2"; cd -P "$2"; done; exec 5> file; ' +
    'id=$(stat -c "%d %i" file); echo "$id"; exec sleep 60';
  const child = spawn('sh', ['-c', script, 'sh', directory, 'd'.repeat(50)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [said] = await once(child.stdout, 'data');
    const [dev = '', ino = ''] = String(said).trim().split(' ');
    t.throws(() => readlinkSync(`/proc/${child.pid}/fd/5`), { code: 'ENAMETOOLONG' });
    const key = inodeKey(BigInt(dev), BigInt(ino));
    const { byInode, unreadable } = holdsOf([{ inode: key, isExact: true }], () => {});
    t.deepEqual(byInode.get(key), [{ pid: child.pid ?? 0, how: 'opens' }]);
    t.false(unreadable.some(({ pid }) => pid === child.pid));
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    await run(['rm', '-rf', directory]);
  }
});

test('a process that may not inspect all others detects that', (t) => {
  const isRoot = process.getuid?.() === 0;
  t.is(
    blindSpots(true).some((spot) => spot.includes('CAP_SYS_PTRACE')),
    !isRoot,
  );
});
