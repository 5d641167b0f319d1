import test from 'ava';
import { type Fault, faultFinding } from '../../../../src/controllers/pods/diagnosis/fault.ts';
import { faultsOf, type Knowledge, unreadyTooLongFrom } from '../../../../src/controllers/pods/diagnosis/faults.ts';
import { withFindings } from '../../../../src/api/conditions.ts';
import type { Node } from '../../../../src/controllers/resources.ts';
import type { KubeletWords } from '../../../../src/controllers/pods/diagnosis/kubelet-words.ts';
import { type ObservedPod, observedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { TerminationHistory } from '../../../../src/controllers/pods/diagnosis/termination-history.ts';
import { diagnose } from '../../../../src/iceoryx/diagnose.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { type ContainerAt, type EndAt, pod, type PodAt, rawPod, T0 } from './pods.ts';

const RENEWED = { code: 137, reason: 'RestartingAllContainers' };
const LOST = 'Could not send request via RouDi IPC channel interface.';

interface Case {
  /** States of the pod, in order. */
  states: ContainerAt[][];
  options?: PodAt;
  /** Seconds after T0. */
  now?: number;
  logs?: Record<string, string>;
  kubelet?: readonly KubeletWords[];
}

function faults({ states, options = { unreadySince: 0 }, now = 100, logs = {}, kubelet = [] }: Case): readonly Fault[] {
  const seen = new TerminationHistory();
  const sights = states.map((containers) => pod('robot-1-a', containers, options));
  sights.forEach((sight) => seen.observe(sight));
  return faultsOf(sights.slice(-1), { ...knowledge(seen, now, logs), kubeletSays: () => kubelet }).faults;
}

function knowledge(seen: TerminationHistory, now: number, logs: Record<string, string> = {}): Knowledge {
  const release = RELEASES['2.0'];
  return {
    release,
    now: T0 + now * 1000,
    nodes: [],
    endOf: (of, container) => seen.of(of, container),
    ownEndsOf: (of, container) => seen.ownEndsOf(of, container),
    wasReady: (of, container, began) => seen.wasReady(of, container, began),
    heardWhileReady: () => [],
    kubeletSays: () => [],
    heardIn: (_, container) =>
      diagnose({ output: logs[container] ?? '', release, role: container === 'iceoryx-roudi' ? 'roudi' : 'app' }),
  };
}

const STARTUP = { startupProbe: { periodSeconds: 1, failureThreshold: 60 } };
const ids = (of: readonly Fault[]) => of.map(({ id, container }) => `${container ?? 'pod'} ${id}`);
const loop = { reason: 'CrashLoopBackOff', message: 'back-off 10s' };
const running = (name: string): ContainerAt => ({ name, ready: true, since: 4 });

for (const [what, given, expected] of [
  ['nothing is wrong', { states: [[running('iceoryx-roudi'), running('app')]], options: {} }, []],
  [
    'RouDi needs more memory than it may use',
    {
      states: [
        [{ name: 'iceoryx-roudi', restarts: 2, waiting: loop, lastEnd: { code: 137, to: 90, reason: 'OOMKilled' } }],
      ],
    },
    ['iceoryx-roudi ExitOutOfMemory'],
  ],
  [
    'RouDi aborted, and its containers were renewed: only the state in between has the truth',
    {
      states: [
        [{ name: 'iceoryx-roudi', end: { code: 134, to: 90 } }, running('app')],
        [
          { name: 'iceoryx-roudi', end: { ...RENEWED, to: 91 } },
          { name: 'app', end: { ...RENEWED, to: 91 } },
        ],
        [
          { name: 'iceoryx-roudi', ready: true, since: 92, restarts: 1, lastEnd: { ...RENEWED, to: 91 } },
          { name: 'app', ready: true, since: 93, restarts: 1, lastEnd: { ...RENEWED, to: 91 } },
        ],
      ],
      options: {},
    },
    ['iceoryx-roudi ExitAborted'],
  ],
  [
    'RouDi was ready and was killed much later: that it took longer than a start is no failed start',
    {
      states: [
        [{ name: 'iceoryx-roudi', ready: true, since: 4, spec: STARTUP }],
        [{ name: 'iceoryx-roudi', restarts: 1, since: 95, lastEnd: { code: 137, from: 4, to: 90 }, spec: STARTUP }],
      ],
    },
    ['iceoryx-roudi RoudiKilled'],
  ],
  [
    'a renewal without a known cause is no fault of its own',
    { states: [[{ name: 'app', ready: true, since: 93, restarts: 1, lastEnd: { ...RENEWED, to: 91 } }]], options: {} },
    [],
  ],
  [
    'an app says that RouDi is gone, by its termination message',
    {
      states: [
        [
          running('iceoryx-roudi'),
          { name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90, message: LOST } },
        ],
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
          { name: 'iceoryx-roudi', restarts: 1, waiting: loop, lastEnd: { code: 137, to: 90, reason: 'OOMKilled' } },
        ],
      ],
    },
    ['iceoryx-roudi ExitOutOfMemory', 'app ExitAborted'],
  ],
  [
    'a RouDi that runs complains in its log',
    {
      states: [
        [
          { name: 'iceoryx-roudi', ready: true, since: 1 },
          { name: 'app', since: 1 },
        ],
      ],
      logs: { 'iceoryx-roudi': "2026-01-01 [Error]: Version mismatch from 'camera'!" },
    },
    ['iceoryx-roudi VersionMismatch'],
  ],
  [
    'the log of a pod that is Ready does not count',
    { states: [[running('iceoryx-roudi')]], options: {}, logs: { 'iceoryx-roudi': "Version mismatch from 'camera'!" } },
    [],
  ],
  [
    'an app ends by itself again and again, without a word about iceoryx',
    {
      states: [
        [
          running('iceoryx-roudi'),
          { name: 'app', restarts: 3, waiting: loop, lastEnd: { code: 3, to: 90, message: 'a\nno camera\n' } },
        ],
      ],
    },
    ['app CrashLoop'],
  ],
  [
    'an image is not there',
    {
      states: [
        [{ name: 'iceoryx-roudi', waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' } }],
      ],
    },
    ['iceoryx-roudi ImageNotPulled'],
  ],
  [
    "the operator's agent is for another architecture",
    {
      states: [
        [
          {
            name: 'iceoryx-install',
            restarts: 2,
            waiting: loop,
            lastEnd: { code: 1, to: 90, message: 'exec /agent: exec format error' },
          },
        ],
      ],
      options: { unreadySince: 0, strangers: ['iceoryx-install'] },
    },
    ['iceoryx-install WrongArchitecture'],
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
      states: [[{ name: 'iceoryx-roudi', ready: true, restarts: 1, since: 92, lastEnd: { code: 134, to: 90 } }]],
      options: {},
      now: 700,
    },
    [],
  ],
  [
    'it has not recovered since',
    { states: [[{ name: 'iceoryx-roudi', restarts: 1, since: 92, lastEnd: { code: 134, to: 90 } }]], now: 700 },
    ['iceoryx-roudi ExitAborted'],
  ],
  [
    'the pod is going',
    { states: [[{ name: 'iceoryx-roudi', end: { code: 134, to: 90 } }]], options: { deleting: true } },
    [],
  ],
] satisfies [string, Case, string[]][]) {
  test(`${what}: ${expected.join(', ') || 'nothing found'}`, (t) => {
    t.deepEqual(ids(faults(given)), expected);
  });
}

test('the condition says where the fault is, what it means, where it comes from and what to do', (t) => {
  const found = faults({
    states: [
      [
        running('iceoryx-roudi'),
        { name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90, message: LOST } },
      ],
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

test('pods with the same fault are counted', (t) => {
  const one = (name: string): ObservedPod =>
    pod(
      name,
      [{ name: 'iceoryx-roudi', restarts: 2, waiting: loop, lastEnd: { code: 137, to: 90, reason: 'OOMKilled' } }],
      {
        unreadySince: 0,
      },
    );
  const pods = ['robot-1-b', 'robot-1-a', 'robot-1-c'].map(one);
  const seen = new TerminationHistory();
  pods.forEach((each) => seen.observe(each));
  t.regex(
    faultFinding(faultsOf(pods, knowledge(seen, 100)).faults).message,
    /^pod robot-1-a, container iceoryx-roudi \(and 2 more pods\)/,
  );
});

test('a pod that no node accepts is reported after a moment, in the words of the scheduler', (t) => {
  const waiting = { ...pod('robot-1-a', []), unschedulable: '0/1 nodes are available: 1 Insufficient memory.' };
  const at = (now: number) => faultsOf([waiting], knowledge(new TerminationHistory(), now));
  t.deepEqual(at(5).faults, []);
  t.is(at(5).requeueAt, T0 + 10_000);
  t.regex(faultFinding(at(15).faults).message, /^pod robot-1-a: no node takes the pod: .* Insufficient memory/);
});

test('the remedy for a pod that no node accepts depends on the words of the scheduler', (t) => {
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

test('if only nodes are left that Kubernetes keeps pods away from, they are named', (t) => {
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

test('a cordoned node is named, and the anti-affinity that the operator adds is named as its own', (t) => {
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    spec: { taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
  } as Node;
  const said = (unschedulable: string, more: object = {}): string =>
    faultFinding(
      faultsOf([{ ...pod('robot-1-a', []), unschedulable, ...more }], {
        ...knowledge(new TerminationHistory(), 15),
        nodes: [node],
      }).faults,
    ).message;
  const words =
    "0/2 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 1 node(s) were unschedulable.";
  t.regex(said(words, { claim: 'robot' }), /keeps pods from node-1 \(cordoned\)\..*kubectl uncordon/);
  t.regex(said(words, { claim: 'robot' }), /the operator adds this anti-affinity.*spec\.runtimeNames to Unique/);
  t.notRegex(said(words), /the operator adds/, 'pods with a RouDi of their own have none');
});

test('a pod that its node has evicted is reported in the words of the kubelet, for as long as other failures', (t) => {
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
    'pod robot-1-a: the node has ended the pod, or did not take it: The node was low on resource: memory. Seen at 2026-01-01T12:01:30Z.',
  );
  t.is(at(100).faults.length, 1, 'that it was killed for it is not reported');
  t.is(at(100).requeueAt, T0 + 690_000);
  t.deepEqual(at(700), { faults: [] }, 'it stays until it is deleted');
  t.is(unreadyTooLongFrom(evicted), undefined, 'its log does not matter');
});

test('an evicted pod whose programs ended when they were asked to appears in a condition only', (t) => {
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
  const roudi = pod(
    'robot-1-b',
    [{ name: 'iceoryx-roudi', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 90 } }],
    {
      unreadySince: 0,
    },
  );
  const seen = new TerminationHistory();
  [apps, roudi].forEach((each) => seen.observe(each));
  t.deepEqual(ids(faultsOf([apps, roudi], knowledge(seen, 100)).faults), [
    'iceoryx-roudi ExitAborted',
    'app ExitAborted',
  ]);
});

test('a crash loop quotes little, and asks whether a container that is no app should be one', (t) => {
  const message = `secret\n${'x'.repeat(4000)}`;
  const looping = { restarts: 3, waiting: loop, lastEnd: { code: 3, to: 90, message } };
  const said = (name: string): string =>
    faultFinding(faults({ states: [[{ name, ...looping }]], options: { strangers: ['forgotten'], unreadySince: 0 } }))
      .message;
  t.true(said('app').length < 500);
  t.false(said('app').includes('secret'));
  t.notRegex(said('app'), /spec\.containers/);
  t.regex(said('forgotten'), /If it uses iceoryx, name it in spec\.containers/);
});

test('a fault that keeps a pod from being Ready comes before one that another pod has recovered from', (t) => {
  const over = pod('robot-1-a', [
    { name: 'iceoryx-roudi', ready: true, since: 92, restarts: 1, lastEnd: { code: 134, to: 90 } },
  ]);
  const stuck = pod(
    'robot-1-b',
    [running('iceoryx-roudi'), { name: 'app', restarts: 1, waiting: loop, lastEnd: { code: 134, to: 80 } }],
    {
      unreadySince: 0,
    },
  );
  const seen = new TerminationHistory();
  [over, stuck].forEach((each) => seen.observe(each));
  const found = faultsOf([over, stuck], knowledge(seen, 100)).faults;
  t.deepEqual(
    found.map((each) => `${each.pod} ${each.container} ${each.isPresent}`),
    ['robot-1-b app true', 'robot-1-a iceoryx-roudi false'],
  );
});

/** States of an app that ends at these seconds and restarts 2 s later each time, in a pod that is Ready meanwhile. */
function endsAt(seconds: readonly number[], end: Omit<EndAt, 'to'>, spec: object = {}): ContainerAt[][] {
  return seconds.flatMap((to, index) => {
    const since = index === 0 ? 4 : (seconds[index - 1] ?? 0) + 2;
    const before = index === 0 ? {} : { lastEnd: { ...end, to: seconds[index - 1] ?? 0 } };
    const app = { name: 'app', spec, restarts: index };
    return [
      [running('iceoryx-roudi'), { ...app, ...before, end: { ...end, from: since, to } }],
      [
        running('iceoryx-roudi'),
        { ...app, restarts: index + 1, ready: true, since: to + 2, lastEnd: { ...end, from: since, to } },
      ],
    ];
  });
}

test('a crash loop is reported from the second exit on, also while the app runs and is Ready', (t) => {
  const loops = (ends: number[], now: number) =>
    faults({ states: endsAt(ends, { code: 1, reason: 'Error', message: 'no camera' }), options: {}, now });
  t.deepEqual(ids(loops([50], 60)), [], 'one exit is no loop');
  const [loop] = loops([50, 60], 63);
  t.is(loop?.id, 'CrashLoop');
  t.regex(loop?.message ?? '', /Its last words: no camera/);
  t.regex(loop?.message ?? '', /ended with 1 \(Error\); kubectl logs robot-1-a -c app --previous/);
  t.deepEqual(ids(loops([50, 60], 600)), ['app CrashLoop'], 'the report stays for a later reader');
  t.deepEqual(ids(loops([50, 60], 700)), []);
  t.deepEqual(ids(loops([50, 2000], 2010)), [], 'twice in an hour is no loop');
});

test('an init container that runs again with each restart of all containers is in no crash loop, unless it fails', (t) => {
  const renewed = (code: number) => {
    const install = (to: number) => ({ name: 'iceoryx-install', ready: true, end: { code, reason: 'Completed', to } });
    const states = [10, 50].map((to) => [install(to), running('iceoryx-roudi'), running('app')]);
    return ids(faults({ states, options: {}, now: 60 }));
  };
  t.deepEqual(renewed(0), []);
  t.deepEqual(renewed(1), ['iceoryx-install CrashLoop']);
});

test('an operator that was started later recognises a crash loop by the number of restarts', (t) => {
  const states = [
    [
      { ...running('iceoryx-roudi'), restarts: 1 },
      { name: 'app', ready: true, restarts: 3, since: 62, lastEnd: { code: 1, from: 52, to: 60 } },
    ],
  ];
  t.deepEqual(ids(faults({ states, options: {}, now: 63 })), ['app CrashLoop']);
  const renewed = [states[0]?.map((each) => ({ ...each, restarts: 3 })) ?? []];
  t.deepEqual(ids(faults({ states: renewed, options: {}, now: 63 })), [], 'all containers were restarted as often');
});

test('apps that are stopped because RouDi died are not in a crash loop, however often it dies', (t) => {
  const renewal = (to: number, restarts: number): ContainerAt[][] => [
    [
      { name: 'iceoryx-roudi', restarts, end: { code: 137, to } },
      { ...running('iceoryx-agent'), restarts },
      { ...running('app'), restarts },
    ],
    [
      { name: 'iceoryx-roudi', restarts, end: { code: 137, to } },
      { name: 'iceoryx-agent', restarts, end: { code: 75, to: to + 2 } },
      { name: 'app', restarts, end: { code: 143, to: to + 1 } },
    ],
    ['iceoryx-roudi', 'iceoryx-agent', 'app'].map((name) => ({
      name,
      ready: true,
      restarts: restarts + 1,
      since: to + 3,
      lastEnd: { ...RENEWED, to: to + 2 },
    })),
  ];
  const found = faults({ states: [...renewal(50, 0), ...renewal(70, 1), ...renewal(90, 2)], options: {} });
  t.deepEqual(ids(found), ['iceoryx-roudi RoudiKilled']);
});

test('an app that exits with 0 is reported with its code, and with its probe if it has one', (t) => {
  const livenessProbe = { exec: { command: ['/bin/false'] } };
  const [loop] = faults({
    states: endsAt([50, 60], { code: 0, reason: 'Completed' }, { livenessProbe }),
    options: {},
    now: 63,
  });
  t.is(loop?.id, 'CrashLoop');
  t.regex(loop?.message ?? '', /ended with 0 \(Completed\)/);
  t.regex(loop?.message ?? '', /has a livenessProbe: .*kubectl describe pod robot-1-a/);
  const [without] = faults({ states: endsAt([50, 60], { code: 0, reason: 'Completed' }), options: {}, now: 63 });
  t.notRegex(without?.message ?? '', /livenessProbe/);
});

test('a failed probe that the kubelet reports is the reason, whatever the exit code', (t) => {
  const words = (at: number): KubeletWords[] => [
    { reason: 'Unhealthy', message: 'Liveness probe failed: no answer', container: 'app', at: T0 + (at - 5) * 1000 },
    {
      reason: 'Killing',
      message: 'Container app failed liveness probe, will be restarted',
      container: 'app',
      at: T0 + (at - 3) * 1000,
    },
  ];
  const given = (code: number) => ({ states: endsAt([50, 60], { code }), options: {}, now: 63 });
  for (const code of [0, 137, 143]) {
    const [first] = faults({ ...given(code), kubelet: words(60) });
    t.is(first?.id, 'ProbeFailed');
    t.regex(first?.message ?? '', /Liveness probe failed: no answer\. What to do: .*failureThreshold/);
  }
  t.not(faults({ ...given(137), kubelet: words(30) })[0]?.id, 'ProbeFailed', 'the words are about an earlier run');
  t.not(faults({ ...given(1), kubelet: words(60) })[0]?.id, 'ProbeFailed', 'it exited by itself');
});

const startupProbe = { periodSeconds: 1, failureThreshold: 61 };

test('a RouDi that the kubelet kills because it does not become ready is reported as such', (t) => {
  const app = { name: 'app', waiting: { reason: 'PodInitializing' } };
  const roudi = { name: 'iceoryx-roudi', spec: { startupProbe }, restarts: 1, since: 68, started: false };
  for (const code of [137, 143]) {
    const found = faults({ states: [[{ ...roudi, lastEnd: { code, from: 5, to: 66 } }, app]], now: 70 });
    t.deepEqual(ids(found), ['iceoryx-roudi RoudiNotReady']);
    t.regex(found[0]?.message ?? '', /was not ready within 61 s, so the kubelet ended it\. .*spec\.roudi\.command/);
    t.notRegex(found[0]?.message ?? '', /the app/);
  }
  const early = faults({ states: [[{ ...roudi, lastEnd: { code: 137, from: 5, to: 20 } }, app]], now: 70 });
  t.not(early[0]?.id, 'RoudiNotReady', 'it was killed before the probe gave up');
  const agent = { name: 'iceoryx-agent', restarts: 1, lastEnd: { code: 75, from: 8, to: 66 } };
  const later = faults({ states: [[{ ...roudi, lastEnd: { code: 137, from: 5, to: 66 } }, agent, app]], now: 70 });
  t.not(later[0]?.id, 'RoudiNotReady', 'it had been ready');
});

test('a RouDi that runs and does not become ready is reported before the kubelet kills it', (t) => {
  const roudi = { name: 'iceoryx-roudi', spec: { startupProbe }, since: 5 };
  const at = (now: number, started: boolean) => ids(faults({ states: [[{ ...roudi, started }]], now }));
  t.deepEqual(at(20, false), []);
  t.deepEqual(at(30, false), ['iceoryx-roudi RoudiNotReady']);
  t.deepEqual(at(30, true), []);
});

test('a pod whose containers cannot be started is reported in the words of the kubelet, if they can be read', (t) => {
  const waits = [{ name: 'iceoryx-roudi', waiting: { reason: 'PodInitializing' } }];
  const options = { noSandbox: true, unreadySince: 0 };
  const kubelet = [
    { reason: 'FailedCreatePodSandBox', message: 'no sandbox', at: T0 + 20_000 },
    { reason: 'FailedMount', message: 'MountVolume.SetUp failed: configmap "gone" not found', at: T0 + 10_000 },
  ];
  const at = (now: number, more = {}) => faults({ states: [waits], options, now, ...more });
  t.deepEqual(ids(at(10)), []);
  t.regex(at(30)[0]?.message ?? '', /^no container can be started.*kubectl describe pod robot-1-a/);
  t.regex(at(30, { kubelet })[0]?.message ?? '', /configmap "gone" not found/);
  t.deepEqual(ids(at(30, { options: { ...options, noSandbox: false } })), []);
});

test('a result without a fault says what was examined, and no more than that', (t) => {
  t.regex(
    faultFinding([]).message,
    /^nothing was found: .*logs of pods that are not Ready.*; logs of Ready pods are looked at in turns$/,
  );
  t.regex(faultFinding([], 'no logs').message, /logs .* were not, as podLogs is off/);
  t.regex(faultFinding([], 'no right to logs').message, /no right to them/);
});

test('colours of a log are removed from reports', (t) => {
  const escape = String.fromCodePoint(27);
  const message = `${escape}[0;1;31mno camera${escape}[m`;
  const [loop] = faults({ states: endsAt([50, 60], { code: 1, message }), options: {}, now: 63 });
  t.regex(loop?.message ?? '', /Its last words: no camera It ended/);
});

for (const [container, field] of [
  ['iceoryx-install', /set agent\.image of its chart \(--agent-image\); .*imagePullSecrets/],
  ['iceoryx-roudi', /set spec\.roudi\.image/],
  ['app', /set the image of container app in spec\.template/],
] as const) {
  test(`an image that cannot be pulled is reported with the value to set for ${container}`, (t) => {
    const waiting = { reason: 'ErrImagePull', message: 'not found' };
    const [fault] = faults({ states: [[{ name: container, waiting }]] });
    t.regex(fault?.message ?? '', field);
  });
}

test('a registry: escape sequences in its words do not reach the condition', (t) => {
  const waiting = { reason: 'ErrImagePull', message: 'gone \u001B[2J\u009B31m\u202Elive' };
  const found = faultFinding(faults({ states: [[{ name: 'app', waiting }]] }));
  const [condition] = withFindings([], [found], 1, new Date(T0));
  t.regex(condition?.message ?? '', /gone \\u\{1b\}\[2J\\u\{9b\}31m\\u\{202e\}live/);
});

test('a registry: endless words are cut, in the cache and in the condition', (t) => {
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

test('a message of any length leads to a condition that the schema accepts', (t) => {
  const finding = { type: 'Ready', status: 'False', reason: 'Forbidden', message: '🤖'.repeat(100_000) } as const;
  const [condition] = withFindings([], [finding], 1, new Date(T0));
  t.true((condition?.message ?? '').length <= 32_768);
});
