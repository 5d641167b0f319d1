import test from 'ava';
import { ago, judge, operator, told } from './judging.ts';

const RESTRICTED = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const template = (spec: object, namespace = 'a') => ({
  object: 'IceoryxDeployment a/x',
  namespace,
  spec: { containers: [], ...spec },
});
const namespace = (name: string, level?: string) => ({
  metadata: { name, labels: level === undefined ? {} : { 'pod-security.kubernetes.io/enforce': level } },
});

test('Pod Security is compared with what the pods need', (t) => {
  const of = (level: string | undefined, container: object, more: object = {}) =>
    told(
      judge('namespaces-pod-security', {
        namespaces: [namespace('a', level)],
        templates: [template({ initContainers: [{ name: 'iceoryx-roudi', securityContext: container }], ...more })],
        domains: [],
      }),
    )[0] ?? '';
  t.regex(of('restricted', RESTRICTED), /^ok/);
  t.regex(of(undefined, {}), /^ok/);
  const root = {
    ...RESTRICTED,
    runAsNonRoot: false,
    runAsUser: 0,
    capabilities: { drop: ['ALL'], add: ['KILL', 'DAC_OVERRIDE'] },
  };
  t.regex(
    of('restricted', root),
    /^Error .*need the level baseline, as container iceoryx-roudi may run as root .* enforces restricted/,
  );
  t.regex(of('baseline', root), /^ok/);
  t.regex(
    of('baseline', RESTRICTED, { volumes: [{ name: 'v', hostPath: { path: '/' } }] }),
    /need the level privileged, as volume v is a hostPath/,
  );
});

test('a domain needs a privileged namespace before it has pods', (t) => {
  const facts = {
    namespaces: [namespace('a', 'baseline')],
    templates: [],
    domains: [{ metadata: { name: 'd', namespace: 'a' } }],
  };
  t.regex(told(judge('namespaces-pod-security', facts))[0] ?? '', /^Error IceoryxDomain a\/d: .*level privileged/);
});

test('the namespace of sweeps must exist and admit privileged pods', (t) => {
  const of = (found?: object) =>
    told(
      judge('namespaces-sweeps', {
        sweepNamespaces: [{ operator: operator(), name: 's', ...(found === undefined ? {} : { namespace: found }) }],
      }),
    )[0] ?? '';
  t.regex(of(namespace('s', 'privileged')), /^ok/);
  t.regex(of(namespace('s')), /^ok/);
  t.regex(of(namespace('s', 'baseline')), /^Error Namespace s: it enforces baseline/);
  t.regex(of(), /^Error Namespace s: there is none/);
});

const ROUDI = {
  name: 'iceoryx-roudi',
  restartPolicy: 'Always',
  resources: { requests: { cpu: '50m', memory: '80Mi' }, limits: { memory: '80Mi' } },
};

test('a LimitRange that refuses RouDi is told with both values', (t) => {
  const of = (limits: object[]) =>
    told(
      judge('namespaces-limit-ranges', {
        limitRanges: [{ metadata: { name: 'l', namespace: 'a' }, spec: { limits } }],
        templates: [
          template({
            initContainers: [ROUDI],
            containers: [{ name: 'app', resources: { limits: { memory: '1Gi' } } }],
          }),
        ],
      }),
    )[0] ?? '';
  t.regex(
    of([{ type: 'Container', max: { memory: '64Mi' } }]),
    /^Error .*LimitRange a\/l refuses .*iceoryx-roudi has a limit of 80Mi of memory, and at most 64Mi/,
  );
  t.regex(of([{ type: 'Container', min: { cpu: '100m' } }]), /iceoryx-roudi requests 50m of cpu, and at least 100m/);
  t.regex(of([{ type: 'Container', max: { memory: '80Mi' }, min: { cpu: '0.05' } }]), /^ok/);
  t.regex(of([{ type: 'PersistentVolumeClaim', max: { storage: '1' } }]), /^ok/);
});

test('a quota refuses what is not declared, and what does not fit any more', (t) => {
  const of = (hard: object, used: object = {}, limitRanges: object[] = [], scopes?: string[]) =>
    told(
      judge('namespaces-quotas', {
        quotas: [
          {
            metadata: { name: 'q', namespace: 'a' },
            spec: { hard, ...(scopes === undefined ? {} : { scopes }) },
            status: { used },
          },
        ],
        limitRanges,
        templates: [template({ initContainers: [ROUDI] })],
      }),
    )[0] ?? '';
  t.regex(of({ 'limits.cpu': '4' }), /^Error .*limits limits\.cpu, and container iceoryx-roudi does not say/);
  const byDefault = { metadata: { namespace: 'a' }, spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] } };
  t.regex(of({ 'limits.cpu': '4' }, {}, [byDefault]), /^ok/);
  t.regex(
    of({ 'requests.memory': '200Mi' }, { 'requests.memory': '150Mi' }),
    /^Warning .*has 150Mi of 200Mi requests\.memory in use/,
  );
  t.regex(of({ 'requests.memory': '200Mi' }, { 'requests.memory': '100Mi' }), /^ok/);
  t.regex(of({ pods: '2' }, { pods: '2' }), /^Warning .*2 of 2 pods in use/);
  t.regex(of({ pods: '0' }, {}, [], ['BestEffort']), /^ok/);
});

const node = (name: string, memory: string, labels: object = {}) => ({
  metadata: { name, labels },
  spec: {},
  status: { allocatable: { memory } },
});
const MEBI = 1024 * 1024;

test('memory of RouDi is compared with the nodes that its pods may use', (t) => {
  const deployment = (memoryBytes: number, nodeSelector: object = {}) => ({
    metadata: { name: 'x', namespace: 'a' },
    spec: { template: { spec: { nodeSelector } } },
    status: { roudi: { memoryBytes } },
  });
  const of = (one: object) =>
    told(
      judge('memory-fits-nodes', {
        nodes: [node('small', '512Mi'), node('large', '4Gi', { size: 'l' })],
        deployments: [one],
        profiles: [],
        domains: [],
      }),
    )[0] ?? '';
  t.regex(of(deployment(100 * MEBI)), /^ok/);
  t.regex(of(deployment(1024 * MEBI)), /^Warning .*1\.0 GiB .*more than small can give/);
  t.regex(of(deployment(1024 * MEBI, { size: 'l' })), /^ok/);
  t.regex(of(deployment(8192 * MEBI)), /^Error IceoryxDeployment a\/x: .*8\.0 GiB .*any of 2 nodes .*4\.0 GiB at most/);
  t.regex(of(deployment(100 * MEBI, { size: 'xl' })), /^Warning .*no node fits/);
  t.regex(of({ ...deployment(0), status: {} }), /^skipped/);
});

test('domains are added up on each node', (t) => {
  const domain = (name: string, memoryBytes: number) => ({
    metadata: { name, namespace: 'a' },
    spec: {},
    status: { memoryBytes },
  });
  const of = (...sizes: number[]) =>
    told(
      judge('memory-of-domains', {
        nodes: [node('n', '1Gi')],
        domains: sizes.map((size, index) => domain(`d${index}`, size * MEBI)),
      }),
    )[0] ?? '';
  t.regex(of(400, 400), /^ok/);
  t.regex(of(450, 450), /^Warning Node n: the RouDis of 2 domains take 900\.0 MiB of its 1\.0 GiB: a\/d0, a\/d1/);
  t.regex(of(600, 600), /^Error/);
});

const condition = (type: string, status: string, reason: string, message = 'words', since = ago(60)) => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: since,
});
const object = (conditions: object[], status: object = {}, metadata: object = {}) => ({
  deployments: [
    {
      metadata: { name: 'x', namespace: 'a', generation: 2, creationTimestamp: ago(3600), ...metadata },
      status: { observedGeneration: 2, conditions, ...status },
    },
  ],
  profiles: [],
  domains: [],
});
const READY = condition('Ready', 'True', 'AllAvailable');

test('an object that is stalled, faulty or late is an error, and one that is under way a warning', (t) => {
  const of = (...conditions: object[]) => judge('objects-ready', object(conditions));
  const refused = condition('Ready', 'False', 'InvalidSpec', 'spec.x: 1Mi is less than 2Mi');
  const stalled = of(refused, condition('Stalled', 'True', 'InvalidSpec'));
  t.deepEqual(told(stalled), ['Error IceoryxDeployment a/x: InvalidSpec: spec.x: 1Mi is less than 2Mi']);
  t.regex(stalled.findings[0]?.remedy ?? '', /kubectl iceoryx render/);
  t.is(of(condition('Ready', 'False', 'RollingOut')).severity, 'Warning');
  t.is(of(condition('Ready', 'False', 'RollingOut', 'words', ago(3600))).severity, 'Error');
  t.is(of(READY).result, 'ok');
});

test('a fault is told once, with its own remedy and the page that explains it', (t) => {
  const message =
    'pod p, container app: it cannot map. Cause: gone. What to do: Restart the pod. It said: POSH. Seen at 1.';
  const fault = condition('FaultFree', 'False', 'ManagementSegmentNotMapped', message);
  const unready = object([condition('Ready', 'False', 'ManagementSegmentNotMapped', message), fault]);
  const [told1] = judge('objects-ready', unready).findings;
  t.is(told1?.severity, 'Error');
  t.is(told1?.remedy, 'Restart the pod');
  t.is(told1?.see, 'docs/iceoryx.md#managementsegmentnotmapped');
  t.regex(
    told1?.message ?? '',
    /^ManagementSegmentNotMapped: pod p, container app: it cannot map\. Cause: gone\. It said: POSH\./,
  );
  t.is(judge('objects-faults', unready).result, 'ok');
  t.is(judge('objects-faults', object([READY, fault])).severity, 'Warning');
  const others = ['ImageNotPulled', 'ExitKilled'].map(
    (reason) => judge('objects-faults', object([READY, condition('FaultFree', 'False', reason)])).findings[0]?.see,
  );
  t.deepEqual(others, ['docs/troubleshooting.md#faultfree', 'docs/iceoryx.md#exit-codes']);
});

test('other conditions are told unless they follow from an object that is not ready', (t) => {
  const some = [condition('RouDiReady', 'False', 'NotAllReady'), condition('HealingAllowed', 'False', 'BudgetSpent')];
  const of = (ready: object) => told(judge('objects-conditions', object([ready, ...some])));
  t.is(of(READY).length, 2);
  t.deepEqual(of(condition('Ready', 'False', 'PodsNotAvailable')), [
    'Warning IceoryxDeployment a/x: HealingAllowed is False, BudgetSpent: words',
  ]);
  t.is(
    judge('objects-conditions', object([READY, condition('UpToDate', 'False', 'NewerShapeAvailable')])).severity,
    'Info',
  );
  t.is(judge('objects-conditions', object([READY, condition('VersionsMatch', 'Unknown', 'NotStated')])).result, 'ok');
});

test('an object that no operator has seen is an error after a minute', (t) => {
  const of = (facts: object) => told(judge('objects-observed', facts))[0] ?? '';
  t.regex(of(object([READY])), /^ok/);
  t.regex(of(object([READY], { observedGeneration: 1 })), /^Error .*generation 1, and it has 2/);
  t.regex(of(object([], { observedGeneration: undefined })), /^Error .*no status/);
  t.regex(of(object([], {}, { creationTimestamp: ago(10) })), /^ok/);
  t.regex(of({ deployments: [], profiles: [], domains: [] }), /^skipped/);
});

test('advice of the operator is for information', (t) => {
  const warnings = [{ field: 'spec.roudi.resources', message: 'a CPU limit of 10m may keep RouDi still' }];
  t.deepEqual(told(judge('objects-warnings', object([READY], { warnings }))), [
    'Info IceoryxDeployment a/x: spec.roudi.resources: a CPU limit of 10m may keep RouDi still',
  ]);
});

const pod = (observed: object = {}, more: object = {}) => ({
  key: 'a/p',
  namespace: 'a',
  asks: true,
  agentImage: 'agent:1',
  observed: { metadata: { name: 'p' }, mark: 'm', containers: [], ...observed },
  ...more,
});

test('a pod that asks and has no RouDi is an error, with the way to one', (t) => {
  const of = (one: object) => judge('pods-have-roudi', { pods: [one] });
  t.is(of(pod()).result, 'ok');
  const missed = of(pod({ mark: undefined, owner: { kind: 'StatefulSet', name: 's' } }));
  t.regex(told(missed)[0] ?? '', /^Error Pod a\/p: it asks for RouDi and was created without it/);
  t.regex(missed.findings[0]?.remedy ?? '', /delete pod p: its StatefulSet creates it again/);
  t.is(of(pod({ mark: undefined, isOver: true })).result, 'skipped');
  t.is(of(pod({ mark: undefined }, { asks: false })).result, 'skipped');
});

test('apps that outlived their RouDi are told with since when', (t) => {
  const containers = (runningSince: string) => [
    {
      name: 'iceoryx-agent',
      role: 'agent',
      ready: false,
      restarts: 1,
      lastEnd: { exitCode: 75, finishedAt: Date.parse(ago(300)) },
    },
    { name: 'iceoryx-roudi', role: 'roudi', ready: false, restarts: 1 },
    { name: 'app', role: 'app', ready: true, restarts: 0, runningSince: Date.parse(runningSince) },
  ];
  const of = (runningSince: string) =>
    told(
      judge('pods-stale', {
        pods: [pod({ unreadySince: Date.parse(ago(300)), renewsItself: false, containers: containers(runningSince) })],
      }),
    )[0] ?? '';
  t.regex(
    of(ago(600)),
    /^Error Pod a\/p: RouDi is gone since 2026-11-30T11:55:00\.000Z, and app still holds its memory/,
  );
  t.regex(of(ago(10)), /^ok/);
});

test('pods with another agent than new ones get are for information', (t) => {
  const of = (image: string) =>
    judge('agents-current', { pods: [pod()], operators: [operator([`--agent-image=${image}`])] });
  t.is(of('agent:1').result, 'ok');
  t.regex(told(of('agent:2'))[0] ?? '', /^Info : 1 of 1 pods have the agent agent:1, and new ones get agent:2: a\/p$/);
});

test('agents whose RouDi is gone, stopped or late, and clocks that were set back, are told', (t) => {
  const of = (phase: string, seconds: number, clockSetBack: object | null = null) =>
    told(
      judge('agents-follow-roudi', {
        agents: {
          all: 1,
          answers: [{ pod: 'a/p', answer: { status: { agent: { phase, message: 'words', seconds }, clockSetBack } } }],
        },
      }),
    )[0] ?? '';
  t.regex(of('Following', 9), /^ok: 1 of 1/);
  t.regex(of('Gone', 9), /^Error Pod a\/p: RouDi is gone: words, for 9 s/);
  t.regex(of('Stopped', 9), /^Error .*stopped, as by a debugger/);
  t.regex(of('Waiting', 9), /^ok/);
  t.regex(of('Waiting', 900), /^Warning .*waits for RouDi/);
  t.regex(of('Following', 9, { seconds: 3600, agoSeconds: 120 }), /^Warning .*set back by 3600 s 2 minutes ago/);
  t.regex(of('Following', 9, { seconds: 3600, agoSeconds: 100_000 }), /^ok/);
  const silent = { all: 1, answers: [{ pod: 'a/p', answer: { reason: 'no answer in time' } }] };
  t.regex(told(judge('agents-follow-roudi', { agents: silent }))[0] ?? '', /^Warning .*no answer in time/);
});

const TOTALS = { orphans: 0, orphanBytes: 0, removed: 0, removedBytes: 0, unknown: 0 };
const sweep = (totals: object, more: object = {}) => ({
  metadata: { name: 's' },
  status: {
    run: {
      completionTime: ago(60),
      dryRun: true,
      nodes: { swept: 2, chosen: 2 },
      totals: { ...TOTALS, ...totals },
      ...more,
    },
  },
});

test('what the latest sweep found is told, and that there was none', (t) => {
  const older = sweep({ orphans: 9 }, { completionTime: ago(9000) });
  const of = (...sweeps: object[]) => told(judge('leftovers-found', { sweeps }));
  t.regex(of()[0] ?? '', /^skipped: no sweep has run yet; --sweep/);
  t.regex(of(older, sweep({}))[0] ?? '', /^ok: 2 of 2 nodes, by IceoryxSweep s/);
  const findings = [{ node: 'n', place: '/dev/shm', name: 'iceoryx_mgmt', verdict: 'Orphan' }];
  t.regex(
    of(sweep({ orphans: 3, orphanBytes: MEBI }, { findings }))[0] ?? '',
    /^Warning : 3 files .* 1\.0 MiB, .*such as n:\/dev\/shm\/iceoryx_mgmt/,
  );
  t.regex(of(sweep({ orphans: 3, removed: 3, orphanBytes: 9, removedBytes: 9 }))[0] ?? '', /^ok/);
});

test('nodes that a sweep of our own could not see are told', (t) => {
  const verdicts = [
    { node: 'n', verdict: 'Failed', reason: 'JobFailed', message: 'no report' },
    { node: 'm', verdict: 'Clean' },
  ];
  t.deepEqual(told(judge('leftovers-found', { ownSweep: sweep({}, { verdicts }) })), [
    'Warning Node n: the sweep of it is Failed, JobFailed: no report',
  ]);
});

test('a sweep that is stalled is an error', (t) => {
  const stalled = {
    metadata: { name: 's', generation: 1, creationTimestamp: ago(3600) },
    status: {
      observedGeneration: 1,
      conditions: [
        condition('Ready', 'False', 'NodesFailed', '1 of 2 nodes'),
        condition('Stalled', 'True', 'NodesFailed'),
      ],
    },
  };
  t.deepEqual(told(judge('sweeps-ready', { sweeps: [stalled] })), ['Error IceoryxSweep s: NodesFailed: 1 of 2 nodes']);
});
