import { constants } from 'node:os';

/**
 * A signal that aborts at the first of these process signals. The second ends the process at once with 128 + its
 * number, as a shell would report it, so that a shutdown that hangs can be cut short.
 */
export function untilSignal(names: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT']): AbortSignal {
  const controller = new AbortController();
  for (const name of names) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        process.exit(128 + constants.signals[name]);
      }
      controller.abort(new Error(`received ${name}`));
    });
  }
  return controller.signal;
}
