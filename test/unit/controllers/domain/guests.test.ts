import test from 'ava';
import { ICEORYX_DOMAINS, ICEORYX_PROFILES } from '../../../../src/controllers/resources.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { CLAIMS, DAEMON_SETS, PODS, VOLUMES } from '../../../../src/kube/resource.ts';
import { until } from '../../../../lab/host/until.ts';
import { DomainWorld } from './world.ts';

const CLAIM = 'apps/iceoryx.home.robot';

function profile(world: DomainWorld): KubeObject {
  return world.put(ICEORYX_PROFILES, {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxProfile',
    metadata: { name: 'camera', namespace: 'apps', uid: 'uid-camera', generation: 1 },
    spec: { domain: { name: 'robot', namespace: 'home' } },
  });
}

/** A pod of a StatefulSet that asked by join-domain and got the agent. */
function guest(world: DomainWorld, namespace = 'apps'): void {
  const { metadata, ...pod } = world.podOf(namespace) as KubeObject & { spec: object };
  world.remove(PODS, `${namespace}/pod`);
  world.put(PODS, {
    ...pod,
    metadata: {
      ...metadata,
      uid: `uid-${namespace}`,
      labels: { 'iceoryx.io/inject': 'true' },
      annotations: { 'iceoryx.io/injected': 'mark' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'lidar', uid: 'u', controller: true }],
    },
    spec: { ...pod.spec, initContainers: [{ name: 'iceoryx-agent' }] },
  });
}

test('a profile of the domain gives its namespace a claim before there is a pod, and counts', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.run(t);
  profile(world);
  await until('the claim exists', () => world.find(CLAIMS, CLAIM));
  await until('it is counted', () => world.status.apps === 1);
  world.remove(ICEORYX_PROFILES, 'apps/camera');
  await until('the claim is gone', () => world.find(CLAIMS, CLAIM) === undefined);
  await until('it no longer counts', () => world.status.apps === 0);
  t.pass();
});

test('pods that joined without a profile get a claim in a namespace that the domain admits, and keep it', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.run(t);
  await until('the DaemonSet exists', () => world.find(DAEMON_SETS, 'home/robot'));
  guest(world, 'strangers');
  guest(world);
  await until('the claim exists', () => world.find(CLAIMS, CLAIM));
  await until('nothing is left to be done', () => world.isIdle);
  t.is(world.find(CLAIMS, 'strangers/iceoryx.home.robot'), undefined);
  world.remove(PODS, 'apps/pod');
  await until('the claim is gone', () => world.find(CLAIMS, CLAIM) === undefined);
});

test('a domain that is deleted waits for such pods, and says which workload has to end', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.run(t);
  guest(world);
  await until('the claim exists', () => world.find(CLAIMS, CLAIM));
  world.remove(ICEORYX_DOMAINS, 'home/robot');
  const { message } = await world.holds('Reconciling', 'True', 'DomainEnding');
  t.regex(message, /1 pods still use the domain, apps\/pod: .*; delete StatefulSet apps\/lidar, or scale it to 0$/);
  t.truthy(world.find(DAEMON_SETS, 'home/robot'), 'RouDi is still there');
});

test('an administrator of the cluster who stops serving profiles: claims of unknown profiles stay', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  profile(world);
  world.run(t);
  await until('the claim exists', () => world.find(CLAIMS, CLAIM));
  const later = new DomainWorld();
  for (const [resource, key] of [
    [ICEORYX_DOMAINS, 'home/robot'],
    [CLAIMS, CLAIM],
    [VOLUMES, 'iceoryx.home.robot.apps'],
  ] as const) {
    later.put(resource, world.find(resource, key) as KubeObject);
  }
  later.unserved.add('iceoryxprofiles');
  later.run(t);
  await until('the DaemonSet exists', () => later.find(DAEMON_SETS, 'home/robot'));
  await until('nothing is left to be done', () => later.isIdle);
  t.deepEqual([...later.writesOf(CLAIMS), ...later.writesOf(VOLUMES)], []);
});
