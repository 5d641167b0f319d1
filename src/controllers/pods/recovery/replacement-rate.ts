import type { ReplacementStatus } from '../../../api/iceoryx-deployment.generated.ts';

/**
 * How fast pods of all objects together are replaced, so that a fault in every pod of a cluster, or a fault of ours, is
 * no storm. Built from what the objects' statuses remember, so a restart of the operator does not reset it.
 */
export class ReplacementRate {
  readonly #perMinute: number;
  /** Times of replacements within the past minute by the pods' uids. */
  readonly #times = new Map<string, number>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts these, each once however often it is passed. */
  remember(replacements: readonly ReplacementStatus[], now: number): void {
    for (const { uid, time } of replacements) {
      const at = Date.parse(time);
      if (at > now - MINUTE_MS) {
        this.#times.set(uid, Math.min(at, now));
      }
    }
  }

  /** How many may begin now, and when one more may. */
  at(now: number): { allowance: number; allowanceAt: number } {
    for (const [uid, time] of this.#times) {
      if (time <= now - MINUTE_MS) {
        this.#times.delete(uid);
      }
    }
    const times = [...this.#times.values()].toSorted((a, b) => a - b);
    const allowance = Math.max(0, this.#perMinute - times.length);
    const frees = times.at(Math.max(0, times.length - this.#perMinute));
    return { allowance, allowanceAt: (frees ?? now) + MINUTE_MS };
  }
}

const MINUTE_MS = 60_000;
