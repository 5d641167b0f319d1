import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../../lab/host/cache.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';

/** What earlier runs of this checkout's tests told; it decides about the order of files only. */
export interface Known {
  /** Seconds by file. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly failed: readonly string[];
}

const FILE = join(cacheDirectory, 'test-runs', `${clusterOfCheckout('checkout')}.json`);

export function readKnown(): Known {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Known;
  } catch {
    return { seconds: {}, failed: [] };
  }
}

export function writeKnown(known: Known): void {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(`${FILE}.${process.pid}`, JSON.stringify(known));
  renameSync(`${FILE}.${process.pid}`, FILE);
}
