import type { ReplacementStatus } from '../../../api/iceoryx-deployment.generated.ts';

/** A replacement within the past minute. */
interface Counted {
  readonly namespace: string;
  readonly time: number;
  /** Known only from a status, which users of the namespace may have written. */
  readonly isHearsay: boolean;
}

/**
 * Limits how fast pods of all objects together are replaced, so that a fault in every pod of a cluster, or a bug in
 * the operator, causes no storm.
 *
 * A process counts its own decisions. A new process does not know those of the one before it, so it also counts what
 * statuses record: a restart does not reset the rate. Users may write the statuses in their namespace. Therefore these
 * count in full for that namespace, but for all others only up to half the rate, for a minute.
 *
 * While pods of several namespaces wait, each namespace gets an equal share of the rate, however many of its pods wait.
 */
export class ReplacementRate {
  readonly #perMinute: number;
  /** Replacements by namespace and pod uid. */
  readonly #counted = new Map<string, Counted>();
  /** When an object of a namespace last had to wait. */
  readonly #waiting = new Map<string, number>();
  #hasDecided = false;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts replacements decided by this process, each once however often it is passed. */
  remember(replacements: readonly ReplacementStatus[], now: number, namespace = ''): void {
    this.#count(replacements, now, namespace, false);
  }

  /** Counts replacements recorded in a status, unless this process has decided on any yet. */
  recall(replacements: readonly ReplacementStatus[], now: number, namespace: string): void {
    if (!this.#hasDecided) {
      this.#count(replacements, now, namespace, true);
    }
  }

  /**
   * Marks that this process has decided. From then on statuses add nothing: their records are known, or not the
   * operator's.
   */
  decides(): void {
    this.#hasDecided = true;
  }

  /** Records that a pod of a namespace has to wait. */
  waits(namespace: string, now: number): void {
    this.#waiting.set(namespace, now);
  }

  /** How many replacements may begin now in a namespace, and when that grows. */
  at(now: number, namespace = ''): { allowance: number; allowanceAt: number } {
    this.#forget(now);
    const own: number[] = [];
    const others: number[] = [];
    const heard = new Map<string, number>();
    for (const { namespace: of, time, isHearsay } of this.#counted.values()) {
      const before = heard.get(of) ?? 0;
      if (of === namespace) {
        own.push(time);
      } else if (!isHearsay || before < this.#perMinute / 2) {
        others.push(time);
        heard.set(of, before + (isHearsay ? 1 : 0));
      }
    }
    const all = frees([...own, ...others], this.#perMinute, now);
    const share = frees(own, this.#shareOf(namespace), now);
    const allowance = Math.min(all.left, share.left);
    const limits = [all, share].filter(({ left }) => left === allowance);
    return { allowance, allowanceAt: Math.max(...limits.map((limit) => limit.at)) };
  }

  #shareOf(namespace: string): number {
    const rivals = [...this.#waiting.keys()].filter((other) => other !== namespace).length;
    return rivals === 0 ? this.#perMinute : Math.min(this.#perMinute, Math.ceil(this.#perMinute / (rivals + 1)));
  }

  #forget(now: number): void {
    for (const [key, { time }] of this.#counted) {
      if (time <= now - MINUTE_MS) {
        this.#counted.delete(key);
      }
    }
    for (const [namespace, since] of this.#waiting) {
      // An object that waits asks again within a minute, when its turn may have come.
      if (since <= now - 2 * MINUTE_MS) {
        this.#waiting.delete(namespace);
      }
    }
  }

  #count(replacements: readonly ReplacementStatus[], now: number, namespace: string, isHearsay: boolean): void {
    for (const { uid, time } of replacements) {
      const at = Date.parse(time);
      if (at > now - MINUTE_MS && at <= now + CLOCK_SKEW_MS) {
        this.#counted.set(`${namespace}/${uid}`, { namespace, time: Math.min(at, now), isHearsay });
      }
    }
  }
}

/** How much of the rate is left, and when it grows. */
function frees(times: readonly number[], perMinute: number, now: number): { left: number; at: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const first = sorted.at(Math.max(0, sorted.length - perMinute));
  return { left: Math.max(0, perMinute - sorted.length), at: (first ?? now) + MINUTE_MS };
}

const MINUTE_MS = 60_000;
/** The previous operator may have run on a node whose clock is ahead. */
export const CLOCK_SKEW_MS = 60_000;
