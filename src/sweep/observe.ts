import { BoundError, BOUNDS } from './bounds.ts';
import { type Directory, reasonOf } from './directory.ts';
import type { FileFacts } from './file.ts';
import { inodeNumber, printableName } from './file.ts';
import { type FileClass, fileClassOf } from './names.ts';
import { discover, openPlace, type Place, type SearchScope } from './places.ts';
import { isInitWithoutLock } from './proc/init.ts';
import { type LockHolder, readLocks } from './proc/locks.ts';
import { type Hold, type Holds, holdsOf, type Wanted } from './proc/processes.ts';
import { blindSpots } from './proc/view.ts';
import { isPlausible } from './plausible.ts';
import { recordsOf, type SegmentRecord } from './segment-records.ts';
import { type SocketState, socketState } from './sockets.ts';

/** A file whose name may be one of iceoryx, and the processes that hold it. */
export interface SeenFile {
  readonly place: Place;
  readonly fileClass: FileClass;
  readonly facts: FileFacts;
  readonly holds: readonly Hold[];
  /** Processes with a lock on it; numbers below 1 stand for holders without a process number. */
  readonly lockers: readonly number[];
  /** State of a socket. Absent if an app holds its lock. */
  readonly socket?: SocketState;
  /** RouDi's records of data segments, for a management segment if there are unused data segments. */
  readonly records?: readonly SegmentRecord[] | 'Unreadable';
}

/** One observation of all places. */
export interface Observation {
  /** Milliseconds of a monotonic clock. */
  readonly at: number;
  readonly places: readonly Place[];
  /** Inodes of places that could not be listed. */
  readonly unreadable: ReadonlySet<string>;
  readonly files: readonly SeenFile[];
  /** Number of entries unrelated to iceoryx. */
  readonly others: number;
  readonly processes: number;
  /** Why a process might hold a file without being seen. */
  readonly blindSpots: readonly string[];
  /** Anything else that could not be examined. */
  readonly problems: readonly string[];
  readonly pods: ReadonlyMap<string, string>;
}

export interface ObserveOptions {
  readonly scope: SearchScope;
  readonly isInjected: (volume: string) => boolean;
  readonly trustsNamespace: boolean;
  /** Inodes of locks that this process itself holds. */
  readonly ownLocks?: ReadonlySet<string>;
  readonly onProgress?: (what: string) => void;
}

interface Listed {
  readonly place: Place;
  readonly fileClass: FileClass;
  readonly facts: FileFacts;
  readonly isExact: boolean;
}

/** Observes once. Nothing is changed, except that live stream sockets with the name of an app receive a connection. */
export async function observe(options: ObserveOptions): Promise<Observation> {
  const { scope, isInjected, trustsNamespace, ownLocks = new Set(), onProgress = () => {} } = options;
  const { places, problems, pods } = discover(scope, isInjected);
  const listing = list(places);
  onProgress(`${listing.files.length} files in ${places.length} directories`);

  const wanted: Wanted[] = listing.files
    .filter(({ facts }) => facts.type === 'File')
    .map(({ facts: { inode }, isExact }) => ({ inode, isExact }));
  const { locks, unread } = allLocks();
  const lockers = lockersOf(wanted, locks, ownLocks);
  const holds = holdsOf(wanted, (done, of) => onProgress(`process ${done} of ${of}`));
  const files = listing.files.map(({ place, fileClass, facts }): SeenFile => ({
    place,
    fileClass,
    facts,
    holds: holds.byInode.get(facts.inode) ?? [],
    lockers: lockers.get(facts.inode) ?? [],
  }));
  const isHarmless = ({ pid }: Holds['unreadable'][number]): boolean =>
    unread.length === 0 && isInitWithoutLock(pid, locks);
  const unreadable = holds.unreadable
    .filter((one) => !isHarmless(one))
    .map(({ pid, error }) => `process ${pid}: ${error}`);
  const looked = await inspect(files, onProgress);
  return {
    at: performance.now(),
    places,
    unreadable: listing.unreadable,
    files: looked.files,
    others: listing.others,
    processes: holds.processes,
    blindSpots: [
      ...blindSpots(trustsNamespace),
      ...unread,
      ...(unreadable.length === 0
        ? []
        : [`${unreadable.length} processes could not be read: ${unreadable.slice(0, 5).join(', ')}`]),
    ],
    problems: [
      ...problems,
      ...listing.problems,
      ...looked.problems,
      ...holds.unreadable
        .filter(isHarmless)
        .map(({ pid, error }) => `process ${pid}: ${error}; it holds no lock, so it is not a program of iceoryx`),
    ],
    pods,
  };
}

/** The locks, or why they are unknown. */
function allLocks(): { readonly locks: readonly LockHolder[]; readonly unread: readonly string[] } {
  try {
    return { locks: readLocks(), unread: [] };
  } catch (error) {
    if (error instanceof BoundError) {
      return { locks: [], unread: [`the holders of locks are unknown: /proc/locks has ${error.message}`] };
    }
    throw error;
  }
}

function list(places: readonly Place[]): {
  files: Listed[];
  others: number;
  unreadable: Set<string>;
  problems: string[];
} {
  const files: Listed[] = [];
  const unreadable = new Set<string>();
  const problems: string[] = [];
  let others = 0;
  for (const place of places) {
    if (place.isLeftOut) {
      unreadable.add(place.inode);
      continue;
    }
    try {
      using directory = openPlace(place);
      if (directory === undefined) {
        unreadable.add(place.inode);
      } else {
        const classified: Listed[] = [];
        const isExact = directory.hasExactDevices;
        const entries = directory.entries();
        const names = new Set(entries.map(({ name }) => name));
        const has = (name: string): boolean => names.has(name);
        for (const { name, type } of entries) {
          const fileClass = fileClassOf(name, type, {
            isShm: place.roles.has('shm'),
            isIceoryx2: place.roles.has('iceoryx2'),
            has,
          });
          const facts = fileClass && directory.facts(name);
          if (fileClass !== undefined && facts !== undefined) {
            classified.push({ place, fileClass, facts, isExact });
            for (const [count, bound] of [
              [classified.length, BOUNDS.filesOfPlace],
              [files.length + classified.length, BOUNDS.files],
            ] as const) {
              if (count > bound.most) {
                throw new BoundError(bound);
              }
            }
          } else {
            others++;
          }
        }
        classified.forEach((file) => files.push(file));
      }
    } catch (error) {
      unreadable.add(place.inode);
      const what = error instanceof BoundError ? 'no file in it is judged' : 'cannot be listed';
      problems.push(`${place.title}: ${what}: ${reasonOf(error)}`);
    }
  }
  return { files, others, unreadable, problems };
}

function lockersOf(
  wanted: readonly Wanted[],
  locks: readonly LockHolder[],
  ownLocks: ReadonlySet<string>,
): Map<string, number[]> {
  const lockers = new Map<string, number[]>();
  const exact = new Set(wanted.map(({ inode }) => inode));
  const inexact = new Map(wanted.filter(({ isExact }) => !isExact).map(({ inode }) => [inodeNumber(inode), inode]));
  for (const { pid, inode } of locks) {
    const key = exact.has(inode) ? inode : inexact.get(inodeNumber(inode));
    if (key !== undefined && !ownLocks.has(key)) {
      const others = lockers.get(key);
      if (others === undefined) {
        lockers.set(key, [pid ?? 0]);
      } else {
        others.push(pid ?? 0);
      }
    }
  }
  return lockers;
}

/** Probes sockets without a lock held by an app, and reads management segments beside unused data segments. */
async function inspect(
  files: readonly SeenFile[],
  onProgress: (what: string) => void,
): Promise<{ readonly files: SeenFile[]; readonly problems: readonly string[] }> {
  const budget = new SegmentBudget();
  const problems: string[] = [];
  const held = new Set(
    files
      .filter(({ fileClass, lockers }) => fileClass.kind === 'AppLock' && lockers.length > 0)
      .map(({ place, facts }) => `${place.inode}/${facts.name.slice(0, -5)}`),
  );
  const lengths = new Map<string, Set<number>>();
  for (const { fileClass, place, facts, holds } of files) {
    if (fileClass.kind === 'DataSegment' && holds.length === 0 && isPlausible(fileClass, facts)) {
      lengths.set(place.inode, (lengths.get(place.inode) ?? new Set()).add(facts.bytes));
    }
  }
  const result: SeenFile[] = [];
  let open: { inode: string; directory: Directory | undefined } | undefined;
  try {
    for (const [index, file] of files.entries()) {
      const { fileClass, facts, place } = file;
      const isQuestion =
        (fileClass.kind === 'RoudiSocket' || fileClass.kind === 'AppSocket' || fileClass.kind === 'Aside') &&
        facts.type === 'Socket' &&
        !held.has(`${place.inode}/${facts.name}`);
      const wanted =
        fileClass.kind === 'ManagementSegment' && facts.type === 'File' ? lengths.get(place.inode) : undefined;
      if (!isQuestion && wanted === undefined) {
        result.push(file);
        continue;
      }
      if (open?.inode !== place.inode) {
        open?.directory?.[Symbol.dispose]();
        open = { inode: place.inode, directory: openPlace(place) };
      }
      const { directory } = open;
      if (index % 256 === 0) {
        onProgress(`file ${index} of ${files.length}`);
      }
      if (isQuestion) {
        result.push({ ...file, socket: directory ? await socketState(directory, facts.name) : 'Unknown' });
      } else if (wanted !== undefined) {
        const past = budget.take(file);
        const records = directory && past === undefined ? recordsOf(directory, facts, wanted) : undefined;
        if (records === undefined) {
          problems.push(
            `${place.title}: ${printableName(facts.name)} is not read: ${past?.message ?? 'it is gone, or not a table of RouDi'}`,
          );
        }
        result.push({ ...file, records: records ?? 'Unreadable' });
      }
    }
  } finally {
    open?.directory?.[Symbol.dispose]();
  }
  return { files: result, problems };
}

/**
 * Limits what is read of management segments in one observation: a pod that enlarges them affects its own directory
 * only.
 */
export class SegmentBudget {
  readonly #ofPlace = new Map<string, number>();
  #ofLook = 0;

  /** @returns the bound that prevents reading the file */
  take({ place, facts: { bytes } }: SeenFile): BoundError | undefined {
    const ofPlace = (this.#ofPlace.get(place.inode) ?? 0) + bytes;
    for (const [needed, bound] of [
      [bytes, BOUNDS.segmentBytes],
      [ofPlace, BOUNDS.segmentBytesOfPlace],
      [this.#ofLook + bytes, BOUNDS.segmentBytesOfObservation],
    ] as const) {
      if (needed > bound.most) {
        return new BoundError(bound);
      }
    }
    this.#ofPlace.set(place.inode, ofPlace);
    this.#ofLook += bytes;
    return undefined;
  }
}
