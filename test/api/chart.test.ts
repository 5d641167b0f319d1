import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { parse } from 'yaml';
import type { KubeObject } from '../../src/kube/object.ts';
import { ApiBench } from '../support/api-bench.ts';
import { foreignKind } from '../support/foreign-kind.ts';
import { buildTool } from '../../lab/cluster/binaries.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { run } from '../../lab/host/run.ts';
import { CHART, rendered, template } from '../../lab/operator/helm.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { DryRun } from '../support/dry-run.ts';

let bench: ApiBench;
let dryRun: DryRun;
test.before(async (t) => {
  t.timeout(10 * 60_000, 'helm is built on first use');
  bench = await ApiBench.join('chart');
  // The objects name their namespaces.
  const kubectl = new Kubectl(bench.cluster);
  dryRun = new DryRun(kubectl);
  const namespaces = [SYSTEM, 'left', 'right', 'iceoryx-sweeps'].map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  const kinds = ['PodMonitor', 'ServiceMonitor', 'PrometheusRule'].map((kind) =>
    foreignKind('monitoring.coreos.com', 'v1', kind),
  );
  kinds.push(foreignKind('cert-manager.io', 'v1', 'Certificate'));
  // The namespaces and kinds are really created; what is in them is only dry-run.
  await bench.apply(...namespaces, ...kinds);
  await kubectl.run(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
});
test.after.always(async () => bench.close());

const SYSTEM = 'iceoryx-system';

/** A value of the chart, and where it must appear: in every object of a kind, at a path, with this content. */
interface Case {
  readonly values: object;
  readonly kind?: string;
  /** Name of the object, if there are several of the kind. */
  readonly name?: string | RegExp;
  readonly path?: string;
  readonly is?: unknown;
  /** An item that the list must contain. */
  readonly has?: unknown;
  /** No such object must exist. */
  readonly none?: boolean;
}

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.0`;
const OPERATOR = 'iceoryx-operator';
const toleration = { key: 'robots', operator: 'Exists', effect: 'NoSchedule' };
const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
const peer = { namespaceSelector: { matchLabels: { team: 'monitoring' } } };
const argument = (values: object, has: string): Case => ({
  values,
  kind: 'Deployment',
  path: `${CONTAINER}.args`,
  has,
});
const onPods = (values: object, path: string, is: unknown): Case => ({
  values,
  kind: 'Deployment',
  path: `${POD}.${path}`,
  is,
});

const withCertManager = { webhook: { certManager: { enabled: true, issuerRef: { kind: 'Issuer', name: 'own' } } } };
const sweeping = (values: object): object => ({ sweep: { enabled: true, ...values } });
const scheduled = (values: object, path: string, is: unknown): Case => ({
  values: sweeping({ schedule: '@daily', ...values }),
  kind: 'IceoryxSweep',
  path,
  is,
});

/** At least one case for every value of the chart. */
const CASES: Readonly<Record<string, Case | readonly Case[]>> = {
  'image.repository': onPods(
    { image: { repository: 'r.example.com/o' } },
    'containers.0.image',
    'r.example.com/o:0.1.0',
  ),
  'image.tag': onPods({ image: { tag: '9' } }, 'containers.0.image', 'iceoryx.invalid/iceoryx-operator:9'),
  'image.digest': onPods(
    { image: { tag: '9', digest: `sha256:${'a'.repeat(64)}` } },
    'containers.0.image',
    `iceoryx.invalid/iceoryx-operator@sha256:${'a'.repeat(64)}`,
  ),
  'image.pullPolicy': onPods({ image: { pullPolicy: 'Always' } }, 'containers.0.imagePullPolicy', 'Always'),
  imagePullSecrets: [
    onPods({ imagePullSecrets: ['login'] }, 'imagePullSecrets', [{ name: 'login' }]),
    { values: { imagePullSecrets: ['login'] }, kind: 'Job', path: `${POD}.imagePullSecrets.0.name`, is: 'login' },
  ],
  nameOverride: {
    values: { nameOverride: 'iox' },
    kind: 'Deployment',
    path: 'metadata.name',
    is: 'iceoryx-operator-iox',
  },
  fullnameOverride: { values: { fullnameOverride: 'iox' }, kind: 'ClusterRole', name: 'iox' },
  extraLabels: ['Deployment', 'ClusterRole', 'CustomResourceDefinition', 'Job', 'ServiceAccount', 'Role'].map(
    (kind) => ({
      values: { extraLabels: { team: 'fleet' } },
      kind,
      path: 'metadata.labels.team',
      is: 'fleet',
    }),
  ),
  'domains.enabled': [
    argument({ domains: { enabled: false } }, '--no-domains'),
    { values: { domains: { enabled: false } }, kind: 'PriorityClass', none: true },
  ],
  'domains.segmentsAtMost': argument({ domains: { segmentsAtMost: '4Gi' } }, '--domain-segments-at-most=4Gi'),
  'domains.priorityClass.create': [
    argument({}, '--domain-priority-class=iceoryx-operator-domains'),
    { values: { domains: { priorityClass: { create: false } } }, kind: 'PriorityClass', none: true },
  ],
  'domains.priorityClass.value': {
    values: { domains: { priorityClass: { value: 7 } } },
    kind: 'PriorityClass',
    path: 'value',
    is: 7,
  },
  'domains.priorityClass.name': argument(
    { domains: { priorityClass: { create: false, name: 'system-node-critical' } } },
    '--domain-priority-class=system-node-critical',
  ),
  'sweep.enabled': [
    argument(sweeping({}), '--sweep-image=iceoryx.invalid/iceoryx-operator:0.1.0'),
    { values: sweeping({}), kind: 'Namespace', name: 'iceoryx-sweeps' },
    { values: {}, kind: 'Namespace', none: true },
  ],
  'sweep.namespace.name': argument(sweeping({ namespace: { name: 'left' } }), '--sweep-namespace=left'),
  'sweep.namespace.create': { values: sweeping({ namespace: { create: false } }), kind: 'Namespace', none: true },
  'sweep.jobs': argument(sweeping({ jobs: 7 }), '--sweep-jobs=7'),
  'sweep.schedule': scheduled({}, 'spec.schedule', '@daily'),
  'sweep.timeZone': scheduled({ timeZone: 'Europe/Berlin' }, 'spec.timeZone', 'Europe/Berlin'),
  'sweep.dryRun': scheduled({ dryRun: false }, 'spec.dryRun', false),
  'sweep.nodeSelector': scheduled({ nodeSelector: { robot: 'arm' } }, 'spec.nodeSelector', { robot: 'arm' }),
  'sweep.imagePullSecrets': argument(sweeping({ imagePullSecrets: ['login'] }), '--sweep-image-pull-secret=login'),
  'sweep.kubelet': argument(sweeping({ kubelet: '/var/lib/k0s/kubelet' }), '--sweep-kubelet=/var/lib/k0s/kubelet'),
  'sweep.trustPidNamespace': argument(sweeping({ trustPidNamespace: true }), '--sweep-trust-pid-namespace'),
  'crds.install': { values: { crds: { install: false } }, kind: 'CustomResourceDefinition', none: true },
  'crds.keep': [
    {
      values: {},
      kind: 'CustomResourceDefinition',
      path: 'metadata.annotations',
      is: { 'helm.sh/resource-policy': 'keep' },
    },
    {
      values: { crds: { keep: false } },
      kind: 'CustomResourceDefinition',
      path: 'metadata.annotations',
      is: undefined,
    },
    { values: { crds: { keep: false } }, kind: 'Job', path: `${CONTAINER}.args`, has: '--no-keep-crds' },
  ],
  'crds.annotations': {
    values: { crds: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } } },
    kind: 'CustomResourceDefinition',
    path: 'metadata.annotations',
    is: { 'helm.sh/resource-policy': 'keep', 'argocd.argoproj.io/sync-options': 'Prune=false' },
  },
  watchNamespaces: [
    argument({ watchNamespaces: ['left', 'right'] }, '--namespace=right'),
    { values: { watchNamespaces: ['left', 'right'] }, kind: 'Job', path: `${CONTAINER}.args`, has: '--namespace=left' },
    { values: { watchNamespaces: ['left'] }, kind: 'Role', name: OPERATOR, path: 'metadata.namespace', is: 'left' },
    { values: { watchNamespaces: ['left'] }, kind: 'ClusterRoleBinding', none: true },
    { values: { watchNamespaces: ['left'] }, kind: 'ClusterRole', name: OPERATOR, none: true },
  ],
  'agent.image': argument({ agent: { image: 'r.example.com/agent:1' } }, '--agent-image=r.example.com/agent:1'),
  'agent.digest': argument(
    { image: { repository: 'r.example.com/x/iceoryx-operator' }, agent: { digest: `sha256:${'a'.repeat(64)}` } },
    `--agent-image=r.example.com/x/iceoryx-agent@sha256:${'a'.repeat(64)}`,
  ),
  'agent.pullPolicy': argument({ agent: { pullPolicy: 'Always' } }, '--agent-image-pull-policy=Always'),
  excludeNamespaces: argument({ excludeNamespaces: ['left', 'right'] }, '--exclude-namespace=right'),
  'roudi.defaultImage': argument(
    { roudi: { defaultImage: 'r.example.com/roudi:2.0.6' } },
    '--default-roudi-image=r.example.com/roudi:2.0.6',
  ),
  'uninstallGuard.enabled': { values: { uninstallGuard: { enabled: false } }, kind: 'Job', none: true },
  replicas: [
    { values: { replicas: 3 }, kind: 'Deployment', path: 'spec.replicas', is: 3 },
    { values: { replicas: 1 }, kind: 'PodDisruptionBudget', none: true },
  ],
  'leaderElection.leaseSeconds': argument({ leaderElection: { leaseSeconds: 7 } }, '--lease-seconds=7'),
  'log.level': argument({ log: { level: 'debug' } }, '--log-level=debug'),
  'log.format': argument({ log: { format: 'human' } }, '--log-format=human'),
  'healing.renewInPlace': [
    argument({ healing: { renewInPlace: 'always' } }, '--renew-in-place=always'),
    {
      values: { healing: { renewInPlace: 'auto' } },
      kind: 'ClusterRole',
      name: OPERATOR,
      path: 'rules',
      has: { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] },
    },
  ],
  'healing.replacementsPerMinute': argument({ healing: { replacementsPerMinute: 0 } }, '--replacements-per-minute=0'),
  podLogs: [
    argument({ podLogs: false }, '--no-pod-logs'),
    {
      values: { podLogs: true },
      kind: 'ClusterRole',
      name: OPERATOR,
      path: 'rules',
      has: { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    },
  ],
  'webhook.enabled': [
    { values: {}, kind: 'MutatingWebhookConfiguration', path: 'webhooks.0.failurePolicy', is: 'Fail' },
    { values: { webhook: { enabled: false } }, kind: 'MutatingWebhookConfiguration', none: true },
    { values: { webhook: { enabled: false } }, kind: 'Service', none: true },
    { values: { watchNamespaces: ['left'] }, kind: 'MutatingWebhookConfiguration', none: true },
  ],
  'webhook.port': argument({ webhook: { port: 9444 } }, '--webhook-port=9444'),
  'webhook.timeoutSeconds': {
    values: { webhook: { timeoutSeconds: 3 } },
    kind: 'MutatingWebhookConfiguration',
    path: 'webhooks.1.timeoutSeconds',
    is: 3,
  },
  'webhook.certManager.enabled': [
    argument(withCertManager, '--webhook-certificate=given'),
    {
      values: withCertManager,
      kind: 'MutatingWebhookConfiguration',
      path: 'metadata.annotations',
      is: { 'cert-manager.io/inject-ca-from': `${SYSTEM}/${OPERATOR}-webhook` },
    },
  ],
  'webhook.certManager.issuerRef': {
    values: withCertManager,
    kind: 'Certificate',
    path: 'spec.issuerRef',
    is: { kind: 'Issuer', name: 'own' },
  },
  'profiles.restartWorkloads': {
    values: { profiles: { restartWorkloads: true } },
    kind: 'ClusterRole',
    name: OPERATOR,
    path: 'rules',
    has: { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets'], verbs: ['get', 'patch'] },
  },
  resources: onPods({ resources: { limits: { cpu: 2 } } }, 'containers.0.resources.limits.cpu', 2),
  priorityClassName: onPods(
    { priorityClassName: 'system-cluster-critical' },
    'priorityClassName',
    'system-cluster-critical',
  ),
  nodeSelector: onPods({ nodeSelector: { pool: 'control' } }, 'nodeSelector.pool', 'control'),
  tolerations: onPods({ tolerations: [toleration] }, 'tolerations', [toleration]),
  affinity: onPods({ affinity }, 'affinity', affinity),
  topologySpreadConstraints: [
    onPods({}, 'topologySpreadConstraints.0.labelSelector.matchLabels', {
      'app.kubernetes.io/instance': OPERATOR,
      'app.kubernetes.io/name': OPERATOR,
    }),
    onPods({ topologySpreadConstraints: [] }, 'topologySpreadConstraints', undefined),
  ],
  terminationGracePeriodSeconds: onPods({ terminationGracePeriodSeconds: 30 }, 'terminationGracePeriodSeconds', 30),
  podSecurityContext: onPods({ podSecurityContext: { runAsUser: 1234 } }, 'securityContext.runAsUser', 1234),
  containerSecurityContext: onPods(
    { containerSecurityContext: { seLinuxOptions: { type: 'spc_t' } } },
    'containers.0.securityContext.seLinuxOptions.type',
    'spc_t',
  ),
  podAnnotations: {
    values: { podAnnotations: { a: 'b' } },
    kind: 'Deployment',
    path: 'spec.template.metadata.annotations.a',
    is: 'b',
  },
  podLabels: {
    values: { podLabels: { a: 'b' } },
    kind: 'Deployment',
    path: 'spec.template.metadata.labels.a',
    is: 'b',
  },
  extraArgs: argument({ extraArgs: ['--health-host=::'] }, '--health-host=::'),
  extraEnv: [
    onPods({ extraEnv: [{ name: 'HTTPS_PROXY', value: 'http://p' }] }, 'containers.0.env.1.value', 'http://p'),
    {
      values: { extraEnv: [{ name: 'HTTPS_PROXY', value: 'http://p' }] },
      kind: 'Job',
      path: `${CONTAINER}.env.0.value`,
      is: 'http://p',
    },
  ],
  'podDisruptionBudget.enabled': {
    values: { podDisruptionBudget: { enabled: false } },
    kind: 'PodDisruptionBudget',
    none: true,
  },
  'podDisruptionBudget.maxUnavailable': {
    values: { podDisruptionBudget: { maxUnavailable: '50%' } },
    kind: 'PodDisruptionBudget',
    path: 'spec.maxUnavailable',
    is: '50%',
  },
  'serviceAccount.create': { values: { serviceAccount: { create: false } }, kind: 'ServiceAccount', none: true },
  'serviceAccount.name': [
    onPods({ serviceAccount: { name: 'iox' } }, 'serviceAccountName', 'iox'),
    {
      values: { serviceAccount: { name: 'iox' } },
      kind: 'ClusterRoleBinding',
      path: 'subjects.0',
      is: { kind: 'ServiceAccount', name: 'iox', namespace: SYSTEM },
    },
  ],
  'serviceAccount.annotations': {
    values: { serviceAccount: { annotations: { a: 'b' } } },
    kind: 'ServiceAccount',
    path: 'metadata.annotations.a',
    is: 'b',
  },
  'rbac.create': { values: { rbac: { create: false } }, kind: 'ClusterRoleBinding', none: true },
  'rbac.aggregate': {
    values: { rbac: { aggregate: false } },
    kind: 'ClusterRole',
    name: /admin|edit|view/,
    none: true,
  },
  'health.port': [
    argument({ health: { port: 9000 } }, '--health-port=9000'),
    onPods({ health: { port: 9000 } }, 'containers.0.ports.0.containerPort', 9000),
  ],
  'metrics.enabled': [
    onPods({ metrics: { enabled: false } }, 'containers.0.ports.1.name', 'webhook'),
    {
      values: { metrics: { enabled: false, podMonitor: { enabled: true }, serviceMonitor: { enabled: true } } },
      kind: 'PodMonitor',
      none: true,
    },
  ],
  'metrics.port': argument({ metrics: { port: 9001 } }, '--metrics-port=9001'),
  'metrics.service.enabled': {
    values: { metrics: { service: { enabled: true } } },
    kind: 'Service',
    name: `${OPERATOR}-metrics`,
    path: 'spec.ports.0.targetPort',
    is: 'metrics',
  },
  'metrics.service.annotations': {
    values: { metrics: { service: { enabled: true, annotations: { 'prometheus.io/scrape': 'true' } } } },
    kind: 'Service',
    name: `${OPERATOR}-metrics`,
    path: 'metadata.annotations',
    is: { 'prometheus.io/scrape': 'true' },
  },
  ...Object.fromEntries(
    (['podMonitor', 'serviceMonitor'] as const).flatMap((monitor) => {
      const kind = monitor === 'podMonitor' ? 'PodMonitor' : 'ServiceMonitor';
      const endpoints = monitor === 'podMonitor' ? 'podMetricsEndpoints' : 'endpoints';
      const on = (more: object): object => ({ metrics: { [monitor]: { enabled: true, ...more } } });
      return Object.entries<Case>({
        enabled: { values: on({}), kind, path: `spec.${endpoints}.0.port`, is: 'metrics' },
        interval: { values: on({ interval: '10s' }), kind, path: `spec.${endpoints}.0.interval`, is: '10s' },
        labels: { values: on({ labels: { release: 'prom' } }), kind, path: 'metadata.labels.release', is: 'prom' },
      }).map(([field, each]) => [`metrics.${monitor}.${field}`, each]);
    }),
  ),
  'metrics.prometheusRule.enabled': {
    values: { metrics: { prometheusRule: { enabled: true } } },
    kind: 'PrometheusRule',
    path: 'spec.groups.0.name',
    is: OPERATOR,
  },
  'metrics.prometheusRule.labels': {
    values: { metrics: { prometheusRule: { enabled: true, labels: { release: 'prom' } } } },
    kind: 'PrometheusRule',
    path: 'metadata.labels.release',
    is: 'prom',
  },
  'metrics.dashboard.enabled': {
    values: { metrics: { dashboard: { enabled: true } } },
    kind: 'ConfigMap',
    path: 'metadata.labels.grafana_dashboard',
    is: '1',
  },
  'metrics.dashboard.labels': {
    values: { metrics: { dashboard: { enabled: true, labels: { grafana: 'yes' } } } },
    kind: 'ConfigMap',
    path: 'metadata.labels.grafana',
    is: 'yes',
  },
  'networkPolicy.enabled': [
    { values: {}, kind: 'NetworkPolicy', name: OPERATOR, path: 'spec.policyTypes', is: ['Ingress'] },
    { values: { networkPolicy: { enabled: false } }, kind: 'NetworkPolicy', name: OPERATOR, none: true },
  ],
  'networkPolicy.metricsFrom': {
    values: { networkPolicy: { metricsFrom: [peer] } },
    kind: 'NetworkPolicy',
    name: OPERATOR,
    path: 'spec.ingress.1.from',
    is: [peer],
  },
};

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}
const schema = JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')) as Schema;

/** All values that can be set, as paths of the schema: `image.tag`. */
function valuesOf(node: Schema, path: string): string[] {
  const { properties } =
    node.$ref === undefined ? node : (schema.definitions?.[node.$ref.split('/').at(-1) ?? ''] ?? {});
  return properties === undefined
    ? [path]
    : Object.entries(properties).flatMap(([name, child]) => valuesOf(child, path === '' ? name : `${path}.${name}`));
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], value);
}

function chosen(objects: readonly KubeObject[], { kind, name }: Case): KubeObject[] {
  return objects.filter(
    (each) =>
      each.kind === kind &&
      (name === undefined || (typeof name === 'string' ? each.metadata.name === name : name.test(each.metadata.name))),
  );
}

function holds(t: ExecutionContext, objects: readonly KubeObject[], wanted: Case): void {
  const found = chosen(objects, wanted);
  if (wanted.none === true) {
    t.deepEqual(found, []);
    return;
  }
  t.true(found.length > 0, `no ${wanted.kind} ${String(wanted.name ?? '')}`);
  const { path } = wanted;
  if (path === undefined) {
    return;
  }
  for (const object of found) {
    const value = at(object, path);
    if (wanted.has === undefined) {
      t.deepEqual(value, wanted.is, `${object.kind} ${object.metadata.name}`);
    } else {
      t.true(
        (value as unknown[]).some((each) => isDeepStrictEqual(each, wanted.has)),
        JSON.stringify(value),
      );
    }
  }
}

test('every value is documented in values.yaml, defined in its schema and tested here', (t) => {
  const known = valuesOf(schema, '').filter((path) => path !== 'global');
  t.deepEqual(Object.keys(CASES).toSorted(), known.toSorted());
  const defaults = parse(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as object;
  t.deepEqual(
    known.filter((path) => at(defaults, path) === undefined),
    [],
  );
});

for (const [path, cases] of Object.entries(CASES)) {
  test(`value ${path} reaches the objects, and the API server accepts them`, async (t) => {
    for (const wanted of [cases].flat()) {
      const objects = await rendered({ values: wanted.values });
      holds(t, objects, wanted);
      await t.notThrowsAsync(dryRun.admits(objects));
    }
  });
}

test('the same values give the same bytes', async (t) => {
  t.is(await template(), await template());
});

test('an unknown or invalid value is refused by its name', async (t) => {
  await t.throwsAsync(template({ values: { replica: 3 } }), { message: /replica/ });
  await t.throwsAsync(template({ values: { healing: { renewInPlace: 'sometimes' } } }), { message: /renewInPlace/ });
  await t.throwsAsync(template({ values: { watchNamespaces: ['Not A Name'] } }), { message: /watchNamespaces/ });
});

test('with all features on, a release for all namespaces and one for some are admitted side by side', async (t) => {
  const everything = {
    networkPolicy: { enabled: true },
    metrics: {
      service: { enabled: true },
      podMonitor: { enabled: true },
      serviceMonitor: { enabled: true },
      prometheusRule: { enabled: true },
      dashboard: { enabled: true },
    },
  };
  const one = await rendered({ values: everything });
  const other = await rendered({
    release: 'team',
    namespace: 'left',
    values: { ...everything, watchNamespaces: ['left'], crds: { install: false }, rbac: { aggregate: false } },
  });
  t.deepEqual(
    other.filter(({ metadata }) => metadata.namespace === undefined).map(({ kind }) => kind),
    [],
  );
  const namesOf = (objects: KubeObject[]): Set<string> =>
    new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`));
  t.deepEqual(
    [...namesOf(one)].filter((each) => namesOf(other).has(each)),
    [],
  );
  await t.notThrowsAsync(dryRun.admits([...one, ...other]));
});

test('no rendered object has a wildcard rule or a token that it does not need', async (t) => {
  const objects = await rendered();
  for (const role of objects.filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')) {
    t.false(JSON.stringify(role['rules']).includes('*'), role.metadata.name);
  }
  const account = objects.find(({ kind }) => kind === 'ServiceAccount');
  t.false(account?.['automountServiceAccountToken']);
});

const NO_STORAGE =
  'nodes without local storage isolation take no pod that asks for it (KEP-361), and the operator writes nothing but its log';

/** What kube-score objects to in the chart's defaults, and why it stays. */
const OBJECTIONS: Readonly<Record<string, string>> = {
  'ImagePullPolicy is not set to Always':
    'nodes that were loaded with the image have it from nowhere else; tags of releases do not move, and digests may be set',
  'CPU limit is not set': 'a leader that is slowed down loses its lease',
  'The pod does not have a matching egress NetworkPolicy':
    'which address the API server has is not known, and a policy that is wrong ends all work',
  'Ephemeral Storage request is not set': NO_STORAGE,
  'Ephemeral Storage limit is not set': NO_STORAGE,
  'Deployment does not have a host podAntiAffinity set': 'topologySpreadConstraints keep its replicas apart',
};

test('kube-score objects to nothing in the chart but what has a reason', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'iceoryx-score-'));
  t.teardown(async () => rm(directory, { recursive: true }));
  const file = join(directory, 'chart.yaml');
  await writeFile(file, await template());
  // It ends with 1 when it has an objection.
  const score = '"$0" score "$1" --output-format json --kubernetes-version v1.33 || [ $? = 1 ]';
  const output = await run(['sh', '-c', score, await buildTool('kube-score', silent), file]);
  const objections = (JSON.parse(output) as Scored[]).flatMap(({ checks }) =>
    checks.flatMap(({ grade, skipped, comments }) =>
      skipped || grade >= ALL_WELL ? [] : (comments ?? []).map(({ summary }) => summary),
    ),
  );
  t.deepEqual([...new Set(objections)].toSorted(), Object.keys(OBJECTIONS).toSorted());
});

/** Grades of kube-score are 1, 5, 7 and 10: critical, warning, almost well, all well. */
const ALL_WELL = 7;

interface Scored {
  readonly checks: readonly {
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly summary: string }[] | null;
  }[];
}
