import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Collects garbage less often and takes more memory for it: several clusters share the processors of a machine. A
 * container runtime hands it on to what it starts for each container, but not to the containers.
 */
const SPARING = { GOGC: '400' };

/** The command of a component: fixed, or determined at each start, possibly after waiting for something. */
export type Command = readonly string[] | (() => Promise<readonly string[]>);

/** The programs that a supervisor runs. They end with it, for whatever reason it ends. */
export class Components {
  readonly #logs: string;
  readonly #running = new Map<string, ChildProcess>();
  readonly #failure = Promise.withResolvers<never>();
  #restarts = false;
  #stopping = false;

  /** `logs` is the directory in which each component gets a file `NAME.log`. */
  constructor(logs: string) {
    this.#logs = logs;
    this.#failure.promise.catch(() => undefined);
  }

  /** Starts a component; if it ends before {@link restartFromNow} then {@link failure} rejects. */
  start(name: string, command: Command): void {
    if (typeof command !== 'function') this.#spawn(name, command, command);
    else void command().then((found) => this.#spawn(name, found, command));
  }

  #spawn(name: string, argv: readonly string[], again: Command): void {
    if (this.#stopping) return;
    const log = openSync(join(this.#logs, `${name}.log`), 'a');
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...argv], {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...SPARING },
    });
    closeSync(log);
    this.#running.set(name, child);
    const ended = (how: string) => {
      this.#running.delete(name);
      if (this.#stopping) return;
      process.stdout.write(`${name} ended (${how})\n`);
      if (this.#restarts) void delay(1000).then(() => this.start(name, again));
      else this.#failure.reject(new Error(`${name} ended (${how}); the last lines of its log:\n${this.#tail(name)}`));
    };
    child.once('error', (error) => ended(error.message));
    child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
  }

  /** Rejects when a component ends that should be running. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** From now on a component that ends is restarted after a second, as a node's init would do. */
  restartFromNow(): void {
    this.#restarts = true;
  }

  /** Ends the components one after another in the given order, then the rest; each has 2 s to stop by itself. */
  async stop(order: readonly string[]): Promise<void> {
    this.#stopping = true;
    for (const name of order) await this.#end(this.#running.get(name));
    await Promise.all([...this.#running.values()].map(async (child) => this.#end(child)));
  }

  async #end(child: ChildProcess | undefined): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
    child.kill('SIGTERM');
    await exit;
    clearTimeout(hard);
  }

  #tail(name: string): string {
    const lines = readFileSync(join(this.#logs, `${name}.log`), 'utf8')
      .trimEnd()
      .split('\n');
    return lines.slice(-15).join('\n');
  }
}
