import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { Program } from '../../lab/host/program.ts';
import { run } from '../../lab/host/run.ts';
import { buildNative } from '../../lab/iceoryx/native.ts';

/** A program that does what iceoryx's own programs do not: see its source. */
export const stranger = await buildNative('stranger');

/** A root directory with its own /dev/shm and /tmp, and the programs that were started for it. */
export class Ground {
  readonly root: string;
  readonly #programs: Program[] = [];

  constructor(root: string) {
    this.root = root;
  }

  static async make(t: ExecutionContext): Promise<Ground> {
    const ground = new Ground(await mkdtemp(join(tmpdir(), 'iceoryx-ground-')));
    t.teardown(() => ground.#close());
    await mkdir(ground.shm(''), { recursive: true });
    await mkdir(ground.tmp(''));
    return ground;
  }

  shm(name: string): string {
    return join(this.root, 'dev/shm', name);
  }

  tmp(name: string): string {
    return join(this.root, 'tmp', name);
  }

  /** Creates a file like one of RouDi's. */
  segment(name: string, bytes = 4096, mode = 0o660): string {
    writeFileSync(this.shm(name), Buffer.alloc(bytes));
    chmodSync(this.shm(name), mode);
    return name;
  }

  /** Creates the socket and lock of a killed app for each name. */
  async pair(...names: readonly string[]): Promise<string[]> {
    await run([stranger, 'socket', this.tmp(''), ...names]);
    return names.flatMap((name) => [name, `${name}.lock`]);
  }

  async start(...words: readonly string[]): Promise<Program> {
    const program = new Program(spawn(stranger, words));
    this.#programs.push(program);
    await program.until(({ stdout }) => stdout.includes('ready'));
    return program;
  }

  async files(): Promise<string[]> {
    return [...(await readdir(this.shm(''))), ...(await readdir(this.tmp('')))].sort();
  }

  async #close(): Promise<void> {
    this.#programs.forEach((program) => program.signal('SIGKILL'));
    await Promise.all(this.#programs.map(({ exitCode }) => exitCode));
    await rm(this.root, { recursive: true });
  }
}
