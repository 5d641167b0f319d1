import test from 'ava';
import {
  type Fault,
  faultFinding,
  faultsOf,
  type Knowledge,
  unreadyTooLongFrom,
} from '../../../../src/controllers/pods/diagnosis/faults.ts';
import { withFindings } from '../../../../src/api/conditions.ts';
import type { Node } from '../../../../src/controllers/resources.ts';
import { type ObservedPod, observedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { TerminationHistory } from '../../../../src/controllers/pods/diagnosis/termination-history.ts';
import { diagnose } from '../../../../src/iceoryx/diagnose.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { type ContainerAt, pod, type PodAt, rawPod, T0 } from './pods.ts';

const RENEWED = { code: 137, reason: 'RestartingAllContainers' };
const LOST = 'Could not send request via RouDi IPC channel interface.';

interface Case {
  /** What the pod looked like, in order. */
  states: ContainerAt[][];
  options?: PodAt;
  /** Seconds after T0. */
  now?: number;
  logs?: Record<string, string>;
}

function faults({ states, options = { unreadySince: 0 }, now = 100, logs = {} }: Case): readonly Fault[] {
  const seen = new TerminationHistory();
  const sights = states.map((containers) => pod('robot-1-a', containers, options));
  sights.forEach((sight) => seen.observe(sight));
  return faultsOf(sights.slice(-1), knowledge(seen, now, logs)).faults;
}

function knowledge(seen: TerminationHistory, now: number, logs: Record<string, string> = {}): Knowledge {
  const release = RELEASES['2.0'];
  return {
    release,
    now: T0 + now * 1000,
    nodes: [],
    endOf: (of, container) => seen.of(of, container),
    logFindingsOf: (_, container) =>
      diagnose({ output: logs[container] ?? '', release, role: container === 'roudi' ? 'roudi' : 'app' }),
  };
}

const ids = (of: readonly Fault[]) => of.map(({ id, container }) => `${container ?? 'pod'} ${id}`);
const loop = { reason: 'CrashLoopBackOff', message: 'back-off 10s' };
const running = (name: string): ContainerAt => ({ name, ready: true, since: 4 });

for (const [what, given, expected] of [
  ['nothing is wrong', { states: [[running('roudi'), running('app')]], options: {} }, []],
  [
    'RouDi needs more memory than it may use',
    { states: [[{ name: 'roudi', restarts: 2, waiting: loop, lastEnd: { code: 137, to: 90, reason: 'OOMKilled' } }]] },
    ['roudi ExitOutOfMemory'],
  ],
  [
    'RouDi aborted, and its containers were renewed: only the state in between has the truth',
    {
      states: [
        [{ name: 'roudi', end: { code: 134, to: 90 } }, running('app')],
        [
          { name: 'roudi', end: { ...RENEWED, to: 91 } },
          { name: 'app', end: { ...RENEWED, to: 91 } },
        ],
        [
          { name: 'roudi', ready: true, since: 92, restarts: 1, lastEnd: { ...RENEWED, to: 91 } },
          { name: 'app', ready: true, since: 93, restarts: 1, lastEnd: { ...RENEWED, to: 91 } },
        ],
      ],
      options: {},
    },
    ['roudi ExitAborted'],
  ],
  [
    'a renewal that nobody explains is no fault of its own',
    { states: [[{ name: 'app', ready: true, since: 93, restarts: 1, lastEnd: { ...RENEWED, to: 91 } }]], options: {} },
    [],
  ],
  [
    'an app says that RouDi is gone, by its termination message',
    {
      states: [
        [running('roudi'), { name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90, message: LOST } }],
      ],
    },
    ['app ConnectionLost', 'app ExitAborted'],
  ],
  [
    'what RouDi says comes before what its apps say of the same kind',
    {
      states: [
        [
          { name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90 } },
          { name: 'roudi', restarts: 1, waiting: loop, lastEnd: { code: 137, to: 90, reason: 'OOMKilled' } },
        ],
      ],
    },
    ['roudi ExitOutOfMemory', 'app ExitAborted'],
  ],
  [
    'a RouDi that runs complains in its log',
    {
      states: [
        [
          { name: 'roudi', ready: true, since: 1 },
          { name: 'app', since: 1 },
        ],
      ],
      logs: { roudi: "2026-01-01 [Error]: Version mismatch from 'camera'!" },
    },
    ['roudi VersionMismatch'],
  ],
  [
    'the log of a pod that is Ready does not count',
    { states: [[running('roudi')]], options: {}, logs: { roudi: "Version mismatch from 'camera'!" } },
    [],
  ],
  [
    'an app ends by itself again and again, without a word about iceoryx',
    {
      states: [
        [
          running('roudi'),
          { name: 'app', restarts: 3, waiting: loop, lastEnd: { code: 3, to: 90, message: 'a\nno camera\n' } },
        ],
      ],
    },
    ['app CrashLoop'],
  ],
  [
    'an image is not there',
    { states: [[{ name: 'roudi', waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' } }]] },
    ['roudi ImageNotPulled'],
  ],
  [
    'a container that is no app may end as it likes',
    {
      states: [[{ name: 'log', restarts: 1, since: 91, lastEnd: { code: 137, to: 90 } }]],
      options: { strangers: ['log'] },
    },
    [],
  ],
  [
    'it recovered more than ten minutes ago',
    {
      states: [[{ name: 'roudi', ready: true, restarts: 1, since: 92, lastEnd: { code: 134, to: 90 } }]],
      options: {},
      now: 700,
    },
    [],
  ],
  [
    'it has not recovered since',
    { states: [[{ name: 'roudi', restarts: 1, since: 92, lastEnd: { code: 134, to: 90 } }]], now: 700 },
    ['roudi ExitAborted'],
  ],
  ['the pod is going', { states: [[{ name: 'roudi', end: { code: 134, to: 90 } }]], options: { deleting: true } }, []],
] satisfies [string, Case, string[]][]) {
  test(`${what}: ${expected.join(', ') || 'nothing found'}`, (t) => {
    t.deepEqual(ids(faults(given)), expected);
  });
}

test('the condition has where it is, what it means, where it comes from and what to do', (t) => {
  const found = faults({
    states: [
      [running('roudi'), { name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90, message: LOST } }],
    ],
  });
  const { status, reason, message } = faultFinding(found);
  t.is(`${status} ${reason}`, 'False ConnectionLost');
  t.regex(
    message,
    /^pod robot-1-a, container app: The app still talks to .* Cause: RouDi crashed.* What to do: .* It said: Could not send/,
  );
  t.is(faultFinding([]).status, 'True');
});

test('pods that say the same are counted', (t) => {
  const one = (name: string): ObservedPod =>
    pod(name, [{ name: 'roudi', restarts: 2, waiting: loop, lastEnd: { code: 137, to: 90, reason: 'OOMKilled' } }], {
      unreadySince: 0,
    });
  const pods = ['robot-1-b', 'robot-1-a', 'robot-1-c'].map(one);
  const seen = new TerminationHistory();
  pods.forEach((each) => seen.observe(each));
  t.regex(
    faultFinding(faultsOf(pods, knowledge(seen, 100)).faults).message,
    /^pod robot-1-a, container roudi \(and 2 more pods\)/,
  );
});

test('a pod that no node takes is told of after a moment, in the words of the scheduler', (t) => {
  const waiting = { ...pod('robot-1-a', []), unschedulable: '0/1 nodes are available: 1 Insufficient memory.' };
  const at = (now: number) => faultsOf([waiting], knowledge(new TerminationHistory(), now));
  t.deepEqual(at(5).faults, []);
  t.is(at(5).requeueAt, T0 + 10_000);
  t.regex(faultFinding(at(15).faults).message, /^pod robot-1-a: no node takes the pod: .* Insufficient memory/);
});

test('what to do where no node takes a pod depends on what the scheduler says', (t) => {
  const said = (unschedulable: string, more: object = {}): string => {
    const waiting = { ...pod('robot-1-a', []), unschedulable, ...more };
    return faultFinding(faultsOf([waiting], knowledge(new TerminationHistory(), 15)).faults).message;
  };
  t.regex(said('1 Insufficient memory.'), /What to do: .*make spec\.roudi\.segments smaller/);
  t.notRegex(said('1 Insufficient memory.', { claim: 'robot' }), /segments/, 'RouDi of a domain is not in the pod');
  t.regex(said('1 Insufficient cpu.'), /What to do: Lower the requests in spec\.template/);
  t.regex(said("1 node(s) didn't match Pod's node affinity/selector."), /What to do: Compare nodeSelector, affinity/);
  t.regex(said('1 node(s) had untolerated taint(s), 1 Insufficient cpu.'), /Lower the requests.* tolerations/);
  t.notRegex(said('something new'), /What to do/);
});

test('where only nodes that Kubernetes keeps pods from are left, they are named', (t) => {
  const node = (name: string, ...taints: string[]): Node => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: { taints: taints.map((key) => ({ key, effect: 'NoSchedule' })) },
  });
  const nodes = [node('node-1', 'node.kubernetes.io/memory-pressure', 'dedicated'), node('node-2')];
  const said = (unschedulable: string): string =>
    faultFinding(
      faultsOf([{ ...pod('robot-1-a', []), unschedulable }], { ...knowledge(new TerminationHistory(), 15), nodes })
        .faults,
    ).message;
  t.regex(said('1 node(s) had untolerated taint(s).'), /Kubernetes keeps pods from node-1 \(memory-pressure\)\. What/);
  t.notRegex(said('1 Insufficient cpu.'), /memory-pressure/);
});

test('a pod that its node has evicted is told of in the words of the kubelet, for as long as other failures', (t) => {
  const ended = { code: 137, to: 90 };
  const raw = rawPod('robot-1-a', [{ name: 'app', end: ended }], { unreadySince: 90 });
  const evicted = observedPod({
    ...raw,
    status: { ...raw.status, phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' },
  });
  const seen = new TerminationHistory();
  seen.observe(evicted);
  const at = (now: number) => faultsOf([evicted], knowledge(seen, now));
  t.is(
    faultFinding(at(100).faults).message,
    'pod robot-1-a: the node has ended the pod, or did not take it: The node was low on resource: memory.',
  );
  t.is(at(100).faults.length, 1, 'that it was killed for it is no news');
  t.is(at(100).requeueAt, T0 + 690_000);
  t.deepEqual(at(700), { faults: [] }, 'it stays until somebody deletes it');
  t.is(unreadyTooLongFrom(evicted), undefined, 'its log is not of interest');
});

test('an evicted pod whose programs ended when they were asked to says so in a condition only', (t) => {
  const raw = rawPod('robot-1-a', [{ name: 'app', end: { code: 0, to: 90 } }], { unreadySince: 90 });
  const disrupted = { type: 'DisruptionTarget', status: 'True', message: 'The node was low on resource: memory.' };
  const conditions = [...(raw.status?.conditions ?? []), disrupted];
  const evicted = observedPod({ ...raw, status: { ...raw.status, phase: 'Succeeded', conditions } });
  t.regex(
    faultFinding(faultsOf([evicted], knowledge(new TerminationHistory(), 100)).faults).message,
    /low on resource: memory/,
  );
});

test('a RouDi that fails in one pod explains apps that fail in another', (t) => {
  const apps = pod('robot-1-a', [{ name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90 } }], {
    unreadySince: 0,
  });
  const roudi = pod('robot-1-b', [{ name: 'roudi', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90 } }], {
    unreadySince: 0,
  });
  const seen = new TerminationHistory();
  [apps, roudi].forEach((each) => seen.observe(each));
  t.deepEqual(ids(faultsOf([apps, roudi], knowledge(seen, 100)).faults), ['roudi ExitAborted', 'app ExitAborted']);
});

test('a crash loop quotes little, and of a container that is no app it asks whether it should be one', (t) => {
  const message = `secret\n${'x'.repeat(4000)}`;
  const looping = { restarts: 3, waiting: loop, lastEnd: { code: 3, to: 90, message } };
  const said = (name: string): string =>
    faultFinding(faults({ states: [[{ name, ...looping }]], options: { strangers: ['forgotten'], unreadySince: 0 } }))
      .message;
  t.true(said('app').length < 500);
  t.false(said('app').includes('secret'));
  t.notRegex(said('app'), /spec\.containers/);
  t.regex(said('forgotten'), /if it uses iceoryx, name it in spec\.containers/);
});

test('a registry: escapes in what it says do not reach the condition', (t) => {
  const waiting = { reason: 'ErrImagePull', message: 'gone \u001B[2J\u009B31m\u202Elive' };
  const found = faultFinding(faults({ states: [[{ name: 'app', waiting }]] }));
  const [condition] = withFindings([], [found], 1, new Date(T0));
  t.regex(condition?.message ?? '', /gone \\u\{1b\}\[2J\\u\{9b\}31m\\u\{202e\}live/);
});

test('a registry: what it says without end is cut, in the cache and in the condition', (t) => {
  const waiting = { reason: 'ErrImagePull', message: `failed to pull ${'x'.repeat(100_000)}` };
  const seen = pod('robot-1-a', [{ name: 'app', ready: false, waiting }], { unreadySince: 0 });
  t.true(JSON.stringify(seen).length < 4000);
  const [condition] = withFindings(
    [],
    [faultFinding(faults({ states: [[{ name: 'app', waiting }]] }))],
    1,
    new Date(T0),
  );
  t.is(condition?.reason, 'ImageNotPulled');
  t.true((condition?.message ?? '').length < 3000);
});

test('a message of any length leaves a condition that the schema takes', (t) => {
  const finding = { type: 'Ready', status: 'False', reason: 'Forbidden', message: '🤖'.repeat(100_000) } as const;
  const [condition] = withFindings([], [finding], 1, new Date(T0));
  t.true((condition?.message ?? '').length <= 32_768);
});
