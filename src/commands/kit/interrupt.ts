/** Somebody pressed Ctrl-C, or the process was asked to end, while a command waited. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Exit code of a command that was interrupted, as shells have it for Ctrl-C. */
export const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does work under a signal that aborts with {@link Interrupted} at Ctrl-C. A second Ctrl-C ends the process as it would
 * without this.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    release();
    controller.abort(new Interrupted('interrupted'));
  };
  const release = (): void => SIGNALS.forEach((name) => process.off(name, stop));
  SIGNALS.forEach((name) => process.on(name, stop));
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
