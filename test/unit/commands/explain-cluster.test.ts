import test from 'ava';
import { Context } from '../../../src/commands/explain/context.ts';
import { explanationOf } from '../../../src/commands/explain/gather.ts';
import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES } from '../../../src/controllers/resources.ts';
import type { KubeClient } from '../../../src/kube/client.ts';
import { ApiError } from '../../../src/kube/errors.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { DEPLOYMENTS, NODES, PODS, REPLICA_SETS, type Resource } from '../../../src/kube/resource.ts';
import { MUTATING_WEBHOOKS } from '../../../src/webhook/certificates/configuration.ts';
import { iceoryxDeployment, settled } from '../controllers/deployment/objects.ts';
import { StubCluster } from '../controllers/stub-cluster.ts';

const NAMESPACES: Resource = { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };
const GIVEN = { agentImage: 'example.com/iceoryx-agent:1' };
const NODE = {
  metadata: { name: 'node-1' },
  status: { declaredFeatures: ['RestartAllContainersOnContainerExits'] },
};

/** The operator as administrators start it. */
const OPERATOR = {
  metadata: { name: 'operator', namespace: 'system', labels: { 'app.kubernetes.io/version': '9.9.9' } },
  spec: { template: { spec: { containers: [{ name: 'operator', args: ['run'] }] } } },
};

function ownedBy({ apiVersion = '', kind = '', metadata: { name, uid = '' } }: KubeObject) {
  return { ownerReferences: [{ apiVersion, kind, name, uid, controller: true }] };
}

test('a pod of an IceoryxDeployment is explained by the object at the end of its owners', async (t) => {
  const cluster = new StubCluster();
  const { object, child } = settled(iceoryxDeployment());
  cluster.put(NODES, NODE);
  cluster.put(DEPLOYMENTS, OPERATOR);
  const root = cluster.put(ICEORYX_DEPLOYMENTS, object);
  const deployment = cluster.put(DEPLOYMENTS, { ...child, metadata: { ...child.metadata, ...ownedBy(root) } });
  const replicaSet = cluster.put(REPLICA_SETS, {
    metadata: { name: 'robot-1', namespace: 'lab', ...ownedBy(deployment) },
    spec: { template: child.spec?.template },
  });
  const pod = cluster.put(PODS, {
    metadata: { name: 'robot-1-a', namespace: 'lab', ...ownedBy(replicaSet) },
    spec: child.spec?.template.spec,
  });

  const context = await Context.of(cluster.client, 'lab', GIVEN);
  const { madeBy, injection, next, operator, unknown } = await explanationOf(pod, context);
  t.deepEqual(
    madeBy.map(({ kind, name }) => `${kind} ${name}`),
    ['ReplicaSet robot-1', 'Deployment robot', 'IceoryxDeployment robot'],
  );
  t.like(injection, { state: 'Injected', reason: 'IceoryxDeployment' });
  t.deepEqual(next?.differences, []);
  t.deepEqual([operator, unknown], [{ deployment: 'system/operator', version: '9.9.9' }, []]);
});

test('an owner of the same name that is another object has made nothing', async (t) => {
  const cluster = new StubCluster();
  const root = cluster.put(ICEORYX_DEPLOYMENTS, iceoryxDeployment());
  const { ownerReferences } = ownedBy({ ...root, metadata: { ...root.metadata, uid: 'before' } });
  const pod = cluster.put(PODS, {
    metadata: { name: 'a', namespace: 'lab', ownerReferences },
    spec: { containers: [] },
  });
  const { madeBy, injection } = await explanationOf(pod, await Context.of(cluster.client, 'lab', GIVEN));
  t.deepEqual(madeBy, [{ kind: 'IceoryxDeployment', namespace: 'lab', name: 'robot', from: [] }]);
  t.is(injection?.state, 'NotAsking');
});

/** A Deployment whose pods ask by a label, in a namespace whose profile joins a domain. */
function joining(): { cluster: StubCluster; deployment: KubeObject } {
  const cluster = new StubCluster();
  cluster.put(NODES, NODE);
  cluster.put(NAMESPACES, { metadata: { name: 'lab', labels: { 'iceoryx.io/profile': 'shared' } } });
  cluster.put(MUTATING_WEBHOOKS, { metadata: { name: 'iceoryx' }, webhooks: [{ name: 'inject.iceoryx.io' }] });
  cluster.put(ICEORYX_DOMAINS, {
    metadata: { name: 'robot', namespace: 'lab' },
    spec: { roudi: { image: 'example.com/roudi:2.0.6' } },
  });
  cluster.put(ICEORYX_PROFILES, {
    metadata: { name: 'shared', namespace: 'lab' },
    spec: { domain: { name: 'robot' } },
  });
  const deployment = cluster.put(DEPLOYMENTS, {
    metadata: { name: 'camera', namespace: 'lab' },
    spec: {
      selector: { matchLabels: { app: 'camera' } },
      template: {
        metadata: { labels: { app: 'camera', version: '2', 'iceoryx.io/inject': 'true' } },
        spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
      },
    },
  });
  return { cluster, deployment };
}

test('a workload is explained as the webhook would see its pods, with the profile of the namespace and its domain', async (t) => {
  const { cluster, deployment } = joining();
  const { injection, shape } = await explanationOf(deployment, await Context.of(cluster.client, 'lab', GIVEN));
  t.like(injection, { state: 'Injected', reason: 'Webhook' });
  t.regex(injection?.asks ?? '', /the namespace names IceoryxProfile shared/);
  t.is(shape?.figures.find(({ name }) => name === 'DomainClaim')?.value, 'iceoryx.lab.robot');
  t.deepEqual(cluster.calls, [], 'nothing is written');
});

test('what may not be read is told, and the rest is shown', async (t) => {
  const { cluster, deployment } = joining();
  const forbidden = new Set(['nodes', 'mutatingwebhookconfigurations', 'namespaces']);
  const refuse = (resource: Resource): void => {
    if (forbidden.has(resource.plural)) {
      throw new ApiError({ method: 'GET', path: '/' }, 403, { reason: 'Forbidden', message: 'no' });
    }
  };
  const { client } = cluster;
  const limited = {
    get: async (resource: Resource, key: string) => (refuse(resource), client.get(resource, key)),
    list: async (resource: Resource, options: object) => (refuse(resource), client.list(resource, options)),
  } as unknown as KubeClient;
  const { injection, unknown } = await explanationOf(deployment, await Context.of(limited, 'lab', GIVEN));
  t.is(injection?.state, 'Unknown');
  for (const plural of forbidden) {
    t.regex(unknown.join('\n'), new RegExp(`without the right to (?:get|list) ${plural}`));
  }
});
