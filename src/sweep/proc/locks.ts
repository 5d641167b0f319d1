/** Who holds a lock on a file, or waits for one. */
export interface LockHolder {
  /** {@link inodeKey} */
  readonly inode: string;
  /** 0: the process that took it is gone or elsewhere, and somebody has inherited it; -1: it belongs to a descriptor. */
  readonly pid: number;
}

const LINE = /^\d+: (?:-> )?\w+ +\w+ +\w+ +(?<pid>-?\d+) (?<major>[0-9a-f]+):(?<minor>[0-9a-f]+):(?<inode>\d+) /;

/**
 * All that `/proc/locks` tells (proc_locks(5)): locks of any kind, and who waits for one.
 *
 * @throws Error for a line of another form: a lock that is not understood must not be taken for none
 */
export function locksOf(text: string): LockHolder[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      if (line.includes('<none>')) {
        return [];
      }
      const { pid, major, minor, inode } = LINE.exec(line)?.groups ?? {};
      if (pid === undefined || major === undefined || minor === undefined || inode === undefined) {
        throw new Error(`/proc/locks has a line that is not understood: ${line}`);
      }
      return [{ pid: Number(pid), inode: `${parseInt(major, 16)}:${parseInt(minor, 16)}:${inode}` }];
    });
}
