import { spawn } from 'node:child_process';
import type { Cluster } from '../cluster/cluster.ts';
import { bundledOperator } from './bundle.ts';
import { Program } from '../host/program.ts';

/** Starts the operator as a user would. Resolves once it answers probes; it may still be waiting for its API. */
export async function startOperator(cluster: Cluster, ...options: readonly string[]): Promise<Program> {
  // All operators have one name, so that none takes another one for a rival and waits for it.
  const own = ['--health-port', '0', '--operator-name', 'lab'];
  const run = ['node', await bundledOperator(), 'run', ...own, ...options];
  const [command = '', ...args] = cluster.wrap(['setpriv', '--pdeathsig', 'TERM', ...run]);
  const program = new Program(spawn(command, args));
  try {
    await program.until(({ events }) => events.some(({ message }) => message === 'answering probes'));
  } catch (error) {
    // The caller has no way to end it.
    program.signal('SIGKILL');
    throw error;
  }
  return program;
}

/** Stops the operator as a kubelet would. Fails if it does not exit with 0. */
export async function stopOperator(program: Program): Promise<void> {
  program.signal('SIGTERM');
  const code = await program.exitCode;
  if (code !== 0) {
    throw new Error([`the operator ended with ${code} on SIGTERM`, ...program.stdout, ...program.stderr].join('\n'));
  }
}
