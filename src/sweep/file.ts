import { printable } from '../text.ts';

/** Type of a directory entry, from lstat. */
export type FileType = 'File' | 'Socket' | 'SymbolicLink' | 'Fifo' | 'Directory' | 'Device';

/** One file of a directory at one time. Links are not followed. */
export interface FileFacts {
  /** Bytes of the name, one character each (latin1): names need not be UTF-8, and may contain newlines. */
  readonly name: string;
  readonly type: FileType;
  /** {@link inodeKey} */
  readonly inode: string;
  /** Permission bits, such as 0o660. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly bytes: number;
  /** Bytes that it occupies on its file system; less than `bytes` if the file has holes. */
  readonly allocatedBytes: number;
  /** Number of its names (hard links). */
  readonly links: number;
  /** Last change of content or attributes, nanoseconds since 1970; not affected by writes to mapped memory. */
  readonly changed: bigint;
  /** Last change of content, or creation. Unlike `changed`, a rename does not affect it. */
  readonly modified: bigint;
}

/** Whether two names, or one name at two times, are the same file. Some file systems reuse inode numbers at once. */
export function isSameFile(one: FileFacts, other: FileFacts): boolean {
  return (
    one.inode === other.inode && one.type === other.type && one.bytes === other.bytes && one.modified === other.modified
  );
}

/** What identifies an inode on a machine: `major:minor:inode`, decimal. */
export function inodeKey(device: bigint, inode: bigint): string {
  return `${majorOf(device)}:${minorOf(device)}:${inode}`;
}

/**
 * The number of an inode on its device. Numbers above 2^53 lose digits: another inode may then be mistaken for it, but
 * it is never missed.
 */
export function inodeNumber(key: string): number {
  return Number(key.slice(key.lastIndexOf(':') + 1));
}

// The encoding of device numbers in glibc (sys/sysmacros.h).
function majorOf(device: bigint): bigint {
  return ((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n);
}

function minorOf(device: bigint): bigint {
  return (device & 0xffn) | ((device >> 12n) & 0xffffff00n);
}

/** A name for display: UTF-8 if possible, without characters that a terminal obeys. Different names stay different. */
export function printableName(name: string): string {
  return printable(Buffer.from(name, 'latin1').toString('utf8').replaceAll('\\', '\\\\'));
}
