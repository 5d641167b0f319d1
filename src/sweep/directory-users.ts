import { readlinkSync } from 'node:fs';
import { type Directory, DirectoryError } from './directory.ts';
import { isInitWithoutLock } from './proc/init.ts';
import { locksOf } from './proc/locks.ts';
import { isWithin, mountsOf } from './proc/mounts.ts';
import { type Hold, holdsOf, type Wanted } from './proc/processes.ts';
import { isGone, readProcText } from './proc/read.ts';
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
 * @throws ErrnoException where something in the directory cannot be read, DirectoryError where something is mounted in it
 */
export function usersOf(directory: Directory): DirectoryUsers {
  const holds = holdsOf(wantedIn(directory), () => {});
  const users: DirectoryUser[] = [...holds.byInode.values()].flat();
  const unreadable = [...holds.unreadable];
  const path = pathOnDevice(directory);
  const mounting = new Map<string, boolean>();
  for (const pid of processNumbers()) {
    try {
      const namespace = readlinkSync(`/proc/${pid}/ns/mnt`);
      const mounts = mounting.get(namespace) ?? isMountedFor(pid, directory.device, path);
      mounting.set(namespace, mounts);
      if (mounts) {
        users.push({ pid, how: 'mounts' });
      }
    } catch (error) {
      if (!isGone(error)) {
        unreadable.push({ pid, error: (error as NodeJS.ErrnoException).code ?? String(error) });
      }
    }
  }
  const locks = locksOf(readProcText('/proc/locks') ?? '');
  return {
    users: users.filter(({ pid }) => pid !== process.pid),
    unreadable: unreadable.filter(({ pid }) => !isInitWithoutLock(pid, locks)),
  };
}

function isMountedFor(pid: number, device: string, path: string): boolean {
  return mountsOf(readProcText(`/proc/${pid}/mountinfo`) ?? '').some(
    (mount) => mount.device === device && isWithin(mount.root, path),
  );
}

/** The path of a directory from the root of its file system, whatever of it is mounted here. */
function pathOnDevice(directory: Directory): string {
  const id = /^mnt_id:\s*(\d+)$/m.exec(readProcText(directory.info) ?? '')?.[1];
  const mount = mountsOf(readProcText('/proc/self/mountinfo') ?? '').find((one) => one.id === Number(id));
  const path = readlinkSync(directory.self, 'latin1');
  if (mount === undefined || !isWithin(path, mount.point)) {
    throw new Error(`no mount is known that ${path} is in`);
  }
  const below = path.slice(mount.point === '/' ? 0 : mount.point.length);
  return `${mount.root === '/' ? '' : mount.root}${below}`;
}

/** The directory and everything in it, down to the last. */
function wantedIn(directory: Directory): Wanted[] {
  const isExact = directory.hasExactDevices;
  return [
    { inode: directory.inode, isExact },
    ...directory.entries().flatMap(({ name, type }): Wanted[] => {
      if (type === 'Directory') {
        using inner = directory.open(name);
        if (inner.device !== directory.device) {
          throw new DirectoryError(`${name} is a mount of its own, which is nobody's to remove`);
        }
        return wantedIn(inner);
      }
      const facts = directory.facts(name);
      return facts === undefined ? [] : [{ inode: facts.inode, isExact }];
    }),
  ];
}
