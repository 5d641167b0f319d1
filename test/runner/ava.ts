import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { cacheDirectory } from '../../lab/host/cache.ts';

/** Result of a run of ava. */
export interface Outcome {
  readonly passed: number;
  /** Titles of skipped tests, with what the reader needs to find the reason, where there is one. */
  readonly skipped: readonly string[];
  /** Titles of failed tests. */
  readonly failed: readonly string[];
}

/** Called while ava runs. */
export interface Listener {
  passed(title: string): void;
  skipped(title: string): void;
  failed(title: string): void;
  /** A line that ava or a test prints in addition. It belongs to the result before it. */
  said(line: string): void;
}

export interface AvaOptions {
  readonly files: readonly string[];
  readonly concurrency: number;
  readonly env: NodeJS.ProcessEnv;
  /** Resolves to a reason when the caller has ended the run, which then counts as a failure. */
  readonly ended?: Promise<string>;
  /** Program that runs the files and prints TAP; ava itself when absent. */
  readonly command?: readonly string[];
}

const RESULT = /^(?<not>not )?ok \d+ - (?<title>.*?)(?<skip> # SKIP.*| # TODO.*)?$/;
const FRAME = /^(?:TAP version|1\.\.|# |$)/;

/**
 * Lets Node cache compiled code, most of which each test file loads again: a third of the processor time of small
 * files. Where coverage is measured, the cache would make it less exact
 * (nodejs.org/api/module.html#module-compile-cache).
 */
function compiled(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env['NODE_V8_COVERAGE'] === undefined ? { NODE_COMPILE_CACHE: join(cacheDirectory, 'compiled') } : {};
}

/** Runs ava over files and reports each result as it arrives. */
export async function runAva(
  { files, concurrency, env, ended, command = ['ava'] }: AvaOptions,
  listener: Listener,
): Promise<Outcome> {
  const outcome = { passed: 0, skipped: [] as string[], failed: [] as string[] };
  const failed = (title: string): void => {
    outcome.failed.push(title);
    listener.failed(title);
  };
  const [file = '', ...args] = [...command, '--tap', '--concurrency', String(concurrency), ...files];
  const ava = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...compiled(env), ...env },
  });
  const left = new Promise<string>((resolve) => {
    ava.once('error', (error) => resolve(`cannot be run: ${error.message}`));
    ava.once('exit', (code, signal) => resolve(signal ?? String(code)));
  });
  createInterface({ input: ava.stderr }).on('line', (line) => listener.said(line));
  const results = createInterface({ input: ava.stdout }).on('line', (line) => {
    const result = RESULT.exec(line)?.groups;
    const { title = line, not, skip } = result ?? {};
    if (result === undefined) {
      if (!FRAME.test(line)) listener.said(line);
    } else if (skip !== undefined) {
      outcome.skipped.push(title);
      listener.skipped(title);
    } else if (not === undefined) {
      outcome.passed++;
      listener.passed(title);
    } else {
      failed(title);
    }
  });
  const read = new Promise<void>((resolve) => void results.once('close', resolve));
  const reason = await Promise.race([left.then(() => undefined), ...(ended === undefined ? [] : [ended])]);
  const how = await left;
  // A process that outlives ava may hold its output open. What it prints is not waited for.
  await Promise.race([read, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  ava.stdout.destroy();
  ava.stderr.destroy();
  if (reason !== undefined) {
    failed(reason);
  } else if (how !== '0' && outcome.failed.length === 0) {
    failed(`ava ended with ${how} although no test failed`);
  }
  return outcome;
}

/**
 * The file of a test. Ava begins titles with the path of the file below the folder that all files have in common:
 * `sweep › proc › …` is of `test/unit/sweep/proc.test.ts`, also where there is a `test/unit/commands/sweep.test.ts`.
 */
export function fileOfTitle(title: string, files: readonly string[]): string | undefined {
  const lengthOfMatch = (file: string): number => {
    const path = file.replace(/\.test\.ts$/, '').split('/');
    const start = path.findIndex((_, index) => title.startsWith(`${path.slice(index).join(' › ')} › `));
    return start === -1 ? 0 : path.length - start;
  };
  return files
    .map((file) => ({ file, length: lengthOfMatch(file) }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => b.length - a.length)[0]?.file;
}
