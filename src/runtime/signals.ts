import { constants } from 'node:os';
import type { Level, RootLog } from './log.ts';

/**
 * A signal that aborts at the first of these process signals. The second one ends the process at once with 128 + its
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

/**
 * Each SIGUSR2 switches the log between level debug and the configured level, which helps where /loglevel cannot be
 * reached. (SIGUSR1 is taken: it starts Node's debugger.)
 */
export function debugOnSignal(log: RootLog): void {
  let usual: Level = log.level === 'debug' ? 'info' : log.level;
  process.on('SIGUSR2', () => {
    const from = log.level;
    usual = from === 'debug' ? usual : from;
    log.level = from === 'debug' ? usual : 'debug';
    log.info('log level changed', { from, to: log.level });
  });
}
