import { setTimeout as delay } from 'node:timers/promises';
import { timed } from './times.ts';

/** Delays between checks: short at first, as most conditions hold at once or soon, and then longer. */
const FIRST_POLL_MS = 5;
const LONGEST_POLL_MS = 150;

/** Options of {@link until}. */
export type UntilOptions = {
  /** 120 by default: an upper limit, reached only if something is wrong. */
  readonly timeoutSeconds?: number;
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The actual state, for the error; called once the time is over. */
  readonly seen?: () => string;
};

/**
 * Waits until `find` returns something other than undefined or false, and returns it. An error that `find` throws
 * counts as "not yet", and is reported if it was the last result.
 * @throws an Error that names the condition and the actual state
 */
export async function until<T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  options: UntilOptions = {},
): Promise<T> {
  return timed('waiting', what, async () => poll(what, find, options));
}

async function poll<T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutSeconds = 120, signal, seen }: UntilOptions,
): Promise<T> {
  const end = performance.now() + timeoutSeconds * 1000;
  let problem: unknown;
  let pollMs = FIRST_POLL_MS;
  do {
    signal?.throwIfAborted();
    try {
      const found = await find();
      problem = undefined;
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      problem = error;
    }
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
    pollMs = Math.min(2 * pollMs, LONGEST_POLL_MS);
  } while (performance.now() < end);
  signal?.throwIfAborted();
  const last = problem instanceof Error ? problem.message : seen?.();
  throw new Error(`not within ${timeoutSeconds} s: ${what}${last === undefined ? '' : `\nseen instead: ${last}`}`, {
    cause: problem,
  });
}
