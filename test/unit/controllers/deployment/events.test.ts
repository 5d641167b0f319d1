import test from 'ava';
import type { IDeploymentStatus } from 'kubernetes-models/apps/v1/DeploymentStatus';
import type { Finding } from '../../../../src/api/conditions.ts';
import type { Applied } from '../../../../src/controllers/deployment/apply.ts';
import type { DeploymentObstacle } from '../../../../src/controllers/deployment/obstacle.ts';
import { eventsOfChange, eventsOfStatus } from '../../../../src/controllers/deployment/events.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import { statusOf } from '../../../../src/controllers/deployment/status.ts';
import { child, iceoryxDeployment, planned } from './objects.ts';
import { pod } from '../pods/pods.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const object = iceoryxDeployment({ replicas: 2 });
const all = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
const record = { uid: 'uid-of-child', generation: 1, digest: 'abc' };

interface State {
  object?: IceoryxDeployment;
  pods?: readonly boolean[];
  deployment?: IDeploymentStatus;
  obstacle?: DeploymentObstacle;
  findings?: readonly Finding[];
}

/** The reasons of the Events for each of these consecutive states of an object. */
function told(...states: State[]): string[][] {
  let before: IceoryxDeployment['status'];
  return states.map(({ object: seen = object, pods = [true, true], deployment = all, obstacle, findings = [] }) => {
    const present = child(seen, deployment);
    const applied: Applied =
      obstacle === undefined ? { child: present, plan: planned(seen), record } : { child: present, obstacle };
    const roudis = pods.map((ready) => pod('robot-1-a', [{ name: 'iceoryx-agent', ready }]));
    const withStatus = before === undefined ? seen : { ...seen, status: before };
    const status = statusOf(withStatus, applied, roudis, findings, NOW);
    const records = eventsOfStatus(before, status);
    before = status;
    return records.map(({ type, reason }) => `${type} ${reason}`);
  });
}

test('an object that starts is reported once, when it is ready', (t) => {
  const none = { pods: [], deployment: { observedGeneration: 0 } };
  const half = { pods: [true, false], deployment: { ...all, updatedReplicas: 1, availableReplicas: 1 } };
  t.deepEqual(told(none, half, {}, {}), [[], [], ['Normal Ready'], []]);
});

test('an obstacle is reported once, and another obstacle again', (t) => {
  const invalid = (message: string): State => ({ obstacle: { reason: 'InvalidSpec', message } });
  const taken: State = { obstacle: { reason: 'NameTaken', message: 'is not managed by it' } };
  t.deepEqual(told(invalid('a'), invalid('a'), invalid('b'), taken, {}, invalid('b')), [
    ['Warning InvalidSpec'],
    [],
    ['Warning InvalidSpec'],
    ['Warning NameTaken'],
    ['Normal Ready'],
    ['Warning InvalidSpec'],
  ]);
});

test('a RouDi that dies is reported, one that is only starting is not', (t) => {
  const dead = { pods: [true, false], deployment: { ...all, availableReplicas: 1 } };
  const rolling = { pods: [true, false], deployment: { ...all, updatedReplicas: 1 } };
  t.deepEqual(told({}, dead, dead, {}, rolling, {}), [
    ['Normal Ready'],
    ['Warning RouDiNotReady'],
    [],
    ['Normal Ready'],
    [],
    ['Normal Ready'],
  ]);
});

test('a grace period that is too short is reported once', (t) => {
  const short = iceoryxDeployment({ replicas: 2, pod: { terminationGracePeriodSeconds: 1 } });
  const [first = [], second = []] = told({ object: short }, { object: short });
  t.deepEqual([...first].sort(), ['Normal Ready', 'Warning TooShort']);
  t.deepEqual(second, []);
});

test('an Event says what was changed in the Deployment, and for a revert also where to change it', (t) => {
  const of = (change?: Applied['change']) => eventsOfChange(object, change === undefined ? {} : { change });
  t.deepEqual(of(undefined), []);
  t.like(of('created')[0], { type: 'Normal', reason: 'Created' });
  t.like(of('updated')[0], { type: 'Normal', reason: 'Updated' });
  t.like(of('reverted')[0], { type: 'Warning', reason: 'Reverted' });
  t.regex(of('reverted')[0]?.note ?? '', /change the IceoryxDeployment instead/);
});

test('healing that is not allowed is reported once for each reason', (t) => {
  const finding = (status: 'True' | 'False', reason: Finding['reason']): Finding[] => [
    { type: 'HealingAllowed', status, reason, message: 'words' },
  ];
  const [well, spent, blocked] = [
    { findings: finding('True', 'NothingToHeal') },
    { findings: finding('False', 'BudgetSpent') },
    { findings: finding('False', 'DisruptionBudget') },
  ];
  t.deepEqual(told(well, spent, spent, blocked, well), [
    ['Normal Ready'],
    ['Warning BudgetSpent'],
    [],
    ['Warning DisruptionBudget'],
    [],
  ]);
});

test('an Event names the finding in one line; the condition has cause and remedy', (t) => {
  const note = (message: string): string =>
    eventsOfStatus(undefined, {
      conditions: [
        { type: 'FaultFree', status: 'False', reason: 'X', message, lastTransitionTime: '2026-01-01T00:00:00Z' },
      ],
    })[0]?.note ?? '';
  t.is(
    note('pod a, container b: It has no pool. Cause: The pools. What to do: Add one.'),
    'pod a, container b: It has no pool. (more in the conditions)',
  );
  t.is(note('pod a: it is short'), 'pod a: it is short');
  t.true(note('x'.repeat(5000)).length < 350);
});
