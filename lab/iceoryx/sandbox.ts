import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Image } from '../images/image.ts';
import { Program } from '../host/program.ts';
import { run } from '../host/run.ts';

/**
 * Prints the process that holds the mounts; they, and the directory, are removed once our end of its stdin is closed.
 */
const HOLD = `
trap '' INT TERM
unshare --mount sh -euc '
  mkdir "$1/dev/shm"
  mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
  mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
  : > "$1/dev/null"
  mount --bind /dev/null "$1/dev/null"
  mount --rbind /proc "$1/proc"
  echo $$
  exec cat' sh "$1"
status=$?
rm -rf --one-file-system "$1"
exit $status`;

/** As a container with its own PID namespace. */
const OWN_PROC = 'mount -t proc proc /proc && exec "$@"';

/** Options of a program in the sandbox. */
export interface Circumstances {
  /** User id, without supplementary groups; root by default. */
  readonly user?: number;
  /** Group id; by default the number of the user. */
  readonly group?: number;
  /** The program is process 1 of its own PID namespace, as in a container that does not share one. */
  readonly ownPids?: boolean;
}

/**
 * Images laid over each other in a directory, with a private /dev/shm and /tmp, and programs that run in it. Needs
 * root. However this process ends, no process and no mount is left behind.
 */
export class Sandbox {
  readonly #root: string;
  readonly #holder: ChildProcess;
  readonly #pid: string;
  readonly #programs: Program[] = [];

  private constructor(root: string, holder: ChildProcess, pid: string) {
    this.#root = root;
    this.#holder = holder;
    this.#pid = pid;
  }

  static async open(...images: readonly Image[]): Promise<Sandbox> {
    const root = await mkdtemp(join(tmpdir(), 'iceoryx-sandbox-'));
    await chmod(root, 0o755);
    for (const { archive } of images) {
      const manifest = JSON.parse(await run(['tar', '--extract', '--to-stdout', '--file', archive, 'manifest.json']));
      for (const layer of manifest[0].Layers) {
        const script = 'tar --extract --to-stdout --file "$1" "$2" | tar --extract --directory "$3"';
        await run(['sh', '-c', script, 'sh', archive, layer, root]);
      }
    }
    const holder = spawn('sh', ['-c', HOLD, 'sh', root], { stdio: ['pipe', 'pipe', 'inherit'] });
    const pid = await Promise.race([
      once(holder.stdout, 'data').then(([data]) => String(data).trim()),
      once(holder, 'exit').then(([code]) => {
        throw new Error(`no mount namespace of its own (unshare or mount ended with ${code}): this needs root`);
      }),
    ]);
    return new Sandbox(root, holder, pid);
  }

  /** Starts a program; it is killed with this process, or by `close`. */
  start(command: string, ...args: readonly string[]): Program {
    return this.startAs({}, command, ...args);
  }

  /**
   * Starts a program with other options. The only signal for one with `ownPids` is SIGKILL: its init ignores others.
   */
  startAs(
    { user = 0, group = user, ownPids = false }: Circumstances,
    command: string,
    ...args: readonly string[]
  ): Program {
    const enter = ['nsenter', '--target', this.#pid, '--mount'];
    const root = ['chroot', ...identity(user, group), this.#root];
    const around = ownPids
      ? [
          'unshare',
          '--pid',
          '--fork',
          '--kill-child',
          ...enter,
          'unshare',
          '--mount',
          ...root,
          'sh',
          '-c',
          OWN_PROC,
          'sh',
        ]
      : [...enter, ...root];
    const program = new Program(spawn('setpriv', ['--pdeathsig', 'KILL', ...around, command, ...args]));
    this.#programs.push(program);
    return program;
  }

  /** A path of the sandbox as this process reaches it. */
  path(inside: string): string {
    return `/proc/${this.#pid}/root${this.#root}${inside}`;
  }

  async close(): Promise<void> {
    this.#programs.forEach((program) => program.signal('SIGKILL'));
    await Promise.all(this.#programs.map((program) => program.exitCode));
    this.#holder.stdin?.end();
    await once(this.#holder, 'exit');
  }
}

/**
 * After the change of identity, the parent-death signal does not apply to an ordinary user's program: `close` ends it.
 */
function identity(user: number, group: number): string[] {
  return user === 0 && group === 0 ? [] : ['--groups', '', '--userspec', `${user}:${group}`];
}
