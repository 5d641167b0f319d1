import { spawnSync } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Directory } from './directory.ts';

/** Whether flock(1), of util-linux or busybox, is available: Node cannot take such a lock itself. */
export function canLock(): boolean {
  return spawnSync('flock', ['--help'], { stdio: 'ignore' }).error === undefined;
}

/**
 * A lock file that this process holds as RouDi or an app would, so that none of them starts in the meantime. The lock
 * belongs to the open file, and is released however this process ends.
 */
export class Guard implements Disposable {
  readonly inode: string;
  readonly #descriptor: number;

  private constructor(descriptor: number, inode: string) {
    this.#descriptor = descriptor;
    this.inode = inode;
  }

  /**
   * Takes the lock of an existing file; never creates one.
   *
   * @returns undefined if another process holds the lock, or the file was replaced
   */
  static take(directory: Directory, name: string, inode: string): Guard | undefined {
    let descriptor: number | undefined;
    try {
      using pin = directory.pin(name);
      descriptor = pin?.facts.inode === inode ? pin.openFile() : undefined;
    } catch {
      return undefined;
    }
    if (descriptor === undefined) {
      return undefined;
    }
    const isLocked =
      spawnSync('flock', ['-n', '-x', '3'], { stdio: ['ignore', 'ignore', 'ignore', descriptor] }).status === 0;
    // The previous holder of the lock may have removed the file while it was being opened.
    if (isLocked && directory.facts(name)?.inode === inode) {
      return new Guard(descriptor, inode);
    }
    closeSync(descriptor);
    return undefined;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}
