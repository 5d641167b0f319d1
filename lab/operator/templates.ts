import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IceoryxDeployment, IceoryxDeploymentSpec } from '../../src/api/iceoryx-deployment.generated.ts';
import type { ImageSet } from '../images/build.ts';

type Images = ImageSet['images'];

/** An IceoryxDeployment with small mempools. By default its apps are the main processes of their containers. */
export function pubsub(
  name: string,
  images: Images,
  containers: IContainer[] = apps(images),
  spec: Partial<Omit<IceoryxDeploymentSpec, 'roudi'>> & { roudi?: Partial<IceoryxDeploymentSpec['roudi']> } = {},
): IceoryxDeployment {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name },
    spec: {
      template: { spec: { containers } },
      ...spec,
      roudi: {
        image: images.roudi.reference,
        segments: [{ mempools: [{ size: 1024, count: 1000 }] }],
        ...spec.roudi,
      },
    },
  };
}

/** Publisher and subscriber of counted samples. */
export function apps(images: Images): IContainer[] {
  return ['publisher', 'subscriber'].map((role) => ({
    name: role,
    image: images.counter.reference,
    command: ['/usr/bin/counter', role, '--name', role],
  }));
}

/** The same apps behind a shell that does not forward signals, as in many images. */
export function shellWrapped(images: Images, stopSeconds: number): IContainer[] {
  return ['publisher', 'subscriber'].map((role) => ({
    name: role,
    image: images.counter.reference,
    command: ['/bin/sh', '-c', `/usr/bin/counter ${role} --name ${role} --stop-seconds ${stopSeconds}; true`],
  }));
}
