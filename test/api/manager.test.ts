import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { resolveAccess } from '../../src/kube/access.ts';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import { isUnauthorized } from '../../src/kube/errors.ts';
import type { Lease } from '../../src/kube/lease.ts';
import { LeaseElection } from '../../src/kube/lease-election.ts';
import { toSelf } from '../../src/kube/mappers.ts';
import { type KubeObject, splitKey } from '../../src/kube/object.ts';
import { Reflector } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { type Clock, systemClock } from '../../src/runtime/clock.ts';
import { Controller } from '../../src/runtime/controller.ts';
import { HealthServer } from '../../src/runtime/health.ts';
import type { Log } from '../../src/runtime/log.ts';
import { Manager } from '../../src/runtime/manager.ts';
import { ApiBench } from '../support/api-bench.ts';
import { Relay } from '../fake-api-server/relay.ts';
import { until } from '../../lab/host/until.ts';

const CORE = { group: '', version: 'v1', namespaced: true };
const CONFIG_MAPS: Resource = { ...CORE, kind: 'ConfigMap', plural: 'configmaps' };
const ACCOUNTS: Resource = { ...CORE, kind: 'ServiceAccount', plural: 'serviceaccounts' };
const BINDINGS: Resource = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  namespaced: false,
};
const LEASES: Resource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};
/** No test waits for its expiry, and it is long enough not to expire on a busy machine. */
const LEASE_SECONDS = 15;

let bench: ApiBench;
let access: ClusterAccess;
let admin: KubeClient;
let namespaces = 0;

test.before(async () => {
  bench = await ApiBench.join('manager');
  access = await resolveAccess({ kubeconfig: bench.cluster.kubeconfig });
  admin = bench.client;
});
test.after.always(async () => bench.close());

async function newNamespace(): Promise<string> {
  return bench.newNamespace(`manager-${(namespaces += 1)}`);
}

interface Options {
  readonly namespace: string;
  readonly access?: ClusterAccess;
  readonly elects?: boolean;
  /** Awaited in each reconcile, whatever its signal says. */
  readonly gate?: () => Promise<void>;
  readonly stopTimeoutMs?: number;
  readonly clock?: Clock;
}

interface Operator {
  /** What the operator did, in order: `watch`, `lease` and `write`, and its log messages. */
  readonly did: string[];
  readonly reflector: Reflector<KubeObject>;
  /** Its identity in the election. */
  readonly identity: string;
  readonly probe: (path: string) => Promise<{ status: number; body: string }>;
  /** Asks it to stop. */
  readonly stop: () => void;
  /** Settles when it has stopped. */
  readonly ended: Promise<void>;
}

/** Starts a complete operator that copies each ConfigMap labelled `of=user`. */
function start({ namespace, elects = true, gate, stopTimeoutMs, clock, ...options }: Options): Operator {
  const { access: through = access } = options;
  const did: string[] = [];
  const tell = (message: string): void => void did.push(message);
  const log: Log = { debug: () => {}, info: tell, warn: tell, error: tell, child: () => log };
  const client = (beforeWrite?: () => void): KubeClient =>
    new KubeClient({
      access: through,
      userAgent: 'manager/1',
      beforeWrite,
      observer: ({ path, watch, method, status }) => {
        const what = path.includes('/leases') ? 'lease' : watch ? 'watch' : method === 'GET' ? 'read' : 'write';
        did.push(status === undefined || status >= 300 ? `${what} failed` : what);
      },
    });
  const free = client();
  const election = elects
    ? new LeaseElection({ client: free, key: `${namespace}/manager`, seconds: LEASE_SECONDS, log })
    : undefined;
  const bound = client(() => election?.check());
  const reflector = new Reflector<KubeObject>(bound, CONFIG_MAPS, {
    log,
    namespace,
    labelSelector: 'of=user',
    backoff: { baseMs: 100, capMs: 500 },
    clock,
  });
  const controller = new Controller({
    name: 'copies',
    log,
    reconcile: async (key, signal) => {
      const source = reflector.store.get(key);
      if (source === undefined) return;
      await gate?.();
      const metadata = { name: `${splitKey(key).name}-copy`, namespace };
      await bound.apply(CONFIG_MAPS, { metadata, data: source['data'] }, { fieldManager: 'copies', signal });
    },
  });
  controller.watch(reflector, toSelf);
  const health = new HealthServer({
    log,
    host: '127.0.0.1',
    port: 0,
    checks: { configmaps: () => reflector.problem },
    liveness: { copies: () => controller.problem },
  });
  const end = new AbortController();
  const manager = new Manager({
    log,
    servers: [health],
    reflectors: [reflector],
    election,
    controllers: [controller],
    stopTimeoutMs,
  });
  const run = async (): Promise<void> => {
    try {
      await manager.run(end.signal);
    } finally {
      did.push('ended');
      await Promise.all([bound.close(), free.close()]);
    }
  };
  const ended = run();
  // Handled where it is awaited.
  ended.catch(() => undefined);
  return {
    did,
    reflector,
    identity: election?.identity ?? '',
    probe: async (path) => {
      const { port } = await health.listening;
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.text() };
    },
    stop: () => end.abort(),
    ended,
  };
}

async function put(namespace: string, name: string, text: string): Promise<void> {
  const metadata = { name, namespace, labels: { of: 'user' } };
  await admin.apply(CONFIG_MAPS, { metadata, data: { text } }, { fieldManager: 'user' });
}

async function copied(namespace: string, name: string, text: string): Promise<void> {
  await until(`the copy of ${name} says ${text}`, async () => {
    const copy = await admin.get(CONFIG_MAPS, `${namespace}/${name}-copy`);
    return (copy['data'] as { text?: string }).text === text;
  });
}

async function holder(namespace: string): Promise<string> {
  const lease = await admin.get<Lease>(LEASES, `${namespace}/manager`);
  return lease.spec?.holderIdentity ?? '';
}

/** The first occurrence of each of these steps in a log, in their order. */
const order = (did: readonly string[], ...steps: string[]): string[] =>
  [...new Set(did)].filter((each) => steps.includes(each));

test('probes, caches, leadership and work start in this order, each once the one before is ready', async (t) => {
  const namespace = await newNamespace();
  await put(namespace, 'a', 'one');
  const relay = await Relay.start(access);
  await relay.refuse();
  const operator = start({ namespace, access: relay.access });
  t.teardown(async () => {
    operator.stop();
    await operator.ended;
    await relay[Symbol.asyncDispose]();
  });
  t.is((await operator.probe('/healthz')).status, 200, 'alive without an API server');
  await until('the watch has failed', () => operator.did.includes('watch failed'));
  const { status, body } = await operator.probe('/readyz');
  t.is(status, 503);
  t.regex(body, /^configmaps: not synced: .*127\.0\.0\.1/);
  t.false(
    operator.did.some((each) => each.startsWith('lease')),
    'an operator that cannot work does not stand for election',
  );

  await relay.listen();
  await copied(namespace, 'a', 'one');
  t.is((await operator.probe('/readyz')).status, 200);
  const steps = ['answering probes', 'watch', 'lease', 'running', 'write'];
  t.deepEqual(order(operator.did, ...steps), steps);
});

test('a stop lets work finish and releases leadership, and the standby continues with its cache', async (t) => {
  const namespace = await newNamespace();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  let working = false;
  const leader = start({
    namespace,
    gate: () => {
      working = true;
      return opened;
    },
  });
  await until('it leads', () => leader.did.includes('running'));
  const standby = start({ namespace });
  t.teardown(async () => {
    standby.stop();
    await standby.ended;
  });
  await until('the standby is ready', async () => (await standby.probe('/readyz')).status === 200);
  await put(namespace, 'a', 'one');
  await until('the leader is working', () => working);
  await until('the standby has seen the object', () => standby.reflector.store.size === 1);
  leader.stop();
  t.false(await Promise.race([leader.ended.then(() => true), until('a first poll', () => true).then(() => false)]));
  t.is(await holder(namespace), leader.identity, 'it leads as long as it works');
  const before = standby.did.length;
  open();
  await leader.ended;
  t.is(order(leader.did, 'write', 'leadership released', 'ended').join(', '), 'write, leadership released, ended');
  await until('the standby works', () => standby.did.includes('running'), { timeoutSeconds: LEASE_SECONDS });
  await put(namespace, 'a', 'two');
  await copied(namespace, 'a', 'two');
  t.deepEqual(
    standby.did.slice(before).filter((each) => each === 'watch' || each === 'read'),
    [],
    'the standby requests nothing that it has already',
  );
  t.like(standby.reflector.stats, { lists: 1, watches: 1 });
});

test('a stop ends in time although work does not, and the lease is kept until it expires', async (t) => {
  const namespace = await newNamespace();
  await put(namespace, 'a', 'one');
  let working = false;
  const operator = start({
    namespace,
    stopTimeoutMs: 5000,
    gate: () => {
      working = true;
      return new Promise(() => {});
    },
  });
  await until('it works', () => working);
  operator.stop();
  const begin = performance.now();
  await operator.ended;
  t.true(performance.now() - begin < 60_000);
  t.true(operator.did.includes('did not stop in time'));
  t.is(await holder(namespace), operator.identity, 'it may still work');
});

test('ready while the watch works, and no longer ready after a minute without it', async (t) => {
  const namespace = await newNamespace();
  await put(namespace, 'a', 'one');
  let later = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + later };
  const relay = await Relay.start(access);
  const operator = start({ namespace, access: relay.access, elects: false, clock });
  t.teardown(async () => {
    operator.stop();
    await operator.ended;
    await relay[Symbol.asyncDispose]();
  });
  await copied(namespace, 'a', 'one');
  t.is((await operator.probe('/readyz')).status, 200);
  await relay.refuse();
  await until('the failure is noticed', () => operator.reflector.stats.failures > 0);
  t.is((await operator.probe('/readyz')).status, 200, 'a short interruption does not matter');
  later = 60_000;
  const { status, body } = await operator.probe('/readyz');
  t.is(status, 503);
  t.regex(body, /^configmaps: no watch for 6\d s: /);
  t.is((await operator.probe('/healthz')).status, 200, 'a restart would not help');
  await relay.listen();
  await until('it is ready again', async () => (await operator.probe('/readyz')).status === 200);
  await put(namespace, 'a', 'two');
  await copied(namespace, 'a', 'two');
});

test('in a pod the operator uses its service account, whose token may be replaced while it runs', async (t) => {
  const namespace = await newNamespace();
  const account = { metadata: { name: 'operator', namespace } };
  const newToken = async (): Promise<string> => {
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', ...account, spec: {} };
    const answer = await admin.create<KubeObject>(ACCOUNTS, request, { subresource: 'token' });
    return (answer['status'] as { token: string }).token;
  };
  await admin.create(ACCOUNTS, account);
  await admin.create<KubeObject>(BINDINGS, {
    metadata: { name: namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'operator', namespace }],
  });
  const directory = await mkdtemp(join(tmpdir(), 'service-account-'));
  const config = JSON.parse(await readFile(bench.cluster.kubeconfig, 'utf8')) as {
    clusters: { cluster: { 'certificate-authority-data': string } }[];
  };
  const ca = Buffer.from(config.clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64');
  await writeFile(join(directory, 'ca.crt'), ca);
  await writeFile(join(directory, 'namespace'), namespace);
  await writeFile(join(directory, 'token'), await newToken());
  const { hostname, port } = access.server;
  const inPod = await resolveAccess({
    env: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port },
    serviceAccountDirectory: directory,
  });
  t.is(inPod.namespace, namespace);
  const operator = start({ namespace: inPod.namespace, access: inPod });
  t.teardown(async () => {
    operator.stop();
    await operator.ended;
    await admin.delete(BINDINGS, namespace);
    await rm(directory, { recursive: true });
  });
  await put(namespace, 'a', 'one');
  await copied(namespace, 'a', 'one');

  // A token ends with its account.
  const old = await inPod.credentials();
  await admin.delete(ACCOUNTS, `${namespace}/operator`);
  await admin.create(ACCOUNTS, account);
  await writeFile(join(directory, 'token'), await newToken());
  const outdated = new KubeClient({ access: { ...access, credentials: async () => old }, userAgent: 'test/1' });
  await until('the old token is refused', async () => {
    return outdated.get(CONFIG_MAPS, `${namespace}/a`).then(
      () => false,
      (error: unknown) => isUnauthorized(error),
    );
  });
  await outdated.close();
  await put(namespace, 'a', 'two');
  await copied(namespace, 'a', 'two');
  t.is(await holder(namespace), operator.identity, 'it has led all the time');
});
