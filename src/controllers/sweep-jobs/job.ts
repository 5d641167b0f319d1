import { createHash } from 'node:crypto';
import type { ICapabilities } from 'kubernetes-models/v1/Capabilities';
import type { OwnerReference } from '../../kube/object.ts';
import type { Job } from '../resources.ts';

/** Where the Jobs of all sweeps run, and their image. */
export interface SweepSettings {
  /** A dedicated namespace, which must admit privileged pods. */
  readonly namespace: string;
  /** The operator's own image: the sweeper is one of its commands. */
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  /** Names of Secrets in that namespace. */
  readonly imagePullSecrets: readonly string[];
  /** The kubelet's directory on every node. */
  readonly kubeletDirectory: string;
  /** Nodes are containers themselves, such as kind's: no process outside of their PID namespace has a file open. */
  readonly trustsPidNamespace: boolean;
}

/** A pair of directories of a node that programs use as /dev/shm and /tmp. */
export interface Directories {
  readonly shm: string;
  readonly tmp: string;
}

/** One sweep of one node. */
export interface SweepRequest {
  /** {@link sweepJobName} */
  readonly name: string;
  /** The labels by which the requester finds the Job again. */
  readonly labels: Readonly<Record<string, string>>;
  /** The owner that the Job is deleted with; only if cluster-scoped or in the namespace of the Jobs. */
  readonly owner?: OwnerReference | undefined;
  readonly node: string;
  /** `Node`: the node's own places and those of all its pods and containers. Directories: only these. */
  readonly places: 'Node' | readonly Directories[];
  readonly dryRun: boolean;
  readonly quietPeriodSeconds: number;
  /**
   * The API server shows that no RouDi will start in the places named: for `Node` the node's own ones, but never the
   * volumes of pods, whose RouDi may restart as long as they exist. For directories of a domain this holds if the
   * domain is gone or does not select this node any more, and no pod of its RouDi is left there.
   */
  readonly noRoudiReturns: boolean;
  /** A directory to remove as soon as no process uses anything in it. */
  readonly removeDirectory?: string | undefined;
}

/** Label of every Job and pod of a sweep. */
export const SWEEP_JOB_LABEL = 'iceoryx.io/sweep-job';
/** Annotation of a Job: its node. A label is too short for some names. */
export const NODE_ANNOTATION = 'iceoryx.io/node';
/** Annotation of a Job that was given up: why, as `Reason: message`. */
export const GIVEN_UP_ANNOTATION = 'iceoryx.io/given-up';
export const SWEEP_CONTAINER = 'sweep';

/** Needed to read other programs' processes and open their files; docs/sweeping.md explains each. */
const CAPABILITIES = ['SYS_PTRACE', 'DAC_OVERRIDE'];
/** Apps may have made sticky directories in that of a domain. */
const REMOVING_CAPABILITIES = [...CAPABILITIES, 'FOWNER'];

/** The capabilities of a Job. */
export function capabilitiesOf({ removeDirectory }: Pick<SweepRequest, 'removeDirectory'>): ICapabilities {
  return { drop: ['ALL'], add: removeDirectory === undefined ? CAPABILITIES : REMOVING_CAPABILITIES };
}

/** Time for the image pull, both observations and the removal, in addition to the quiet period. */
const ROOM_SECONDS = 600;
/** How long a Job, and so its log, is kept after its end. */
const KEPT_SECONDS = 86_400;
/** Exit codes of the sweeper for a failure, wrong usage and incomplete observation: a retry does not help. */
const FINAL_EXIT_CODES = [1, 2, 3];
const ROOT = '/host';

/**
 * Sidecars would keep the Job from ending, and need resources that a full node does not have. Injectors check labels of
 * pods, annotations, or both.
 */
const NO_MESH_LABELS = {
  'sidecar.istio.io/inject': 'false',
  'istio.io/dataplane-mode': 'none',
  'kuma.io/sidecar-injection': 'disabled',
};
const NO_MESH_ANNOTATIONS = {
  'sidecar.istio.io/inject': 'false',
  'linkerd.io/inject': 'disabled',
  'kuma.io/sidecar-injection': 'disabled',
  'consul.hashicorp.com/connect-inject': 'false',
  'openservicemesh.io/sidecar-injection': 'disabled',
  'appmesh.k8s.aws/sidecarInjectorWebhook': 'disabled',
};

/**
 * A name that is the same for the same node within one run, so that no run has two Jobs for one node.
 *
 * @param uid of the owner: Jobs of an earlier object of the same name may still exist
 */
export function sweepJobName(owner: { name: string; uid: string }, run: number, node: string): string {
  const digest = createHash('sha256').update(`${owner.uid} ${node}`).digest('hex').slice(0, 10);
  const end = `-${run}-${digest}`;
  return `${owner.name.replaceAll('.', '-').slice(0, 63 - end.length)}${end}`;
}

/** Seconds after which the Job is ended in any case. */
export function deadlineSeconds({ quietPeriodSeconds }: Pick<SweepRequest, 'quietPeriodSeconds'>): number {
  return quietPeriodSeconds + ROOM_SECONDS;
}

/** The Job for one node, of a sweep or of a domain. */
export function sweepJob(request: SweepRequest, settings: SweepSettings): Job {
  const labels = { 'app.kubernetes.io/managed-by': 'iceoryx-operator', [SWEEP_JOB_LABEL]: 'true', ...request.labels };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: request.name,
      namespace: settings.namespace,
      labels,
      annotations: { [NODE_ANNOTATION]: request.node },
      ...(request.owner === undefined ? {} : { ownerReferences: [request.owner] }),
    },
    spec: {
      backoffLimit: 2,
      activeDeadlineSeconds: deadlineSeconds(request),
      ttlSecondsAfterFinished: KEPT_SECONDS,
      // Not while the first pod may still be running.
      podReplacementPolicy: 'Failed',
      podFailurePolicy: {
        rules: [
          // Preempted, evicted or drained: not a failure of the sweep.
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          {
            action: 'FailJob',
            onExitCodes: { containerName: SWEEP_CONTAINER, operator: 'In', values: FINAL_EXIT_CODES },
          },
        ],
      },
      template: {
        metadata: {
          labels: { ...labels, ...NO_MESH_LABELS },
          annotations: { [NODE_ANNOTATION]: request.node, ...NO_MESH_ANNOTATIONS },
        },
        spec: podSpec(request, settings),
      },
    },
  };
}

type PodSpec = NonNullable<NonNullable<Job['spec']>['template']['spec']>;

function podSpec(request: SweepRequest, settings: SweepSettings): PodSpec {
  const { image, imagePullPolicy, imagePullSecrets } = settings;
  return {
    restartPolicy: 'Never',
    hostPID: true,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Killing a sweep half-way does no harm; the next one completes what it began.
    terminationGracePeriodSeconds: 1,
    ...(imagePullSecrets.length === 0 ? {} : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    // Scheduled by affinity, unlike nodeName: the scheduler checks whether the node has room, and that taints are
    // tolerated.
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [request.node] }] }],
        },
      },
    },
    tolerations: [{ operator: 'Exists' }],
    containers: [
      {
        name: SWEEP_CONTAINER,
        image,
        ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
        args: argumentsOf(request, settings),
        // If the command cannot start at all, the reason is only in its log.
        terminationMessagePolicy: 'FallbackToLogsOnError',
        resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '512Mi' } },
        securityContext: {
          runAsUser: 0,
          runAsGroup: 0,
          runAsNonRoot: false,
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: capabilitiesOf(request),
          seccompProfile: { type: 'RuntimeDefault' },
          // The default profile of container runtimes forbids access to processes with other profiles.
          appArmorProfile: { type: 'Unconfined' },
          // The same for nodes with SELinux; others ignore it.
          seLinuxOptions: { type: 'spc_t' },
        },
        volumeMounts: [
          { name: 'host', mountPath: ROOT, mountPropagation: 'HostToContainer', readOnly: request.dryRun },
        ],
      },
    ],
    volumes: [{ name: 'host', hostPath: { path: '/', type: 'Directory' } }],
  };
}

function argumentsOf(request: SweepRequest, { kubeletDirectory, trustsPidNamespace }: SweepSettings): string[] {
  const { places, dryRun, quietPeriodSeconds, noRoudiReturns, removeDirectory } = request;
  return [
    'sweep-machine',
    `--root=${ROOT}`,
    ...(places === 'Node'
      ? [`--kubelet=${kubeletDirectory}`]
      : ['--only-directories', ...places.map(({ shm, tmp }) => `--directories=${shm}:${tmp}`)]),
    ...(noRoudiReturns ? [`--roudi-ended-in=${places === 'Node' ? 'root' : 'directories'}`] : []),
    ...(removeDirectory === undefined ? [] : [`--remove-directory=${removeDirectory}`]),
    ...(trustsPidNamespace ? ['--trust-pid-namespace'] : []),
    dryRun ? '--dry-run' : '--yes',
    `--quiet-period=${quietPeriodSeconds}`,
    '--all',
    '--summary=/dev/termination-log',
  ];
}
