import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { endWithUs } from './children.ts';
import { timed } from './times.ts';

/** A running program whose output is kept by lines. It ends with this process at the latest. */
export class Program {
  /** As a shell reports it: 128 plus the number of the signal that ended the program. */
  readonly exitCode: Promise<number>;
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #events: Record<string, unknown>[] = [];
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    endWithUs(child);
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface(child[stream]).on('line', (line) => {
        this[stream].push(line);
        this.#waiting.forEach((check) => check());
      });
    }
    this.exitCode = once(child, 'close').then((args) => {
      const [code, signal] = args as [number | null, NodeJS.Signals];
      this.#closed = true;
      this.#waiting.forEach((check) => check());
      return code ?? 128 + constants.signals[signal];
    });
  }

  get hasEnded(): boolean {
    return this.#closed;
  }

  /** Process id; 0 if it could not be started. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Its output so far, errors first. */
  get output(): string {
    return [...this.stderr, ...this.stdout].join('\n');
  }

  /** Its events so far, where stdout is one JSON object per line. */
  get events(): Record<string, unknown>[] {
    // Conditions look at the events at each new line: to read all lines again would be quadratic.
    for (const line of this.stdout.slice(this.#events.length)) {
      this.#events.push(JSON.parse(line));
    }
    return [...this.#events];
  }

  /** Writes to its standard input. */
  write(text: string): void {
    this.#child.stdin.write(text);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /**
   * Waits until a condition holds for the output so far.
   * @throws an Error with the output if the program ends, or the time passes, before that
   */
  async until(holds: (program: this) => boolean, seconds = 120): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = (why: string) =>
      reject(new Error([`${why}: ${String(holds)}`, ...tail(this.stdout), ...tail(this.stderr)].join('\n')));
    const check = () => {
      if (holds(this)) {
        resolve();
      } else if (this.#closed) {
        fail('the program ended before this was true');
      }
    };
    const timer = setTimeout(fail, seconds * 1000, `not true within ${seconds} s`);
    this.#waiting.add(check);
    check();
    await timed('waiting', String(holds), async () => promise).finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(check);
    });
  }
}

/** The last lines, cut in length: enough to see what happened. */
function tail(lines: readonly string[]): string[] {
  return lines.slice(-20).map((line) => (line.length > 500 ? `${line.slice(0, 500)} …` : line));
}
