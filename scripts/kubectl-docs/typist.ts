import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reach } from '../../lab/cluster/kubectl.ts';
import type { Progress } from '../../lab/cluster/progress.ts';
import { run } from '../../lab/host/run.ts';
import { Terminal } from '../../lab/host/terminal.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { pluginDirectory } from '../../lab/operator/plugin.ts';
import type { Asked } from './shown.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The terminal that pages show. */
const SIZE = { columns: 100, rows: 30 };
/** What pages show in place of the directory. */
const HOME = '/home/ada';
/** Commands that change what others show run after them. */
const ACTING = /\biceoryx (?:restart|sweep)\b/;

/** Whether a command changes the cluster, or waits for a change. */
const acts = ({ command, meanwhile }: Asked): boolean => meanwhile !== undefined || ACTING.test(command);

/** Runs commands as people do who have the plugin, in a directory that is empty but for `examples`. */
export class Typist {
  readonly #place: string;
  readonly #plugin: string;
  readonly #reach: Reach;
  readonly #progress: Progress;

  private constructor(place: string, plugin: string, reach: Reach, progress: Progress) {
    this.#place = place;
    this.#plugin = plugin;
    this.#reach = reach;
    this.#progress = progress;
  }

  static async in(reach: Reach, progress: Progress): Promise<Typist> {
    await requirePackages(['tmux'], progress.update);
    const plugin = await pluginDirectory();
    const place = await mkdtemp(join(tmpdir(), 'kubectl-docs-'));
    await symlink(join(ROOT, 'examples'), join(place, 'examples'));
    return new Typist(place, plugin, reach, progress);
  }

  /**
   * What commands print on standard output and standard error, as on a terminal, but without colours. Each runs once.
   *
   * @throws Error with the output of a command that could not be run, or whose command line is wrong
   */
  async outputs(all: readonly Asked[]): Promise<(asked: Asked) => string> {
    const outputs = new Map<string, string>();
    for (const asked of all.toSorted((a, b) => Number(acts(a)) - Number(acts(b)))) {
      if (!outputs.has(keyOf(asked))) {
        this.#progress.line(`$ ${asked.command}`);
        outputs.set(keyOf(asked), await this.#output(asked));
      }
    }
    return (asked) => outputs.get(keyOf(asked)) ?? '';
  }

  async leave(): Promise<void> {
    await rm(this.#place, { recursive: true });
  }

  async #output({ command, until, meanwhile }: Asked): Promise<string> {
    const output = await (until === undefined ? this.#printed(command) : this.#screen(command, until, meanwhile));
    return output.replaceAll(this.#place, HOME);
  }

  async #printed(command: string): Promise<string> {
    // What is found is told by exit codes too; those of the shell, and of a wrong command line, are failures.
    const script = `{ ${command}; } 2>&1\ncode=$?\n[ $code -ne 2 ] && [ $code -lt 126 ]`;
    return run(this.#wrap(['env', `COLUMNS=${SIZE.columns}`, 'sh', '-c', script]));
  }

  async #screen(command: string, pattern: string, meanwhile?: string): Promise<string> {
    const terminal = await Terminal.open(SIZE, (shell) => this.#wrap(shell));
    try {
      await terminal.enter(`clear; ${command}`);
      if (meanwhile !== undefined) {
        await terminal.until(/\S/);
        await this.#printed(meanwhile);
      }
      const screen = await terminal.until(new RegExp(pattern));
      return screen.replace(/\n{3,}/g, '\n\n');
    } finally {
      await terminal.close();
    }
  }

  #wrap(command: readonly string[]): string[] {
    const script = `cd '${this.#place}' && PATH='${this.#plugin}'":$PATH" && exec "$@"`;
    return this.#reach.wrap(['sh', '-c', script, 'sh', ...command]);
  }
}

function keyOf({ command, until, meanwhile }: Asked): string {
  return JSON.stringify([command, until, meanwhile]);
}
