import type { ServerResponse } from 'node:http';
import test, { type ExecutionContext } from 'ava';
import { examine } from '../../../src/commands/diagnose/examine.ts';
import type { Evidence, LogRead, PodEvidence } from '../../../src/commands/diagnose/evidence.ts';
import { gather } from '../../../src/commands/diagnose/gather.ts';
import { inWords } from '../../../src/commands/diagnose/text.ts';
import { observed } from '../../../src/commands/kit/pods-of.ts';
import { findSubject, selectedSubject, type Subject } from '../../../src/commands/kit/subject.ts';
import { POD_KINDS, targetOf } from '../../../src/commands/kit/target.ts';
import { stamped } from '../../../src/commands/kit/stamped.ts';
import { program, runProgram } from '../../../src/commands/program.ts';
import { UsageError } from '../../../src/commands/usage.ts';
import type { Pod } from '../../../src/controllers/resources.ts';
import { KubeClient } from '../../../src/kube/client.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { plain } from '../../../src/terminal/paint.ts';
import { FakeApiServer } from '../../fake-api-server/fake-api-server.ts';
import { at, type ContainerAt, type PodAt, rawPod, T0 } from '../controllers/pods/pods.ts';

const ROUDI = { name: 'iceoryx-roudi', ready: true, since: 2 };
const AGENT = { name: 'iceoryx-agent', ready: true, since: 1 };
const APP = { name: 'app', ready: true, since: 4 };
const DENIED = 'permission to create unix domain socket denied "/tmp/roudi"';
const EXHAUSTED = 'Error MEPOO__MEMPOOL_GETCHUNK_POOL_IS_RUNNING_OUT_OF_CHUNKS';
const NOW = 7200;
const HOUR = 3600;

const log = (
  container: string,
  said: Readonly<Record<number, string>>,
  run: LogRead['run'] = { began: T0, previous: false },
): LogRead => ({
  container,
  run,
  lines: Object.entries(said).map(([seconds, text]) => stamped(`${at(Number(seconds))} ${text}`)),
});

function read(
  containers: readonly ContainerAt[],
  logs: readonly LogRead[] = [],
  options: PodAt & { name?: string } = {},
): PodEvidence {
  const pod = rawPod(options.name ?? 'robot-1-a', containers, { readySince: 5, ...options });
  return { pod, observed: observed(pod), release: undefined, logs, events: [] };
}

const of = (pods: readonly PodEvidence[], more: Partial<Evidence> = {}): Evidence => ({
  subject: 'ioxd/robot',
  namespace: 'default',
  pods,
  objects: [],
  nodes: [],
  notRead: [],
  now: T0 + NOW * 1000,
  sinceMs: 24 * HOUR * 1000,
  ...more,
});

const words = (evidence: Evidence, width?: number): string =>
  inWords(examine(evidence), { paint: plain, width }, evidence.now);

test('pods that are well are one line each, with what was looked at', (t) => {
  const apps =
    'Apps: 1 connected to RouDi, 0 waiting for it. {"connected":[{"container":"app","runtimes":1}],"waiting":[]}';
  const evidence = of([
    read([AGENT, ROUDI, APP], [log('iceoryx-agent', { 6: apps }), log('app', { 7: 'hello', 8: 'x' })]),
  ]);
  t.is(
    words(evidence),
    'Pod robot-1-a is well, Ready for 119m, apps connected: app. Looked at: 3 containers (0 restarts), 3 lines of 2 logs, 0 Events.\n',
  );
  t.like(examine(evidence).pods[0], { isWell: true, state: 'ready', usesIceoryx: true });
});

test('what a program said in a run that is over explains a pod that is not Ready: when, where, and how sure', (t) => {
  const lastEnd = { code: 134, from: 10, to: NOW - 60 };
  const run = { began: T0 + 10_000, previous: true, ended: T0 + (NOW - 60) * 1000 };
  const crashed = { name: 'app', restarts: 3, waiting: { reason: 'CrashLoopBackOff' }, lastEnd };
  const evidence = of([
    read([AGENT, ROUDI, crashed], [log('app', { 11: DENIED, [NOW - 61]: DENIED }, run)], {
      unreadySince: 20,
    }),
  ]);
  const { findings, pods } = examine(evidence);
  t.like(findings[0], {
    id: 'RoudiSocketDenied',
    state: 'present',
    said: DENIED,
    places: [{ pod: 'robot-1-a', container: 'app', first: at(11), last: at(NOW - 61), count: 2 }],
  });
  t.regex(findings[0]?.ending ?? '', /^It ended with 134\b/);
  t.is(findings.length, 1, 'the exit code alone says nothing more');
  const silent = read([AGENT, ROUDI, crashed], [log('app', { 11: 'hello' }, run)], { unreadySince: 20 });
  t.deepEqual(
    examine(of([silent])).findings.map(({ id }) => id),
    ['ExitAborted'],
  );
  t.false(pods[0]?.isWell);
  const text = words(evidence);
  t.regex(
    text,
    /^Error RoudiSocketDenied \(2 times, first 119m ago, last 61s ago\): the pod is not Ready\n {2}where: {3}container app of pod robot-1-a\n {2}said: {4}permission .*\n {2}meaning: \S.*\n {2}cause: {3}\S.*\n {2}remedy: {2}\S/,
  );
  t.regex(text, /^ {2}certain: sure, the program says it of itself/m);
  t.true(
    words(evidence, 80)
      .split('\n')
      .every((row) => row.length <= 80 || !row.includes(' ')),
  );
});

test('what a Ready pod says counts, as going on or as over, and no longer than is asked for', (t) => {
  const state = (seconds: number, more: Partial<Evidence> = {}): string | undefined =>
    examine(of([read([AGENT, ROUDI, APP], [log('app', { [seconds]: EXHAUSTED })])], more)).findings[0]?.state;
  t.is(state(NOW - 30), 'goingOn');
  t.is(state(NOW - HOUR), 'over');
  t.is(state(NOW - HOUR, { sinceMs: 60_000 }), undefined);
});

test('the same in several pods is one finding that names them', (t) => {
  const pods = ['robot-1-a', 'robot-1-b'].map((name) =>
    read([AGENT, ROUDI, APP], [log('app', { [NOW - 30]: EXHAUSTED })], { name }),
  );
  const { findings } = examine(of(pods));
  t.is(findings.length, 1);
  t.deepEqual(
    findings[0]?.places.map(({ pod }) => pod),
    ['robot-1-a', 'robot-1-b'],
  );
});

test('pods of all namespaces are named with theirs', (t) => {
  const pod = read([AGENT, ROUDI, APP], [log('app', { [NOW - 30]: EXHAUSTED })]);
  const waits = read([AGENT, { ...ROUDI, ready: false }], [], { name: 'robot-1-b', unreadySince: NOW - 40 });
  const { name: subject, namespace, sources } = selectedSubject(undefined, undefined);
  t.true(sources.every(({ selection }) => selection.namespace === undefined));
  const text = words(of([pod, waits], { subject, namespace }));
  t.regex(text, /of pod default\/robot-1-a$/m);
  t.regex(text, /^Pod default\/robot-1-b is not Ready for 40s, and nothing/m);
  t.regex(text, /^Pod default\/robot-1-a is Ready/m);
  const bare = words(of([read([APP])], { subject, namespace }));
  t.regex(bare, /^Pod default\/robot-1-a .*\(kubectl iceoryx explain pod\/robot-1-a -n default says why\)/m);
  t.is(words(of([], { subject, namespace })), 'There are no pods for iceoryx in all namespaces.\n');
});

test('what nothing explains is said: unknown errors, pods without a finding, and what could not be read', (t) => {
  const unknown = '2026-01-01 12:00:00.000 [Error]: The flux capacitor is empty';
  const waits = read([AGENT, { ...ROUDI, ready: false }], [log('iceoryx-roudi', { 3: unknown, 4: unknown })], {
    unreadySince: NOW - 40,
  });
  const evidence = of([waits], {
    notRead: ['the Events of pod default/robot-1-a: there is no right to list events.events.k8s.io'],
  });
  t.deepEqual(examine(evidence).unknown, [
    { namespace: 'default', pod: 'robot-1-a', container: 'iceoryx-roudi', at: at(3), line: unknown },
  ]);
  const text = words(evidence);
  t.regex(text, /^Not known: .*\n {2}robot-1-a iceoryx-roudi: .*flux capacitor/m);
  t.regex(text, /^Pod robot-1-a is not Ready for 40s, and nothing that was looked at says why/m);
  t.regex(text, /^Not looked at:\n {2}the Events of pod .*: there is no right/m);
});

test('what the operator saw of an end that nothing shows any more is passed on, but not what was found here too', (t) => {
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: `words of ${reason}`,
  });
  const object = (...conditions: object[]): KubeObject => ({
    kind: 'IceoryxDeployment',
    metadata: { name: 'robot', namespace: 'default' },
    status: { conditions },
  });
  const renewed = { ...APP, restarts: 1, lastEnd: { code: 137, reason: 'RestartingAllContainers', to: NOW - 60 } };
  const evidence = of([read([AGENT, ROUDI, renewed])], {
    objects: [
      object(
        condition('FaultFree', 'False', 'RoudiKilled'),
        condition('Ready', 'True', 'x'),
        condition('Stalled', 'False', 'y'),
      ),
    ],
  });
  t.regex(words(evidence), /^The operator says of ioxd\/robot: FaultFree False, RoudiKilled: words of RoudiKilled\n/);
  t.regex(words(evidence), /of pod default\/robot-1-a wrote before they were restarted in place: the kubelet removed/);
  const found = of([read([AGENT, ROUDI, APP], [log('app', { [NOW - 30]: DENIED })])], {
    objects: [object(condition('FaultFree', 'False', 'RoudiSocketDenied'))],
  });
  t.deepEqual(examine(found).conditions, []);
});

test('an app that waits for RouDi in a Ready pod is a finding once it has had time to connect', (t) => {
  const apps =
    'Apps: 0 connected to RouDi, 1 waiting for it. {"connected":[],"waiting":[{"container":"app","runtimes":1}]}';
  const ids = (readySince: number): string[] =>
    examine(of([read([AGENT, ROUDI, APP], [log('iceoryx-agent', { 6: apps })], { readySince })])).findings.map(
      ({ id }) => id,
    );
  t.deepEqual(ids(NOW - 120), ['AppsNotConnected']);
  t.deepEqual(ids(NOW - 10), []);
});

/** A pod of the IceoryxDeployment of that name. */
function readOf(owner: string, ...rest: Parameters<typeof read>): PodEvidence {
  const evidence = read(...rest);
  const pod = { ...evidence.pod };
  pod.metadata = { ...pod.metadata, labels: { 'iceoryx.io/deployment': owner } };
  return { ...evidence, pod, observed: observed(pod) };
}

const deployment = (name: string, rest: object = {}): KubeObject => ({
  kind: 'IceoryxDeployment',
  metadata: { name, namespace: 'default' },
  ...rest,
});

test('apps that are not connected are judged for each object, by its own specification, and name only those pods', (t) => {
  const connected = (container: string): string =>
    `Apps: 1 connected to RouDi, 0 waiting for it. {"connected":[{"container":"${container}","runtimes":1}],"waiting":[]}`;
  const none = 'Apps: 0 connected to RouDi, 0 waiting for it. {"connected":[],"waiting":[]}';
  const pods = [
    readOf('camera', [AGENT, ROUDI, APP], [log('iceoryx-agent', { 6: connected('app') })], { name: 'camera-1-a' }),
    readOf('camera', [AGENT, ROUDI, APP], [log('iceoryx-agent', { 6: none })], { name: 'camera-1-b' }),
    // Its container is called app too, and it has never used iceoryx.
    readOf('shell', [AGENT, ROUDI, APP], [log('iceoryx-agent', { 6: none })], { name: 'shell-1-a' }),
    readOf('stated', [AGENT, ROUDI, APP], [log('iceoryx-agent', { 6: none })], { name: 'stated-1-a' }),
  ];
  const objects = [deployment('camera'), deployment('shell'), deployment('stated', { spec: { containers: ['app'] } })];
  const { findings } = examine(of(pods, { objects, namespace: undefined }));
  t.deepEqual(
    findings.map(({ id, places }) => [id, ...places.map(({ pod }) => pod)]),
    [
      ['AppsNotConnected', 'camera-1-b'],
      ['AppsNotConnected', 'stated-1-a'],
    ],
  );
  t.regex(findings[1]?.meaning ?? '', /which spec\.containers names/);
});

test('of many objects, what the operator says is left out only for those in whose pods it was found', (t) => {
  const denied = {
    conditions: [{ type: 'FaultFree', status: 'False', reason: 'RoudiSocketDenied', message: 'words' }],
  };
  const pods = [
    readOf('camera', [AGENT, ROUDI, APP], [log('app', { [NOW - 30]: DENIED })], { name: 'camera-1-a' }),
    readOf('shell', [AGENT, ROUDI, APP], [], { name: 'shell-1-a' }),
  ];
  const objects = ['camera', 'shell'].map((name) => deployment(name, { status: denied }));
  const everywhere = of(pods, { objects, namespace: undefined });
  t.deepEqual(
    examine(everywhere).conditions.map(({ object }) => object),
    ['ioxd/shell'],
  );
  t.regex(words(everywhere), /^The operator says of ioxd\/shell in namespace default: FaultFree False/m);
});

test('targets are named as kubectl names them', (t) => {
  const kind = (word: string) => targetOf(word, POD_KINDS).kind?.resource.kind;
  t.deepEqual(targetOf('hello', POD_KINDS), { name: 'hello' });
  t.deepEqual(
    ['ioxd/a', 'iceoryxdeployment.iceoryx.io/a', 'IceoryxDeployment/a'].map(kind),
    Array(3).fill('IceoryxDeployment'),
  );
  t.deepEqual(['pod/a', 'deployment.apps/a', 'ioxdom/a'].map(kind), ['Pod', 'Deployment', 'IceoryxDomain']);
  for (const wrong of ['service/a', 'pod/', 'pod/a/b', '/a', '']) {
    t.throws(
      () => targetOf(wrong, POD_KINDS),
      { instanceOf: UsageError, message: /KIND\/NAME such as ioxd|use ioxd, .*, job before the \// },
      wrong,
    );
  }
});

/** An API server with one IceoryxDeployment, its pod and what the test answers to the rest. */
async function cluster(t: ExecutionContext, pod: Pod, answers: Readonly<Record<string, string | object | number>>) {
  const fake = await FakeApiServer.start();
  const client = new KubeClient({ access: fake.access, userAgent: 'test/1' });
  t.teardown(async () => {
    await client.close();
    await fake[Symbol.asyncDispose]();
  });
  const list = (items: readonly object[]) => ({ metadata: { resourceVersion: '1' }, items });
  const all: Readonly<Record<string, string | object | number>> = {
    '/apis/iceoryx.io/v1alpha1/namespaces/default/iceoryxdeployments/robot': {
      kind: 'IceoryxDeployment',
      metadata: { name: 'robot', namespace: 'default' },
    },
    '/api/v1/namespaces/default/pods': list([pod]),
    '/apis/events.k8s.io/v1/namespaces/default/events': list([]),
    ...answers,
  };
  fake.faults.push(({ path, query }, response: ServerResponse) => {
    const answer =
      all[`${path} ${query.get('container')}${query.has('previous') ? ' --previous' : ''}`] ?? all[path] ?? 404;
    if (typeof answer === 'number') {
      fake.answer(response, answer, answer === 403 ? 'Forbidden' : 'Other');
    } else {
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    }
    return 'handled';
  });
  const diagnosedAs = async (subject: Subject) =>
    examine(await gather(client, subject, { release: undefined, sinceMs: 24 * HOUR * 1000 }, () => undefined));
  const diagnosed = async (name: string) =>
    diagnosedAs(await findSubject(client, targetOf(name, POD_KINDS), 'default'));
  return { client, diagnosed, diagnosedAs };
}

const nowSeconds = Math.floor((Date.now() - T0) / 1000);

test('logs of present and ended runs are read with their times; a right that is missing costs only what needs it', async (t) => {
  const lastEnd = { code: 134, from: nowSeconds - 70, to: nowSeconds - 10 };
  const pod = rawPod(
    'robot-1-a',
    [AGENT, ROUDI, { name: 'app', waiting: { reason: 'CrashLoopBackOff' }, restarts: 1, lastEnd }],
    {
      unreadySince: nowSeconds - 10,
    },
  );
  const logs = '/api/v1/namespaces/default/pods/robot-1-a/log';
  const { diagnosed } = await cluster(t, pod, {
    [`${logs} iceoryx-roudi`]: `${at(2)} RouDi is ready for clients\n`,
    [`${logs} iceoryx-agent`]: 'unable to retrieve container logs for containerd://1\n',
    [`${logs} app --previous`]: `${at(nowSeconds - 11)} ${DENIED}\n`,
    '/apis/events.k8s.io/v1/namespaces/default/events': 403,
  });
  const { findings, notRead, pods, subject } = await diagnosed('robot');
  t.is(subject, 'ioxd/robot', 'a name without a kind is looked up');
  t.like(findings[0], { id: 'RoudiSocketDenied', places: [{ container: 'app', last: at(nowSeconds - 11) }] });
  t.deepEqual(notRead.toSorted(), [
    'the Events of pods in namespace default: there is no right to list events.events.k8s.io',
    'the log of container iceoryx-agent of pod default/robot-1-a: unable to retrieve container logs for containerd://1',
  ]);
  t.like(pods[0], { logs: 2, lines: 2, state: 'notReady' });
});

test('a name that is not there is an error that says what was looked for and where', async (t) => {
  const { diagnosed } = await cluster(t, rawPod('robot-1-a', []), { '/api/v1/namespaces/default/pods/nope': 403 });
  await t.throwsAsync(diagnosed('nope'), {
    message:
      /^there is no pod, and no object that has pods, named 'nope' in namespace 'default'; there is no right to get pods there\. /,
  });
  await t.throwsAsync(diagnosed('ioxd/nope'), { message: /^there is no IceoryxDeployment named 'nope'/ });
});

test('pods that labels find are judged by the objects they belong to, and a right that is missing is told once', async (t) => {
  const objects = '/apis/iceoryx.io/v1alpha1/namespaces/default/iceoryxdeployments';
  const pods = ['camera', 'robot', 'shell'].map((owner) => readOf(owner, [], [], { name: `${owner}-1-a` }).pod);
  const status = { conditions: [{ type: 'Ready', status: 'False', reason: 'Waiting', message: 'words' }] };
  const some = await cluster(t, rawPod('robot-1-a', []), {
    '/api/v1/namespaces/default/pods': { metadata: { resourceVersion: '1' }, items: pods },
    [`${objects}/robot`]: deployment('robot', { status }),
    [`${objects}/camera`]: 403,
    [`${objects}/shell`]: 403,
  });
  const { conditions, notRead } = await some.diagnosedAs(selectedSubject('default', 'team=a'));
  t.deepEqual(
    conditions.map(({ object, reason }) => [object, reason]),
    [['ioxd/robot', 'Waiting']],
  );
  t.deepEqual(
    notRead.filter((each) => each.includes('iceoryxdeployments')),
    ['iceoryxdeployments in namespace default: there is no right to get iceoryxdeployments'],
  );
});

test('all namespaces are for pods in general, not for one that is named', async (t) => {
  const refused = async (...words: string[]) =>
    t.throwsAsync(runProgram(program(), ['diagnose', ...words]), { instanceOf: UsageError }, words.join(' '));
  for (const [words, what] of [
    [['ioxd/robot', '-A'], 'ioxd/robot'],
    [['-A', '-f', 'app.log'], 'app.log'],
    [['-', '-A'], '-'],
  ] as const) {
    const { message } = await refused(...words);
    t.true(message.startsWith(`${what} cannot be diagnosed in all namespaces; use -n`), message);
  }
  t.regex((await refused('-A', '--role', 'app')).message, /^--role and --exit-code are for logs/);
});
