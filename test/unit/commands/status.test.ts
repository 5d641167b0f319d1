import test from 'ava';
import stringWidth from 'string-width';
import type { AgentAnswer } from '../../../src/commands/kit/agent-status.ts';
import { parseAgentStatus } from '../../../src/commands/kit/agent-status-json.ts';
import { Agents, type Asked, REMEMBERED_MS } from '../../../src/commands/status/agents.ts';
import { gather, type Gathered } from '../../../src/commands/status/gather.ts';
import type { Found } from '../../../src/commands/status/kinds.ts';
import { newsIn } from '../../../src/commands/status/news.ts';
import { type Form, remarksIn, textOf } from '../../../src/commands/status/print.ts';
import { askedPods, statusViewOf } from '../../../src/commands/status/status-view.ts';
import { chosen, notFound, subjectOf } from '../../../src/commands/status/subject.ts';
import type { ObjectView, StatusView } from '../../../src/commands/status/view.ts';
import { UsageError } from '../../../src/commands/usage.ts';
import type { Pod } from '../../../src/controllers/resources.ts';
import type { KubeClient } from '../../../src/kube/client.ts';
import { ApiError } from '../../../src/kube/errors.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { plain } from '../../../src/terminal/paint.ts';

const NOW = new Date('2026-11-30T00:10:00Z');
const MINUTES_AGO = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const MIB = 1024 * 1024;

type Conditions = Readonly<Record<string, readonly [status: string, reason: string, message?: string]>>;

const HEALTHY: Conditions = {
  Ready: ['True', 'AllAvailable', '1 of 1 pods are available'],
  FaultFree: ['True', 'NothingFound'],
  RouDiReady: ['True', 'AllReady'],
  VersionsMatch: ['Unknown', 'NotStated'],
};

const MAP_ERROR =
  'pod broken-7c9f-x, container app: RouDi answered, but the app cannot map its segments. Cause: The files are gone. What to do: Restart the pod. It said: POSH__SHM_APP_MAPP_ERR Seen at 2026-11-30T00:09:15Z.';
const BROKEN: Conditions = {
  ...HEALTHY,
  Ready: ['False', 'ManagementSegmentNotMapped', `${MAP_ERROR} (0 of 1 pods are available)`],
  FaultFree: ['False', 'ManagementSegmentNotMapped', MAP_ERROR],
  RouDiReady: ['False', 'NotAllReady', 'RouDi is ready in 0 of 1 pods'],
};
const REFUSED: Conditions = {
  ...HEALTHY,
  Ready: ['False', 'InvalidSpec', 'spec.sharedMemory.sizeLimit: 1Mi is too small; raise it to at least 64Mi'],
  Stalled: ['True', 'InvalidSpec', 'spec.sharedMemory.sizeLimit: 1Mi is too small; raise it to at least 64Mi'],
};

function object(
  kind: Found['kind'],
  name: string,
  {
    conditions = HEALTHY,
    metadata = {},
    spec = {},
    status = {},
  }: Partial<Record<'metadata' | 'spec' | 'status', object>> & {
    readonly conditions?: Conditions;
  } = {},
): Found {
  const listed = Object.entries(conditions).map(([type, [is, reason, message = 'so it is']]) => ({
    type,
    status: is,
    reason,
    message,
    lastTransitionTime: MINUTES_AGO(5),
  }));
  return {
    kind,
    object: {
      metadata: {
        namespace: 'default',
        name,
        uid: `uid-${name}`,
        creationTimestamp: MINUTES_AGO(60),
        generation: 1,
        ...metadata,
      },
      spec: { roudi: {}, ...spec },
      status: { observedGeneration: 1, conditions: listed, ...status },
    },
  } as unknown as Found;
}

function deployment(name: string, given: Parameters<typeof object>[2] = {}): Found {
  const status = {
    apps: { connected: 2, expected: 2, summary: '2/2' },
    roudi: { release: '2.0', image: 'registry.example.com/roudi:2.0.6', ready: 1, restarts: 0 },
    sharedMemory: { segmentBytes: 70 * MIB, volumeBytes: 78 * MIB },
    readyReplicas: 1,
    ...given.status,
  };
  return object('IceoryxDeployment', name, { ...given, status });
}

interface PodState {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid?: string };
  readonly ready?: boolean;
  readonly restarts?: number;
  readonly startedAt?: string;
  readonly waiting?: string;
  readonly sizeLimit?: string;
  /** RouDi is in another pod of the node. */
  readonly isMember?: true;
  readonly metadata?: object;
}

function pod(name: string, state: PodState = {}): Pod {
  const { namespace = 'default', labels = { 'iceoryx.io/deployment': 'hello' }, ready = true, restarts = 0 } = state;
  const { owner = { kind: 'ReplicaSet', name: 'hello-7c9f' }, startedAt = MINUTES_AGO(30), isMember } = state;
  const runs = (container: string, restartCount = restarts) => ({
    name: container,
    ready,
    restartCount,
    state: { running: { startedAt } },
  });
  const app =
    state.waiting === undefined
      ? runs('app', 0)
      : { ...runs('app', 9), ready: false, state: { waiting: { reason: state.waiting } } };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name,
      uid: `uid-${name}`,
      labels,
      ownerReferences: [{ apiVersion: 'apps/v1', controller: true, uid: 'owner', ...owner }],
      ...state.metadata,
    },
    spec: {
      nodeName: 'node-1',
      initContainers: ['iceoryx-agent', ...(isMember ? [] : ['iceoryx-roudi'])].map((each) => ({
        name: each,
        restartPolicy: 'Always',
        resources: { limits: { memory: '80Mi' } },
      })),
      containers: [{ name: 'app' }],
      volumes: [{ name: 'iceoryx-shm', emptyDir: { medium: 'Memory', sizeLimit: state.sizeLimit ?? '78Mi' } }],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: startedAt }],
      initContainerStatuses: [runs('iceoryx-agent'), ...(isMember ? [] : [runs('iceoryx-roudi')])],
      containerStatuses: [app],
    },
  } as unknown as Pod;
}

/** What an agent answers, in its own words. */
function answer(residentBytes = 63 * MIB, apps: readonly string[] = ['app'], phase = 'Following'): AgentAnswer {
  const text = JSON.stringify({
    protocol: 1,
    agent: { version: '0.1.0', role: 'pod', phase, message: 'RouDi is ready.', seconds: 1 },
    roudi: { pid: 42, incarnation: '42-2603626', ageSeconds: 1, state: 'S' },
    renewals: { deaths: 0, nextDelaySeconds: 0 },
    apps: apps.map((container, pid) => ({ pid, name: container, container, sharedMemoryBytes: 4096 })),
    segments: [{ name: 'iceoryx_mgmt', bytes: residentBytes, residentBytes }],
  });
  return { status: parseAgentStatus(text) };
}

function event(about: Found, reason: string, minutes: number, more: object = {}): KubeObject {
  const { namespace, name, uid } = about.object.metadata;
  return {
    metadata: { name: `${name}.${reason}`, namespace: namespace ?? '' },
    type: 'Warning',
    action: 'Reconcile',
    reason,
    note: `${reason} happened`,
    eventTime: MINUTES_AGO(minutes),
    regarding: { kind: about.kind, namespace, name, uid },
    ...more,
  };
}

function viewOf(
  found: readonly Found[],
  more: Partial<Omit<Gathered, 'found'>> & { readonly answers?: Readonly<Record<string, AgentAnswer>> } = {},
): StatusView {
  const { answers = {}, ...gathered } = more;
  const deployments = found.flatMap((each) => (each.kind === 'IceoryxDeployment' ? [each.object] : []));
  const said = new Map(Object.entries(answers).map(([name, each]) => [`uid-${name}`, each]));
  return statusViewOf({ found, deployments, pods: [], events: [], remarks: [], ...gathered }, said, NOW);
}

function objectOf(...given: Parameters<typeof viewOf>): ObjectView {
  const [first] = viewOf(...given).objects;
  if (first === undefined) {
    throw new Error('there is no object in the view');
  }
  return first;
}

const TABLE: Form = { output: undefined, isPage: false, allNamespaces: false };
const PAGE: Form = { ...TABLE, isPage: true };
const at = (width: number | undefined) => ({ paint: plain, width });
const widestOf = (text: string): number => Math.max(...text.split('\n').map((line) => stringWidth(line)));
/** Some space, as tables have it between columns. */
const cells = (...texts: readonly string[]): RegExp =>
  new RegExp(texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(String.raw` {3,}`));

const HELLO = deployment('hello');
const HELLO_POD = pod('hello-7c9f-a');
const ALL = [
  HELLO,
  deployment('broken', { conditions: BROKEN, status: { apps: undefined, readyReplicas: 0 } }),
  deployment('refused', {
    conditions: REFUSED,
    status: { apps: undefined, sharedMemory: undefined, roudi: {}, readyReplicas: 0 },
  }),
];
const ALL_PODS = [
  HELLO_POD,
  pod('broken-7c9f-x', {
    labels: { 'iceoryx.io/deployment': 'broken' },
    owner: { kind: 'ReplicaSet', name: 'broken-7c9f' },
    ready: false,
    waiting: 'CrashLoopBackOff',
  }),
];
const ALL_VIEW = viewOf(ALL, {
  pods: ALL_PODS,
  answers: { 'hello-7c9f-a': answer(70 * MIB), 'broken-7c9f-x': answer(70 * MIB, []) },
});

test('a pipe gets one row for each object with all columns, and nothing else', (t) => {
  const lines = textOf(ALL_VIEW, TABLE, at(undefined)).trimEnd().split('\n');
  t.is(lines.length, 4);
  t.regex(
    lines[0] ?? '',
    cells('NAME', 'READY', 'REASON', 'PODS', 'APPS', 'ROUDI AGE', 'SHARED MEMORY', 'LAST RECOVERY', 'LAST FINDING'),
  );
  t.regex(
    lines[1] ?? '',
    cells(
      'ioxd/broken',
      'False',
      'ManagementSegmentNotMapped',
      '0/1',
      '0',
      '30m',
      '█████████░ 70.0/78.0 MiB',
      '-',
      'ManagementSegmentNotMapped, 45s',
    ),
  );
  t.regex(
    lines[2] ?? '',
    cells('ioxd/hello', 'True', 'AllAvailable', '1/1', '2/2', '30m', '█████████░ 70.0/78.0 MiB', '-', '-'),
  );
  t.regex(lines[3] ?? '', cells('ioxd/refused', 'False', 'InvalidSpec', '0/1', '-', '-', '-', '-', '-'));
});

for (const width of [80, 120]) {
  test(`at ${width} columns all fits, and what had no room as a column stands below`, (t) => {
    const text = textOf(ALL_VIEW, TABLE, at(width));
    t.true(widestOf(text) <= width, text);
    t.regex(text, cells('ioxd/hello', 'True'));
    t.regex(text, /█ ?░? \d+%|MiB/);
    t.regex(text, /\nioxd\/broken\n {2}ManagementSegmentNotMapped: pod broken-7c9f-x, container app: RouDi answered/);
    t.regex(text, /\nioxd\/refused\n {2}InvalidSpec: spec\.sharedMemory\.sizeLimit: 1Mi is too small/);
    t.notRegex(text, /Cause:|also|ioxd\/hello\n/);
    t.regex(text, /kubectl iceoryx status NAME/);
  });
}

test('if all is well there is the table alone', (t) => {
  const view = viewOf([HELLO], { pods: [HELLO_POD], answers: { 'hello-7c9f-a': answer() } });
  const text = textOf(view, TABLE, at(80));
  t.is(text.trimEnd().split('\n').length, 2);
  t.deepEqual(view.remarks, []);
});

test('the wide table has more columns than fit', (t) => {
  const text = textOf(ALL_VIEW, { ...TABLE, output: 'wide' }, at(80));
  t.regex(text, cells('42-2603626', '2.0'));
  t.regex(text, /\bAGE\n/);
});

test('objects of all namespaces stand by namespace, kind and name', (t) => {
  const elsewhere = (name: string): Parameters<typeof object>[2] => ({ metadata: { namespace: 'a', name } });
  const view = viewOf([HELLO, object('IceoryxDomain', 'd', elsewhere('d')), deployment('z', elsewhere('z'))]);
  const rows = textOf(view, { ...TABLE, allNamespaces: true }, at(undefined)).split('\n');
  t.deepEqual(
    rows.slice(0, 4).map((row) => row.split(/ +/).slice(0, 2).join(' ')),
    ['NAMESPACE NAME', 'a ioxd/z', 'a ioxdom/d', 'default ioxd/hello'],
  );
});

test('of several pods the fullest and the RouDi that started last are shown', (t) => {
  const pods = [
    pod('hello-7c9f-a', { restarts: 1, startedAt: MINUTES_AGO(1) }),
    pod('hello-7c9f-b', { sizeLimit: '200Mi' }),
    pod('hello-7c9f-c', { ready: false }),
    pod('hello-7c9f-d', { metadata: { deletionTimestamp: MINUTES_AGO(1) } }),
  ];
  const three = deployment('hello', { spec: { replicas: 3 } });
  const answers = { 'hello-7c9f-a': answer(39 * MIB), 'hello-7c9f-b': answer(50 * MIB) };
  const { pods: counts, roudi, sharedMemory } = objectOf([three], { pods, answers });
  t.deepEqual(counts, { ready: 2, wanted: 3 });
  t.like(roudi, { restarts: 1, startedAt: '2026-11-30T00:09:00Z' });
  t.is(sharedMemory?.usedBytes, 39 * MIB, 'a half is more than a quarter');
  t.regex(textOf(viewOf([three], { pods, answers }), TABLE, at(120)), cells('60s, 1 restart'));
});

test('figures of a pod whose agent does not answer are those of the status, and the view says so', (t) => {
  const reason = 'no answer in time';
  const view = viewOf([HELLO], { pods: [HELLO_POD], answers: { 'hello-7c9f-a': { reason } } });
  t.regex(textOf(view, TABLE, at(80)), /█████████░ ~70\.0\/78\.0 MiB/);
  t.is(view.objects[0]?.sharedMemory?.source, 'status');
  t.regex(view.remarks.join('\n'), /agents were not heard: no answer in time \(hello-7c9f-a\)/);
  t.regex(view.remarks.join('\n'), /^~ is what the segments take by the object's status/m);
});

test('a RouDi that is not ready has no segments, so none are computed for it', (t) => {
  const pods = [pod('hello-7c9f-a', { ready: false })];
  t.is(objectOf([HELLO], { pods, answers: { 'hello-7c9f-a': { reason: 'x' } } }).sharedMemory, undefined);
});

test('who may not list pods sees what the status says', (t) => {
  const { pods, sharedMemory, roudi } = objectOf([HELLO], { pods: undefined });
  t.deepEqual(pods, { ready: 1, wanted: 1 });
  t.deepEqual(sharedMemory, { usedBytes: 70 * MIB, limitBytes: 78 * MIB, source: 'status' });
  t.is(roudi.restarts, 0);
});

test('labels alone make no pod one of an object', (t) => {
  const foreign = pod('stranger', { owner: { kind: 'Job', name: 'x' } });
  t.deepEqual(objectOf([HELLO], { pods: [foreign] }).podList, []);
});

const SHARED = object('IceoryxDomain', 'shared', {
  status: {
    apps: 2,
    desiredNodes: 2,
    readyNodes: 1,
    release: '2.0',
    segmentBytes: 64 * MIB,
    memoryBytes: 80 * MIB,
    daemonSet: { uid: 'owner' },
  },
});
const inShared = { spec: { domain: { name: 'shared' } } };

test('a domain counts nodes, its memory is that of RouDi, and its apps are those of its users', (t) => {
  const labels = { 'iceoryx.io/domain': 'shared' };
  const pods = [
    pod('shared-1', { labels, owner: { kind: 'DaemonSet', name: 'shared' } }),
    pod('copy', { labels, owner: { kind: 'DaemonSet', name: 'shared', uid: 'other' } }),
  ];
  const found = [SHARED, deployment('publisher', inShared), deployment('subscriber', inShared)];
  const view = viewOf(found, { pods, answers: { 'shared-1': answer(64 * MIB) } });
  const domain = view.objects.find(({ kind }) => kind === 'IceoryxDomain');
  t.like(domain, { pods: { ready: 1, wanted: 2 }, apps: { connected: 4, expected: 4 } });
  t.deepEqual(domain?.sharedMemory, { usedBytes: 64 * MIB, limitBytes: 80 * MIB, source: 'agent' });
  t.deepEqual(
    domain?.podList.map(({ name }) => name),
    ['shared-1'],
  );
});

test('a domain of which not all users are seen says nothing of apps', (t) => {
  t.is(objectOf([SHARED, deployment('publisher', inShared)]).apps === undefined, false);
  const domain = viewOf([SHARED, deployment('publisher', inShared)]).objects.find(({ name }) => name === 'shared');
  t.is(domain?.apps, undefined);
});

test('an object that uses a domain names it in place of memory that is not its own', (t) => {
  const pods = [pod('hello-7c9f-a', { isMember: true, restarts: 2 })];
  const view = viewOf([deployment('hello', inShared)], { pods, answers: { 'hello-7c9f-a': answer() } });
  t.like(view.objects[0], { domain: 'default/shared', sharedMemory: undefined, roudi: { restarts: 2 } });
  t.regex(textOf(view, TABLE, at(80)), /of default\/shared/);
});

test('a profile counts the pods that ask for it, and those without RouDi are not ready', (t) => {
  const labels = { 'iceoryx.io/profile': 'any' };
  const owner = { kind: 'StatefulSet', name: 'labelled' };
  const injected = pod('labelled-0', { labels, owner });
  const missing = pod('labelled-1', { labels, owner });
  const pods = [
    injected,
    { ...missing, spec: { containers: [] }, status: { ...missing.status, initContainerStatuses: [] } },
  ] as Pod[];
  const view = objectOf([object('IceoryxProfile', 'any')], {
    pods,
    answers: { 'labelled-0': answer(MIB, ['a', 'b']) },
  });
  t.deepEqual(view.pods, { ready: 1, wanted: 2 });
  t.deepEqual(view.apps, { connected: 2, source: 'agent' });
});

test('an object that is being deleted says since when', (t) => {
  const found = deployment('hello', { metadata: { deletionTimestamp: MINUTES_AGO(1) } });
  t.is(objectOf([found]).deletingSince, MINUTES_AGO(1));
  t.regex(textOf(viewOf([found]), TABLE, at(undefined)), cells('ioxd/hello', 'True', 'Deleting'));
  t.regex(textOf(viewOf([found]), TABLE, at(80)), /ioxd\/hello\n {2}being deleted for 60s/);
});

test('an object that no operator has looked at is Unknown, and its page says what to do', (t) => {
  const found = {
    kind: 'IceoryxDeployment',
    object: { metadata: { name: 'x', namespace: 'default' }, spec: {} },
  } as Found;
  t.like(objectOf([found]), { ready: { status: 'Unknown', reason: 'NotObserved' }, pods: { ready: 0, wanted: 1 } });
  t.regex(
    textOf(viewOf([found]), PAGE, at(80)),
    /NotObserved: Ready is Unknown\n {2}no operator has looked.*\n {2}What to do: /,
  );
});

test('a status about an earlier generation says so', (t) => {
  const { problems } = objectOf([deployment('hello', { metadata: { generation: 3 } })]);
  t.deepEqual(
    problems.map(({ reason }) => reason),
    ['StatusOutOfDate'],
  );
});

test('a problem is told once, though several conditions have it', (t) => {
  const reasons = (conditions: Conditions): string[] =>
    objectOf([deployment('x', { conditions })]).problems.map(({ reason }) => reason);
  t.deepEqual(reasons(BROKEN), ['ManagementSegmentNotMapped', 'NotAllReady']);
  t.deepEqual(reasons(REFUSED), ['InvalidSpec']);
  t.deepEqual(reasons(HEALTHY), []);
});

test('the last finding is that of the condition, at the time that its message names', (t) => {
  const { lastFinding } = objectOf([deployment('x', { conditions: BROKEN })]);
  t.like(lastFinding, { reason: 'ManagementSegmentNotMapped', at: '2026-11-30T00:09:15Z', isPresent: true });
});

test('a finding that is over comes from its Event, and no other warning counts as one', (t) => {
  const events = [
    event(HELLO, 'RoudiKilled', 20),
    event(HELLO, 'InvalidSpec', 10),
    event(HELLO, 'RestartedInPlace', 9, { action: 'Restart' }),
    event(HELLO, 'CrashLoop', 1, {
      regarding: { kind: 'IceoryxDeployment', namespace: 'default', name: 'hello', uid: 'earlier' },
    }),
  ];
  t.deepEqual(objectOf([HELLO], { events }).lastFinding, {
    reason: 'RoudiKilled',
    at: MINUTES_AGO(20),
    isPresent: false,
    message: 'RoudiKilled happened',
  });
});

test('the last recovery comes from where the latest is recorded', (t) => {
  const restarted = [pod('hello-7c9f-a', { restarts: 1, startedAt: '2026-11-30T00:05:00Z' })];
  const events = [event(HELLO, 'RestartedInPlace', 4, { action: 'Restart' })];
  t.like(objectOf([HELLO], { pods: restarted, events }).lastRecovery, {
    how: 'RestartedInPlace',
    at: MINUTES_AGO(4),
    note: 'RestartedInPlace happened',
  });
  t.deepEqual(objectOf([HELLO], { pods: restarted }).lastRecovery, {
    how: 'RestartedInPlace',
    at: '2026-11-30T00:05:00Z',
  });
  const replaced = deployment('hello', {
    status: { recovery: { replacements: [{ pod: 'hello-7c9f-z', uid: 'z', time: MINUTES_AGO(2) }] } },
  });
  t.like(objectOf([replaced], { pods: restarted, events }).lastRecovery, { how: 'Replaced', at: MINUTES_AGO(2) });
});

test('a RouDi that keeps ending has not recovered', (t) => {
  const pods = [pod('hello-7c9f-a', { restarts: 7, ready: false })];
  t.is(objectOf([HELLO], { pods }).lastRecovery, undefined);
});

test('the page has what is wrong with cause and remedy, pods and Events, at 80 columns', (t) => {
  const [, broken] = ALL;
  const events =
    broken === undefined
      ? []
      : [event(broken, 'Ready', 6, { type: 'Normal', series: { count: 8, lastObservedTime: MINUTES_AGO(3) } })];
  const view = viewOf(ALL.slice(1, 2), {
    pods: ALL_PODS,
    events,
    answers: { 'broken-7c9f-x': answer(70 * MIB, [], 'Waiting') },
  });
  const text = textOf(view, PAGE, at(80));
  t.true(widestOf(text) <= 80, text);
  t.regex(
    text,
    /^IceoryxDeployment default\/broken, created 60m ago\nReady: +False, ManagementSegmentNotMapped, for 5m\n/,
  );
  t.regex(text, /Shared memory: +█+░+ 70\.0\/78\.0 MiB\n/);
  t.regex(text, /\n {2}Cause: The files are gone\.\n {2}What to do: Restart the pod\.\n {2}It said: /);
  t.regex(text, /\nNot known: VersionsMatch \(NotStated\)\n/);
  t.regex(text, cells('broken-7c9f-x', 'node-1', '0/3', 'CrashLoopBackOff', '30m', '0', '███████░ 90%'));
  t.regex(text, /\nthe agent of broken-7c9f-x says: Waiting, RouDi is ready\.\n/);
  t.regex(text, cells('3m (8x)', 'Ready', 'Ready happened'));
});

test('what is wrong now is red, and what is over is not', (t) => {
  const coloured = { paint: (tone: string, text: string) => `<${tone}>${text}</>`, width: undefined };
  const over = viewOf([HELLO], {
    pods: [HELLO_POD],
    events: [event(HELLO, 'RoudiKilled', 20)],
    answers: { 'hello-7c9f-a': answer(78 * MIB) },
  });
  const text = textOf(over, TABLE, coloured);
  t.regex(text, /<green>True<\/>.*<red>█{10}<\/> 78\.0\/78\.0 MiB.*<dim>RoudiKilled, 20m<\/>/);
  t.regex(textOf(ALL_VIEW, TABLE, coloured), /<red>False<\/>.*<red>0\/1<\/>.*<red>ManagementSegmentNotMapped, 45s<\/>/);
});

test('what others have written cannot steer the terminal', (t) => {
  const conditions: Conditions = { ...HEALTHY, Ready: ['False', 'InvalidSpec', 'red \u001B[31m\u202Ebackwards'] };
  for (const form of [TABLE, PAGE, { ...TABLE, output: 'json' }, { ...TABLE, output: 'yaml' }] as const) {
    const text = textOf(viewOf([deployment('x', { conditions })]), form, at(80));
    t.regex(text, /backwards/);
    t.false(text.includes('\u001B') || text.includes('\u202E'));
  }
});

test('the document for programs has what is shown, and leaves out what is not known', (t) => {
  const view = viewOf([HELLO], { pods: [HELLO_POD], answers: { 'hello-7c9f-a': answer() } });
  t.deepEqual(JSON.parse(textOf(view, { ...TABLE, output: 'json' }, at(undefined))), {
    time: '2026-11-30T00:10:00Z',
    remarks: [],
    objects: [
      {
        kind: 'IceoryxDeployment',
        namespace: 'default',
        name: 'hello',
        createdAt: MINUTES_AGO(60),
        ready: { status: 'True', reason: 'AllAvailable', message: '1 of 1 pods are available', since: MINUTES_AGO(5) },
        pods: { ready: 1, wanted: 1 },
        apps: { connected: 2, expected: 2, source: 'status' },
        roudi: {
          release: '2.0',
          image: 'registry.example.com/roudi:2.0.6',
          restarts: 0,
          startedAt: '2026-11-29T23:40:00Z',
          incarnation: '42-2603626',
        },
        sharedMemory: { usedBytes: 63 * MIB, limitBytes: 78 * MIB, source: 'agent' },
        problems: [],
        unknown: [
          {
            condition: 'VersionsMatch',
            status: 'Unknown',
            reason: 'NotStated',
            message: 'so it is',
            since: MINUTES_AGO(5),
          },
        ],
        warnings: [],
        podList: [
          {
            name: 'hello-7c9f-a',
            node: 'node-1',
            ready: true,
            readyContainers: 3,
            containers: 3,
            status: 'Running',
            roudi: { restarts: 0, startedAt: '2026-11-29T23:40:00Z', incarnation: '42-2603626' },
            apps: 1,
            sharedMemory: { usedBytes: 63 * MIB, limitBytes: 78 * MIB, source: 'agent' },
            agent: { version: '0.1.0', phase: 'Following', message: 'RouDi is ready.' },
          },
        ],
        events: [],
      },
    ],
  });
});

const LATER = (view: StatusView): StatusView => ({ ...view, time: '2026-11-30T00:11:00Z' });

test('watched into a pipe, the first view is whole, and then rows that have changed follow', (t) => {
  t.is(newsIn(undefined, ALL_VIEW, TABLE, at(undefined)), textOf(ALL_VIEW, TABLE, at(undefined)));
  t.is(newsIn(ALL_VIEW, LATER(ALL_VIEW), TABLE, at(undefined)), '', 'ages alone are no news');
  const worse = viewOf([deployment('hello', { conditions: REFUSED }), ...ALL.slice(1)], { pods: ALL_PODS });
  const news = newsIn(viewOf(ALL, { pods: ALL_PODS }), worse, TABLE, at(undefined));
  t.regex(news, /^ioxd\/hello +False +InvalidSpec +[^\n]*\n$/);
});

test('watched into a pipe, an object that is gone has a last row, below the columns of the print before', (t) => {
  const before = viewOf([HELLO], { pods: [HELLO_POD] });
  const news = newsIn(before, viewOf([]), TABLE, at(undefined));
  t.regex(news, /^ioxd\/hello +False +Deleted +[^\n]*\n$/);
  t.is(news.indexOf('1/1'), textOf(before, TABLE, at(undefined)).indexOf('PODS'));
});

test('watched into a pipe, a page and documents come again as a whole, if anything has changed', (t) => {
  const [before, after] = [viewOf([HELLO]), viewOf([HELLO], { events: [event(HELLO, 'Updated', 1)] })];
  t.is(newsIn(before, LATER(before), PAGE, at(undefined)), '');
  t.is(newsIn(before, after, PAGE, at(undefined)), `\n${textOf(after, PAGE, at(undefined))}`);
  t.regex(newsIn(before, after, { ...TABLE, output: 'yaml' }, at(undefined)), /^---\ntime: /);
});

test('a name may have its kind before it, as kubectl lets people write it', (t) => {
  for (const words of ['ioxd/hello', 'iceoryxdeployment/hello', 'IceoryxDeployments.iceoryx.io/hello']) {
    t.like(subjectOf(words), { name: 'hello', kind: { short: 'ioxd' } }, words);
  }
  t.deepEqual(subjectOf('hello'), { name: 'hello' });
  t.throws(() => subjectOf('pod/hello'), {
    instanceOf: UsageError,
    message: /use ioxd, ioxprofile, ioxdom before the \//,
  });
  t.throws(() => subjectOf('ioxd/'), { instanceOf: UsageError });
});

test('a bare name stands for all objects of it, and one that is not there gets to know what is', (t) => {
  const found = [HELLO, object('IceoryxDomain', 'hello'), object('IceoryxProfile', 'any')];
  t.deepEqual(
    chosen(found, subjectOf('hello')).map(({ kind }) => kind),
    ['IceoryxDeployment', 'IceoryxDomain'],
  );
  t.deepEqual(
    chosen(found, subjectOf('ioxdom/hello')).map(({ kind }) => kind),
    ['IceoryxDomain'],
  );
  const { message } = notFound(subjectOf('helo'), found, 'default');
  t.regex(message, /namespace default has the name helo; there are ioxd\/hello, ioxdom\/hello, ioxprofile\/any/);
  t.regex(notFound(subjectOf('x'), [], 'default').message, /status -A/);
});

/** An API server that lists what is given, and refuses the rest with a status. */
function serving(lists: Readonly<Record<string, readonly unknown[] | number>>): KubeClient {
  return {
    list: async ({ plural }: { plural: string }) => {
      const answered = lists[plural] ?? [];
      if (typeof answered === 'number') {
        throw new ApiError({ method: 'GET', path: `/${plural}` }, answered, { message: 'no' });
      }
      return { items: answered, resourceVersion: '1' };
    },
  } as unknown as KubeClient;
}

test('kinds that are not there, or may not be read, are left out with a line about it', async (t) => {
  const client = serving({
    iceoryxdeployments: [HELLO.object],
    iceoryxdomains: 404,
    iceoryxprofiles: 403,
    pods: 403,
    events: 403,
  });
  const { found, pods, remarks } = await gather(client, { namespace: 'default' });
  t.deepEqual(
    found.map(({ kind }) => kind),
    ['IceoryxDeployment'],
  );
  t.is(pods, undefined);
  t.is(remarks.length, 4);
  t.regex(
    remarks.join('\n'),
    /IceoryxProfiles are left out: you may not list iceoryxprofiles\.iceoryx\.io in namespace default\n/,
  );
  t.regex(remarks.join('\n'), /IceoryxDomains are left out: their CustomResourceDefinition/);
  t.regex(remarksIn(remarks, 60), /^\nIceoryxProfiles/);
});

test('if nothing can be read, the error says what helps', async (t) => {
  const kinds = (status: number) => ({ iceoryxdeployments: status, iceoryxdomains: status, iceoryxprofiles: status });
  await t.throwsAsync(gather(serving(kinds(404)), { namespace: undefined }), { message: /docs\/install\.md/ });
  await t.throwsAsync(gather(serving(kinds(403)), { namespace: undefined }), {
    message: /role view there, or name one namespace with -n/,
  });
  await t.throwsAsync(gather(serving({ ...kinds(404), iceoryxdeployments: 500 }), { namespace: undefined }), {
    instanceOf: ApiError,
  });
});

test('where nothing is, a remark says so, and labels that cannot be are an error of the command line', async (t) => {
  const { remarks } = await gather(serving({}), { namespace: 'default', labelSelector: 'app=x' });
  t.regex(remarks.join('\n'), /IceoryxDomain with the labels app=x in namespace default; -A shows/);
  const refusing = serving({ iceoryxdeployments: 400, iceoryxdomains: 400, iceoryxprofiles: 400 });
  await t.throwsAsync(gather(refusing, { namespace: 'default', labelSelector: '==' }), { instanceOf: UsageError });
});

/** Agents that are asked over the clock of a test. */
function asking(answers: (pods: readonly Pod[]) => AgentAnswer[]) {
  const clock = { time: 0, now: (): number => clock.time };
  const asked: string[] = [];
  const agents = new Agents(
    async (pods) => {
      asked.push(...pods.map(({ metadata }) => metadata.name));
      return answers(pods);
    },
    REMEMBERED_MS,
    clock,
  );
  return { agents, asked, clock };
}
const seen = (...pods: readonly Pod[]): Asked[] => askedPods({ pods });

test('an agent is asked again when its answer is old, or a container of its pod has started again', async (t) => {
  const { agents, asked, clock } = asking((pods) => pods.map(() => answer()));
  await agents.look(seen(HELLO_POD));
  clock.time = 9000;
  const answers = await agents.look(seen(HELLO_POD));
  t.deepEqual(asked, ['hello-7c9f-a']);
  t.true('status' in (answers.get('uid-hello-7c9f-a') ?? {}));
  await agents.look(seen(pod('hello-7c9f-a', { restarts: 1 })));
  t.is(asked.length, 2);
  clock.time = 20_000;
  await agents.look(seen(pod('hello-7c9f-a', { restarts: 1 })));
  t.is(asked.length, 3);
});

test('agents that do not answer take a limited time from a view', async (t) => {
  const pods = Array.from({ length: 100 }, (_, index) => pod(`hello-7c9f-${index}`));
  const { agents, asked, clock } = asking((some) => {
    clock.time += 2000;
    return some.map(() => ({ reason: 'no answer in time' }));
  });
  const answers = await agents.look(seen(...pods));
  t.is(asked.length, 24);
  t.is(answers.size, 100);
  t.deepEqual(answers.get('uid-hello-7c9f-99'), { reason: 'there was no time to ask' });
});

test('a pod in which no agent runs is not asked', async (t) => {
  const { agents, asked } = asking(() => []);
  const pending = { ...HELLO_POD, status: { phase: 'Pending' } } as Pod;
  t.is((await agents.look(seen(pending))).size, 0);
  t.deepEqual(asked, []);
});
