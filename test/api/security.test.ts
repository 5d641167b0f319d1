/** What docs/security.md says: of the operator's own rights, and of what whoever may create an object can cause. */
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
import { ObservingProxy } from '../support/observing-proxy.ts';
import { staleStatus } from '../support/stale-status.ts';
import { until } from '../../lab/host/until.ts';

const OPERATOR = 'system:serviceaccount:iceoryx-system:operator';
/** May do anything with IceoryxDeployments of namespace team, and nothing else at all. */
const AUTHOR = 'system:serviceaccount:team:author';

let bench: ApiBench;
let proxy: ObservingProxy;
let team: Kubectl;
let directory: string;
test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'security-'));
  bench = await ApiBench.open('test-security');
  team = new Kubectl(bench.cluster, 'team');
  const rules = ['cluster-role', 'domains', 'nodes', 'pod-logs'].flatMap(
    (file) => parse(readFileSync(`helm/iceoryx-operator/files/rbac/${file}.yaml`, 'utf8')) as object[],
  );
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };
  const roleRef = (kind: string, name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
  const account = (name: string, namespace: string) => ({ kind: 'ServiceAccount', name, namespace });
  await bench.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'iceoryx-system' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'operator', namespace: 'iceoryx-system' } },
    { ...rbac, kind: 'ClusterRole', metadata: { name: 'operator' }, rules },
    {
      ...rbac,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'operator' },
      roleRef: roleRef('ClusterRole', 'operator'),
      subjects: [account('operator', 'iceoryx-system')],
    },
    {
      ...rbac,
      kind: 'Role',
      metadata: { name: 'author', namespace: 'team' },
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
      metadata: { name: 'author', namespace: 'team' },
      roleRef: roleRef('Role', 'author'),
      subjects: [account('author', 'team')],
    },
  );
  proxy = await ObservingProxy.start(
    operatorsKubeconfig(await bench.kubectl.run(['create', 'token', 'operator', '-n', 'iceoryx-system'])),
  );
  const kubeconfig = join(directory, 'kubeconfig');
  proxy.writeKubeconfig(kubeconfig);
  await bench.startOperator('--kubeconfig', kubeconfig);
});
test.after.always(async () => {
  await bench.close();
  proxy.close();
  rmSync(directory, { recursive: true });
});

/** The administrator's with the token of the operator's account. */
function operatorsKubeconfig(token: string): string {
  const config = JSON.parse(readFileSync(bench.cluster.kubeconfig, 'utf8'));
  config.users[0].user = { token: token.trim() };
  const path = join(directory, 'operator');
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** Applies objects as the author. */
async function author(...items: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await team.run(['apply', '-f', '-', `--as=${AUTHOR}`], { input });
}

async function holds(name: string, type: string, status = 'True') {
  return until(`${name} to have ${type}=${status}`, async () => {
    const object = await team.get<IceoryxDeployment>('ioxd', name);
    const found = object?.status?.conditions?.find((each) => each.type === type);
    return found?.status === status && found.observedGeneration === object?.metadata.generation && found;
  });
}

for (const [verb, resource, ...options] of [
  ['get', 'secrets'],
  ['list', 'configmaps'],
  ['create', 'pods'],
  ['create', 'pods', '--subresource=exec'],
  ['create', 'pods', '--subresource=ephemeralcontainers'],
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
  ['create', 'serviceaccounts', '--subresource=token'],
  ['create', 'clusterrolebindings.rbac.authorization.k8s.io'],
  ['bind', 'clusterroles.rbac.authorization.k8s.io'],
  ['escalate', 'clusterroles.rbac.authorization.k8s.io'],
  ['impersonate', 'users'],
  ['patch', 'customresourcedefinitions.apiextensions.k8s.io'],
  ['create', 'mutatingwebhookconfigurations.admissionregistration.k8s.io'],
]) {
  test.serial(`the operator may not ${verb} ${resource}${options.join('')}`, async (t) => {
    const asked = [
      'auth',
      'can-i',
      '--quiet',
      verb ?? '',
      resource ?? '',
      ...options,
      '-n',
      'team',
      `--as=${OPERATOR}`,
    ];
    await t.throwsAsync(bench.kubectl.run(asked), { message: /ended with 1/ });
  });
}

test.serial('whatever an object says of itself, the operator writes in its namespace only', async (t) => {
  const elsewhere = {
    metadata: {
      name: 'kube-root-ca.crt',
      namespace: 'kube-system',
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'node-1', uid: '1', controller: true }],
    },
    spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
  };
  await author(robot('elsewhere', { template: elsewhere }));
  await holds('elsewhere', 'Ready');
  t.true(proxy.writes.length > 1);
  t.deepEqual(
    proxy.writes.map(({ path }) => path).filter((path) => !path.includes('/namespaces/team/')),
    [],
  );
  const deployments = await bench.kubectl.get<{ items: Deployment[] }>('deployments', '-A');
  t.deepEqual(
    deployments?.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ['team/elsewhere'],
  );
});

test.serial('what a template asks for goes through the admission of its namespace, like any Deployment', async (t) => {
  await bench.kubectl.run(['label', 'namespace', 'team', 'pod-security.kubernetes.io/enforce=restricted']);
  const containers = [{ name: 'app', image: 'example.com/app:1', securityContext: { privileged: true } }];
  const volumes = [{ name: 'host', hostPath: { path: '/' } }];
  await author(robot('mighty', { replicas: 1, template: { spec: { hostNetwork: true, containers, volumes } } }));
  const { message } = await until('the refusal is told', async () => {
    const ready = await holds('mighty', 'Ready', 'False');
    return /violates PodSecurity/.test(ready.message) && ready;
  });
  t.regex(message, /host namespaces[\s\S]*privileged[\s\S]*hostPath|violates PodSecurity "restricted/);
  t.is(await team.get('pods'), undefined);
  await team.run(['delete', 'ioxd', 'mighty']);
  await bench.kubectl.run(['label', 'namespace', 'team', 'pod-security.kubernetes.io/enforce-']);
});

test.serial(
  'whoever may create the object may run pods with accounts and secrets of the namespace: say so',
  async (t) => {
    const volumes = [{ name: 'secret', secret: { secretName: 'tokens' } }];
    const spec = { serviceAccountName: 'admin', volumes, containers: [{ name: 'app', image: 'example.com/app:1' }] };
    await author(robot('borrowing', { template: { spec } }));
    await holds('borrowing', 'Ready');
    const child = await team.get<Deployment>('deployment', 'borrowing');
    t.is(child?.spec?.template.spec?.serviceAccountName, 'admin');
    t.regex(readFileSync('docs/security.md', 'utf8'), /every ServiceAccount, Secret and ConfigMap of the namespace/);
  },
);

test.serial('memory for segments counts in the quota of the namespace', async (t) => {
  await team.run(['create', 'quota', 'memory', '--hard=limits.memory=1Gi,requests.memory=1Gi']);
  await until(
    'the quota is in force',
    async () => (await team.get<{ status?: { used?: object } }>('quota', 'memory'))?.status?.used !== undefined,
  );
  const segments = [{ mempools: [{ size: 1_048_576, count: 4000 }] }];
  const resources = { limits: { memory: '16Mi', cpu: '10m' } };
  const template = { spec: { containers: [{ name: 'app', image: 'example.com/app:1', resources }] } };
  await author(robot('large', { replicas: 1, roudi: { image: 'example.com/roudi:2.0.3', segments }, template }));
  const { message } = await until('the quota is told of', async () => {
    const ready = await holds('large', 'Ready', 'False');
    return /exceeded quota: memory/.test(ready.message) && ready;
  });
  t.regex(message, /limits\.memory/);
  t.is(await team.get('pods'), undefined);
  await team.run(['delete', 'quota', 'memory']);
  await team.run(['delete', 'ioxd', 'large']);
});

test.serial("labels and names get nobody's pods evicted but those of the object's own Deployment", async (t) => {
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
  // Of the same name in another namespace and in this one.
  await bench.apply(theirs('victim', 'other'), theirs('victim', 'team'));
  for (const namespace of ['other', 'team']) {
    const kubectl = new Kubectl(bench.cluster, namespace);
    const pod = await until(
      `the pod in ${namespace}`,
      async () => (await kubectl.get<{ items: IPod[] }>('pods'))?.items[0],
    );
    const status = JSON.stringify({ status: staleStatus(Date.now()) });
    await kubectl.run(['patch', 'pod', pod.metadata?.name ?? '', '--subresource=status', '--type=merge', '-p', status]);
  }
  await author(robot('victim', { recovery: { mode: 'Replace', whenBlocked: 'Delete' } }));
  await holds('victim', 'Stalled');
  await author(robot('after'));
  await holds('after', 'Ready');
  t.false(proxy.writes.some(({ path }) => path.includes('/pods/')));
  t.false(proxy.calls.has('create /pods/eviction') || proxy.calls.has('delete /pods'));
  await bench.kubectl.run(['delete', 'deployment', 'victim', '-n', 'other']);
  await team.run(['delete', 'deployment', 'victim']);
  await team.run(['delete', 'ioxd', 'victim']);
});

test.serial('an object that changes all the time is told of in a bounded number of Events', async (t) => {
  await author(robot('busy'));
  for (let delaySeconds = 11; delaySeconds < 71; delaySeconds++) {
    await author(robot('busy', { termination: { appStopSeconds: delaySeconds } }));
  }
  await holds('busy', 'Ready');
  const selector = '--field-selector=involvedObject.kind=IceoryxDeployment,involvedObject.name=busy';
  const events = await team.get<{ items: object[] }>('events', selector);
  t.log(`${events?.items.length} Events of 60 changes`);
  t.true((events?.items.length ?? 0) <= 30);
});
