import type { ImageSet } from '../../lab/images/build.ts';
import { anyProfile, asking } from '../../lab/operator/asking.ts';
import { domain, member } from '../../lab/operator/domains.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';

type Images = ImageSet['images'];

/** Labels of the node that pages show a sweep of. */
export const FIRST_NODE = { 'kubernetes.io/hostname': 'node-1' };

/** What the pages show, by namespace: some of it is well, and some is not. */
export function objectsOf(images: Images): Readonly<Record<string, readonly object[]>> {
  const camera = {
    name: 'camera',
    image: images.counter.reference,
    command: ['/usr/bin/counter', 'publisher', '--name', 'camera', '--payload-bytes', '2000000'],
  };
  const mempools = [
    { size: 1024, count: 1000 },
    { size: 65_536, count: 100 },
  ];
  const shared = { name: 'shared', namespace: 'robot' };
  return {
    default: [
      pubsub('hello', images, undefined, { roudi: { segments: [{ mempools }] } }),
      // Its samples fit no pool. A sweep of its node finds what it leaves.
      pubsub('broken', images, [], { template: { spec: { containers: [camera], nodeSelector: FIRST_NODE } } }),
      pubsub('refused', images, undefined, { sharedMemory: { sizeLimit: '1Mi' } }),
      anyProfile({ images }),
      statefulSet('labelled', asking('labelled', { containers: apps(images) })),
    ],
    robot: [domain('shared', images), member('publisher', shared, images), member('subscriber', shared, images)],
    // Pods that ask, or will ask, and have no RouDi.
    tools: [
      anyProfile({ images }),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'plain', labels: { app: 'plain' } },
        spec: { containers: apps(images) },
      },
      statefulSet('host', asking('host', { shareProcessNamespace: false, containers: apps(images) })),
    ],
  };
}

function statefulSet(name: string, template: object): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: { serviceName: name, selector: { matchLabels: { app: name } }, template },
  };
}
