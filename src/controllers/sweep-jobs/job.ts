import { createHash } from 'node:crypto';
import type { ICapabilities } from 'kubernetes-models/v1/Capabilities';
import type { OwnerReference } from '../../kube/object.ts';
import type { Job } from '../resources.ts';

/** Where the Jobs of all sweeps run, and from what. */
export interface SweepSettings {
  /** A namespace of their own, which has to admit privileged pods. */
  readonly namespace: string;
  /** The operator's own image: the sweeper is a command of it. */
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  /** Names of Secrets in that namespace. */
  readonly imagePullSecrets: readonly string[];
  /** Of the kubelet, on every node. */
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
  /** By which the requester finds the Job again. */
  readonly labels: Readonly<Record<string, string>>;
  /** With which the Job goes; only of a cluster-scoped owner, or one in the namespace of the Jobs. */
  readonly owner?: OwnerReference | undefined;
  readonly node: string;
  /** `Node`: its own places and those of all its pods and containers. Directories: these and nothing else. */
  readonly places: 'Node' | readonly Directories[];
  readonly dryRun: boolean;
  readonly quietPeriodSeconds: number;
  /**
   * The API server says that no RouDi returns to the places named: the node's own for `Node`, but never the volumes of
   * pods, whose RouDi returns as long as they exist. For directories of a domain it says so when the domain is gone, or
   * does not choose this node any more, and no pod of its RouDi is left there.
   */
  readonly noRoudiReturns: boolean;
  /** A directory to remove as soon as no process uses anything in it. */
  readonly removeDirectory?: string | undefined;
}

/** On every Job and pod of a sweep. */
export const SWEEP_JOB_LABEL = 'iceoryx.io/sweep-job';
/** On a Job: the node it is for. A label has no room for every name. */
export const NODE_ANNOTATION = 'iceoryx.io/node';
/** On a Job that was given up: why, as `Reason: message`. */
export const GIVEN_UP_ANNOTATION = 'iceoryx.io/given-up';
export const SWEEP_CONTAINER = 'sweep';

/** What reading the processes of others and opening their files takes; docs/sweeping.md has what each is for. */
export const CAPABILITIES: ICapabilities = { drop: ['ALL'], add: ['SYS_PTRACE', 'DAC_OVERRIDE'] };

/** For the image to be pulled, for both looks, and for the removal, beside the quiet period. */
const ROOM_SECONDS = 600;
/** How long a Job, and so its log, stays after its end. */
const KEPT_SECONDS = 86_400;
/** What {@link SweepRequest} leads to when something failed, was misused, or was not all seen: to try again helps nothing. */
const FINAL_EXIT_CODES = [1, 2, 3];
const ROOT = '/host';

/**
 * Sidecars would keep the Job from its end, and take room that a full node does not have. Injectors look at labels of
 * pods, at annotations, or both.
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
 * A name that the same node gets each time within one run, so that no run has two Jobs for one node.
 *
 * @param uid of the owner: one of the same name that was there before may still have its Jobs
 */
export function sweepJobName(owner: { name: string; uid: string }, run: number, node: string): string {
  const digest = createHash('sha256').update(`${owner.uid} ${node}`).digest('hex').slice(0, 10);
  const end = `-${run}-${digest}`;
  return `${owner.name.replaceAll('.', '-').slice(0, 63 - end.length)}${end}`;
}

/** Seconds after which the Job ends, whatever it is at. */
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
      // Not while the first one may still be at work.
      podReplacementPolicy: 'Failed',
      podFailurePolicy: {
        rules: [
          // Preempted, evicted, drained: that says nothing about the sweep.
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
    // A sweep that is killed half-way does no harm, and the next one ends what it began.
    terminationGracePeriodSeconds: 1,
    ...(imagePullSecrets.length === 0 ? {} : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    // Through the scheduler, unlike nodeName: it knows whether the node has room, and that a taint is tolerated.
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
        // What the command says when it cannot even begin is in its log only.
        terminationMessagePolicy: 'FallbackToLogsOnError',
        resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '512Mi' } },
        securityContext: {
          runAsUser: 0,
          runAsGroup: 0,
          runAsNonRoot: false,
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: CAPABILITIES,
          seccompProfile: { type: 'RuntimeDefault' },
          // The default profile of container runtimes forbids to look into processes that are not of the same profile.
          appArmorProfile: { type: 'Unconfined' },
          // The same for nodes with SELinux; others do not look at it.
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
    'sweep',
    `--root=${ROOT}`,
    ...(places === 'Node'
      ? [`--kubelet=${kubeletDirectory}`]
      : ['--only-directories', ...places.map(({ shm, tmp }) => `--directories=${shm}:${tmp}`)]),
    ...(noRoudiReturns ? [`--no-roudi-returns-to=${places === 'Node' ? 'root' : 'directories'}`] : []),
    ...(removeDirectory === undefined ? [] : [`--remove-directory=${removeDirectory}`]),
    ...(trustsPidNamespace ? ['--trust-pid-namespace'] : []),
    dryRun ? '--dry-run' : '--yes',
    `--quiet-period=${quietPeriodSeconds}`,
    '--all',
    '--summary=/dev/termination-log',
  ];
}
