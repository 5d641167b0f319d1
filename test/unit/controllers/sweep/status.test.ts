import test from 'ava';
import type { IceoryxSweepStatus } from '../../../../src/api/iceoryx-sweep.generated.ts';
import { eventsOf } from '../../../../src/controllers/sweep/events.ts';
import type { NodeOutcome } from '../../../../src/controllers/sweep-jobs/outcome.ts';
import { statusOf } from '../../../../src/controllers/sweep/status.ts';
import { beginRun, runNow } from '../../../../src/controllers/sweep/run.ts';
import { kstatus } from '../../../support/kstatus.ts';
import { at, run, summary, sweep } from './objects.ts';

const swept = (node: string, of = summary()): NodeOutcome => ({
  node,
  state: 'Swept',
  reason: 'Reported',
  message: '',
  job: `job-${node}`,
  summary: of,
});
const failed: NodeOutcome = {
  node: 'bad',
  state: 'Failed',
  reason: 'OOMKilled',
  message: 'exit code 137',
  job: 'job-bad',
};

function statusWith(
  outcomes: readonly NodeOutcome[],
  {
    isOver = true,
    spec = {},
    dryRun = true,
    lost = 0,
  }: { isOver?: boolean; spec?: object; dryRun?: boolean; lost?: number } = {},
): IceoryxSweepStatus {
  const begun = run({ dryRun, nodes: { ...run().nodes, chosen: outcomes.length + lost } });
  const plan = { start: [], giveUp: [], outcomes, lost, isOver, requeueAfterMs: 0 };
  return statusOf(sweep(spec), { run: runNow(begun, plan, at(60)) }, undefined, at(60));
}

const condition = ({ conditions = [] }: IceoryxSweepStatus, wanted: string): string => {
  const { status, reason } = conditions.find(({ type }) => type === wanted) ?? {};
  return `${status} ${reason}`;
};

test('a completed run is Ready, a run in progress is Reconciling, a run with failures is Stalled', (t) => {
  t.is(condition(statusWith([swept('a')]), 'Ready'), 'True AllSwept');
  t.is(condition(statusWith([swept('a')], { isOver: false }), 'Reconciling'), 'True Sweeping');
  const stalled = statusWith([swept('a'), failed]);
  t.is(condition(stalled, 'Stalled'), 'True NodesFailed');
  t.regex(
    stalled.conditions?.find(({ type }) => type === 'Stalled')?.message ?? '',
    /1 of 2 nodes have not reported: bad: OOMKilled \(exit code 137\)/,
  );
  const computed = [[swept('a')], [swept('a'), failed]].map((outcomes) =>
    kstatus({ ...sweep(), status: statusWith(outcomes) }),
  );
  t.deepEqual(computed, ['Current', 'Failed']);
  t.is(kstatus({ ...sweep(), status: statusWith([swept('a')], { isOver: false }) }), 'InProgress');
  t.is(condition(statusWith([], { spec: { suspend: true }, isOver: false }), 'Reconciling'), 'True Suspended');
});

test('leftovers have a condition of their own, after a dry run with the way to remove them', (t) => {
  const found = statusWith([swept('a', summary({ Orphan: [3, 149_397_504] }))]);
  t.is(condition(found, 'OrphanFree'), 'False OrphansFound');
  t.regex(
    found.conditions?.find(({ type }) => type === 'OrphanFree')?.message ?? '',
    /3 orphans \(142\.5 MiB\).*set spec\.dryRun: false to remove them/,
  );
  const removed = summary({ Orphan: [3, 100], removed: [3, 100] }, { dryRun: false });
  t.is(condition(statusWith([swept('a', removed)], { dryRun: false }), 'OrphanFree'), 'True Removed');
  const some = summary({ Orphan: [3, 100], removed: [2, 90], failed: [1, 10] }, { dryRun: false });
  const left = statusWith([swept('a', some)], { dryRun: false });
  t.is(condition(left, 'OrphanFree'), 'False OrphansLeft');
  t.is(left.run?.verdicts?.[0]?.reason, 'RemovalFailed');
});

test('unsettled findings are reported', (t) => {
  t.is(condition(statusWith([swept('a')]), 'AllSettled'), 'True AllSettled');
  t.is(condition(statusWith([swept('a', summary({ Unknown: [2, 10] }))]), 'AllSettled'), 'False Unsettled');
  const blind = statusWith([swept('a', summary({}, { isComplete: false, problems: ['process 1: EACCES'] }))]);
  t.is(condition(blind, 'AllSettled'), 'False NotAllSeen');
  t.regex(blind.conditions?.find(({ type }) => type === 'AllSettled')?.message ?? '', /a: process 1: EACCES/);
});

test('the status stays small, whatever the number of nodes', (t) => {
  const largest = Array.from({ length: 30 }, (_, index) => ({
    place: 'x'.repeat(900),
    name: 'y'.repeat(900),
    kind: 'DataSegment',
    verdict: 'Orphan',
    reason: 'Abandoned',
    bytes: index,
  }));
  const outcomes = Array.from({ length: 5000 }, (_, index) =>
    swept(`node-${index}`, summary({ Orphan: [1, index] }, { largest })),
  );
  const status = statusWith([...outcomes, failed]);
  t.is(status.run?.verdicts?.length, 100);
  t.is(status.run?.verdicts?.[0]?.node, 'bad');
  t.is(status.run?.verdicts?.[1]?.node, 'node-4999');
  t.is(status.run?.omittedVerdicts, 4901);
  t.is(status.run?.findings?.length, 20);
  t.is(status.run?.totals.orphans, 5000);
  t.true(JSON.stringify(status).length < 64_000);
});

test('vanished nodes count as skipped, so that the sum is that of the start', (t) => {
  const status = statusWith([swept('a')], { lost: 2 });
  t.like(status.run?.nodes, { chosen: 3, swept: 1, skipped: 2 });
  t.is(condition(status, 'NodesSwept'), 'False NodesSkipped');
});

test('a node that the cache did not have when the run started counts as chosen', (t) => {
  const begun = run({ nodes: { ...run().nodes, chosen: 1 } });
  const outcomes = [swept('a'), swept('b')];
  const after = runNow(begun, { start: [], giveUp: [], outcomes, lost: 0, isOver: true, requeueAfterMs: 0 }, at(60));
  t.like(after.nodes, { chosen: 2, swept: 2, summary: '2/2' });
});

test('a new run replaces the one before, which becomes history', (t) => {
  const over = run({
    number: 7,
    completionTime: '2026-03-01T10:01:00Z',
    nodes: { ...run().nodes, swept: 3, waiting: 0, summary: '3/3' },
  });
  const old = {
    number: 6,
    trigger: 'Created',
    startTime: '',
    completionTime: '',
    dryRun: true,
    outcome: 'AllSwept',
    nodes: '3/3',
    orphans: 0,
    orphanBytes: 0,
    removed: 0,
    removedBytes: 0,
  };
  const begun = beginRun(sweep({ historyLimit: 1 }, { run: over, history: [old] }), 'Schedule', 4, at(90));
  t.like(begun.run, { number: 8, trigger: 'Schedule', nodes: { chosen: 4, waiting: 4 } });
  t.deepEqual(
    begun.history?.map(({ number, outcome }) => [number, outcome]),
    [[7, 'AllSwept']],
  );
  const cut = beginRun(sweep({ dryRun: false }, { run: run() }), 'SpecChanged', 3, at(90));
  t.is(cut.history?.[0]?.outcome, 'Superseded');
  t.is(cut.run?.dryRun, false);
});

test('a problem of all nodes stalls the object in the words of the API server', (t) => {
  const status = statusOf(sweep(), { run: run() }, { reason: 'Forbidden', message: 'violates PodSecurity' }, at(1));
  t.is(condition(status, 'Stalled'), 'True Forbidden');
  t.deepEqual(
    eventsOf({ run: run() }, status).map(({ type, reason }) => [type, reason]),
    [['Warning', 'Forbidden']],
  );
  t.deepEqual(eventsOf(status, status), []);
});

test('Events report the start, each failed node and the end, each once', (t) => {
  const going = statusWith([swept('a'), failed, { ...failed, node: 'b', state: 'Sweeping' }], { isOver: false });
  t.deepEqual(
    eventsOf(undefined, going).map(({ type, reason }) => [type, reason]),
    [
      ['Normal', 'RunStarted'],
      ['Warning', 'NodeFailed'],
    ],
  );
  const over = statusWith([swept('a'), failed, swept('b')]);
  t.deepEqual(
    eventsOf(going, over).map(({ type, reason }) => [type, reason]),
    [['Warning', 'RunCompleted']],
  );
  t.deepEqual(eventsOf(over, over), []);
});

test('a node on which not all processes were seen is marked in the table and is not clean', (t) => {
  const unseen = summary({}, { isComplete: false, problems: ['process 1: EACCES'] });
  const status = statusWith([swept('a', unseen), swept('b')]);
  t.is(condition(status, 'Ready'), 'False NotAllSeen');
  t.is(condition(status, 'Stalled'), 'True NotAllSeen');
  t.is(condition(status, 'NodesSwept'), 'False NotAllSeen');
  t.is(condition(status, 'OrphanFree'), 'Unknown NotAllSeen');
});

test('a node that failed or was skipped may have orphans', (t) => {
  t.is(condition(statusWith([swept('a'), failed]), 'OrphanFree'), 'Unknown NodesFailed');
  const skipped: NodeOutcome = { node: 'off', state: 'Skipped', reason: 'NodeNotReady', message: 'it is off' };
  t.is(condition(statusWith([swept('a'), skipped]), 'OrphanFree'), 'Unknown NodesSkipped');
});
