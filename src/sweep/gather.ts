import type { Evidence, LockState, PeerState, Proof } from './evidence.ts';
import { isSameFile } from './file.ts';
import { appNames, type FileClass, type Family, familyKey, isDistinctive, type RoudiFileClass } from './names.ts';
import type { Observation, SeenFile } from './observe.ts';
import type { Place } from './places.ts';
import { hasBuiltInLength, isPlausible } from './plausible.ts';

export interface Circumstances {
  readonly quietSeconds: number;
  /** Whether a RouDi may start in a place again: true unless the user has excluded it. */
  readonly roudiReturns: (place: Pick<Place, 'origin'>) => boolean;
}

/** A file of the later observation, with the evidence of both. */
export interface Case {
  readonly file: SeenFile;
  readonly evidence: Evidence;
}

/** The evidence for each file that exists at the later observation. Pure. */
export function gather(before: Observation | undefined, now: Observation, circumstances: Circumstances): Case[] {
  const then = before && new Index(before);
  const index = new Index(now);
  const isWhole = now.blindSpots.length === 0 && (before === undefined || before.blindSpots.length === 0);
  const elapsed = before === undefined ? 0 : (now.at - before.at) / 1000;
  return now.files.map((file) => {
    const { fileClass, facts, place } = file;
    const earlier = then?.at(place.inode, facts.name);
    const family = 'family' in fileClass ? fileClass.family : undefined;
    const isSame = earlier !== undefined && isSameFile(earlier.facts, facts) && earlier.facts.changed === facts.changed;
    const pair = pairOf(file, index);
    const evidence: Evidence = {
      kind: fileClass.kind,
      isOldName: family?.release === '2.0',
      type: facts.type,
      isPlausible: isPlausible(fileClass, facts),
      links: facts.links,
      holders: holdersOf(file) + (isSame ? holdersOf(earlier) : 0),
      sight: isWhole ? 'Whole' : 'Partial',
      proof: proofOf(file, index, pair),
      socket: pair.socket,
      lock: pair.lock,
      isOnePair: pair.isOne,
      roudi: family && index.roudi(place.partners, family),
      hasRoudiTrace: family !== undefined && index.hasTrace(place.partners, family),
      roudiReturns: circumstances.roudiReturns(place),
      record: recordOf(file, index),
      quiet:
        before === undefined || elapsed < circumstances.quietSeconds
          ? 'SeenOnce'
          : isSame && !wasInUse(file, then)
            ? 'Quiet'
            : 'Changed',
    };
    return { file, evidence };
  });
}

function holdersOf({ holds, lockers }: SeenFile): number {
  return holds.length + lockers.length;
}

/** Whether its app, or another listener, was there at the earlier observation. */
function wasInUse(file: SeenFile, then: Index | undefined): boolean {
  if (then === undefined || (file.fileClass.kind !== 'AppSocket' && file.fileClass.kind !== 'AppLock')) {
    const earlier = then?.at(file.place.inode, file.facts.name);
    return earlier?.socket !== undefined && earlier.socket !== 'Dead';
  }
  const { lock, socket } = pairOf(file, then);
  return lock === 'Held' || (socket !== 'Dead' && socket !== 'Missing');
}

interface Pair {
  readonly lock: LockState | undefined;
  readonly socket: PeerState | undefined;
  readonly isOne: boolean;
}

/** The state of a socket or a lock, and of its counterpart. */
function pairOf(file: SeenFile, index: Index): Pair {
  const { fileClass, place } = file;
  switch (fileClass.kind) {
    case 'AppSocket':
    case 'AppLock': {
      const names = appNames(fileClass.family, fileClass.runtime);
      const socket = index.at(place.inode, names.socket);
      const lock = index.at(place.inode, names.lock);
      return {
        lock: lockState(lock),
        socket: peerState(socket),
        isOne: socket === undefined || lock === undefined || socket.facts.uid === lock.facts.uid,
      };
    }
    case 'RoudiLock':
      return { lock: lockState(file), socket: undefined, isOne: true };
    case 'RoudiSocket':
      return { lock: undefined, socket: peerState(file), isOne: true };
    case 'Aside':
      return { lock: undefined, socket: file.facts.type === 'Socket' ? peerState(file) : undefined, isOne: true };
    case 'ManagementSegment':
    case 'DataSegment':
    case 'Iceoryx2':
      return { lock: undefined, socket: undefined, isOne: true };
  }
}

function lockState(lock: SeenFile | undefined): LockState {
  if (lock === undefined) {
    return 'Missing';
  }
  if (lock.lockers.length > 0) {
    return 'Held';
  }
  return isPlausible(lock.fileClass, lock.facts) && lock.facts.links === 1 ? 'Free' : 'Foreign';
}

function peerState(socket: SeenFile | undefined): PeerState {
  if (socket === undefined) {
    return 'Missing';
  }
  if (socket.facts.type !== 'Socket') {
    return 'Foreign';
  }
  return socket.socket ?? 'Unknown';
}

function proofOf(file: SeenFile, index: Index, { lock, socket, isOne }: Pair): Proof | undefined {
  const { fileClass, facts, place } = file;
  if (fileClass.kind === 'Iceoryx2' || fileClass.kind === 'Aside') {
    return 'Name';
  }
  if (fileClass.kind === 'DataSegment' && fileClass.family.release === '2.0') {
    if (index.isHeldWithManagement(file)) {
      return 'HeldWithManagement';
    }
    if (!isPlausible(fileClass, facts)) {
      return undefined;
    }
    if (index.recorders(file).length > 0) {
      return 'Recorded';
    }
    return hasBuiltInLength(fileClass.family, facts.bytes) ? 'BuiltInLength' : undefined;
  }
  if (!isPlausible(fileClass, facts)) {
    return undefined;
  }
  if (
    (fileClass.kind !== 'AppSocket' && fileClass.kind !== 'AppLock') ||
    isDistinctive(fileClass.family, fileClass.runtime)
  ) {
    return 'Name';
  }
  const isPair = lock === 'Free' && socket !== 'Missing' && socket !== 'Foreign' && isOne;
  return isPair && index.hasTrace(place.partners, fileClass.family) ? 'AppPair' : undefined;
}

function recordOf(file: SeenFile, index: Index): Evidence['record'] {
  const { fileClass, place } = file;
  if (fileClass.kind !== 'DataSegment') {
    return undefined;
  }
  const managements = index.managements(place.inode, fileClass.family);
  if (managements.length === 0) {
    return 'NoManagement';
  }
  const recorders = index.recorders(file);
  if (recorders.length > 0) {
    return recorders.some((management) => holdersOf(management) > 0) ? 'RecordedByLive' : 'Recorded';
  }
  return managements.every(({ records }) => Array.isArray(records)) ? 'NotRecorded' : 'Unreadable';
}

/** Finds the files of one observation. */
class Index {
  readonly #observation: Observation;
  readonly #files = new Map<string, Map<string, SeenFile>>();
  readonly #roudis = new Map<string, SeenFile[]>();
  /** Processes that hold management segments, by directory and family. */
  readonly #managers = new Map<string, ReadonlySet<number>>();

  constructor(observation: Observation) {
    this.#observation = observation;
    for (const file of observation.files) {
      const { fileClass, place, facts } = file;
      const names = this.#files.get(place.inode) ?? new Map<string, SeenFile>();
      this.#files.set(place.inode, names.set(facts.name, file));
      if (isRoudis(fileClass)) {
        const key = `${place.inode} ${familyKey(fileClass.family)}`;
        this.#roudis.set(key, [...(this.#roudis.get(key) ?? []), file]);
      }
    }
  }

  at(place: string, name: string): SeenFile | undefined {
    return this.#files.get(place)?.get(name);
  }

  /** Management segments of a family in a directory. */
  managements(place: string, family: Family): SeenFile[] {
    return this.#roudisIn(place, family).filter(({ fileClass }) => fileClass.kind === 'ManagementSegment');
  }

  /** Management segments of the same user that have a data segment with this name and length. */
  recorders({ fileClass, place, facts }: SeenFile): SeenFile[] {
    return fileClass.kind !== 'DataSegment'
      ? []
      : this.managements(place.inode, fileClass.family).filter(
          ({ facts: { uid }, records }) =>
            uid === facts.uid &&
            Array.isArray(records) &&
            records.some(({ name, bytes }) => name === facts.name && bytes === facts.bytes),
        );
  }

  isHeldWithManagement({ fileClass, place, holds }: SeenFile): boolean {
    if (fileClass.kind !== 'DataSegment' || holds.length === 0) {
      return false;
    }
    const key = `${place.inode} ${familyKey(fileClass.family)}`;
    const pids =
      this.#managers.get(key) ??
      new Set(this.managements(place.inode, fileClass.family).flatMap((file) => file.holds.map(({ pid }) => pid)));
    this.#managers.set(key, pids);
    return holds.some(({ pid }) => pids.has(pid));
  }

  hasTrace(places: ReadonlySet<string>, family: Family): boolean {
    return [...places].some((place) =>
      this.#roudisIn(place, family).some(({ fileClass, facts }) => isPlausible(fileClass, facts)),
    );
  }

  roudi(places: ReadonlySet<string>, family: Family): Evidence['roudi'] {
    const files = [...places].flatMap((place) => this.#roudisIn(place, family));
    if (
      files.some(
        ({ fileClass, lockers, socket }) =>
          (fileClass.kind === 'RoudiLock' && lockers.length > 0) || socket === 'Datagram',
      )
    ) {
      return 'Live';
    }
    const isUnknown =
      [...places].some((place) => this.#observation.unreadable.has(place)) ||
      files.some(({ fileClass, socket }) => fileClass.kind === 'RoudiSocket' && socket === 'Unknown');
    return isUnknown ? 'Unknown' : 'Gone';
  }

  #roudisIn(place: string, family: Family): SeenFile[] {
    return this.#roudis.get(`${place} ${familyKey(family)}`) ?? [];
  }
}

function isRoudis(fileClass: FileClass): fileClass is RoudiFileClass {
  return fileClass.kind === 'ManagementSegment' || fileClass.kind === 'RoudiSocket' || fileClass.kind === 'RoudiLock';
}
