import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { basename, join } from 'node:path';
import { resolveAccess } from '../../src/kube/access.ts';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import { ApiError, isNotFound, isUnauthorized } from '../../src/kube/errors.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { issueCertificate, makeAuthority, SERVER } from '../../lab/cluster/certificates.ts';
import { up } from '../../lab/cluster/cluster.ts';
import { stateDirectory } from '../../lab/cluster/parameters.ts';
import { findAll, kill } from '../../lab/cluster/processes.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { until } from '../../lab/host/until.ts';
import type { Levers, ServerKind, World } from './world.ts';

const LEVERS = ['crash', 'forget', 'fail', 'shed', 'tokens', 'certificates'] as const satisfies (keyof Levers)[];

/** Runs kube-apiserver and etcd. */
export const kubeServer: ServerKind = { levers: LEVERS, start };

const CONFIG_MAPS: Resource = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const ACCOUNTS: Resource = { ...CONFIG_MAPS, kind: 'ServiceAccount', plural: 'serviceaccounts' };
const cluster = (group: string, kind: string, plural: string): Resource => ({
  group,
  version: 'v1',
  kind,
  plural,
  namespaced: false,
});
const REVIEWS = cluster('authentication.k8s.io', 'SelfSubjectReview', 'selfsubjectreviews');
const BINDINGS = cluster('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'clusterrolebindings');
const SCHEMAS = cluster('flowcontrol.apiserver.k8s.io', 'FlowSchema', 'flowschemas');
const LEVELS = cluster('flowcontrol.apiserver.k8s.io', 'PriorityLevelConfiguration', 'prioritylevelconfigurations');
const WEBHOOKS = cluster(
  'admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration',
  'validatingwebhookconfigurations',
);
const DEFINITIONS = cluster('apiextensions.k8s.io', 'CustomResourceDefinition', 'customresourcedefinitions');

const MANAGER = { fieldManager: 'faults', timeoutMs: 60_000 };

async function start(): Promise<World> {
  const name = clusterOfCheckout('test-faults');
  const { kubeconfig, down } = await up({ name, mode: 'control-plane' });
  const access = await resolveAccess({ kubeconfig });
  const admin = new KubeClient({ access, userAgent: 'admin/1' });
  const processes = new Processes(stateDirectory(name));
  const atEnd = new AsyncDisposableStack();
  const levers: Pick<Levers, (typeof LEVERS)[number]> = {
    crash: {
      'kube-apiserver': async () => processes.crash('kube-apiserver'),
      etcd: async () => processes.crash('etcd'),
    },
    forget: async () => {
      await compact(processes.flag('kube-apiserver', 'etcd-servers'));
      // Its watch cache remembers what etcd does not.
      processes.crash('kube-apiserver');
    },
    fail: () => failConversion(admin),
    shed: async () => {
      const lever = await shed(admin, access);
      atEnd.defer(lever.admit);
      return lever;
    },
    tokens: tokens(admin, access),
    certificates: certificates(stateDirectory(name), processes),
  };
  return {
    access,
    admin,
    resource: CONFIG_MAPS,
    levers,
    async [Symbol.asyncDispose]() {
      await atEnd.disposeAsync();
      await admin.close();
      await down();
    },
  };
}

type Component = 'etcd' | 'kube-apiserver';

class Processes {
  readonly #state: string;

  constructor(state: string) {
    this.#state = state;
  }

  /** Kills a component as the kernel's OOM killer would. Its supervisor restarts it after a second. */
  crash(component: Component): void {
    this.#find(component).forEach(({ pid }) => kill(pid, 'SIGKILL'));
  }

  flag(component: Component, name: string): string {
    const [found] = this.#find(component);
    return found?.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
  }

  #find(component: Component) {
    return findAll(this.#state).filter(({ argv }) => basename(argv[0] ?? '') === component);
  }
}

/** Makes etcd forget all revisions but the current one. */
async function compact(etcd: string): Promise<void> {
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

/** A type with two versions, whose conversion webhook does not exist. */
async function failConversion(admin: KubeClient): ReturnType<Levers['fail']> {
  const stored: Resource = {
    group: 'faults.example.com',
    version: 'v1',
    kind: 'Fault',
    plural: 'faults',
    namespaced: true,
  };
  const resource = { ...stored, version: 'v2' };
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const definition = (conversion: object): KubeObject => ({
    metadata: { name: 'faults.faults.example.com' },
    spec: {
      group: stored.group,
      names: { kind: stored.kind, plural: stored.plural },
      scope: 'Namespaced',
      conversion,
      versions: ['v1', 'v2'].map((version) => ({ name: version, served: true, storage: version === 'v1', schema })),
    },
  });
  const convertBy = (conversion: object) => admin.apply(DEFINITIONS, definition(conversion), MANAGER);
  const failing = (): Promise<boolean> =>
    admin.get(resource, 'default/a').then(
      () => false,
      (error: unknown) => error instanceof ApiError && error.status === 500,
    );
  await convertBy({ strategy: 'None' });
  const object = { metadata: { name: 'a', namespace: 'default', labels: { faults: '' } } };
  await until('the type is served', () => admin.apply(stored, object, MANAGER));
  const webhook = { clientConfig: { url: 'https://127.0.0.1:1/' }, conversionReviewVersions: ['v1'] };
  await convertBy({ strategy: 'Webhook', webhook });
  await until('reads fail', failing);
  return { resource, mend: async () => void (await convertBy({ strategy: 'None' })) };
}

/**
 * A priority level for one user, with one seat and no queue (API Priority and Fairness), and a request that occupies
 * the seat: an admission webhook that does not answer keeps it.
 */
async function shed(admin: KubeClient, access: ClusterAccess): ReturnType<Levers['shed']> {
  const metadata = { name: 'faults-shed' };
  const subject = { kind: 'User', name: metadata.name, apiGroup: 'rbac.authorization.k8s.io' };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  await admin.apply(BINDINGS, { metadata, roleRef, subjects: [subject] }, MANAGER);
  const limited = { nominalConcurrencyShares: 0, borrowingLimitPercent: 0, limitResponse: { type: 'Reject' } };
  await admin.apply(LEVELS, { metadata, spec: { type: 'Limited', limited } }, MANAGER);
  const rules = [
    {
      subjects: [{ kind: 'User', user: { name: metadata.name } }],
      resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'], clusterScope: true }],
    },
  ];
  const schema = { matchingPrecedence: 2, priorityLevelConfiguration: metadata, rules };
  await admin.apply(SCHEMAS, { metadata, spec: schema }, MANAGER);
  const impersonating: ClusterAccess = {
    ...access,
    credentials: async (rejected) => ({
      ...(await access.credentials(rejected)),
      headers: { 'Impersonate-User': metadata.name },
    }),
  };
  const free = await occupy(admin, impersonating);
  await until('requests are shed', () => refusal(impersonating, (error) => error.status === 429));
  return { access: impersonating, admit: free };
}

/** Keeps a request in flight until the function returned is called. */
async function occupy(admin: KubeClient, access: ClusterAccess): Promise<() => Promise<void>> {
  const labels = { 'faults-occupant': '' };
  const sockets = new Set<Socket>();
  const hook = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await once(hook.listen(0, '127.0.0.1'), 'listening');
  const { port } = hook.address() as AddressInfo;
  const webhook = {
    name: 'faults.example.com',
    clientConfig: { url: `https://127.0.0.1:${port}/` },
    objectSelector: { matchLabels: labels },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }],
    failurePolicy: 'Ignore',
    sideEffects: 'None',
    timeoutSeconds: 30,
    admissionReviewVersions: ['v1'],
  };
  const metadata = { name: 'faults-occupant' };
  await admin.apply(WEBHOOKS, { metadata, webhooks: [webhook] }, MANAGER);
  const client = new KubeClient({ access, userAgent: 'occupant/1' });
  const object = { metadata: { ...metadata, namespace: 'default', labels } };
  const free = new AbortController();
  const occupation = (async () => {
    while (!free.signal.aborted) {
      // Succeeds at once until the webhook is known.
      await client.apply(CONFIG_MAPS, object, { ...MANAGER, dryRun: true });
    }
  })();
  await Promise.race([until('the seat is occupied', () => sockets.size > 0), occupation]);
  return async () => {
    free.abort();
    hook.close();
    sockets.forEach((socket) => socket.destroy());
    await occupation;
    await client.close();
  };
}

function tokens(admin: KubeClient, access: ClusterAccess): Levers['tokens'] {
  const account = { metadata: { name: 'faults', namespace: 'default' } };
  const metadata = { name: 'faults-tokens' };
  const subject = { kind: 'ServiceAccount', ...account.metadata };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  let last = '';
  return {
    issue: async () => {
      await admin.apply(BINDINGS, { metadata, roleRef, subjects: [subject] }, MANAGER);
      await admin.apply(ACCOUNTS, account, MANAGER);
      const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', ...account, spec: {} };
      const answer = await admin.create<KubeObject>(ACCOUNTS, request, { subresource: 'token' });
      last = (answer['status'] as { token: string }).token;
      return last;
    },
    revoke: async () => {
      // Tokens are bound to the life of their account.
      await admin.delete(ACCOUNTS, 'default/faults').catch((error: unknown) => {
        if (!isNotFound(error)) {
          throw error;
        }
      });
      const { tls } = await access.credentials();
      const old = { ...access, credentials: async () => ({ tls, authorization: `Bearer ${last}` }) };
      await until('the token is refused', () => refusal(old, isUnauthorized));
    },
  };
}

function certificates(state: string, processes: Processes): Levers['certificates'] {
  const credentials = join(state, 'credentials');
  const read = (file: string): string => readFileSync(join(credentials, file), 'utf8');
  let authority = 'ca';
  let clients = 0;
  return {
    serverAuthority: () => read(`${authority}.crt`),
    issue: async (user, seconds) => {
      const name = `client-${(clients += 1)}`;
      await issueCertificate(credentials, name, 'ca', { subject: `/O=system:masters/CN=${user}`, names: [], seconds });
      return { cert: read(`${name}.crt`), key: read(`${name}.key`) };
    },
    renewServerAuthority: async () => {
      authority = 'new-ca';
      await makeAuthority(credentials, authority);
      // The administrator trusts the new CA in advance.
      const kubeconfig = JSON.parse(read('admin.kubeconfig')) as { clusters: [{ cluster: Record<string, string> }] };
      const bundle = read('ca.crt') + read(`${authority}.crt`);
      kubeconfig.clusters[0].cluster['certificate-authority-data'] = Buffer.from(bundle).toString('base64');
      writeFileSync(join(credentials, 'admin.kubeconfig'), JSON.stringify(kubeconfig));
      await issueCertificate(credentials, 'apiserver', authority, SERVER);
      processes.crash('kube-apiserver');
    },
  };
}

/** Whether a client with this access is refused as expected. */
async function refusal(access: ClusterAccess, isSo: (error: ApiError) => boolean): Promise<boolean> {
  const client = new KubeClient({ access, userAgent: 'refused/1', timeoutMs: 900 });
  try {
    await client.create(REVIEWS, { metadata: {} } as KubeObject);
    return false;
  } catch (error) {
    return error instanceof ApiError && isSo(error);
  } finally {
    await client.close();
  }
}
