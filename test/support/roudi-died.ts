import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import { staleStatus } from './stale-status.ts';
import { until } from '../../lab/host/until.ts';

/** Makes a pod's status look as if its RouDi had died; only without a kubelet that writes another one. */
export async function roudiDied(kubectl: Kubectl, name: string): Promise<IPod> {
  const pod = await until(`a pod of ${name}`, async () => {
    const pods = await kubectl.get<{ items: IPod[] }>('pods', '-l', `iceoryx.io/deployment=${name}`);
    return pods?.items[0];
  });
  const status = staleStatus(Date.now());
  const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status })];
  await kubectl.run(['patch', 'pod', pod.metadata?.name ?? '', ...patch]);
  return pod;
}
