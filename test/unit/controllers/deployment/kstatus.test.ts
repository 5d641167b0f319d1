import test from 'ava';
import type { IDeploymentStatus } from 'kubernetes-models/apps/v1/DeploymentStatus';
import type { Applied } from '../../../../src/controllers/deployment/apply.ts';
import type { DeploymentObstacle } from '../../../../src/controllers/deployment/obstacle.ts';
import { rolloutFinding } from '../../../../src/controllers/deployment/rollout.ts';
import { statusOf } from '../../../../src/controllers/deployment/status.ts';
import type { Because } from '../../../../src/controllers/kit/conditions.ts';
import { type Computed, kstatus } from '../../../support/kstatus.ts';
import { child, iceoryxDeployment, planned } from './objects.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const object = iceoryxDeployment({ replicas: 2 });
const all = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
const record = { uid: 'uid-of-child', generation: 1, digest: 'abc' };
const late = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }];

function computed(
  status: IDeploymentStatus,
  obstacle?: DeploymentObstacle,
  outdatedBecause?: string,
  because?: Because,
): { status: object; is: Computed } {
  const present = child(object, status);
  const applied: Applied =
    obstacle === undefined
      ? { child: present, plan: planned(object), record, outdatedBecause }
      : { child: present, obstacle };
  const made = statusOf(object, applied, [], [], NOW, { because });
  return { status: made, is: kstatus({ ...object, status: made }) };
}

for (const [what, status, obstacle, expected] of [
  ['all pods are there', all, undefined, 'Current'],
  ['a rollout goes on', { ...all, updatedReplicas: 1 }, undefined, 'InProgress'],
  ['the Deployment waits to be taken up', { ...all, observedGeneration: 0 }, undefined, 'InProgress'],
  ['a pod is not available', { ...all, availableReplicas: 1 }, undefined, 'InProgress'],
  ['a rollout is late', { ...all, updatedReplicas: 1, conditions: late }, undefined, 'Failed'],
  ['the specification cannot work', all, 'InvalidSpec', 'Failed'],
  ['the name is taken', all, 'NameTaken', 'Failed'],
  ['the API server refuses', all, 'TemplateRefused', 'Failed'],
  ['a quota is exceeded', all, 'Forbidden', 'Failed'],
  ['versions differ', all, 'VersionMismatch', 'Failed'],
  ['a predecessor is going', all, 'PredecessorEnding', 'InProgress'],
] satisfies [string, IDeploymentStatus, DeploymentObstacle['reason'] | undefined, Computed][]) {
  test(`${what}: kstatus says ${expected}`, (t) => {
    const reason = obstacle;
    t.is(computed(status, reason === undefined ? undefined : { reason, message: 'words' }).is, expected);
  });
}

test('a pending newer shape is no progress: the object is current', (t) => {
  const { status, is } = computed(all, undefined, 'pods would be made differently');
  t.is(is, 'Current');
  t.true(JSON.stringify(status).includes(rolloutFinding('').reason));
});

test('a status of an older generation, and an object that is deleted, are not current', (t) => {
  const { status } = computed(all);
  t.is(kstatus({ ...object, metadata: { ...object.metadata, generation: 2 }, status }), 'InProgress');
  const deletionTimestamp = '2026-01-01T00:00:00Z';
  t.is(kstatus({ ...object, metadata: { ...object.metadata, deletionTimestamp }, status }), 'Terminating');
});

test('exactly one of Ready, Reconciling and Stalled is True, and Argo CD finds each with a message', (t) => {
  for (const { status } of [
    computed(all),
    computed({ ...all, updatedReplicas: 1 }),
    computed({ ...all, conditions: late }),
  ]) {
    const { conditions = [] } = status as { conditions?: { type: string; status: string; message: string }[] };
    const three = conditions.filter(({ type }) => ['Ready', 'Reconciling', 'Stalled'].includes(type));
    t.is(three.length, 3);
    t.is(three.filter((each) => each.status === 'True').length, 1);
    t.true(three.every(({ message }) => message !== ''));
  }
});

test('an obstacle to readiness changes the message of Ready, and nothing that programs evaluate', (t) => {
  const because = { reason: 'RoudiSocketDenied', message: 'pod robot-1-a, container app: no right' };
  for (const [status, expected, reason] of [
    [{ ...all, availableReplicas: 1 }, 'InProgress', 'PodsNotAvailable'],
    [{ ...all, updatedReplicas: 1 }, 'InProgress', 'RollingOut'],
    [{ ...all, conditions: late }, 'Failed', 'ProgressDeadlineExceeded'],
  ] satisfies [IDeploymentStatus, Computed, string][]) {
    const { status: made, is } = computed(status, undefined, undefined, because);
    t.is(is, expected);
    const { conditions = [] } = made as { conditions?: { type: string; status: string; reason: string }[] };
    const waits = conditions.find((each) => each.type !== 'Ready' && each.status === 'True' && each.reason === reason);
    t.truthy(waits, `programs still see ${reason}`);
    t.like(conditions[0], { type: 'Ready', status: 'False', reason: 'RoudiSocketDenied' });
  }
  t.is(computed(all, undefined, undefined, because).is, 'Current');
});
