import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { DEPLOYMENTS, PODS } from '../../src/kube/resource.ts';
import { inParallel } from './load.ts';

/**
 * Creates pods for each object as its Deployment would. Their status says that they are running; there is no kubelet.
 */
export async function createPods(
  client: KubeClient,
  namespace: string,
  names: readonly string[],
  each: number,
): Promise<void> {
  await inParallel(names, async (name) => {
    const { spec } = await client.get<KubeObject>(DEPLOYMENTS, `${namespace}/${name}`);
    const { metadata, spec: pod } = (spec as { template: IPodTemplateSpec }).template;
    for (let number = 0; number < each; number += 1) {
      const key = `${namespace}/${name}-${number}`;
      await client.create(PODS, {
        metadata: { ...metadata, name: `${name}-${number}`, namespace },
        spec: { ...pod, nodeName: 'nowhere', automountServiceAccountToken: false },
      });
      await client.mergePatchStatus(PODS, key, { status: running(pod) });
    }
  });
}

function running({ initContainers = [], containers = [] }: Partial<IPodSpec> = {}): object {
  const startedAt = '2026-01-01T00:00:00Z';
  const status = ({ name, image = '' }: { name: string; image?: string }): object => {
    const imageID = `${image}@sha256:${'0'.repeat(64)}`;
    const known = { name, image, imageID, containerID: `containerd://${'0'.repeat(64)}` };
    return { ...known, ready: true, started: true, restartCount: 0, state: { running: { startedAt } } };
  };
  return {
    phase: 'Running',
    conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({ type, status: 'True' })),
    initContainerStatuses: initContainers.map(status),
    containerStatuses: containers.map(status),
  };
}
