import { eachPart } from './read.ts';

/** A mount as one process sees it (proc_pid_mountinfo(5)). Paths are bytes, one character each (latin1). */
export interface Mount {
  readonly id: number;
  /** `major:minor` of its file system. */
  readonly device: string;
  /** The directory of the file system that is mounted at the mount point. */
  readonly root: string;
  readonly point: string;
}

/** @throws Error for a line of another form: a mount that is not understood must not be ignored */
export function mountsOf(text: string): Mount[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id, , device, root, point] = line.split(' ');
      if (id === undefined || device === undefined || root === undefined || point === undefined) {
        throw new Error(`mountinfo has a line that is not understood: ${line}`);
      }
      return { id: Number(id), device, root: unescaped(root), point: unescaped(point) };
    });
}

/**
 * The mounts that a process sees, below its root.
 * @throws as {@link mountsOf}, ErrnoException, or BoundError if there are more than are read
 */
export function mountsSeenBy(pid: number | 'self'): Mount[] {
  const mounts: Mount[] = [];
  eachPart(`/proc/${pid}/mountinfo`, (text, length) => {
    for (const mount of mountsOf(text.toString('latin1', 0, length))) {
      mounts.push(mount);
    }
  });
  return mounts;
}

/** Whether a path is a directory, or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/** The kernel escapes space, tab, newline and backslash as octal numbers. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}
