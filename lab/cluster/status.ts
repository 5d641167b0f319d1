import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The state of a cluster, from its supervisor. */
export type Status =
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly message: string };

/** Replaces the status in a cluster's directory; a reader sees the old or the new one. */
export function writeStatus(state: string, status: Status): void {
  const file = join(state, 'status.json');
  writeFileSync(`${file}.new`, JSON.stringify(status));
  renameSync(`${file}.new`, file);
}

/** Reads a JSON file of a cluster's directory; undefined if it does not exist. */
export function readState(state: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(state, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** The last status of a supervisor, if any. */
export function readStatus(state: string): Status | undefined {
  return readState(state, 'status.json') as Status | undefined;
}
