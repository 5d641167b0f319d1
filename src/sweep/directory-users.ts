import { readlinkSync } from 'node:fs';
import { type Bound, BoundError, BOUNDS } from './bounds.ts';
import { Directory, DirectoryError, reasonOf } from './directory.ts';
import { isInitWithoutLock } from './proc/init.ts';
import { readLocks } from './proc/locks.ts';
import { isWithin, mountsSeenBy } from './proc/mounts.ts';
import { type Hold, holdsOf, type Wanted } from './proc/processes.ts';
import { isGone, linkOf, readProcText } from './proc/read.ts';
import { processNumbers } from './proc/view.ts';

/** Somebody for whom a directory has to stay. */
export interface DirectoryUser {
  readonly pid: number;
  readonly how: Hold['how'] | 'mounts';
}

/** Who uses a directory, and of whom nobody knows whether he does. */
export interface DirectoryUsers {
  readonly users: readonly DirectoryUser[];
  readonly unreadable: readonly { readonly pid: number; readonly error: string }[];
}

/**
 * Everybody who has a directory mounted, or has it or something in it mapped or open. Who has mounted all of its file
 * system has none of the directory: that is how the machine itself has it.
 *
 * @throws ErrnoException where something in the directory cannot be read, DirectoryError where something is mounted in it,
 * BoundError where there is more in it than is looked at
 */
export function usersOf(
  directory: Directory,
  bound: Pick<Bound, 'most' | 'what'> = BOUNDS.treeEntries,
): DirectoryUsers {
  const holds = holdsOf(wantedIn(directory, bound), () => {});
  const mounting = mountingProcesses(directory.device, pathOnDevice(directory));
  const users: DirectoryUser[] = [...[...holds.byInode.values()].flat(), ...mounting.users];
  const locks = readLocks();
  return {
    users: users.filter(({ pid }) => pid !== process.pid),
    unreadable: [...holds.unreadable, ...mounting.unreadable].filter(({ pid }) => !isInitWithoutLock(pid, locks)),
  };
}

/** What the processes of one mount namespace show of it. */
interface Namespace {
  readonly pids: number[];
  hasIt: boolean;
  /** Whether one of them sees all of its mounts; others see those below a root of their own. */
  isWhole: boolean;
}

function mountingProcesses(device: string, path: string): DirectoryUsers {
  const namespaces = new Map<string, Namespace>();
  const unreadable: { pid: number; error: string }[] = [];
  const views = new Set<string>();
  for (const pid of processNumbers()) {
    try {
      const id = readlinkSync(`/proc/${pid}/ns/mnt`);
      const namespace = namespaces.get(id) ?? { pids: [], hasIt: false, isWhole: false };
      namespaces.set(id, namespace);
      const root = linkOf(`/proc/${pid}/root`) ?? `of process ${pid}`;
      const rootMount = rootMountOf(pid);
      const view = `${id} ${rootMount} ${root}`;
      if (!namespace.hasIt && !views.has(view)) {
        views.add(view);
        const mounts = mountsSeenBy(pid);
        namespace.hasIt = mounts.some((mount) => mount.device === device && isWithin(mount.root, path));
        namespace.isWhole ||= root === '/' && mounts.some(({ id, point }) => id === rootMount && point === '/');
      }
      namespace.pids.push(pid);
    } catch (error) {
      if (!isGone(error)) {
        unreadable.push({ pid, error: reasonOf(error) });
      }
    }
  }
  const all = [...namespaces.values()];
  return {
    users: all.filter(({ hasIt }) => hasIt).flatMap(({ pids }) => pids.map((pid) => ({ pid, how: 'mounts' }) as const)),
    unreadable: [
      ...unreadable,
      ...all
        .filter(({ hasIt, isWhole, pids }) => !hasIt && !isWhole && pids.length > 0)
        .map(({ pids: [pid = 0] }) => ({
          pid,
          error: 'it has another root than its mount namespace, and what is mounted outside of that is not seen',
        })),
    ],
  };
}

/** The mount that the root of a process is in. */
function rootMountOf(pid: number): number {
  using root = Directory.openTrusted(`/proc/${pid}/root`);
  return mountOf(root);
}

function mountOf(directory: Directory): number {
  return Number(/^mnt_id:\s*(\d+)$/m.exec(readProcText(directory.info) ?? '')?.[1]);
}

/** The path of a directory from the root of its file system, whatever of it is mounted here. */
function pathOnDevice(directory: Directory): string {
  const id = mountOf(directory);
  const mount = mountsSeenBy('self').find((one) => one.id === id);
  const path = readlinkSync(directory.self, 'latin1');
  if (mount === undefined || !isWithin(path, mount.point)) {
    throw new Error(`no mount is known that ${path} is in`);
  }
  const below = path.slice(mount.point === '/' ? 0 : mount.point.length);
  return `${mount.root === '/' ? '' : mount.root}${below}`;
}

/**
 * The directory and everything in it, down to the last. One directory is open at a time, whatever their depth: the way
 * back up is checked by the inode.
 */
function wantedIn(top: Directory, bound: Pick<Bound, 'most' | 'what'>): Wanted[] {
  const isExact = top.hasExactDevices;
  const wanted: Wanted[] = [{ inode: top.inode, isExact }];
  const note = (directory: Directory): Level => {
    const level: Level = { inode: directory.inode, inner: [] };
    for (const { name, type } of directory.entries(bound)) {
      if (type === 'Directory') {
        level.inner.push(name);
      } else {
        const inode = directory.facts(name)?.inode;
        if (inode !== undefined) {
          wanted.push({ inode, isExact });
        }
      }
    }
    if (wanted.length > bound.most) {
      throw new BoundError(bound);
    }
    return level;
  };
  const levels: Level[] = [note(top)];
  let here = top;
  try {
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      const name = level.inner.pop();
      const above = name === undefined ? levels[levels.length - 2] : undefined;
      const next = name === undefined ? above && here.above(above.inode) : here.open(name);
      if (here !== top) {
        here[Symbol.dispose]();
      }
      here = next ?? top;
      if (name === undefined) {
        levels.pop();
        continue;
      }
      if (here.device !== top.device) {
        throw new DirectoryError(`${name} is a mount of its own, which is nobody's to remove`);
      }
      wanted.push({ inode: here.inode, isExact });
      levels.push(note(here));
    }
    return wanted;
  } finally {
    if (here !== top) {
      here[Symbol.dispose]();
    }
  }
}

/** A directory on the way down, and the names of those in it that were not entered yet. */
interface Level {
  readonly inode: string;
  readonly inner: string[];
}
