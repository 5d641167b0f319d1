import { readlinkSync } from 'node:fs';
import { type Bound, BoundError, BOUNDS } from './bounds.ts';
import { Directory, DirectoryError, reasonOf } from './directory.ts';
import { isInitWithoutLock } from './proc/init.ts';
import { readLocks } from './proc/locks.ts';
import { isWithin, mountsSeenBy } from './proc/mounts.ts';
import { type Hold, holdsOf, type Wanted } from './proc/processes.ts';
import { isGone, linkOf, readProcText } from './proc/read.ts';
import { processNumbers } from './proc/view.ts';

/** A process that uses a directory, which must therefore stay. */
export interface DirectoryUser {
  readonly pid: number;
  readonly how: Hold['how'] | 'mounts';
}

/** The processes that use a directory, and those for which this is unknown. */
export interface DirectoryUsers {
  readonly users: readonly DirectoryUser[];
  readonly unreadable: readonly { readonly pid: number; readonly error: string }[];
}

/**
 * All processes that have a directory mounted, or have it or something in it mapped or open. A mount of the whole file
 * system does not count: that is how the machine itself has it.
 *
 * @throws ErrnoException if something in the directory cannot be read, DirectoryError if something is mounted in it,
 * BoundError if there is more in it than is read
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

/** What the processes of one mount namespace show about the directory. */
interface Namespace {
  readonly pids: number[];
  hasIt: boolean;
  /** Whether one of the processes sees all its mounts; a process with another root sees only those below it. */
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
          error: 'its root differs from that of its mount namespace, and mounts outside of it are not visible',
        })),
    ],
  };
}

/** The mount that contains the root of a process. */
function rootMountOf(pid: number): number {
  using root = Directory.openTrusted(`/proc/${pid}/root`);
  return mountOf(root);
}

function mountOf(directory: Directory): number {
  return Number(/^mnt_id:\s*(\d+)$/m.exec(readProcText(directory.info) ?? '')?.[1]);
}

/** The path of a directory from the root of its file system, whatever part of it is mounted here. */
function pathOnDevice(directory: Directory): string {
  const id = mountOf(directory);
  const mount = mountsSeenBy('self').find((one) => one.id === id);
  const path = readlinkSync(directory.self, 'latin1');
  if (mount === undefined || !isWithin(path, mount.point)) {
    throw new Error(`the mount of ${path} is unknown`);
  }
  const below = path.slice(mount.point === '/' ? 0 : mount.point.length);
  return `${mount.root === '/' ? '' : mount.root}${below}`;
}

/**
 * The directory and everything in it, recursively. One directory is open at a time, whatever the depth: on the way back
 * up, the inode is checked.
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
        throw new DirectoryError(`${name} is a mount point, which cannot be removed`);
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

/** A directory on the way down, and the names of its subdirectories that were not entered yet. */
interface Level {
  readonly inode: string;
  readonly inner: string[];
}
