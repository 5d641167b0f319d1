import test from 'ava';
import { ICEORYX_DOMAINS, ICEORYX_PROFILES } from '../../../../src/controllers/resources.ts';
import { DEPLOYMENTS, PODS, STATEFUL_SETS } from '../../../../src/kube/resource.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { until } from '../../../../lab/host/until.ts';
import { iceoryxDomain } from '../../pod/domains.ts';
import { refusal } from '../stub-cluster.ts';
import { iceoryxProfile, KEY, markOfToday, ProfileWorld } from './world.ts';

const TODAY = markOfToday(iceoryxProfile());
const READY = {
  initContainerStatuses: ['iceoryx-roudi', 'iceoryx-agent'].map((name) => ({ name, ready: true, restartCount: 0 })),
};

/** A StatefulSet whose pods ask, as its controller has rolled it out. */
function lidar(): KubeObject {
  return {
    metadata: { name: 'lidar', namespace: 'default', generation: 1 },
    spec: { replicas: 1, template: { metadata: { labels: { 'iceoryx.io/profile': 'camera' } } } },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1 },
  };
}

test('a profile is Ready while RouDi is ready in all of its pods, and also without one', async (t) => {
  const world = new ProfileWorld();
  world.profile();
  world.run(t);
  await world.says('Ready', 'True', 'NoPods');
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: TODAY });
  t.is(await world.says('Ready', 'False', 'NotAllReady'), 'RouDi is ready in 0 of 1 pods');
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: TODAY, status: READY });
  await world.says('Ready', 'True', 'AllReady');
  await world.says('UpToDate', 'True', 'NewestShape');
  t.like(world.status.pods, { total: 1, injected: 1 });
  t.deepEqual(world.writesOf(PODS), []);
});

test('a definition that is missing keeps nothing waiting', async (t) => {
  const world = new ProfileWorld();
  world.profile();
  world.unserved.add('iceoryxprofiles');
  world.run(t);
  world.pod('lidar-0', { owner: 'StatefulSet/lidar' });
  world.unserved.clear();
  await world.says('AllInjected', 'False', 'NotInjected');
  t.pass();
});

test('a domain that is missing, does not admit the namespace, or is deleted stands in the way, and pods stay', async (t) => {
  const world = new ProfileWorld();
  const { spec, ...profile } = iceoryxProfile({ domain: { name: 'robot', namespace: 'home' }, rollout: 'Automatic' });
  const { roudi: _, ...policies } = spec;
  world.put(ICEORYX_PROFILES, { ...profile, spec: policies });
  world.put(STATEFUL_SETS, lidar());
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'earlier' });
  world.run(t);
  await world.says('Reconciling', 'True', 'DomainNotFound');
  await world.says('UpToDate', 'Unknown', 'Unknown');
  const { metadata, ...domain } = world.put(ICEORYX_DOMAINS, iceoryxDomain());
  await world.says('Stalled', 'True', 'RefNotPermitted');
  const open = { ...domain, spec: { ...domain.spec, allowedNamespaces: ['default'] } };
  const ending = { ...metadata, generation: 2, finalizers: ['x'], deletionTimestamp: '2026-01-01T00:00:00Z' };
  world.put(ICEORYX_DOMAINS, { ...open, metadata: ending });
  await world.says('Reconciling', 'True', 'DomainEnding');
  t.deepEqual([...world.writesOf(STATEFUL_SETS), ...world.writesOf(PODS)], []);
});

test('a workload is restarted once for a change, and not before its rollout is over', async (t) => {
  const world = new ProfileWorld();
  world.profile({ rollout: 'Automatic' });
  const { status: done, ...set } = lidar() as KubeObject & { status: object };
  world.put(STATEFUL_SETS, { ...set, status: { ...done, updatedReplicas: 0 } });
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'earlier', status: READY });
  world.run(t);
  await world.says('UpToDate', 'False', 'NewerShapeAvailable');
  t.deepEqual(world.writesOf(STATEFUL_SETS), []);
  world.put(STATEFUL_SETS, { ...set, status: done });
  // Workloads are not watched: a pod that changes, or time, has them looked at.
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'earlier' });
  await until('it is restarted', () => world.writesOf(STATEFUL_SETS).length === 1);
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'earlier', status: READY });
  await world.says('Ready', 'True', 'AllReady');
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: TODAY, status: READY });
  await world.says('UpToDate', 'True', 'NewestShape');
  t.deepEqual(world.writesOf(STATEFUL_SETS), ['patch default/lidar']);
  t.is(world.status.rollouts?.length, 1);
  t.true(world.events.includes('Normal Restarted'));
});

test('an operator that was killed before it restarted a workload on record does so later', async (t) => {
  const world = new ProfileWorld();
  const mark = markOfToday(iceoryxProfile(), true);
  const time = '2026-01-01T00:00:00Z';
  world.put(ICEORYX_PROFILES, {
    ...iceoryxProfile({ rollout: 'Automatic' }),
    status: { rollouts: [{ kind: 'StatefulSet', name: 'lidar', mark, time }] },
  });
  world.put(STATEFUL_SETS, lidar());
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'earlier' });
  world.run(t);
  await until('it is restarted', () => world.writesOf(STATEFUL_SETS).length === 1);
  const { spec } = world.find(STATEFUL_SETS, 'default/lidar') as KubeObject & { spec: ReturnType<typeof Object> };
  t.is(spec.template.metadata.annotations['kubectl.kubernetes.io/restartedAt'], time);
});

test('without the right to restart workloads, the status says what is missing', async (t) => {
  const world = new ProfileWorld();
  world.profile({ rollout: 'Automatic' });
  world.put(STATEFUL_SETS, lidar());
  world.pod('lidar-0', { owner: 'StatefulSet/lidar', mark: 'earlier' });
  const { plural } = STATEFUL_SETS;
  world.refuse = ({ resource }) =>
    resource.plural === plural ? refusal(403, 'Forbidden', 'cannot patch resource "statefulsets"') : undefined;
  world.run(t);
  await until('it says so', () =>
    world.status.conditions?.some(({ type, message }) => type === 'UpToDate' && message.includes('cannot patch')),
  );
  t.pass();
});

test('an editor of pods: pods with owners that do not exist, or do not ask, restart nothing', async (t) => {
  const world = new ProfileWorld();
  world.profile({ rollout: 'Automatic' });
  const database = { metadata: { name: 'database', namespace: 'default' }, spec: { template: { metadata: {} } } };
  world.put(DEPLOYMENTS, database);
  const labels = { 'pod-template-hash': '1' };
  world.pod('forged', { owner: 'ReplicaSet/database-1', labels, mark: 'earlier', status: READY });
  world.pod('gone', { owner: 'StatefulSet/gone', mark: 'earlier', status: READY });
  world.run(t);
  await world.says('UpToDate', 'False', 'NewerShapeAvailable');
  await world.says('Ready', 'True', 'AllReady');
  t.deepEqual([...world.writesOf(DEPLOYMENTS), ...world.writesOf(STATEFUL_SETS)], []);
  t.is(world.status.rollouts, undefined);
});

test('of two operators one looks after a profile, and the other one says so', async (t) => {
  const world = new ProfileWorld();
  world.profile();
  const stop = world.run(t, 'first');
  await world.says('Ready', 'True', 'NoPods');
  t.is(world.status.manager, 'first');
  stop();
  world.run(t, 'second');
  await world.says('SoleOperator', 'False', 'OtherOperator');
  t.is(world.status.operator?.asking, 'second');
  t.is(world.status.manager, 'first');
});

test('a profile that is too large for the cache is reported, and its pods stay', async (t) => {
  const world = new ProfileWorld();
  const env = [{ name: 'LONG', value: 'x'.repeat(200_000) }];
  world.profile({ roudi: { image: 'example.com/roudi:2.0.6', env }, missed: 'Replace' });
  world.pod('lidar-0', { owner: 'StatefulSet/lidar' });
  world.run(t);
  t.regex(
    await world.says('Stalled', 'True', 'InvalidSpec'),
    /keeps specifications of 128 KiB, and this one has 196 KiB/,
  );
  t.deepEqual(world.writesOf(PODS), []);
  t.truthy(world.find(ICEORYX_PROFILES, KEY));
});
