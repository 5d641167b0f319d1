import type { ReplacementStatus } from '../../../api/iceoryx-deployment.generated.ts';

/** A replacement within the past minute. */
interface Counted {
  readonly namespace: string;
  readonly time: number;
  /** It is known from a status only, which people of the namespace may have written. */
  readonly isHearsay: boolean;
}

/**
 * How fast pods of all objects together are replaced, so that a fault in every pod of a cluster, or a fault of ours, is
 * no storm.
 *
 * An operator counts what it decided itself. One that begins does not know what the one before decided, and takes what
 * statuses say, so that a restart does not reset the rate. As people may write statuses of their namespace, that counts in
 * full for this namespace, and for all others as a half of the rate at most, for a minute.
 *
 * While pods of several namespaces wait, each of these gets its share of the rate, however many pods wait in one of them.
 */
export class ReplacementRate {
  readonly #perMinute: number;
  /** By namespace and the pod's uid. */
  readonly #counted = new Map<string, Counted>();
  /** When an object of a namespace had to wait for its turn last. */
  readonly #waiting = new Map<string, number>();
  #hasDecided = false;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts what was decided here, each once however often it is passed. */
  remember(replacements: readonly ReplacementStatus[], now: number, namespace = ''): void {
    this.#count(replacements, now, namespace, false);
  }

  /** Counts what a status says, if nothing was decided here yet. */
  recall(replacements: readonly ReplacementStatus[], now: number, namespace: string): void {
    if (!this.#hasDecided) {
      this.#count(replacements, now, namespace, true);
    }
  }

  /** From now on what statuses say is known, or is not ours. */
  decides(): void {
    this.#hasDecided = true;
  }

  /** A pod of a namespace has to wait for its turn. */
  waits(namespace: string, now: number): void {
    this.#waiting.set(namespace, now);
  }

  /** How many of a namespace may begin now, and when one more may. */
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
      // What waits asks once more within a minute, when its turn may have come.
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

/** How many of so many in a minute are left, and when there is one more. */
function frees(times: readonly number[], perMinute: number, now: number): { left: number; at: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const first = sorted.at(Math.max(0, sorted.length - perMinute));
  return { left: Math.max(0, perMinute - sorted.length), at: (first ?? now) + MINUTE_MS };
}

const MINUTE_MS = 60_000;
/** The operator before may have run on a node whose clock is ahead. */
export const CLOCK_SKEW_MS = 60_000;
