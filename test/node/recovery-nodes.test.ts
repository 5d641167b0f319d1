import test from 'ava';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { Bench } from '../support/node-cluster.ts';
import { containers, isReady, PodWatch } from '../support/pod-watch.ts';
import { flowing, killRoudi, nameOf, renewed, restartsOf } from '../support/renewal.ts';
import { apps, pubsub } from '../support/templates.ts';

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('mixed', {
    name: 'test-mixed-nodes',
    nodes: 2,
    lastNodeFeatureGates: { RestartAllContainersOnContainerExits: false },
  });
});
test.after.always(async () => {
  await bench.close();
  await bench.cluster.down();
});

const onNode1 = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In' as const, values: ['node-1'] }] },
        ],
      },
    },
  },
};

test.serial('pods that may land on a node that cannot renew run there, and are marked when RouDi dies', async (t) => {
  const recovery = await running('anywhere', { nodeSelector: { 'kubernetes.io/os': 'linux' } });
  t.is(recovery?.value, 'none');
  t.regex(recovery?.sum ?? '', /1 of 2 nodes that the pods may land on did not declare .*, node-2 among them/);

  const pod = await bench.onlyPod('anywhere');
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=anywhere');
  await watch.until((sights) => sights.length > 0);
  await killRoudi(bench, pod);
  await watch.until((sights) =>
    sights.some(({ pod }) =>
      containers(pod).some(({ name, lastState, state }) => {
        return name === 'link' && (lastState?.terminated ?? state?.terminated)?.exitCode === 75;
      }),
    ),
  );
  await watch.until((sights) => !isReady(sights.at(-1)?.pod ?? pod));
  t.like(restartsOf(await bench.onlyPod('anywhere')), { publisher: 0, subscriber: 0 });

  // What the operator will do for such a pod, somebody does by hand.
  await bench.kubectl('delete', 'pod', nameOf(pod));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/anywhere', '--timeout=60s');
  (await flowing(bench, await bench.onlyPod('anywhere'), 'subscriber')).signal('SIGTERM');
  watch.close();
  await bench.kubectl('delete', 'ioxd', 'anywhere');
});

test.serial('pods whose affinity keeps them on nodes that can are renewed in place', async (t) => {
  t.is((await running('chosen', onNode1))?.value, 'in place');
  await staysInPlace(t, 'chosen');
});

test.serial('a node that its taint keeps pods away from does not count', async (t) => {
  await bench.kubectl('taint', 'node', 'node-2', 'fleet=old:NoSchedule');
  t.is((await running('tainted', {}))?.value, 'in place');
  await staysInPlace(t, 'tainted');
});

/** Applies an object and waits until it is ready; what its status says of recovery. */
async function running(name: string, pod: Partial<IPodSpec>) {
  const object = pubsub(name, bench.images, undefined, {
    template: { spec: { ...pod, containers: apps(bench.images) } },
  });
  await bench.apply(object);
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=60s');
  const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', name);
  return status?.computed?.find(({ name }) => name === 'Recovery');
}

async function staysInPlace(t: { is: (a: unknown, b: unknown) => unknown }, name: string): Promise<void> {
  const pod = await bench.onlyPod(name);
  t.is(pod.spec?.nodeName, 'node-1');
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.length > 0);
  await killRoudi(bench, pod);
  await renewed(bench, pod, watch);
  watch.close();
  t.is((await bench.onlyPod(name)).metadata?.uid, pod.metadata?.uid);
  await bench.kubectl('delete', 'ioxd', name);
}
