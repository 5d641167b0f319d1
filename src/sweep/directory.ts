import { closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, statfsSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { type Bound, BoundError, BOUNDS } from './bounds.ts';
import { type FileFacts, type FileType, inodeKey } from './file.ts';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
/** Not in Node's constants; this is the number of x86-64 and arm64 (asm-generic/fcntl.h). */
const O_PATH = 0o10000000;

/** File systems whose open files have the device number that stat reports (statfs(2)). */
const EXACT_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x01021994, 0x858458f6, 0xef53, 0x58465342]);

/** One entry of a directory. */
export interface Entry {
  readonly name: string;
  readonly type: FileType;
}

/** A directory was replaced, or can be reached only through a link. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

/** Why a directory could not be reached or read, for messages. */
export function reasonOf(error: unknown): string {
  return error instanceof DirectoryError || error instanceof BoundError
    ? error.message
    : ((error as NodeJS.ErrnoException).code ?? String(error));
}

/**
 * An open directory. Everything in it is reached through the descriptor, by the kernel's link `/proc/self/fd/N`:
 * whatever happens to the path, it remains this directory.
 */
export class Directory implements Disposable {
  readonly inode: string;
  /** Major and minor number of its device; a mount point's differs from that of its parent. */
  readonly device: string;
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    this.inode = inodeKey(dev, ino);
    this.device = this.inode.slice(0, this.inode.lastIndexOf(':'));
  }

  /** Opens a directory with a trusted path; links on the way are followed. */
  static openTrusted(path: string): Directory {
    return new Directory(openSync(`${path}/`, O_RDONLY | O_DIRECTORY));
  }

  /**
   * Opens a directory below a trusted one, step by step, following no link.
   * @throws DirectoryError if a step is a link or not a directory
   */
  static openBelow(base: string, steps: readonly string[]): Directory {
    let directory = Directory.openTrusted(base);
    for (const step of steps) {
      using above = directory;
      directory = above.open(step);
    }
    return directory;
  }

  /** @throws DirectoryError if the entry is a link or not a directory */
  open(name: string): Directory {
    try {
      return new Directory(openSync(this.path(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ELOOP' || code === 'ENOTDIR'
        ? new DirectoryError(`${name} is a link or not a directory, and is not followed`, { cause: error })
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

  /** The kernel's information about the descriptor (proc_pid_fdinfo(5)). */
  get info(): string {
    return `/proc/self/fdinfo/${this.#descriptor}`;
  }

  /** Whether the kernel reports the same device number for an open file of the directory as for its name. */
  get hasExactDevices(): boolean {
    return EXACT_FILE_SYSTEMS.has(statfsSync(this.self).type);
  }

  /**
   * Names and types of its entries.
   * @throws BoundError if there are too many
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

  /** @returns undefined if there is no such entry (any more) */
  facts(name: string): FileFacts | undefined {
    const stats = lstatSync(this.path(name), { bigint: true, throwIfNoEntry: false });
    return stats && factsOf(name, stats);
  }

  /** Holds an entry without opening it. @returns undefined if there is no such entry (any more) */
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
   * The parent directory.
   * @throws DirectoryError if it is not the one expected
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
 * One inode, held by a descriptor that does not open it: a device or a FIFO is not affected, and the type is known
 * before anything is done with it. {@link path} leads to this inode, even if another file has its name by then.
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
