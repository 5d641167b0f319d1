import * as fc from 'fast-check';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IceoryxDeploymentSpec } from '../../src/api/iceoryx-deployment.generated.ts';
import { fields, one, pairs } from './arbitraries.ts';
import { type ContainerDraft, containerDraft, type Demand, type Role } from './container-templates.ts';
import { volumes } from './volume-templates.ts';

export type Template = IceoryxDeploymentSpec['template'];

const NAMES = [
  'app',
  'camera',
  'detector',
  'istio-proxy',
  'linkerd-init',
  'vault-agent',
  'roudi2',
  'a-link',
  '0',
  'x'.repeat(63),
];
const LABELS = ['app', 'app.kubernetes.io/name', 'team'];
const ANNOTATIONS = ['sidecar.istio.io/inject', 'vault.hashicorp.com/agent-inject', 'note'];
const selector = one({ matchLabels: { app: 'a' } }, { matchExpressions: [{ key: 'team', operator: 'Exists' }] });
const term = one({ key: 'zone', operator: 'In', values: ['a', 'b'] }, { key: 'gpu', operator: 'DoesNotExist' });
const nodeTerms = term.map((expression) => [{ matchExpressions: [expression] }]);
const podTerm = fields(
  { topologyKey: one('kubernetes.io/hostname'), labelSelector: selector },
  { namespaces: one(['x']) },
);

const placement = {
  nodeSelector: pairs(['zone', 'kubernetes.io/arch'], ['a', 'arm64']),
  tolerations: one(
    [{ operator: 'Exists' }],
    [{ key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoExecute', tolerationSeconds: 60 }],
  ),
  affinity: fields(
    {},
    {
      nodeAffinity: nodeTerms.map((nodeSelectorTerms) => ({
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
      })),
      podAntiAffinity: podTerm.map((term) => ({ requiredDuringSchedulingIgnoredDuringExecution: [term] })),
      podAffinity: podTerm.map((podAffinityTerm) => ({
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, podAffinityTerm }],
      })),
    },
    2,
  ),
  topologySpreadConstraints: selector.map((labelSelector) => [
    { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
  ]),
  schedulingGates: one([{ name: 'example.com/wait' }]),
  schedulerName: one('volcano'),
  priorityClassName: one('system-node-critical'),
  preemptionPolicy: one('PreemptLowerPriority'),
  runtimeClassName: one('sandboxed'),
};
const network = {
  hostNetwork: one(true),
  hostAliases: one([{ ip: '10.0.0.1', hostnames: ['nas', 'nas.lab'] }]),
  hostname: one('robot'),
  subdomain: one('lab'),
  setHostnameAsFQDN: fc.boolean(),
  dnsPolicy: one('ClusterFirst', 'Default', 'ClusterFirstWithHostNet'),
  dnsConfig: one({ nameservers: ['10.0.0.2'], searches: ['lab'], options: [{ name: 'ndots', value: '2' }] }),
};
const security = {
  securityContext: fields(
    {},
    {
      runAsUser: one(0, 1000, 1000),
      runAsGroup: one(0, 1000),
      runAsNonRoot: one(false),
      fsGroup: one(2000),
      fsGroupChangePolicy: one('OnRootMismatch'),
      supplementalGroups: one([3000, 4000]),
      sysctls: one([{ name: 'kernel.shm_rmid_forced', value: '0' }]),
      seccompProfile: one({ type: 'RuntimeDefault' }),
      appArmorProfile: one({ type: 'RuntimeDefault' }),
    },
    2,
  ),
  hostIPC: fc.boolean(),
  hostPID: fc.boolean(),
  hostUsers: fc.boolean(),
  shareProcessNamespace: fc.boolean(),
  serviceAccountName: one('default'),
  automountServiceAccountToken: fc.boolean(),
  imagePullSecrets: one([{ name: 'registry' }]),
};
const life = {
  terminationGracePeriodSeconds: one(0, 1, 5, 30, 300),
  restartPolicy: one('Always'),
  enableServiceLinks: fc.boolean(),
  readinessGates: one([{ conditionType: 'example.com/in-pool' }]),
  os: one({ name: 'linux' }),
  resourceClaims: one([{ name: 'gpu', resourceClaimTemplateName: 'gpu' }]),
};
const podFields = fields({}, { ...placement, ...network, ...security, ...life }, 8);

const podResources = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: one(
      { requests: { memory: '4Gi' } },
      { requests: { cpu: '8', memory: '16Gi' }, limits: { cpu: '8', memory: '16Gi' } },
      { limits: { memory: '2Gi' } },
      { limits: { cpu: 4 } },
      { requests: { memory: '160Mi' }, limits: { memory: '160Mi' } },
    ),
  },
);
const DEMANDS = ['guaranteed', 'some', 'some', 'nothing'] as const;
/** Fields that no API server knows so far. */
const future = fields({}, { fieldOfTomorrow: one(true, { deep: [1, { x: null }] }, ['a']) }, 8);

const containersOf = (demand: Demand) =>
  fc.tuple(
    fc.array(containerDraft('container', demand), { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.constantFrom<Role>('init', 'sidecar').chain((role) => containerDraft(role, demand)),
      { maxLength: 3 },
    ),
  );

/** Which templates to generate. */
export interface Kind {
  /** Whether they have fields that no API server knows. */
  readonly withFuture: boolean;
  /** Requests of all containers; without it they differ between templates. */
  readonly demand?: Demand;
}

/** Pod templates of the kinds that people write. An API server accepts most of them; in some, iceoryx cannot work. */
export function podTemplates({ withFuture, demand }: Kind): fc.Arbitrary<Template> {
  return fc
    .tuple(
      fc.constantFrom<Demand>(...(demand === undefined ? DEMANDS : [demand])).chain(containersOf),
      fc.shuffledSubarray(NAMES, { minLength: 6, maxLength: 6 }),
      volumes,
      podFields,
      podResources,
      fields({}, { labels: pairs(LABELS, ['a', '']), annotations: pairs(ANNOTATIONS, ['true', 'a: b\n"c"', '{}']) }, 2),
      withFuture ? fc.array(future, { minLength: 7, maxLength: 7 }) : fc.constant([]),
    )
    .map(([[containers, initContainers], names, volumes, pod, resources, metadata, future]) => {
      const spec = {
        ...pod,
        containers: containers.map((draft, index) => containerOf(draft, names[index] ?? '', volumes, future[index])),
        ...(initContainers.length === 0
          ? {}
          : {
              initContainers: initContainers.map((draft, index) =>
                containerOf(draft, names[index + 3] ?? '', volumes, future[index + 3]),
              ),
            }),
        ...(volumes.length === 0 ? {} : { volumes }),
        ...(resources === undefined ? {} : { resources }),
        ...future[6],
      } as IPodSpec;
      return Object.keys(metadata).length === 0 ? { spec } : { metadata, spec };
    });
}

function containerOf(
  { container, mounts }: ContainerDraft,
  name: string,
  volumes: readonly IVolume[],
  future: object = {},
): IContainer {
  const volumeMounts = mounts.flatMap(({ volume, mount }) => {
    const { name } = volumes[volume % volumes.length] ?? {};
    return name === undefined ? [] : [{ name, ...mount }];
  });
  return { name, ...container, ...(volumeMounts.length === 0 ? {} : { volumeMounts }), ...future } as IContainer;
}

/** A template with what Pod Security `restricted` demands, and without what it forbids outright. */
export function restricted({ metadata, spec }: Template): Template {
  const { hostIPC: _ipc, hostPID: _pid, hostNetwork: _network, volumes = [], initContainers, ...pod } = spec;
  const allowed = volumes.filter(({ hostPath, nfs }) => hostPath === undefined && nfs === undefined);
  const names = new Set(allowed.map(({ name }) => name));
  const within = ({ volumeMounts, ...container }: IContainer): IContainer => ({
    ...container,
    ...(volumeMounts === undefined ? {} : { volumeMounts: volumeMounts.filter(({ name }) => names.has(name)) }),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
  return {
    ...(metadata === undefined ? {} : { metadata }),
    spec: {
      ...pod,
      containers: pod.containers.map(within),
      ...(initContainers === undefined ? {} : { initContainers: initContainers.map(within) }),
      volumes: allowed,
      securityContext: { runAsUser: 1000, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    },
  };
}
