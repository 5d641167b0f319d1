import { readFileSync } from 'node:fs';
import test from 'ava';
import type { Condition, RunStatus } from '../../../src/api/iceoryx-sweep.generated.ts';
import { operatorOf } from '../../../src/commands/kit/operators.ts';
import { isTransient, runOf, sweepOf } from '../../../src/commands/sweep/create.ts';
import { sweepsOff } from '../../../src/commands/sweep/follow.ts';
import { newlyEnded, progressLines } from '../../../src/commands/sweep/progress.ts';
import { confirmationOf } from '../../../src/commands/sweep/questions.ts';
import { stateOfRun } from '../../../src/commands/sweep/run-state.ts';
import { sweepInWords } from '../../../src/commands/sweep/text.ts';
import { unsettled } from '../../../src/commands/sweep/unknown.ts';
import { EXIT_CODES, viewOf } from '../../../src/commands/sweep/view.ts';
import { labelsOf } from '../../../src/commands/usage.ts';
import type { IceoryxSweep } from '../../../src/controllers/resources.ts';
import { plain } from '../../../src/terminal/paint.ts';

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

const FINDING = {
  node: 'node-1',
  place: '/tmp of agent (process 7 in container c of pod 7e27899f-e20f-4917-bf48-6f5ab2555ba9)',
  name: 'ghost',
  kind: 'AppSocket',
  verdict: 'Orphan',
  reason: 'Abandoned',
  bytes: 0,
};
const SEGMENT = { ...FINDING, name: 'iceoryx_mgmt', kind: 'ManagementSegment', verdict: 'Unknown', bytes: 66_060_288 };
const done = { chosen: 2, waiting: 0, sweeping: 0, swept: 2, failed: 0, skipped: 0, summary: '2/2' };
const complete = { completionTime: '2026-01-01T00:01:04Z', nodes: done };
const verdict = (node: string, fields: object = {}) => ({
  node,
  verdict: 'Clean' as const,
  reason: 'NoOrphans',
  orphans: 0,
  orphanBytes: 0,
  removed: 0,
  unknown: 0,
  ...fields,
});

function view(fields: Partial<RunStatus>, options: object = {}) {
  return viewOf('all', 1, { sweep: sweepWith(runWith({ ...complete, ...fields })) }, { kept: false, ...options });
}

test('the exit code tells a sweep that failed from one that has not seen everything', (t) => {
  const codeOf = (fields: Partial<RunStatus>): number => EXIT_CODES[view(fields).outcome];
  t.is(codeOf({ verdicts: [verdict('a'), verdict('b', { verdict: 'Orphans', reason: 'DryRun' })] }), 0);
  t.is(codeOf({ verdicts: [verdict('a', { verdict: 'Incomplete', reason: 'NotAllSeen' })] }), 3);
  t.is(codeOf({ nodes: { ...done, swept: 1, skipped: 1 } }), 3);
  t.is(codeOf({ nodes: { ...done, swept: 1, failed: 1 } }), 1);
  t.is(codeOf({ verdicts: [verdict('a', { verdict: 'Orphans', reason: 'RemovalFailed' })] }), 1);
  t.is(codeOf({ nodes: { ...done, chosen: 0, swept: 0 } }), 1);
  const obstacle = { reason: 'PodRefused', message: 'privileged pods are not admitted' };
  const held = viewOf('all', 1, { sweep: sweepWith(runWith(complete)), obstacle }, { kept: false });
  t.is(EXIT_CODES[held.outcome], 1);
  t.is(viewOf('all', 2, { sweep: sweepWith(runWith(complete)) }, { kept: false }).run, undefined);
});

test('the report says what was found and where, why files stay, and how to remove orphans', (t) => {
  const pods = new Map([['7e27899f-e20f-4917-bf48-6f5ab2555ba9', 'robot/camera-1']]);
  const found = view(
    {
      nodeSelector: { robot: 'arm' },
      totals: { ...NO_TOTALS, orphans: 1, unknown: 1, unknownBytes: 66_060_288 },
      verdicts: [
        verdict('node-1', { verdict: 'Orphans', reason: 'DryRun', orphans: 1, unknown: 1 }),
        verdict('node-2'),
      ],
      findings: [{ ...SEGMENT, reason: 'RoudiMayReturn' }, FINDING],
    },
    { pods },
  );
  const text = sweepInWords(found, { paint: plain, width: 80 }, ' --context lab');
  t.regex(text, /^Dry run of 2 nodes, run 1, 64 s: 2 of 2 done\.\norphans 1 \(0 B\), .*unknown 1 \(63\.0 MiB\)/);
  t.regex(text, /^node-1 +Orphans +1 +0 B +0 +1 +DryRun$/m);
  t.regex(text, /^63\.0 MiB +management segment iceoryx_mgmt: Unknown, RoudiMayReturn$/m);
  t.regex(text, /node-1, \/tmp of agent \(process 7 in container c of pod robot\/camera-1\)/);
  t.regex(text, /RoudiMayReturn +unused; a RouDi that starts/);
  t.regex(text, /To remove the orphans: kubectl iceoryx sweep --context lab --remove -l robot=arm\n/);
  t.deepEqual(
    found.unknown.map(({ reason, files, bytes }) => ({ reason, files, bytes })),
    [{ reason: 'RoudiMayReturn', files: 1, bytes: 66_060_288 }],
  );
});

test('what nodes and files say cannot reach the terminal', (t) => {
  const evil = '\u001B[31mred';
  const found = view({
    verdicts: [verdict(evil, { reason: evil, message: evil })],
    findings: [{ ...FINDING, name: evil, place: evil, kind: evil, reason: evil, verdict: evil }],
  });
  t.false(sweepInWords(found, { paint: plain, width: undefined }).includes('\u001B'));
  const sweep = sweepWith(runWith({ verdicts: [verdict(evil, { message: evil, reason: evil })] }));
  t.false(progressLines(sweep, 1, 3, plain).join('\n').includes('\u001B'));
});

test('every reason for which a file may stay is explained', (t) => {
  const source = readFileSync('src/sweep/judge.ts', 'utf8');
  const reasons = [...source.matchAll(/\bunknown\(\s*'(?<reason>\w+)'/g)].map(
    (match) => match.groups?.['reason'] ?? '',
  );
  t.true(reasons.length > 10);
  t.deepEqual(
    reasons.filter((reason) => unsettled(reason).remedy === undefined),
    [],
  );
});

test('progress shows nodes that run first, and each node that has ended is told once', (t) => {
  const run = runWith({
    nodes: { chosen: 3, waiting: 1, sweeping: 1, swept: 0, failed: 1, skipped: 0, summary: '0/3' },
    verdicts: [
      { node: 'node-1', verdict: 'Failed', reason: 'ErrImagePull', message: 'no such image' },
      { node: 'node-2', verdict: 'Sweeping', reason: 'Running' },
    ],
  });
  t.deepEqual(progressLines(sweepWith(run), 1, 12, plain), [
    'Looking at 3 nodes (dry run), 12 s: 1 of 3 done, 1 running, 1 waiting, 1 failed',
    '  node-2  Sweeping',
    '  node-1  Failed  ErrImagePull: no such image',
  ]);
  const nodesOf = (known: ReadonlySet<string>) => newlyEnded(run, known).map(({ node }) => node);
  t.deepEqual(nodesOf(new Set()), ['node-1']);
  t.deepEqual(nodesOf(new Set(['node-1'])), []);
});

test('a removal is asked about with the context and the number of nodes', (t) => {
  t.regex(confirmationOf(['a', 'b'], 'lab'), /^Remove .* on 2 nodes \(a, b\) of context lab\?/);
  t.regex(confirmationOf(undefined, 'lab'), /nodes that you may not list, of context lab\?/);
});

test('sweeps are off only if no operator has an image for them', (t) => {
  const operator = (...args: string[]) =>
    operatorOf({
      metadata: { name: 'op', namespace: 'system' },
      spec: { template: { spec: { containers: [{ image: 'registry.example.com/operator:1', args }] } } },
    });
  t.is(sweepsOff([operator('run', '--sweep-image=x'), operator('run')]), undefined);
  t.is(sweepsOff([operator('run', '--sweep-image', 'x')]), undefined);
  t.is(sweepsOff([]), undefined);
  t.regex(
    sweepsOff([operator('run')])?.message ?? '',
    /Deployment system\/op.*--namespace system .*sweep\.enabled=true/,
  );
});

test('labels of nodes are read as kubectl writes them', (t) => {
  t.deepEqual(labelsOf('node-selector', 'robot=arm,kubernetes.io/os==linux,empty='), {
    robot: 'arm',
    'kubernetes.io/os': 'linux',
    empty: '',
  });
  t.throws(() => labelsOf('node-selector', 'robot!=arm'), { message: /use labels such as robot=arm,zone=b/ });
});
