import { spawnSync } from 'node:child_process';
import type { Architecture } from '../machine/architectures.ts';
import { machineName } from '../machine/architectures.ts';
import { type Containerd, defaultContainerd } from '../cluster/parameters.ts';
import { clusterOfCheckout } from '../host/checkout.ts';
import { run } from '../host/run.ts';
import { until } from '../host/until.ts';
import { Bench } from './node-cluster.ts';

/**
 * Architecture of the machine of the tests, and its containerd. The soak tries several, one after the other. Tests of a
 * commit have one architecture, and those of the next commit the other one: both would take too long.
 */
export const MACHINE = (process.env['MACHINE'] ?? architectureOfCommit()) as Architecture;
const CONTAINERD = (process.env['MACHINE_CONTAINERD'] ?? defaultContainerd) as Containerd;

/** Node name of the machine. */
export const MACHINE_NODE = machineName(MACHINE);

/** Parameters of a cluster whose only node is that machine. */
export const MACHINE_CLUSTER = { mode: 'node', nodes: 0, machines: [MACHINE], containerd: CONTAINERD } as const;

/** The cluster that the files of the tier share, one at a time. The runner takes it down after the last one. */
export const MACHINE_TIER = clusterOfCheckout('machine-tier');

/** Without a history, as in an archive of the sources, it is amd64. */
function architectureOfCommit(): Architecture {
  const { stdout } = spawnSync('git', ['rev-list', '--count', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' });
  return Number(stdout) % 2 === 1 ? 'arm64' : 'amd64';
}

/** Opens a bench for a test file on the machine, see {@link Bench.open}. */
export async function openOnMachine(purpose: string, options: readonly string[] = []): Promise<Bench> {
  return Bench.open(purpose, { name: MACHINE_TIER, ...MACHINE_CLUSTER }, options);
}

/** Runs a script in the machine, as root and outside of all pods. Returns its output. */
export async function onMachine({ cluster }: Bench, script: string): Promise<string> {
  return run(cluster.wrapInNode(MACHINE_NODE, ['sh', '-c', script]));
}

/**
 * Changes the configuration of the machine's kubelet and restarts it. Pods that are created afterwards get the new
 * settings.
 *
 * @param changes fields of a KubeletConfiguration
 */
export async function reconfigureMachine(bench: Bench, changes: object): Promise<void> {
  const file = '/etc/kubernetes/kubelet.json';
  const config: object = JSON.parse(await onMachine(bench, `cat ${file}`));
  const script = `printf %s "$1" > ${file} && systemctl restart kubelet`;
  const content = JSON.stringify({ ...config, ...changes });
  await run(bench.cluster.wrapInNode(MACHINE_NODE, ['sh', '-c', script, 'sh', content]));
  const health = 'wget -q -O - "http://$(sed -n s/ADDRESS=//p /etc/kubernetes/node):10248/healthz"';
  await until('the kubelet is healthy', async () => (await onMachine(bench, health)) === 'ok');
}
