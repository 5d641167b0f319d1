/**
 * What is deleted, with an operator that runs and with one that comes only afterwards: everything ends without a hand.
 * docs/install.md has the rows.
 */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import type { KubeObject } from '../../src/kube/object.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { until } from '../../lab/host/until.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { domain, member } from '../../lab/operator/domains.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { pubsub } from '../../lab/operator/templates.ts';

const inTurn = atATime(3);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('deletion');
});
test.after.always(async () => {
  await installCrds(new Kubectl(bench.cluster));
  await bench.close();
});

type Scene = 'own' | 'domain';

/** One row: what is deleted, in a namespace with a scene. */
interface Row {
  readonly scene: Scene;
  readonly remove: (namespace: string) => Promise<unknown>;
  /** What is deleted afterwards, where the first deletion is undone or leaves something that is wanted. */
  readonly afterwards?: (namespace: string) => Promise<unknown>;
}

const gone = async (namespace: string, ...args: string[]): Promise<string> =>
  bench.kubectl('delete', '-n', namespace, '--wait=false', ...args);
const noOwner = async (namespace: string, ...of: string[]): Promise<string> =>
  bench.kubectl('patch', '-n', namespace, ...of, '--type=merge', '-p', '{"metadata":{"ownerReferences":null}}');
const volumeOf = async (namespace: string): Promise<string> =>
  bench.kubectl('get', 'pvc', '-n', namespace, '-o', 'jsonpath={.items[0].spec.volumeName}');
const whole = async (namespace: string): Promise<string> => gone(namespace, 'ioxd,ioxdom', '--all');

const ROWS: Record<string, Row> = {
  'an IceoryxDeployment': { scene: 'own', remove: async (ns) => gone(ns, 'ioxd', 'own') },
  'its Deployment': { scene: 'own', remove: async (ns) => gone(ns, 'deployment', 'own'), afterwards: whole },
  'an IceoryxDeployment, but not what it owns': {
    scene: 'own',
    remove: async (ns) => gone(ns, 'ioxd', 'own', '--cascade=orphan'),
    afterwards: async (ns) => gone(ns, 'deployment', 'own'),
  },
  'an IceoryxDeployment whose Deployment has lost its owner': {
    scene: 'own',
    remove: async (ns) => {
      await noOwner(ns, 'deployment', 'own');
      await gone(ns, 'ioxd', 'own');
    },
    afterwards: async (ns) => gone(ns, 'deployment', '--all'),
  },
  'the namespace of an IceoryxDeployment': { scene: 'own', remove: async (ns) => gone(ns, 'namespace', ns) },
  'an IceoryxDomain, then its apps': {
    scene: 'domain',
    remove: async (ns) => gone(ns, 'ioxdom', 'floor'),
    afterwards: async (ns) => gone(ns, 'ioxd', 'publisher'),
  },
  'the apps of an IceoryxDomain, then it': {
    scene: 'domain',
    remove: async (ns) => gone(ns, 'ioxd', 'publisher'),
    afterwards: async (ns) => gone(ns, 'ioxdom', 'floor'),
  },
  'the DaemonSet of an IceoryxDomain': {
    scene: 'domain',
    remove: async (ns) => gone(ns, 'daemonset', 'floor'),
    afterwards: whole,
  },
  'the DaemonSet of an IceoryxDomain, but not its pods': {
    scene: 'domain',
    remove: async (ns) => gone(ns, 'daemonset', 'floor', '--cascade=orphan'),
    afterwards: whole,
  },
  'an IceoryxDomain and its DaemonSet, but not its pods': {
    scene: 'domain',
    remove: async (ns) => {
      await gone(ns, 'daemonset', 'floor', '--cascade=orphan');
      await whole(ns);
    },
  },
  'an IceoryxDomain whose DaemonSet has lost its owner': {
    scene: 'domain',
    remove: async (ns) => {
      await noOwner(ns, 'daemonset', 'floor');
      await whole(ns);
    },
  },
  'the claim and the volume of an IceoryxDomain': {
    scene: 'domain',
    remove: async (ns) => {
      const volume = await volumeOf(ns);
      await gone(ns, 'pvc', '--all');
      await gone(ns, 'pv', volume);
    },
    afterwards: whole,
  },
  'the namespace of an IceoryxDomain and its apps': {
    scene: 'domain',
    remove: async (ns) => gone(ns, 'namespace', ns),
  },
};

/** Makes a namespace with a scene, and waits until its pods are Ready. */
async function staged(scene: Scene): Promise<string> {
  const namespace = `${bench.namespace}-${randomBytes(3).toString('hex')}`;
  await bench.kubectl('create', 'namespace', namespace);
  const objects =
    scene === 'own'
      ? [pubsub('own', bench.images)]
      : [
          domain('floor', bench.images, { allowedNamespaces: [namespace] }),
          member('publisher', { name: 'floor', namespace }, bench.images, { replicas: 1 }),
        ];
  await bench.applyIn(namespace, ...objects);
  const which = scene === 'own' ? 'ioxd/own' : 'ioxd/publisher';
  await bench.kubectl('wait', '-n', namespace, '--for=condition=Ready', which, '--timeout=180s');
  return namespace;
}

/** Waits until nothing of a scene is left, without a hand. */
async function empty(namespace: string): Promise<void> {
  let left: string[] = [];
  await until(
    `nothing is left in ${namespace}`,
    async () => {
      const inside = await Promise.all(
        ['ioxd,ioxdom', 'deployments,daemonsets,pods,pvc'].map(async (kinds) =>
          bench.json<{ items: KubeObject[] }>('get', kinds, '-n', namespace).catch(noneIfNotDefined),
        ),
      );
      const volumes = await bench.json<{ items: (KubeObject & { spec: { claimRef?: { namespace?: string } } })[] }>(
        'get',
        'pv',
      );
      left = [
        ...inside.flatMap(({ items }) => items),
        ...volumes.items.filter(({ spec }) => spec.claimRef?.namespace === namespace),
      ].map(({ kind, metadata }) => `${kind} ${metadata.name} (${metadata.finalizers?.join(' ') ?? 'no finalizer'})`);
      return left.length === 0;
    },
    { timeoutSeconds: 180, seen: () => left.join(', ') },
  );
}

function noneIfNotDefined(error: unknown): { items: KubeObject[] } {
  if (/doesn't have a resource type|could not find the requested resource/.test(String(error))) {
    return { items: [] };
  }
  throw error;
}

/** Does the same for every row, a few at a time. Returns what went wrong, by row. */
async function everyRow<T>(what: (row: Row, name: string) => Promise<T>): Promise<Map<string, T>> {
  const results = await Promise.allSettled(
    Object.entries(ROWS).map(async ([name, row]) => [name, await inTurn(what)(row, name)] as const),
  );
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
  if (failures.length > 0) {
    throw new Error(failures.join('\n'));
  }
  return new Map(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
}

// Serial tests come first, and the operator is away in this one.
test.serial('without an operator, and with one that comes afterwards: each of the rows below', async (t) => {
  const namespaces = await everyRow(async ({ scene }) => staged(scene));
  const of = (name: string): string => namespaces.get(name) ?? '';
  await bench.stopOperator();
  await everyRow(async ({ remove }, name) => remove(of(name)));
  const waiting = of('an IceoryxDomain, then its apps');
  const described = await bench.kubectl('describe', 'ioxdom', 'floor', '-n', waiting);
  t.regex(described, /Deletion Timestamp:[^]*Finalizers:\s+iceoryx\.io\//, 'it says what it waits for');
  await bench.startOperator();
  await everyRow(async ({ afterwards }, name) => afterwards?.(of(name)));
  await everyRow(async (_, name) => empty(of(name)));
  await bench.kubectl('delete', 'namespace', ...namespaces.values(), '--wait=false', '--ignore-not-found');
});

for (const isThere of [true, false]) {
  test.serial(
    `the definitions, ${isThere ? 'with an operator' : 'without an operator, and with one that comes afterwards'}`,
    async (t) => {
      const namespaces = await Promise.all([staged('own'), staged('domain')]);
      const definitions = ['iceoryxdeployments', 'iceoryxdomains', 'iceoryxsweeps'].map(
        (name) => `crd/${name}.iceoryx.io`,
      );
      if (!isThere) {
        await bench.stopOperator();
      }
      await bench.kubectl('delete', ...definitions, '--wait=false');
      if (!isThere) {
        await bench.kubectl('wait', '--for=delete', definitions[0] ?? '', '--timeout=120s');
        await bench.launchOperator();
      }
      await bench.kubectl('wait', '--for=delete', ...definitions, '--timeout=180s');
      await Promise.all(namespaces.map(empty));
      await installCrds(new Kubectl(bench.cluster));
      const again = await staged('own');
      t.pass('the same operator works once the definitions are back');
      await bench.kubectl('delete', 'namespace', ...namespaces, again, '--wait=false');
    },
  );
}

for (const [what, { scene, remove, afterwards }] of Object.entries(ROWS)) {
  test(
    `with an operator: ${what}`,
    inTurn(async (t) => {
      const namespace = await staged(scene);
      await remove(namespace);
      await afterwards?.(namespace);
      await empty(namespace);
      await bench.kubectl('delete', 'namespace', namespace, '--wait=false', '--ignore-not-found');
      t.pass();
    }),
  );
}
