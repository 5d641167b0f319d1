import test from 'ava';
import * as fc from 'fast-check';
import type { Evidence } from '../../../src/sweep/evidence.ts';
import { judge, type Verdict } from '../../../src/sweep/judge.ts';

/** A data segment of 2.95 that all its users have left. */
const segment: Evidence = {
  kind: 'DataSegment',
  isOldName: false,
  type: 'File',
  isPlausible: true,
  links: 1,
  holders: 0,
  sight: 'Whole',
  proof: 'Name',
  socket: undefined,
  lock: undefined,
  isOnePair: true,
  roudi: 'Gone',
  hasRoudiTrace: true,
  roudiReturns: false,
  record: 'Recorded',
  quiet: 'Quiet',
};
const management: Evidence = { ...segment, kind: 'ManagementSegment', record: undefined };
const old: Evidence = { ...segment, isOldName: true, proof: 'Recorded' };
const socket: Evidence = {
  ...segment,
  kind: 'AppSocket',
  type: 'Socket',
  socket: 'Dead',
  lock: 'Free',
  record: undefined,
};
const lock: Evidence = { ...socket, kind: 'AppLock', type: 'File' };
const roudiSocket: Evidence = { ...socket, kind: 'RoudiSocket', lock: undefined };
const roudiLock: Evidence = { ...lock, kind: 'RoudiLock', socket: undefined };

const TABLE: readonly (readonly [string, Evidence, Verdict, string])[] = [
  ['a data segment', segment, 'Orphan', 'Abandoned'],
  ['a data segment that is mapped', { ...segment, holders: 1 }, 'Live', 'Held'],
  ['a data segment seen once', { ...segment, quiet: 'SeenOnce' }, 'Unknown', 'SeenOnce'],
  ['a data segment that was changed meanwhile', { ...segment, quiet: 'Changed' }, 'Unknown', 'NotQuiet'],
  ['a data segment that a returning RouDi may have', { ...segment, roudiReturns: true }, 'Unknown', 'RoudiMayReturn'],
  [
    'a data segment of an unknown configuration',
    { ...segment, roudiReturns: true, record: 'NoManagement' },
    'Unknown',
    'RoudiMayReturn',
  ],
  [
    'a data segment that RouDi does not have any more',
    { ...segment, roudiReturns: true, roudi: 'Live', record: 'NotRecorded' },
    'Orphan',
    'Abandoned',
  ],
  ['a data segment of a RouDi that starts', { ...segment, roudi: 'Live' }, 'Unknown', 'RoudiBusy'],
  [
    'a data segment that a live RouDi has written down',
    { ...segment, roudi: 'Live', record: 'RecordedByLive' },
    'Unknown',
    'RoudiBusy',
  ],
  ['a data segment beside an unreadable RouDi', { ...segment, record: 'Unreadable' }, 'Unknown', 'RecordUnreadable'],
  ['a data segment of a place half seen', { ...segment, roudi: 'Unknown' }, 'Unknown', 'RoudiUnknown'],
  ['a data segment with two names', { ...segment, links: 2 }, 'Unknown', 'SeveralNames'],
  ['a data segment, not all processes seen', { ...segment, sight: 'Partial' }, 'Unknown', 'NotAllSeen'],
  ['a link with the name of a data segment', { ...segment, type: 'SymbolicLink' }, 'NotIceoryx', 'AnotherType'],
  ['a FIFO with the name of a management segment', { ...management, type: 'Fifo' }, 'NotIceoryx', 'AnotherType'],
  [
    'a look-alike of other mode or length',
    { ...segment, isPlausible: false, proof: undefined },
    'Unknown',
    'AnotherForm',
  ],
  ['a data segment of 2.0 that is written down', old, 'Orphan', 'Abandoned'],
  ['a file with the name of a group', { ...old, proof: undefined }, 'Unknown', 'NotProven'],
  [
    'a file with the name of a group where no RouDi was',
    { ...old, proof: undefined, hasRoudiTrace: false },
    'NotIceoryx',
    'NoRoudi',
  ],
  [
    'a file with the name of a group and an odd length',
    { ...old, proof: undefined, isPlausible: false },
    'NotIceoryx',
    'AnotherForm',
  ],
  ["another program's memory in use", { ...old, proof: undefined, holders: 2 }, 'NotIceoryx', 'HeldByOthers'],
  ['a management segment', management, 'Orphan', 'Abandoned'],
  ['a management segment, RouDi may return', { ...management, roudiReturns: true }, 'Unknown', 'RoudiMayReturn'],
  ['a management segment of a RouDi that starts', { ...management, roudi: 'Live' }, 'Unknown', 'RoudiBusy'],
  ["RouDi's socket", roudiSocket, 'Orphan', 'Abandoned'],
  ["RouDi's socket, bound", { ...roudiSocket, socket: 'Datagram' }, 'Live', 'Bound'],
  ["a daemon's stream socket called roudi", { ...roudiSocket, socket: 'Stream' }, 'NotIceoryx', 'StreamSocket'],
  ["RouDi's socket that may not be asked", { ...roudiSocket, socket: 'Unknown' }, 'Unknown', 'SocketUnknown'],
  ["RouDi's socket, its lock held", { ...roudiSocket, roudi: 'Live' }, 'Unknown', 'RoudiBusy'],
  ["RouDi's lock, held", { ...roudiLock, lock: 'Held', holders: 1 }, 'Live', 'Locked'],
  ["RouDi's lock, free", roudiLock, 'Orphan', 'LockStays'],
  ["an app's socket", socket, 'Orphan', 'Abandoned'],
  ["an app's socket under a live RouDi", { ...socket, roudi: 'Live', roudiReturns: true }, 'Orphan', 'Abandoned'],
  ["an app's socket, its lock held", { ...socket, lock: 'Held' }, 'Live', 'Locked'],
  ["an app's dead socket without a lock", { ...socket, lock: 'Missing' }, 'Orphan', 'Abandoned'],
  ["an app's socket beside something else", { ...socket, lock: 'Foreign' }, 'Unknown', 'LockForeign'],
  ["an app's socket and another user's lock", { ...socket, isOnePair: false }, 'Unknown', 'AnotherUser'],
  ["an app's socket, bound", { ...socket, socket: 'Datagram' }, 'Live', 'Bound'],
  ["an app's socket of 2.0 where no RouDi was", { ...socket, proof: undefined }, 'Unknown', 'NotProven'],
  ["an app's lock", lock, 'Orphan', 'Abandoned'],
  ["an app's lock whose socket is gone, as 1.0 leaves it", { ...lock, socket: 'Missing' }, 'Orphan', 'Abandoned'],
  ["an app's lock that a process has just opened", { ...lock, holders: 1 }, 'Live', 'Held'],
  ["an app's lock beside a live socket", { ...lock, socket: 'Datagram' }, 'Live', 'Bound'],
  ["an app's lock beside something else", { ...lock, socket: 'Foreign' }, 'Unknown', 'SocketUnknown'],
  ['a file of iceoryx2', { ...segment, kind: 'Iceoryx2' }, 'Unknown', 'LeftToIceoryx2'],
  ['a file of iceoryx2 in use', { ...segment, kind: 'Iceoryx2', holders: 1 }, 'Live', 'Held'],
  ['what a killed sweep took aside', { ...segment, kind: 'Aside' }, 'Orphan', 'Abandoned'],
  ['a dead socket that it took aside', { ...roudiSocket, kind: 'Aside' }, 'Orphan', 'Abandoned'],
  ['a socket that it took aside, bound', { ...roudiSocket, kind: 'Aside', socket: 'Datagram' }, 'Live', 'Bound'],
  [
    'a socket that it took aside and may not ask',
    { ...roudiSocket, kind: 'Aside', socket: 'Unknown' },
    'Unknown',
    'SocketUnknown',
  ],
];

for (const [title, evidence, verdict, reason] of TABLE) {
  test(`${title}: ${verdict}, ${reason}`, (t) => {
    t.like(judge(evidence), { verdict, reason });
  });
}

const anything: fc.Arbitrary<Evidence> = fc.record({
  kind: fc.constantFrom(
    'ManagementSegment',
    'DataSegment',
    'RoudiSocket',
    'RoudiLock',
    'AppSocket',
    'AppLock',
    'Iceoryx2',
    'Aside',
  ),
  isOldName: fc.boolean(),
  type: fc.constantFrom('File', 'Socket', 'SymbolicLink', 'Fifo', 'Directory', 'Device'),
  isPlausible: fc.boolean(),
  links: fc.constantFrom(1, 1, 2),
  holders: fc.constantFrom(undefined, 0, 0, 0, 1, 300),
  sight: fc.constantFrom('Whole', 'Whole', 'Partial', undefined),
  proof: fc.constantFrom(undefined, 'Name', 'Recorded', 'BuiltInLength', 'HeldWithManagement', 'AppPair'),
  socket: fc.constantFrom(undefined, 'Dead', 'Dead', 'Datagram', 'Stream', 'Unknown', 'Missing', 'Foreign'),
  lock: fc.constantFrom(undefined, 'Free', 'Free', 'Held', 'Missing', 'Foreign'),
  isOnePair: fc.boolean(),
  roudi: fc.constantFrom('Live', 'Gone', 'Gone', 'Unknown', undefined),
  hasRoudiTrace: fc.boolean(),
  roudiReturns: fc.boolean(),
  record: fc.constantFrom('Recorded', 'RecordedByLive', 'NotRecorded', 'NoManagement', 'Unreadable', undefined),
  quiet: fc.constantFrom('Quiet', 'Quiet', 'SeenOnce', 'Changed', undefined),
});

/** Orphans with a few facts replaced: the danger is in evidence that is almost complete. */
const nearOrphans: fc.Arbitrary<Evidence> = fc
  .tuple(
    fc.constantFrom(...TABLE.map(([, evidence]) => evidence).filter((evidence) => judge(evidence).isRemovable)),
    anything,
    fc.subarray(Object.keys(segment) as (keyof Evidence)[], { maxLength: 3 }),
  )
  .map(([orphan, other, fields]) => ({
    ...orphan,
    ...Object.fromEntries(fields.map((field) => [field, other[field]])),
  }));
const evidences = fc.oneof(anything, nearOrphans);

/** Nothing may be removed for any evidence for which `holds` is true. */
function neverRemovable(title: string, holds: (evidence: Evidence) => boolean): void {
  test(`nothing is removable: ${title}`, (t) => {
    let held = 0;
    fc.assert(
      fc.property(evidences, (evidence) => {
        if (holds(evidence)) {
          held++;
          return !judge(evidence).isRemovable;
        }
        return true;
      }),
      // A soak takes more of them.
      { numRuns: Number(process.env['JUDGE_RUNS'] ?? 10_000), examples: TABLE.map(([, evidence]) => [evidence]) },
    );
    t.true(held > 100);
  });
}

neverRemovable('that a process holds', ({ holders }) => (holders ?? 0) > 0);
neverRemovable('whose holders are unknown', ({ holders }) => holders === undefined);
neverRemovable('while not all processes were seen', ({ sight }) => sight !== 'Whole');
neverRemovable('that was not quiet', ({ quiet }) => quiet !== 'Quiet');
neverRemovable('that is not proven to be of iceoryx', ({ proof }) => proof === undefined);
neverRemovable('that has another name', ({ links }) => links !== 1);
neverRemovable('that is a link, a directory, a FIFO or a device', ({ type }) => type !== 'File' && type !== 'Socket');
neverRemovable('that is a lock of RouDi', ({ kind }) => kind === 'RoudiLock');
neverRemovable('that is of iceoryx2', ({ kind }) => kind === 'Iceoryx2');
neverRemovable(
  'of an app whose lock is not free, nor gone',
  ({ kind, lock }) =>
    (kind === 'AppLock' && lock !== 'Free') || (kind === 'AppSocket' && lock !== 'Free' && lock !== 'Missing'),
);
neverRemovable(
  'whose socket is not dead',
  ({ kind, type, socket }) =>
    (kind === 'AppSocket' || kind === 'RoudiSocket' || (kind === 'Aside' && type === 'Socket')) && socket !== 'Dead',
);
neverRemovable(
  "that is RouDi's while one runs, may return, or this is unknown",
  ({ kind, roudi, roudiReturns }) =>
    (kind === 'ManagementSegment' || kind === 'RoudiSocket') && (roudi !== 'Gone' || roudiReturns),
);
neverRemovable(
  'that a live RouDi may have in its configuration',
  ({ kind, roudi, record }) => kind === 'DataSegment' && roudi !== 'Gone' && record !== 'NotRecorded',
);

test('an orphan that lacks any of its evidence is no longer one', (t) => {
  for (const [title, evidence] of TABLE.filter(([, evidence]) => judge(evidence).isRemovable)) {
    for (const field of ['holders', 'sight', 'proof', 'quiet'] as const) {
      t.false(judge({ ...evidence, [field]: undefined }).isRemovable, `${title} without ${field}`);
    }
  }
});

test('every verdict is explained to people', (t) => {
  fc.assert(fc.property(evidences, (evidence) => judge(evidence).message !== ''));
  t.pass();
});
