import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Cluster } from '../../test/cluster/cluster.ts';
import { freePorts } from '../../test/cluster/ports.ts';

/** kube-controller-manager of a cluster, which can be stopped, and one of our own in its place that nothing holds back. */
export class ControllerManager {
  readonly #pid: number;
  readonly #command: readonly string[];

  constructor(cluster: Cluster) {
    const { pid, command } = find(cluster.name);
    this.#pid = pid;
    this.#command = command;
  }

  /** It does nothing from now on. */
  pause(): void {
    process.kill(this.#pid, 'SIGSTOP');
  }

  resume(): void {
    process.kill(this.#pid, 'SIGCONT');
  }

  /** Another one, without limits of its client and with as many workers as our operator. */
  async startUnlimited(): Promise<{ pid: number; stop: () => Promise<void> }> {
    const { port } = await freePorts({ port: 0 });
    const [file = '', ...args] = this.#command;
    const limits = ['--kube-api-qps=-1', '--concurrent-deployment-syncs=16', '--concurrent-replicaset-syncs=16'];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', file, ...args, `--secure-port=${port}`, ...limits], {
      stdio: 'ignore',
    });
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

function find(cluster: string): { pid: number; command: readonly string[] } {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0').slice(0, -1);
      const isOurs = command.some((word) => word.includes(`/clusters/${cluster}/`));
      if (isOurs && command[0]?.endsWith('/kube-controller-manager') === true) {
        return { pid: Number(entry), command };
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error(`the cluster ${cluster} has no kube-controller-manager`);
}
