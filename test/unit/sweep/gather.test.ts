import test from 'ava';
import type { Evidence } from '../../../src/sweep/evidence.ts';
import type { FileFacts } from '../../../src/sweep/file.ts';
import { gather } from '../../../src/sweep/gather.ts';
import { fileClassOf } from '../../../src/sweep/names.ts';
import type { Observation, SeenFile } from '../../../src/sweep/observe.ts';
import type { Place } from '../../../src/sweep/places.ts';

const place = (inode: string, role: 'shm' | 'tmp'): Place => ({
  inode,
  roles: new Set([role]),
  ways: [],
  partners: new Set(['shm', 'tmp']),
  origin: 'Root',
  title: `/${inode}`,
});
const SHM = place('shm', 'shm');
const TMP = place('tmp', 'tmp');
/** A place that sees the same /dev/shm and another /tmp. */
const ELSEWHERE: Place = { ...TMP, inode: 'elsewhere', partners: new Set(['elsewhere']) };

let inodes = 0;

function file(where: Place, name: string, more: Partial<FileFacts> = {}, seen: Partial<SeenFile> = {}): SeenFile {
  const isSocket = seen.socket !== undefined;
  const facts: FileFacts = {
    name,
    type: isSocket ? 'Socket' : 'File',
    inode: `0:1:${++inodes}`,
    mode: name.endsWith('.lock') ? 0o600 : 0o660,
    uid: 0,
    gid: 0,
    bytes: name.endsWith('.lock') ? 0 : 4096,
    allocatedBytes: 4096,
    links: 1,
    changed: 1n,
    modified: 1n,
    ...more,
  };
  const isShm = where.roles.has('shm');
  const fileClass = fileClassOf(name, facts.type, { isShm, isIceoryx2: false, has: () => true });
  if (fileClass === undefined) {
    throw new Error(`${name} claims nothing`);
  }
  return { place: where, fileClass, facts, holds: [], lockers: [], ...seen };
}

function look(at: number, files: readonly SeenFile[], more: Partial<Observation> = {}): Observation {
  return {
    at,
    places: [SHM, TMP],
    unreadable: new Set(),
    files,
    others: 0,
    processes: 1,
    blindSpots: [],
    problems: [],
    pods: new Map(),
    ...more,
  };
}

/** The evidence about the first of the files after two looks, a minute apart. */
function evidence(files: readonly SeenFile[], before = look(0, files), now = look(60_000, files)): Partial<Evidence> {
  return gather(before, now, { quietSeconds: 60, roudiReturns: () => false })[0]?.evidence ?? {};
}

test("a data segment of 2.0 is proven by RouDi's records, if they have the same user", (t) => {
  const segment = file(SHM, 'games');
  const records = [{ name: 'games', bytes: 4096 }];
  t.like(evidence([segment]), { proof: undefined, record: 'NoManagement' });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', {}, { records })]), { proof: 'Recorded', record: 'Recorded' });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', { uid: 1000 }, { records })]), {
    proof: undefined,
    record: 'NotRecorded',
  });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', {}, { records: [{ name: 'games', bytes: 8 }] })]), {
    proof: undefined,
  });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', {}, { records: 'Unreadable' })]), { record: 'Unreadable' });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', {}, { records, holds: [{ pid: 7, how: 'maps' }] })]), {
    record: 'RecordedByLive',
  });
});

test('the length of the built-in configuration proves it too, and similar lengths do not', (t) => {
  t.like(evidence([file(SHM, 'root', { bytes: 149_264_720 })]), { proof: 'BuiltInLength' });
  t.like(evidence([file(SHM, 'root', { bytes: 149_264_728 })]), { proof: undefined });
  t.like(evidence([file(SHM, 'root', { bytes: 149_264_720, mode: 0o600 })]), { proof: undefined });
});

test('memory in use is a data segment of 2.0 if its user also has a management segment', (t) => {
  const holds = [{ pid: 7, how: 'maps' }] as const;
  const segment = file(SHM, 'games', {}, { holds });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', {}, { holds })]), { proof: 'HeldWithManagement', holders: 2 });
  t.like(evidence([segment, file(SHM, 'iceoryx_mgmt', {}, { holds: [{ pid: 8, how: 'maps' }] })]), {
    proof: undefined,
  });
});

test('an app’s pair of files with an ordinary name counts where there are traces of a RouDi', (t) => {
  const pair = [file(TMP, 'camera', {}, { socket: 'Dead' }), file(TMP, 'camera.lock')];
  t.like(evidence(pair), { proof: undefined, hasRoudiTrace: false });
  const trace = file(TMP, 'roudi.lock');
  t.like(evidence([...pair, trace]), { proof: 'AppPair', lock: 'Free', socket: 'Dead' });
  t.like(evidence([...pair, file(ELSEWHERE, 'roudi.lock')]), { proof: undefined });
  t.like(evidence([file(TMP, 'camera', { mode: 0o777 }, { socket: 'Dead' }), file(TMP, 'camera.lock'), trace]), {
    proof: undefined,
  });
  const written = file(TMP, 'camera.lock', { bytes: 4 });
  t.like(evidence([file(TMP, 'camera', {}, { socket: 'Dead' }), written, trace]), {
    lock: 'Foreign',
    proof: undefined,
  });
});

test('a RouDi lives where programs see its lock or socket together with the segment', (t) => {
  const segment = file(SHM, 'iceoryx_mgmt');
  const lockers = [7];
  t.like(evidence([segment, file(TMP, 'roudi.lock', {}, { lockers })]), { roudi: 'Live' });
  t.like(evidence([segment, file(TMP, 'roudi', {}, { socket: 'Datagram' })]), { roudi: 'Live' });
  t.like(evidence([segment, file(TMP, 'roudi', {}, { socket: 'Unknown' })]), { roudi: 'Unknown' });
  t.like(evidence([segment, file(ELSEWHERE, 'roudi.lock', {}, { lockers })]), { roudi: 'Gone' });
  t.like(evidence([segment, file(TMP, 'iox1_0_i_roudi.lock', {}, { lockers })]), { roudi: 'Gone' });
  t.like(evidence([segment], undefined, look(60_000, [segment], { unreadable: new Set(['tmp']) })), {
    roudi: 'Unknown',
  });
});

test('quiet is the same file, unchanged and unused, at two observations far enough apart', (t) => {
  const segment = file(SHM, 'iceoryx_mgmt');
  const held = { ...segment, holds: [{ pid: 7, how: 'maps' }] as const };
  const changed = { ...segment, facts: { ...segment.facts, changed: 2n } };
  const again = { ...segment, facts: { ...segment.facts, inode: '0:1:999999' } };
  const minute = look(60_000, [segment]);
  t.like(evidence([segment]), { quiet: 'Quiet', holders: 0 });
  t.like(evidence([], look(0, [held]), minute), { holders: 1 });
  t.like(evidence([], look(0, [changed]), minute), { quiet: 'Changed' });
  t.like(evidence([], look(0, [again]), minute), { quiet: 'Changed' });
  t.like(evidence([], look(0, []), minute), { quiet: 'Changed' });
  t.like(evidence([], look(1, [segment]), minute), { quiet: 'SeenOnce' });
  const socket = file(TMP, 'iceoryx_rt_1_2', {}, { socket: 'Datagram' });
  t.like(evidence([], look(0, [socket]), look(60_000, [{ ...socket, socket: 'Dead' }])), { quiet: 'Changed' });
});

test('one incomplete observation makes both unusable', (t) => {
  const segment = file(SHM, 'iceoryx_mgmt');
  const blind = { blindSpots: ['process 7: EACCES'] };
  t.like(evidence([segment]), { sight: 'Whole' });
  t.like(evidence([], look(0, [segment], blind), look(60_000, [segment])), { sight: 'Partial' });
  t.like(evidence([], look(0, [segment]), look(60_000, [segment], blind)), { sight: 'Partial' });
});
