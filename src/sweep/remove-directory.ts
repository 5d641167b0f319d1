import { randomBytes } from 'node:crypto';
import { renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { shortList } from '../text.ts';
import { Directory, reasonOf } from './directory.ts';
import { usersOf } from './directory-users.ts';
import { ASIDE_PREFIX } from './names.ts';
import { processOwner } from './proc/owner.ts';
import { isGone } from './proc/read.ts';
import { putBack } from './unlink.ts';

/** What happened to a directory that was to be removed. */
export interface DirectoryOutcome {
  /** `Kept`: a process uses it, or might; `Failed`: it could not be removed; `Absent`: it did not exist. */
  readonly what: 'Removed' | 'Absent' | 'Kept' | 'Failed';
  readonly why?: string;
}

/** Time for the kubelet to unmount the volumes of a pod whose containers have ended. */
export const DIRECTORY_PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 500;
const MOST_NAMED = 3;

/**
 * Removes an unused directory with its contents, and its parent if that is empty then. It is renamed to a secret name
 * first, so that no process can enter it between the last check and its removal; if a process entered before, it gets
 * its own name back.
 *
 * @param base a trusted directory
 * @param steps from there, following no link
 * @param pods names by uid, for messages
 * @param patienceMs how long to wait for the processes that use it
 */
export async function removeDirectory(
  base: string,
  steps: readonly string[],
  pods: ReadonlyMap<string, string>,
  patienceMs = DIRECTORY_PATIENCE_MS,
): Promise<DirectoryOutcome> {
  const name = steps.at(-1) ?? '';
  const aside = `${ASIDE_PREFIX}${name}`;
  try {
    using above = Directory.openBelow(base, steps.slice(0, -1));
    const wasKilled = above.facts(aside) !== undefined;
    if (wasKilled) {
      const obstacle = removeAside(above, aside, name, pods);
      if (obstacle !== undefined) {
        return { what: 'Kept', why: obstacle };
      }
    }
    if (above.facts(name) === undefined) {
      return { what: wasKilled ? 'Removed' : 'Absent' };
    }
    let obstacle = obstacleAt(above, name, pods);
    for (const end = performance.now() + patienceMs; obstacle !== undefined && performance.now() < end;) {
      await delay(LOOK_AGAIN_MS);
      obstacle = obstacleAt(above, name, pods);
    }
    if (obstacle !== undefined) {
      return { what: 'Kept', why: obstacle };
    }
    renameSync(above.path(name), above.path(aside));
    const late = removeAside(above, aside, name, pods);
    if (late !== undefined) {
      return { what: 'Kept', why: late };
    }
    removeIfEmpty(base, steps.slice(0, -1));
    return { what: 'Removed' };
  } catch (error) {
    return isGone(error) ? { what: 'Absent' } : { what: 'Failed', why: reasonOf(error) };
  }
}

/**
 * Removes a directory that was taken aside, or gives it its name back.
 * @returns the processes that use it, or might
 */
function removeAside(
  above: Directory,
  aside: string,
  name: string,
  pods: ReadonlyMap<string, string>,
): string | undefined {
  let isFree = false;
  try {
    const obstacle = obstacleAt(above, aside, pods);
    isFree = obstacle === undefined;
    if (!isFree) {
      return obstacle;
    }
  } finally {
    if (!isFree) {
      putBack(above, aside, name);
    }
  }
  removeAll(above, aside);
  return undefined;
}

/** The processes that use it, or might. */
function obstacleAt(above: Directory, name: string, pods: ReadonlyMap<string, string>): string | undefined {
  using directory = above.open(name);
  const { users, unreadable } = usersOf(directory);
  const [unknown] = unreadable;
  if (users.length === 0) {
    return unknown && `it is unknown whether process ${unknown.pid} uses it: ${unknown.error}`;
  }
  return shortList(users, MOST_NAMED, ({ pid, how }) => {
    const { command, pod } = processOwner(pid, pods);
    return `${command} (process ${pid}${pod === undefined ? '' : ` of pod ${pod}`}) ${how} it`;
  }).join(', ');
}

/**
 * Removes a directory with its contents. Subdirectories are moved up before they are emptied, so that two are open at a
 * time, whatever the depth.
 */
function removeAll(above: Directory, name: string): void {
  {
    using top = above.open(name);
    const waiting = emptied(top, top);
    for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
      {
        using inner = top.open(directory);
        emptied(inner, top).forEach((moved) => waiting.push(moved));
      }
      rmdirSync(top.path(directory));
    }
  }
  rmdirSync(above.path(name));
}

/** Removes everything in a directory except subdirectories, which it moves to the top. @returns their names there */
function emptied(directory: Directory, top: Directory): string[] {
  return directory.entries().flatMap(({ name, type }) => {
    if (type !== 'Directory') {
      unlinkSync(directory.path(name));
      return [];
    }
    if (directory.inode === top.inode) {
      return [name];
    }
    const moved = randomBytes(16).toString('hex');
    renameSync(directory.path(name), top.path(moved));
    return [moved];
  });
}

function removeIfEmpty(base: string, steps: readonly string[]): void {
  const name = steps.at(-1);
  if (name === undefined) {
    return;
  }
  try {
    using above = Directory.openBelow(base, steps.slice(0, -1));
    rmdirSync(above.path(name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && !isGone(error)) {
      throw error;
    }
  }
}
