import test from 'ava';
import { observedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import {
  asksFor,
  isRollingOut,
  outdatedOf,
  type Restartable,
  wasRestarted,
  withRestarts,
} from '../../../../src/controllers/profile/rollout.ts';
import { surveyOf } from '../../../../src/controllers/profile/survey.ts';
import type { Pod } from '../../../../src/controllers/resources.ts';
import { asking } from './world.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const old = (owner: string) => observedPod(asking(`${owner}-pod`.replace('/', '-'), { owner, mark: 'old' }) as Pod);
const outdated = (owners: readonly string[]) => surveyOf(owners.map(old), ['new']);

test('what can be restarted is restarted once for a mark, a few at a time', (t) => {
  const owners = Array.from({ length: 6 }, (_, index) => `StatefulSet/s${index}`);
  const survey = outdated(['Job/replay', 'ReplicaSet/own', ...owners]);
  const { begun, next } = outdatedOf(survey, [], 'new');
  t.deepEqual(begun, []);
  t.deepEqual(
    next.map(({ name }) => name),
    ['s0', 's1', 's2', 's3'],
  );
  const records = withRestarts([], next, 'new', NOW);
  t.deepEqual(outdatedOf(survey, records, 'new').next, []);
  t.is(outdatedOf(survey, records, 'new').begun.length, 4);
  // Once the first is up to date, another one follows.
  const later = outdated(owners.slice(1));
  t.deepEqual(
    outdatedOf(later, records, 'new').next.map(({ name }) => name),
    ['s4'],
  );
  t.is(outdatedOf(survey, records, 'newer').begun.length, 0, 'another change restarts again');
  const many = withRestarts(
    Array.from({ length: 64 }, () => records[0] as never),
    next,
    'new',
    NOW,
  );
  t.is(many.length, 64);
  t.is(many.at(-1)?.name, 's3');
});

const workload = (labels: Record<string, string>, more: object = {}): Restartable => {
  const { spec, ...rest } = more as { spec?: object };
  const template = { metadata: { labels }, spec: { containers: [] } };
  return { metadata: { name: 'x', generation: 2 }, spec: { template, ...spec }, ...rest } as unknown as Restartable;
};

test('an editor of pods: a workload whose own template does not ask is not restarted for a pod that names it as its owner', (t) => {
  t.true(asksFor(workload({ 'iceoryx.io/profile': 'camera' }), 'camera'));
  t.true(asksFor(workload({ 'iceoryx.io/inject': 'true' }), 'camera'));
  t.false(asksFor(workload({}), 'camera'));
  t.false(asksFor(workload({ 'iceoryx.io/profile': 'other', 'iceoryx.io/inject': 'true' }), 'camera'));
  t.false(asksFor(workload({ 'iceoryx.io/profile': 'camera', 'iceoryx.io/inject': 'false' }), 'camera'));
});

test('a rollout that is under way is not disturbed', (t) => {
  const rolling = (status: object, spec: object = { replicas: 2 }): boolean =>
    isRollingOut(workload({}, { spec, status }));
  t.true(rolling({ observedGeneration: 1, replicas: 2, updatedReplicas: 2 }), 'its controller has not seen it');
  t.true(rolling({ observedGeneration: 2, replicas: 2, updatedReplicas: 1 }));
  t.true(rolling({ observedGeneration: 2, replicas: 3, updatedReplicas: 2 }), 'old pods are there');
  t.false(rolling({ observedGeneration: 2, replicas: 2, updatedReplicas: 2 }));
  t.false(rolling({ observedGeneration: 2 }, { replicas: 0 }));
  const onNodes = { observedGeneration: 2, desiredNumberScheduled: 3 };
  t.true(rolling({ ...onNodes, updatedNumberScheduled: 2 }, {}));
  t.false(rolling({ ...onNodes, updatedNumberScheduled: 3 }, {}));
  const onDelete = { updateStrategy: { type: 'OnDelete' } };
  t.false(rolling({ ...onNodes, updatedNumberScheduled: 0 }, onDelete), 'it would never end');
});

test('a restart counts from the time that is on record, also if another client made it', (t) => {
  const record = { kind: 'StatefulSet', name: 'lidar', mark: 'new', time: '2026-01-01T00:00:00Z' };
  const restarted = (at: string): boolean => {
    const template = { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } } };
    return wasRestarted({ metadata: { name: 'x' }, spec: { template } } as unknown as Restartable, record);
  };
  t.true(restarted('2026-01-01T00:00:00Z'));
  t.true(restarted('2026-01-01T02:00:00+01:00'), 'kubectl writes the time of where it runs');
  t.false(restarted('2026-01-01T00:30:00+01:00'));
  t.false(restarted('nonsense'));
});
