import { spawnSync } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Directory } from './directory.ts';

/** Whether flock(1), of util-linux or busybox, is there: Node cannot take such a lock itself. */
export function canLock(): boolean {
  return spawnSync('flock', ['--help'], { stdio: 'ignore' }).error === undefined;
}

/**
 * A lock file that this process holds as RouDi or an app would, so that none of them starts meanwhile. The lock belongs
 * to the open file, and is gone with it however this process ends.
 */
export class Guard implements Disposable {
  readonly inode: string;
  readonly #descriptor: number;

  private constructor(descriptor: number, inode: string) {
    this.#descriptor = descriptor;
    this.inode = inode;
  }

  /**
   * Takes the lock of a file that is there: none is made.
   *
   * @returns undefined where somebody else has it, or the file is not the one that was seen
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
    // Who had the lock before may have removed the file while this one was being opened.
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
