import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import test from 'ava';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import type { Credentials } from '../../src/kube/credentials.ts';
import { isUnauthorized } from '../../src/kube/errors.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { Reflector, type ReflectorOptions } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { type Cluster, up } from '../cluster/cluster.ts';
import { stateDirectory } from '../cluster/parameters.ts';
import { findAll, kill } from '../cluster/processes.ts';
import { Relay } from '../fake-api-server/relay.ts';
import { until } from '../support/until.ts';
import { testLog } from '../unit/test-log.ts';

const CONFIG_MAPS: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const ACCOUNTS: Resource = { ...CONFIG_MAPS, kind: 'ServiceAccount', plural: 'serviceaccounts' };
const NAMESPACE = 'default';
const NAME = `faults-${createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 6)}`;

let cluster: Cluster;
/** Goes to the API server directly, to change what the client under test is to see. */
let admin: KubeClient;

test.before(async () => {
  cluster = await up({ name: NAME, mode: 'control-plane' });
  admin = new KubeClient({ access: await resolveAccess({ kubeconfig: cluster.kubeconfig }), userAgent: 'admin/1' });
});
test.after.always(async () => {
  await admin.close();
  await cluster.down();
});

const put = (name: string, text = ''): Promise<KubeObject> =>
  admin.apply(
    CONFIG_MAPS,
    { metadata: { name, namespace: NAMESPACE, labels: { faults: '' } }, data: { text } },
    { fieldManager: 'test', timeoutMs: 60_000 },
  );
const remove = (name: string): Promise<void> => admin.delete(CONFIG_MAPS, `${NAMESPACE}/${name}`);

interface Follower {
  relay: Relay;
  reflector: Reflector<KubeObject>;
  changes: string[];
  stop: () => Promise<void>;
}

/** A reflector behind a relay, with an empty set of objects. */
async function follow(options: Partial<ReflectorOptions<KubeObject>> = {}): Promise<Follower> {
  await admin.deleteCollection(CONFIG_MAPS, { namespace: NAMESPACE, labelSelector: 'faults' });
  const relay = await Relay.start(await resolveAccess({ kubeconfig: cluster.kubeconfig }));
  const client = new KubeClient({ access: relay.access, userAgent: 'faults/1' });
  const selection = { namespace: NAMESPACE, labelSelector: 'faults' };
  const reflector = new Reflector<KubeObject>(client, CONFIG_MAPS, { log: testLog(), ...selection, ...options });
  const changes: string[] = [];
  reflector.onChange(({ type, object }) => changes.push(`${type} ${object.metadata.name}`));
  const end = new AbortController();
  const run = reflector.run(end.signal);
  await reflector.synced;
  return {
    relay,
    reflector,
    changes,
    stop: async () => {
      end.abort();
      await run;
      await client.close();
      await relay[Symbol.asyncDispose]();
    },
  };
}

/** Kills a component as the kernel's OOM killer would; its supervisor starts it again after a second. */
function crash(component: 'etcd' | 'kube-apiserver'): void {
  const processes = findAll(stateDirectory(NAME)).filter(({ argv }) => basename(argv[0] ?? '') === component);
  processes.forEach(({ pid }) => kill(pid, 'SIGKILL'));
}

function flag(component: string, name: string): string {
  const found = findAll(stateDirectory(NAME)).find(({ argv }) => basename(argv[0] ?? '') === component);
  return found?.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
}

/** Makes etcd forget all but the present. */
async function compact(): Promise<void> {
  const etcd = flag('kube-apiserver', 'etcd-servers');
  const ask = async (path: string, body: object): Promise<{ header: { revision: string } }> => {
    const response = await fetch(`${etcd}/v3/kv/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) {
      throw new Error(`etcd: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as { header: { revision: string } };
  };
  const { header } = await ask('range', { key: 'eA==' });
  await ask('compaction', { revision: header.revision, physical: true });
}

test.serial('a reset, and a cut within an event or a character, lose and repeat nothing', async (t) => {
  const { relay, reflector, changes, stop } = await follow();
  await put('a');
  await until('a is seen', () => reflector.store.size === 1);
  relay.reset();
  await put('b');
  await until('b is seen', () => reflector.store.size === 2);
  for (const [marker, offset] of [
    ['"MODIFIED"', 5],
    [Buffer.from('größer'), 3],
  ] as const) {
    relay.cutAt(marker, offset);
    await put('a', `größer ${offset}`);
    await until('the cut', () => !relay.cutIsDue);
    await until('a is changed', () => {
      const text = (reflector.store.get(`${NAMESPACE}/a`)?.['data'] as { text?: string } | undefined)?.text;
      return text === `größer ${offset}`;
    });
  }
  t.deepEqual(changes, ['added a', 'added b', 'updated a', 'updated a']);
  t.is(reflector.stats.lists, 1);
  t.is(reflector.stats.watches, 4);
  await stop();
});

test.serial('a connection that carries nothing any more is given up, and the watch resumed', async (t) => {
  const { relay, reflector, changes, stop } = await follow({ idleTimeoutMs: 2000 });
  relay.silence();
  await put('a');
  await until('the watch is opened again', () => relay.connections > 1);
  await until('a is seen', () => reflector.store.size === 1);
  t.deepEqual(changes, ['added a']);
  t.is(reflector.stats.lists, 1);
  await stop();
});

test.serial('a killed API server, and a killed etcd, are survived', async (t) => {
  const { reflector, changes, stop } = await follow();
  for (const [component, name] of [
    ['kube-apiserver', 'a'],
    ['etcd', 'b'],
  ] as const) {
    crash(component);
    await until(`an answer after ${component} was killed`, () => put(name));
    await until(`${name} is seen`, () => reflector.store.get(`${NAMESPACE}/${name}`) !== undefined);
  }
  t.deepEqual(changes, ['added a', 'added b']);
  t.is(reflector.problem, undefined);
  await stop();
});

test.serial('a version that etcd has compacted leads to one list that tells of deletions and new lives', async (t) => {
  const { relay, reflector, changes, stop } = await follow();
  for (const name of ['kept', 'gone', 'reborn']) {
    await put(name);
  }
  await until('all are seen', () => reflector.store.size === 3);
  changes.length = 0;
  await relay.refuse();
  await remove('gone');
  await remove('reborn');
  await put('reborn');
  await put('new');
  await compact();
  // Its watch cache remembers what etcd does not.
  crash('kube-apiserver');
  await until('the API server answers', () => put('kept', 'changed'));
  await relay.listen();
  await until('all changes are told', () => changes.length === 5, { seen: () => changes.join(', ') });
  t.deepEqual(changes.toSorted(), ['added new', 'added reborn', 'deleted gone', 'deleted reborn', 'updated kept']);
  t.is(reflector.stats.lists, 2);
  await stop();
});

const REVIEWS: Resource = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectReview',
  plural: 'selfsubjectreviews',
  namespaced: false,
};

/** Asks the server who we are, which everybody may. */
const whoAmI = (client: KubeClient): Promise<KubeObject> => client.create(REVIEWS, { metadata: {} } as KubeObject);

async function clientWith(credentials: (rejected?: Credentials) => Credentials) {
  const access = await resolveAccess({ kubeconfig: cluster.kubeconfig });
  return new KubeClient({
    access: { ...access, credentials: async (rejected) => credentials(rejected) },
    userAgent: 'rotation/1',
  });
}

test.serial('a token that the server has stopped to take is replaced by the next one, without an error', async (t) => {
  const account = { metadata: { name: `rotation-${process.pid}`, namespace: NAMESPACE } };
  const { tls } = await (await resolveAccess({ kubeconfig: cluster.kubeconfig })).credentials();
  const newToken = async (): Promise<string> => {
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', ...account, spec: {} };
    const answer = await admin.create<KubeObject>(ACCOUNTS, request, { subresource: 'token' });
    return `Bearer ${(answer['status'] as { token: string }).token}`;
  };
  const first = await admin.create<KubeObject>(ACCOUNTS, account);
  const old: Credentials = { tls, authorization: await newToken() };
  // Tokens are bound to the life of their account.
  await admin.delete(ACCOUNTS, `${NAMESPACE}/${account.metadata.name}`, {
    preconditions: { uid: first.metadata.uid ?? '' },
  });
  await admin.create(ACCOUNTS, account);
  const renewed: Credentials = { tls, authorization: await newToken() };
  const stuck = await clientWith(() => old);
  await until('the old token is refused', async () =>
    whoAmI(stuck).then(
      () => false,
      (error: unknown) => isUnauthorized(error),
    ),
  );
  const client = await clientWith((rejected) => (rejected === undefined ? old : renewed));
  const answer = await whoAmI(client);
  t.like(answer['status'], { userInfo: { username: `system:serviceaccount:${NAMESPACE}:${account.metadata.name}` } });
  await Promise.all([client.close(), stuck.close()]);
});
