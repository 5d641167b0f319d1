import test from 'ava';
import { DirtyNodes, mayHaveLeft } from '../../../../src/controllers/domain/dirty-nodes.ts';
import { type NodeState, planCleanups, RUN_LABEL } from '../../../../src/controllers/domain/cleanup-plan.ts';
import type { ObservedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import type { ObservedJob } from '../../../../src/controllers/sweep-jobs/observed.ts';

const ROBOT = 'robots/robot';
const WELL: NodeState = { isReady: true, isSelected: true, hasPods: true };

function job(node: string, run: number, isOver: boolean): ObservedJob {
  return {
    metadata: { name: `${node}-${run}`, labels: { [RUN_LABEL]: String(run) } },
    node,
    deadlineSeconds: 600,
    ...(isOver ? { end: { isComplete: true, reason: 'Complete', message: '' } } : {}),
  };
}

function suspicions(...noted: [node: string, at: number, isDeparture?: boolean][]) {
  const dirty = new DirtyNodes();
  noted.forEach(([node, at, isDeparture]) => dirty.note(ROBOT, node, at, isDeparture));
  return dirty.of(ROBOT);
}

test('pods that end together are swept after together, and a sweep is not put off forever', (t) => {
  const together = suspicions(['a', 0], ['a', 4000]);
  t.deepEqual(
    planCleanups(together, [], () => WELL, 4000),
    { start: [], settled: [], spare: [], requeueAfterMs: 5000 },
  );
  t.deepEqual(planCleanups(together, [], () => WELL, 9000).start, [{ node: 'a', run: 1, isAbandoned: false }]);
  const endless = suspicions(...Array.from({ length: 31 }, (_, second): [string, number] => ['a', second * 1000]));
  t.is(planCleanups(endless, [], () => WELL, 29_999).requeueAfterMs, 1);
  t.is(planCleanups(endless, [], () => WELL, 30_000).start.length, 1);
});

test('a node has one sweep at a time; later pods are swept after next, and older Jobs are deleted', (t) => {
  const later = suspicions(['a', 0], ['b', 0]);
  const jobs = [job('a', 1, true), job('a', 2, false), job('b', 7, true), job('b', 6, true)];
  const plan = planCleanups(later, jobs, () => WELL, 10_000);
  t.deepEqual(plan.start, [{ node: 'b', run: 8, isAbandoned: false }]);
  t.deepEqual(plan.spare, ['a-1', 'b-6']);
  const next = planCleanups(later, [job('a', 2, true)], () => WELL, 10_000);
  t.deepEqual(
    next.start.map(({ node, run }) => [node, run]),
    [
      ['a', 3],
      ['b', 1],
    ],
  );
});

test('a node that is gone needs no sweep; one that is not ready is swept when it is back', (t) => {
  const noted = suspicions(['gone', 0], ['away', 0]);
  const states: Record<string, NodeState> = { away: { ...WELL, isReady: false } };
  const plan = planCleanups(noted, [], (node) => states[node], 10_000);
  t.deepEqual(plan, { start: [], settled: ['gone'], spare: [] });
});

test('a RouDi that exited cleanly counts only where it does not return: then the directories are removed', (t) => {
  const left = suspicions(['a', 0, true]);
  t.deepEqual(planCleanups(left, [], () => WELL, 10_000).settled, ['a']);
  const away: NodeState = { isReady: true, isSelected: false, hasPods: false };
  t.deepEqual(planCleanups(left, [], () => away, 10_000).start, [{ node: 'a', run: 1, isAbandoned: true }]);
  t.false(planCleanups(left, [], () => ({ ...away, hasPods: true }), 10_000).start[0]?.isAbandoned);
  const killed = suspicions(['a', 0, true], ['a', 1, false]);
  t.is(planCleanups(killed, [], () => WELL, 10_000).start.length, 1, 'a sweep follows a killed RouDi all the same');
});

test('which apps of an ended pod may have left something', (t) => {
  const pod = (app: object): ObservedPod => ({
    metadata: { name: 'pod' },
    created: 0,
    renewsItself: true,
    containers: [
      { name: 'iceoryx-agent', role: 'agent', ready: false, restarts: 0, end: { exitCode: 137 } },
      { name: 'app', role: 'app', ready: false, restarts: 0, ...app },
    ],
  });
  t.false(mayHaveLeft(pod({ end: { exitCode: 0 } })));
  t.true(mayHaveLeft(pod({ end: { exitCode: 137, reason: 'OOMKilled' } })));
  t.true(mayHaveLeft(pod({ end: { exitCode: 143 } })), 'it did not clean up after itself');
  t.true(mayHaveLeft(pod({ runningSince: 1 })), 'it was force-deleted');
  t.true(mayHaveLeft(pod({ waiting: { reason: 'CrashLoopBackOff' }, lastEnd: { exitCode: 1 } })));
  t.false(mayHaveLeft(pod({ waiting: { reason: 'PodInitializing' } })), 'it never ran');
});

test('the end of a force-deleted pod is waited for, and swept after, whatever is swept meanwhile', (t) => {
  const dirty = new DirtyNodes();
  dirty.note(ROBOT, 'a', 30_000);
  t.is(planCleanups(dirty.of(ROBOT), [], () => WELL, 0).requeueAfterMs, 35_000);
  dirty.note(ROBOT, 'a', 0);
  t.is(planCleanups(dirty.of(ROBOT), [], () => WELL, 30_000).start.length, 1);
  dirty.settled(ROBOT, 'a', 10_000);
  t.is(planCleanups(dirty.of(ROBOT), [], () => WELL, 10_000).requeueAfterMs, 25_000);
  dirty.settled(ROBOT, 'a', 35_000);
  t.deepEqual(dirty.of(ROBOT), []);
});
