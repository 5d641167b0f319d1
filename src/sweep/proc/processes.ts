import { statSync } from 'node:fs';
import { BoundError, BOUNDS } from '../bounds.ts';
import { reasonOf } from '../directory.ts';
import { inodeKey, inodeNumber } from '../file.ts';
import { eachMapping } from './maps.ts';
import { eachPart, isGone, linkOf, namesIn, readProcText } from './read.ts';
import { processNumbers } from './view.ts';

/** How a process holds a file. */
export interface Hold {
  readonly pid: number;
  readonly how: 'maps' | 'opens';
}

/** The processes that hold the wanted files. */
export interface Holds {
  /** Holders by {@link inodeKey}. */
  readonly byInode: ReadonlyMap<string, readonly Hold[]>;
  /** Processes that could hold any file, with the reason why this is unknown. */
  readonly unreadable: readonly { readonly pid: number; readonly error: string }[];
  /** Number of processes that were read. */
  readonly processes: number;
}

/** The files to look for. */
export interface Wanted {
  readonly inode: string;
  /**
   * Whether the kernel reports the same device number for an open file as for its name. Overlay and btrfs do not: for
   * them, every file with the inode's number counts.
   */
  readonly isExact: boolean;
}

/** After so many rounds there are always new processes: inheritance between them cannot be followed. */
const MAX_ROUNDS = 100;
/** Targets of descriptors that are not removable files. */
const NO_FILE = /^(?!\/)|^\/dev\/(?:null|zero|u?random|tty|ptmx|pts\/\d+)$/;

/**
 * Reads the maps and descriptors of all processes, including those that start meanwhile: a child has inherited from a
 * parent that may have ended before it was read.
 */
export function holdsOf(
  wanted: readonly Wanted[],
  onProgress: (done: number, of: number) => void,
  {
    seconds = BOUNDS.processSeconds.most,
    mostHolds = BOUNDS.holds.most,
  }: { readonly seconds?: number; readonly mostHolds?: number } = {},
): Holds {
  const end = performance.now() + seconds * 1000;
  const inTime = (): void => {
    if (performance.now() >= end) {
      throw new BoundError({ most: seconds, what: BOUNDS.processSeconds.what });
    }
  };
  let count = 0;
  const keys = byNumber(wanted);
  const byInode = new Map<string, Hold[]>();
  const unreadable: { pid: number; error: string }[] = [];
  const seen = new Set<number>([process.pid]);
  const add = (key: string, hold: Hold): void => {
    const holds = byInode.get(key);
    if (holds === undefined) {
      byInode.set(key, [hold]);
      count++;
    } else if (holds.at(-1)?.pid !== hold.pid && count < mostHolds) {
      holds.push(hold);
      count++;
    }
  };
  for (let round = 0; ; round++) {
    const fresh = processNumbers().filter((pid) => !seen.has(pid));
    if (fresh.length === 0) {
      break;
    }
    if (round === MAX_ROUNDS) {
      unreadable.push({ pid: fresh[0] ?? 0, error: 'processes start faster than they can be read' });
      break;
    }
    for (const [index, pid] of fresh.entries()) {
      seen.add(pid);
      try {
        inTime();
        readProcess(pid, keys, add, inTime);
      } catch (error) {
        unreadable.push({ pid, error: reasonOf(error) });
      }
      if (index % 64 === 0) {
        onProgress(index, fresh.length);
      }
    }
  }
  return { byInode, unreadable, processes: seen.size };
}

type Keys = ReadonlyMap<number, readonly Wanted[]>;
type Add = (key: string, hold: Hold) => void;

function byNumber(wanted: readonly Wanted[]): Keys {
  const keys = new Map<number, Wanted[]>();
  for (const one of wanted) {
    const number = inodeNumber(one.inode);
    const others = keys.get(number);
    if (others === undefined) {
      keys.set(number, [one]);
    } else {
      others.push(one);
    }
  }
  return keys;
}

/** The wanted inodes that an open file may be. */
export function matches(keys: Keys, inode: string): readonly string[] {
  const candidates = keys.get(inodeNumber(inode)) ?? [];
  return candidates.filter((one) => one.inode === inode || !one.isExact).map((one) => one.inode);
}

/** @throws ErrnoException if something of a process that still exists cannot be read */
function readProcess(pid: number, keys: Keys, add: Add, inTime: () => void): void {
  const self = `/proc/${pid}`;
  if (!readTask(self, pid, keys, add, inTime)) {
    // Once the first thread has ended, only the other threads show what they hold.
    for (const task of namesIn(`${self}/task`)) {
      if (task !== String(pid)) {
        readTask(`${self}/task/${task}`, pid, keys, add, inTime);
      }
    }
  }
}

/** @returns whether it has memory: kernel threads and ended processes do not */
function readTask(path: string, pid: number, keys: Keys, add: Add, inTime: () => void): boolean {
  let hasMemory = false;
  try {
    const hold: Hold = { pid, how: 'maps' };
    const found = (inode: string): void => matches(keys, inode).forEach((key) => add(key, hold));
    eachPart(`${path}/maps`, (text, length) => {
      hasMemory = true;
      inTime();
      eachMapping(text, length, (number) => keys.has(number), found);
    });
  } catch (error) {
    if (isGone(error)) {
      return true;
    }
    throw error;
  }
  const hold: Hold = { pid, how: 'opens' };
  for (const name of namesIn(`${path}/fd`)) {
    try {
      inTime();
      const target = linkOf(`${path}/fd/${name}`);
      if (target === undefined || !NO_FILE.test(target)) {
        matches(keys, openInode(path, name, keys)).forEach((key) => add(key, hold));
      }
    } catch (error) {
      if (!isGone(error)) {
        throw error;
      }
    }
  }
  return hasMemory;
}

/**
 * The inode of a descriptor. The kernel reports its number without asking the file system (Linux 5.14), which might be
 * a server that does not answer. The file itself is examined only if that number is wanted or missing.
 */
function openInode(path: string, name: string, keys: Keys): string {
  const number = /^ino:\s*(\d+)$/m.exec(readProcText(`${path}/fdinfo/${name}`) ?? '')?.[1];
  if (number !== undefined && !keys.has(Number(number))) {
    return '';
  }
  const stats = statSync(`${path}/fd/${name}`, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : inodeKey(stats.dev, stats.ino);
}
