/**
 * The statements of docs/security.md: on the operator's own rights, and on what a user who may create objects can
 * cause.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { parse } from 'yaml';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import type { CredentialSource } from '../../src/kube/credentials.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { ICEORYX_DEPLOYMENTS } from '../../src/controllers/resources.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { staleStatus } from '../support/stale-status.ts';
import { until } from '../../lab/host/until.ts';

const REVIEWS: Resource = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SubjectAccessReview',
  plural: 'subjectaccessreviews',
  namespaced: false,
};

let bench: ApiBench;
let proxy: ObservingProxy;
/** Namespace of the author, and one of others. */
let home: string;
let other: string;
let team: Kubectl;
/** ClusterRole of the operator, bound to its account. */
let role: string;
/** User that may do anything with IceoryxDeployments of its namespace, and nothing else at all. */
let author: string;
/** Client of the author, without a process for each call. */
let authorsClient: KubeClient;
let directory: string;
/** Deployments of earlier files, which are still being removed. */
let others: readonly string[];
test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'security-'));
  bench = await ApiBench.join('security');
  home = await bench.newNamespace('team');
  other = await bench.newNamespace('other');
  team = new Kubectl(bench.cluster, home);
  role = bench.nameFor('operator');
  author = `system:serviceaccount:${home}:author`;
  const access = await resolveAccess({ kubeconfig: bench.cluster.kubeconfig });
  const credentials: CredentialSource = async (rejected) => ({
    ...(await access.credentials(rejected)),
    headers: { 'Impersonate-User': author },
  });
  authorsClient = new KubeClient({ access: { ...access, credentials }, userAgent: 'author/1' });
  const rules = ['cluster-role', 'domains', 'nodes', 'pod-logs'].flatMap(
    (file) => parse(readFileSync(`helm/iceoryx-operator/files/rbac/${file}.yaml`, 'utf8')) as object[],
  );
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const roleRef = (kind: string, name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
  const account = (name: string, namespace: string) => ({ kind: 'ServiceAccount', name, namespace });
  await bench.apply(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'operator', namespace: bench.namespace } },
    { ...rbac, kind: 'ClusterRole', metadata: { name: role }, rules },
    {
      ...rbac,
      kind: 'ClusterRoleBinding',
      metadata: { name: role },
      roleRef: roleRef('ClusterRole', role),
      subjects: [account('operator', bench.namespace)],
    },
    {
      ...rbac,
      kind: 'Role',
      metadata: { name: 'author', namespace: home },
      rules: [
        {
          apiGroups: ['iceoryx.io'],
          resources: ['iceoryxdeployments'],
          verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
        },
      ],
    },
    {
      ...rbac,
      kind: 'RoleBinding',
      metadata: { name: 'author', namespace: home },
      roleRef: roleRef('Role', 'author'),
      subjects: [account('author', home)],
    },
  );
  proxy = await ObservingProxy.start(operatorsKubeconfig(await bench.kubectl.run(['create', 'token', 'operator'])));
  await bench.alone();
  others = await deployments();
  const kubeconfig = join(directory, 'kubeconfig');
  proxy.writeKubeconfig(kubeconfig);
  await bench.startOperator('--kubeconfig', kubeconfig);
});
test.after.always(async () => {
  await authorsClient.close();
  await bench.kubectl.run(['delete', 'clusterrolebinding,clusterrole', role]);
  await bench.close();
  proxy.close();
  rmSync(directory, { recursive: true });
});

/** The administrator's kubeconfig with the token of the operator's account. */
function operatorsKubeconfig(token: string): string {
  const config = JSON.parse(readFileSync(bench.cluster.kubeconfig, 'utf8'));
  config.users[0].user = { token: token.trim() };
  const path = join(directory, 'operator');
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** Applies objects as the author. */
async function applyAsAuthor(...items: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await team.run(['apply', '-f', '-', `--as=${author}`], { input });
}

/** All Deployments, as `namespace/name`. */
async function deployments(): Promise<string[]> {
  const found = await bench.kubectl.get<{ items: Deployment[] }>('deployments', '-A');
  return (found?.items ?? []).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

async function podsOfTeam(): Promise<IPod[]> {
  return (await team.get<{ items: IPod[] }>('pods'))?.items ?? [];
}

/** Whether the API server allows the operator an action in the namespace of the author. */
async function operatorMay(verb: string, kind: string, subresource = ''): Promise<boolean> {
  const [resource, ...group] = kind.split('.');
  const spec = {
    user: `system:serviceaccount:${bench.namespace}:operator`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${bench.namespace}`, 'system:authenticated'],
    resourceAttributes: { verb, group: group.join('.'), resource, subresource, namespace: home },
  };
  const review = await bench.client.create<KubeObject>(REVIEWS, { metadata: { name: '' }, spec });
  return (review['status'] as { allowed: boolean }).allowed;
}

async function holds(name: string, type: string, status = 'True') {
  return until(`${name} has ${type}=${status}`, async () => {
    const object = await team.get<IceoryxDeployment>('ioxd', name);
    const found = object?.status?.conditions?.find((each) => each.type === type);
    return found?.status === status && found.observedGeneration === object?.metadata.generation && found;
  });
}

for (const [verb, resource, subresource] of [
  ['get', 'secrets'],
  ['list', 'configmaps'],
  ['create', 'pods'],
  ['create', 'pods', 'exec'],
  ['create', 'pods', 'ephemeralcontainers'],
  ['patch', 'pods'],
  ['patch', 'nodes'],
  ['delete', 'nodes'],
  ['update', 'deployments.apps'],
  ['create', 'statefulsets.apps'],
  ['create', 'jobs.batch'],
  ['get', 'persistentvolumes'],
  ['create', 'iceoryxdeployments.iceoryx.io'],
  ['patch', 'iceoryxdeployments.iceoryx.io'],
  ['delete', 'iceoryxdeployments.iceoryx.io'],
  ['create', 'serviceaccounts', 'token'],
  ['create', 'clusterrolebindings.rbac.authorization.k8s.io'],
  ['bind', 'clusterroles.rbac.authorization.k8s.io'],
  ['escalate', 'clusterroles.rbac.authorization.k8s.io'],
  ['impersonate', 'users'],
  ['patch', 'customresourcedefinitions.apiextensions.k8s.io'],
  ['create', 'mutatingwebhookconfigurations.admissionregistration.k8s.io'],
] as const) {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  test.serial(`the operator may not ${verb} ${what}`, async (t) => {
    t.false(await operatorMay(verb, resource, subresource));
  });
}

test.serial('the operator may do what its role allows, so the questions before were valid', async (t) => {
  t.true(await operatorMay('create', 'deployments.apps'));
  t.true(await operatorMay('create', 'pods', 'eviction'));
  t.true(await operatorMay('patch', 'iceoryxdeployments.iceoryx.io', 'status'));
});

test.serial('the operator writes only in the namespace of an object, whatever the object says', async (t) => {
  const elsewhere = {
    metadata: {
      name: 'kube-root-ca.crt',
      namespace: 'kube-system',
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'node-1', uid: '1', controller: true }],
    },
    spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
  };
  await applyAsAuthor(robot('elsewhere', { template: elsewhere }));
  await holds('elsewhere', 'Ready');
  t.true(proxy.writes.length > 1);
  t.deepEqual(
    proxy.writes.map(({ path }) => path).filter((path) => !path.includes(`/namespaces/${home}/`)),
    [],
  );
  t.deepEqual(
    (await deployments()).filter((each) => !others.includes(each)),
    [`${home}/elsewhere`],
  );
});

test.serial('a template passes the admission of its namespace, like that of any Deployment', async (t) => {
  await bench.kubectl.run(['label', 'namespace', home, 'pod-security.kubernetes.io/enforce=restricted']);
  const containers = [{ name: 'app', image: 'example.com/app:1', securityContext: { privileged: true } }];
  const volumes = [{ name: 'host', hostPath: { path: '/' } }];
  await applyAsAuthor(robot('mighty', { replicas: 1, template: { spec: { hostNetwork: true, containers, volumes } } }));
  const { message } = await until('the refusal is reported', async () => {
    const ready = await holds('mighty', 'Ready', 'False');
    return /violates PodSecurity/.test(ready.message) && ready;
  });
  t.regex(message, /host namespaces[\s\S]*privileged[\s\S]*hostPath|violates PodSecurity "restricted/);
  t.deepEqual(await podsOfTeam(), []);
  await team.run(['delete', 'ioxd', 'mighty']);
  await bench.kubectl.run(['label', 'namespace', home, 'pod-security.kubernetes.io/enforce-']);
});

test.serial(
  'a user who may create the object may run pods with accounts and secrets of the namespace, as documented',
  async (t) => {
    const volumes = [{ name: 'secret', secret: { secretName: 'tokens' } }];
    const spec = { serviceAccountName: 'admin', volumes, containers: [{ name: 'app', image: 'example.com/app:1' }] };
    await applyAsAuthor(robot('borrowing', { template: { spec } }));
    await holds('borrowing', 'Ready');
    const child = await team.get<Deployment>('deployment', 'borrowing');
    t.is(child?.spec?.template.spec?.serviceAccountName, 'admin');
    t.regex(readFileSync('docs/security.md', 'utf8'), /every ServiceAccount, Secret and ConfigMap of the namespace/);
  },
);

test.serial('memory of segments counts in the quota of the namespace', async (t) => {
  await team.run(['create', 'quota', 'memory', '--hard=limits.memory=1Gi,requests.memory=1Gi']);
  await until(
    'the quota is in force',
    async () => (await team.get<{ status?: { used?: object } }>('quota', 'memory'))?.status?.used !== undefined,
  );
  const segments = [{ mempools: [{ size: 1_048_576, count: 4000 }] }];
  const resources = { limits: { memory: '16Mi', cpu: '10m' } };
  const template = { spec: { containers: [{ name: 'app', image: 'example.com/app:1', resources }] } };
  await applyAsAuthor(robot('large', { replicas: 1, roudi: { image: 'example.com/roudi:2.0.3', segments }, template }));
  const { message } = await until('the quota is reported', async () => {
    const ready = await holds('large', 'Ready', 'False');
    return /exceeded quota: memory/.test(ready.message) && ready;
  });
  t.regex(message, /limits\.memory/);
  t.deepEqual(await podsOfTeam(), []);
  await team.run(['delete', 'quota', 'memory']);
  await team.run(['delete', 'ioxd', 'large']);
});

test.serial("labels and names cause no eviction of pods other than those of the object's own Deployment", async (t) => {
  const label = { 'iceoryx.io/deployment': 'victim' };
  const theirs = (name: string, namespace: string) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: label },
    spec: {
      replicas: 1,
      selector: { matchLabels: label },
      template: {
        metadata: { labels: label },
        spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
      },
    },
  });
  // Deployments of the same name in another namespace and in this one.
  await bench.apply(theirs('victim', other), theirs('victim', home));
  for (const namespace of [other, home]) {
    const kubectl = new Kubectl(bench.cluster, namespace);
    const pod = await until(
      `there is a pod in ${namespace}`,
      async () => (await kubectl.get<{ items: IPod[] }>('pods'))?.items[0],
    );
    const status = JSON.stringify({ status: staleStatus(Date.now()) });
    await kubectl.run(['patch', 'pod', pod.metadata?.name ?? '', '--subresource=status', '--type=merge', '-p', status]);
  }
  await applyAsAuthor(robot('victim', { recovery: { mode: 'Replace', whenBlocked: 'Delete' } }));
  await holds('victim', 'Stalled');
  await applyAsAuthor(robot('after'));
  await holds('after', 'Ready');
  t.false(proxy.writes.some(({ path }) => path.includes('/pods/')));
  t.false(proxy.calls.has('create /pods/eviction') || proxy.calls.has('delete /pods'));
  await bench.kubectl.run(['delete', 'deployment', 'victim', '-n', other]);
  await team.run(['delete', 'deployment', 'victim']);
  await team.run(['delete', 'ioxd', 'victim']);
});

test.serial('an object that changes all the time causes a bounded number of Events', async (t) => {
  await applyAsAuthor(robot('busy'));
  for (let seconds = 11; seconds < 71; seconds++) {
    await authorsClient.patch(ICEORYX_DEPLOYMENTS, `${home}/busy`, {
      spec: { termination: { appStopSeconds: seconds } },
    });
    // Changes that come faster than they are reconciled would count as one.
    await holds('busy', 'Ready');
  }
  const selector = '--field-selector=involvedObject.kind=IceoryxDeployment,involvedObject.name=busy';
  const events = await team.get<{ items: object[] }>('events', selector);
  t.log(`${events?.items.length} Events of 60 changes`);
  t.true((events?.items.length ?? 0) <= 30);
});
