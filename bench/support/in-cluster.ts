import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveAccess } from '../../src/kube/access.ts';
import type { Cluster } from '../../lab/cluster/cluster.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
/** Runs a command in a mount namespace in which the files of directory $1 are where a pod has those of its account. */
const AS_IN_A_POD = [
  'mount -t tmpfs none /run',
  `mkdir -p ${SERVICE_ACCOUNT}`,
  `mount --bind "$1" ${SERVICE_ACCOUNT}`,
  'shift',
  'exec "$@"',
].join(' && ');

/**
 * Creates a service account with all rights, and returns a function that wraps a command so that it acts as that
 * account and finds the API server as in a pod: without a kubeconfig. Needs root, for the mounts. The process becomes
 * the command.
 */
export async function inCluster(cluster: Cluster): Promise<(command: readonly string[]) => string[]> {
  const directory = join(dirname(cluster.kubeconfig), 'operator');
  const kubectl = new Kubectl(cluster, 'default');
  await kubectl.run(['create', 'serviceaccount', 'operator']);
  const binding = [
    'clusterrolebinding',
    'operator',
    '--clusterrole=cluster-admin',
    '--serviceaccount=default:operator',
  ];
  await kubectl.run(['create', ...binding]);
  const { server, credentials } = await resolveAccess({ kubeconfig: cluster.kubeconfig });
  await mkdir(directory);
  await writeFile(join(directory, 'token'), await kubectl.run(['create', 'token', 'operator', '--duration=24h']));
  await writeFile(join(directory, 'ca.crt'), (await credentials()).tls.ca ?? '');
  await writeFile(join(directory, 'namespace'), 'default');
  const address = [`KUBERNETES_SERVICE_HOST=${server.hostname}`, `KUBERNETES_SERVICE_PORT=${server.port}`];
  const environment = ['env', '-u', 'KUBECONFIG', ...address];
  return (command) => [
    ...cluster.wrap(['unshare', '--mount', 'sh', '-c', AS_IN_A_POD, 'sh', directory]),
    ...environment,
    ...command,
  ];
}
