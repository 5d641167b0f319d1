import test from 'ava';
import { planRun, type RunPlan } from '../../../../src/controllers/sweep/plan.ts';
import type { ObservedJob, ObservedSweepPod } from '../../../../src/controllers/sweep-jobs/observed.ts';
import type { ObservedNode } from '../../../../src/controllers/nodes/observed-node.ts';
import type { IceoryxSweep } from '../../../../src/controllers/resources.ts';
import { at, job, node, pod, reported, run, summary, sweep } from './objects.ts';

interface World {
  spec?: Partial<IceoryxSweep['spec']>;
  nodes?: readonly ObservedNode[];
  jobs?: readonly ObservedJob[];
  pods?: Readonly<Record<string, ObservedSweepPod>>;
  seconds?: number;
  run?: Parameters<typeof run>[0];
}

function plan({ spec, nodes = [], jobs = [], pods = {}, seconds = 10, run: more }: World): RunPlan {
  const podsOf = (name: string) => (pods[name] === undefined ? [] : [pods[name]]);
  return planRun(run(more), { sweep: sweep(spec), nodes, jobs, podsOf, now: at(seconds) });
}

const states = ({ outcomes }: RunPlan): Record<string, string> =>
  Object.fromEntries(outcomes.map(({ node, state, reason }) => [node, `${state} ${reason}`]));
const THREE = ['a', 'b', 'c'].map((name) => node(name));
const many = (count: number): ObservedNode[] => Array.from({ length: count }, (_, index) => node(`n${index}`));
const DONE = reported(summary());

test('each chosen Linux node that existed at the start gets one Job, within the parallelism', (t) => {
  const nodes = [
    node('a', { labels: { robot: 'arm' } }),
    node('windows', { labels: { robot: 'arm', 'kubernetes.io/os': 'windows' } }),
    node('other'),
    {
      ...node('late', { labels: { robot: 'arm' } }),
      metadata: { name: 'late', labels: { robot: 'arm' }, creationTimestamp: at(5).toISOString() },
    },
  ];
  t.deepEqual(plan({ nodes, run: { nodeSelector: { robot: 'arm' } } }).start, ['a']);

  const begun = plan({ nodes: many(30), spec: { parallelism: 4 }, jobs: [job('n0'), job('n1')] });
  t.is(begun.start.length, 2);
  t.false(begun.start.includes('n0') || begun.start.includes('n1'));
  t.false(begun.isOver);
});

test('the first Jobs are spread over time, and each run has another order', (t) => {
  const nodes = many(40);
  const chosen = { nodes: { ...run().nodes, chosen: 40 } };
  const early = plan({ nodes, spec: { parallelism: 40 }, seconds: 1, run: chosen });
  t.true(early.start.length > 0 && early.start.length < 40, `${early.start.length}`);
  t.true(early.requeueAfterMs < 4000);
  t.is(plan({ nodes, spec: { parallelism: 40 }, seconds: 5, run: chosen }).start.length, 40);
  const order = (number: number) =>
    plan({ nodes, spec: { parallelism: 40 }, seconds: 5, run: { ...chosen, number } }).start;
  t.deepEqual(order(1), order(1));
  t.notDeepEqual(order(1), order(2));
});

test('a node that is not ready is waited for briefly and then skipped, without delaying others', (t) => {
  const nodes = [node('a'), node('b', { isReady: false, because: 'kubelet stopped posting node status.' })];
  const jobs = [job('a')];
  const pods = { 'job-a': DONE };
  t.false(plan({ nodes, jobs, pods, seconds: 10 }).isOver);
  const later = plan({ nodes, jobs, pods, seconds: 31 });
  t.true(later.isOver);
  t.deepEqual(states(later), { a: 'Swept Reported', b: 'Skipped NodeNotReady' });
  t.regex(later.outcomes[1]?.message ?? '', /kubelet stopped/);
});

test('nodes that left the cluster are reported: as failed with a Job, as lost without one', (t) => {
  const gone = plan({ nodes: [node('a')], jobs: [job('a'), job('b')], pods: { 'job-a': DONE } });
  t.deepEqual(states(gone), { a: 'Swept Reported', b: 'Failed NodeGone' });
  t.deepEqual(
    gone.giveUp.map(({ job, trouble }) => [job, trouble.reason]),
    [['job-b', 'NodeGone']],
  );
  t.is(gone.lost, 1);
  t.true(gone.isOver);
});

test('a Job whose pod cannot start is given up after two minutes, and the node fails with the reason', (t) => {
  const trouble = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' };
  const world = { nodes: [node('a')], jobs: [job('a')], pods: { 'job-a': pod({ trouble }) } };
  const soon = plan({ ...world, seconds: 60 });
  t.deepEqual(states(soon), { a: 'Sweeping ImagePullBackOff' });
  t.deepEqual(soon.giveUp, []);
  const never = pod({ trouble: { reason: 'ErrImageNeverPull', message: 'not present' } });
  t.deepEqual(states(plan({ ...world, pods: { 'job-a': never }, seconds: 2 })), { a: 'Failed ErrImageNeverPull' });
  const late = plan({ ...world, seconds: 200 });
  t.deepEqual(states(late), { a: 'Failed ImagePullBackOff' });
  t.is(late.giveUp.length, 1);
});

test('a node that does not answer fails at the deadline, even if no controller enforces it', (t) => {
  const nodes = [node('a', { isReady: false, because: 'gone dark' })];
  t.deepEqual(states(plan({ nodes, jobs: [job('a')], seconds: 700 })), { a: 'Sweeping NodeNotReady' });
  const late = plan({ nodes, jobs: [job('a')], seconds: 721 });
  t.deepEqual(states(late), { a: 'Failed NotAnswering' });
  t.regex(late.outcomes[0]?.message ?? '', /gone dark/);
  t.true(late.isOver);
});

test('a suspended run starts no Job and is not over', (t) => {
  const held = plan({ nodes: THREE, spec: { suspend: true } });
  t.deepEqual(held.start, []);
  t.false(held.isOver);
});

test('if all Jobs fail the others are not created; one report keeps the run going', (t) => {
  const nodes = many(50);
  const jobs = nodes
    .slice(0, 4)
    .map(({ metadata }) => job(metadata.name, { givenUp: { reason: 'ImagePullBackOff', message: '' } }));
  const hopeless = plan({ nodes, jobs, spec: { parallelism: 4 } });
  t.deepEqual(hopeless.start, []);
  t.true(hopeless.isOver);
  t.is(hopeless.outcomes.filter(({ reason }) => reason === 'RunGivenUp').length, 46);
  const hope = plan({ nodes, jobs: [...jobs, job('n5')], pods: { 'job-n5': DONE }, spec: { parallelism: 4 } });
  t.is(hope.start.length, 4);
});

test('a report counts, whatever happened to the Job', (t) => {
  const end = { isComplete: false, reason: 'PodFailurePolicy', message: 'exit code 3' };
  t.deepEqual(states(plan({ nodes: THREE.slice(0, 1), jobs: [job('a', { end })], pods: { 'job-a': DONE } })), {
    a: 'Swept Reported',
  });
});

const causes: readonly [
  title: string,
  job: Partial<ObservedJob>,
  pod: Partial<ObservedSweepPod> | undefined,
  expected: string,
  says: RegExp,
][] = [
  [
    'out of memory',
    { end: { isComplete: false, reason: 'BackoffLimitExceeded', message: '' } },
    { end: { reason: 'OOMKilled', message: '', exitCode: 137 } },
    'OOMKilled',
    /137/,
  ],
  [
    'a sweep that says why',
    { end: { isComplete: false, reason: 'PodFailurePolicy', message: 'exit 2' } },
    { end: { reason: 'Error', message: '--root is no directory\n', exitCode: 2 } },
    'SweepFailed',
    /exit code 2: --root is no directory/,
  ],
  [
    'evicted',
    { end: { isComplete: false, reason: 'BackoffLimitExceeded', message: '' } },
    { end: { reason: 'Evicted', message: 'The node was low on resource: memory.' } },
    'Evicted',
    /low on resource/,
  ],
  [
    'the deadline',
    {
      end: { isComplete: false, reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' },
    },
    undefined,
    'DeadlineExceeded',
    /deadline/,
  ],
  [
    'a report that is gone',
    { end: { isComplete: true, reason: 'CompletionsReached', message: '' } },
    undefined,
    'NoReport',
    /gone/,
  ],
];
for (const [title, more, of, expected, says] of causes) {
  test(`a failed Job is reported with the reason closest to the cause: ${title}`, (t) => {
    const { outcomes } = plan({
      nodes: [node('a')],
      jobs: [job('a', more)],
      pods: of === undefined ? {} : { 'job-a': pod(of) },
    });
    t.like(outcomes[0], { state: 'Failed', reason: expected });
    t.regex(outcomes[0]?.message ?? '', says);
  });
}
