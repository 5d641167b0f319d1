import { renameSync, writeFileSync } from 'node:fs';

/** If set, a test process writes a {@link Record} of its time to that file. */
export const TIMES_FILE = 'ICEORYX_OPERATOR_TIMES';

/** `set-up`: starting what is tested, and taking it down. `waiting`: until a condition holds, outside of set-up. */
export type Spent = 'set-up' | 'waiting';

/** How a test process spent its time, in milliseconds. */
export type Record = Readonly<{ [kind in Spent]: number }> & {
  /** What it is waiting for at the moment. */
  readonly now: readonly string[];
};

const RENEW_MS = 2000;
const file = process.env[TIMES_FILE];
// The record belongs to this process, and not to the programs it starts.
delete process.env[TIMES_FILE];
const spent = { 'set-up': 0, waiting: 0 };
const active = new Set<{ readonly kind: Spent; readonly what: string }>();
let since = performance.now();

/** Measures the time of some work. Overlapping work counts once, and waiting within set-up counts as set-up. */
export async function timed<T>(kind: Spent, what: string, work: () => Promise<T>): Promise<T> {
  const entry = { kind, what };
  account();
  active.add(entry);
  try {
    return await work();
  } finally {
    account();
    active.delete(entry);
  }
}

function account(): void {
  const now = performance.now();
  const kinds = new Set([...active].map(({ kind }) => kind));
  if (kinds.has('set-up')) spent['set-up'] += now - since;
  else if (kinds.has('waiting')) spent.waiting += now - since;
  since = now;
}

function write(path: string): void {
  account();
  const record: Record = { ...spent, now: [...active].map(({ what }) => what) };
  writeFileSync(`${path}.new`, JSON.stringify(record));
  renameSync(`${path}.new`, path);
}

if (file !== undefined) {
  // Updated continuously: for a process that hangs and is killed, it shows what it waited for.
  setInterval(() => write(file), RENEW_MS).unref();
  process.once('exit', () => write(file));
}
