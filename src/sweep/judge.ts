import type { Evidence } from './evidence.ts';

/**
 * - `Live`: somebody has it
 * - `Orphan`: iceoryx's, nobody has it, and nobody comes back for it
 * - `Unknown`: one of these could not be settled; it stays
 * - `NotIceoryx`: another program's; it stays
 */
export type Verdict = 'Live' | 'Orphan' | 'Unknown' | 'NotIceoryx';

export interface Judgement {
  readonly verdict: Verdict;
  /** CamelCase and stable, for machines. */
  readonly reason: string;
  /** For people. */
  readonly message: string;
  /** Whether it may be removed: an orphan, but for RouDi's locks. */
  readonly isRemovable: boolean;
}

type Check = (evidence: Evidence) => Judgement | undefined;

/**
 * What a file is, and whether it may go. Whoever speaks first is right: what makes a file live comes before what makes
 * it somebody else's, that before what is not known, and an orphan is what nothing speaks for.
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
  isOutOfSight,
  isUnproven,
  hasOtherNames,
  isRoudisLock,
  isUnasked,
  belongsToApp,
  belongsToRoudi,
  isRecorded,
  isTooEarly,
];

const ORPHANS: Readonly<Partial<Record<Evidence['kind'], string>>> = {
  ManagementSegment: 'nobody has it, and no RouDi returns here',
  DataSegment: 'nobody has it, and no RouDi has it in its configuration',
  RoudiSocket: 'nobody listens, and no RouDi returns here',
  AppSocket: 'nobody listens, and nobody has its lock: the app was killed',
  AppLock: 'free, and its socket is dead: the app was killed',
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
    ? unknown('LeftToIceoryx2', 'iceoryx2 removes what its dead nodes leave, and fails over the rest of what others do')
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

function isOutOfSight({ holders, sight }: Evidence): Judgement | undefined {
  return holders === undefined || sight !== 'Whole'
    ? unknown('NotAllSeen', 'somebody may have it whom this process cannot see; see the problems')
    : undefined;
}

function isUnproven({ kind, isPlausible, proof }: Evidence): Judgement | undefined {
  if (kind === 'RoudiLock' || proof !== undefined) {
    return undefined;
  }
  if (!isPlausible) {
    return unknown('AnotherForm', 'it has the name of a file of iceoryx, but not the mode or length');
  }
  return kind === 'DataSegment'
    ? unknown(
        'NotProven',
        'it may be a data segment: up to 2.90 they have any name, and no management segment tells of it',
      )
    : unknown('NotProven', "it looks like an app's, but no RouDi has left anything here");
}

function hasOtherNames({ links }: Evidence): Judgement | undefined {
  return links === 1
    ? undefined
    : unknown('SeveralNames', `it has ${links} names, and others may have it by another one`);
}

function isRoudisLock({ kind }: Evidence): Judgement | undefined {
  return kind === 'RoudiLock'
    ? judgementOf('Orphan', 'LockStays', 'free; it stays, because a RouDi may just be about to take it')
    : undefined;
}

function isUnasked({ kind, type, socket }: Evidence): Judgement | undefined {
  return kind === 'Aside' && type === 'Socket' && socket !== 'Dead'
    ? unknown('SocketUnknown', 'whether somebody listens could not be found out')
    : undefined;
}

function belongsToApp({ kind, lock, socket, isOnePair }: Evidence): Judgement | undefined {
  if (kind !== 'AppSocket' && kind !== 'AppLock') {
    return undefined;
  }
  // An app makes a new socket when it starts: a dead one is never used again, lock or no lock.
  if (lock !== 'Free' && !(kind === 'AppSocket' && lock === 'Missing')) {
    return unknown('LockForeign', 'what should be its lock is none of iceoryx');
  }
  if (socket !== 'Dead' && !(kind === 'AppLock' && socket === 'Missing')) {
    return unknown('SocketUnknown', 'whether somebody listens could not be found out');
  }
  return isOnePair ? undefined : unknown('AnotherUser', 'its socket and its lock are not of the same user');
}

function belongsToRoudi({ kind, roudi, roudiReturns, socket }: Evidence): Judgement | undefined {
  if (kind !== 'ManagementSegment' && kind !== 'RoudiSocket') {
    return undefined;
  }
  if (kind === 'RoudiSocket' && socket !== 'Dead') {
    return unknown('SocketUnknown', 'whether somebody listens could not be found out');
  }
  if (roudi === 'Live') {
    return unknown('RoudiBusy', 'a RouDi starts or stops here just now');
  }
  if (roudi !== 'Gone') {
    return unknown('RoudiUnknown', 'whether a RouDi runs here could not be found out');
  }
  return roudiReturns
    ? unknown(
        'RoudiMayReturn',
        'nobody has it; a RouDi that starts here replaces it, --no-roudi-returns says that none will',
      )
    : undefined;
}

function isRecorded({ kind, roudi, roudiReturns, record }: Evidence): Judgement | undefined {
  if (kind !== 'DataSegment') {
    return undefined;
  }
  if (roudi !== 'Live' && roudi !== 'Gone') {
    return unknown('RoudiUnknown', 'whether a RouDi runs here could not be found out');
  }
  if (record === 'RecordedByLive') {
    return unknown('RoudiBusy', 'a RouDi has it in its configuration, but not mapped');
  }
  if (record === undefined || record === 'Unreadable') {
    return unknown('RecordUnreadable', "RouDi's management segment cannot be read, which might have it");
  }
  if (roudi === 'Live') {
    return record === 'NotRecorded' ? undefined : unknown('RoudiBusy', 'a RouDi starts or stops here just now');
  }
  return roudiReturns && record !== 'NotRecorded'
    ? unknown(
        'RoudiMayReturn',
        'nobody has it; a RouDi that starts here replaces it, --no-roudi-returns says that none will',
      )
    : undefined;
}

function isTooEarly({ quiet }: Evidence): Judgement | undefined {
  if (quiet === 'Quiet') {
    return undefined;
  }
  return quiet === 'Changed'
    ? unknown('NotQuiet', 'it was changed, made anew or in use during the quiet period')
    : unknown('SeenOnce', 'nobody has it now; it takes a second look, after the quiet period');
}

function judgementOf(verdict: Verdict, reason: string, message: string): Judgement {
  return { verdict, reason, message, isRemovable: false };
}

const live = (reason: string, message: string): Judgement => judgementOf('Live', reason, message);
const unknown = (reason: string, message: string): Judgement => judgementOf('Unknown', reason, message);
const foreign = (reason: string, message: string): Judgement => judgementOf('NotIceoryx', reason, message);
