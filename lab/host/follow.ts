import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endWithUs } from './children.ts';

/** A command that runs until it is stopped or ends by itself. */
export type Follower = {
  readonly pid: number | undefined;
  /** Settles when the command has ended and its last line was delivered; the end of its standard error, if any. */
  readonly ended: Promise<string>;
  /** Sends a signal, by default SIGTERM; does nothing after the end. */
  readonly stop: (signal?: NodeJS.Signals) => void;
};

/**
 * Starts a command and delivers its standard output line by line. It gets its own process group: Ctrl-C at a terminal
 * reaches only the caller, who then stops everything in order. It ends with this process at the latest.
 */
export function follow(command: readonly string[], onLine: (line: string) => void): Follower {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  endWithUs(child);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors = (errors + chunk).slice(-4096)));
  const lines = createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', onLine);
  const allLines = new Promise<void>((resolve) => void lines.once('close', resolve));
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      errors += `cannot run ${file}: ${error.message}`;
      lines.close();
      resolve();
    });
  });
  return {
    pid: child.pid,
    ended: Promise.all([closed, allLines]).then(() => errors.trim()),
    stop: (signal = 'SIGTERM') => void child.kill(signal),
  };
}
