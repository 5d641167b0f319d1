import { RELEASES } from '../iceoryx/release.ts';
import type { FileType } from './file.ts';

/** Prefix of the name that a file has between being taken aside and being removed. */
export const ASIDE_PREFIX = '.iceoryx-sweep-';
const ASIDE = /^\.iceoryx-sweep-[0-9a-f]{16}-(?<own>(?!\.{1,2}$).+)$/s;
const MOST_NAME_BYTES = 255;

/**
 * The name under which a file is taken aside. It contains the original name, so that it can be restored, unless that is
 * too long.
 * @param unique 16 hexadecimal digits
 */
export function asideName(own: string, unique: string): string {
  const name = `${ASIDE_PREFIX}${unique}-${own}`;
  return name.length <= MOST_NAME_BYTES ? name : `${ASIDE_PREFIX}${unique}`;
}

/** The RouDis that a file can belong to: they exclude each other by the same locks. */
export interface Family {
  /** `2.0` stands for 1.0 to 2.90, which use the same names. */
  readonly release: '2.0' | '2.95';
  /** Domain of 2.95; '' for releases without domains. */
  readonly domain: string;
}

/** The class of a file by its name and type; proof needs more, see `evidence.ts`. */
export type FileClass =
  | RoudiFileClass
  | { readonly kind: 'DataSegment'; readonly family: Family }
  | { readonly kind: 'AppSocket' | 'AppLock'; readonly family: Family; readonly runtime: string }
  | { readonly kind: 'Iceoryx2' }
  /** A file that an interrupted sweep had taken aside; with its original name, if that is known. */
  | { readonly kind: 'Aside'; readonly own?: string };

/** Files that each RouDi has once, except for its two locks. */
export interface RoudiFileClass {
  readonly kind: 'ManagementSegment' | 'RoudiSocket' | 'RoudiLock';
  readonly family: Family;
}

export type Kind = FileClass['kind'];

const OLD: Family = { release: '2.0', domain: '' };
const DEFAULT_PREFIX = /^iox1_0_/;
const PREFIX = /^iox1_(?<domain>0|[1-9]\d{0,4})_(?<scope>[iu])_(?<rest>.+)$/s;
/** A group name that `PosixGroup` accepts; up to 2.90 it is the whole name of a data segment. */
const GROUP = /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/;
/** Names under which CycloneDDS registers, a new one at every start: iceoryx#1829. */
const CYCLONE = /^iceoryx_rt_\d+_\d+$/;

/** Names in the directories of segments and sockets that a RouDi of the family uses. */
export function roudiNames({ release, domain }: Family): { management: string; socket: string; locks: string[] } {
  const { names } = RELEASES[release];
  const of = (name: string): string =>
    release === '2.95' ? name.replace(DEFAULT_PREFIX, () => `iox1_${domain}_`) : name;
  return {
    management: of(names.managementSegment),
    socket: of(names.roudiSocket),
    locks: names.roudiLocks.map((name) => of(name)),
  };
}

export function familyKey({ release, domain }: Family): string {
  return `${release}/${domain}`;
}

/** Whether a runtime name is one that no other program would use for a socket. */
export function isDistinctive(family: Family, runtime: string): boolean {
  return family.release === '2.95' || CYCLONE.test(runtime);
}

/**
 * The class of a directory entry by its name and type.
 *
 * @param isShm whether the directory may contain data segments
 * @param isIceoryx2 whether the directory is one of iceoryx2
 * @param has whether the directory has an entry of a name: up to 2.90 an app's socket is recognised by its lock only
 * @returns undefined for names that iceoryx does not use
 */
export function fileClassOf(
  name: string,
  type: FileType,
  { isShm, isIceoryx2, has }: { isShm: boolean; isIceoryx2: boolean; has: (name: string) => boolean },
): FileClass | undefined {
  if (type !== 'Directory' && (isIceoryx2 || name.startsWith('iox2_'))) {
    return { kind: 'Iceoryx2' };
  }
  if (name.startsWith(ASIDE_PREFIX)) {
    const own = ASIDE.exec(name)?.groups?.['own'];
    return { kind: 'Aside', ...(own === undefined ? {} : { own }) };
  }
  const match = PREFIX.exec(name)?.groups;
  if (match !== undefined) {
    const family: Family = { release: '2.95', domain: match['domain'] ?? '' };
    const rest = match['rest'] ?? '';
    return match['scope'] === 'i' ? ofRoudi(name, family) : ofApp(rest, type, family, isShm);
  }
  const own = ofRoudi(name, OLD);
  if (own !== undefined) {
    return own;
  }
  if (type === 'Socket') {
    return CYCLONE.test(name) || (has(`${name}.lock`) && isRuntimeName(name))
      ? { kind: 'AppSocket', family: OLD, runtime: name }
      : undefined;
  }
  if (name.endsWith('.lock')) {
    const runtime = name.slice(0, -5);
    return CYCLONE.test(runtime) || (has(runtime) && isRuntimeName(runtime))
      ? { kind: 'AppLock', family: OLD, runtime }
      : undefined;
  }
  return isShm && type === 'File' && GROUP.test(name) && !name.startsWith('sem.')
    ? { kind: 'DataSegment', family: OLD }
    : undefined;
}

function ofRoudi(name: string, family: Family): FileClass | undefined {
  const { management, socket, locks } = roudiNames(family);
  if (name === management) {
    return { kind: 'ManagementSegment', family };
  }
  if (name === socket) {
    return { kind: 'RoudiSocket', family };
  }
  return locks.includes(name) ? { kind: 'RoudiLock', family } : undefined;
}

function ofApp(rest: string, type: FileType, family: Family, isShm: boolean): FileClass | undefined {
  if (type === 'Socket') {
    return { kind: 'AppSocket', family, runtime: rest };
  }
  if (rest.endsWith('.lock')) {
    return { kind: 'AppLock', family, runtime: rest.slice(0, -5) };
  }
  return isShm ? { kind: 'DataSegment', family } : undefined;
}

function isRuntimeName(name: string): boolean {
  return name.length > 0 && name.length <= RELEASES['2.0'].maxRuntimeNameLength;
}

/** The names of an app's socket and lock. */
export function appNames(family: Family, runtime: string): { socket: string; lock: string } {
  const socket = family.release === '2.95' ? `iox1_${family.domain}_u_${runtime}` : runtime;
  return { socket, lock: `${socket}.lock` };
}
