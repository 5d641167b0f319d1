import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from './program.ts';
import { run } from './run.ts';
import { until } from './until.ts';

/** Columns and rows of a terminal. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What a terminal shows of a command that has ended. */
export interface Shown {
  /** Exit code of the command. */
  readonly code: number;
  /** Its output, also what was scrolled out of sight. */
  readonly text: string;
  /** The same as it was written. It differs if the terminal had to wrap a line that is longer than it has columns. */
  readonly written: string;
}

/** A terminal that knows colours, whatever this process was started in. */
const ENVIRONMENT = {
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm-256color',
  TMUX: undefined,
  CI: undefined,
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
} as const;

/**
 * A terminal in which a shell waits for commands, as a person has it. The Debian package tmux must be installed. Each
 * terminal has a server of its own, which ends with this process at the latest.
 */
export class Terminal {
  readonly #directory: string;
  readonly #server: Program;
  #commands = 0;

  private constructor(directory: string) {
    this.#directory = directory;
    // It does not become a daemon, so that it ends with this process.
    const server = ['--pdeathsig', 'KILL', ...this.#tmux('-D')];
    this.#server = new Program(spawn('setpriv', server, { env: { ...process.env, ...ENVIRONMENT } }));
  }

  /** @param wrap puts the shell into other surroundings, such as the network of a cluster */
  static async open(
    { columns, rows }: TerminalSize,
    wrap: (command: readonly string[]) => readonly string[] = (command) => command,
  ): Promise<Terminal> {
    const terminal = new Terminal(await mkdtemp(join(tmpdir(), 'terminal-')));
    const shell = wrap(['env', 'PS1=$ ', 'sh', '-i']);
    const size = ['-x', `${columns}`, '-y', `${rows}`];
    await until('a terminal', async () => terminal.#do('new-session', '-d', ...size, ...shell).then(() => true), {
      timeoutSeconds: 20,
    });
    return terminal;
  }

  async resize({ columns, rows }: TerminalSize): Promise<void> {
    await this.#do('resize-window', '-x', `${columns}`, '-y', `${rows}`);
  }

  /** Runs a command and waits for its end. */
  async run(command: string): Promise<Shown> {
    const end = `--- ${++this.#commands}:`;
    // The command itself is not part of what is shown. `clear` forgets what was scrolled out of sight, too.
    await this.enter(`clear; ${command}; echo "${end} $?"`);
    const isEnd = new RegExp(`^(?<text>.*)${end} (?<code>\\d+)$`, 'ms');
    const { code, text } = await until(`the end of ${command}`, async () => {
      const shown = isEnd.exec(await this.#capture('-S', '-'))?.groups;
      return shown && { code: Number(shown['code']), text: shown['text'] ?? '' };
    });
    const written = isEnd.exec(await this.#capture('-S', '-', '-J'))?.groups?.['text'] ?? '';
    return { code, text, written };
  }

  /** Types a line, with the key that ends it. */
  async enter(line: string): Promise<void> {
    await this.type(line);
    await this.press('Enter');
  }

  async type(text: string): Promise<void> {
    await this.#do('send-keys', '-l', '--', text);
  }

  /** Presses a key by its name in tmux, such as `q`, `Enter`, `Up` or `C-c`. */
  async press(key: string): Promise<void> {
    await this.#do('send-keys', key);
  }

  /** What is on the screen, with the sequences that make colours. */
  async colours(): Promise<string> {
    return this.#capture('-e');
  }

  /** Waits until the screen matches. Returns what is on it. */
  async until(wanted: RegExp, timeoutSeconds = 60): Promise<string> {
    let seen = '';
    return until(
      `${String(wanted)} on the screen`,
      async () => {
        seen = await this.#capture();
        return wanted.test(seen) && seen;
      },
      { timeoutSeconds, seen: () => seen },
    );
  }

  /** Whether a program has a screen of its own, and whether the cursor is hidden. */
  async state(): Promise<{ readonly hasOwnScreen: boolean; readonly isCursorHidden: boolean }> {
    const answer = await this.#do('display-message', '-p', '#{alternate_on} #{cursor_flag}');
    const [alternate, cursor] = answer.trim().split(' ');
    return { hasOwnScreen: alternate === '1', isCursorHidden: cursor === '0' };
  }

  /** Ends the shell and what runs in it. */
  async close(): Promise<void> {
    await this.#do('kill-server');
    await this.#server.exitCode;
    await rm(this.#directory, { recursive: true });
  }

  async #capture(...options: readonly string[]): Promise<string> {
    const lines = (await this.#do('capture-pane', '-p', ...options)).split('\n');
    return lines.map((line) => line.trimEnd()).join('\n');
  }

  async #do(...command: readonly string[]): Promise<string> {
    return run(this.#tmux('-N', ...command), { env: ENVIRONMENT });
  }

  #tmux(...words: readonly string[]): string[] {
    return ['tmux', '-u', '-S', join(this.#directory, 'socket'), '-f', '/dev/null', ...words];
  }
}
