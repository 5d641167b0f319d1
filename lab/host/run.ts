import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';

/** Options of {@link run}. */
export type RunOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A file for the command's standard input; empty by default. */
  readonly inputFile?: string;
  /** Called with every line of standard error as it arrives. */
  readonly onErrorLine?: (line: string) => void;
};

/** Runs a command to its end and returns its standard output; throws with the end of its standard error. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: options.cwd,
    // Fixes the language: the output of programs is parsed.
    env: { ...process.env, LC_ALL: 'C', ...options.env },
    stdio: [options.inputFile === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    errors = (errors + chunk).slice(-8192);
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) options.onErrorLine?.(line);
  });
  if (options.inputFile !== undefined && child.stdin) {
    child.stdin.on('error', () => undefined);
    createReadStream(options.inputFile)
      .on('error', (error) => child.stdin?.destroy(error))
      .pipe(child.stdin);
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`cannot run ${file}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command.join(' ')} ended with ${signal ?? code}:\n${errors.trim() || output.trim()}`));
    });
  });
}
