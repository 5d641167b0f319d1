import { spawn } from 'node:child_process';
import { buildNative } from './native.ts';
import { Program } from '../host/program.ts';

/**
 * Runs lab/apps/witness/witness.cpp: observes independently which files programs use, and which are taken from them.
 */
export class Witness {
  readonly #program: Program;
  #looks = 0;

  private constructor(program: Program) {
    this.#program = program;
  }

  /** @param directories where the programs' files are, as seen from here */
  static async start(...directories: readonly string[]): Promise<Witness> {
    return new Witness(new Program(spawn(await buildNative('witness'), directories)));
  }

  /** From now on every file that the process uses must stay as long as the process lives. */
  watch(pid: number, socket: string): void {
    this.#program.write(`watch ${pid} ${socket}\n`);
  }

  /** What the processes use may go. Holds for everything that happens after the promise is fulfilled. */
  async forget(...pids: readonly number[]): Promise<void> {
    pids.forEach((pid) => this.#program.write(`forget ${pid}\n`));
    await this.look();
  }

  /** Until everything was checked once more. */
  async look(): Promise<void> {
    const looks = ++this.#looks;
    this.#program.write('look\n');
    await this.#program.until(({ stdout }) => stdout.filter((line) => line === 'looked').length >= looks);
  }

  /** What was taken from processes so far, as `PID WHAT`. */
  get lost(): string[] {
    return this.#said('lost ');
  }

  /** Process ids of those that ended while they were watched. */
  get died(): string[] {
    return this.#said('died ');
  }

  /** Names of the files that are there, and how many vanished since the start. */
  async left(): Promise<{ names: string[]; gone: number }> {
    this.#program.write('left\n');
    await this.#program.until(({ stdout }) => stdout.includes('end'));
    return { names: this.#said('left '), gone: Number(this.#said('gone ')[0]) };
  }

  async close(): Promise<void> {
    this.#program.signal('SIGKILL');
    await this.#program.exitCode;
  }

  #said(word: string): string[] {
    return this.#program.stdout.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length));
  }
}
