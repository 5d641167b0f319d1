import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import { staleStatus } from './stale-status.ts';
import { until } from '../../lab/host/until.ts';

/** Gives a pod the status of one whose RouDi has died. Works only without a kubelet, which would overwrite it. */
export async function roudiDied(kubectl: Kubectl, name: string): Promise<IPod> {
  const pod = await until(`${name} has a pod`, async () => {
    const pods = await kubectl.get<{ items: IPod[] }>('pods', '-l', `iceoryx.io/deployment=${name}`);
    return pods?.items[0];
  });
  const status = staleStatus(Date.now());
  const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status })];
  await kubectl.run(['patch', 'pod', pod.metadata?.name ?? '', ...patch]);
  return pod;
}
