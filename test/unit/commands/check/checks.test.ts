import test from 'ava';
import { issueAuthority, issueLeaf } from '../../../../src/webhook/certificates/issue.ts';
import { dataOf } from '../../../../src/webhook/certificates/stored.ts';
import { ago, judge, NOW, operator, running, told } from './judging.ts';

const DAY_MS = 86_400_000;

const node = (name: string, { info = {}, labels = {}, status = {}, spec = {} }: Record<string, object> = {}) => ({
  metadata: { name, labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', ...labels } },
  spec,
  status: {
    nodeInfo: { kubeletVersion: 'v1.36.3', containerRuntimeVersion: 'containerd://2.1.4', ...info },
    conditions: [{ type: 'Ready', status: 'True' }],
    allocatable: { memory: '4Gi' },
    declaredFeatures: ['RestartAllContainersOnContainerExits'],
    ...status,
  },
});
const server = { url: 'https://server/', version: 'v1.36.3' };

test('a server that does not answer, or is too old, is an error', (t) => {
  t.deepEqual(told(judge('api-server-answers', { server: { ...server, problem: 'connect ECONNREFUSED' } })), [
    'Error https://server/: connect ECONNREFUSED',
  ]);
  t.regex(
    told(judge('api-server-version', { server: { ...server, version: 'v1.32.9-gke.1' } }))[0] ?? '',
    /^Error .*v1\.32\.9-gke\.1; .* 1\.33/,
  );
  t.is(judge('api-server-version', { server: { ...server, version: 'v1.33.0' } }).result, 'ok');
  t.is(judge('api-server-version', { server: { ...server, version: '' } }).result, 'skipped');
});

test('nodes that do not fit are named with what they are', (t) => {
  const nodes = [
    node('a'),
    node('w', { labels: { 'kubernetes.io/os': 'windows' } }),
    node('r', { labels: { 'kubernetes.io/arch': 'riscv64' } }),
  ];
  t.deepEqual(
    told(judge('nodes-platform', { nodes })).map((line) => line.split(', for')[0]),
    ['Info Node w: it is windows/amd64', 'Info Node r: it is linux/riscv64'],
  );
  t.is(judge('nodes-platform', { nodes: nodes.slice(1) }).severity, 'Error');
});

test('a node that is not ready, or lacks memory, is named with the words of its kubelet', (t) => {
  const conditions = [
    { type: 'Ready', status: 'Unknown', message: 'Kubelet stopped posting' },
    { type: 'MemoryPressure', status: 'True', message: 'kubelet has insufficient memory' },
    { type: 'DiskPressure', status: 'False' },
  ];
  const nodes = [node('a'), node('b', { status: { conditions } })];
  t.deepEqual(told(judge('nodes-ready', { nodes })), ['Warning Node b: it is not ready: Kubelet stopped posting']);
  t.regex(
    told(judge('nodes-pressure', { nodes })).join('\n'),
    /^Warning Node b: MemoryPressure: kubelet has insufficient memory\b.*$/,
  );
  t.is(judge('nodes-ready', { nodes: [] }).severity, 'Warning');
});

test('kubelets are compared with what pods need and with the API server', (t) => {
  const of = (kubeletVersion: string, version = 'v1.36.3') =>
    judge('nodes-kubelet-version', {
      nodes: [node('a', { info: { kubeletVersion } })],
      server: { ...server, version },
    });
  t.is(of('v1.36.9').result, 'ok');
  t.is(of('v1.33.0').result, 'ok');
  t.is(of('v1.32.7').severity, 'Error');
  t.is(of('v1.37.0').severity, 'Warning');
  t.is(of('v1.33.1', 'v1.37.0').severity, 'Warning');
});

test('restarts in place are lost where some node cannot do them', (t) => {
  const unable = node('old', { status: { declaredFeatures: [] } });
  t.is(judge('nodes-restart-in-place', { nodes: [unable], server }).severity, 'Info');
  const mixed = judge('nodes-restart-in-place', { nodes: [node('a'), unable], server });
  t.is(mixed.severity, 'Warning');
  t.regex(mixed.findings[0]?.message ?? '', /1 of 2 nodes .*: old\./);
});

test('a runtime with a known fault is named with the version that mends it', (t) => {
  const of = (containerRuntimeVersion: string) =>
    judge('nodes-runtime', {
      nodes: [node('a', { info: { containerRuntimeVersion } }), node('b', { info: { containerRuntimeVersion } })],
    });
  t.is(of('containerd://1.7.22').result, 'ok');
  t.is(of('cri-o://1.36.0').result, 'ok');
  const old = of('containerd://1.6.20~ds1');
  t.regex(told(old)[0] ?? '', /^Warning Nodes a, b: containerd is 1\.6\.20~ds1: /);
  t.regex(old.findings[0]?.remedy ?? '', /1\.7\.22/);
});

const definition = (schema: object = {}, { versions, status }: { versions?: object[]; status?: object } = {}) => ({
  name: 'iceoryxsweeps.iceoryx.io',
  definition: {
    metadata: { name: 'iceoryxsweeps.iceoryx.io' },
    spec: {
      versions: versions ?? [{ name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
    status: status ?? { conditions: [{ type: 'Established', status: 'True' }] },
  },
});

test('definitions that are missing, not accepted or of another version are errors', (t) => {
  const served = ['iceoryxdeployments', 'iceoryxprofiles', 'iceoryxdomains'];
  t.regex(
    told(judge('definitions-installed', { served }))[0] ?? '',
    /^Error .*does not serve iceoryxsweeps\.iceoryx\.io:/,
  );
  const conditions = [
    { type: 'NamesAccepted', status: 'False', message: '"ioxsweep" is already in use' },
    { type: 'Established', status: 'False', message: 'not all names are accepted' },
  ];
  const refused = judge('definitions-established', { definitions: [definition({}, { status: { conditions } })] });
  t.regex(told(refused)[0] ?? '', /not Established: "ioxsweep" is already in use$/);
  const versions = [
    { name: 'v1alpha1', served: false },
    { name: 'v1beta1', served: true, storage: true },
  ];
  const other = judge('definitions-version', { definitions: [definition({}, { versions })] });
  t.regex(told(other)[0] ?? '', /does not serve v1alpha1, .*; it has v1alpha1, v1beta1$/);
  t.is(judge('definitions-version', { definitions: [{ name: 'x' }] }).result, 'skipped');
});

test('a definition is compared field by field with that of this program', async (t) => {
  const { schema } = await import('../../../../src/api/iceoryx-sweep.generated.ts');
  const of = (found: object) => judge('definitions-current', { definitions: [definition(found)] });
  t.is(of(structuredClone(schema)).result, 'ok');
  const changed = (
    change: (spec: { properties: Record<string, object> } & Record<string, unknown>) => void,
  ): object => {
    const copy = structuredClone(schema);
    change(copy.properties.spec);
    return copy;
  };
  const without = of(changed(({ properties }) => delete properties['timeZone']));
  t.is(without.severity, 'Warning');
  t.regex(without.findings[0]?.message ?? '', /fields are missing: spec\.timeZone\./);
  t.regex(without.findings[0]?.remedy ?? '', /helm itself never upgrades definitions/);
  const newer = of(changed(({ properties }) => Object.assign(properties, { later: { type: 'string' } })));
  t.is(newer.severity, 'Info');
  t.regex(newer.findings[0]?.message ?? '', /does not know: spec\.later/);
  const laxer = of(changed((spec) => delete spec['x-kubernetes-validations']));
  t.regex(laxer.findings[0]?.message ?? '', /values or rules are missing at spec\b/);
});

test('definitions of an earlier release are told before an installation', (t) => {
  const of = (annotations: Record<string, string>) =>
    judge('install-definitions', {
      definitions: [{ name: 'x', definition: { metadata: { name: 'x', annotations } } }],
    });
  t.is(of({}).severity, 'Warning');
  const owned = of({ 'meta.helm.sh/release-name': 'mine', 'meta.helm.sh/release-namespace': 'here' });
  t.is(owned.severity, 'Info');
  t.regex(owned.findings[0]?.message ?? '', /of release mine in namespace here/);
  t.is(judge('install-definitions', { definitions: [{ name: 'x' }] }).result, 'ok');
  t.is(judge('install-operator', { operators: [operator()] }).severity, 'Warning');
});

test('two operators contend for namespaces that both look after', (t) => {
  const of = (...words: string[][]) =>
    told(judge('operator-sole', { operators: words.map((each, index) => operator(each, { namespace: `n${index}` })) }));
  t.deepEqual(of([], []), [
    'Error Deployment n0/iceoryx-operator: Deployment n1/iceoryx-operator looks after all namespaces as well',
  ]);
  t.regex(of([], ['--namespace=a', '--namespace=b'])[0] ?? '', /looks after a, b as well/);
  t.regex(of(['--exclude-namespace=a'], ['--namespace=a'])[0] ?? '', /^ok/);
  t.regex(of(['--namespace=a'], ['--namespace=b'])[0] ?? '', /^ok/);
});

test('an operator that is missing is an error, and what depends on it is skipped', (t) => {
  t.is(judge('operator-found', { operators: [] }).severity, 'Error');
  t.is(judge('operator-parts', { operators: [] }).result, 'skipped');
  t.is(judge('operator-leader', { operators: [], leases: [], operatorPods: [] }).result, 'skipped');
});

test('replicas that are not available are told with what their pods say', (t) => {
  const status = { availableReplicas: 1, updatedReplicas: 2 };
  const pods = [
    {
      metadata: { name: 'p', namespace: 'iceoryx-system' },
      status: {
        containerStatuses: [
          {
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 2, message: '--webhook-port is wrong\n' } },
          },
        ],
      },
    },
  ];
  const of = (deployment: object) =>
    judge('operator-ready', { operatorPods: [{ operator: operator([], { deployment }), pods }] });
  t.regex(
    told(of({ status }))[0] ?? '',
    /^Warning .*1 of 2 replicas .*: pod p CrashLoopBackOff; ended with 2: --webhook-port is wrong$/,
  );
  t.is(of({ status: {} }).severity, 'Error');
  t.regex(told(of({ spec: { replicas: 0 } }))[0] ?? '', /^Error .*scaled to 0/);
});

test('an operator that was restarted lately is told with how it ended', (t) => {
  const ended = (finishedAt: string) => ({
    metadata: { name: 'p', namespace: 'n' },
    status: {
      containerStatuses: [
        { name: 'c', restartCount: 3, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt } } },
      ],
    },
  });
  const of = (pod: object) =>
    told(judge('operator-ready', { operatorPods: [{ operator: operator(), pods: [pod] }] }))[0] ?? '';
  t.regex(of(ended(ago(60))), /^Warning Pod n\/p: it was restarted 3 times, .*137 \(OOMKilled\)/);
  t.regex(of(ended(ago(7200))), /^ok/);
});

test('versions of operator and program are compared by tag, or by label', (t) => {
  const of = (image: string, label?: string) =>
    judge('operator-version', {
      version: '0.2.0',
      operators: [
        operator([], {
          deployment: running({ image }, label === undefined ? {} : { 'app.kubernetes.io/version': label }),
        }),
      ],
    });
  t.is(of('registry.example.com:5000/iceoryx-operator:v0.2.0', '0.1.0').result, 'ok');
  t.is(of('registry.example.com/iceoryx-operator@sha256:abc', '0.2.0').result, 'ok');
  t.is(of('registry.example.com/iceoryx-operator:0.1.0').severity, 'Warning');
  t.is(of('registry.example.com/iceoryx-operator:latest').severity, 'Info');
});

const lease = (reading: object, words: string[] = []) =>
  judge('operator-leader', {
    operators: [operator(words)],
    operatorPods: [{ operator: operator(words), pods: [{ metadata: { name: 'pod-1' } }] }],
    leases: words.includes('--no-leader-elect')
      ? []
      : [{ key: 'n/lease', seconds: 15, operator: operator(words), ...reading }],
  });

test('a Lease that is not held, or not renewed, is an error', (t) => {
  t.is(lease({ holder: 'pod-1_x', renewTime: ago(3) }).result, 'ok');
  t.is(lease({}).severity, 'Error');
  t.is(lease({ holder: 'pod-1_x', renewTime: ago(600), laterRenewTime: ago(600) }).severity, 'Error');
  t.is(lease({ holder: 'elsewhere_x', renewTime: ago(3) }).severity, 'Warning');
  t.regex(told(lease({}, ['--no-leader-elect']))[0] ?? '', /^Error .*2 replicas and --no-leader-elect/);
});

test('a Lease that is renewed by a clock that differs is well', (t) => {
  const skewed = lease({ holder: 'pod-1_x', renewTime: ago(600), laterRenewTime: ago(585) });
  t.is(skewed.severity, 'Info');
  t.regex(skewed.findings[0]?.message ?? '', /clock of this machine says 2026-11-30T12:00:00/);
});

test('parts that are off are for information, and a command line that is not known is a warning', (t) => {
  const on = ['--sweep-image=x', '--webhook-port=1', '--webhook-service=x'];
  const of = (words: string[]) => judge('operator-parts', { operators: [operator(words)] });
  t.is(of(on).result, 'ok');
  const off = of(['--no-domains', '--no-pod-logs', '--replacements-per-minute=0', '--renew-in-place=never']);
  t.is(off.severity, 'Info');
  t.is(off.findings.length, 6);
  t.regex(told(of(['--namespace=a'])).join(), /looks after a only, without domains, sweeps and the webhook/);
  const { options: _, ...unknown } = operator();
  const strange = judge('operator-parts', { operators: [{ ...unknown, problem: "unknown option '--x'" }] });
  t.regex(told(strange)[0] ?? '', /^Warning .*unknown option '--x'/);
});

test('an operator without probes is a warning', (t) => {
  const of = (container: object) =>
    judge('operator-probes', { operators: [operator([], { deployment: running(container) })] });
  t.is(of({ livenessProbe: {}, readinessProbe: {} }).result, 'ok');
  t.regex(told(of({ readinessProbe: {} }))[0] ?? '', /^Warning .*no livenessProbe:/);
});

test('missing rights are told by command, those alike together', (t) => {
  const right = (verb: string, resource: string, isAllowed = false) => ({
    verb,
    group: 'apps',
    resource,
    namespace: 'a',
    isAllowed,
    neededFor: 'restart',
  });
  const outcome = judge('rights-commands', {
    scope: { namespace: 'a' },
    commandRights: [right('patch', 'x'), right('patch', 'y'), right('get', 'z', true)],
  });
  t.deepEqual(told(outcome), ['Info kubectl iceoryx restart: you may not patch x.apps, y.apps in namespace a']);
});

test('rights that an installation lacks are an error, and escalate alone is a warning', (t) => {
  const right = (verb: string, neededFor: string) => ({
    verb,
    group: 'rbac',
    resource: 'clusterroles',
    isAllowed: false,
    neededFor,
  });
  t.is(judge('rights-install', { installRights: [right('create', 'a')] }).severity, 'Error');
  t.is(judge('rights-install', { installRights: [right('escalate', 'b')] }).severity, 'Warning');
});

test('a role that lags behind is told with the part that it fails', (t) => {
  const of = (words: string[], rules: object[], inNamespaces: object = {}) =>
    told(
      judge('rights-operator', {
        operators: [operator(words)],
        grants: [{ operator: operator(words), account: 'n/sa', cluster: rules, inNamespaces }],
      }),
    );
  const all = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  t.regex(of([], [all])[0] ?? '', /^ok/);
  const noDomains = { apiGroups: ['', 'apps', 'events.k8s.io', 'coordination.k8s.io'], resources: ['*'], verbs: ['*'] };
  const own = {
    apiGroups: ['iceoryx.io'],
    resources: ['iceoryxdeployments', 'iceoryxprofiles', '*/status', '*/finalizers'],
    verbs: ['*'],
  };
  t.deepEqual(of([], [noDomains, own]), [
    'Error ServiceAccount n/sa: it may not list, watch, patch iceoryxdomains.iceoryx.io, which IceoryxDomains need',
  ]);
  t.regex(of(['--no-domains'], [noDomains, own])[0] ?? '', /^ok/);
  // In a namespace of its own it needs no ClusterRole.
  t.regex(of(['--namespace=a', '--no-leader-elect'], [], { a: [all] })[0] ?? '', /^ok/);
  t.regex(
    of(['--namespace=a', '--no-leader-elect'], [], { b: [all] }).join(),
    /iceoryxdeployments\.iceoryx\.io, .* in namespace a/,
  );
});

const WEBHOOK = ['--webhook-port=9443', '--webhook-service=hook'];
const configuration = (webhook: object) => [
  {
    operator: operator(WEBHOOK),
    name: 'conf',
    configuration: { webhooks: [{ name: 'profile.iceoryx.io', clientConfig: {}, ...webhook }] },
  },
];

test('a webhook that API servers do not know, do not trust or go past is told', (t) => {
  t.is(
    judge('webhook-configured', { webhookConfigurations: [{ operator: operator(WEBHOOK), name: 'conf' }] }).severity,
    'Error',
  );
  t.is(judge('webhook-configured', { webhookConfigurations: [] }).result, 'skipped');
  t.regex(
    told(judge('webhook-authority', { webhookConfigurations: configuration({}) }))[0] ?? '',
    /^Error .*conf: caBundle is empty.*: profile\.iceoryx\.io$/,
  );
  t.is(
    judge('webhook-failure-policy', { webhookConfigurations: configuration({ failurePolicy: 'Ignore' }) }).severity,
    'Warning',
  );
  t.is(
    judge('webhook-failure-policy', { webhookConfigurations: configuration({ failurePolicy: 'Fail' }) }).result,
    'ok',
  );
});

test('a Service without a ready endpoint is an error, also where a slice has none', (t) => {
  const of = (isThere: boolean, ...endpoints: unknown[]) =>
    told(
      judge('webhook-endpoints', {
        webhookServices: [
          {
            operator: operator(WEBHOOK),
            key: 'n/hook',
            isThere,
            slices: endpoints.map((each) => ({ endpoints: each })),
          },
        ],
      }),
    )[0] ?? '';
  t.regex(of(true, [{ conditions: { ready: false } }, {}]), /^ok/);
  t.regex(of(true, [{ conditions: { ready: false } }]), /^Error Service n\/hook: none of its 1 endpoints is ready/);
  t.regex(of(true, null), /^Error .*selects no pod/);
  t.regex(of(false), /^Error .*there is none/);
});

test('only the refusal of our webhook proves that it answers', (t) => {
  const of = (outcome: string) =>
    judge('webhook-answers', { webhookAnswer: { namespace: 'a', outcome, message: 'words' } });
  t.is(of('refused').result, 'ok');
  t.is(of('admitted').severity, 'Error');
  t.regex(of('unreachable').findings[0]?.message ?? '', /words/);
  t.is(of('stopped before').result, 'skipped');
});

test('a certificate that API servers refuse is told with the reason', (t) => {
  const authority = issueAuthority(NOW);
  const leaf = issueLeaf(authority, ['hook.iceoryx-system.svc'], NOW);
  const data = dataOf({ authority, leaf, bundle: [authority.certificate] });
  const of = (secret: object | undefined, caBundle: string, now = NOW) =>
    told(
      judge('webhook-certificate', {
        now,
        webhookConfigurations: configuration({ clientConfig: { caBundle } }),
        webhookSecrets: [
          {
            operator: operator(WEBHOOK),
            key: 'n/secret',
            names: ['hook.iceoryx-system.svc'],
            ...(secret === undefined ? {} : { secret }),
          },
        ],
      }),
    )[0] ?? '';
  t.regex(of({ data }, data['ca.crt']), /^ok/);
  const other = issueAuthority(NOW).certificate.toString();
  t.regex(
    of({ data }, Buffer.from(other).toString('base64')),
    /^Error .*signed by no authority in the caBundle of 1 of 1/,
  );
  t.regex(of(undefined, ''), /^Error Secret n\/secret: there is none/);
  t.regex(of({ data: {} }, ''), /cannot be used: it has no tls\.crt and tls\.key/);
  t.regex(of({ data }, data['ca.crt'], new Date(NOW.getTime() + 91 * DAY_MS)), /expired at/);
  const strange = dataOf({ authority, leaf: issueLeaf(authority, ['else.svc'], NOW), bundle: [authority.certificate] });
  t.regex(of({ data: strange }, data['ca.crt']), /is not for hook\.iceoryx-system\.svc/);
});

test('a certificate whose renewal is overdue is a warning before it expires', (t) => {
  const authority = issueAuthority(NOW);
  const data = dataOf({ authority, leaf: issueLeaf(authority, ['a.svc'], NOW), bundle: [authority.certificate] });
  const after = (days: number) =>
    judge('webhook-certificate-expiry', {
      now: new Date(NOW.getTime() + days * DAY_MS),
      webhookSecrets: [{ key: 'n/s', secret: { data } }],
    });
  t.is(after(70).result, 'ok');
  t.regex(told(after(80))[0] ?? '', /^Warning .*expires in 10 days/);
  t.is(after(91).severity, 'Error');
  t.is(judge('webhook-certificate-expiry', { webhookSecrets: [{ key: 'n/s' }] }).result, 'skipped');
});
