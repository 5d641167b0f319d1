import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, unlinkSync } from 'node:fs';
import type { Directory } from './directory.ts';
import { type FileFacts, isSameFile } from './file.ts';
import { asideName } from './names.ts';

/** `Replaced`: another file has that name now, and was not touched. */
export type Unlinked = 'Removed' | 'Replaced' | 'Gone';

/**
 * Removes a file if it is the one that was seen. There is no call that removes an inode: between a check of the name
 * and its removal, another file may be put there. So the file is renamed first and checked under a name that no other
 * program uses; a wrong one is put back, unless there is a newer file of its name by then.
 *
 * @throws ErrnoException, such as EROFS; the file is still there then
 */
export function unlinkSeen(directory: Directory, seen: FileFacts): Unlinked {
  const { name } = seen;
  const now = directory.facts(name);
  if (now === undefined) {
    return 'Gone';
  }
  if (!isSameFile(now, seen) || now.type === 'Directory') {
    return 'Replaced';
  }
  const aside = asideName(name, randomBytes(8).toString('hex'));
  try {
    renameSync(directory.path(name), directory.path(aside));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return 'Gone';
    }
    throw error;
  }
  let isRemoved = false;
  try {
    const taken = directory.facts(aside);
    if (taken !== undefined && isSameFile(taken, seen)) {
      unlinkSync(directory.path(aside));
      isRemoved = true;
    }
  } finally {
    if (!isRemoved) {
      putBack(directory, aside, name);
    }
  }
  return isRemoved ? 'Removed' : 'Replaced';
}

/**
 * Gives a file that was taken aside its name back, unless there is a newer file of that name: that one has then
 * replaced it.
 *
 * @returns whether it has its name again
 * @throws ErrnoException
 */
export function putBack(directory: Directory, aside: string, name: string): boolean {
  const isDirectory = directory.facts(aside)?.type === 'Directory';
  try {
    // Unlike a rename, a link replaces nothing. Directories cannot be linked. Neither can another user's files (EPERM)
    // if fs.protected_hardlinks is set and this process lacks CAP_FOWNER; sockets never can.
    linkSync(directory.path(aside), directory.path(name));
    unlinkSync(directory.path(aside));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' && directory.facts(name) === undefined) {
      renameSync(directory.path(aside), directory.path(name));
      return true;
    }
  }
  if (!isDirectory) {
    unlinkSync(directory.path(aside));
  }
  return false;
}
