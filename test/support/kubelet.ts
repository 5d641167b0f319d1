import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Cluster } from '../cluster/cluster.ts';
import { until } from './until.ts';

/** Ends the kubelet of a node of the test cluster as a crash would, and waits for the one that follows. */
export async function killKubelet({ nodes }: Cluster, node: string): Promise<void> {
  const namespace = mountsOf(nodes.find(({ name }) => name === node)?.pid ?? 0);
  const kubelets = (): number[] =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && isKubelet(pid) && mountsOf(pid) === namespace);
  const before = kubelets();
  before.forEach((pid) => process.kill(pid, 'SIGKILL'));
  await until('another kubelet runs', () => kubelets().some((pid) => !before.includes(pid)));
}

function isKubelet(pid: number): boolean {
  try {
    return /\/kubelet\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
  } catch {
    return false; // it has just ended
  }
}

function mountsOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return undefined;
  }
}
