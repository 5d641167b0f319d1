import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import { type Cluster, down, up } from '../../lab/cluster/cluster.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { NAMESPACES } from './load.ts';

export interface Bench {
  readonly cluster: Cluster;
  readonly client: KubeClient;
}

/** Runs a bench on a control plane of its own, with the operator's API and an empty namespace for each name. */
export async function onCluster(
  name: string,
  namespaces: readonly string[],
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  // A cluster that an interrupted run left behind still contains its objects.
  await down(name);
  const cluster = await up({ name, mode: 'control-plane' });
  const client = new KubeClient({
    access: await resolveAccess({ kubeconfig: cluster.kubeconfig }),
    userAgent: 'bench/1',
  });
  try {
    const kubectl = new Kubectl(cluster);
    await installCrds(kubectl);
    for (const namespace of namespaces) {
      await client.create(NAMESPACES, { metadata: { name: namespace } });
    }
    await work({ cluster, client });
  } finally {
    await client.close();
    await cluster.down();
  }
}
