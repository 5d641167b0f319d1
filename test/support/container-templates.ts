import * as fc from 'fast-check';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { fields, one, some } from './arbitraries.ts';

/** The container's role in its pod: the API allows no probes and no hooks in an init container that ends. */
export type Role = 'container' | 'sidecar' | 'init';

/** How much the containers of a pod request, which determines its QoS class. */
export type Demand = 'guaranteed' | 'some' | 'nothing';

/** A container without name, volumes and ports, which its pod decides. */
export interface ContainerDraft {
  readonly container: Omit<IContainer, 'name'>;
  readonly mounts: readonly { readonly volume: number; readonly mount: Readonly<Record<string, unknown>> }[];
}

const COMMANDS = [
  ['sh', '-c', 'app; true'],
  ['/bin/bash', '-ec', 'exec app "$HOME" $(hostname)'],
  ['/sbin/tini', '--', 'app'],
  ['/app/bin/detector'],
  ['python3', '-u', 'main.py'],
  ['/bin/sh'],
  ['dash', '/start'],
  [],
];
/** Where people mount volumes, including the paths that iceoryx claims for itself. */
const mountPath = fc.oneof(
  {
    weight: 30,
    arbitrary: one('/data', '/etc/app', '/run/x', '/tmp/cache', '/dev/shm/x', '/dev/hugepages', '/etc/passwd'),
  },
  { weight: 1, arbitrary: one('/tmp', '/dev/shm', '/dev/shm/') },
);

const handler = fc.oneof(
  fields({ exec: fields({ command: some(['true', 'x', '-y']) }) }),
  fields({
    httpGet: fields(
      { port: one(8080, 'http') },
      { path: one('/healthz'), scheme: one('HTTP', 'HTTPS'), host: one('localhost') },
    ),
  }),
  fields({ tcpSocket: fields({ port: one(9000) }) }),
);
const probeFields = {
  initialDelaySeconds: fc.nat(60),
  periodSeconds: fc.integer({ min: 1, max: 60 }),
  timeoutSeconds: fc.integer({ min: 1, max: 60 }),
  failureThreshold: fc.integer({ min: 1, max: 60 }),
};
const probe = (extra: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc
    .tuple(
      fc.oneof(handler, fields({ grpc: fields({ port: one(5000) }, { service: one('live') }) })),
      fields({}, { ...probeFields, ...extra }),
    )
    .map(([handler, rest]) => ({ ...handler, ...rest }));
const fatalProbe = probe({ terminationGracePeriodSeconds: fc.integer({ min: 1, max: 60 }) });
const hook = fc.oneof(handler, fields({ sleep: fields({ seconds: one(0, 1, 5) }) }));
const lifecycle = fields({}, { preStop: hook, postStart: hook }, 2);

const env = fc.uniqueArray(
  fc.oneof(
    fields({ name: one('A', 'B', 'PATH_OF_X'), value: one('', 'b', '$(A)/x', '$$A') }),
    fields({
      name: one('NODE'),
      valueFrom: fields({ fieldRef: fields({ fieldPath: one('spec.nodeName', "metadata.annotations['note']") }) }),
    }),
    fields({
      name: one('LIMIT'),
      valueFrom: fields({ resourceFieldRef: fields({ resource: one('limits.cpu', 'requests.memory') }) }),
    }),
    fields({
      name: one('SECRET'),
      valueFrom: fields({ secretKeyRef: fields({ name: one('s'), key: one('k') }, { optional: fc.boolean() }) }),
    }),
  ),
  { maxLength: 3, selector: ({ name }) => name },
);

const securityContext = fields(
  {},
  {
    runAsUser: one(0, 1000, 1000, 2000, 4_294_967_294 / 2),
    runAsGroup: one(0, 1000, 3000),
    runAsNonRoot: one(false),
    readOnlyRootFilesystem: fc.boolean(),
    privileged: one(false),
    allowPrivilegeEscalation: fc.boolean(),
    capabilities: fields({}, { drop: one(['ALL'], ['NET_RAW']), add: one(['NET_ADMIN'], ['IPC_LOCK', 'SYS_NICE']) }, 2),
    seccompProfile: one({ type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'p.json' }),
    appArmorProfile: one({ type: 'Unconfined' }),
    seLinuxOptions: one({ level: 's0:c1' }),
    procMount: one('Default'),
  },
);

const CPU = ['100m', '0.5', 1, '1500m'];
const MEMORY = ['32Mi', '64M', '128974848', 1_073_741_824, '1.5Gi'];
const guaranteed = fc
  .tuple(fc.constantFrom(...CPU), fc.constantFrom(...MEMORY), fc.boolean())
  .map(([cpu, memory, both]) => ({ limits: { cpu, memory }, ...(both ? { requests: { memory, cpu } } : {}) }));
const something = fields(
  {},
  {
    requests: fields(
      {},
      { cpu: one('10m', 0, '100m'), memory: one('16Mi', '0', '32Mi'), 'ephemeral-storage': one('1Gi') },
      2,
    ),
    limits: fields(
      {},
      { cpu: one(1, '2'), memory: one('64Mi', '1Gi'), 'ephemeral-storage': one('2Gi'), 'nvidia.com/gpu': one(1, '2') },
      2,
    ),
  },
  2,
);
const huge = one({ requests: { cpu: 1, 'hugepages-2Mi': '64Mi' }, limits: { cpu: 1, 'hugepages-2Mi': '64Mi' } });
const DEMANDS: Readonly<Record<Demand, fc.Arbitrary<unknown>>> = {
  guaranteed,
  some: fc.oneof({ weight: 8, arbitrary: something }, { weight: 1, arbitrary: huge }),
  nothing: one({}, undefined),
};

const mounts = fc.uniqueArray(
  fc.record({
    volume: fc.nat(7),
    mount: fields(
      { mountPath },
      { readOnly: fc.boolean(), subPath: one('sub', 'a/b'), mountPropagation: one('None', 'HostToContainer') },
    ),
  }),
  { maxLength: 3, selector: ({ mount }) => String(mount['mountPath']).replace(/\/$/, '') },
);

const common = {
  image: one('example.com/app:1', 'app', `example.com/x/y@sha256:${'0'.repeat(64)}`),
  imagePullPolicy: one('Always', 'IfNotPresent', 'Never'),
  command: one(...COMMANDS),
  args: some(['--fast', '-v', '$(A)']),
  workingDir: one('/', '/srv'),
  env,
  envFrom: one([{ configMapRef: { name: 'c' } }], [{ prefix: 'P_', secretRef: { name: 's', optional: true } }]),
  securityContext,
  terminationMessagePath: one('/dev/termination-log', '/tmp/why'),
  terminationMessagePolicy: one('File', 'FallbackToLogsOnError'),
  stdin: fc.boolean(),
  tty: fc.boolean(),
};
const served = {
  lifecycle,
  livenessProbe: fatalProbe,
  startupProbe: fatalProbe,
  readinessProbe: probe({ successThreshold: fc.integer({ min: 1, max: 3 }) }),
  resizePolicy: one([{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]),
};
const rule = (action: string) => one([{ action, exitCodes: { operator: 'In', values: [42] } }]);
const BY_ROLE: Readonly<Record<Role, fc.Arbitrary<Record<string, unknown>>>> = {
  container: fc.oneof(
    { weight: 9, arbitrary: fields({}, { ...common, ...served }) },
    {
      weight: 1,
      arbitrary: fields(
        { restartPolicy: one('Never', 'OnFailure'), restartPolicyRules: rule('Restart') },
        { ...common, ...served },
      ),
    },
  ),
  sidecar: fields({ restartPolicy: one('Always') }, { ...common, ...served }),
  init: fields({}, common),
};

/** A container of a pod whose containers request this much. */
export function containerDraft(role: Role, demand: Demand): fc.Arbitrary<ContainerDraft> {
  return fc.tuple(BY_ROLE[role], DEMANDS[demand], mounts).map(([fields, resources, mounts]) => {
    const container = { image: 'example.com/app:1', ...fields, ...(resources === undefined ? {} : { resources }) };
    return { container: container as ContainerDraft['container'], mounts };
  });
}
