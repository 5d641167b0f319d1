import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Cluster } from '../../lab/cluster/cluster.ts';
import { freePorts } from '../../lab/cluster/ports.ts';
import { componentOf } from './component.ts';
import { FIRST } from './process.ts';

/**
 * The kube-controller-manager of a cluster, which can be paused, and another one in its place without client limits.
 */
export class ControllerManager {
  readonly #pid: number;
  readonly #command: readonly string[];

  constructor(cluster: Cluster) {
    const { pid, command } = componentOf(cluster, 'kube-controller-manager');
    this.#pid = pid;
    this.#command = command;
  }

  /** Stops it (SIGSTOP) until it is resumed. */
  pause(): void {
    process.kill(this.#pid, 'SIGSTOP');
  }

  resume(): void {
    process.kill(this.#pid, 'SIGCONT');
  }

  /** Starts another one without client limits, with this many workers for each kind. */
  async startUnlimited(workers: number): Promise<{ pid: number; stop: () => Promise<void> }> {
    const { port } = await freePorts({ port: 0 });
    const [file = '', ...args] = this.#command;
    const limits = [
      '--kube-api-qps=5000',
      `--concurrent-deployment-syncs=${workers}`,
      `--concurrent-replicaset-syncs=${workers}`,
    ];
    const [nice, ...command] = [...FIRST, 'setpriv', '--pdeathsig', 'KILL', file, ...args] as const;
    const child = spawn(nice, [...command, `--secure-port=${port}`, ...limits], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    return {
      pid: child.pid ?? 0,
      stop: async () => {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }
}
