import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { Program } from '../host/program.ts';
import { until } from '../host/until.ts';

const SWEEP_LOOP = new URL('sweep-loop.ts', import.meta.url).pathname;
/** A sweeper is killed after at most this many sweeps. */
const MOST_SWEEPS = 20;

/** The slot in which one sweeper follows another. */
interface Place {
  /** Sweeps of earlier sweepers in this slot. */
  before: number;
  sweeper: Program | undefined;
}

function sweepsOf({ before, sweeper }: Place): number {
  return before + (sweeper?.stdout.length ?? 0);
}

/** Continuous sweepers: from time to time one is killed in the middle of a sweep, and another one replaces it. */
export class Sweepers {
  readonly #random: () => number;
  readonly #places: Place[] = [];
  readonly #violations: string[] = [];
  readonly #sweeping: Promise<unknown>;
  #isSweeping = true;
  #killed = 0;
  #removed = 0;

  /** @param sweepers arguments of sweep-loop.ts, for each concurrent sweeper */
  constructor(sweepers: readonly (readonly string[])[], random: () => number) {
    this.#random = random;
    this.#sweeping = Promise.all(sweepers.map(async (words) => this.#sweepOn(words)));
  }

  /** Completed sweeps. */
  get sweeps(): number {
    return this.#places.reduce((sum, place) => sum + sweepsOf(place), 0);
  }

  /** Sweepers that were killed. */
  get killed(): number {
    return this.#killed;
  }

  /** Files that sweeps reported as removed. */
  get removed(): number {
    return this.#removed;
  }

  /** What failed, or ended unexpectedly. */
  get violations(): readonly string[] {
    return this.#violations;
  }

  /** Waits until each sweeper has completed a sweep that started after this call. */
  async untilSwept(): Promise<void> {
    const enough = this.#places.map((place) => sweepsOf(place) + 2);
    await until('all sweepers have completed a sweep', () =>
      this.#places.every((place, index) => sweepsOf(place) >= (enough[index] ?? 0)),
    );
  }

  async stop(): Promise<void> {
    this.#isSweeping = false;
    this.#places.forEach(({ sweeper }) => sweeper?.signal('SIGKILL'));
    await this.#sweeping;
  }

  async #sweepOn(words: readonly string[]): Promise<void> {
    const place: Place = { before: 0, sweeper: undefined };
    this.#places.push(place);
    while (this.#isSweeping) {
      const sweeper = new Program(spawn(process.execPath, [SWEEP_LOOP, ...words]));
      place.sweeper = sweeper;
      const sweeps = Math.ceil(this.#random() * MOST_SWEEPS);
      await sweeper
        .until(({ stdout }) => stdout.length >= sweeps, 120)
        .then(
          async () => delay(this.#random() * 300),
          () => undefined,
        );
      sweeper.signal('SIGKILL');
      const code = await sweeper.exitCode;
      place.before += sweeper.stdout.length;
      place.sweeper = undefined;
      for (const line of sweeper.stdout) {
        const [removed = 0, failed = 0] = line.split(' ').map(Number);
        this.#removed += removed;
        if (failed > 0) {
          this.#violations.push(`a sweep failed to remove ${failed} files`);
        }
      }
      if (code === 137) {
        this.#killed++;
      } else {
        this.#violations.push(`a sweeper ended with ${code}: ${sweeper.output.slice(-800)}`);
      }
    }
  }
}
