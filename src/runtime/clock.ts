/** Time as the runtime sees it; tests replace it. */
export interface Clock {
  /** Milliseconds from an arbitrary start, never going back. */
  now(): number;
  /** The wall clock, for display only: never decide by it. */
  date(): Date;
  /**
   * Runs `task` once after `ms`; a delay of more than 24.8 days is shortened to that. The function returned cancels it.
   */
  schedule(ms: number, task: () => void): () => void;
}

/** The longest timer that Node supports, 24.8 days; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  schedule: (ms, task) => {
    const timer = setTimeout(task, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or at once when the signal aborts; the signal shows which it was. */
export function pause(ms: number, signal?: AbortSignal, clock: Clock = systemClock): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.schedule(ms, end);
    signal?.addEventListener('abort', end);
  });
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}

/**
 * Runs `task` under a signal that aborts with the parent's reason, or with `late()` once `ms` have passed. Listener and
 * timer are removed when the task ends. `AbortSignal.any` may keep its listener as long as the parent lives, which is
 * often as long as the process.
 */
export async function withDeadline<T>(
  ms: number,
  parent: AbortSignal | undefined,
  late: () => Error,
  task: (signal: AbortSignal) => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  const controller = new AbortController();
  const release = (): void => {
    cancel();
    parent?.removeEventListener('abort', follow);
  };
  const abort = (reason: unknown): void => {
    release();
    controller.abort(reason);
  };
  const follow = (): void => abort(parent?.reason);
  const cancel = clock.schedule(ms, () => abort(late()));
  parent?.addEventListener('abort', follow);
  if (parent?.aborted) {
    follow();
  }
  try {
    return await task(controller.signal);
  } finally {
    release();
  }
}

/** Whether the work settles within the time and before the signal aborts; the work continues in either case. */
export async function within(
  ms: number,
  work: Promise<unknown>,
  signal?: AbortSignal,
  clock: Clock = systemClock,
): Promise<boolean> {
  const end = new AbortController();
  const stop = (): void => end.abort();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) {
    stop();
  }
  try {
    return await Promise.race([work.then(() => true), pause(ms, end.signal, clock).then(() => false)]);
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
  }
}

/** Settles as the work does, or rejects with the signal's reason when that comes first; the work itself continues. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      leave();
    }
    signal.addEventListener('abort', leave);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
