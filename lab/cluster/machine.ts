import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeGroup, removeGroup } from './cgroups.ts';
import { stateDirectory } from './parameters.ts';
import { findNode, kill } from './processes.ts';

const POLL_MS = 50;

/**
 * The mount namespace of a node. When it ends, it is created again as soon as the node is switched on: with the same
 * disk, and nothing in memory.
 */
export class Machine {
  readonly #node: string;
  readonly #state: string;
  readonly #binaries: string;
  #open = Promise.withResolvers<number>();

  private constructor(node: string, state: string, binaries: string) {
    this.#node = node;
    this.#state = state;
    this.#binaries = binaries;
  }

  /** Creates a node's namespace, which ends with this process. */
  static async open(node: string, state: string, binaries: string): Promise<Machine> {
    const machine = new Machine(node, state, binaries);
    await machine.#boot();
    return machine;
  }

  /** The process that keeps the namespace open; waits while there is none. */
  get pid(): Promise<number> {
    return this.#open.promise;
  }

  async #boot(): Promise<void> {
    const script = join(import.meta.dirname, 'node-mounts.sh');
    const args = ['--mount', '--propagation', 'private', 'sh', script, this.#node, this.#state, this.#binaries];
    const holder = spawn('unshare', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(holder, 'exit').then(([code, signal]) => {
      throw new Error(`making the mounts of ${this.#node} ended with ${signal ?? code}; see supervisor.log`);
    });
    ended.catch(() => undefined);
    await Promise.race([once(holder.stdout, 'data'), ended]);
    this.#open.resolve(holder.pid ?? 0);
    void this.#follow(holder);
  }

  async #follow(holder: ChildProcess): Promise<void> {
    await once(holder, 'exit');
    process.stdout.write(`${this.#node} is off\n`);
    this.#open = Promise.withResolvers();
    while (existsSync(offSwitch(this.#state, this.#node))) await delay(POLL_MS);
    await this.#boot();
    process.stdout.write(`${this.#node} is on\n`);
  }
}

/** The node stays off while this file exists. */
function offSwitch(state: string, node: string): string {
  return join(state, node, 'off');
}

/**
 * Cuts the power of a node of a running cluster: all its processes are killed at once, and everything that is not on a
 * disk is lost. It stays off until {@link powerOn}.
 */
export async function powerOff(cluster: string, node: string): Promise<void> {
  const state = stateDirectory(cluster);
  const pid = findNode(state, node) ?? 0;
  const namespace = mountsOf(pid);
  if (namespace === undefined) throw new Error(`${node} of the cluster "${cluster}" is not on`);
  // As long as it is open, the kernel does not give its number to a new namespace, whose processes would be killed.
  const held = openSync(`/proc/${pid}/ns/mnt`, 'r');
  try {
    writeFileSync(offSwitch(state, node), '');
    while (processesIn(namespace).length > 0) {
      // The kubelet and the container runtime are among these: they must not see containers end.
      for (const each of processesIn(namespace)) kill(each, 'SIGKILL');
      await removeGroup(nodeGroup(cluster, node));
    }
  } finally {
    closeSync(held);
  }
}

/** Switches a node on again; returns when it has begun to start. */
export async function powerOn(cluster: string, node: string): Promise<void> {
  const state = stateDirectory(cluster);
  rmSync(offSwitch(state, node), { force: true });
  while (findNode(state, node) === undefined) await delay(POLL_MS);
}

function processesIn(namespace: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && mountsOf(pid) === namespace);
}

/** The mount namespace of a process; undefined once it has ended. */
export function mountsOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return undefined;
  }
}
