import { basename } from 'node:path';
import type { Cluster } from './cluster.ts';
import { stateDirectory } from './parameters.ts';
import { findAll, kill } from './processes.ts';

function signal({ name }: Cluster, component: string, what: NodeJS.Signals): void {
  for (const { pid, argv } of findAll(stateDirectory(name))) {
    if (basename(argv[0] ?? '') === component) {
      kill(pid, what);
    }
  }
}

/** Stops components of a cluster of mode `control-plane` (SIGSTOP) until the cluster is taken down. */
export function standStill(cluster: Cluster, ...components: readonly string[]): void {
  components.forEach((component) => signal(cluster, component, 'SIGSTOP'));
}

/**
 * Kills the API server of a cluster of mode `control-plane`, and keeps it from being restarted.
 *
 * @returns lets its supervisor restart it
 */
export function takeAway(cluster: Cluster): () => void {
  kill(cluster.init, 'SIGSTOP');
  signal(cluster, 'kube-apiserver', 'SIGKILL');
  return () => kill(cluster.init, 'SIGCONT');
}
