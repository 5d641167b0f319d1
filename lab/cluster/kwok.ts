import { spawn } from 'node:child_process';
import { buildTool } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { silent } from './progress.ts';
import { Program } from '../host/program.ts';

/** Nodes that kwok is the kubelet of. */
export const KWOK_NODE = { type: 'kwok' };

/** Starts kwok with stages of its objects' lives; nodes without its label it leaves alone. */
export async function startKwok(cluster: Cluster, stages: string): Promise<Program> {
  const kwok = await buildTool('kwok', silent);
  const flags = [
    `--kubeconfig=${cluster.kubeconfig}`,
    `--config=${stages}`,
    '--manage-all-nodes=false',
    '--manage-nodes-with-label-selector=type=kwok',
    // Renewed each quarter of it: for hundreds of nodes that is most of what an idle cluster would do.
    '--node-lease-duration-seconds=600',
    '--server-address=',
  ];
  return new Program(spawn('setpriv', ['--pdeathsig', 'KILL', kwok, ...flags]));
}
