import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { domain, member, roudiPods } from '../../lab/operator/domains.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killIn } from '../../lab/operator/pod-processes.ts';
import { containers, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowingPod } from '../../lab/trials/random-faults.ts';
import { flowing, killRoudi, renewed } from '../../lab/operator/renewal.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('mixed', {
    name: clusterOfCheckout('mixed-nodes'),
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

test.serial('pods that may land on a node without restarts in place are replaced when RouDi dies', async (t) => {
  const recovery = await running('anywhere', { nodeSelector: { 'kubernetes.io/os': 'linux' } });
  t.is(recovery?.value, 'by replacement');
  t.regex(recovery?.because ?? '', /1 of 2 nodes for the pods did not declare .*, node-2 among them/);

  const pod = await bench.onlyPod('anywhere');
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=anywhere');
  await watch.until((sights) => sights.length > 0);
  await killRoudi(bench, pod);
  await watch.until((sights) =>
    sights.some(({ pod }) =>
      containers(pod).some(({ name, lastState, state }) => {
        return name === 'iceoryx-agent' && (lastState?.terminated ?? state?.terminated)?.exitCode === 75;
      }),
    ),
  );
  await watch.until((sights) => sights.some(({ type }) => type === 'DELETED'));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/anywhere', '--timeout=180s');
  const other = await bench.onlyPod('anywhere');
  t.not(other.metadata?.uid, pod.metadata?.uid);
  (await flowing(bench, other, 'subscriber')).signal('SIGTERM');
  watch.close();
  await bench.kubectl('delete', 'ioxd', 'anywhere');
});

test.serial('pods whose affinity keeps them on capable nodes are restarted in place', async (t) => {
  t.is((await running('chosen', onNode1))?.value, 'in place');
  await staysInPlace(t, 'chosen');
});

test.serial('a node whose taint keeps pods away does not count', async (t) => {
  await bench.kubectl('taint', 'node', 'node-2', 'fleet=old:NoSchedule');
  t.is((await running('tainted', {}))?.value, 'in place');
  await staysInPlace(t, 'tainted');
});

test.serial('in a domain with such a node, samples flow between pods again after RouDi dies there', async (t) => {
  await bench.kubectl('taint', 'node', 'node-2', 'fleet=old:NoSchedule-');
  const home = `${bench.namespace}-domain`;
  await bench.kubectl('create', 'namespace', home);
  await bench.applyIn(home, domain('robot', bench.images, { allowedNamespaces: [bench.namespace] }));
  const roles = ['publisher', 'subscriber'] as const;
  for (const role of roles) {
    const object = member(role, { name: 'robot', namespace: home }, bench.images, { replicas: 1 });
    Object.assign(object.spec.template.spec, { nodeSelector: { 'kubernetes.io/hostname': 'node-2' } });
    await bench.apply(object);
  }
  await bench.kubectl('wait', '--for=condition=Ready', ...roles.map((role) => `ioxd/${role}`), '--timeout=180s');
  const begin = Date.now();
  const roudi = (await roudiPods(bench, home, 'robot')).get('node-2');
  t.is(roudi && killIn(roudi, 'roudi'), 1);
  for (const role of roles) {
    const { pod } = await flowingPod(bench, role, begin, (now) => startedSince(now, role, begin));
    t.is(pod.spec?.nodeName, 'node-2');
  }
  await bench.kubectl('delete', 'ioxd', ...roles);
  await bench.kubectl('delete', 'ioxdom', 'robot', '-n', home, '--timeout=180s');
  await bench.kubectl('delete', 'namespace', home, '--wait=false');
});

function startedSince(pod: IPod, container: string, time: number): boolean {
  const { state } = containers(pod).find(({ name }) => name === container) ?? {};
  // The kubelet reports whole seconds.
  return Date.parse(state?.running?.startedAt ?? '') >= time - 1000;
}

/** Applies an object and waits until it is ready. Returns what its status says of recovery. */
async function running(name: string, pod: Partial<IPodSpec>) {
  const object = pubsub(name, bench.images, undefined, {
    template: { spec: { ...pod, containers: apps(bench.images) } },
  });
  await bench.apply(object);
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
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
