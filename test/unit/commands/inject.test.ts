import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { parse, parseAllDocuments } from 'yaml';
import { injectAll } from '../../../src/commands/render/inject-all.ts';
import { settingsFor } from '../../../src/commands/render/settings.ts';
import { fileOf } from '../../../src/commands/render/sources.ts';
import { AGENT_IMAGE } from '../../../src/commands/usage.ts';

interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

function run(command: string, input: string, ...args: string[]): Result {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['src/main.ts', command, ...args], {
    input,
    encoding: 'utf8',
  });
  return { stdout, stderr, code: status };
}

/** What `inject -f -` does, in this process: a start of the program takes most of a second. */
function inject(
  input: string,
  { profiles, kubernetes = '1.36' }: { profiles?: string; kubernetes?: string } = {},
): Result {
  const given = profiles === undefined ? [] : [fileOf('profiles', profiles)];
  const options = { kubernetes, agentImage: AGENT_IMAGE };
  try {
    const { text, warnings } = injectAll(settingsFor(options, [fileOf('standard input', input)], given));
    return { stdout: text, stderr: warnings.join('\n'), code: 0 };
  } catch (error) {
    return { stdout: '', stderr: `${(error as Error).message}\n`, code: 1 };
  }
}

function fileWith(t: ExecutionContext, text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'inject-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'file.yaml');
  writeFileSync(file, text);
  return file;
}

const json = (object: object): string => `${JSON.stringify(object)}\n`;
const stream = (...objects: object[]): string => objects.map(json).join('---\n');

const ROUDI = { image: 'example.com/roudi:2.0.6' };
const profile = (spec: object = {}, name = 'camera', namespace?: string): object => ({
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxProfile',
  metadata: namespace === undefined ? { name } : { name, namespace },
  spec: { roudi: ROUDI, ...spec },
});
const ASKS = { labels: { app: 'camera', 'iceoryx.io/profile': 'camera' } };
const POD = { containers: [{ name: 'app', image: 'example.com/app:1' }] };
const template = (pod: object = {}, metadata: object = ASKS): object => ({ metadata, spec: { ...POD, ...pod } });
const selector = { matchLabels: { app: 'camera' } };

const statefulSet = (pod?: object, metadata?: object, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'camera' },
  spec: { serviceName: 'camera', selector, template: template(pod, metadata), ...spec },
});
const job = (pod: object = {}, spec: object = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'replay' },
  spec: { ...spec, template: template({ restartPolicy: 'Never', ...pod }) },
});
const cronJob = (pod: object = {}, metadata?: object): object => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'nightly' },
  spec: {
    schedule: '@daily',
    jobTemplate: { spec: { template: template({ restartPolicy: 'Never', ...pod }, metadata) } },
  },
});
const bare = (pod: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'probe', ...ASKS },
  spec: { ...POD, ...pod },
});
const ofApps = (kind: string, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'camera' },
  spec: { selector, template: template(), ...spec },
});

/** The template of the only document. */
function templateIn(stdout: string, ...at: string[]): IPodTemplateSpec {
  return at.reduce((node, key) => (node as Record<string, unknown>)[key], parse(stdout) as unknown) as IPodTemplateSpec;
}
const agentIn = ({ spec }: IPodTemplateSpec) =>
  (spec?.initContainers ?? []).find(({ name }) => name === 'iceoryx-agent') ?? ({ args: [] } as Partial<IContainer>);

for (const [object, at] of [
  [ofApps('Deployment'), ['spec', 'template']],
  [ofApps('ReplicaSet'), ['spec', 'template']],
  [ofApps('DaemonSet'), ['spec', 'template']],
  [statefulSet(), ['spec', 'template']],
  [job(), ['spec', 'template']],
  [cronJob(), ['spec', 'jobTemplate', 'spec', 'template']],
  [bare(), []],
] as const) {
  const { kind, metadata } = object as { kind: string; metadata: object };
  test(`the pods of a ${kind} get RouDi, and the rest of it stays`, (t) => {
    const { stdout, stderr, code } = inject(stream(profile(), object));
    t.is(code, 0, stderr);
    t.is(stderr, '');
    const { spec, metadata: labelled } = templateIn(stdout, ...at);
    const names = spec?.initContainers?.map(({ name }) => name);
    t.deepEqual(names, ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi']);
    t.like(labelled?.labels, ASKS.labels);
    t.like(parse(stdout) as object, { kind, metadata });
    t.deepEqual(Object.keys(parse(stdout) as object), Object.keys(object));
  });
}

const OTHERS = `# Source: chart/templates/service.yaml
apiVersion: v1
kind: Service
metadata: {name:   odd} # spacing, and a comment
data: |
  ---x
  no document
`;

test('all that does not ask is printed as it is and where it is, and the profile is left out', (t) => {
  const input = `${OTHERS}---\n${json(statefulSet())}--- \n${OTHERS}...\n---\n${json(profile())}---\n# nothing\n---\n${OTHERS}`;
  const { stdout, code, stderr } = inject(input);
  t.is(code, 0, stderr);
  const [first, rest = ''] = stdout.split(/^---\napiVersion: apps\/v1\nkind: StatefulSet\n/m);
  t.is(first, OTHERS);
  t.true(rest.endsWith(`--- \n${OTHERS}...\n---\n# nothing\n---\n${OTHERS}`), rest.slice(-400));
  const kinds = parseAllDocuments(stdout).map((document) => (document.toJS() as { kind?: string } | null)?.kind);
  t.deepEqual(kinds, ['Service', 'StatefulSet', 'Service', undefined, 'Service']);
});

test('objects of a list, and JSON objects without a separator, are taken as kubectl takes them', (t) => {
  const list = { apiVersion: 'v1', kind: 'List', items: [{ kind: 'ConfigMap' }, profile(), statefulSet()] };
  const { items } = parse(inject(json(list)).stdout) as { items: { kind: string; spec: object }[] };
  t.deepEqual(
    items.map(({ kind }) => kind),
    ['ConfigMap', 'StatefulSet'],
  );
  t.true(inject(json(list)).stdout.includes('# the iceoryx daemon'));
  const { stdout } = inject(`${json(profile())}${json({ kind: 'Secret' })}${json(job())}`);
  t.is(parseAllDocuments(stdout).length, 2);
});

test('what was printed stays as it is, with its profile or without', (t) => {
  const all = stream(profile(), { kind: 'Secret' }, statefulSet(), job(), cronJob(), bare());
  const { stdout } = inject(all);
  t.is(inject(stdout).stdout, stdout);
  t.is(inject(stdout, { profiles: json(profile()) }).stdout, stdout);
  const again = inject(stdout, { profiles: json(profile({ termination: { appStopSeconds: 20 } })) });
  t.is(again.code, 1);
  t.is(again.stdout, '');
  t.regex(
    again.stderr,
    /StatefulSet camera with IceoryxProfile camera: spec\.template\.metadata\.annotations\[iceoryx\.io\/injected\]: the pods have RouDi already, .*; use the object as it was before/,
  );
  t.is(again.stderr.match(/have RouDi already/g)?.length, 4);
});

test('a profile with its fields in another order makes the same pods', (t) => {
  const fields = { termination: { appStopSeconds: 5, signalApps: 'Never' }, roudi: { ...ROUDI, logLevel: 'Info' } };
  const others = { roudi: { logLevel: 'Info', ...ROUDI }, termination: { signalApps: 'Never', appStopSeconds: 5 } };
  t.is(inject(stream(profile(others), job())).stdout, inject(stream(profile(fields), job())).stdout);
});

test('the agent asks no app of a pod that would complete by that, and a finished container is not run again', (t) => {
  const shape = (object: object, spec: object = {}, ...at: string[]): [asks: boolean, renews: boolean] => {
    const { stdout } = inject(stream(profile(spec), object));
    const { args, restartPolicyRules } = agentIn(templateIn(stdout, ...(at.length === 0 ? ['spec', 'template'] : at)));
    return [!args?.includes('--unasked'), restartPolicyRules !== undefined && args?.includes('--renew') === true];
  };
  const two = { containers: [...POD.containers, { name: 'second', image: 'example.com/app:1' }] };
  const prepared = { initContainers: [{ name: 'prepare', image: 'example.com/app:1' }] };
  t.deepEqual(shape(statefulSet(two)), [true, true]);
  t.deepEqual(shape(statefulSet(prepared)), [true, true]);
  t.deepEqual(shape(job()), [false, true]);
  t.deepEqual(shape(job({ restartPolicy: 'OnFailure' })), [false, true]);
  t.deepEqual(shape(job(two)), [false, false]);
  t.deepEqual(shape(job(prepared)), [false, false]);
  t.deepEqual(shape(job({ initContainers: [{ name: 'sidecar', restartPolicy: 'Always' }] })), [false, true]);
  t.deepEqual(shape(job(two), { recovery: { mode: 'InPlace' } }), [false, true]);
  t.deepEqual(shape(job(two), { recovery: { maxPerHour: 3 } }), [false, false]);
  t.deepEqual(shape(job(), { recovery: { mode: 'Replace' } }), [false, false]);
  t.deepEqual(shape(cronJob(), {}, 'spec', 'jobTemplate', 'spec', 'template'), [false, true]);
});

test('warnings say what is not done for these pods, and are no failures', (t) => {
  const two = { containers: [...POD.containers, { name: 'second', image: 'example.com/app:1' }] };
  const { stderr, code, stdout } = inject(stream(profile(), job(two)));
  t.is(code, 0);
  t.not(stdout, '');
  t.regex(stderr, /^Job replay: when RouDi is gone, a pod is not Ready until someone deletes it/);
  t.regex(inject(stream(profile(), statefulSet()), { kubernetes: '1.35' }).stderr, /until someone deletes it/);
  t.is(inject(stream(profile({ recovery: { mode: 'None' } }), statefulSet())).stderr, '');
  const onFailure = inject(stream(profile(), job({ restartPolicy: 'OnFailure' }, { backoffLimit: 4 }))).stderr;
  t.regex(onFailure, /counts as one of each, \["app"\], .* towards backoffLimit 4, because restartPolicy is OnFailure/);
  t.is(inject(stream(profile(), job())).stderr, '');
});

test('pods ask by a label that names a profile of their namespace, or for the one of --profile', (t) => {
  const given = json(profile({}, 'other'));
  const preset = { labels: { 'iceoryx.io/inject': 'true' } };
  t.is(inject(json(statefulSet({}, preset)), { profiles: given }).code, 0);
  t.regex(
    inject(json(statefulSet({}, preset)), { profiles: stream(profile(), profile({}, 'two')) }).stderr,
    /spec\.template\.metadata\.labels: the pods ask for RouDi, but name no IceoryxProfile, and --profile gives no single one/,
  );
  t.regex(
    inject(json(statefulSet()), { profiles: given }).stderr,
    /StatefulSet camera: spec\.template\.metadata\.labels: IceoryxProfile camera is in none of the files for namespace default, which have other; add its file with --profile, or correct the name/,
  );
  const inRobot = { ...statefulSet(), metadata: { name: 'camera', namespace: 'robot' } };
  t.is(inject(stream(profile({}, 'camera', 'robot'), inRobot)).code, 0);
  t.is(inject(stream(profile(), inRobot)).code, 0, 'a profile without a namespace serves all');
  t.is(inject(stream(profile({}, 'camera', 'lab'), inRobot)).code, 1);
  const out = { labels: { ...ASKS.labels, 'iceoryx.io/inject': 'false' } };
  const { stdout } = inject(stream(statefulSet({}, out), profile(), job()));
  t.true(stdout.startsWith(json(statefulSet({}, out))), 'false wins over the profile');
});

for (const [what, objects, message] of [
  [
    'no pods that ask',
    [statefulSet({}, {})],
    /no pods ask for RouDi in standard input, but StatefulSet; add the label/,
  ],
  [
    'a label on the workload alone',
    [{ ...statefulSet({}, {}), metadata: { name: 'camera', ...ASKS } }],
    /StatefulSet camera: metadata\.labels: label 'iceoryx\.io\/profile' is on the workload, but it is pods that ask; put it into spec\.template\.metadata\.labels/,
  ],
  [
    'a kind whose pods cannot have it',
    [{ apiVersion: 'example.com/v1', kind: 'Rollout', metadata: { name: 'r' }, spec: { template: template() } }],
    /Rollout r: spec\.template\.metadata: pods of Rollout \(example\.com\/v1\) ask for RouDi, which only those of Deployment, StatefulSet, .* can have/,
  ],
  [
    'an IceoryxDeployment, which has RouDi anyway',
    [{ ...profile(), kind: 'IceoryxDeployment', spec: { roudi: ROUDI, template: template() } }],
    /IceoryxDeployment camera: spec\.template\.metadata: the pods of an IceoryxDeployment have RouDi without asking/,
  ],
  [
    'pods of the RouDi of a domain',
    [profile(), statefulSet({}, { labels: { ...ASKS.labels, 'iceoryx.io/domain': 'robot' } })],
    /spec\.template\.metadata\.labels: label 'iceoryx\.io\/domain' has a prefix that is reserved for the operator/,
  ],
  [
    'Windows',
    [profile(), statefulSet({ os: { name: 'windows' } })],
    /with IceoryxProfile camera: spec\.template\.spec\.os\.name: os\.name is 'windows', but RouDi and its shared memory need Linux/,
  ],
  [
    'a claim with the name of an added volume',
    [profile(), statefulSet({}, ASKS, { volumeClaimTemplates: [{ metadata: { name: 'iceoryx-shm' } }] })],
    /spec\.volumeClaimTemplates\[0\]\.metadata\.name: volume name 'iceoryx-shm' is taken/,
  ],
  [
    'a StatefulSet whose pods do not restart',
    [profile(), statefulSet({ restartPolicy: 'Never' })],
    /spec\.template\.spec\.restartPolicy: restartPolicy is 'Never', but pods of a StatefulSet always restart/,
  ],
  [
    'a profile that is wrong, once for all of its workloads',
    [profile({ roudi: { image: 'roudi:1.0' }, replicas: 2 }), statefulSet(), job()],
    /^standard input cannot be injected\n {2}IceoryxProfile camera: spec\.replicas: there is no field replicas in an IceoryxProfile; remove it or correct its name\n {2}IceoryxProfile camera: spec\.roudi\.image: the tag of .*\n$/,
  ],
  [
    'a profile without an image, and no default',
    [profile({ roudi: {} }), job()],
    /Job replay with IceoryxProfile camera: spec\.roudi\.image: image is missing, and the operator has no default/,
  ],
  [
    'containers that the pod does not have',
    [profile({ containers: ['lidar'] }), bare()],
    /Pod probe with IceoryxProfile camera: spec\.containers: containers names \["lidar"\], which the pod does not have; use .*: \["app"\]/,
  ],
  [
    'a volume of the app at /dev/shm, in the field of the CronJob',
    [profile(), cronJob({ containers: [{ name: 'app', volumeMounts: [{ name: 'v', mountPath: '/dev/shm' }] }] })],
    /CronJob nightly with .*: spec\.jobTemplate\.spec\.template\.spec\.containers: containers \["app"\] mount volumes of their own on \/dev\/shm/,
  ],
  [
    'a label that is neither true nor false',
    [statefulSet({}, { labels: { 'iceoryx.io/inject': 'yes' } })],
    /spec\.template\.metadata\.labels: label 'iceoryx\.io\/inject' is 'yes'; use "true" .* or "false"/,
  ],
  [
    'a label that is no string',
    [profile(), statefulSet({}, { labels: { ...ASKS.labels, 'iceoryx.io/inject': true } })],
    /spec\.template\.metadata\.labels\.iceoryx\.io\/inject: true is refused here; it must be string/,
  ],
  [
    'a domain without a label',
    [statefulSet({}, { annotations: { 'iceoryx.io/join-domain': 'a/b' } })],
    /annotation 'iceoryx\.io\/join-domain' is set, but no label asks for RouDi; add the label iceoryx\.io\/inject: "true"/,
  ],
  [
    'a domain without a namespace',
    [statefulSet({}, { labels: { 'iceoryx.io/inject': 'true' }, annotations: { 'iceoryx.io/join-domain': 'robot' } })],
    /annotation 'iceoryx\.io\/join-domain' is 'robot'; write the IceoryxDomain as NAMESPACE\/NAME/,
  ],
  [
    'a domain beside a profile',
    [statefulSet({}, { ...ASKS, annotations: { 'iceoryx.io/join-domain': 'a/b' } })],
    /are both set, but it is the profile that says which RouDi its pods use; remove one of them/,
  ],
  [
    'a profile of another version',
    [{ ...profile(), apiVersion: 'iceoryx.io/v1' }, job()],
    /camera: it is 'IceoryxProfile' of 'iceoryx\.io\/v1'; write apiVersion: iceoryx\.io\/v1alpha1/,
  ],
  [
    'a Job without a pod',
    [profile(), { ...job(), spec: { template: { metadata: ASKS } } }],
    /spec\.template\.spec: spec is missing/,
  ],
] as const) {
  test(`refused with the field and the way out: ${what}`, (t) => {
    const { stdout, stderr, code } = inject(stream(...objects));
    t.is(code, 1);
    t.is(stdout, '');
    t.regex(stderr, message);
    t.notRegex(stderr, /\n\s+at /);
  });
}

test('the command reads and writes streams, and tells a wrong command line from files that are wrong', (t) => {
  const two = { containers: [...POD.containers, { name: 'second', image: 'example.com/app:1' }] };
  const file = fileWith(t, json(profile()));
  const { stdout, stderr, code } = run('inject', json(job(two)), '-f', '-', '--profile', file);
  t.is(code, 0);
  t.is(stdout, inject(stream(profile(), job(two))).stdout);
  t.regex(stderr, /^warning: Job replay: when RouDi is gone.*\n$/);

  const wrong = run('inject', json(job({ hostPID: true })), '-f', '-', '--profile', file);
  t.is(wrong.code, 1);
  t.is(wrong.stdout, '');
  t.regex(wrong.stderr, /^kubectl iceoryx: standard input cannot be injected\n {2}Job replay with .*hostPID is true/);
  const misuse = run('inject', '');
  t.is(misuse.code, 2);
  t.regex(misuse.stderr, /-f FILE is missing; give the file with the workloads/);
});

const domain = {
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxDomain',
  metadata: { name: 'robot', namespace: 'default' },
  spec: { roudi: ROUDI },
};
const member = (spec: object = {}): object => profile({ roudi: undefined, domain: { name: 'robot' }, ...spec });

test('pods of a domain are kept apart from those of the same workload, whatever tells which these are', (t) => {
  const apart = (object: object, ...at: string[]): unknown => {
    const { stdout, stderr, code } = inject(stream(domain, member(), object));
    t.is(code, 0, stderr);
    const [, text = ''] = stdout.split(/^---\n(?=apiVersion: (?:apps|batch|v1))/m);
    const { spec } = templateIn(text, ...at);
    const [term] = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    return term?.labelSelector;
  };
  t.deepEqual(apart(statefulSet(), 'spec', 'template'), selector);
  t.deepEqual(apart(job(), 'spec', 'template'), { matchLabels: { 'batch.kubernetes.io/job-name': 'replay' } });
  t.deepEqual(apart(cronJob(), 'spec', 'jobTemplate', 'spec', 'template'), { matchLabels: { app: 'camera' } });
  t.is(apart(ofApps('DaemonSet'), 'spec', 'template'), undefined);
  t.regex(inject(stream(domain, member(), statefulSet())).stderr, /pods wait for the claim iceoryx\.default\.robot/);
});

test('what could be stuck in a domain is refused', (t) => {
  const refusal = (object: object, spec?: object): string => inject(stream(domain, member(spec), object)).stderr;
  const rolling = (rollingUpdate: object): object => ofApps('Deployment', { strategy: { rollingUpdate } });
  t.regex(refusal(ofApps('Deployment')), /spec\.strategy\.rollingUpdate\.maxUnavailable: no two pods may share a node/);
  t.regex(refusal(rolling({ maxUnavailable: '0%' })), /set maxUnavailable to 1 or more/);
  t.notRegex(refusal(rolling({ maxUnavailable: 1 })), /maxUnavailable/);
  t.notRegex(refusal(ofApps('Deployment', { strategy: { type: 'Recreate' } })), /maxUnavailable/);
  t.notRegex(refusal(ofApps('Deployment'), { runtimeNames: 'Unique' }), /maxUnavailable/);
  const surging = ofApps('DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } });
  t.regex(refusal(surging), /spec\.updateStrategy\.rollingUpdate\.maxSurge: maxSurge is 1, but apps of a new pod/);
  t.regex(
    refusal(cronJob({}, { labels: { 'iceoryx.io/profile': 'camera' } })),
    /spec\.jobTemplate\.spec\.template\.metadata\.labels: .*no label tells which pods are its own; add one/,
  );
});

test('pods join a domain without a profile of their own, and the agent asks none that would complete its pod', (t) => {
  const joins = {
    labels: { 'iceoryx.io/inject': 'true' },
    annotations: { 'iceoryx.io/join-domain': 'default/robot' },
  };
  const profiles = json(domain);
  const { stdout, code, stderr } = inject(
    json({ ...job(), spec: { template: template({ restartPolicy: 'Never' }, joins) } }),
    { profiles },
  );
  t.is(code, 0, stderr);
  const { args } = agentIn(templateIn(stdout, 'spec', 'template'));
  t.deepEqual(args?.slice(0, 3), ['member', '--unasked', '--domain=default/robot']);
});

test('render and --explain take the same workloads, and leave the rest out', (t) => {
  const file = fileWith(t, stream(profile(), { kind: 'Secret' }, job(), statefulSet()));
  const { stdout } = run('render', '', '-f', file);
  t.deepEqual(
    parseAllDocuments(stdout).map((document) => (document.toJS() as { kind: string }).kind),
    ['Job', 'StatefulSet'],
  );
  const explained = run('render', '', '-f', file, '--explain').stdout;
  t.regex(explained, /^Job replay\n/);
  t.regex(explained, /spec\.containers\[app\]\.volumeMounts\[\/dev\/shm\] +\/dev\/shm is shared with RouDi/);
  t.regex(explained, /metadata\.annotations\.iceoryx\.io\/injected +tells that these pods have RouDi/);
  const [first] = JSON.parse(run('render', '', '-f', file, '-o', 'json').stdout) as {
    workload: object;
    figures: object[];
  }[];
  t.like(first?.workload, { kind: 'Job', metadata: { name: 'replay' } });
  t.true((first?.figures.length ?? 0) > 5);
  const two = { containers: [...POD.containers, { name: 'second', image: 'example.com/app:1' }] };
  const several = run('render', stream(profile(), job(two)), '-f', '-', '--explain').stdout;
  t.regex(several, /Recovery +by replacement +in place, containers that have finished would run again/);
  t.regex(several, /Warnings\n {2}when RouDi is gone, a pod is not Ready until someone deletes it/);
});

test('strings stay strings for kubectl, in objects that are written again', (t) => {
  const env = [{ name: 'MODE', value: 'on' }];
  const { stdout } = inject(stream(profile(), statefulSet({ containers: [{ name: 'app', env }] })));
  t.regex(stdout, /value: "on"/);
});
