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

  /** @param directories of the programs' files, as seen from here */
  static async start(...directories: readonly string[]): Promise<Witness> {
    return new Witness(new Program(spawn(await buildNative('witness'), directories)));
  }

  /** From now on every file that the process uses must stay as long as the process lives. */
  watch(pid: number, socket: string): void {
    this.#program.write(`watch ${pid} ${socket}\n`);
  }

  /** The files of the processes may vanish from the moment the promise is fulfilled. */
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

  /** Files and sockets that processes have lost so far, as `PID WHAT`. */
  get lost(): string[] {
    return this.#said('lost ');
  }

  /** Process ids of those that ended while they were watched. */
  get died(): string[] {
    return this.#said('died ');
  }

  /** Names of the existing files, and how many vanished since the start. */
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
