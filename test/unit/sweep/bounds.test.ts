import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { BoundError, BOUNDS } from '../../../src/sweep/bounds.ts';
import { Directory } from '../../../src/sweep/directory.ts';
import { inodeKey } from '../../../src/sweep/file.ts';
import { SegmentBudget, type SeenFile } from '../../../src/sweep/observe.ts';
import { discover } from '../../../src/sweep/places.ts';
import { readLocks } from '../../../src/sweep/proc/locks.ts';
import { holdsOf } from '../../../src/sweep/proc/processes.ts';
import { eachPart } from '../../../src/sweep/proc/read.ts';
import { recordsOf } from '../../../src/sweep/segment-records.ts';
import { table } from '../../../scripts/generate/markdown.ts';

function ground(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-bounds-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  return directory;
}

test('docs/sweeping.md has the current table of bounds', (t) => {
  const page = readFileSync(new URL('../../../docs/sweeping.md', import.meta.url), 'utf8');
  const rows = Object.values(BOUNDS).map(({ most, what, past }) => [String(most), what, past]);
  t.true(page.includes(`\n${table(['most', 'of', 'past it'], rows)}\n`), table(['most', 'of', 'past it'], rows));
});

test('directories beyond the limit are counted and not searched', (t) => {
  const path = ground(t);
  const pairs = Array.from({ length: BOUNDS.places.most / 2 + 1 }, (_, index) => {
    const pair = { shm: `${index}-shm`, tmp: `${index}-tmp` };
    Object.values(pair).forEach((name) => mkdirSync(join(path, name)));
    return pair;
  });
  const { places, problems } = discover({ roots: [path], kubelet: '/none', pairs, isPairsOnly: true }, () => false);
  t.is(places.length, BOUNDS.places.most + 2);
  t.is(places.filter(({ isLeftOut }) => isLeftOut).length, 2);
  t.true(places.every(({ partners }) => partners.size === 2));
  t.deepEqual(
    problems.filter((problem) => problem.includes('not searched')),
    ['2 directories are not searched: there are more than 10000 directories to search'],
  );
});

test('a process of a node: a directory with too many entries is an error that says so', (t) => {
  const path = ground(t);
  ['a', 'b', 'c'].forEach((name) => writeFileSync(join(path, name), ''));
  using directory = Directory.openTrusted(path);
  t.is(directory.entries({ most: 3, what: 'entries' }).length, 3);
  t.throws(() => directory.entries({ most: 2, what: 'entries' }), {
    instanceOf: BoundError,
    message: 'more than 2 entries',
  });
});

test('a file of /proc is read in parts that end with a line, up to its end', (t) => {
  const path = join(ground(t), 'maps');
  const line = `${'x'.repeat(99)}\n`;
  writeFileSync(path, `${line.repeat(10_000)}without an end`);
  let text = '';
  eachPart(path, (part, length) => {
    const piece = part.toString('latin1', 0, length);
    t.true(piece.endsWith('x\n') || piece === 'without an end');
    text += piece;
  });
  t.is(text, `${line.repeat(10_000)}without an end`);
  t.throws(() => eachPart(path, () => {}, { most: 500_000, what: 'bytes' }), { instanceOf: BoundError });
  writeFileSync(path, 'x'.repeat(2 ** 19));
  t.throws(() => eachPart(path, () => {}), { instanceOf: BoundError }, 'a line without an end');
});

test('processes that cannot be read in time are all reported', (t) => {
  const { unreadable, processes } = holdsOf([], () => {}, { seconds: 0 });
  // All except this one.
  t.is(unreadable.length, processes - 1);
  t.true(unreadable.length > 0);
  t.regex(unreadable[0]?.error ?? '', /^more than 0 seconds/);
});

test('a process of a node: beyond the limit of holders, each file still has one', async (t) => {
  const path = join(ground(t), 'file');
  const children = [1, 2].map(() =>
    spawn('sh', ['-c', 'exec 5>"$1"; echo; exec sleep 60', 'sh', path], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  t.teardown(() => children.forEach((child) => child.kill('SIGKILL')));
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  const { dev, ino } = statSync(path, { bigint: true });
  const inode = inodeKey(dev, ino);
  const holders = (mostHolds: number): number | undefined =>
    holdsOf([{ inode, isExact: true }], () => {}, { mostHolds }).byInode.get(inode)?.length;
  t.is(holders(2), 2);
  t.is(holders(1), 1);
  t.is(holders(0), 1);
});

test('tables with more segments than RouDi has are invalid', (t) => {
  const path = ground(t);
  const record = (index: number): Buffer => {
    const words = Buffer.alloc(24);
    words.writeBigUInt64LE(4096n, 0);
    words.write(`n${index}`, 8, 'latin1');
    return words;
  };
  using directory = Directory.openTrusted(path);
  for (const [count, isRead] of [
    [BOUNDS.records.most, true],
    [BOUNDS.records.most + 1, false],
  ] as const) {
    writeFileSync(join(path, 'iceoryx_mgmt'), Buffer.concat(Array.from({ length: count }, (_, n) => record(n))));
    const facts = directory.facts('iceoryx_mgmt');
    t.is(facts && recordsOf(directory, facts, new Set([4096]))?.length, isRead ? count : undefined);
  }
});

test('a process of a node: management segments beyond a limit are not read, and which one is said', (t) => {
  const budget = new SegmentBudget();
  const take = (inode: string, bytes: number): string | undefined =>
    budget.take({ place: { inode }, facts: { bytes } } as unknown as SeenFile)?.message;
  const { segmentBytes, segmentBytesOfPlace, segmentBytesOfObservation } = BOUNDS;
  t.is(take('a', segmentBytes.most + 1), new BoundError(segmentBytes).message);
  const perPlace = segmentBytesOfPlace.most / segmentBytes.most;
  const places = segmentBytesOfObservation.most / segmentBytesOfPlace.most;
  for (let place = 0; place < places; place++) {
    for (let segment = 0; segment < perPlace; segment++) {
      t.is(take(`${place}`, segmentBytes.most), undefined);
    }
  }
  t.is(take('0', 1), new BoundError(segmentBytesOfPlace).message);
  t.is(take('another', 1), new BoundError(segmentBytesOfObservation).message);
});

test('a process of a node: more locks than are read are an error, and none of them counts as known', (t) => {
  const path = join(ground(t), 'locks');
  const line = '1: FLOCK  ADVISORY  WRITE 4711 00:19:1234 0 EOF\n';
  writeFileSync(path, line.repeat(3));
  t.is(readLocks(path).length, 3);
  writeFileSync(path, line.repeat(Math.ceil(BOUNDS.lockBytes.most / line.length) + 1));
  t.throws(() => readLocks(path), { instanceOf: BoundError });
});
