import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import type { ImageSet } from '../../lab/images/build.ts';
import { FIRST_NODE } from './objects.ts';

/** How both programs of the pod end, as by a node that loses power: nothing is taken back. */
const ROUDI =
  'iox-roudi -m off & roudi=$!; until [ -e /tmp/over ]; do sleep 0.1; done; kill -KILL $roudi; wait; exit 0';
const APP = `until [ -S /tmp/roudi ]; do sleep 0.1; done; sleep 0.5
counter publisher --name former & sleep 3; kill -KILL $!; wait; touch /tmp/over`;

/** Leaves files of a RouDi and an app that were killed on the first node, for a sweep to find. */
export async function left(kubectl: Kubectl, images: ImageSet['images']): Promise<void> {
  await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(formerPod(images)) });
  await kubectl.run(['wait', '--for=jsonpath={.status.phase}=Succeeded', 'pod/former', '--timeout=3m']);
  await kubectl.run(['delete', 'pod/former']);
}

function formerPod({ roudi, counter }: ImageSet['images']): object {
  const volumes = ['/dev/shm', '/tmp'].map((path) => ({ name: path.split('/').at(-1), hostPath: { path } }));
  const volumeMounts = volumes.map(({ name, hostPath }) => ({ name, mountPath: hostPath.path }));
  const container = (name: string, image: string, script: string): object => ({
    name,
    image,
    command: ['sh', '-c', script],
    volumeMounts,
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'former' },
    spec: {
      restartPolicy: 'Never',
      hostPID: true,
      nodeSelector: FIRST_NODE,
      containers: [container('roudi', roudi.reference, ROUDI), container('app', counter.reference, APP)],
      volumes,
    },
  };
}
