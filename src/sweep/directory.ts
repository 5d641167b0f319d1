import { closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, statfsSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { type Bound, BoundError, BOUNDS } from './bounds.ts';
import { type FileFacts, type FileType, inodeKey } from './file.ts';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
/** Node has no name for it; the number is that of x86-64 and arm64 (asm-generic/fcntl.h). */
const O_PATH = 0o10000000;

/** File systems whose open files have the device number that stat shows (statfs(2)). */
const EXACT_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x01021994, 0x858458f6, 0xef53, 0x58465342]);

/** What a directory says of one of its entries. */
export interface Entry {
  readonly name: string;
  readonly type: FileType;
}

/** A directory is not the one it was, or has no way to it that follows no link. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

/** Why a directory could not be reached or read, for people. */
export function reasonOf(error: unknown): string {
  return error instanceof DirectoryError || error instanceof BoundError
    ? error.message
    : ((error as NodeJS.ErrnoException).code ?? String(error));
}

/**
 * An open directory. Everything in it is reached through the descriptor, by the kernel's own link
 * `/proc/self/fd/N`: whatever somebody makes of the path meanwhile, it stays this directory.
 */
export class Directory implements Disposable {
  readonly inode: string;
  /** Major and minor number of its device: that of a mount of its own differs from its parent's. */
  readonly device: string;
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    this.inode = inodeKey(dev, ino);
    this.device = this.inode.slice(0, this.inode.lastIndexOf(':'));
  }

  /** Opens a directory that somebody trusted has named; links on the way to it are followed. */
  static openTrusted(path: string): Directory {
    return new Directory(openSync(`${path}/`, O_RDONLY | O_DIRECTORY));
  }

  /**
   * Opens a directory below a trusted one, step by step, following no link.
   * @throws DirectoryError where a step is a link or no directory
   */
  static openBelow(base: string, steps: readonly string[]): Directory {
    let directory = Directory.openTrusted(base);
    for (const step of steps) {
      using above = directory;
      directory = above.open(step);
    }
    return directory;
  }

  /** @throws DirectoryError where the entry is a link or no directory */
  open(name: string): Directory {
    try {
      return new Directory(openSync(this.path(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ELOOP' || code === 'ENOTDIR'
        ? new DirectoryError(`${name} is a link or no directory, and is not followed`, { cause: error })
        : error;
    }
  }

  /** The path of an entry, as bytes, that cannot lead elsewhere. */
  path(name: string): Buffer {
    if (name === '' || name === '.' || name === '..' || name.includes('/')) {
      throw new DirectoryError(`'${name}' is not the name of an entry`);
    }
    return Buffer.from(`/proc/self/fd/${this.#descriptor}/${name}`, 'latin1');
  }

  /** The path of the directory itself. */
  get self(): string {
    return `/proc/self/fd/${this.#descriptor}`;
  }

  /** What the kernel tells of the descriptor (proc_pid_fdinfo(5)). */
  get info(): string {
    return `/proc/self/fdinfo/${this.#descriptor}`;
  }

  /** Whether the kernel shows the same device number for an open file in it as for its name. */
  get hasExactDevices(): boolean {
    return EXACT_FILE_SYSTEMS.has(statfsSync(this.self).type);
  }

  /**
   * Names of its entries and their types.
   * @throws BoundError where there are more than so many
   */
  entries(bound: Pick<Bound, 'most' | 'what'> = BOUNDS.entries): Entry[] {
    const entries: Entry[] = [];
    using listing = opendirSync(`${this.self}/`, { encoding: 'latin1', bufferSize: 512 });
    for (let entry = listing.readSync(); entry !== null; entry = listing.readSync()) {
      if (entries.length === bound.most) {
        throw new BoundError(bound);
      }
      entries.push({ name: entry.name, type: typeOf(entry) });
    }
    return entries;
  }

  /** @returns undefined for what is not there (any more) */
  facts(name: string): FileFacts | undefined {
    const stats = lstatSync(this.path(name), { bigint: true, throwIfNoEntry: false });
    return stats && factsOf(name, stats);
  }

  /** Holds an entry without opening it. @returns undefined for what is not there (any more) */
  pin(name: string): Pin | undefined {
    try {
      return new Pin(name, openSync(this.path(name), O_PATH | O_NOFOLLOW));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * The directory above.
   * @throws DirectoryError where it is not the one that it was
   */
  above(inode: string): Directory {
    const above = new Directory(openSync(`${this.self}/..`, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    if (above.inode !== inode) {
      above[Symbol.dispose]();
      throw new DirectoryError('a directory was moved meanwhile');
    }
    return above;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

/**
 * One inode, held by a descriptor that opens nothing: a device or a FIFO of that name notices nothing of it, and what it is
 * is known before anything is done with it. {@link path} leads to it, whatever has its name by then.
 */
export class Pin implements Disposable {
  readonly facts: FileFacts;
  readonly #descriptor: number;

  constructor(name: string, descriptor: number) {
    this.#descriptor = descriptor;
    this.facts = factsOf(name, fstatSync(descriptor, { bigint: true }));
  }

  get path(): string {
    return `/proc/self/fd/${this.#descriptor}`;
  }

  /** A descriptor to read it; undefined for anything but a file. */
  openFile(): number | undefined {
    return this.facts.type === 'File' ? openSync(this.path, O_RDONLY | O_NONBLOCK) : undefined;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

export function factsOf(name: string, stats: BigIntStats): FileFacts {
  return {
    name,
    type: typeOf(stats),
    inode: inodeKey(stats.dev, stats.ino),
    mode: Number(stats.mode & 0o7777n),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    bytes: Number(stats.size),
    allocatedBytes: Number(stats.blocks * 512n),
    links: Number(stats.nlink),
    changed: stats.ctimeNs,
    modified: stats.mtimeNs,
  };
}

type Asked = Record<'isFile' | 'isSocket' | 'isSymbolicLink' | 'isFIFO' | 'isDirectory', () => boolean>;

function typeOf(entry: Asked): FileType {
  if (entry.isFile()) {
    return 'File';
  }
  if (entry.isSocket()) {
    return 'Socket';
  }
  if (entry.isDirectory()) {
    return 'Directory';
  }
  if (entry.isSymbolicLink()) {
    return 'SymbolicLink';
  }
  return entry.isFIFO() ? 'Fifo' : 'Device';
}
