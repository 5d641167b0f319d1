import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../../lab/host/cache.ts';

/** Results of earlier runs, which only determine the order of files. */
export interface Known {
  /** Seconds by file, on this machine and from any checkout. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Files of this checkout that failed in the last run. */
  readonly failed: readonly string[];
}

const SECONDS = join(cacheDirectory, 'test-seconds.json');
const FAILED = 'node_modules/.cache/failed-tests.json';

function read<T>(file: string, otherwise: T): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return otherwise; // there was no run before
  }
}

function write(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value));
  renameSync(`${file}.${process.pid}`, file);
}

export function readKnown(): Known {
  return { seconds: read(SECONDS, {}), failed: read(FAILED, []) };
}

/** @param known results of this run; seconds of other files stay as they are */
export function writeKnown({ seconds, failed }: Known): void {
  write(SECONDS, { ...read(SECONDS, {}), ...seconds });
  write(FAILED, failed);
}
