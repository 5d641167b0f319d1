import type { IceoryxDeployment, IceoryxDeploymentSpec, Roudi } from '../../src/api/iceoryx-deployment.ts';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';

/** A spec that cannot work, and what the refusal has to say. */
export interface InvalidSpec {
  readonly title: string;
  readonly object: unknown;
  /** The field at fault, as a refusal names it. */
  readonly path: string;
  /** Words of the message: the value and the remedy. */
  readonly says: readonly string[];
}

const ROUDI: Roudi = { image: 'registry.example.com/iceoryx/roudi:2.0.6' };
const TEMPLATE: IceoryxDeploymentSpec['template'] = { spec: { containers: [{ name: 'app', image: 'app:1' }] } };

/** A valid object with parts of its spec replaced, whether or not they fit the types. */
export function specWith(spec: object, name = 'valid'): IceoryxDeployment {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name, namespace: 'default' },
    spec: { template: TEMPLATE, roudi: ROUDI, ...spec },
  };
}

/** As YAML has it where nothing follows a field. It is admitted, as refusing it would be a nuisance. */
export const NULLS: IceoryxDeployment = specWith({
  replicas: null,
  strategy: { type: null, rollingUpdate: null },
  termination: null,
  template: {
    metadata: { labels: null, annotations: { kept: 'a', dropped: null }, finalizers: null },
    spec: { ...TEMPLATE.spec, securityContext: null, terminationGracePeriodSeconds: null },
  },
});

const inDomain = (spec: object): object => specWith({ roudi: undefined, domain: { name: 'robot' }, ...spec });
const roudi = (fields: object): object => specWith({ roudi: { ...ROUDI, ...fields } });
const pods = (fields: object): object => specWith({ template: { spec: { ...TEMPLATE.spec, ...fields } } });
const pools = (...sizes: number[]): object => ({ mempools: sizes.map((size) => ({ size, count: 1 })) });
const argument = (flag: string): object => roudi({ extraArgs: [flag] });
const container = (name: string): object => pods({ containers: [{ name, image: 'app:1' }] });
const mounts = (mountPath: string): object[] => [
  { name: 'app', image: 'app:1', volumeMounts: [{ mountPath, name: 'v' }] },
];
const long = 'a'.repeat(53);
const camera = { name: 'camera', uid: 1001, group: 'imaging', gid: 2001 };
const detector = { name: 'detector', uid: 1002, group: 'vision', gid: 2002 };
/** Apps that run as the users, for the pod as a whole or by container. */
const named = (users: readonly object[], spec: object = { securityContext: { runAsUser: 1001 } }): object =>
  specWith({ identity: { users }, template: { spec: { ...TEMPLATE.spec, ...spec } } });
const runsAs = (name: string, runAsUser?: number): object => ({ name, image: 'app:1', securityContext: { runAsUser } });

/** Specifications that CEL rules refuse. The restated rules must say exactly the same. */
export const AGAINST_RULES: readonly InvalidSpec[] = [
  {
    title: 'neither a RouDi nor a domain',
    object: specWith({ roudi: undefined }),
    path: 'spec.roudi',
    says: ['neither roudi nor domain', 'name an IceoryxDomain'],
  },
  {
    title: 'a RouDi and a domain',
    object: specWith({ domain: { name: 'robot' } }),
    path: 'spec.roudi',
    says: ['both set', 'remove one'],
  },
  {
    title: 'names of users beside a domain',
    object: inDomain({ identity: { users: [{ name: 'camera', uid: 1001, group: 'imaging', gid: 2001 }] } }),
    path: 'spec.identity',
    says: ['spec.identity of the IceoryxDomain'],
  },
  {
    title: 'a size of shared memory beside a domain',
    object: inDomain({ sharedMemory: { sizeLimit: '1Gi' } }),
    path: 'spec.sharedMemory.sizeLimit',
    says: ['memory of their node', 'remove it'],
  },
  {
    title: 'runtime names without a domain',
    object: specWith({ runtimeNames: 'Unique' }),
    path: 'spec.runtimeNames',
    says: ['share no names', 'use domain'],
  },
  {
    title: 'a name too long for its pods',
    object: specWith({}, long),
    path: 'metadata.name',
    says: [long, 'at most 52'],
  },
  { title: 'a name with a dot', object: specWith({}, 'a.b'), path: 'metadata.name', says: ["'a.b'", "'-' only"] },
  {
    title: 'an app container that is not there',
    object: specWith({ containers: ['app', 'ap'] }),
    path: 'spec.containers',
    says: ['["ap"]', 'use names', '["app"]'],
  },
  {
    title: 'two grace periods',
    object: specWith({
      template: { spec: { ...TEMPLATE.spec, terminationGracePeriodSeconds: 30 } },
      termination: { gracePeriodSeconds: 40 },
    }),
    path: 'spec.termination.gracePeriodSeconds',
    says: ['40', '30', 'set only one'],
  },
  {
    title: 'a grace period below what applications take',
    object: specWith({ termination: { gracePeriodSeconds: 5 } }),
    path: 'spec.termination.gracePeriodSeconds',
    says: ['is 5', '10', 'lower appStopSeconds'],
  },
  {
    title: 'a progress deadline that passes before a pod can be available',
    object: specWith({ minReadySeconds: 700 }),
    path: 'spec.progressDeadlineSeconds',
    says: ['600', 'above 700'],
  },
  {
    title: 'a mount over the shared memory',
    object: pods({ containers: mounts('/dev/shm') }),
    path: 'spec.template.spec.containers',
    says: ['["app"]', 'remove these mounts'],
  },
  {
    title: 'nodes with Windows',
    object: pods({ nodeSelector: { 'kubernetes.io/os': 'windows' } }),
    path: 'spec.template.spec.nodeSelector',
    says: ["'windows'", 'use linux'],
  },
  {
    title: 'ephemeral containers',
    object: pods({ ephemeralContainers: [{ name: 'debug', image: 'x' }] }),
    path: 'spec.template.spec.ephemeralContainers',
    says: ['not possible', 'kubectl debug'],
  },
  {
    title: 'a mount over the shared memory of an init container',
    object: specWith({
      containers: ['init'],
      template: { spec: { ...TEMPLATE.spec, initContainers: [{ ...mounts('/dev/shm/')[0], name: 'init' }] } },
    }),
    path: 'spec.template.spec.initContainers',
    says: ['["init"]', 'leave the containers out'],
  },
  {
    title: 'a pace for Recreate',
    object: specWith({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
    path: 'spec.strategy.rollingUpdate',
    says: ['Recreate', 'remove rollingUpdate'],
  },
  {
    title: 'no pod up and no pod down',
    object: specWith({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }),
    path: 'spec.strategy.rollingUpdate',
    says: ['both 0', 'raise one'],
  },
  {
    title: 'maxSurge in words',
    object: specWith({ strategy: { rollingUpdate: { maxSurge: 'one' } } }),
    path: 'spec.strategy.rollingUpdate.maxSurge',
    says: ["'one'", 'for example 1 or 25%'],
  },
  {
    title: 'maxUnavailable above all',
    object: specWith({ strategy: { rollingUpdate: { maxUnavailable: '101%' } } }),
    path: 'spec.strategy.rollingUpdate.maxUnavailable',
    says: ["'101%'", 'up to 100%'],
  },
  {
    title: 'a negative maxUnavailable',
    object: specWith({ strategy: { rollingUpdate: { maxUnavailable: -1 } } }),
    path: 'spec.strategy.rollingUpdate.maxUnavailable',
    says: ["'-1'", 'for example 1'],
  },
  {
    title: 'a reserved label',
    object: specWith({ template: { ...TEMPLATE, metadata: { labels: { 'iceoryx.io/deployment': 'x' } } } }),
    path: 'spec.template.metadata.labels',
    says: ["'iceoryx.io/deployment'", 'another prefix'],
  },
  {
    title: 'a reserved annotation',
    object: specWith({ template: { ...TEMPLATE, metadata: { annotations: { 'iceoryx.io/roudi-config': 'x' } } } }),
    path: 'spec.template.metadata.annotations',
    says: ["'iceoryx.io/roudi-config'", 'another prefix'],
  },
  {
    title: 'no shared process namespace',
    object: pods({ shareProcessNamespace: false }),
    path: 'spec.template.spec.shareProcessNamespace',
    says: ['false', 'use true'],
  },
  {
    title: 'the process namespace of the node',
    object: pods({ hostPID: true }),
    path: 'spec.template.spec.hostPID',
    says: ['true', 'remove it'],
  },
  {
    title: 'pods that end for good',
    object: pods({ restartPolicy: 'OnFailure' }),
    path: 'spec.template.spec.restartPolicy',
    says: ["'OnFailure'", 'use Always'],
  },
  {
    title: 'Windows',
    object: pods({ os: { name: 'windows' } }),
    path: 'spec.template.spec.os.name',
    says: ["'windows'", 'use linux'],
  },
  {
    title: "a container with RouDi's name",
    object: container('iceoryx-roudi'),
    path: 'spec.template.spec.containers[0].name',
    says: ["'iceoryx-roudi'", 'another name'],
  },
  {
    title: "an init container with the agent's name",
    object: pods({ initContainers: [{ name: 'iceoryx-agent', image: 'x' }] }),
    path: 'spec.template.spec.initContainers[0].name',
    says: ["'iceoryx-agent'", 'another name'],
  },
  {
    title: 'a container name in capitals',
    object: container('App'),
    path: 'spec.template.spec.containers[0].name',
    says: ["'App'", 'lower-case'],
  },
  {
    title: 'an init container name in capitals',
    object: pods({ initContainers: [{ name: 'Setup', image: 'x' }] }),
    path: 'spec.template.spec.initContainers[0].name',
    says: ["'Setup'", 'lower-case'],
  },
  {
    title: 'an empty container name',
    object: container(''),
    path: 'spec.template.spec.containers[0].name',
    says: ["''", 'lower-case'],
  },
  ...['iceoryx-shm', 'iceoryx-tmp', 'iceoryx-config'].map((name) => ({
    title: `a volume named ${name}`,
    object: pods({ volumes: [{ name, emptyDir: {} }] }),
    path: 'spec.template.spec.volumes[0].name',
    says: [`'${name}'`, 'another name'],
  })),
  ...[
    'roudi',
    'roudi:latest',
    'roudi:2.90.0',
    'localhost:5000/roudi',
    `roudi@sha256:${'20'.repeat(32)}`,
    'roudi:12.0.3',
    'roudi:2.0.3.1',
  ].map((image) => ({
    title: `image ${image} without a release`,
    object: roudi({ image }),
    path: 'spec.roudi.image',
    says: [`'${image}'`, 'set release'],
  })),
  {
    title: 'an image with white space',
    object: roudi({ image: 'roudi: 2.0.6', release: '2.0' }),
    path: 'spec.roudi.image',
    says: ["'roudi: 2.0.6'", 'write a reference'],
  },
  {
    title: 'a termination delay for an image of 2.0',
    object: roudi({ terminationDelaySeconds: 3 }),
    path: 'spec.roudi.terminationDelaySeconds',
    says: ['is 3', 'remove it'],
  },
  {
    title: 'a termination delay for release 2.0',
    object: roudi({ image: 'x:2.95.8', release: '2.0', terminationDelaySeconds: 0 }),
    path: 'spec.roudi.terminationDelaySeconds',
    says: ['is 0', '2.95'],
  },
  {
    title: 'a chunk too large for 2.0',
    object: roudi({ segments: [pools(8, 4294967296)] }),
    path: 'spec.roudi.segments',
    says: ['4294967296', 'at most 4294967248'],
  },
  {
    title: 'two segments without a writer',
    object: roudi({ segments: [pools(8), pools(16)] }),
    path: 'spec.roudi.segments',
    says: ["RouDi's own group", 'into one segment'],
  },
  {
    title: 'two segments of a writer',
    object: roudi({ segments: [pools(8), { ...pools(8), writer: 'a' }, { ...pools(16), writer: 'a' }] }),
    path: 'spec.roudi.segments',
    says: ['writer a', 'another writer'],
  },
  {
    title: 'a group with a blank',
    object: roudi({ segments: [{ ...pools(8), writer: 'a b' }] }),
    path: 'spec.roudi.segments[0].writer',
    says: ["'a b'", 'use letters'],
  },
  {
    title: 'a group that begins with a digit',
    object: roudi({ segments: [{ ...pools(8), reader: '1000' }] }),
    path: 'spec.roudi.segments[0].reader',
    says: ["'1000'", 'starting with a letter'],
  },
  {
    title: 'pools out of order',
    object: roudi({ segments: [pools(1024, 128)] }),
    path: 'spec.roudi.segments[0].mempools',
    says: ['[1024, 128]', 'sort them'],
  },
  {
    title: 'two pools of a size',
    object: roudi({ segments: [pools(128, 128)] }),
    path: 'spec.roudi.segments[0].mempools',
    says: ['[128, 128]', 'join pools'],
  },
  {
    title: 'a size that is no multiple of 8',
    object: roudi({ segments: [pools(8, 1001)] }),
    path: 'spec.roudi.segments[0].mempools[1].size',
    says: ['1001', 'use 1000 or 1008'],
  },
  {
    title: 'a size below 8',
    object: roudi({ segments: [pools(4)] }),
    path: 'spec.roudi.segments[0].mempools[0].size',
    says: ['size 4', 'use 8'],
  },
  {
    title: 'a negative size',
    object: roudi({ segments: [pools(-8)] }),
    path: 'spec.roudi.segments[0].mempools[0].size',
    says: ['size -8', 'use 8'],
  },
  ...[
    ['-c', 'spec.roudi.segments'],
    ['--config-file=/x', 'spec.roudi.segments'],
    ['-moff', 'spec.roudi.monitoring'],
    ['--monitoring-mode', 'spec.roudi.monitoring'],
    ['-l=off', 'spec.roudi.logLevel'],
    ['--log', 'spec.roudi.logLevel'],
    ['-x', 'spec.roudi.compatibility'],
    ['--compatibility=off', 'spec.roudi.compatibility'],
    ['-k5', 'spec.roudi.killDelaySeconds'],
    ['--kill=5', 'spec.roudi.killDelaySeconds'],
    ['-t 3', 'spec.roudi.terminationDelaySeconds'],
    ['--termination-delay=3', 'spec.roudi.terminationDelaySeconds'],
    ['-u1', 'remove it'],
    ['--unique-roudi-id', 'remove it'],
    ['-h', 'remove it'],
    ['--version', 'remove it'],
  ].map(([flag = '', remedy = '']) => ({
    title: `the flag ${flag}`,
    object: argument(flag),
    path: 'spec.roudi.extraArgs[0]',
    says: [`'${flag}'`, remedy],
  })),
  {
    title: 'a memory limit that is no quantity',
    object: roudi({ resources: { limits: { memory: '1 GB' } } }),
    path: 'spec.roudi.resources.limits[memory]',
    says: ["'1 GB'", 'for example 512Mi'],
  },
  {
    title: 'a negative CPU request',
    object: roudi({ resources: { requests: { cpu: -1 } } }),
    path: 'spec.roudi.resources.requests[cpu]',
    says: ["'-1'", '500m'],
  },
  {
    title: "a memory limit of the link's that is no quantity",
    object: specWith({ link: { resources: { limits: { memory: '64 Mi' } } } }),
    path: 'spec.link.resources.limits[memory]',
    says: ["'64 Mi'", 'for example 512Mi'],
  },
  {
    title: "a negative CPU request of the link's",
    object: specWith({ link: { resources: { requests: { cpu: -1 } } } }),
    path: 'spec.link.resources.requests[cpu]',
    says: ["'-1'", '500m'],
  },
  {
    title: "a memory limit of the agent's that is no quantity",
    object: specWith({ agent: { resources: { limits: { memory: '64 Mi' } } } }),
    path: 'spec.agent.resources.limits[memory]',
    says: ["'64 Mi'", 'for example 512Mi'],
  },
  {
    title: "a negative CPU request of the agent's",
    object: specWith({ agent: { resources: { requests: { cpu: -1 } } } }),
    path: 'spec.agent.resources.requests[cpu]',
    says: ["'-1'", '500m'],
  },
  ...['12X', '0', '-1Gi', '1e', '', '1.5 Gi'].map((sizeLimit) => ({
    title: `a volume of '${sizeLimit}'`,
    object: specWith({ sharedMemory: { sizeLimit } }),
    path: 'spec.sharedMemory.sizeLimit',
    says: [`'${sizeLimit}'`, 'for example 512Mi'],
  })),
  {
    title: 'a user that no app runs as',
    object: named([camera, detector]),
    path: 'spec.identity.users',
    says: ['[1001, 1002]', 'run as [1001]', 'and no other'],
  },
  {
    title: 'an app whose user has no name',
    object: named([camera], { containers: [runsAs('app', 1001), runsAs('b', 1003), runsAs('c', 0), runsAs('d')] }),
    path: 'spec.identity.users',
    says: ['[1001]', 'run as [1001, 1003, 0]', 'correct runAsUser'],
  },
  {
    title: 'an init container whose user has no name',
    object: specWith({
      identity: { users: [camera] },
      containers: ['app', 'init'],
      template: {
        spec: {
          containers: [{ name: 'app' }, runsAs('exporter', 5)],
          initContainers: [runsAs('init', 1002), runsAs('other', 6)],
          securityContext: { runAsUser: 1001 },
        },
      },
    }),
    path: 'spec.identity.users',
    says: ['[1001]', 'run as [1001, 1002]', 'name every user'],
  },
  {
    title: 'a segment of groups without members',
    object: specWith({
      identity: { users: [camera] },
      roudi: { ...ROUDI, segments: [{ writer: 'imagin', reader: 'everybody', ...pools(8) }] },
    }),
    path: 'spec.roudi.segments',
    says: ['["imagin", "everybody"]', '["imaging"]', 'correct the name'],
  },
  {
    title: 'two users with a number',
    object: named([camera, { ...camera, name: 'video' }]),
    path: 'spec.identity.users',
    says: ['["camera", "video"]', 'keep one'],
  },
  {
    title: 'a group with two numbers',
    object: named([camera, { ...detector, group: 'imaging' }], {}),
    path: 'spec.identity.users',
    says: ['["imaging", "imaging"]', '[2001, 2002]', 'correct a group or a gid'],
  },
  {
    title: 'a number with two groups',
    object: named([camera, { ...detector, gid: 2001 }], {}),
    path: 'spec.identity.users',
    says: ['["imaging", "vision"]', '[2001, 2001]', 'correct a group or a gid'],
  },
  ...['a:b', 'a\nb', '', '7', '-a'].map((name) => ({
    title: `a user named ${JSON.stringify(name)}`,
    object: named([{ ...camera, name }]),
    path: 'spec.identity.users[0].name',
    says: [`'${name.replace('\n', '\\n')}'`, 'use letters'],
  })),
  {
    title: 'a group with a colon',
    object: named([{ ...camera, group: 'a:b' }]),
    path: 'spec.identity.users[0].group',
    says: ["'a:b'", 'use letters'],
  },
  {
    title: 'a user named root',
    object: named([{ ...camera, name: 'root' }]),
    path: 'spec.identity.users[0].name',
    says: ['root', 'remove it'],
  },
  {
    title: 'a group with a meaning of its own',
    object: named([{ ...camera, group: 'iceoryx' }]),
    path: 'spec.identity.users[0].group',
    says: ["'iceoryx'", 'another name'],
  },
];

/** A domain with the RouDi and the users of an IceoryxDeployment, or with others. */
export function domainWith(spec: object, name = 'robot'): IceoryxDomain {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDomain',
    metadata: { name, namespace: 'default' },
    spec: { roudi: ROUDI, ...spec },
  };
}

/** Domains that CEL rules refuse. Rules of RouDi and of users hold for both kinds. */
export const AGAINST_DOMAIN_RULES: readonly { readonly title: string; readonly object: IceoryxDomain }[] = [
  { title: 'a name with a dot', object: domainWith({}, 'a.b') },
  { title: 'a name too long for its pods', object: domainWith({}, long) },
  { title: 'nodes without Linux', object: domainWith({ nodeSelector: { 'kubernetes.io/os': 'windows' } }) },
  ...[
    { title: 'two users with a number', users: [camera, { ...camera, name: 'planner' }] },
    { title: 'a group with two numbers', users: [camera, { ...detector, group: 'imaging' }] },
    { title: 'a number with two groups', users: [camera, { ...detector, gid: 2001 }] },
  ].map(({ title, users }) => ({ title, object: domainWith({ identity: { users } }) })),
  {
    title: 'segments of groups without members',
    object: domainWith({
      roudi: { ...ROUDI, segments: [{ writer: 'others', ...pools(8) }] },
      identity: { users: [camera] },
    }),
  },
  ...AGAINST_RULES.flatMap(({ title, object, path }) => {
    const { spec } = object as IceoryxDeployment;
    const { image = ROUDI.image, ...others } = spec.roudi ?? {};
    const isShared = /^spec[.](?:roudi|identity)[.[]/.test(path) && path !== 'spec.identity.users';
    const identity = spec.identity === undefined ? {} : { identity: spec.identity };
    return isShared ? [{ title, object: domainWith({ roudi: { image, ...others }, ...identity }) }] : [];
  }),
];

/** Domains that the schema itself refuses, each with the field. */
export const AGAINST_DOMAIN_STRUCTURE: readonly (readonly [path: string, spec: object])[] = [
  ['spec.roudi', { roudi: undefined }],
  ['spec.roudi.segments', { roudi: { ...ROUDI, segments: 5 } }],
  ['spec.roudi.image', { roudi: { image: 5 } }],
  ['spec.nodeSelector', { nodeSelector: 'rack' }],
  ['spec.nodeSelector.rack', { nodeSelector: { rack: 7 } }],
  ['spec.tolerations[0].effect', { tolerations: [{ effect: 'Never' }] }],
  ['spec.allowedNamespaces[0]', { allowedNamespaces: [''] }],
  ['spec.allowedNamespaces', { allowedNamespaces: 'apps' }],
  ['spec.maxUnavailable', { maxUnavailable: 0 }],
  ['spec.appStopSeconds', { appStopSeconds: 86_401 }],
  ['spec.priorityClassName', { priorityClassName: '' }],
];

/** Specifications that the schema itself refuses, in the words of the API server and of ajv. */
export const AGAINST_STRUCTURE: readonly InvalidSpec[] = [
  { title: 'no RouDi', object: specWith({ roudi: undefined }), path: 'spec.roudi', says: [] },
  { title: 'no template', object: specWith({ template: undefined }), path: 'spec.template', says: [] },
  {
    title: 'no containers',
    object: specWith({ template: { spec: { containers: [] } } }),
    path: 'spec.template.spec.containers',
    says: [],
  },
  {
    title: 'a container without a name',
    object: pods({ containers: [{ image: 'x' }] }),
    path: 'spec.template.spec.containers[0].name',
    says: [],
  },
  {
    title: 'two containers of a name',
    object: pods({ containers: [{ name: 'a' }, { name: 'a' }] }),
    path: 'spec.template.spec.containers',
    says: [],
  },
  {
    title: 'two volumes of a name',
    object: pods({ volumes: [{ name: 'a' }, { name: 'a' }] }),
    path: 'spec.template.spec.volumes',
    says: [],
  },
  {
    title: 'an app container named twice',
    object: specWith({ containers: ['app', 'app'] }),
    path: 'spec.containers',
    says: [],
  },
  { title: 'no users', object: named([]), path: 'spec.identity.users', says: [] },
  {
    title: 'two users of a name',
    object: named([camera, { ...detector, name: 'camera' }], {}),
    path: 'spec.identity.users',
    says: ['same key'],
  },
  {
    title: 'a user with the number of root',
    object: named([{ ...camera, uid: 0 }], {}),
    path: 'spec.identity.users[0].uid',
    says: ['0', '1'],
  },
  { title: 'no app container', object: specWith({ containers: [] }), path: 'spec.containers', says: [] },
  { title: 'negative replicas', object: specWith({ replicas: -1 }), path: 'spec.replicas', says: ['-1', '0'] },
  { title: 'replicas in words', object: specWith({ replicas: 'two' }), path: 'spec.replicas', says: ['integer'] },
  {
    title: 'more replicas than a number holds',
    object: specWith({ replicas: 3_000_000_000 }),
    path: 'spec.replicas',
    says: [],
  },
  {
    title: 'an unknown release',
    object: roudi({ release: '3.0' }),
    path: 'spec.roudi.release',
    says: ['"3.0"', '2.0', '2.95'],
  },
  {
    title: 'an unknown log level',
    object: roudi({ logLevel: 'Trace' }),
    path: 'spec.roudi.logLevel',
    says: ['"Trace"', 'Verbose'],
  },
  {
    title: 'an unknown compatibility',
    object: roudi({ compatibility: 'Exact' }),
    path: 'spec.roudi.compatibility',
    says: ['"Exact"', 'BuildDate'],
  },
  {
    title: 'an unknown recovery',
    object: specWith({ recovery: { mode: 'Pray' } }),
    path: 'spec.recovery.mode',
    says: ['"Pray"', 'InPlace'],
  },
  {
    title: 'an unknown strategy',
    object: specWith({ strategy: { type: 'Canary' } }),
    path: 'spec.strategy.type',
    says: ['"Canary"', 'Recreate'],
  },
  {
    title: 'no chunks',
    object: roudi({ segments: [{ mempools: [{ size: 8, count: 0 }] }] }),
    path: 'spec.roudi.segments[0].mempools[0].count',
    says: ['0', '1'],
  },
  {
    title: 'more chunks than 32 bits count',
    object: roudi({ segments: [{ mempools: [{ size: 8, count: 4294967296 }] }] }),
    path: 'spec.roudi.segments[0].mempools[0].count',
    says: ['4294967295'],
  },
  {
    title: 'half a chunk',
    object: roudi({ segments: [{ mempools: [{ size: 8.5, count: 1 }] }] }),
    path: 'spec.roudi.segments[0].mempools[0].size',
    says: [],
  },
  { title: 'no segments', object: roudi({ segments: [] }), path: 'spec.roudi.segments', says: [] },
  {
    title: 'a segment without pools',
    object: roudi({ segments: [{ mempools: [] }] }),
    path: 'spec.roudi.segments[0].mempools',
    says: [],
  },
  {
    title: 'too many pools',
    object: roudi({ segments: [pools(...Array.from({ length: 33 }, (_, i) => 8 * (i + 1)))] }),
    path: 'spec.roudi.segments[0].mempools',
    says: ['32'],
  },
  {
    title: 'headroom without end',
    object: specWith({ sharedMemory: { headroomPercent: 1001 } }),
    path: 'spec.sharedMemory.headroomPercent',
    says: ['1000'],
  },
  {
    title: 'a volume of true',
    object: specWith({ sharedMemory: { sizeLimit: true } }),
    path: 'spec.sharedMemory.sizeLimit',
    says: [],
  },
  { title: 'a field that is mistyped', object: specWith({ replica: 2 }), path: 'spec.replica', says: [] },
  {
    title: "a field of RouDi's that is mistyped",
    object: roudi({ loglevel: 'Info' }),
    path: 'spec.roudi.loglevel',
    says: [],
  },
];
