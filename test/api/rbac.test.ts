import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { freePorts } from '../../lab/cluster/ports.ts';
import { webhookConfiguration, webhookOptions } from '../../lab/operator/webhook.ts';
import { PODS } from '../../src/kube/resource.ts';
import { MUTATING_WEBHOOKS } from '../../src/webhook/certificates/configuration.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { chartRules, withoutCall, withoutRule } from '../support/chart-rules.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { roudiDied } from '../support/roudi-died.ts';
import { until } from '../../lab/host/until.ts';

let bench: ApiBench;
let directory: string;
test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'rbac-'));
  bench = await ApiBench.join('rbac');
});
test.after.always(async () => {
  await bench.close();
  rmSync(directory, { recursive: true });
});

/** Runs a sweep with a Job that is given up because its node is gone. */
async function sweepsAndLosesNode(node: string, sweep: string): Promise<void> {
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'ready' }];
  const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status: { conditions } })];
  await bench.kubectl.run(['patch', 'node', node, ...patch]);
  await bench.apply({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxSweep',
    metadata: { name: sweep },
    spec: { historyLimit: 0 },
  });
  await until('there is a Job', async () => {
    const jobs = await bench.kubectl.get<{ items: unknown[] }>('jobs', '-l', `iceoryx.io/sweep=${sweep}`);
    return jobs?.items.length === 1;
  });
  await bench.kubectl.run(['delete', 'node', node]);
}

/** Makes a pod look as if the kubelet could start nothing in it. */
async function cannotStart(name: string): Promise<void> {
  const pod = await until(`${name} has a pod`, async () => {
    const pods = await bench.kubectl.get<{ items: IPod[] }>('pods', '-l', `iceoryx.io/deployment=${name}`);
    return pods?.items.find(({ spec, metadata }) => spec?.nodeName === undefined && !metadata?.deletionTimestamp);
  });
  const { name: podName = '' } = pod.metadata ?? {};
  const metadata = { name: podName, namespace: bench.namespace };
  const target = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };
  await bench.kubectl.run(['create', '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'Binding', metadata, target }),
  });
  const lastTransitionTime = new Date(Date.now() - 60_000).toISOString();
  const conditions = ['Ready', 'PodReadyToStartContainers'].map((type) => ({
    type,
    status: 'False',
    lastTransitionTime,
  }));
  const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status: { conditions } })];
  await bench.kubectl.run(['patch', 'pod', podName, ...patch]);
}

/** A profile that restarts workloads, and one whose pods have RouDi from an earlier one. */
const OUTDATED = [
  {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxProfile',
    metadata: { name: 'camera' },
    spec: { roudi: { image: 'roudi:2.0.6' }, rollout: 'Automatic' },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'lidar' },
    spec: {
      serviceName: 'lidar',
      selector: { matchLabels: { app: 'lidar' } },
      template: {
        metadata: {
          labels: { app: 'lidar', 'iceoryx.io/profile': 'camera' },
          annotations: { 'iceoryx.io/injected': 'earlier' },
        },
        spec: {
          initContainers: [{ name: 'iceoryx-agent', image: 'x', restartPolicy: 'Always' }],
          containers: [{ name: 'app', image: 'x' }],
        },
      },
    },
  },
];

/** Has pods ask for what the webhook knows, and for what it has to look for. */
async function asksForAll(): Promise<void> {
  const asks = (labels: object, annotations: object = {}): object => ({
    metadata: { labels: { app: 'member', ...labels }, annotations },
    spec: { restartPolicy: 'Always', containers: [{ name: 'app', image: 'example.com/app:1' }] },
  });
  const labels = { 'iceoryx.io/profile': 'member' };
  const metadata = { name: 'member-by-profile' };
  const { spec } = asks(labels) as { spec: object };
  await bench.apply(
    {
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxProfile',
      metadata: { name: 'member' },
      spec: { domain: { name: 'node' } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: { app: 'member' } }, template: asks(labels) },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: { template: { metadata: { labels }, spec: { ...spec, restartPolicy: 'Never' } } },
    },
  );
  for (const template of [
    asks({ 'iceoryx.io/profile': 'none' }),
    asks({ 'iceoryx.io/inject': 'true' }),
    asks({ 'iceoryx.io/inject': 'true' }, { 'iceoryx.io/join-domain': `${bench.namespace}/none` }),
  ]) {
    const pod = { ...template, metadata: { ...(template as { metadata: object }).metadata, name: 'pod' } };
    const refused = bench.client.create(PODS, { ...pod, metadata: { ...pod.metadata, namespace: bench.namespace } });
    await refused.catch(() => {});
  }
}

test('the operator makes every call that its role allows, and no other', async (t) => {
  const [node, sweep] = [bench.nameFor('old'), bench.nameFor('all')];
  t.teardown(async () => {
    await bench.kubectl.run(['delete', 'node', node, '--ignore-not-found']);
    await bench.kubectl.run(['delete', 'ioxsweep', sweep, '--ignore-not-found']);
  });
  await bench.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: node } });
  const proxy = await ObservingProxy.start(bench.cluster.kubeconfig);
  const kubeconfig = join(directory, 'kubeconfig');
  proxy.writeKubeconfig(kubeconfig);
  const own = ['--kubeconfig', kubeconfig, '--leader-election-namespace', bench.namespace];
  // The namespace exists and admits everything.
  const sweeps = ['--sweep-image', 'example.com/operator:1', '--sweep-namespace', bench.namespace];
  const { webhook: port } = await freePorts({ webhook: 0 });
  const webhook = bench.nameFor('webhook');
  t.teardown(async () => bench.client.delete(MUTATING_WEBHOOKS, webhook));
  await bench.apply(await webhookConfiguration(webhook, `localhost:${port}`, [bench.namespace]));
  await bench.startElectedOperator(...own, ...sweeps, ...webhookOptions(webhook, port));

  // A Deployment with another owner is read once, by its name.
  await bench.kubectl.run(['create', 'deployment', 'taken', '--image=x', '--replicas=0']);
  await bench.apply(robot('taken'));
  await bench.holds('taken', 'Stalled');
  await bench.apply(
    robot('evicted', { replicas: 1 }),
    robot('deleted', { replicas: 1, recovery: { whenBlocked: 'Delete' } }),
  );
  await bench.apply({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'strict' },
    spec: { minAvailable: 1, selector: { matchLabels: { 'iceoryx.io/deployment': 'deleted' } } },
  });
  await roudiDied(bench.kubectl, 'evicted');
  await roudiDied(bench.kubectl, 'deleted');
  const has = async (call: string): Promise<unknown> => until(call, () => proxy.calls.has(call));
  await has('create /pods/eviction');
  await has('delete /pods');
  await has('get /pods/log');
  await cannotStart('evicted');
  await has('list events.k8s.io/events');
  // Repeated edits are counted in the same Event.
  for (const replicas of [2, 3, 4]) {
    await bench.kubectl.run(['scale', 'deployment/evicted', `--replicas=${replicas}`]);
    await until('the edit is reverted', async () => (await bench.deployment('evicted'))?.spec?.replicas === 1);
  }
  await has('patch events.k8s.io/events');
  await until('delete apps/deployments', async () => {
    // The garbage collector of Kubernetes deletes them as well, and may be first.
    await bench.apply(robot('short', { replicas: 0 }));
    await until('it has a Deployment', async () => (await bench.deployment('short')) !== undefined);
    await bench.kubectl.run(['delete', 'ioxd', 'short']);
    await until('the Deployment is gone', async () => (await bench.deployment('short')) === undefined);
    return proxy.calls.has('delete apps/deployments');
  });
  // A DaemonSet with another owner is read once as well.
  const template = { metadata: { labels: { app: 'taken' } }, spec: { containers: [{ name: 'x', image: 'x' }] } };
  await bench.apply(
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'occupied' },
      spec: { selector: { matchLabels: { app: 'taken' } }, template },
    },
    {
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxDomain',
      metadata: { name: 'occupied' },
      spec: { roudi: { image: 'roudi:2.0.6' } },
    },
  );
  await has('get apps/daemonsets');
  await bench.kubectl.run(['delete', 'ioxdom/occupied', 'daemonset/occupied', '--timeout=60s']);
  // A domain is created, changed and deleted, with an object that uses it.
  await bench.apply(
    {
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxDomain',
      metadata: { name: 'node' },
      spec: { roudi: { image: 'roudi:2.0.6' } },
    },
    robot('member', { roudi: undefined, domain: { name: 'node' }, replicas: 0 }),
  );
  await has('patch /persistentvolumeclaims');
  await asksForAll();
  await has('get iceoryx.io/iceoryxprofiles');
  await has('get iceoryx.io/iceoryxdomains');
  await has('get /namespaces');
  await has('get apps/replicasets');
  await has('get batch/jobs');
  await bench.kubectl.run(['delete', 'deployment/member-by-profile', 'job/member-by-profile', 'ioxprofile/member']);
  await bench.kubectl.run(['patch', 'ioxdom', 'node', '--type=merge', '-p', '{"spec":{"roudi":{"logLevel":"Debug"}}}']);
  await has('patch apps/daemonsets');
  await bench.kubectl.run(['delete', 'ioxdom', 'node', '--timeout=60s']);
  await has('delete /persistentvolumes');
  await bench.apply(...OUTDATED);
  await has('patch apps/statefulsets');
  await has('patch coordination.k8s.io/leases');
  await sweepsAndLosesNode(node, sweep);
  await has('patch batch/jobs');
  await bench.kubectl.run(['annotate', 'ioxsweep', sweep, 'iceoryx.io/run-at=again']);
  await has('delete batch/jobs');
  await bench.stopOperator();
  proxy.close();

  const rules = chartRules();
  t.true(rules.size > 15);
  t.deepEqual(withoutRule(proxy.calls, rules), [], 'a call without a rule');
  t.deepEqual(withoutCall(proxy.calls, rules), [], 'a rule without a call');
});
