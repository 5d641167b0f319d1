import { constants } from 'node:os';

/** npm passes Ctrl-C on although the terminal has sent it already: the same one twice. */
const SAME_SIGNAL_MS = 1000;

/** The user has had enough. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** A signal that aborts with {@link Interrupted} on Ctrl-C and its like; a second one ends the process at once. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        first = performance.now();
        controller.abort(new Interrupted(name));
      } else if (performance.now() - first > SAME_SIGNAL_MS) {
        process.exit(128 + constants.signals[name]);
      }
    });
  }
  // The reader of our output has gone.
  process.stdout.on('error', () => controller.abort(new Interrupted('SIGPIPE')));
  return controller.signal;
}
