import { once } from 'node:events';
import { connect } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { until } from '../../lab/host/until.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import { ApiError, isConflict, isNotFound } from '../../src/kube/errors.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { PODS, type Resource } from '../../src/kube/resource.ts';
import { Controller } from '../../src/runtime/controller.ts';
import { Manager } from '../../src/runtime/manager.ts';
import {
  bundlesOf,
  MUTATING_WEBHOOKS,
  trustPatch,
  type WebhookConfiguration,
} from '../../src/webhook/certificates/configuration.ts';
import { webhookCertificates, type WebhookCertificates } from '../../src/webhook/certificates/certificates.ts';
import { issueAuthority, issueLeaf, type KeyPair } from '../../src/webhook/certificates/issue.ts';
import { SECRETS, type TlsSecret } from '../../src/webhook/certificates/secret.ts';
import { dataOf, type SecretData, storedOf, textOf } from '../../src/webhook/certificates/stored.ts';
import { type Admit, WebhookServer } from '../../src/webhook/server.ts';
import { ApiBench } from '../support/api-bench.ts';
import { type Line, testLog } from '../unit/test-log.ts';

const ACCOUNTS: Resource = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  namespaced: true,
};
const SECRET = 'webhook-certificate';
const LABEL = 'asks';
const DAY_MS = 86_400_000;

interface Rights {
  /** In the operator's own namespace. */
  readonly namespaced: readonly object[];
  /** @param name of the configuration */
  readonly cluster: (name: string) => readonly object[];
}

/** The rights of the operator, for certificates of its own and for those that are given. */
const OWN: Rights = {
  namespaced: [
    { apiGroups: [''], resources: ['secrets'], resourceNames: [SECRET], verbs: ['create', 'list', 'patch', 'watch'] },
  ],
  cluster: (name: string) => [
    {
      apiGroups: ['admissionregistration.k8s.io'],
      resources: ['mutatingwebhookconfigurations'],
      resourceNames: [name],
      verbs: ['list', 'patch', 'watch'],
    },
  ],
};
const GIVEN: Rights = {
  namespaced: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [SECRET], verbs: ['list', 'watch'] }],
  cluster: () => [],
};

let bench: ApiBench;
let admin: KubeClient;
let namespaces = 0;
test.before(async () => {
  bench = await ApiBench.join('webhook');
  admin = bench.client;
});
test.after.always(async () => {
  await bench.kubectl.run([
    'delete',
    'mutatingwebhookconfiguration,clusterrole,clusterrolebinding',
    '-l',
    `of=${bench.namespace}`,
  ]);
  await bench.close();
});

/** A namespace for a test, in which an operator has the given rights and no others. */
interface Place {
  readonly namespace: string;
  /** Name of the configuration. */
  readonly configuration: string;
  readonly newClient: (calls: Set<string>) => Promise<KubeClient>;
}

async function newPlace({ namespaced, cluster }: Rights = OWN): Promise<Place> {
  const namespace = await bench.newNamespace(`webhook-${(namespaces += 1)}`);
  const metadata = { name: namespace, labels: { of: bench.namespace } };
  const subjects = [{ kind: 'ServiceAccount', name: 'operator', namespace }];
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const refer = (kind: string) => ({
    subjects,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: namespace },
  });
  await bench.apply(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'operator', namespace } },
    { ...rbac, kind: 'Role', metadata: { name: namespace, namespace }, rules: namespaced },
    { ...rbac, kind: 'RoleBinding', metadata: { name: namespace, namespace }, ...refer('Role') },
    { ...rbac, kind: 'ClusterRole', metadata, rules: cluster(namespace) },
    { ...rbac, kind: 'ClusterRoleBinding', metadata, ...refer('ClusterRole') },
  );
  const access = await resolveAccess({ kubeconfig: bench.cluster.kubeconfig });
  const request = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: { name: 'operator', namespace },
    spec: {},
  };
  const { status } = await admin.create<KubeObject>(ACCOUNTS, request, { subresource: 'token' });
  const authorization = `Bearer ${(status as { token: string }).token}`;
  return {
    namespace,
    configuration: namespace,
    newClient: async (calls) =>
      new KubeClient({
        access: {
          ...access,
          credentials: async (rejected) => ({ ...(await access.credentials(rejected)), authorization }),
        },
        userAgent: 'operator/1',
        observer: ({ method, path, watch, status }) => {
          const verb = watch ? 'watch' : method === 'GET' ? 'list' : method.toLowerCase();
          calls.add(`${verb} ${/\/(?:secrets|mutating\w+)/.exec(path)?.[0]}${status === 403 ? ' forbidden' : ''}`);
        },
      }),
  };
}

interface Operator extends WebhookCertificates {
  readonly server: WebhookServer;
  readonly port: number;
  readonly lines: Line[];
  readonly calls: Set<string>;
  /** Names of the pods that it was asked about. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

const annotate: Admit = async () => ({
  allowed: true,
  patch: [{ op: 'add', path: '/metadata/annotations', value: { seen: 'true' } }],
});

async function start(
  t: ExecutionContext,
  { namespace, configuration, newClient }: Place,
  admit = annotate,
  source: 'own' | 'given' = 'own',
): Promise<Operator> {
  const log = testLog();
  const [calls, asked] = [new Set<string>(), [] as string[]];
  const client = await newClient(calls);
  const certificates = webhookCertificates({
    client,
    log,
    newController: (options) => new Controller(options),
    namespace,
    secret: SECRET,
    names: ['localhost'],
    configuration,
    source,
    settleMs: 1000,
  });
  const server = new WebhookServer({
    log,
    port: 0,
    certificate: certificates.serving,
    drainMs: 0,
    admit: (request, signal) => {
      asked.push(request.name ?? '');
      return admit(request, signal);
    },
  });
  const end = new AbortController();
  const run = new Manager({
    log,
    reflectors: certificates.reflectors,
    endpoints: [...(certificates.controller === undefined ? [] : [certificates.controller]), server],
  }).run(end.signal);
  const stop = async (): Promise<void> => {
    end.abort();
    await run;
    await client.close();
  };
  t.teardown(stop);
  const { port } = await server.listening;
  return { ...certificates, server, port, lines: log.lines, calls, asked, stop };
}

/** As the chart has it, apart from the port: it says nothing of certificates. */
async function configure({ namespace, configuration }: Place, port: number): Promise<void> {
  await admin.create<KubeObject>(MUTATING_WEBHOOKS, {
    metadata: { name: configuration, labels: { of: bench.namespace } },
    webhooks: [
      {
        name: 'profile.iceoryx.io',
        clientConfig: { url: `https://localhost:${port}/inject` },
        rules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: 'Namespaced' },
        ],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        objectSelector: { matchExpressions: [{ key: LABEL, operator: 'Exists' }] },
        failurePolicy: 'Fail',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        timeoutSeconds: 10,
      },
    ],
  });
}

async function createPod(
  { namespace }: Place,
  name: string,
  labels: Record<string, string> = { [LABEL]: 'yes' },
): Promise<KubeObject> {
  const pod = { metadata: { name, namespace, labels }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
  return admin.create<KubeObject>(PODS, pod, { dryRun: true });
}

const bundleOf = async ({ configuration }: Place): Promise<string> =>
  bundlesOf(await admin.get<WebhookConfiguration>(MUTATING_WEBHOOKS, configuration)).join();
const secretOf = async ({ namespace }: Place): Promise<TlsSecret | undefined> =>
  admin.get<TlsSecret>(SECRETS, `${namespace}/${SECRET}`).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    return undefined;
  });

/** Resolves when the Secret has another certificate than before, which is shown and whose authority is trusted. */
async function renewedFrom(place: Place, before: SecretData | undefined, ...operators: Operator[]): Promise<TlsSecret> {
  return until('the certificates are renewed', async () => {
    const secret = await secretOf(place);
    const { 'tls.crt': cert = '', 'ca.crt': bundle = '' } = secret?.data ?? {};
    const isNew = cert !== '' && bundle !== '' && (cert !== before?.['tls.crt'] || bundle !== before['ca.crt']);
    const isShown = operators.every(({ serving }) => serving.current?.cert === textOf(cert));
    return isNew && isShown && (await bundleOf(place)) === textOf(bundle) && secret;
  });
}

async function ready(t: ExecutionContext, place: Place, admit?: Admit): Promise<Operator> {
  const operator = await start(t, place, admit);
  await configure(place, operator.port);
  await renewedFrom(place, undefined, operator);
  await until('a pod is admitted', async () => createPod(place, 'first'));
  return operator;
}

test('API servers call the webhook over TLS for pods that ask, with the rights for two objects by name', async (t) => {
  const place = await newPlace();
  const operator = await start(t, place);
  await until('it has certificates', () => operator.serving.problem === undefined);
  await until('it waits', () =>
    operator.lines.some(({ message }) => message.startsWith('waiting for the webhook conf')),
  );
  await configure(place, operator.port);
  const pod = await until('a pod is admitted', async () => createPod(place, 'one'));
  t.deepEqual(pod.metadata.annotations, { seen: 'true' });
  t.is((await createPod(place, 'two', {})).metadata.annotations, undefined);
  t.deepEqual([...new Set(operator.asked)], ['one'], 'no call for a pod that does not ask');
  t.is(operator.server.problem, undefined);

  const { type, data } = (await secretOf(place)) as TlsSecret;
  t.is(type, 'kubernetes.io/tls');
  t.deepEqual(Object.keys(data ?? {}).toSorted(), ['ca.crt', 'ca.key', 'tls.crt', 'tls.key']);
  await admin.delete(SECRETS, `${place.namespace}/${SECRET}`);
  await renewedFrom(place, data, operator);
  t.is(operator.lines.filter(({ message }) => message.startsWith('waiting')).length, 1);
  t.deepEqual(
    [...operator.calls].filter((call) => !call.startsWith('list')).toSorted(),
    [
      'patch /mutatingwebhookconfigurations',
      'patch /secrets',
      'watch /mutatingwebhookconfigurations',
      'watch /secrets',
    ],
    'each of these is allowed and used; an apply that creates needs the right to create as well',
  );
  t.deepEqual(
    operator.lines.filter(({ level }) => level === 'error'),
    [],
  );
});

test('what the webhook fails with is shown to the one who creates the pod', async (t) => {
  const place = await newPlace();
  await ready(t, place, async ({ name }) => {
    if (name === 'first') return { allowed: true };
    throw new Error('the profile cannot be read: its cache is empty');
  });
  const error = await t.throwsAsync(createPod(place, 'second'), { instanceOf: ApiError });
  t.regex(error.message, /the profile cannot be read: its cache is empty/);
});

/** What is wrong with the certificates from one moment to the next. */
const accidents: Readonly<Record<string, (data: Required<SecretData>) => SecretData | undefined>> = {
  'the Secret is deleted': () => undefined,
  'its key is lost': (data) => ({ ...data, 'tls.key': '' }),
  'all of it is lost': () => ({ 'tls.crt': '', 'tls.key': '', 'ca.crt': '', 'ca.key': '' }),
  'half of another one is written': (data) => ({ ...data, 'tls.crt': dataOf(fresh())['tls.crt'] }),
  'the key of the authority is lost': (data) => ({ ...data, 'ca.key': '' }),
  'the certificate has expired': (data) => aged(data, 100),
  'the certificate is due': (data) => aged(data, 70),
  'the certificate is not yet valid': (data) => aged(data, -2),
  'another one, of an authority that is near its end': () => dataOf(fresh(new Date(Date.now() - 300 * DAY_MS))),
  'another one that has expired with its authority': () => dataOf(fresh(new Date(Date.now() - 400 * DAY_MS), 400)),
};

function fresh(at = new Date(), leafDays = 0) {
  const authority = issueAuthority(at);
  const leaf = issueLeaf(authority, ['localhost'], new Date(Date.now() - leafDays * DAY_MS));
  return { authority, leaf, bundle: [authority.certificate] };
}

/** The same with a certificate that is that many days old. */
function aged(data: SecretData, days: number): SecretData {
  const stored = storedOf(data);
  const authority = stored.authority as KeyPair;
  const leaf = issueLeaf(authority, ['localhost'], new Date(Date.now() - days * DAY_MS));
  return dataOf({ ...stored, authority, leaf });
}

test('pods are created all the time while certificates are lost, expire and are renewed by two replicas', async (t) => {
  const place = await newPlace();
  const operator = await ready(t, place);
  const other = await start(t, place);
  const failures: string[] = [];
  let [created, handshakes, accident] = [0, 0, 'none'];
  const end = new AbortController();
  const tell = (error: unknown): void => void failures.push(`${accident}: ${String(error)}`);
  const loops = [createPods(), createPods(), shakeHands()];
  async function createPods(): Promise<void> {
    while (!end.signal.aborted) {
      await createPod(place, 'next').then(() => (created += 1), tell);
    }
  }
  // An API server keeps its connection: this is one that begins another for each request.
  async function shakeHands(): Promise<void> {
    while (!end.signal.aborted) {
      const ca = await bundleOf(place);
      const socket = connect({ host: '127.0.0.1', port: operator.port, servername: 'localhost', ca });
      await once(socket, 'secureConnect').then(() => (handshakes += 1), tell);
      socket.destroy();
      await pause(5);
    }
  }

  for (const [name, of] of Object.entries(accidents)) {
    accident = name;
    const before = (await secretOf(place))?.data as Required<SecretData>;
    const data = of(before);
    const key = `${place.namespace}/${SECRET}`;
    await (data === undefined ? admin.delete(SECRETS, key) : admin.patch(SECRETS, key, { data }));
    const { data: after } = await renewedFrom(place, data, operator, other);
    t.is(typeof storedOf(after).leaf, 'object', name);
    const [pods, shaken] = [created, handshakes];
    await until('both go on', () => created > pods + 5 && handshakes > shaken + 5);
  }
  end.abort();
  await Promise.all(loops);
  t.log(`${created} pods, ${handshakes} handshakes`);
  t.deepEqual(failures, []);
});

test('a server that starts with certificates that have expired is ready with others', async (t) => {
  const place = await newPlace();
  const data = dataOf(fresh(new Date(Date.now() - 400 * DAY_MS), 400));
  await admin.create<KubeObject>(SECRETS, {
    metadata: { name: SECRET, namespace: place.namespace },
    type: 'kubernetes.io/tls',
    data,
  });
  const operator = await start(t, place);
  await configure(place, operator.port);
  await renewedFrom(place, data, operator);
  t.is(operator.serving.problem, undefined);
  await until('a pod is admitted', async () => createPod(place, 'one'));
});

test('of two controllers at once one creates the Secret, and both show its certificate', async (t) => {
  for (const isConfigured of [false, true]) {
    const place = await newPlace();
    if (isConfigured) {
      await configure(place, 1);
    }
    const both = await Promise.all([start(t, place), start(t, place)]);
    if (!isConfigured) {
      await configure(place, both[0].port);
    }
    const { data, metadata } = await renewedFrom(place, undefined, ...both);
    await until('both are idle', () =>
      both.every(({ controller }) => controller?.queue.length === 0 && controller.activeWorkers === 0),
    );
    t.is(both.flatMap(({ lines }) => lines).filter(({ message }) => message === 'certificates renewed').length, 1);
    t.deepEqual((await secretOf(place))?.metadata.resourceVersion, metadata.resourceVersion);
    t.is(await bundleOf(place), textOf(data?.['ca.crt']));
  }
});

test('what GitOps or a person does to the configuration is followed', async (t) => {
  const place = await newPlace();
  const operator = await ready(t, place);
  const bundle = await bundleOf(place);
  await admin.delete(MUTATING_WEBHOOKS, place.configuration);
  await configure(place, operator.port);
  await until('the bundle is back', async () => (await bundleOf(place)) === bundle);
  await admin.jsonPatch(MUTATING_WEBHOOKS, place.configuration, [
    { op: 'remove', path: '/webhooks/0/clientConfig/caBundle' },
  ]);
  await until('the bundle is back', async () => (await bundleOf(place)) === bundle);
  const { webhooks = [] } = await admin.get<WebhookConfiguration>(MUTATING_WEBHOOKS, place.configuration);
  const second = {
    ...webhooks[0],
    name: 'inject.iceoryx.io',
    clientConfig: { url: `https://localhost:${operator.port}/inject` },
  };
  await admin.jsonPatch(MUTATING_WEBHOOKS, place.configuration, [{ op: 'add', path: '/webhooks/0', value: second }]);
  await until('each webhook has it', async () => (await bundleOf(place)) === `${bundle},${bundle}`);
  t.truthy(await createPod(place, 'two'));

  // The first webhook of the list that was read may be another one of the list that is there.
  const stale = await admin.get<WebhookConfiguration>(MUTATING_WEBHOOKS, place.configuration);
  await admin.jsonPatch(MUTATING_WEBHOOKS, place.configuration, [
    { op: 'move', from: '/webhooks/0', path: '/webhooks/1' },
  ]);
  const late = admin.jsonPatch(MUTATING_WEBHOOKS, place.configuration, trustPatch(stale, '') ?? []);
  t.true(isConflict(await t.throwsAsync(late)));
});

test('certificates that are given are shown, and nothing is written', async (t) => {
  const place = await newPlace(GIVEN);
  const operator = await start(t, place, annotate, 'given');
  t.is(operator.controller, undefined);
  t.is(operator.server.problem, `waiting for the certificate in Secret ${place.namespace}/${SECRET}`);
  const given = fresh();
  const data = { ...dataOf(given), 'ca.key': '' };
  await admin.create<KubeObject>(SECRETS, {
    metadata: { name: SECRET, namespace: place.namespace },
    type: 'kubernetes.io/tls',
    data,
  });
  await configure(place, operator.port);
  await admin.jsonPatch(MUTATING_WEBHOOKS, place.configuration, [
    { op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: data['ca.crt'] },
  ]);
  await until('a pod is admitted', async () => createPod(place, 'one'));
  t.deepEqual(
    [...operator.calls].filter((call) => !call.startsWith('list')),
    ['watch /secrets'],
  );
  t.deepEqual((await secretOf(place))?.data, { ...data });
});
