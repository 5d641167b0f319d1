import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Resources of a process that must be released explicitly. */
export interface Held {
  /** Sockets, timers and everything else that keeps the event loop alive, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  /** Listeners on signals that live as long as the process. */
  readonly listeners: number;
}

export function held(signals: readonly AbortSignal[]): Held {
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo().toSorted()) {
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  const listeners = signals.reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0);
  return { resources, listeners };
}

/** Whether nothing has grown. */
export function isNoMore(after: Held, before: Held): boolean {
  return (
    after.listeners <= before.listeners &&
    Object.entries(after.resources).every(([kind, count]) => count <= (before.resources[kind] ?? 0))
  );
}

/**
 * What V8 keeps of functions that run for long, besides their code: some kilobytes come and go with each of them, for as
 * long as a busy machine takes to compile them.
 */
const WITHOUT_COMPILERS = ['--no-opt', '--no-maglev', '--no-sparkplug', '--no-flush-bytecode'];

/**
 * Bytes of the heap that objects take, without garbage. Compiled code, which comes and goes with use, is not counted, and
 * from the first call on no more of it is made.
 */
export async function heapBytes(): Promise<number> {
  ['--expose-gc', ...WITHOUT_COMPILERS].forEach((flag) => setFlagsFromString(flag));
  const collect = runInNewContext('gc') as () => void;
  // Finalisers run in a separate turn and free more.
  for (let round = 0; round < 5; round += 1) {
    collect();
    await nextTurn();
  }
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => !/code|trusted|read_only/.test(name));
  return spaces.reduce((sum, { space_used_size: used }) => sum + used, 0);
}
