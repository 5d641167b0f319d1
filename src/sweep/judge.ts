import type { Evidence } from './evidence.ts';

/**
 * - `Live`: a process uses it
 * - `Orphan`: a file of iceoryx that no process uses or will use again
 * - `Unknown`: one of these conditions is unknown; the file is kept
 * - `NotIceoryx`: a file of another program; it is kept
 */
export type Verdict = 'Live' | 'Orphan' | 'Unknown' | 'NotIceoryx';

export interface Judgement {
  readonly verdict: Verdict;
  /** A stable CamelCase identifier. */
  readonly reason: string;
  /** Explanation for users. */
  readonly message: string;
  /** Whether it may be removed: an orphan, except RouDi's locks. */
  readonly isRemovable: boolean;
}

type Check = (evidence: Evidence) => Judgement | undefined;

/**
 * Classifies a file and decides whether it may be removed. The first check that returns a verdict wins: checks for use
 * come first, then those for files of other programs, then those for missing knowledge. A file that no check claims is
 * an orphan.
 */
export function judge(evidence: Evidence): Judgement {
  for (const check of CHECKS) {
    const judgement = check(evidence);
    if (judgement !== undefined) {
      return judgement;
    }
  }
  return { ...judgementOf('Orphan', 'Abandoned', ORPHANS[evidence.kind] ?? ''), isRemovable: true };
}

const CHECKS: readonly Check[] = [
  isHeld,
  isBound,
  isOfAnotherType,
  isOfIceoryx2,
  isForeign,
  isNotVisible,
  isUnproven,
  hasOtherNames,
  isRoudisLock,
  isUnprobed,
  belongsToApp,
  belongsToRoudi,
  isRecorded,
  isTooEarly,
];

const ORPHANS: Readonly<Partial<Record<Evidence['kind'], string>>> = {
  ManagementSegment: 'unused, and no RouDi starts here again',
  DataSegment: 'unused, and no RouDi has it in its configuration',
  RoudiSocket: 'no process listens, and no RouDi starts here again',
  AppSocket: 'no process listens or holds its lock: the app was killed',
  AppLock: 'its lock is free and its socket dead: the app was killed',
  Aside: 'an earlier sweep was interrupted while it removed this',
};

function isHeld({ kind, isOldName, holders, lock, proof }: Evidence): Judgement | undefined {
  if (lock === 'Held' && (kind === 'AppSocket' || kind === 'AppLock' || kind === 'RoudiLock')) {
    return live('Locked', kind === 'AppSocket' ? 'its app lives: it holds the lock' : 'a process holds this lock');
  }
  if (holders === undefined || holders === 0) {
    return undefined;
  }
  return kind === 'DataSegment' && isOldName && proof === undefined
    ? foreign('HeldByOthers', 'in use by a program that has no management segment of RouDi')
    : live('Held', kind === 'AppLock' || kind === 'RoudiLock' ? 'a process has it open' : 'in use');
}

function isBound({ kind, type, socket }: Evidence): Judgement | undefined {
  if (kind === 'Aside' && type === 'Socket') {
    return socket === 'Datagram' || socket === 'Stream'
      ? live('Bound', 'a process listens; an earlier sweep was interrupted while it held this')
      : undefined;
  }
  if (kind !== 'RoudiSocket' && kind !== 'AppSocket' && kind !== 'AppLock') {
    return undefined;
  }
  if (socket === 'Datagram') {
    return live('Bound', kind === 'AppLock' ? 'the socket beside it is in use' : 'a process listens');
  }
  return socket === 'Stream'
    ? foreign('StreamSocket', "a stream socket that is in use; iceoryx's are datagram sockets")
    : undefined;
}

function isOfAnotherType({ kind, type }: Evidence): Judgement | undefined {
  const expected = kind === 'RoudiSocket' || kind === 'AppSocket' ? 'Socket' : 'File';
  return kind === 'Iceoryx2' || type === expected || (kind === 'Aside' && type === 'Socket')
    ? undefined
    : foreign('AnotherType', `it is a ${TYPES[type]}; iceoryx has a ${TYPES[expected]} of that name`);
}

const TYPES: Readonly<Record<Evidence['type'], string>> = {
  File: 'file',
  Socket: 'socket',
  SymbolicLink: 'symbolic link',
  Fifo: 'FIFO',
  Directory: 'directory',
  Device: 'device',
};

function isOfIceoryx2({ kind }: Evidence): Judgement | undefined {
  return kind === 'Iceoryx2'
    ? unknown('LeftToIceoryx2', 'left to iceoryx2, which fails if other programs remove parts of its files')
    : undefined;
}

function isForeign({ kind, isOldName, isPlausible, proof, hasRoudiTrace }: Evidence): Judgement | undefined {
  if (kind !== 'DataSegment' || !isOldName || proof !== undefined) {
    return undefined;
  }
  if (!isPlausible) {
    return foreign('AnotherForm', "its mode or length is not that of RouDi's segments");
  }
  return hasRoudiTrace ? undefined : foreign('NoRoudi', 'no RouDi has left anything here');
}

function isNotVisible({ holders, sight }: Evidence): Judgement | undefined {
  return holders === undefined || sight !== 'Whole'
    ? unknown('NotAllSeen', 'a process that is not visible from here may use it; see the problems')
    : undefined;
}

function isUnproven({ kind, isPlausible, proof }: Evidence): Judgement | undefined {
  if (kind === 'RoudiLock' || proof !== undefined) {
    return undefined;
  }
  if (!isPlausible) {
    return unknown('AnotherForm', 'it has the name of a file of iceoryx, but another mode or length');
  }
  return kind === 'DataSegment'
    ? unknown(
        'NotProven',
        'it may be a data segment: up to 2.90 they have any name, and no management segment contains it',
      )
    : unknown('NotProven', "it looks like an app's, but no RouDi has left anything here");
}

function hasOtherNames({ links }: Evidence): Judgement | undefined {
  return links === 1
    ? undefined
    : unknown('SeveralNames', `it has ${links} names (hard links), and may be in use under another one`);
}

function isRoudisLock({ kind }: Evidence): Judgement | undefined {
  return kind === 'RoudiLock'
    ? judgementOf('Orphan', 'LockStays', 'free; it is kept, because a RouDi may be about to take it')
    : undefined;
}

function isUnprobed({ kind, type, socket }: Evidence): Judgement | undefined {
  return kind === 'Aside' && type === 'Socket' && socket !== 'Dead'
    ? unknown('SocketUnknown', 'it is unknown whether a process listens')
    : undefined;
}

function belongsToApp({ kind, lock, socket, isOnePair }: Evidence): Judgement | undefined {
  if (kind !== 'AppSocket' && kind !== 'AppLock') {
    return undefined;
  }
  // An app creates a new socket when it starts: a dead one is never used again, with or without a lock.
  if (lock !== 'Free' && !(kind === 'AppSocket' && lock === 'Missing')) {
    return unknown('LockForeign', "the file at its lock's path is not a lock of iceoryx");
  }
  if (socket !== 'Dead' && !(kind === 'AppLock' && socket === 'Missing')) {
    return unknown('SocketUnknown', 'it is unknown whether a process listens');
  }
  return isOnePair ? undefined : unknown('AnotherUser', 'its socket and its lock belong to different users');
}

function belongsToRoudi({ kind, roudi, roudiReturns, socket }: Evidence): Judgement | undefined {
  if (kind !== 'ManagementSegment' && kind !== 'RoudiSocket') {
    return undefined;
  }
  if (kind === 'RoudiSocket' && socket !== 'Dead') {
    return unknown('SocketUnknown', 'it is unknown whether a process listens');
  }
  if (roudi === 'Live') {
    return unknown('RoudiBusy', 'a RouDi is starting or stopping here');
  }
  if (roudi !== 'Gone') {
    return unknown('RoudiUnknown', 'it is unknown whether a RouDi runs here');
  }
  return roudiReturns
    ? unknown(
        'RoudiMayReturn',
        'unused; a RouDi that starts here replaces it, unless --no-roudi-returns says that none will start',
      )
    : undefined;
}

function isRecorded({ kind, roudi, roudiReturns, record }: Evidence): Judgement | undefined {
  if (kind !== 'DataSegment') {
    return undefined;
  }
  if (roudi !== 'Live' && roudi !== 'Gone') {
    return unknown('RoudiUnknown', 'it is unknown whether a RouDi runs here');
  }
  if (record === 'RecordedByLive') {
    return unknown('RoudiBusy', 'a RouDi has it in its configuration, but not mapped');
  }
  if (record === undefined || record === 'Unreadable') {
    return unknown('RecordUnreadable', "RouDi's management segment, which might contain it, cannot be read");
  }
  if (roudi === 'Live') {
    return record === 'NotRecorded' ? undefined : unknown('RoudiBusy', 'a RouDi is starting or stopping here');
  }
  return roudiReturns && record !== 'NotRecorded'
    ? unknown(
        'RoudiMayReturn',
        'unused; a RouDi that starts here replaces it, unless --no-roudi-returns says that none will start',
      )
    : undefined;
}

function isTooEarly({ quiet }: Evidence): Judgement | undefined {
  if (quiet === 'Quiet') {
    return undefined;
  }
  return quiet === 'Changed'
    ? unknown('NotQuiet', 'it was changed, replaced or in use during the quiet period')
    : unknown('SeenOnce', 'unused now; a second observation after the quiet period is needed');
}

function judgementOf(verdict: Verdict, reason: string, message: string): Judgement {
  return { verdict, reason, message, isRemovable: false };
}

const live = (reason: string, message: string): Judgement => judgementOf('Live', reason, message);
const unknown = (reason: string, message: string): Judgement => judgementOf('Unknown', reason, message);
const foreign = (reason: string, message: string): Judgement => judgementOf('NotIceoryx', reason, message);
