import test from 'ava';
import type { IceoryxProfile } from '../../../src/api/iceoryx-profile.ts';
import { explainAny } from '../../../src/commands/explain/explain.ts';
import { type AskingFacts, explainAsking } from '../../../src/commands/explain/of-asking.ts';
import { type DeploymentFacts, explainDeployment } from '../../../src/commands/explain/of-deployment.ts';
import { explainDomain } from '../../../src/commands/explain/of-domain.ts';
import { decisionFor } from '../../../src/commands/explain/of-profile.ts';
import { operatorFor } from '../../../src/commands/explain/operator.ts';
import { podAsWritten, podOf, type Unborn } from '../../../src/commands/explain/pod-of.ts';
import { settingsOf } from '../../../src/commands/explain/settings.ts';
import { targetOf } from '../../../src/commands/explain/target.ts';
import { textOf } from '../../../src/commands/explain/text.ts';
import type { Explanation } from '../../../src/commands/explain/view.ts';
import { type UnaskedFacts, whyUnasked } from '../../../src/commands/explain/webhooks.ts';
import { tooLong } from '../../support/too-long.ts';
import type { OperatorSeen } from '../../../src/commands/kit/operators.ts';
import { UsageError } from '../../../src/commands/usage.ts';
import type { Node, Pod } from '../../../src/controllers/resources.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { workloadOf, type Workload } from '../../../src/pod/workload.ts';
import { plain } from '../../../src/terminal/paint.ts';
import { injectionOf } from '../../../src/webhook/injection.ts';
import type { Verdict } from '../../../src/webhook/injector.ts';
import { iceoryxDeployment, settled } from '../controllers/deployment/objects.ts';
import { iceoryxDomain } from '../pod/domains.ts';
import { AGENT } from '../pod/objects.ts';

const NODES = [
  { metadata: { name: 'node-1' }, status: { declaredFeatures: ['RestartAllContainersOnContainerExits'] } },
] as unknown as Node[];
const settings = { ...settingsOf({}, undefined), images: { agent: AGENT } };

/** An IceoryxDeployment whose pods are as it says. */
function robot(change: Partial<DeploymentFacts> = {}): DeploymentFacts {
  const { object, child } = settled(iceoryxDeployment());
  const template = child.spec?.template;
  return { object, child, template, reference: undefined, nodes: NODES, settings, ...change };
}

test('of pods that are as they would be made, nothing would change', (t) => {
  const { next, shape, obstacle } = explainDeployment(robot());
  t.deepEqual(next?.differences, []);
  t.is(obstacle, undefined);
  t.is(shape?.figures.find(({ name }) => name === 'GracePeriod')?.sum.endsWith('= 20'), true);
  t.is(shape?.figures.find(({ name }) => name === 'Recovery')?.value, 'in place');
  t.true(shape?.changes.some(({ path }) => path === 'spec.initContainers[iceoryx-roudi]'));
});

test('a newer agent changes pods with the next change of the specification, or at once where that is wanted', (t) => {
  const newer = { ...settings, images: { agent: { image: 'example.com/iceoryx-agent:2' } } };
  const { next } = explainDeployment(robot({ settings: newer }));
  t.regex(next?.when ?? '', /next change of the specification/);
  t.regex(next?.because ?? '', /another agent/);
  t.deepEqual(
    next?.differences.map(({ path, before, after }) => `${path}: ${before} ${after}`),
    ['install', 'agent'].map(
      (name) => `spec.initContainers[iceoryx-${name}].image: example.com/iceoryx-agent:1 example.com/iceoryx-agent:2`,
    ),
  );
  const { object } = robot();
  const automatic = { ...object, spec: { ...object.spec, rollout: 'Automatic' as const } };
  t.regex(explainDeployment(robot({ object: automatic, settings: newer })).next?.when ?? '', /^at once/);
});

test('nodes that can no longer restart all containers are told with the reason, and what pods have stays', (t) => {
  const { next, shape } = explainDeployment(robot({ nodes: [...NODES, { metadata: { name: 'old' } } as Node] }));
  t.regex(next?.because ?? '', /could restart all containers of a pod, and this has changed/);
  t.true(next?.differences.some(({ path }) => path.endsWith('[iceoryx-agent].restartPolicyRules')));
  t.is(shape?.figures.find(({ name }) => name === 'Recovery')?.value, 'in place', 'as the pods were made');
});

test('where nodes cannot be read, pods are taken to stay as they are', (t) => {
  t.deepEqual(explainDeployment(robot({ nodes: undefined })).next?.differences, []);
});

test('a pod of an earlier rollout gets the new template by the one under way', (t) => {
  const { object, child } = settled(iceoryxDeployment({ termination: { appStopSeconds: 7 } }));
  const { next } = explainDeployment(robot({ object, child }));
  t.regex(next?.when ?? '', /under way/);
  t.true(next?.differences.some(({ path, after }) => path === 'spec.terminationGracePeriodSeconds' && after === '17'));
});

test('an object that cannot work says why, and nothing is made up about its pods', (t) => {
  const { obstacle, shape, next } = explainDeployment(
    robot({ object: iceoryxDeployment({ sharedMemory: { sizeLimit: '1Mi' } }), child: undefined, template: undefined }),
  );
  t.is(obstacle?.reason, 'InvalidSpec');
  t.regex(obstacle?.message ?? '', /sizeLimit.*raise it/);
  t.deepEqual([shape, next], [undefined, undefined]);
});

test("the numbers of a domain's RouDi equal their sums", (t) => {
  const object = iceoryxDomain();
  const { shape } = explainDomain({ object, child: undefined, volumes: [], nodes: NODES, settings });
  const sums = (shape?.figures ?? []).flatMap(({ value, sum }) => {
    const total = / = (\d+)$/.exec(sum)?.[1];
    return total === undefined ? [] : [[value, `${total} s`]];
  });
  t.true(sums.length >= 3);
  sums.forEach(([value, total]) => t.is(value, total));
});

const LABELS = { 'iceoryx.io/profile': 'camera' };
const profile = {
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxProfile',
  metadata: { name: 'camera', namespace: 'robots' },
  spec: { roudi: { image: 'example.com/roudi:2.0.6' } },
} as IceoryxProfile;
const { marks } = decisionFor({ object: profile, reference: undefined, settings });

function statefulSet(labels: object = LABELS, own: object = {}): Workload {
  const workload = workloadOf({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'camera', namespace: 'robots', labels: own },
    spec: {
      selector: { matchLabels: { app: 'camera' } },
      template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
    },
  });
  if (workload === undefined) {
    throw new Error('a StatefulSet is a workload');
  }
  return workload;
}

function injectedBy({ pod }: Unborn): Extract<Verdict, { outcome: 'injected' }> {
  const capabilities = { restartAllContainers: true };
  const rest = { domain: undefined, defaultImage: undefined, siblings: undefined };
  const injection = injectionOf(pod, { profile, isStored: true, agent: AGENT, capabilities, ...rest });
  if (injection.problems !== undefined) {
    throw new Error(JSON.stringify(injection.problems));
  }
  return { outcome: 'injected', injection, profile, isStored: true, capabilities };
}

function asking(change: Partial<AskingFacts> = {}): AskingFacts {
  const unborn = podOf(statefulSet());
  return {
    live: undefined,
    unborn,
    verdict: injectedBy(unborn),
    unasked: { reason: 'Away', because: 'the webhook was away' },
    profile,
    marks,
    profileOfNamespace: undefined,
    ...change,
  };
}

/** The pod that the webhook makes of one of the StatefulSet. */
function live(change: (pod: Pod) => void = () => undefined): Pod {
  const pod = structuredClone(injectedBy(podOf(statefulSet())).injection.pod) as Pod;
  change(pod);
  return pod;
}

test('a workload whose pods ask shows what they get', (t) => {
  const { injection, shape, next } = explainAsking(asking());
  t.like(injection, { state: 'Injected', reason: 'Webhook', asks: 'label iceoryx.io/profile: camera' });
  t.true(shape?.changes.some(({ path }) => path === 'spec.initContainers[iceoryx-agent]'));
  t.is(next, undefined);
});

test('a workload of which the webhook is not asked gets nothing, whatever its pods ask', (t) => {
  const unasked = { reason: 'NoWebhook', because: 'no webhook' } as const;
  t.like(explainAsking(asking({ unasked })).injection, {
    state: 'Missing',
    reason: 'NoWebhook',
    because: ['no webhook'],
  });
});

test('a pod that is as it would be made today is up to date, and another says what would change', (t) => {
  const current = explainAsking(asking({ live: live() }));
  t.like(current.injection, { state: 'Injected', mark: current.injection?.markToday });
  t.deepEqual(current.next?.differences, []);

  const older = live((pod) => {
    pod.metadata.annotations = { ...pod.metadata.annotations, 'iceoryx.io/injected': 'abc' };
    pod.spec?.initContainers?.forEach((container) => {
      container.image = container.image?.replace(/:1$/, ':0') ?? '';
    });
  });
  const { injection, next } = explainAsking(asking({ live: older }));
  t.like(injection, { state: 'OutOfDate', mark: 'abc' });
  t.regex(next?.when ?? '', /kubectl rollout restart statefulset\/camera/);
  t.deepEqual(
    next?.differences.map(({ path }) => path),
    [
      'metadata.annotations.iceoryx.io/injected',
      'spec.initContainers[iceoryx-install].image',
      'spec.initContainers[iceoryx-agent].image',
    ],
  );
});

test('a pod that has RouDi by the command inject is told from one of the webhook', (t) => {
  const { metadata, spec } = live();
  const workload = { ...statefulSet(), template: { metadata, spec } };
  const verdict = { outcome: 'skipped', reason: 'AlreadyInjected' } as const;
  t.like(explainAsking(asking({ live: live(), unborn: podOf(workload), verdict })).injection, {
    state: 'Injected',
    reason: 'Inject',
  });
});

test('a pod that asks and has no RouDi says why, and what would be refused now', (t) => {
  const without = podOf(statefulSet()).pod as Pod;
  const missing = explainAsking(asking({ live: without })).injection;
  t.like(missing, { state: 'Missing', reason: 'Away' });
  t.regex(missing?.because.join() ?? '', /the webhook was away,it gets RouDi when the pod is created again/);
  const verdict = { outcome: 'refused', reason: 'InvalidPod', message: 'hostNetwork is on' } as const;
  t.regex(
    explainAsking(asking({ live: without, verdict })).injection?.because.join() ?? '',
    /refused now, InvalidPod: hostNetwork is on/,
  );
  t.like(explainAsking(asking({ verdict })).injection, { state: 'Refused', because: ['hostNetwork is on'] });
});

test('pods that do not ask say which label is missing, and which is in the wrong place', (t) => {
  const of = (labels: object, own?: object) => {
    const unborn = podOf(statefulSet(labels, own));
    const facts = { unborn, verdict: undefined, profile: undefined, marks: undefined, profileOfNamespace: 'camera' };
    const { injection } = explainAsking(asking(facts));
    t.is(injection?.state, 'NotAsking');
    return injection?.because.join('\n') ?? '';
  };
  t.regex(of({ app: 'camera' }), /add iceoryx\.io\/profile: NAME.*\n.*counts only for pods with iceoryx\.io\/inject/);
  t.regex(of({ app: 'camera' }, LABELS), /on the workload, but it is pods that ask/);
  t.regex(of({ ...LABELS, 'iceoryx.io/inject': 'false' }), /says that it does not ask/);
});

test('a pod without a controller is explained from what was applied, if that is known', (t) => {
  const applied = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'one', labels: LABELS },
    spec: { containers: [] },
  };
  const pod = (annotations: Record<string, string>): KubeObject => ({
    ...live(),
    kind: 'Pod',
    metadata: { name: 'one', annotations },
  });
  const key = 'kubectl.kubernetes.io/last-applied-configuration';
  t.deepEqual(podAsWritten(pod({ [key]: JSON.stringify(applied) }), true)?.pod.spec.containers, []);
  t.is(podAsWritten(pod({}), true), undefined);
  t.is(podAsWritten(pod({ [key]: '{' }), true), undefined);
  t.true(
    (podAsWritten(pod({}), false)?.pod.spec.containers.length ?? 0) > 0,
    'a pod without RouDi is as it was written',
  );
});

const CONFIGURATION = {
  metadata: { name: 'iceoryx-operator', creationTimestamp: '2026-02-01T00:00:00Z' },
  webhooks: [
    {
      name: 'profile.iceoryx.io',
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
      },
      objectSelector: { matchExpressions: [{ key: 'iceoryx.io/profile', operator: 'Exists' }] },
    },
  ],
};

for (const [reason, change] of [
  ['NoWebhook', { configurations: [{ metadata: { name: 'other' }, webhooks: [{ name: 'x.example.com' }] }] }],
  ['NotSelected', { namespace: { name: 'kube-system', labels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  ['NotSelected', { labels: { 'iceoryx.io/inject': 'true' } }],
  ['OlderThanWebhook', { created: '2026-01-31T23:59:59Z' }],
  ['Away', {}],
  ['Unknown', { configurations: undefined }],
] as const satisfies [string, Partial<UnaskedFacts>][]) {
  test(`the webhook was not asked: ${reason} by ${JSON.stringify(change).slice(0, 60)}`, (t) => {
    const facts = {
      labels: LABELS,
      created: '2026-03-01T00:00:00Z',
      namespace: { name: 'robots', labels: { 'kubernetes.io/metadata.name': 'robots' } },
      configurations: [CONFIGURATION],
    };
    t.is(whyUnasked({ ...facts, ...change }).reason, reason);
  });
}

function operatorWith(name: string, ...args: string[]): OperatorSeen {
  const seen = { namespace: name, name, image: '', version: '1.2.3', replicas: 1, ready: 1 };
  return { ...seen, arguments: ['run', ...args] };
}

test('the operator that serves the namespace gives its images, unless the user gives others', (t) => {
  const operators = [
    operatorWith('team', '--namespace=team', '--agent-image=example.com/agent:team'),
    operatorWith('all', '--agent-image', 'example.com/agent:all', '--default-roudi-image=example.com/roudi:2.0.6'),
  ];
  const operator = operatorFor(operators, 'robots');
  t.like(operator, { deployment: 'all/all', version: '1.2.3' });
  t.like(settingsOf({}, operator), {
    imagesFrom: 'operator',
    images: { agent: { image: 'example.com/agent:all' }, defaultImage: 'example.com/roudi:2.0.6' },
    hasDomains: true,
  });
  t.like(settingsOf({}, operatorFor(operators, 'team')), { hasDomains: false });
  t.like(settingsOf({ agentImage: 'example.com/agent:new' }, operator), {
    imagesFrom: 'option',
    images: { agent: { image: 'example.com/agent:new' } },
  });
  t.is(operatorFor([operatorWith('new', '--no-such-option')], 'robots')?.options, undefined);
  t.is(operatorFor([], 'robots'), undefined);
});

test('without an operator pods tell their agent', (t) => {
  const agent = (more: object) => ({
    containers: [],
    initContainers: [{ name: 'iceoryx-agent', image: 'a:1', ...more }],
  });
  const agentFrom = (more: object) => settingsOf({}, undefined, agent(more)).images.agent;
  t.deepEqual(agentFrom({ imagePullPolicy: 'IfNotPresent' }), { image: 'a:1' }, 'as Kubernetes sets it');
  t.deepEqual(agentFrom({ imagePullPolicy: 'Never' }), { image: 'a:1', imagePullPolicy: 'Never' });
});

test('objects are named as kubectl lets people name them', (t) => {
  const kinds = (words: string) => targetOf(words).resources.map(({ kind }) => kind);
  t.deepEqual(kinds('sts/camera'), ['StatefulSet']);
  t.deepEqual(kinds('deployments.apps/camera'), ['Deployment']);
  t.is(kinds('camera')[0], 'IceoryxDeployment');
  t.throws(() => targetOf('svc/camera'), { instanceOf: UsageError, message: /use ioxd, .*, rs before the \// });
  t.throws(() => targetOf('a/b/c'), { instanceOf: UsageError });
});

test('a command line with a file and a name, or with neither, is wrong', async (t) => {
  const options = { kubernetes: '1.36', agentImage: 'a:1', isAgentGiven: false };
  await t.throwsAsync(async () => explainAny(undefined, options), { instanceOf: UsageError, message: /give NAME/ });
  await t.throwsAsync(async () => explainAny('x', { ...options, filename: ['y'] }), { instanceOf: UsageError });
});

test('people read every part, in columns or below each other, and nothing that a terminal obeys', (t) => {
  const explanation: Explanation = {
    subject: { kind: 'Pod', namespace: 'robots', name: 'camera-0', from: [`revision camera-${'0'.repeat(50)}`] },
    madeBy: [{ kind: 'StatefulSet', namespace: 'robots', name: 'camera', from: [] }],
    images: { agent: 'agent:1', from: 'operator' },
    ...explainAsking(asking({ live: live() })),
    next: { when: 'soon', differences: [{ path: 'spec.x', before: 'a', after: 'b\u001B[2J', reason: 'why' }] },
    unknown: ['what nodes can do'],
  };
  const wide = textOf(explanation, { paint: plain, width: undefined });
  t.regex(wide, /made by +StatefulSet camera\n/);
  t.regex(wide, /\n {2}GracePeriod +30 s +as given; needed: 10 \(apps stop\)/);
  t.regex(wide, /spec\.x: a → b\\u\{1b\}\[2J\n {4}why/);
  t.regex(wide, /Not known\n {2}what nodes can do/);
  const narrow = textOf(explanation, { paint: plain, width: 80 });
  t.regex(narrow, /\n {2}GracePeriod +30 s\n {4}as given; needed: 10 \(apps stop\)/);
  t.deepEqual(tooLong(narrow), []);
});
