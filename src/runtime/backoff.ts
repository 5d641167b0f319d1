export interface Backoff {
  /** Milliseconds before the first retry. */
  baseMs: number;
  /** No delay is longer than this. */
  capMs: number;
  /** Uniform in [0, 1); replaced in tests. */
  random?: (() => number) | undefined;
}

/**
 * Delay before retry number `attempt`, counted from 0: doubled each time up to the cap. A random part of up to half is
 * taken off, so that many clients of a failed server do not return at the same moment.
 */
export function backoffMs(attempt: number, { baseMs, capMs, random = Math.random }: Backoff): number {
  const full = Math.min(capMs, baseMs * 2 ** attempt);
  return full / 2 + (full / 2) * random();
}
