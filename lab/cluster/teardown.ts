import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterGroup, groupDirectories, removeGroup } from './cgroups.ts';
import { stateDirectory } from './parameters.ts';
import { findAll, findInit, kill } from './processes.ts';

/**
 * Ends a cluster, whatever state it is in, and removes its directory. Processes, mounts, interfaces and packet filter
 * rules of mode `node` end with its init; the kernel keeps only its control groups.
 */
export async function tearDown(name: string): Promise<void> {
  const state = stateDirectory(name);
  const init = findInit(state);
  if (init !== undefined) kill(init, 'SIGTERM');
  await until(4000, () => findAll(state).length === 0);
  for (const { pid } of findAll(state)) kill(pid, 'SIGKILL');
  await until(10_000, () => findAll(state).length === 0);
  await removeGroup(clusterGroup(name));
  rmSync(state, { recursive: true, force: true, maxRetries: 10 });
  const left = leftovers(name);
  if (left.length > 0) throw new Error(`the cluster "${name}" is down, but left behind: ${left.join('; ')}`);
}

/** Describes what is left of a cluster on this machine; empty if nothing is. */
export function leftovers(name: string): string[] {
  const state = stateDirectory(name);
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return [
    ...findAll(state).map(({ pid, argv }) => `process ${pid} (${argv.slice(0, 3).join(' ')})`),
    ...mounts.filter((line) => line.includes(`${state}/`)).map((line) => `mount ${line}`),
    ...groupDirectories(clusterGroup(name)).map((directory) => `control group ${directory}`),
    ...(existsSync(state) ? [`directory ${state}`] : []),
  ];
}

async function until(milliseconds: number, condition: () => boolean): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition() && Date.now() < end) await delay(20);
}
