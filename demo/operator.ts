import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follow } from '../lab/host/follow.ts';
import { until } from '../lab/host/until.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');
const STOP_SECONDS = 10;

/** The operator as a process outside of the cluster. */
export type Operator = {
  readonly pid: number | undefined;
  /** The whole log, as long as {@link Operator.forget} was not called. */
  readonly logFile: string;
  readonly lastLines: () => readonly string[];
  /** Waits until it watches. */
  readonly running: (signal: AbortSignal) => Promise<void>;
  /** Asks it to stop and waits until it has; fine more than once. */
  readonly stop: () => Promise<void>;
  readonly forget: () => void;
};

/**
 * Starts `node src/main.ts run`.
 *
 * @param wrap makes a command one that reaches the cluster
 * @param agent image of the agent; the operator's own unless said otherwise
 */
export function startOperator(wrap: (command: readonly string[]) => string[], agent: string | undefined): Operator {
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-demo-'));
  const logFile = join(directory, 'operator.log');
  const log = createWriteStream(logFile);
  const lines: string[] = [];
  let ended: string | undefined;
  const command = [process.execPath, MAIN, 'run', '--log-format', 'human', '--health-port', '0'];
  if (agent !== undefined) command.push('--agent-image', agent);
  const child = follow(wrap(command), (line) => {
    lines.push(line);
    log.write(`${line}\n`);
  });
  const watchEnd = async () => {
    const errors = await child.ended;
    ended = errors || 'without a word';
    if (errors !== '') lines.push(errors);
    log.end(errors);
  };
  const end = watchEnd();
  return {
    pid: child.pid,
    logFile,
    lastLines: () => lines.slice(-12),
    running: async (signal) => {
      const find = () => ended !== undefined || lines.some((line) => / INFO +running\b/.test(line));
      await until('the operator says "running"', find, { timeoutSeconds: 30, signal });
      if (ended !== undefined) throw new Error(`the operator ended: ${ended}`);
    },
    stop: async () => {
      child.stop('SIGTERM');
      const timer = setTimeout(() => child.stop('SIGKILL'), STOP_SECONDS * 1000);
      await end;
      clearTimeout(timer);
    },
    forget: () => rmSync(directory, { recursive: true, force: true }),
  };
}
