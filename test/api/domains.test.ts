/** An IceoryxDomain of many nodes on a real API server with real schedulers and controllers; the kubelets are kwok's. */
import { join } from 'node:path';
import test from 'ava';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { NODES, PODS } from '../../src/kube/resource.ts';
import type { Pod } from '../../src/controllers/resources.ts';
import { ApiBench } from '../support/api-bench.ts';
import { Followed } from '../support/followed.ts';
import type { Running } from '../../lab/cluster/kubectl.ts';
import { KWOK_NODE, startKwok } from '../../lab/cluster/kwok.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

/** More nodes than a status lists. KWOK_NODES=500 makes a cluster of that size, which takes minutes of both cores. */
const MANY = Number(process.env['KWOK_NODES'] ?? 110);
const MOVED = 10;
const OF_ROBOT = /\{domain="default\/robot"\}/;
const STAGES = join(import.meta.dirname, '../support/kwok-domains.yaml');
/** Requests that let many pods fit on the nodes: by default RouDi and apps request more. */
const SMALL = { resources: { requests: { cpu: '10m', memory: '16Mi' } } };

const inside = Array.from({ length: MANY }, (_, index) => `in-${index}`);
const outside = Array.from({ length: 2 * MOVED }, (_, index) => `out-${index}`);

let bench: ApiBench;
let client: KubeClient;
/** Pods of the apps. */
let apps: Followed<Pod>;
let kwok: Program;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'kwok is built on first use');
  bench = await ApiBench.open('test-domains');
  ({ client } = bench);
  apps = await Followed.start<Pod>(client, PODS, { labelSelector: 'iceoryx.io/deployment=camera' });
  kwok = await startKwok(bench.cluster, STAGES);
  await bench.startOperator('--metrics-port', '0');
});
test.after.always(async () => {
  kwok.signal('SIGKILL');
  await kwok.exitCode;
  await apps.stop();
  await bench.close();
});

async function addNodes(names: readonly string[], labels: Record<string, string>): Promise<void> {
  await Promise.all(
    names.map((name) =>
      client.create(NODES, {
        metadata: {
          name,
          labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': name, ...labels, ...KWOK_NODE },
        },
      }),
    ),
  );
}

async function labelled(names: readonly string[], robot: string | null): Promise<void> {
  await Promise.all(names.map((name) => client.patch(NODES, name, { metadata: { labels: { robot } } })));
}

async function domain(): Promise<IceoryxDomain> {
  return until('the domain exists', async () => bench.kubectl.get<IceoryxDomain>('ioxdom', 'robot'));
}

/** The domain once RouDi is ready on exactly this number of nodes. */
async function settled(count: number): Promise<IceoryxDomain> {
  let seen: unknown;
  return until(
    `RouDi is ready on ${count} nodes`,
    async () => {
      const object = await domain();
      const { desiredNodes, readyNodes, conditions } = object.status ?? {};
      seen = { desiredNodes, readyNodes, conditions };
      const isReady = conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
      return desiredNodes === count && readyNodes === count && isReady === true && object;
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}

async function pods(labelSelector: string): Promise<Pod[]> {
  return (await client.list<KubeObject>(PODS, { labelSelector })).items as Pod[];
}

/** The nodes of an IceoryxDeployment's pods, once this many are scheduled. */
async function placed(count: number): Promise<string[]> {
  let found: string[] = [];
  return until(
    `${count} pods are scheduled`,
    () => {
      const present = apps.all.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      found = present.flatMap(({ spec }) => spec?.nodeName ?? []);
      return found.length === count && found;
    },
    { timeoutSeconds: 180, seen: () => `${found.length} are` },
  );
}

test.serial(`with RouDi on ${MANY} nodes, the status stays small and is not written for each of them`, async (t) => {
  t.timeout(10 * 60_000);
  const began = performance.now();
  await Promise.all([addNodes(inside, { robot: 'yes' }), addNodes(outside, {})]);
  const versions = new Set<string>();
  const watch: Running = bench.kubectl.watch<KubeObject>(['ioxdom'], ({ object }) =>
    versions.add(object.metadata.resourceVersion ?? ''),
  );
  t.teardown(watch.stop);
  await bench.apply({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDomain',
    metadata: { name: 'robot' },
    spec: { nodeSelector: { robot: 'yes' }, roudi: { image: 'example.com/roudi:2.0.3', ...SMALL } },
  });
  const object = await settled(MANY);
  const seconds = Math.round((performance.now() - began) / 1000);
  t.log(`${seconds} s until RouDi was everywhere; ${versions.size} versions of the domain`);
  t.true(versions.size < 15 + seconds, `${versions.size} versions of the domain in ${seconds} s`);
  t.is(object.status?.nodes?.length, 100);
  t.true(JSON.stringify(object).length < 64 * 1024, 'the object stays small');
  t.is(await bench.metric('iceoryx_domain_desired_nodes', OF_ROBOT), MANY);
  t.is(await bench.metric('iceoryx_domain_ready_nodes', OF_ROBOT), MANY);
});

test.serial('pods of apps are scheduled to nodes of the domain only, and at most one to each node', async (t) => {
  t.timeout(10 * 60_000);
  const began = performance.now();
  await bench.apply({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name: 'camera' },
    spec: {
      domain: { name: 'robot' },
      replicas: MANY + MOVED,
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1', ...SMALL }] } },
    },
  });
  const deployment = await until('the Deployment exists', async () => bench.deployment('camera'));
  const { nodeSelector, affinity } = deployment.spec?.template.spec ?? {};
  t.like(nodeSelector, { robot: 'yes' });
  t.deepEqual(affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution, [
    {
      labelSelector: { matchLabels: { 'iceoryx.io/deployment': 'camera' } },
      topologyKey: 'kubernetes.io/hostname',
    },
  ]);
  const nodes = await placed(MANY);
  t.log(`${Math.round((performance.now() - began) / 1000)} s until ${MANY} pods were placed`);
  t.deepEqual(nodes.toSorted(), inside.toSorted());
});

test.serial(
  'nodes that get the labels of the domain get RouDi and pods, and nodes that lose the labels lose RouDi',
  async (t) => {
    t.timeout(10 * 60_000);
    const [come, go] = [outside.slice(0, MOVED), inside.slice(0, MOVED)];
    await labelled(come, 'yes');
    await settled(MANY + MOVED);
    t.deepEqual((await placed(MANY + MOVED)).toSorted(), [...inside, ...come].toSorted());

    await labelled(go, null);
    const object = await settled(MANY);
    t.is(object.status?.apps, 1);
    const expected = [...inside.filter((name) => !go.includes(name)), ...come];
    let roudis: string[] = [];
    await until(
      'the pods of RouDi on the other nodes are gone',
      async () => {
        roudis = (await pods('iceoryx.io/domain=robot')).map(({ spec }) => spec?.nodeName ?? '');
        return roudis.length === MANY;
      },
      { timeoutSeconds: 60, seen: () => `there are ${roudis.length}` },
    );
    t.deepEqual(roudis.toSorted(), expected.toSorted());

    const names = (await pods('iceoryx.io/deployment=camera'))
      .filter(({ spec }) => go.includes(spec?.nodeName ?? ''))
      .map(({ metadata }) => metadata.name);
    t.is(names.length, MOVED, 'pods of apps stay on their node until they are replaced');
    await labelled(outside.slice(MOVED), 'yes');
    await Promise.all(names.map(async (name) => client.delete(PODS, `default/${name}`, {})));
    await until('the watch has reported it', () =>
      apps.all.every(({ metadata }) => metadata.deletionTimestamp !== undefined || !names.includes(metadata.name)),
    );
    t.deepEqual((await placed(MANY + MOVED)).toSorted(), [...expected, ...outside.slice(MOVED)].toSorted());
  },
);
