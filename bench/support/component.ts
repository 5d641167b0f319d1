import { readdirSync, readFileSync } from 'node:fs';
import type { Cluster } from '../../lab/cluster/cluster.ts';

/** The process of a cluster's component, such as `kube-apiserver`. */
export function componentOf(cluster: Cluster, component: string): { pid: number; command: readonly string[] } {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0').slice(0, -1);
      const isOurs = command.some((word) => word.includes(`/clusters/${cluster.name}/`));
      if (isOurs && command[0]?.endsWith(`/${component}`) === true) {
        return { pid: Number(entry), command };
      }
    } catch {
      // It has ended in the meantime.
    }
  }
  throw new Error(`the cluster ${cluster.name} has no ${component}`);
}
