import test from 'ava';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import {
  ApiError,
  isAlreadyExists,
  isConflict,
  isInvalid,
  isNotFound,
  isTooManyRequests,
} from '../../src/kube/errors.ts';
import { type KubeObject, objectKey } from '../../src/kube/object.ts';
import { Reflector } from '../../src/kube/reflector.ts';
import { DEPLOYMENTS, NODES, PODS, type Resource } from '../../src/kube/resource.ts';
import { type Cluster, up } from '../cluster/cluster.ts';
import { testLog } from '../unit/test-log.ts';
import { until } from '../unit/until.ts';

const NAMESPACES: Resource = { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };
const CONFIG_MAPS: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };

const SERVICE_ACCOUNTS: Resource = { ...CONFIG_MAPS, kind: 'ServiceAccount', plural: 'serviceaccounts' };
const BUDGETS: Resource = {
  group: 'policy',
  version: 'v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  namespaced: true,
};

let cluster: Cluster;
let client: KubeClient;
let namespaces = 0;

test.before(async () => {
  cluster = await up({ name: 'test-kube', mode: 'control-plane' });
  const access = await resolveAccess({ kubeconfig: cluster.kubeconfig });
  client = new KubeClient({ access, userAgent: 'test/1' });
});
test.after.always(async () => {
  await client.close();
  await cluster.down();
});

/** Each test has a namespace of its own. */
async function newNamespace(): Promise<string> {
  const name = `kube-${process.pid}-${(namespaces += 1)}`;
  await client.create(NAMESPACES, { metadata: { name } });
  return name;
}

/** A pod that is bound to a node that is not there, so that nobody but the test touches it. */
async function newPod(): Promise<{ key: string; namespace: string }> {
  const namespace = await newNamespace();
  await client.apply(SERVICE_ACCOUNTS, { metadata: { name: 'default', namespace } }, { fieldManager: 'test' });
  const metadata = { name: 'pod', namespace, labels: { app: 'a' } };
  await client.create(PODS, { metadata, spec: { nodeName: 'nowhere', containers: [{ name: 'a', image: 'a' }] } });
  return { key: `${namespace}/pod`, namespace };
}

const deployment = (namespace: string, replicas: number): KubeObject => ({
  metadata: { name: 'app', namespace },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a' }] } },
  },
});

test('create, get and delete with a precondition', async (t) => {
  const namespace = await newNamespace();
  const map: KubeObject = { metadata: { name: 'map', namespace }, data: { a: '1' } };
  const created = await client.create(CONFIG_MAPS, map);
  t.true(isAlreadyExists(await t.throwsAsync(client.create(CONFIG_MAPS, map))));
  t.deepEqual((await client.get(CONFIG_MAPS, objectKey(map)))['data'], { a: '1' });
  const other = client.delete(CONFIG_MAPS, objectKey(map), { preconditions: { uid: 'of-another-life' } });
  t.true(isConflict(await t.throwsAsync(other)));
  await client.delete(CONFIG_MAPS, objectKey(map), { preconditions: { uid: created.metadata.uid ?? '' } });
  t.true(isNotFound(await t.throwsAsync(client.get(CONFIG_MAPS, objectKey(map)))));
});

test('apply creates, changes and gives up fields; a field of another manager is a conflict unless forced', async (t) => {
  const namespace = await newNamespace();
  const one = { fieldManager: 'one' };
  const applied = await client.apply(DEPLOYMENTS, deployment(namespace, 1), one);
  t.is(applied.metadata.generation, 1);
  const again = await client.apply(DEPLOYMENTS, deployment(namespace, 1), one);
  t.is(again.metadata.generation, 1, 'the same again changes nothing');

  const conflict = await t.throwsAsync(client.apply(DEPLOYMENTS, deployment(namespace, 3), { fieldManager: 'two' }), {
    instanceOf: ApiError,
  });
  t.true(isConflict(conflict));
  t.like(conflict.causes[0], { reason: 'FieldManagerConflict', field: '.spec.replicas' });
  const forced = await client.apply(DEPLOYMENTS, deployment(namespace, 3), { fieldManager: 'two', force: true });
  t.like(forced['spec'], { replicas: 3 });

  const labelled = deployment(namespace, 1);
  labelled.metadata.labels = { mine: 'yes' };
  await client.apply(DEPLOYMENTS, labelled, { ...one, force: true });
  const without = await client.apply(DEPLOYMENTS, deployment(namespace, 1), one);
  t.is(without.metadata.labels, undefined);
});

test('a dry run is checked but not stored', async (t) => {
  const namespace = await newNamespace();
  await client.apply(DEPLOYMENTS, deployment(namespace, 1), { fieldManager: 'one', dryRun: true });
  t.true(isNotFound(await t.throwsAsync(client.get(DEPLOYMENTS, `${namespace}/app`))));
  const invalid = await t.throwsAsync(
    client.apply(DEPLOYMENTS, deployment(namespace, -1), { fieldManager: 'one', dryRun: true }),
    { instanceOf: ApiError },
  );
  t.true(isInvalid(invalid));
  t.is(invalid.causes[0]?.field, 'spec.replicas');
});

test('status is written by apply and by merge patch, and the spec stays', async (t) => {
  const { key, namespace } = await newPod();
  const metadata = { name: 'pod', namespace };
  const status = { message: 'hello', reason: 'Testing' };
  const applied = await client.applyStatus(PODS, { metadata, status }, { fieldManager: 'status' });
  t.like(applied['status'], status);
  const patched = await client.mergePatchStatus(PODS, key, {
    status: { message: null },
    spec: { activeDeadlineSeconds: 9 },
  });
  t.like(patched['status'], { message: undefined, reason: 'Testing' });
  t.like(patched['spec'], { activeDeadlineSeconds: undefined, nodeName: 'nowhere' });
});

test('an eviction is posted to the pod, and one that a disruption budget forbids is refused at once', async (t) => {
  const { key, namespace } = await newPod();
  await client.mergePatchStatus(PODS, key, {
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const budget = {
    metadata: { name: 'budget', namespace },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'a' } } },
  };
  await client.create(BUDGETS, budget);
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'pod', namespace } };
  const refused = await t.throwsAsync(client.create(PODS, eviction, { subresource: 'eviction' }), {
    instanceOf: ApiError,
  });
  t.true(isTooManyRequests(refused));
  t.is(refused.causes[0]?.reason, 'DisruptionBudget');

  await client.delete(BUDGETS, objectKey(budget));
  await client.create(PODS, eviction, { subresource: 'eviction' });
  t.truthy((await client.get(PODS, key)).metadata.deletionTimestamp);
});

test('lists come in pages, by label, and with the types of their objects', async (t) => {
  const namespace = await newNamespace();
  for (const name of ['a', 'b', 'c']) {
    await client.create(CONFIG_MAPS, { metadata: { name, namespace, labels: { odd: String(name !== 'b') } } });
  }
  const first = await client.list(CONFIG_MAPS, { namespace, labelSelector: 'odd', limit: 2 });
  const second = await client.list(CONFIG_MAPS, {
    namespace,
    labelSelector: 'odd',
    limit: 2,
    continue: first.continue,
  });
  t.deepEqual(
    [...first.items, ...second.items].map(({ kind, apiVersion, metadata: { name } }) => [apiVersion, kind, name]),
    ['a', 'b', 'c'].map((name) => ['v1', 'ConfigMap', name]),
  );
  t.is(second.continue, undefined);
  t.is((await client.list(CONFIG_MAPS, { namespace, labelSelector: 'odd=true' })).items.length, 2);
  t.deepEqual((await client.list(NODES)).items, []);
});

test('a watch that the server refuses throws its reason', async (t) => {
  const watch = client.watch(CONFIG_MAPS, { resourceVersion: 'no-number', timeoutSeconds: 5 });
  await t.throwsAsync(watch.next(), { instanceOf: ApiError, message: /Invalid value: "no-number"/ });
});

test('a reflector follows a namespace through creation, change, deletion and a new life', async (t) => {
  const namespace = await newNamespace();
  const log = testLog();
  const reflector = new Reflector<KubeObject>(client, CONFIG_MAPS, { namespace, log, labelSelector: 'watched' });
  const changes: string[] = [];
  reflector.onChange(({ type, object }) => changes.push(`${type} ${object.metadata.name}`));
  const end = new AbortController();
  const create = (name: string): Promise<KubeObject> =>
    client.create(CONFIG_MAPS, { metadata: { name, namespace, labels: { watched: '' } } });
  await create('before');
  const run = reflector.run(end.signal);
  await reflector.synced;
  await create('after');
  await client.patch(CONFIG_MAPS, `${namespace}/after`, { data: { a: '1' } });
  await client.delete(CONFIG_MAPS, `${namespace}/before`);
  await create('before');
  // Out of the selection is gone, as far as a watch is concerned.
  await client.patch(CONFIG_MAPS, `${namespace}/after`, { metadata: { labels: { watched: null } } });
  await until(() => changes.length === 6, `six changes, but: ${changes.join(', ')}`);
  t.deepEqual(changes, [
    'added before',
    'added after',
    'updated after',
    'deleted before',
    'added before',
    'deleted after',
  ]);
  t.deepEqual(
    reflector.store.list().map((object) => [objectKey(object), object.kind, object.metadata.managedFields]),
    [[`${namespace}/before`, 'ConfigMap', undefined]],
  );
  t.is(reflector.problem, undefined);
  end.abort();
  await run;
  t.deepEqual(log.lines, []);
});
