import test from 'ava';
import type { Condition, RunStatus } from '../../../src/api/iceoryx-sweep.generated.ts';
import { isTransient, runOf, sweepOf } from '../../../src/commands/sweep/create.ts';
import { stateOfRun } from '../../../src/commands/sweep/run-state.ts';
import type { IceoryxSweep } from '../../../src/controllers/resources.ts';

const NO_TOTALS = {
  orphans: 0,
  orphanBytes: 0,
  orphanSize: '0 B',
  removed: 0,
  removedBytes: 0,
  unknown: 0,
  unknownBytes: 0,
  live: 0,
  liveBytes: 0,
};

function runWith(fields: Partial<RunStatus> = {}): RunStatus {
  return {
    number: 1,
    trigger: 'Created',
    startTime: '2026-01-01T00:00:00Z',
    dryRun: true,
    quietPeriodSeconds: 60,
    nodes: { chosen: 2, waiting: 0, sweeping: 2, swept: 0, failed: 0, skipped: 0, summary: '0/2' },
    totals: NO_TOTALS,
    ...fields,
  };
}

function sweepWith(run?: RunStatus, conditions: readonly Partial<Condition>[] = [], spec: object = {}): IceoryxSweep {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxSweep',
    metadata: { name: 'all', uid: 'u' },
    spec,
    status: { ...(run === undefined ? {} : { run }), conditions: conditions as Condition[] },
  };
}

const stalled = (reason: string) => ({ type: 'Stalled', status: 'True' as const, reason, message: `why: ${reason}` });
const first = { name: 'all', uid: 'u', number: 1 };

test('a sweep without a name is deleted with its report, one with a name stays', (t) => {
  const unnamed = sweepOf({ spec: { dryRun: true } });
  t.true(isTransient(unnamed));
  t.regex(unnamed.metadata.name, /^kubectl-[0-9a-f]{8}$/);
  t.false(isTransient(sweepOf({ name: 'all', spec: {} })));
  t.false(isTransient(sweepOf({ keep: true, spec: {} })));
});

test('the run under way is followed, and otherwise the next one', (t) => {
  t.is(runOf(sweepWith()).number, 1);
  t.is(runOf(sweepWith(runWith({ number: 3 }))).number, 3);
  t.is(runOf(sweepWith(runWith({ number: 3, completionTime: '2026-01-01T00:01:00Z' }))).number, 4);
});

test('a run is over with its own completion, and not with that of the run before', (t) => {
  const completionTime = '2026-01-01T00:01:00Z';
  t.is(stateOfRun(sweepWith(), first).is, 'Waiting');
  t.is(stateOfRun(sweepWith(runWith()), first).is, 'Sweeping');
  t.is(stateOfRun(sweepWith(runWith({ completionTime })), first).is, 'Over');
  const before = sweepWith(runWith({ completionTime }), [stalled('NodesFailed')]);
  t.is(stateOfRun(before, { ...first, number: 2 }).is, 'Waiting');
});

test('a run that does not go on by itself is held, with the words of the operator', (t) => {
  const refused = sweepWith(runWith(), [stalled('PodRefused')]);
  t.deepEqual(stateOfRun(refused, first), {
    is: 'Held',
    why: { reason: 'PodRefused', message: 'why: PodRefused' },
  });
  const reasonOf = (sweep: IceoryxSweep | undefined, run = first): string => {
    const state = stateOfRun(sweep, run);
    return state.is === 'Held' ? state.why.reason : state.is;
  };
  t.is(reasonOf(sweepWith(runWith(), [], { suspend: true })), 'Suspended');
  t.is(reasonOf(sweepWith(runWith({ number: 2 }))), 'Superseded');
  t.is(reasonOf(undefined), 'Deleted');
  t.is(reasonOf(sweepWith(), { ...first, uid: 'of another' }), 'Deleted');
});
