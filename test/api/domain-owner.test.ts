/** Ownership of the DaemonSet of an IceoryxDomain, on a real API server with a real garbage collector. */
import test from 'ava';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { DAEMON_SETS } from '../../src/kube/resource.ts';
import { ICEORYX_DOMAINS } from '../../src/controllers/resources.ts';
import { ApiBench } from '../support/api-bench.ts';
import { until } from '../../lab/host/until.ts';

type Condition = NonNullable<NonNullable<IceoryxDomain['status']>['conditions']>[number];

let bench: ApiBench;
test.before(async () => {
  bench = await ApiBench.join('domain-owner');
});
test.after.always(async () => bench.close());

const HELD = 'example.com/held';

/** Creates a domain that selects no node. */
async function made(name: string): Promise<void> {
  await bench.apply({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDomain',
    metadata: { name },
    spec: { nodeSelector: { 'example.com/nowhere': '' }, roudi: { image: 'example.com/roudi:2.0.3' } },
  });
}

async function daemonSet(name: string): Promise<KubeObject | undefined> {
  return bench.kubectl.get<KubeObject>('daemonset', name);
}

async function patched(name: string, metadata: object): Promise<void> {
  await bench.client.patch(DAEMON_SETS, `${bench.namespace}/${name}`, { metadata });
}

/** Waits until the one of the three conditions that is True is this one, with this reason. */
async function holds(name: string, type: 'Ready' | 'Reconciling' | 'Stalled', reason: string): Promise<Condition> {
  let seen: readonly Condition[] | undefined;
  return until(
    `${name} has ${type} for ${reason}`,
    async () => {
      seen = (await bench.kubectl.get<IceoryxDomain>('ioxdom', name))?.status?.conditions;
      const found = seen?.find((condition) => condition.type === type);
      return found?.status === 'True' && found.reason === reason && found;
    },
    { seen: () => JSON.stringify(seen) },
  );
}

async function gone(name: string): Promise<void> {
  await until(`${name} and its DaemonSet are gone`, async () => {
    const [object, child] = await Promise.all([bench.kubectl.get('ioxdom', name), daemonSet(name)]);
    return object === undefined && child === undefined;
  });
}

async function warnings(name: string): Promise<string[]> {
  const selector = `--field-selector=involvedObject.kind=IceoryxDomain,involvedObject.name=${name},type=Warning`;
  const found = await bench.kubectl.get<{ items: { message: string }[] }>('events', selector);
  return (found?.items ?? []).map(({ message }) => message);
}

test.serial('a DaemonSet whose owner reference was removed gets it back', async (t) => {
  await bench.startOperator();
  t.teardown(async () => bench.stopOperator());
  await made('edited');
  await holds('edited', 'Ready', 'NoNodes');
  const { metadata } = (await daemonSet('edited')) ?? {};
  await patched('edited', { ownerReferences: null });
  const again = await until('the owner reference is back', async () => {
    const child = await daemonSet('edited');
    return child?.metadata.ownerReferences !== undefined && child;
  });
  t.deepEqual(again.metadata.ownerReferences, metadata?.ownerReferences);
  t.is(again.metadata.uid, metadata?.uid);
  await holds('edited', 'Ready', 'NoNodes');
  await bench.client.delete(ICEORYX_DOMAINS, `${bench.namespace}/edited`);
  await gone('edited');
  t.deepEqual(await warnings('edited'), []);
});

test.serial('an orphaned DaemonSet is deleted with its domain', async (t) => {
  await bench.startOperator();
  t.teardown(async () => bench.stopOperator());
  await made('orphaned');
  await holds('orphaned', 'Ready', 'NoNodes');
  await bench.stopOperator();
  const key = `${bench.namespace}/orphaned`;
  await bench.client.delete(ICEORYX_DOMAINS, key, { propagationPolicy: 'Orphan' });
  await until('the garbage collector is done', async () => {
    const { metadata } = (await daemonSet('orphaned')) ?? {};
    return metadata !== undefined && metadata.ownerReferences === undefined;
  });
  t.like(await bench.client.get(ICEORYX_DOMAINS, key), { metadata: { finalizers: ['iceoryx.io/domain'] } });
  await bench.startOperator();
  await gone('orphaned');
});

test.serial('a domain waits for the DaemonSet of its predecessor to be deleted, and reports that', async (t) => {
  await bench.startOperator();
  t.teardown(async () => bench.stopOperator());
  await made('again');
  await holds('again', 'Ready', 'NoNodes');
  await bench.stopOperator();
  const key = `${bench.namespace}/again`;
  const before = (await daemonSet('again'))?.metadata.uid;
  await patched('again', { finalizers: [HELD] });
  await bench.client.delete(ICEORYX_DOMAINS, key);
  await bench.client.patch(ICEORYX_DOMAINS, key, { metadata: { finalizers: null } });
  await until('the first domain is gone', async () => (await bench.kubectl.get('ioxdom', 'again')) === undefined);
  await made('again');
  await bench.startOperator();
  const { message } = await holds('again', 'Reconciling', 'PredecessorEnding');
  t.regex(message, /DaemonSet .*\/again of an earlier IceoryxDomain of this name/);
  await patched('again', { finalizers: null });
  await holds('again', 'Ready', 'NoNodes');
  const child = await daemonSet('again');
  t.not(child?.metadata.uid, before);
  t.deepEqual(await warnings('again'), []);
  await bench.client.delete(ICEORYX_DOMAINS, key);
  await gone('again');
});

test.serial('a DaemonSet of another owner is left alone, also when the domain is deleted', async (t) => {
  await bench.startOperator();
  t.teardown(async () => bench.stopOperator());
  const labels = { app: 'other' };
  await bench.apply({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'taken' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { nodeSelector: { 'example.com/nowhere': '' }, containers: [{ name: 'x', image: 'x' }] },
      },
    },
  });
  const theirs = await daemonSet('taken');
  await made('taken');
  const { message } = await holds('taken', 'Stalled', 'NameTaken');
  t.regex(message, /DaemonSet .*\/taken .* delete it, or give this IceoryxDomain another name/);
  const key = `${bench.namespace}/taken`;
  await bench.client.delete(ICEORYX_DOMAINS, key);
  await until('the domain is gone', async () => (await bench.kubectl.get('ioxdom', 'taken')) === undefined);
  const { uid, generation, labels: kept, deletionTimestamp } = (await daemonSet('taken'))?.metadata ?? {};
  t.deepEqual(
    { uid, generation, labels: kept, deletionTimestamp },
    {
      uid: theirs?.metadata.uid,
      generation: theirs?.metadata.generation,
      labels: theirs?.metadata.labels,
      deletionTimestamp: undefined,
    },
  );
});
