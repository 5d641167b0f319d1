import test from 'ava';
import { type FileType, printableName } from '../../../src/sweep/file.ts';
import { asideName, fileClassOf } from '../../../src/sweep/names.ts';

const fileClass = (name: string, type: FileType = 'File', isShm = true, others: readonly string[] = []): unknown =>
  fileClassOf(name, type, { isShm, isIceoryx2: false, has: (other) => others.includes(other) });

const old = { release: '2.0', domain: '' };
const newer = { release: '2.95', domain: '0' };

for (const [name, type, others, expected] of [
  ['iceoryx_mgmt', 'File', [], { kind: 'ManagementSegment', family: old }],
  ['root', 'File', [], { kind: 'DataSegment', family: old }],
  ['roudi', 'Socket', [], { kind: 'RoudiSocket', family: old }],
  ['roudi.lock', 'File', [], { kind: 'RoudiLock', family: old }],
  ['iox-unique-roudi.lock', 'File', [], { kind: 'RoudiLock', family: old }],
  ['camera', 'Socket', ['camera.lock'], { kind: 'AppSocket', family: old, runtime: 'camera' }],
  ['camera.lock', 'File', ['camera'], { kind: 'AppLock', family: old, runtime: 'camera' }],
  ['iceoryx_rt_77_1700', 'Socket', [], { kind: 'AppSocket', family: old, runtime: 'iceoryx_rt_77_1700' }],
  ['iceoryx_rt_77_1700.lock', 'File', [], { kind: 'AppLock', family: old, runtime: 'iceoryx_rt_77_1700' }],
  ['iox1_0_i_management', 'File', [], { kind: 'ManagementSegment', family: newer }],
  ['iox1_0_u_root', 'File', [], { kind: 'DataSegment', family: newer }],
  ['iox1_0_i_roudi', 'Socket', [], { kind: 'RoudiSocket', family: newer }],
  ['iox1_0_i_roudi.lock', 'File', [], { kind: 'RoudiLock', family: newer }],
  ['iox1_0_i_unique_roudi.lock', 'File', [], { kind: 'RoudiLock', family: newer }],
  ['iox1_0_u_camera', 'Socket', [], { kind: 'AppSocket', family: newer, runtime: 'camera' }],
  ['iox1_0_u_camera.lock', 'File', [], { kind: 'AppLock', family: newer, runtime: 'camera' }],
  ['iox1_7_i_management', 'File', [], { kind: 'ManagementSegment', family: { release: '2.95', domain: '7' } }],
  ['iox1_7_i_unique_roudi.lock', 'File', [], { kind: 'RoudiLock', family: { release: '2.95', domain: '7' } }],
  ['iox2_0a1b_node.0_9_3.global_mgmt', 'File', [], { kind: 'Iceoryx2' }],
] as const) {
  test(`${name}, a ${type}`, (t) => {
    t.deepEqual(fileClass(name, type, true, others), expected);
  });
}

test('names that iceoryx does not use are left out', (t) => {
  for (const name of ['sem.barrier', '.hidden', 'with space', 'a\nb', 'x'.repeat(101), '1starts-with-a-digit']) {
    t.is(fileClass(name), undefined, name);
  }
  t.is(fileClass('root', 'Directory'), undefined);
  t.is(fileClass('iceoryx2', 'Directory', false), undefined);
  t.is(fileClass('root', 'File', false), undefined, 'no segment lies in /tmp');
  t.is(fileClass('docker.sock', 'Socket', false), undefined, 'a socket without a lock');
  t.is(fileClass('apt.lock', 'File', false), undefined, 'a lock without a socket');
  t.like(fileClass('iox1_00_i_management'), { kind: 'DataSegment', family: old }, 'not the number of a domain');
});

test('a file that was set aside has its name in the new one, if there is room for it', (t) => {
  const unique = '0123456789abcdef';
  for (const own of ['iceoryx_mgmt', 'iox1_0_u_with\nnewline', 'x'.repeat(223), '...']) {
    t.deepEqual(fileClass(asideName(own, unique)), { kind: 'Aside', own });
  }
  t.is(asideName('x'.repeat(224), unique), `.iceoryx-sweep-${unique}`);
  for (const name of [`.iceoryx-sweep-${unique}`, `.iceoryx-sweep-${unique}-`, `.iceoryx-sweep-${unique}-..`]) {
    t.deepEqual(fileClass(name), { kind: 'Aside' }, name);
  }
});

test('a name keeps its bytes and cannot control the terminal', (t) => {
  t.is(printableName('caf\u00c3\u00a9'), 'café');
  t.is(printableName('a\nb\u001b[2J'), 'a\\nb\\u{1b}[2J');
  t.is(printableName('back\\slash'), 'back\\\\slash');
  t.is(printableName('\u00ff'), '\\u{fffd}');
});
