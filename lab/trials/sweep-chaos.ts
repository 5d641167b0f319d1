import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Release } from '../../src/iceoryx/release.ts';
import type { ImageSet } from '../images/build.ts';
import { runOutOfMemory } from './out-of-memory.ts';
import type { Program } from '../host/program.ts';
import { randomOf } from '../host/random.ts';
import { Sandbox } from '../iceoryx/sandbox.ts';
import { Sweepers } from './sweepers.ts';
import { sweep } from '../operator/sweeps.ts';
import { Witness } from '../iceoryx/witness.ts';

/** The result of many faults under continuous sweeps. */
export interface ChaosResult {
  readonly faults: number;
  /** Completed sweeps, and sweepers that were killed in the middle of one. */
  readonly sweeps: number;
  readonly killedSweeps: number;
  /** Files that sweeps reported as removed, and files that the witness saw vanish, by any cause. */
  readonly removed: number;
  readonly gone: number;
  /** Something in use was removed, or a program ended or hung because of it. A single one is a failure. */
  readonly violations: readonly string[];
  /**
   * Programs that ended or hung because of a lock of iceoryx that an app held when it was killed. Release 2.95 reports
   * it and aborts (POPO__CHUNK_LOCKING_ERROR, locking_policy.cpp), 2.0 waits forever.
   */
  readonly locksOfTheDead: readonly string[];
  /** Orphans, from the witness's records, that still exist after the last sweep. */
  readonly leftovers: readonly string[];
}

export interface ChaosOptions {
  readonly images: ImageSet['images'];
  readonly release: Release;
  readonly faults: number;
  readonly seed: number;
}

/** With monitoring off, chunks of dead apps are not freed: there are enough for a whole run. */
const CONFIGURATION =
  '[general]\nversion = 1\n[[segment]]\n' +
  '[[segment.mempool]]\nsize = 128\ncount = 20000\n[[segment.mempool]]\nsize = 4096\ncount = 8\n';
const PUBLISHERS = 3;
const TRIES = 20;
/** How long an app may take to start, or a sample to arrive, before it counts as hanging. */
const PATIENCE_SECONDS = 30;
/** Reports of a held lock: the sweeper holds locks for a moment, and supervisors retry. */
const LOCKED = /still running|ROUDI_STILL_RUNNING|UNABLE_TO_CREATE_APPLICATION_CHANNEL|lock/i;

const LOCK_OF_THE_DEAD = /POPO__CHUNK_LOCKING_ERROR|The thread\/process which owned the mutex died/;

/**
 * Kills, stops and starts a RouDi and its apps at random, under two concurrent sweeps, one of which is falsely told
 * that no RouDi returns, and some of which are killed. An independent witness records which files are in use; a
 * subscriber shows whether samples flow.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const sandbox = await Sandbox.open(options.images.roudi, options.images.counter);
  try {
    const witness = await Witness.start(sandbox.path('/dev/shm'), sandbox.path('/tmp'));
    try {
      return await new Chaos(sandbox, witness, options).run();
    } finally {
      await witness.close();
    }
  } finally {
    await sandbox.close();
  }
}

interface App {
  readonly name: string;
  readonly program: Program;
}

class Chaos {
  readonly #sandbox: Sandbox;
  readonly #witness: Witness;
  readonly #options: ChaosOptions;
  readonly #random: () => number;
  readonly #violations: string[] = [];
  readonly #sweepers: Sweepers;
  #roudi: Program | undefined;
  #listener: App | undefined;
  #publishers: App[] = [];
  #names = 0;
  /** Programs that were ended on purpose. */
  readonly #ended = new WeakSet<Program>();
  readonly #locksOfTheDead: string[] = [];
  #isLockBlamed = false;
  /** Whether an app was killed that shared the memory of the current RouDi. */
  #hasKilledApp = false;

  constructor(sandbox: Sandbox, witness: Witness, options: ChaosOptions) {
    this.#sandbox = sandbox;
    this.#witness = witness;
    this.#options = options;
    this.#random = randomOf(options.seed);
    const root = sandbox.path('');
    this.#sweepers = new Sweepers([[root], [root, '--no-roudi-returns']], this.#random);
  }

  async run(): Promise<ChaosResult> {
    try {
      await writeFile(this.#sandbox.path('/etc/roudi.toml'), CONFIGURATION);
      for (let fault = 0; fault < this.#options.faults; fault++) {
        await this.#makeWhole();
        await this.#flows(`before fault ${fault + 1}`);
        await this.#fault(`fault ${fault + 1}`);
      }
      await this.#makeWhole();
      await this.#flows('after the last fault');
      await this.#witness.look();
      await this.#end('SIGKILL', this.#apps, this.#roudi);
    } finally {
      await this.#sweepers.stop();
    }
    const last = await sweep(this.#sandbox.path(''), '--yes', '--no-roudi-returns');
    const { names, gone } = await this.#witness.left();
    return {
      faults: this.#options.faults,
      sweeps: this.#sweepers.sweeps + 1,
      killedSweeps: this.#sweepers.killed,
      removed: this.#sweepers.removed + last.removed.length,
      gone,
      violations: [
        ...this.#witness.lost.map((what) => `taken from ${what}`),
        ...this.#violations,
        ...this.#sweepers.violations,
      ],
      locksOfTheDead: this.#locksOfTheDead,
      leftovers: names.filter((name) => !this.#options.release.names.roudiLocks.includes(name)),
    };
  }

  get #apps(): App[] {
    return [...this.#publishers, ...(this.#listener === undefined ? [] : [this.#listener])];
  }

  /** Starts RouDi, publishers and a subscriber until each of them works. */
  async #makeWhole(): Promise<void> {
    const { names } = this.#options.release;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      await this.#buryDead();
      if (this.#roudi === undefined) {
        await this.#end('SIGKILL', this.#apps, undefined);
        this.#hasKilledApp = false;
        this.#isLockBlamed = false;
        const words = ['iox-roudi', '-c', '/etc/roudi.toml', '-m', 'off', '-l', 'info'] as const;
        this.#roudi = await this.#started('RouDi', words, names.roudiSocket, 'ready for clients');
      } else if (this.#publishers.length < PUBLISHERS) {
        const publisher = await this.#app('publisher', '--interval-ms', '20');
        this.#publishers.push(...(publisher === undefined ? [] : [publisher]));
      } else if (this.#listener === undefined) {
        this.#listener = await this.#app('subscriber');
      } else {
        return;
      }
    }
    throw new Error(
      `they do not come to work, seed ${this.#options.seed}: ${[...this.#witness.lost, ...this.#violations].join('\n')}`,
    );
  }

  /** Removes programs that ended by themselves. */
  async #buryDead(): Promise<void> {
    const dead = this.#apps.filter(({ program }) => program.hasEnded);
    await this.#end('SIGKILL', dead, this.#roudi?.hasEnded === true ? this.#roudi : undefined);
  }

  async #app(role: string, ...options: readonly string[]): Promise<App | undefined> {
    const count = ++this.#names;
    // Every second name is new, as with Cyclone DDS.
    const name = count % 2 === 0 ? `iceoryx_rt_${count}_1700000000` : `app-${count % 16}`;
    const words = ['counter', role, '--name', name, ...options] as const;
    const socket = this.#options.release.names.appSocket(name);
    const program = await this.#started(name, words, socket, '"event":"sample"');
    return program && { name, program };
  }

  /** @returns undefined if it does not start to work; the reason is recorded */
  async #started(
    what: string,
    [command, ...args]: readonly [string, ...string[]],
    socket: string,
    sign: string,
  ): Promise<Program | undefined> {
    const program = this.#sandbox.start(command, ...args);
    try {
      await program.until((p) => p.output.includes(sign), PATIENCE_SECONDS);
    } catch (error) {
      this.#ended.add(program);
      program.signal('SIGKILL');
      await program.exitCode;
      if (LOCK_OF_THE_DEAD.test(program.output) || !LOCKED.test(program.output)) {
        await this.#standsStill(`${what} does not come to work: ${String(error).slice(-800)}`);
      }
      return undefined;
    }
    this.#witness.watch(program.pid, this.#sandbox.path(`/tmp/${socket}`));
    void this.#lastWords(what, program);
    return program;
  }

  /** Records the end of a program that the trial has not ended. */
  async #lastWords(what: string, program: Program): Promise<void> {
    const code = await program.exitCode;
    if (!this.#ended.has(program)) {
      const words = `${what} ended by itself with ${code}: ${program.output.slice(0, 800)}`;
      if (LOCK_OF_THE_DEAD.test(program.output)) {
        this.#blameLock(words);
      } else {
        this.#violations.push(words);
      }
    }
  }

  /** Recorded once for all programs that share a memory: several may wait for the same lock. */
  #blameLock(words: string): void {
    if (!this.#isLockBlamed) {
      this.#isLockBlamed = true;
      this.#locksOfTheDead.push(words);
    }
  }

  /**
   * The lock of a dead process cannot be told apart from other causes. If no file was taken from a program, the lock is
   * assumed, and all programs are restarted.
   */
  async #standsStill(what: string): Promise<void> {
    await this.#witness.look();
    if (this.#hasKilledApp && this.#witness.lost.length === 0) {
      this.#blameLock(what);
    } else {
      this.#violations.push(what);
    }
    await this.#end('SIGKILL', this.#apps, this.#roudi);
  }

  async #fault(what: string): Promise<void> {
    const some = this.#apps.filter(() => this.#random() < 0.5);
    const kind = this.#random();
    if (kind < 0.25) {
      await this.#end('SIGKILL', some, undefined);
    } else if (kind < 0.35) {
      await this.#end('out of memory', some, this.#random() < 0.5 ? this.#roudi : undefined);
    } else if (kind < 0.55) {
      await this.#end('SIGKILL', [], this.#roudi);
      // From here on only mappings show that the segments are in use.
      await this.#sweepers.untilSwept();
      await this.#flows(`RouDi gone, ${what}`);
    } else if (kind < 0.65) {
      await this.#end('SIGKILL', some, this.#roudi);
    } else if (kind < 0.85) {
      await this.#end('SIGKILL', this.#apps, this.#roudi);
    } else {
      const stopped = [...(this.#roudi === undefined ? [] : [this.#roudi]), ...some.map(({ program }) => program)];
      stopped.forEach((program) => program.signal('SIGSTOP'));
      await this.#sweepers.untilSwept();
      stopped.forEach((program) => program.signal('SIGCONT'));
    }
    // A program that restarts at once starts during a removal. A program that waits starts when everything has been
    // removed.
    const calm = this.#random();
    if (calm < 0.3) {
      await delay(calm * 1000);
    } else if (calm < 0.6) {
      await this.#sweepers.untilSwept();
    }
    await this.#witness.look();
  }

  /** Waits until samples have arrived at a program that was already running. */
  async #flows(when: string): Promise<void> {
    const listener = this.#listener;
    if (listener === undefined || this.#publishers.length === 0) {
      return;
    }
    const before = listener.program.stdout.length;
    try {
      await listener.program.until(({ stdout }) => stdout.length > before + 2 * PUBLISHERS, PATIENCE_SECONDS);
    } catch (error) {
      if (this.#apps.every(({ program }) => !program.hasEnded)) {
        await this.#standsStill(`${when}: no samples come: ${String(error).slice(0, 500)}`);
      }
    }
  }

  /** Ends all of these processes at once. */
  async #end(how: 'SIGKILL' | 'out of memory', apps: readonly App[], roudi: Program | undefined): Promise<void> {
    const all = [...apps.map(({ program }) => program), ...(roudi === undefined ? [] : [roudi])];
    await this.#witness.forget(...all.map(({ pid }) => pid));
    all.forEach((program) => this.#ended.add(program));
    this.#hasKilledApp ||= apps.length > 0;
    if (how === 'SIGKILL') {
      all.forEach((program) => program.signal('SIGKILL'));
    } else if (all.length > 0) {
      await runOutOfMemory(all.map(({ pid }) => pid));
    }
    await Promise.all(all.map(({ exitCode }) => exitCode));
    const isEnded = (app: App): boolean => apps.includes(app);
    this.#publishers = this.#publishers.filter((app) => !isEnded(app));
    this.#listener = this.#listener !== undefined && isEnded(this.#listener) ? undefined : this.#listener;
    this.#roudi = roudi === undefined ? this.#roudi : undefined;
  }
}
