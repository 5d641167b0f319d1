import test from 'ava';
import type { KubeClient } from '../../src/kube/client.ts';
import {
  ApiError,
  isAlreadyExists,
  isConflict,
  isInvalid,
  isMalformed,
  isNotFound,
  isTooManyRequests,
} from '../../src/kube/errors.ts';
import { type ManagedFieldsEntry, ownedByApply, ownsByUpdate } from '../../src/kube/field-ownership.ts';
import { type KubeObject, objectKey } from '../../src/kube/object.ts';
import { Reflector } from '../../src/kube/reflector.ts';
import { DEPLOYMENTS, NODES, PODS, type Resource } from '../../src/kube/resource.ts';
import { ApiBench } from '../support/api-bench.ts';
import { testLog } from '../unit/test-log.ts';
import { until } from '../../lab/host/until.ts';

const CONFIG_MAPS: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const BUDGETS: Resource = {
  group: 'policy',
  version: 'v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  namespaced: true,
};

let bench: ApiBench;
let client: KubeClient;
let namespaces = 0;

test.before(async () => {
  bench = await ApiBench.join('kube');
  ({ client } = bench);
});
test.after.always(async () => {
  await bench.close();
});

/** Each test has a namespace of its own. */
async function newNamespace(): Promise<string> {
  return bench.newNamespace(`kube-${(namespaces += 1)}`);
}

/** A pod that is bound to a node that does not exist, so that only the test changes it. */
async function newPod(): Promise<{ key: string; namespace: string }> {
  const namespace = await newNamespace();
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

test('an apply of an unknown field is refused, although no field validation is requested', async (t) => {
  const namespace = await newNamespace();
  const odd = deployment(namespace, 0);
  Object.assign(odd['spec'] as object, { replica: 1 });
  const refusal = await t.throwsAsync(client.apply(DEPLOYMENTS, odd, { fieldManager: 'test' }), {
    message: /\.spec\.replica: field not declared in schema/,
  });
  t.true(isMalformed(refusal));
});

test('a create of an unknown field is refused where strict field validation is requested', async (t) => {
  const namespace = await newNamespace();
  const odd = deployment(namespace, 0);
  Object.assign(odd['spec'] as object, { replica: 1 });
  const refusal = await t.throwsAsync(client.create(DEPLOYMENTS, odd, { fieldValidation: 'Strict' }), {
    message: /unknown field "spec\.replica"/,
  });
  t.true(isMalformed(refusal));
  const created = await client.create(DEPLOYMENTS, odd, { fieldValidation: 'Ignore', metadataOnly: true });
  t.deepEqual(Object.keys(created).toSorted(), ['apiVersion', 'kind', 'metadata']);
  t.is(created.kind, 'Deployment');
});

test('an apply gives up fields of an earlier create once they are its own; others keep theirs', async (t) => {
  const namespace = await newNamespace();
  const mine = { fieldManager: 'one' };
  const full = deployment(namespace, 0);
  Object.assign(full['spec'] as object, { minReadySeconds: 7, progressDeadlineSeconds: 77 });
  const created = await client.create(DEPLOYMENTS, full, mine);
  const key = objectKey(created);
  const theirs = { metadata: { ...deployment(namespace, 0).metadata, labels: { theirs: 'yes' } } };
  await client.apply(DEPLOYMENTS, theirs, { fieldManager: 'two' });
  await client.patch(DEPLOYMENTS, key, { spec: { progressDeadlineSeconds: 88 } }, { fieldManager: 'three' });

  const kept = await client.apply(DEPLOYMENTS, deployment(namespace, 0), { ...mine, force: true, dryRun: true });
  t.like(kept['spec'], { minReadySeconds: 7 }, 'as long as the field is owned by the create');

  const live = await client.get(DEPLOYMENTS, key, { metadataOnly: true });
  t.true(ownsByUpdate(live, 'one'));
  const value = ownedByApply(live, 'one');
  const upgraded = await client.jsonPatch(
    DEPLOYMENTS,
    key,
    [{ op: 'replace', path: '/metadata/managedFields', value }],
    mine,
  );
  t.false(ownsByUpdate(upgraded, 'one'));
  t.is(upgraded.metadata.generation, live.metadata.generation);
  const applied = await client.apply(DEPLOYMENTS, deployment(namespace, 0), { ...mine, force: true });
  t.like(applied['spec'], { progressDeadlineSeconds: 88, revisionHistoryLimit: 10 });
  t.is((applied['spec'] as { minReadySeconds?: number }).minReadySeconds ?? 0, 0);
  t.deepEqual(applied.metadata.labels, { theirs: 'yes' });
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
  const applied = await client.apply(PODS, { metadata, status }, { fieldManager: 'status', subresource: 'status' });
  t.like(applied['status'], status);
  const patched = await client.mergePatchStatus(PODS, key, {
    status: { message: null },
    spec: { activeDeadlineSeconds: 9 },
  });
  t.like(patched['status'], { message: undefined, reason: 'Testing' });
  t.like(patched['spec'], { activeDeadlineSeconds: undefined, nodeName: 'nowhere' });
});

test('a patch of a status with an old version is a conflict, and field ownership stays as it was', async (t) => {
  const { key } = await newPod();
  const before = await client.get(PODS, key);
  const { resourceVersion } = before.metadata;
  const patch = { metadata: { resourceVersion }, status: { message: 'hello' } };
  const answer = await client.mergePatchStatus(PODS, key, patch, { fieldManager: 'status', metadataOnly: true });
  t.false('status' in answer);
  const after = await client.get(PODS, key);
  t.like(after['status'], { message: 'hello' });
  t.deepEqual(after['spec'], before['spec']);
  const owners = ({ managedFields = [] }: KubeObject['metadata']) =>
    (managedFields as ManagedFieldsEntry[]).filter(({ manager }) => manager !== 'status');
  t.deepEqual(owners(after.metadata), owners(before.metadata));
  t.true(owners(after.metadata).length > 0);
  t.true(isConflict(await t.throwsAsync(client.mergePatchStatus(PODS, key, patch))));
  t.like((await client.get(PODS, key))['status'], { message: 'hello' });
});

test('a JSON Patch is applied in order and as a whole; one whose test fails changes nothing', async (t) => {
  const namespace = await newNamespace();
  const key = `${namespace}/map`;
  const metadata = { name: 'map', namespace, finalizers: ['test/one'], annotations: { 'test/b': '2' } };
  await client.create(CONFIG_MAPS, { metadata, data: { a: '1' } });
  const patched = await client.jsonPatch(
    CONFIG_MAPS,
    key,
    [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: '3' },
      { op: 'move', from: '/metadata/annotations/test~1b', path: '/data/c' },
      { op: 'add', path: '/metadata/finalizers/-', value: 'test/two' },
      { op: 'remove', path: '/metadata/finalizers/0' },
    ],
    { fieldManager: 'patcher' },
  );
  t.deepEqual(patched['data'], { a: '3', c: '2' });
  t.deepEqual(patched.metadata.finalizers, ['test/two']);
  t.true((patched.metadata.managedFields as { manager: string }[]).some(({ manager }) => manager === 'patcher'));

  const stale = client.jsonPatch(CONFIG_MAPS, key, [
    { op: 'replace', path: '/data/c', value: 'lost' },
    { op: 'test', path: '/data/a', value: '1' },
  ]);
  t.true(isInvalid(await t.throwsAsync(stale)));
  const other = client.jsonPatch(CONFIG_MAPS, key, [{ op: 'test', path: '/metadata/uid', value: 'of-another-life' }]);
  await t.throwsAsync(other, { instanceOf: ApiError });
  t.is((await client.get(CONFIG_MAPS, key)).metadata.resourceVersion, patched.metadata.resourceVersion);
  await client.jsonPatch(CONFIG_MAPS, key, [{ op: 'remove', path: '/metadata/finalizers' }]);
});

test('an eviction is posted to the pod, and one that a disruption budget forbids fails at once', async (t) => {
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

test('lists can be paged and selected by label, and their items have a type', async (t) => {
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
  t.deepEqual((await client.list(NODES, { labelSelector: 'of=nobody' })).items, []);
});

test('a watch that the server refuses throws its reason', async (t) => {
  const watch = client.watch(CONFIG_MAPS, { resourceVersion: 'no-number', timeoutSeconds: 5 });
  await t.throwsAsync(watch.next(), { instanceOf: ApiError, message: /Invalid value: "no-number"/ });
});

test('a reflector follows objects through creation, change, deletion and re-creation', async (t) => {
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
  // For a watch, an object that leaves the selection is gone.
  await client.patch(CONFIG_MAPS, `${namespace}/after`, { metadata: { labels: { watched: null } } });
  await until(`six changes, but: ${changes.join(', ')}`, () => changes.length === 6);
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
