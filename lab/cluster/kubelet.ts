import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Cluster } from './cluster.ts';
import { mountsOf } from './machine.ts';
import { kubeletConfigFile } from './node.ts';
import { stateDirectory } from './parameters.ts';
import { until } from '../host/until.ts';

/** Kills the kubelet of a node of the test cluster and waits until it has restarted. */
export async function killKubelet(cluster: Cluster, node: string): Promise<void> {
  const before = kubelets(cluster, node);
  before.forEach((pid) => process.kill(pid, 'SIGKILL'));
  await until('the kubelet has restarted', () => kubelets(cluster, node).some((pid) => !before.includes(pid)));
}

/**
 * Changes the configuration of a node's kubelet and restarts it.
 *
 * @param changes fields of a KubeletConfiguration
 * @returns a function that restores the earlier configuration, for the next start
 */
export async function reconfigureKubelet(cluster: Cluster, node: string, changes: object): Promise<() => void> {
  const file = kubeletConfigFile(stateDirectory(cluster.name), node);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), ...changes }));
  await killKubelet(cluster, node);
  return () => writeFileSync(file, before);
}

function kubelets({ nodes }: Cluster, node: string): number[] {
  const namespace = mountsOf(nodes.find(({ name }) => name === node)?.pid ?? 0);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isKubelet(pid) && mountsOf(pid) === namespace);
}

function isKubelet(pid: number): boolean {
  try {
    return /\/kubelet\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
  } catch {
    return false; // it has just ended
  }
}
