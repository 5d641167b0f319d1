import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Release } from '../../src/iceoryx/release.ts';
import type { ImageSet } from '../images/build.ts';
import type { Program } from './program.ts';
import { randomOf } from './random.ts';
import { Sandbox } from './sandbox.ts';
import { output } from './stage.ts';
import { startSweep } from './sweeps.ts';
import { until } from './until.ts';

/** What came of many faults under sweeps that never stop. */
export interface ChaosResult {
  readonly faults: number;
  /** Sweeps that came to their end, and those that were killed. */
  readonly sweeps: number;
  readonly killedSweeps: number;
  /** Files that were removed under fire, and at the end. */
  readonly removed: number;
  /** Something in use was removed: each one is the end of all trust. */
  readonly violations: readonly string[];
  /** Orphans by our own books that are still there after the last sweep. */
  readonly leftovers: readonly string[];
}

export interface ChaosOptions {
  readonly images: ImageSet['images'];
  readonly release: Release;
  readonly faults: number;
  readonly seed: number;
  readonly onFault?: (done: number) => void;
}

/** With monitoring off nobody takes the chunks of the dead back: there are enough for all of a run. */
const CONFIGURATION =
  '[general]\nversion = 1\n[[segment]]\n' +
  '[[segment.mempool]]\nsize = 128\ncount = 20000\n[[segment.mempool]]\nsize = 4096\ncount = 8\n';
const APPS = 3;
const TRIES = 20;
/** Says that somebody holds a lock: for a moment that is the sweeper, and whoever supervises tries again. */
const LOCKED = /still running|ROUDI_STILL_RUNNING|UNABLE_TO_CREATE_APPLICATION_CHANNEL|lock/i;

/**
 * Kills, stops and starts a RouDi and its apps at random, while two sweeps at a time remove what they think is nobody's,
 * one of them told the lie that no RouDi returns, and some of them killed. Who is alive, and has what, is read from
 * /proc here, by nothing of the sweeper's.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const sandbox = await Sandbox.open(options.images.roudi, options.images.counter);
  try {
    return await new Chaos(sandbox, options).run();
  } finally {
    await sandbox.close();
  }
}

class Chaos {
  readonly #sandbox: Sandbox;
  readonly #options: ChaosOptions;
  readonly #random: () => number;
  readonly #violations: string[] = [];
  readonly #apps = new Map<string, Program>();
  #roudi: Program | undefined;
  #names = 0;
  #sweeping = true;
  #sweeps = 0;
  #killedSweeps = 0;
  #removed = 0;
  #ended = 0;

  constructor(sandbox: Sandbox, options: ChaosOptions) {
    this.#sandbox = sandbox;
    this.#options = options;
    this.#random = randomOf(options.seed);
  }

  async run(): Promise<ChaosResult> {
    await writeFile(this.#sandbox.path('/etc/roudi.toml'), CONFIGURATION);
    const sweepers = [this.#sweepOn([]), this.#sweepOn(['--no-roudi-returns'])];
    for (let fault = 0; fault < this.#options.faults; fault++) {
      await this.#makeWhole();
      this.#check(`before fault ${fault + 1}`);
      await this.#fault();
      this.#options.onFault?.(fault + 1);
    }
    await this.#makeWhole();
    this.#check('at the end');
    this.#sweeping = false;
    await Promise.all(sweepers);
    await this.#end([...this.#apps.values()], this.#roudi);
    await this.#sweep(['--no-roudi-returns'], false);
    const left = ['/dev/shm', '/tmp'].flatMap((place) => readdirSync(this.#sandbox.path(place)));
    return {
      faults: this.#options.faults,
      sweeps: this.#sweeps,
      killedSweeps: this.#killedSweeps,
      removed: this.#removed,
      violations: this.#violations,
      leftovers: left.filter((name) => !this.#options.release.names.roudiLocks.includes(name)),
    };
  }

  /** Sweeps one after the other; every fifth is killed at some moment. */
  async #sweepOn(words: readonly string[]): Promise<void> {
    while (this.#sweeping) {
      await this.#sweep(words, this.#random() < 0.2);
    }
  }

  async #sweep(words: readonly string[], isDoomed: boolean): Promise<void> {
    const program = startSweep(
      '--root',
      this.#sandbox.path(''),
      '--quiet-period',
      '0',
      '--yes',
      '-o',
      'json',
      ...words,
    );
    if (isDoomed) {
      await Promise.race([program.exitCode, delay(300 + this.#random() * 1500)]);
      program.signal('SIGKILL');
    }
    const code = await program.exitCode;
    this.#ended++;
    if (code === 0) {
      this.#sweeps++;
      const { totals } = JSON.parse(program.stdout.join('\n')) as { totals: { removed: { files: number } } };
      this.#removed += totals.removed.files;
    } else if (isDoomed) {
      this.#killedSweeps++;
    } else {
      this.#violations.push(`a sweep ended with ${code}: ${output(program).slice(-500)}`);
    }
  }

  /** A RouDi and all apps, each of them working. */
  async #makeWhole(): Promise<void> {
    if (this.#roudi === undefined) {
      await this.#end([...this.#apps.values()], undefined);
      this.#apps.clear();
      this.#roudi = await this.#started(
        'RouDi',
        ['iox-roudi', '-c', '/etc/roudi.toml', '-m', 'off', '-l', 'info'],
        (text) => text.includes('ready for clients'),
      );
    }
    while (this.#apps.size < APPS) {
      const count = ++this.#names;
      // Every other name is a new one, as with CycloneDDS.
      const name = count % 2 === 0 ? `iceoryx_rt_${count}_1700000000` : `app-${count % 8}`;
      if (!this.#apps.has(name)) {
        const words = ['counter', 'publisher', '--name', name, '--interval-ms', '20'];
        this.#apps.set(name, await this.#started(name, words, (text) => text.includes('"event":"sample"')));
      }
    }
  }

  async #started(what: string, words: readonly string[], isReady: (text: string) => boolean): Promise<Program> {
    const [command = '', ...args] = words;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const program = this.#sandbox.start(command, ...args);
      const isUp = await program
        .until((p) => isReady(output(p)), 30)
        .then(
          () => true,
          () => false,
        );
      if (isUp) {
        return program;
      }
      program.signal('SIGKILL');
      await program.exitCode;
      if (!LOCKED.test(output(program))) {
        this.#violations.push(`${what} does not start: ${output(program).slice(-800)}`);
      }
    }
    throw new Error(`${what} does not start, seed ${this.#options.seed}: ${this.#violations.join('\n')}`);
  }

  async #fault(): Promise<void> {
    const apps = [...this.#apps];
    const some = apps.filter(() => this.#random() < 0.5);
    const kind = this.#random();
    if (kind < 0.4) {
      this.#forget(some);
      await this.#end(
        some.map(([, app]) => app),
        undefined,
      );
    } else if (kind < 0.65) {
      const roudi = this.#roudi;
      this.#roudi = undefined;
      await this.#end([], roudi);
      // Nothing but mappings tells now that the segments are in use.
      await this.#untilSwept();
    } else if (kind < 0.85) {
      const roudi = this.#roudi;
      this.#roudi = undefined;
      this.#apps.clear();
      await this.#end(
        apps.map(([, app]) => app),
        roudi,
      );
    } else {
      const stopped = [...(this.#roudi === undefined ? [] : [this.#roudi]), ...some.map(([, app]) => app)];
      stopped.forEach((program) => program.signal('SIGSTOP'));
      await delay(200 + this.#random() * 800);
      this.#check('while stopped');
      stopped.forEach((program) => program.signal('SIGCONT'));
    }
    const calm = this.#random();
    if (calm < 0.4) {
      await delay(calm * 1000);
    } else if (calm < 0.7) {
      await this.#untilSwept();
    }
    this.#check('after a fault');
  }

  /** Until each of the two that sweep has come to an end of a sweep that it began later than now. */
  async #untilSwept(): Promise<void> {
    const enough = this.#ended + 4;
    await until('sweeps come to an end', () => this.#ended >= enough);
  }

  #forget(apps: readonly (readonly [string, Program])[]): void {
    apps.forEach(([name]) => this.#apps.delete(name));
  }

  async #end(apps: readonly Program[], roudi: Program | undefined): Promise<void> {
    const all = [...apps, ...(roudi === undefined ? [] : [roudi])];
    all.forEach((program) => program.signal('SIGKILL'));
    await Promise.all(all.map(({ exitCode }) => exitCode));
  }

  /** Everything that RouDi and its apps have mapped or locked still has its name, and every socket its file. */
  #check(when: string): void {
    const { names } = this.#options.release;
    const expect = (what: string, pid: number, socket: string): void => {
      for (const line of read(`/proc/${pid}/maps`).split('\n')) {
        // Shared mappings are segments; of other mount namespaces only the last part of a path is shown.
        if (/^\S+ ...s .*\(deleted\)$/.test(line)) {
          this.#violations.push(`${when}: ${what} has lost ${line.slice(line.indexOf('/'))}`);
        }
      }
      for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
        const target = link(`/proc/${pid}/fd/${descriptor}`);
        if (target.endsWith('.lock (deleted)')) {
          this.#violations.push(`${when}: ${what} has lost ${target}`);
        }
      }
      if (lstatSync(this.#sandbox.path(`/tmp/${socket}`), { throwIfNoEntry: false }) === undefined) {
        this.#violations.push(`${when}: ${what} has lost its socket`);
      }
    };
    if (this.#roudi !== undefined) {
      expect('RouDi', this.#roudi.pid, names.roudiSocket);
    }
    // Until another RouDi starts, they have the segments of the dead one for themselves.
    for (const [name, app] of this.#apps) {
      expect(name, app.pid, names.appSocket(name));
    }
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
