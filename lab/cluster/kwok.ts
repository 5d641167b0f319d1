import { spawn } from 'node:child_process';
import { buildTool } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { silent } from './progress.ts';
import { Program } from '../host/program.ts';

/** Label of nodes without a kubelet, which kwok simulates. */
export const KWOK_NODE = { type: 'kwok' };

/** Starts kwok with stages of its objects' lives; it does not touch nodes without its label. */
export async function startKwok(cluster: Cluster, stages: string): Promise<Program> {
  const kwok = await buildTool('kwok', silent);
  const flags = [
    `--kubeconfig=${cluster.kubeconfig}`,
    `--config=${stages}`,
    '--manage-all-nodes=false',
    '--manage-nodes-with-label-selector=type=kwok',
    // Renewed after a quarter of it: for hundreds of nodes, renewals would be most of the load of an idle cluster.
    '--node-lease-duration-seconds=600',
    '--server-address=',
  ];
  return new Program(spawn('setpriv', ['--pdeathsig', 'KILL', kwok, ...flags]));
}
