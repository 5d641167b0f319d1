import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from '../../lab/host/cache.ts';
import { LANE } from '../../lab/host/checkout.ts';
import { TIMES_FILE, type Record as Times } from '../../lab/host/times.ts';
import { type Listener, type Outcome, runAva } from './ava.ts';
import { endMarked, MARK, markOf } from './marked.ts';

/** Where the seconds of a file went. */
export interface Spent {
  readonly whole: number;
  readonly setUp: number;
  readonly waiting: number;
  /** The rest: the tests themselves and the start of their process. */
  readonly tests: number;
}

/** Result of the run of a file. */
export interface FileRun {
  readonly outcome: Outcome;
  readonly spent: Spent;
  /** Where the output of a first attempt that failed is kept, if a second one was made. */
  readonly firstAttempt?: string;
}

export interface FileOptions {
  readonly file: string;
  readonly lane: string;
  readonly env: NodeJS.ProcessEnv;
  /** Directory for files that are needed only while the tests run. */
  readonly scratch: string;
  readonly seconds: number;
  readonly secondAttempt: () => boolean;
  /** Program that runs the file and prints TAP; ava when absent. */
  readonly command?: readonly string[];
}

let runs = 0;

/**
 * Runs one file in a process of its own. It is ended after a time limit, and everything that it started ends with it.
 */
export async function runFile(options: FileOptions, listener: Listener): Promise<FileRun> {
  const said: string[] = [];
  const first = await attempt(
    options,
    recording(listener, () => said),
  );
  return first.outcome.failed.length === 0 || !options.secondAttempt() ? first : secondAttempt(options, said, listener);
}

/**
 * Runs a failed file once more, in a process of its own.
 *
 * @param said output of the first attempt, by lines; it is kept beyond the run
 */
export async function secondAttempt(
  options: Omit<FileOptions, 'secondAttempt'>,
  said: readonly string[],
  listener: Listener,
): Promise<FileRun> {
  const firstAttempt = keep(options.file, said);
  listener.said(`second attempt of ${options.file}; the output of the first is in ${firstAttempt}`);
  return { ...(await attempt(options, listener)), firstAttempt };
}

async function attempt(
  { file, lane, env, scratch, seconds, command }: Omit<FileOptions, 'secondAttempt'>,
  listener: Listener,
): Promise<FileRun> {
  const mark = markOf(++runs);
  const times = join(scratch, `${mark}json`);
  const started = performance.now();
  const overdue = Promise.withResolvers<string>();
  const timer = setTimeout(() => {
    const { now = [] } = timesIn(times) ?? {};
    const what = now.length === 0 ? 'nothing that it reported' : now.join('; ');
    overdue.resolve(`not ended within ${seconds} s; it was waiting for: ${what}`);
    void endMarked(mark);
  }, seconds * 1000);
  const outcome = await runAva(
    {
      files: [file],
      concurrency: 1,
      env: { ...env, [LANE]: lane, [TIMES_FILE]: times, [MARK]: mark },
      ended: overdue.promise,
      ...(command === undefined ? {} : { command }),
    },
    listener,
  );
  clearTimeout(timer);
  const whole = (performance.now() - started) / 1000;
  for (const { pid, command } of await endMarked(mark)) {
    listener.said(`left behind by ${file} and ended: process ${pid}, ${command}`);
  }
  const { 'set-up': setUp = 0, waiting = 0, now = [] } = timesIn(times) ?? {};
  if (outcome.failed.length > 0) {
    now.forEach((what) => listener.said(`at its end it was waiting for: ${what}`));
  }
  return {
    outcome,
    spent: {
      whole,
      setUp: setUp / 1000,
      waiting: waiting / 1000,
      tests: Math.max(0, whole - (setUp + waiting) / 1000),
    },
  };
}

function timesIn(path: string): Times | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Times;
  } catch {
    return undefined; // it ended before it wrote any
  }
}

/**
 * Records the calls of a listener.
 *
 * @param linesOf where the lines of a test go, by its title
 */
export function recording(listener: Listener, linesOf: (title: string) => string[]): Listener {
  let last: string[] = [];
  const add = (title: string, line: string): void => {
    last = linesOf(title);
    last.push(line);
  };
  return {
    passed: (title) => {
      add(title, `ok ${title}`);
      listener.passed(title);
    },
    skipped: (title) => {
      add(title, `skipped ${title}`);
      listener.skipped(title);
    },
    failed: (title) => {
      add(title, `FAILED ${title}`);
      listener.failed(title);
    },
    said: (line) => {
      last.push(`  ${line}`);
      listener.said(line);
    },
  };
}

/** Keeps the output of a failed attempt beyond the run. */
function keep(file: string, lines: readonly string[]): string {
  const directory = join(cacheDirectory, 'first-attempts');
  mkdirSync(directory, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  const path = join(directory, `${stamp}-${file.replace(/\.test\.ts$/, '').replaceAll('/', '-')}.log`);
  appendFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
