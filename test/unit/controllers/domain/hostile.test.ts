/** What others in the cluster can do to a domain: nothing, unless it admits them. */
import test from 'ava';
import { accessFor } from '../../../../src/controllers/domain/claims.ts';
import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  type IceoryxDomain,
  JOBS,
} from '../../../../src/controllers/resources.ts';
import { NODE_ANNOTATION } from '../../../../src/controllers/sweep-jobs/job.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { CLAIMS, DAEMON_SETS, NODES, PODS, VOLUMES } from '../../../../src/kube/resource.ts';
import { until } from '../../../../lab/host/until.ts';
import { iceoryxDomain } from '../../pod/domains.ts';
import { refusal } from '../stub-cluster.ts';
import { DomainWorld } from './world.ts';

function node(name: string): KubeObject {
  return { metadata: { name }, status: { conditions: [{ type: 'Ready', status: 'True' }] } };
}

/** Adds the finalizers by which Kubernetes protects claims and volumes in use. */
function hold(world: DomainWorld, namespace: string): void {
  for (const [resource, key] of [
    [CLAIMS, `${namespace}/iceoryx.home.robot`],
    [VOLUMES, `iceoryx.home.robot.${namespace}`],
  ] as const) {
    const object = world.find(resource, key) as KubeObject;
    world.put(resource, { ...object, metadata: { ...object.metadata, finalizers: ['kubernetes.io/protection'] } });
  }
}

/** The same objects, for another operator. */
function copyOf(world: DomainWorld): DomainWorld {
  const copy = new DomainWorld();
  for (const resource of [ICEORYX_DOMAINS, ICEORYX_DEPLOYMENTS, DAEMON_SETS, VOLUMES, CLAIMS]) {
    world.list(resource).forEach((object) => copy.put(resource, object));
  }
  return copy;
}

function isEnding(object: KubeObject | undefined): boolean {
  return object?.metadata.deletionTimestamp !== undefined;
}

test("an editor of a namespace that is not admitted: pods with the domain's names do not keep it", async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.podOf('strangers');
  world.run(t);
  await until('the DaemonSet exists', () => world.find(DAEMON_SETS, 'home/robot'));
  world.remove(ICEORYX_DOMAINS, 'home/robot');
  await until('the domain is gone', () => world.find(ICEORYX_DOMAINS, 'home/robot') === undefined, {
    timeoutSeconds: 30,
  });
  t.truthy(world.find(PODS, 'strangers/pod'));
});

test('an editor of a namespace that is admitted, without a member: a claim of its own is not the domain', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.put(CLAIMS, { metadata: { name: 'iceoryx.home.robot', namespace: 'apps' }, spec: { volumeName: 'own' } });
  world.podOf('apps');
  world.run(t);
  await until('the DaemonSet exists', () => world.find(DAEMON_SETS, 'home/robot'));
  world.remove(ICEORYX_DOMAINS, 'home/robot');
  await until('the domain is gone', () => world.find(ICEORYX_DOMAINS, 'home/robot') === undefined, {
    timeoutSeconds: 30,
  });
  t.pass();
});

test('an editor of a namespace that is not admitted: no node is swept after the end of its pods', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.put(NODES, node('node-1'));
  world.put(NODES, node('node-2'));
  world.member('apps');
  world.podOf('strangers', 'node-1');
  world.podOf('apps', 'node-2');
  world.run(t, { sweeps: true });
  await until('the volume exists', () => world.find(VOLUMES, 'iceoryx.home.robot.apps'));
  await until('nothing is left to be done', () => world.isIdle);
  world.remove(PODS, 'strangers/pod');
  world.remove(PODS, 'apps/pod');
  await until('there is a Job', () => world.list(JOBS).length > 0);
  await until('nothing is left to be done', () => world.isIdle);
  t.deepEqual(
    world.list(JOBS).map(({ metadata }) => metadata.annotations?.[NODE_ANNOTATION]),
    ['node-2'],
  );
});

test("an editor of a namespace: pods with the labels of RouDi's are none of a domain, and no node is swept for them", async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.put(NODES, node('node-1'));
  world.put(NODES, node('node-2'));
  world.run(t, { sweeps: true });
  const { metadata } = await until('the DaemonSet exists', () => world.find(DAEMON_SETS, 'home/robot'));
  await until('nothing is left to be done', () => world.isIdle);
  const controller = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'robot', controller: true };
  world.roudi('planted', 'node-1');
  world.roudi('of-another', 'node-1', { ...controller, uid: 'of-another' });
  world.roudi('own', 'node-2', { ...controller, uid: metadata.uid ?? '' });
  await until('it is reported', () => world.status.nodes?.length === 1);
  t.deepEqual(
    world.status.nodes?.map(({ name }) => name),
    ['node-2'],
  );
  ['planted', 'of-another', 'own'].forEach((name) => world.remove(PODS, `home/${name}`));
  await until('there is a Job', () => world.list(JOBS).length > 0);
  await until('nothing is left to be done', () => world.isIdle);
  t.deepEqual(
    world.list(JOBS).map(({ metadata: job }) => job.annotations?.[NODE_ANNOTATION]),
    ['node-2'],
  );
});

test('an administrator of the cluster: an operator that leaves a namespace alone removes nothing of the domains there, and nothing of members there', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps', 'team'] });
  world.member('apps');
  world.member('team');
  world.run(t);
  await until('the claims exist', () => world.list(CLAIMS).length === 2);
  await until('nothing is left to be done', () => world.isIdle);
  const [claims, volumes] = [world.list(CLAIMS).length, world.list(VOLUMES).length];
  for (const excluded of [['home'], ['team']]) {
    const other = copyOf(world);
    other.run(t, { excluded });
    await until('it has started', () => other.isIdle);
    other.list(VOLUMES).forEach((volume) => other.put(VOLUMES, volume));
    await until('nothing is left to be done', () => other.isIdle);
    t.is(other.list(CLAIMS).length, claims, excluded[0]);
    t.is(other.list(VOLUMES).length, volumes, excluded[0]);
  }
});

test('an administrator of the cluster: a domain whose volumes are seen before it keeps them', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.member('apps');
  world.run(t);
  await until('the claim exists', () => world.find(CLAIMS, 'apps/iceoryx.home.robot'));
  await until('nothing is left to be done', () => world.isIdle);
  // The definition's watch lags: the cache has no domain, the API server has.
  world.hide(ICEORYX_DOMAINS, 'home/robot');
  world.list(VOLUMES).forEach((volume) => world.put(VOLUMES, volume));
  await until('nothing is left to be done', () => world.isIdle);
  t.truthy(world.find(CLAIMS, 'apps/iceoryx.home.robot'));
});

test('a member of a domain: its pods keep the domain, also when their namespace is no longer admitted', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.member('apps');
  world.podOf('apps');
  world.run(t);
  await until('the claim exists', () => world.find(CLAIMS, 'apps/iceoryx.home.robot'));
  // As long as the pod uses them, Kubernetes keeps the claim, and the claim keeps its volume.
  hold(world, 'apps');
  const { spec, ...domain } = world.find(ICEORYX_DOMAINS, 'home/robot') as IceoryxDomain;
  world.put(ICEORYX_DOMAINS, { ...domain, spec: { ...spec, allowedNamespaces: [] } });
  await until('the claim is being deleted', () => isEnding(world.find(CLAIMS, 'apps/iceoryx.home.robot')));
  world.remove(ICEORYX_DOMAINS, 'home/robot');
  const { message } = await world.holds('Reconciling', 'True', 'DomainEnding');
  t.regex(message, /1 pods still use the domain, apps\/pod/);
  t.truthy(world.find(DAEMON_SETS, 'home/robot'), 'RouDi is still there');
});

test('a member of a domain that stops the agent of its pod: the pod is deleted, as RouDi cannot start beside its apps', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.member('apps');
  world.run(t);
  await until('the volume exists', () => world.find(VOLUMES, 'iceoryx.home.robot.apps'));
  const { uid = '' } = world.find(DAEMON_SETS, 'home/robot')?.metadata ?? {};
  const stuck = world.podOf('apps', 'node-1', 'stuck', true);
  world.podOf('apps', 'node-2', 'elsewhere', true);
  world.podOf('apps', 'node-1', 'restarted-one-by-one');
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'robot', controller: true, uid };
  world.roudi('robot-1', 'node-1', owner, { isReady: false, since: '2026-01-01T01:00:00Z' });
  await until('the pod is deleted', () => world.find(PODS, 'apps/stuck') === undefined);
  await until('nothing is left to be done', () => world.isIdle);
  t.deepEqual([...new Set(world.writesOf(PODS))], [`delete apps/${stuck.metadata.name}`]);
});

test('a member of a domain: a quota that refuses its claim stops the domain in that namespace only', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['aaa', 'bbb'] });
  world.member('aaa');
  world.member('bbb');
  const exceeded = refusal(403, 'Forbidden', 'exceeded quota: claims, limited: persistentvolumeclaims=0');
  world.refuse = ({ resource, key }) =>
    resource.plural === CLAIMS.plural && key.startsWith('aaa/') ? exceeded : undefined;
  world.run(t);
  const { message } = await world.holds('ClaimsReady', 'False', 'ClaimRefused');
  t.regex(message, /, aaa: exceeded quota: claims, .*change the quota/);
  t.truthy(world.find(CLAIMS, 'bbb/iceoryx.home.robot'));
  t.truthy(world.find(DAEMON_SETS, 'home/robot'));
  world.refuse = () => undefined;
  world.member('bbb', 'another');
  await world.holds('ClaimsReady', 'True');
  t.truthy(world.find(CLAIMS, 'aaa/iceoryx.home.robot'));
});

test('a member of a domain: a failing webhook there does not keep claims of other namespaces', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['aaa', 'bbb'] });
  world.member('aaa');
  world.member('bbb');
  world.run(t);
  await until('the claims exist', () => world.list(CLAIMS).length === 2);
  world.refuse = ({ verb, resource, key }) =>
    verb === 'delete' && resource.plural === CLAIMS.plural && key.startsWith('aaa/')
      ? refusal(500, 'InternalError', 'failed calling webhook "claims.aaa.example.com"')
      : undefined;
  world.remove(ICEORYX_DOMAINS, 'home/robot');
  const { message } = await world.holds('ClaimsReady', 'False', 'ClaimRefused');
  t.regex(message, /, aaa: failed calling webhook/);
  await until('the other claim is gone', () => world.find(CLAIMS, 'bbb/iceoryx.home.robot') === undefined);
  t.truthy(world.find(ICEORYX_DOMAINS, 'home/robot'), 'the volume still points to its directories');
});

test('an administrator of the cluster who removes definitions: the next operator ends the domains', async (t) => {
  const world = new DomainWorld();
  const { metadata, ...domain } = world.domain({ allowedNamespaces: ['apps'] });
  world.put(ICEORYX_DOMAINS, { ...domain, metadata: { ...metadata, finalizers: ['iceoryx.io/domain'] } });
  world.unserved.add('iceoryxdeployments');
  world.remove(ICEORYX_DOMAINS, 'home/robot');
  world.run(t);
  await until('the domain is gone', () => world.find(ICEORYX_DOMAINS, 'home/robot') === undefined, {
    timeoutSeconds: 30,
  });
  t.pass();
});

test('an administrator of the cluster who stops serving a definition: claims of unknown members stay', async (t) => {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  const { volume, claim } = accessFor(iceoryxDomain(), '/dev/shm/iceoryx.io/home/robot', 1n, 'apps');
  world.put(VOLUMES, volume);
  world.put(CLAIMS, claim);
  world.unserved.add('iceoryxdeployments');
  world.run(t);
  await until('the DaemonSet exists', () => world.find(DAEMON_SETS, 'home/robot'));
  await until('nothing is left to be done', () => world.isIdle);
  t.deepEqual([...world.writesOf(CLAIMS), ...world.writesOf(VOLUMES)], []);
});
