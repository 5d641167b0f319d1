import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, unlinkSync } from 'node:fs';
import type { Directory } from './directory.ts';
import { type FileFacts, isSameFile } from './file.ts';
import { ASIDE_PREFIX } from './names.ts';

/** `Replaced`: there is another file of that name now, which was left alone. */
export type Unlinked = 'Removed' | 'Replaced' | 'Gone';

/**
 * Removes a file if it is the one that was seen. There is no call that removes an inode: between a look at the name and
 * its removal somebody can put another file there. So the file is taken aside first and looked at where nobody else
 * puts anything; a wrong one is put back, unless there is a newer one by then.
 *
 * @throws ErrnoException, such as EROFS; the file is there then
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
  const aside = `${ASIDE_PREFIX}${randomBytes(8).toString('hex')}`;
  try {
    renameSync(directory.path(name), directory.path(aside));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return 'Gone';
    }
    throw error;
  }
  const taken = directory.facts(aside);
  if (taken !== undefined && isSameFile(taken, seen)) {
    unlinkSync(directory.path(aside));
    return 'Removed';
  }
  putBack(directory, aside, name);
  return 'Replaced';
}

function putBack(directory: Directory, aside: string, name: string): void {
  if (directory.facts(aside)?.type === 'Directory') {
    renameSync(directory.path(aside), directory.path(name));
    return;
  }
  try {
    // Unlike a renaming this replaces nothing.
    linkSync(directory.path(aside), directory.path(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  unlinkSync(directory.path(aside));
}
