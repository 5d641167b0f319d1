import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from './clock.ts';

/** Long enough to cost nothing, and short enough to go unnoticed. */
const SLICE_MS = 10;

/** Cuts long work into slices, between which probes, timers and everything else in the process get their turn. */
export class Slices {
  #began = systemClock.now();

  get isOver(): boolean {
    return systemClock.now() - this.#began >= SLICE_MS;
  }

  /** Resolves when everything else had its turn. */
  async next(): Promise<void> {
    await nextTurn();
    this.#began = systemClock.now();
  }
}
