/** Disturbances of nodes with a domain: after each one, samples flow again. Two real nodes, restricted apps. */
import { closeSync, openSync } from 'node:fs';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { domain, member, memberPods, podOn, roudiPods } from '../../lab/operator/domains.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { killKubelet } from '../../lab/cluster/kubelet.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import { killIn, processesOf } from '../../lab/operator/pod-processes.ts';
import { exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { TwoNodes } from '../../lab/operator/two-nodes.ts';
import { endedCleanly, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

const ROLES = ['publisher', 'subscriber'] as const;

let place: TwoNodes;
let bench: Bench;
let home: string;
test.before(async () => {
  place = await TwoNodes.open('fleet');
  ({ bench, home } = place);
  await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=restricted');
  const of = { name: 'robot', namespace: home };
  await bench.applyIn(home, domain('robot', bench.images, { allowedNamespaces: [bench.namespace] }));
  await bench.apply(...ROLES.map((role) => member(role, of, bench.images)));
  await bench.kubectl('wait', '--for=condition=Ready', ...ROLES.map((role) => `ioxd/${role}`), '--timeout=180s');
});
test.after(async () => place.leave());
test.after.always(async () => place.close());

test.serial(
  'a drained node ends its apps cleanly and keeps RouDi, and has the apps again when it is uncordoned',
  async (t) => {
    const logs = await Promise.all(
      ROLES.map(async (role) => {
        const log = bench.follow('logs', '-f', '--tail=1', nameOf(podOn(await memberPods(bench, role))), '-c', role);
        await log.until(({ stdout }) => stdout.length > 0);
        return log;
      }),
    );
    const roudi = podOn(await roudiPods(bench, home, 'robot'));
    await bench.kubectl('drain', 'node-1', '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s');
    await Promise.all(logs.map(({ exitCode }) => exitCode));
    t.true(logs.every(({ stdout }) => endedCleanly(stdout)));
    t.deepEqual(restartsOf(podOn(await roudiPods(bench, home, 'robot'))), restartsOf(roudi));
    await flowOn('node-2');
    await bench.kubectl('uncordon', 'node-1');
    await flowOn('node-1');
    t.pass();
  },
);

test.serial("when RouDi's pod is force-deleted, another one comes, and the apps restart with it", async (t) => {
  const [roudi, apps] = [podOn(await roudiPods(bench, home, 'robot')), await appsOn('node-1')];
  await bench.kubectl('delete', 'pod', nameOf(roudi), '-n', home, '--force', '--grace-period=0');
  await renewedOn(t, apps);
  t.not(podOn(await roudiPods(bench, home, 'robot')).metadata?.uid, roudi.metadata?.uid);
});

test.serial("when RouDi's pod is evicted, the apps exit first, and RouDi exits cleanly", async (t) => {
  const [roudi, apps] = [podOn(await roudiPods(bench, home, 'robot')), await appsOn('node-1')];
  const watch = new PodWatch(bench, '--namespace', home, `--field-selector=metadata.name=${nameOf(roudi)}`);
  await watch.until((sights) => sights.length > 0);
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: nameOf(roudi), namespace: home } };
  await new Kubectl(bench.cluster, home).run(
    ['create', '--raw', `/api/v1/namespaces/${home}/pods/${nameOf(roudi)}/eviction`, '-f', '-'],
    { input: JSON.stringify(eviction) },
  );
  await watch.until((sights) => sights.at(-1)?.type === 'DELETED');
  watch.close();
  const last = watch.sights.findLast(({ pod }) => Object.keys(exitCodes(pod)).length === 3);
  t.deepEqual(last && exitCodes(last.pod), { 'iceoryx-directories': 0, 'iceoryx-roudi': 0, 'iceoryx-agent': 0 });
  await renewedOn(t, apps);
});

test.serial("a member of a domain that holds RouDi's FIFO keeps the death of RouDi from no other pod", async (t) => {
  const [roudi, apps] = [podOn(await roudiPods(bench, home, 'robot')), await appsOn('node-1')];
  const [app] = apps.flatMap((pod) => processesOf(pod, 'apps'));
  // As any process of the pod could. Opened for writing as well, it does not wait for a reader.
  const held = openSync(`/proc/${app?.pid}/root/tmp/.iceoryx-alive`, 'r+');
  t.is(killIn(roudi, 'roudi'), 1);
  await renewedOn(t, apps);
  closeSync(held);
});

test.serial(
  'a member of a domain that stops the agent of its pod is named, and its pod is replaced, as RouDi has no room beside it',
  async (t) => {
    const [roudi, apps] = [podOn(await roudiPods(bench, home, 'robot')), await appsOn('node-1')];
    const [publisher, subscriber] = apps;
    if (publisher === undefined || subscriber === undefined) {
      throw new Error('both apps run');
    }
    processesOf(subscriber, 'agent').forEach(({ pid }) => process.kill(pid, 'SIGSTOP'));
    t.is(killIn(roudi, 'roudi'), 1);
    let seen = '';
    await until(
      'the domain names it',
      async () => {
        const { status } = await bench.json<IceoryxDomain>('get', 'ioxdom', 'robot', '-n', home);
        seen = status?.nodes?.find(({ name }) => name === 'node-1')?.message ?? '';
        return (
          seen.startsWith('RouDi waits for apps of the RouDi before') &&
          seen.includes(`${bench.namespace}/${nameOf(subscriber)} (subscriber)`)
        );
      },
      { seen: () => seen },
    );
    await until('there is another pod', async () => {
      const now = (await memberPods(bench, 'subscriber')).get('node-1');
      return now !== undefined && now.metadata?.uid !== subscriber.metadata?.uid && isReady(now);
    });
    await flowOn('node-1');
    const [before, after] = [publisher, (await appsOn('node-1'))[0]];
    t.is(after?.metadata?.uid, before.metadata?.uid, 'the other pod has restarted in place');
  },
);

test.serial(
  'a killed kubelet restarts no container when it is back, and still restarts pods whose RouDi died',
  async (t) => {
    const [roudi, apps] = [podOn(await roudiPods(bench, home, 'robot')), await appsOn('node-1')];
    await killKubelet(bench.cluster, 'node-1');
    await flowOn('node-1');
    t.deepEqual((await appsOn('node-1')).map(restartsOf), apps.map(restartsOf));
    t.is(killIn(roudi, 'roudi'), 1);
    await killKubelet(bench.cluster, 'node-1');
    await renewedOn(t, apps);
  },
);

test.serial('two domains on one node do not see each other', async (t) => {
  await bench.applyIn(home, domain('other', bench.images, { allowedNamespaces: [bench.namespace] }));
  const of = { name: 'other', namespace: home };
  // The same runtime name as in the first domain. The RouDi of a single domain would not register it twice.
  await bench.apply(member('subscriber', of, bench.images, { name: 'second' }));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/second', '--timeout=180s');
  const second = bench.follow('logs', '-f', nameOf(podOn(await memberPods(bench, 'second'))), '-c', 'subscriber');
  await flowOn('node-1');
  t.deepEqual(samples(second.stdout), [], 'samples of the other domain do not arrive here');
  const apps = await appsOn('node-1');
  const other = podOn(await roudiPods(bench, home, 'other'));
  t.is(killIn(other, 'roudi'), 1);
  await until('the pods of the other RouDi are restarted', async () => {
    const now = podOn(await roudiPods(bench, home, 'other'));
    return isReady(now) && (restartsOf(now)['iceoryx-roudi'] ?? 0) > (restartsOf(other)['iceoryx-roudi'] ?? 0);
  });
  await flowOn('node-1');
  t.deepEqual((await appsOn('node-1')).map(restartsOf), apps.map(restartsOf));
  second.signal('SIGTERM');
  await bench.kubectl('delete', 'ioxd', 'second');
  await bench.kubectl('delete', 'ioxdom', 'other', '-n', home, '--timeout=180s');
});

test.serial('a single replica that only one node accepts is rolled out', async (t) => {
  const of = { name: 'robot', namespace: home };
  await bench.kubectl('cordon', 'node-2');
  await bench.kubectl('delete', 'ioxd', ...ROLES);
  await bench.apply(...ROLES.map((role) => member(role, of, bench.images, { replicas: 1 })));
  await bench.kubectl('wait', '--for=condition=Ready', ...ROLES.map((role) => `ioxd/${role}`), '--timeout=180s');
  const before = podOn(await memberPods(bench, 'publisher'));
  const patch = { spec: { template: { metadata: { annotations: { example: 'changed' } } } } };
  await bench.kubectl('patch', 'ioxd', 'publisher', '--type=merge', '-p', JSON.stringify(patch));
  // The Deployment gets the change from the operator: until then its rollout is complete.
  const after = await until('another pod is ready in its place', async () => {
    const now = (await memberPods(bench, 'publisher')).get('node-1');
    return now !== undefined && now.metadata?.uid !== before.metadata?.uid && isReady(now) && now;
  });
  t.not(after.metadata?.uid, before.metadata?.uid);
  (await flowing(bench, after, 'publisher')).signal('SIGTERM');
});

async function appsOn(node: string): Promise<IPod[]> {
  return Promise.all(ROLES.map(async (role) => podOn(await memberPods(bench, role), node)));
}

/** Samples flow in the apps of a node. */
async function flowOn(node: string): Promise<void> {
  for (const role of ROLES) {
    const pod = await until(`${role} is ready on ${node}`, async () => {
      const now = (await memberPods(bench, role)).get(node);
      return now !== undefined && isReady(now) && now;
    });
    (await flowing(bench, pod, role)).signal('SIGTERM');
  }
}

/** Waits until every container of these pods has restarted, in the same pods, and samples flow. */
async function renewedOn(t: ExecutionContext, before: readonly IPod[]): Promise<void> {
  await until('the apps are restarted', async () => {
    const now = await appsOn('node-1');
    return now.every(
      (pod, index) =>
        isReady(pod) &&
        Object.entries(restartsOf(before[index] ?? pod)).every(([name, count]) => (restartsOf(pod)[name] ?? 0) > count),
    );
  });
  await flowOn('node-1');
  t.deepEqual(
    (await appsOn('node-1')).map(({ metadata }) => metadata?.uid),
    before.map(({ metadata }) => metadata?.uid),
  );
}
