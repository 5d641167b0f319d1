import test from 'ava';
import type { IDeploymentStatus } from 'kubernetes-models/apps/v1/DeploymentStatus';
import type { Applied } from '../../../../src/controllers/deployment/apply.ts';
import { progressOf } from '../../../../src/controllers/deployment/progress.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import { SHAPE_ANNOTATION } from '../../../../src/controllers/deployment/shape.ts';
import { statusOf as statusWith } from '../../../../src/controllers/deployment/status.ts';
import type { Capabilities } from '../../../../src/pod/inject.ts';
import { child, iceoryxDeployment, planned } from './objects.ts';
import { pod as podOf } from '../pods/pods.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const LATER = new Date('2026-01-01T00:01:00Z');

const object = iceoryxDeployment({ replicas: 2 });
const all = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
const record = { uid: 'uid-of-child', generation: 1, digest: 'abc' };
const applied = (status: IDeploymentStatus): Applied => ({
  plan: planned(object),
  child: child(object, status),
  record,
});
const pod = (ready: boolean) => podOf('robot-1-a', [{ name: 'iceoryx-agent', ready }]);
const statusOf = (of: IceoryxDeployment, by: Applied, pods: Parameters<typeof statusWith>[2], now: Date) =>
  statusWith(of, by, pods, [], now);
const conditions = ({ status }: IceoryxDeployment) =>
  Object.fromEntries((status?.conditions ?? []).map(({ type, status, reason }) => [type, `${status} ${reason}`]));

for (const [what, status, state, reason] of [
  ['just applied', { observedGeneration: 0 }, 'Reconciling', 'Applied'],
  ['one pod of two up to date', { ...all, updatedReplicas: 1 }, 'Reconciling', 'RollingOut'],
  ['an old pod still ending', { ...all, replicas: 3 }, 'Reconciling', 'RollingOut'],
  ['one pod not available', { ...all, availableReplicas: 1 }, 'Reconciling', 'PodsNotAvailable'],
  ['all there', all, 'Ready', 'AllAvailable'],
  [
    'no progress in time',
    {
      ...all,
      updatedReplicas: 1,
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
    },
    'Stalled',
    'ProgressDeadlineExceeded',
  ],
] as const) {
  test(`${what}: ${state}`, (t) => {
    const progress = progressOf(
      child(object, { ...status, conditions: [...('conditions' in status ? status.conditions : [])] }),
    );
    t.like(progress, { state, reason });
  });
}

test('the message says why pods are missing', (t) => {
  const failure = { type: 'ReplicaFailure', status: 'True', message: 'exceeded quota: small' };
  t.regex(progressOf(child(object, { conditions: [failure] })).message, /0 of 2 .*: exceeded quota: small/);
});

test('a status reports the progress of pods and what was computed for them', (t) => {
  const status = statusOf(object, applied(all), [pod(true), pod(true)], NOW);
  t.like(status, {
    observedGeneration: 1,
    ...all,
    selector: 'iceoryx.io/deployment=robot',
    roudi: { release: '2.0', image: planned(object).request.roudi.image, ready: 2, restarts: 0 },
    terminationGracePeriodSeconds: 20,
    deployment: record,
  });
  t.deepEqual(conditions({ ...object, status }), {
    Ready: 'True AllAvailable',
    Reconciling: 'False AllAvailable',
    Stalled: 'False AllAvailable',
    SharedMemoryFits: 'True Computed',
    TerminationSafe: 'True Computed',
    UpToDate: 'True NewestShape',
    VersionsMatch: 'Unknown NotStated',
    RouDiReady: 'True AllReady',
  });
});

test('computed values have no sums, and Recovery says what keeps the pods from it', (t) => {
  const recoveryWith = (capabilities: Capabilities) => {
    const { child: live, ...rest } = applied(all);
    const shape = JSON.stringify({ spec: 'a', capabilities });
    const made = {
      ...live,
      metadata: { ...live?.metadata, name: 'robot', annotations: { [SHAPE_ANNOTATION]: shape } },
    };
    const { computed = [] } = statusOf(object, { ...rest, child: made }, [], NOW);
    t.deepEqual([...new Set(computed.flatMap(Object.keys))].filter((key) => key !== 'because').sort(), [
      'name',
      'value',
    ]);
    t.like(
      computed.find(({ name }) => name === 'GracePeriod'),
      { value: '20 s', because: undefined },
    );
    return computed.find(({ name }) => name === 'Recovery');
  };
  t.deepEqual(recoveryWith({ restartAllContainers: true }), { name: 'Recovery', value: 'in place' });
  const because = '1 of 2 nodes for the pods did not declare it';
  t.deepEqual(recoveryWith({ restartAllContainers: false, because }), {
    name: 'Recovery',
    value: 'by replacement',
    because: `when the pods were made, ${because}`,
  });
});

test('an unchanged status is the same whenever it is computed, so nothing is written', (t) => {
  const status = statusOf(object, applied(all), [pod(true), pod(true)], NOW);
  t.deepEqual(statusOf({ ...object, status }, applied(all), [pod(true), pod(true)], LATER), status);
});

test('a condition records since when it holds', (t) => {
  const before = statusOf(object, applied(all), [pod(true), pod(true)], NOW);
  const after = statusOf({ ...object, status: before }, applied(all), [pod(true), pod(false)], LATER);
  const since = Object.fromEntries(
    (after.conditions ?? []).map(({ type, lastTransitionTime }) => [type, lastTransitionTime]),
  );
  t.is(since['RouDiReady'], '2026-01-01T00:01:00Z');
  t.is(since['Ready'], '2026-01-01T00:00:00Z');
});

test('an obstacle stalls the object, and what is known of running pods stays', (t) => {
  const before = statusOf(object, applied(all), [pod(true), pod(true)], NOW);
  const obstacle = { reason: 'InvalidSpec', message: 'spec.x: is wrong; mend it' } as const;
  const stalled = { child: child(object, all), obstacle };
  const changed = { ...object, metadata: { ...object.metadata, generation: 2 }, status: before };
  const after = statusOf(changed, stalled, [pod(true), pod(true)], LATER);
  t.like(conditions({ ...object, status: after }), {
    Ready: 'False InvalidSpec',
    Stalled: 'True InvalidSpec',
    SharedMemoryFits: 'True Computed',
    RouDiReady: 'True AllReady',
  });
  t.like(after, { observedGeneration: 2, readyReplicas: 2 });
  t.deepEqual(after.computed, before.computed);
  t.deepEqual(after.deployment, record, 'the values of the last status are still there');
});

test('apps that are named and have not connected in time keep a Ready Deployment from being Ready', (t) => {
  const finding = { type: 'AppsConnected', status: 'False', reason: 'AppsNotConnected', message: '0 of 2' } as const;
  const counts = { connected: 0, expected: 2, summary: '0/2' };
  const of = (apps: NonNullable<Parameters<typeof statusWith>[5]>['apps'], before = object) =>
    statusWith(before, applied(all), [], [], NOW, { apps });
  const ready = (status: ReturnType<typeof of>) => status.conditions?.find(({ type }) => type === 'Ready');
  t.like(ready(of({ finding, counts })), { status: 'True' }, 'their time is not over');
  const late = of({ finding, counts, isOverdue: true });
  t.like(ready(late), { status: 'False', reason: 'AppsNotConnected', message: '0 of 2' });
  t.deepEqual(late.apps, counts);
  const unseen = of({}, { ...object, status: late });
  t.deepEqual(unseen.apps, counts, 'what was seen stays until there is news');
  t.like(ready(unseen), { status: 'False', reason: 'AppsNotConnected', message: '0 of 2' }, 'and Ready does not flap');
  t.like(
    late.conditions?.find(({ type }) => type === 'Reconciling'),
    { status: 'True', reason: 'AppsNotConnected' },
    'exactly one of the three is True',
  );
  t.like(ready(of({ finding: { ...finding, status: 'True' }, counts }, { ...object, status: late })), {
    status: 'True',
  });
  t.like(
    unseen.conditions?.find(({ type }) => type === 'AppsConnected'),
    { status: 'False' },
  );
  const off = of({ finding: { ...finding, status: 'Unknown', reason: 'NotLookedAt' } }, { ...object, status: late });
  t.is(off.apps, undefined, 'nothing is claimed that is not looked at');
});

test('Ready says what keeps pods from being there, then how many are missing', (t) => {
  const because = { reason: 'RoudiSocketDenied', message: 'pod robot-1-a, container app: no right' };
  const readyOf = (by: Applied) => statusWith(object, by, [], [], NOW, { because }).conditions?.[0];
  t.like(readyOf(applied({ ...all, availableReplicas: 1 })), {
    type: 'Ready',
    reason: 'RoudiSocketDenied',
    message: 'pod robot-1-a, container app: no right (1 of 2 pods are available)',
  });
  t.like(readyOf(applied(all)), { status: 'True', reason: 'AllAvailable' }, 'a fault that is over holds nothing up');
  t.like(readyOf({ child: child(object, all), obstacle: { reason: 'InvalidSpec', message: 'spec.x: mend it' } }), {
    reason: 'InvalidSpec',
    message: 'spec.x: mend it',
  });
  t.like(readyOf(applied({ observedGeneration: 0 })), { reason: 'Applied' }, 'the finding is of the template before');
});

test('if a rollout has more pods than are wanted, RouDi is counted in all of them', (t) => {
  const message = (...ready: boolean[]) =>
    statusOf(object, applied(all), ready.map(pod), NOW).conditions?.find(({ type }) => type === 'RouDiReady')?.message;
  t.is(message(true, true, true), 'RouDi is ready in 3 of 3 pods');
  t.is(message(true, false), 'RouDi is ready in 1 of 2 pods');
  t.is(message(true), 'RouDi is ready in 1 of 2 pods');
});

test('restarts of RouDi are counted over the existing pods, with the time of the last one', (t) => {
  const restarted = (restarts: number, since: number) =>
    podOf('robot-1-a', [
      { name: 'roudi', ready: true, restarts, since },
      { name: 'app', ready: true, restarts: 9, since: 900 },
    ]);
  const { roudi } = statusOf(object, applied(all), [restarted(2, 100), restarted(1, 400), restarted(0, 500)], NOW);
  t.like(roudi, { restarts: 3, lastRestartTime: '2026-01-01T12:06:40Z' });
  const before = { ...object, status: { roudi: roudi ?? {} } };
  const replaced = statusOf(before, applied(all), [restarted(0, 500)], LATER).roudi;
  t.is(replaced?.restarts, 0);
  t.is(replaced?.lastRestartTime, undefined, 'deleted pods no longer count');
});

test('conditions are in the order in which people need them, in an older status too', (t) => {
  const types = (status: IceoryxDeployment['status']) => status?.conditions?.map(({ type }) => type);
  const first = statusOf(object, applied(all), [], NOW);
  const expected = ['Ready', 'RouDiReady', 'VersionsMatch', 'SharedMemoryFits', 'TerminationSafe', 'UpToDate'];
  t.deepEqual(types(first), [...expected, 'Stalled', 'Reconciling']);
  const before = { ...first, conditions: first.conditions?.toReversed() ?? [] };
  t.deepEqual(types(statusOf({ ...object, status: before }, applied(all), [], LATER)), types(first));
});
