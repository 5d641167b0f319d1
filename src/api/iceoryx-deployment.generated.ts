// Generated from crds/iceoryxdeployments.iceoryx.io.yaml by `npm run generate`. Do not edit.

import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** IceoryxDeployment runs iceoryx applications from an ordinary pod template. The operator adds a RouDi to every pod: it starts first, has enough memory and is stopped last. When it dies, the pod recovers. A Deployment of the same name runs the pods. */
export type IceoryxDeployment = {
  apiVersion: 'iceoryx.io/v1alpha1';
  kind: 'IceoryxDeployment';
  metadata: NonNullable<IPodTemplateSpec['metadata']> & { name: string };
  spec: IceoryxDeploymentSpec;
  status?: IceoryxDeploymentStatus;
};

/** The desired state. */
export interface IceoryxDeploymentSpec {
  /** Desired number of pods. Each has its own RouDi and its own shared memory, so replicas do not exchange samples through iceoryx. 0 stops the application and frees its memory. */
  replicas?: number;
  /** True holds back changes of the pods: this object can be edited, but no pod is replaced until paused is false again. Scaling continues. */
  paused?: boolean;
  /** Seconds that a new pod must be ready without a crash before it counts as available. */
  minReadySeconds?: number;
  /** When pods get a newer layout, which a newer operator or other capabilities of the nodes may bring. OnNextChange waits for the next change of this object that replaces pods anyway; the condition UpToDate shows that a newer layout is available. Automatic replaces the pods at once, as spec.strategy says. */
  rollout?: 'Automatic' | 'OnNextChange';
  /** Number of old ReplicaSets to keep, for a look at earlier versions. */
  revisionHistoryLimit?: number;
  /** Seconds without progress after which a rollout is reported as failed (Stalled). It is not rolled back. Must exceed minReadySeconds. */
  progressDeadlineSeconds?: number;
  /** How pods are replaced when the template or RouDi changes, as in a Deployment. */
  strategy?: Strategy;
  /** The pods to run, as in a Deployment: every field of a pod template is allowed, including those that this schema does not list. Values set here take precedence over the operator's own. */
  template: IPodTemplateSpec & Required<Pick<IPodTemplateSpec, 'spec'>>;
  /** Names of the containers of the template that use iceoryx. They get the shared memory and are stopped before RouDi. Default: all of spec.template.spec.containers. */
  containers?: string[];
  /** The RouDi of every pod: its image, its memory pools and its flags. A change replaces the pods. Set either this or domain. */
  roudi?: Roudi;
  /** The IceoryxDomain whose RouDi the pods use, one on each node, so that they exchange samples with other pods of their node. The pods run on the domain's nodes, wait for RouDi there, and restart when it was replaced. All pods of the domain can read and write its samples: they trust each other. Set either this or roudi. */
  domain?: Domain;
  /** Whether pods of this object may share a node of a domain. PerNode, the default: they may not, because iceoryx admits each runtime name only once. No two of them are put on the same node, and a rollout stops a pod before it starts another one. Unique: each application chooses a name that no other pod uses. */
  runtimeNames?: 'PerNode' | 'Unique';
  /** Shared memory for applications on Cyclone DDS 0.10, such as ROS 2 nodes with rmw_cyclonedds_cpp. If set, CYCLONEDDS_URI of the containers that use iceoryx gets one more configuration after its own, which enables shared memory with a Locator that only the users of this RouDi have. It replaces a CYCLONEDDS_URI of the image. Write {}. */
  cycloneDDS?: Record<string, unknown>;
  /** The small sidecar that notices when RouDi is gone, and stops the applications before RouDi. */
  agent?: Agent;
  /** Deprecated: the former name of agent, which counts where both are there. */
  link?: Link;
  /** Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. Needed only for your own names, for groups as writers and readers of segments, and for images that set their user themselves. Default: names generated for the numeric users of the template. */
  identity?: Identity;
  /** The volume that holds the shared memory of a pod, a tmpfs at /dev/shm. */
  sharedMemory?: SharedMemory;
  /** How a pod is stopped. Applications are stopped first and RouDi last, so that nothing is left behind. */
  termination?: Termination;
  /** What happens when RouDi dies. All memory that its applications have mapped is stale then. */
  recovery?: Recovery;
}

/** How pods are replaced when the template or RouDi changes, as in a Deployment. */
export interface Strategy {
  /** RollingUpdate replaces pods step by step. Recreate stops all pods before new ones start, for applications that must not run in two versions at the same time. */
  type?: 'RollingUpdate' | 'Recreate';
  /** Pace of a RollingUpdate. Not allowed with Recreate. */
  rollingUpdate?: RollingUpdate;
}

/** Pace of a RollingUpdate. Not allowed with Recreate. */
export interface RollingUpdate {
  /** Pods that may run above replicas during an update, as a number or a percentage of replicas, rounded up. Default 25%. Each of them needs shared memory of its own. */
  maxSurge?: number | string;
  /** Pods that may be missing during an update, as a number or a percentage of replicas, rounded down. Default 25%. */
  maxUnavailable?: number | string;
}

/** The RouDi of every pod: its image, its memory pools and its flags. A change replaces the pods. Set either this or domain. */
export interface Roudi {
  /** Image that contains RouDi, of the same iceoryx version and built with the same limits as the applications; this is not checked at runtime. Example: registry.example.com/iceoryx/roudi:2.0.6. Default: the operator's, if it was installed with one (chart value roudi.defaultImage). When that value changes, pods keep their image until the next change of this object. */
  image?: string;
  /** When the kubelet pulls the image. Default: Always for the tag latest or no tag, else IfNotPresent. */
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Release line of iceoryx in the image: it determines flags, sizes and messages. Default: taken from the image's tag (2.0.6, v2.95.8, humble-2.0.5 and the like). Required if the tag does not contain it. */
  release?: '2.0' | '2.95';
  /** Command that starts RouDi in its image, without flags. Use a path if iox-roudi is not in the PATH. */
  command?: string[];
  /** Further flags for RouDi, one word per item, for builds with more flags than the standard ones. Flags that have a field of their own are refused. */
  extraArgs?: string[];
  /** Environment variables of RouDi, as in a container. */
  env?: IEnvVar[];
  /** Data segments of the shared memory, one per group of writers. Default: one segment with iceoryx's built-in pools, 142 MiB in 7 sizes from 128 bytes to 4 MiB. The sizes of the volume and the memory limit follow from it: kubectl iceoryx explain shows how. */
  segments?: Segment[];
  /** Size in bytes of RouDi's management segment (iceoryx_mgmt) with these segments. Only needed for images built with other limits than iceoryx's default: RouDi logs it when it starts ("Reserving 66761736 bytes in the shared memory [iceoryx_mgmt]"). Default: computed for the release. If the value is too small, RouDi fails to start. */
  managementBytes?: number;
  /** RouDi's log level. Release 2.95 calls Verbose trace. Write 'Off' in quotes: without quotes YAML reads it as false. */
  logLevel?: 'Off' | 'Fatal' | 'Error' | 'Warning' | 'Info' | 'Debug' | 'Verbose';
  /** Whether RouDi monitors its applications and frees the memory of crashed ones. Without it, that memory stays in use until RouDi restarts. */
  monitoring?: boolean;
  /** How far the iceoryx version of an application must match RouDi's: 'Off' (in quotes, or YAML reads it as false) does not check, BuildDate requires the same build. */
  compatibility?: 'Off' | 'Major' | 'Minor' | 'Patch' | 'CommitId' | 'BuildDate';
  /** Seconds between RouDi's SIGTERM and SIGKILL for applications that are still running when RouDi stops. Default: computed to fit into the grace period; RouDi's own default, 45, does not fit into 30. */
  killDelaySeconds?: number;
  /** Seconds that RouDi waits when it stops before it begins to stop applications. Release 2.95 only; the time is added to the grace period. Default 0. */
  terminationDelaySeconds?: number;
  /** Requests and limits of RouDi's container, as in a container. Omitted values are computed: memory from the segments, which all count as RouDi's; limits of CPU, and requests and limits of ephemeral-storage, if all containers of the template set them. A memory limit that is too small is refused, since RouDi would be killed. */
  resources?: IResourceRequirements;
  /** Security context of RouDi's container, as in a container; every field is allowed. RouDi needs the uid of the applications, or root with the capabilities KILL, to stop them, and DAC_OVERRIDE, to reach their sockets. Default: as the applications, or root where those are different users. */
  securityContext?: ISecurityContext;
}

/** A data segment. */
export interface Segment {
  /** Group whose members may write; it also names the segment. Default: RouDi's own group, of which all users are members. Otherwise a group of spec.identity, or one that all images know by this name. */
  writer?: string;
  /** Group whose members may read. Default: RouDi's own group. */
  reader?: string;
  /** Pools of chunks, in strictly increasing order of size. A sample uses a chunk of the smallest size that holds it; if those are all in use, publishing fails even if larger chunks are free. */
  mempools: Mempool[];
}

/** A pool of chunks of one size. */
export interface Mempool {
  /** Payload bytes per chunk, a multiple of 8. Samples with a user header or an alignment above 8 need some more bytes than their type. */
  size: number;
  /** Number of chunks. All of them use memory from the start. */
  count: number;
}

/** The IceoryxDomain whose RouDi the pods use, one on each node, so that they exchange samples with other pods of their node. The pods run on the domain's nodes, wait for RouDi there, and restart when it was replaced. All pods of the domain can read and write its samples: they trust each other. Set either this or roudi. */
export interface Domain {
  /** Name of the IceoryxDomain. */
  name: string;
  /** Its namespace, if it is another one; spec.allowedNamespaces of the domain must admit this object's namespace. Default: the namespace of this object. */
  namespace?: string;
}

/** The small sidecar that notices when RouDi is gone, and stops the applications before RouDi. */
export interface Agent {
  /** Requests and limits of the agent's container, as in a container. Omitted values are set as for RouDi. */
  resources?: Resources;
}

/** Requests and limits of the agent's container, as in a container. Omitted values are set as for RouDi. */
export interface Resources {
  /** Limits by resource, for example cpu or memory. */
  limits?: Record<string, number | string>;
  /** Requests by resource, for example cpu or memory. */
  requests?: Record<string, number | string>;
}

/** Deprecated: the former name of agent, which counts where both are there. */
export interface Link {
  /** Requests and limits of the agent's container, as in a container. Omitted values are set as for RouDi. */
  resources?: IResourceRequirements;
}

/** Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. Needed only for your own names, for groups as writers and readers of segments, and for images that set their user themselves. Default: names generated for the numeric users of the template. */
export interface Identity {
  /** All users that applications run as, except root. With more than one, RouDi runs as root with the capabilities KILL and DAC_OVERRIDE, and all users get a common group. */
  users: User[];
}

/** A user and its group. */
export interface User {
  /** Name of the user. */
  name: string;
  /** Numeric user id, as in runAsUser of the template or in the image. */
  uid: number;
  /** Name of its group, which segments can name as writer or reader. The name iceoryx is reserved for the common group of all users. */
  group: string;
  /** Numeric group id. */
  gid: number;
}

/** The volume that holds the shared memory of a pod, a tmpfs at /dev/shm. */
export interface SharedMemory {
  /** Size of the volume. Default: the size of the segments plus headroomPercent. A size that is too small is refused, since RouDi would crash while it fills the memory. */
  sizeLimit?: number | string;
  /** Per cent that the volume is larger than the segments. 100 or more leaves room for a restarted RouDi while applications still hold the old memory. Ignored if sizeLimit is set. */
  headroomPercent?: number;
}

/** How a pod is stopped. Applications are stopped first and RouDi last, so that nothing is left behind. */
export interface Termination {
  /** Seconds that the applications need to stop after SIGTERM. Those that take longer are killed, so that RouDi has time to clean up after them. */
  appStopSeconds?: number;
  /** How SIGTERM reaches applications that run behind a shell that does not forward it. Auto: by a preStop hook in every application container that has none of its own. Always: also by the agent, which sends SIGTERM to all applications at once. Never: not at all. */
  signalApps?: 'Auto' | 'Always' | 'Never';
  /** Grace period of the pods in seconds. Default: computed from appStopSeconds and what RouDi needs, or terminationGracePeriodSeconds of the template. A value too short for a clean stop is kept and reported by the condition TerminationSafe. */
  gracePeriodSeconds?: number;
}

/** What happens when RouDi dies. All memory that its applications have mapped is stale then. */
export interface Recovery {
  /** InPlace restarts all containers of the pod if the nodes support it (Kubernetes 1.36 and newer by default), and otherwise replaces the pod. Replace always replaces the pod: it gets a new address and new emptyDir volumes. None never restarts applications: they continue without exchanging samples until someone acts. */
  mode?: 'InPlace' | 'Replace' | 'None';
  /** How many pods of this object may be replaced within an hour because their RouDi died. Further ones wait, as the condition HealingAllowed shows. Restarts in place are not counted. In addition, all objects share a rate limit, so that a fault everywhere does not replace everything at once. */
  maxPerHour?: number;
  /** What to do if a PodDisruptionBudget forbids the replacement of a pod after its RouDi died: Wait until it is allowed, or Delete the pod anyway, since it does not work. Budgets with unhealthyPodEvictionPolicy AlwaysAllow never block such pods. */
  whenBlocked?: 'Wait' | 'Delete';
}

/** The observed state. Written by the operator only. */
export interface IceoryxDeploymentStatus {
  /** What operators have asked each other that look after this object by mistake both. */
  operator?: OperatorStatus;
  /** The metadata.generation that this status is about. An older one means that it is out of date. */
  observedGeneration?: number;
  /** Number of pods that exist, from the Deployment. */
  replicas?: number;
  /** Number of pods made from the current template, from the Deployment. */
  updatedReplicas?: number;
  /** Number of pods that are ready, from the Deployment. */
  readyReplicas?: number;
  /** Number of pods that have been ready for minReadySeconds, from the Deployment. */
  availableReplicas?: number;
  /** Containers of all pods that use iceoryx, as the agents in the pods see them. Absent until every pod that is ready has been looked at, and where logs are not read. */
  apps?: AppsStatus;
  /** Label selector of the pods as text, for kubectl scale and autoscalers. */
  selector?: string;
  /** The Deployment as the operator last wrote it. While uid and generation match, it is unchanged and the operator writes nothing. */
  deployment?: DeploymentStatus;
  /** Grace period of the pods in seconds. */
  terminationGracePeriodSeconds?: number;
  /** Shared memory of each pod, as computed from spec.roudi. */
  sharedMemory?: SharedMemoryStatus;
  /** The RouDi of the pods. */
  roudi?: RoudiStatus;
  /** Pods that were replaced because their RouDi died. */
  recovery?: RecoveryStatus;
  /** Every value that the operator computed for the pods. kubectl iceoryx explain shows how. */
  computed?: ComputedStatus[];
  /** What works, but not as well as it could, and how to improve it. */
  warnings?: WarningStatus[];
  /** Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: SharedMemoryFits, RouDiReady, TerminationSafe, HealingAllowed, FaultFree, UpToDate, VersionsMatch. */
  conditions?: Condition[];
}

/** What operators have asked each other that look after this object by mistake both. */
export interface OperatorStatus {
  /** The operator that asks whether the one of the annotation iceoryx.io/operator works. */
  asking?: string;
  /** When it asked. */
  askedAt?: string;
  /** The operator that was answered last. */
  answered?: string;
  /** When it was answered. */
  answeredAt?: string;
}

/** Containers of all pods that use iceoryx, as the agents in the pods see them. Absent until every pod that is ready has been looked at, and where logs are not read. */
export interface AppsStatus {
  /** Number of containers that are connected to RouDi. */
  connected: number;
  /** Number of containers that should be: those that spec.containers names, else those that ever were connected. */
  expected: number;
  /** Both numbers, as in 3/4. */
  summary: string;
}

/** The Deployment as the operator last wrote it. While uid and generation match, it is unchanged and the operator writes nothing. */
export interface DeploymentStatus {
  /** Its metadata.uid. */
  uid: string;
  /** Its metadata.generation after the write. */
  generation: number;
  /** Digest of what was written, which changes with this object and with the operator's version. */
  digest: string;
  /** The metadata.generation of this object at the time of the write. */
  objectGeneration?: number;
  /** Digest of the pod template as it was written. */
  template?: string;
  /** Digest of the pod template as the API server stored it. */
  liveTemplate?: string;
}

/** Shared memory of each pod, as computed from spec.roudi. */
export interface SharedMemoryStatus {
  /** Size of the volume in readable form, for example 228.0 MiB. */
  size?: string;
  /** Total size of RouDi's segments in bytes, each rounded up to whole pages. */
  segmentBytes?: number;
  /** Size of the volume at /dev/shm in bytes. */
  volumeBytes?: number;
  /** How volumeBytes was computed, in a sentence. */
  explanation?: string;
  /** The segments, the management segment first. */
  segments?: SegmentStatus[];
}

/** A segment. */
export interface SegmentStatus {
  /** Name of the segment's file in /dev/shm, or what determines it if it is known only in the pod. */
  name: string;
  /** Size of the segment in bytes, not rounded. */
  bytes: number;
}

/** The RouDi of the pods. */
export interface RoudiStatus {
  /** Release line in use, from spec.roudi.release or the image's tag. */
  release?: string;
  /** Memory request and limit of RouDi's container in bytes. */
  memoryBytes?: number;
  /** Image of RouDi, from spec.roudi.image, the operator's default or the IceoryxDomain. */
  image?: string;
  /** Number of pods whose RouDi is ready, from the pods' container statuses. */
  ready?: number;
  /** How often RouDi was started again in the pods that there are; in pods of a domain, how often they were restarted because RouDi of their node was gone. */
  restarts?: number;
  /** When that was the last time. Absent if it never was in the pods that there are. */
  lastRestartTime?: string;
}

/** Pods that were replaced because their RouDi died. */
export interface RecoveryStatus {
  /** At least the replacements of the past hour, which count towards spec.recovery.maxPerHour, the oldest first. Each is recorded before the pod is evicted, so that it survives a restart of the operator. */
  replacements?: ReplacementStatus[];
}

/** A replacement. */
export interface ReplacementStatus {
  /** Name of the pod. */
  pod: string;
  /** Its metadata.uid. */
  uid: string;
  /** When it was decided. */
  time: string;
  /** True if RouDi died within 2 minutes of the pod's creation. After three of those in an hour, the delays between replacements grow, as for a container in a crash loop. */
  early?: boolean;
}

/** A computed value. */
export interface ComputedStatus {
  /** Name of the value, for example SharedMemoryVolume or GracePeriod. */
  name: string;
  /** The value with its unit, for example 238551040 bytes. */
  value: string;
  /** Why it has this value, if neither the specification nor a sum says so: for Recovery, what nodes, the API server or the operator's settings decide. */
  because?: string;
}

/** A warning. */
export interface WarningStatus {
  /** The field that the warning is about, for example spec.template.spec.hostNetwork. */
  field: string;
  /** What may happen, and how to avoid it. */
  message: string;
}

/** A condition. */
export interface Condition {
  /** Name of the condition in CamelCase. */
  type: string;
  /** Whether it holds. */
  status: 'True' | 'False' | 'Unknown';
  /** The metadata.generation that the condition is about. */
  observedGeneration?: number;
  /** When status last changed. */
  lastTransitionTime: string;
  /** Why, in one CamelCase word that programs may rely on. */
  reason: string;
  /** Why, in a sentence, with the remedy if something is wrong. */
  message: string;
}

/** Schema of IceoryxDeployment as the API server has it, CEL rules included. */

export const schema = {
  "description": "IceoryxDeployment runs iceoryx applications from an ordinary pod template. The operator adds a RouDi to every pod: it starts first, has enough memory and is stopped last. When it dies, the pod recovers. A Deployment of the same name runs the pods.",
  "type": "object",
  "required": [
    "spec"
  ],
  "x-kubernetes-validations": [
    {
      "rule": "self.metadata.name.size() <= 52",
      "fieldPath": ".metadata.name",
      "messageExpression": "\"name '%s' has %d characters; use at most 52, as the names of its pods are made from it and must fit in 63\" .format([self.metadata.name, self.metadata.name.size()])"
    },
    {
      "rule": "!self.metadata.name.contains('.')",
      "fieldPath": ".metadata.name",
      "messageExpression": "\"name '%s' contains a dot; use lower-case letters, digits and '-' only, as it becomes part of host names\" .format([self.metadata.name])"
    }
  ],
  "properties": {
    "apiVersion": {
      "description": "The version of this schema, iceoryx.io/v1alpha1.",
      "type": "string"
    },
    "kind": {
      "description": "The kind of this object, IceoryxDeployment.",
      "type": "string"
    },
    "metadata": {
      "type": "object",
      "properties": {
        "name": {
          "description": "A DNS label of at most 52 characters; the Deployment made from this object has the same name.",
          "type": "string",
          "maxLength": 253
        }
      }
    },
    "spec": {
      "description": "The desired state.",
      "type": "object",
      "required": [
        "template"
      ],
      "x-kubernetes-validations": [
        {
          "rule": "has(self.roudi) != has(self.domain)",
          "fieldPath": ".roudi",
          "messageExpression": "has(self.roudi) ? 'roudi and domain are both set, but pods have a RouDi of their own or use that of their node; remove one of them' : 'neither roudi nor domain is set; give the pods a RouDi of their own with roudi, or name an IceoryxDomain with domain'"
        },
        {
          "rule": "!has(self.domain) || !has(self.identity)",
          "fieldPath": ".identity",
          "message": "identity is set, but all pods of a domain must use the same names of users; remove it, and name the users in spec.identity of the IceoryxDomain"
        },
        {
          "rule": "!has(self.domain) || !has(self.sharedMemory.sizeLimit)",
          "fieldPath": ".sharedMemory.sizeLimit",
          "message": "sizeLimit is set, but pods of a domain use the memory of their node; remove it"
        },
        {
          "rule": "has(self.domain) || !has(self.runtimeNames)",
          "fieldPath": ".runtimeNames",
          "message": "runtimeNames is set, but pods with a RouDi of their own share no names; remove it, or use domain instead of roudi"
        },
        {
          "rule": "!has(self.containers) || self.containers.all(c, self.template.spec.containers.exists(t, t.name == c) || (has(self.template.spec.initContainers) && self.template.spec.initContainers.exists(t, t.name == c)))",
          "fieldPath": ".containers",
          "messageExpression": "\"containers names %s, which spec.template does not have; use names of containers of the template: %s\".format([ self.containers.filter(c, !self.template.spec.containers.exists(t, t.name == c) && !(has(self.template.spec.initContainers) && self.template.spec.initContainers.exists(t, t.name == c))), self.template.spec.containers.map(t, t.name)])"
        },
        {
          "rule": "!has(self.termination.gracePeriodSeconds) || !has(self.template.spec.terminationGracePeriodSeconds) || self.termination.gracePeriodSeconds == self.template.spec.terminationGracePeriodSeconds",
          "fieldPath": ".termination.gracePeriodSeconds",
          "messageExpression": "\"gracePeriodSeconds is %d, but template.spec.terminationGracePeriodSeconds is %d; set only one of them, or both to the same value\" .format([self.termination.gracePeriodSeconds, self.template.spec.terminationGracePeriodSeconds])"
        },
        {
          "rule": "self.progressDeadlineSeconds > self.minReadySeconds",
          "fieldPath": ".progressDeadlineSeconds",
          "messageExpression": "\"progressDeadlineSeconds is %d, but minReadySeconds is %d; use a progressDeadlineSeconds above %d\" .format([self.progressDeadlineSeconds, self.minReadySeconds, self.minReadySeconds])"
        },
        {
          "rule": "!self.template.spec.containers.exists(c, (!has(self.containers) || c.name in self.containers) && has(c.volumeMounts) && c.volumeMounts.exists(m, m.mountPath in ['/dev/shm', '/dev/shm/']))",
          "fieldPath": ".template.spec.containers",
          "messageExpression": "\"containers %s mount volumes of their own on /dev/shm, which they must share with RouDi; remove these mounts, or leave the containers out of spec.containers; spec.sharedMemory.sizeLimit sets the size\" .format([self.template.spec.containers.filter(c, (!has(self.containers) || c.name in self.containers) && has(c.volumeMounts) && c.volumeMounts.exists(m, m.mountPath in ['/dev/shm', '/dev/shm/'])) .map(c, c.name)])"
        },
        {
          "rule": "!has(self.containers) || !has(self.template.spec.initContainers) || !self.template.spec.initContainers.exists(c, c.name in self.containers && has(c.volumeMounts) && c.volumeMounts.exists(m, m.mountPath in ['/dev/shm', '/dev/shm/']))",
          "fieldPath": ".template.spec.initContainers",
          "messageExpression": "\"containers %s mount volumes of their own on /dev/shm, which they must share with RouDi; remove these mounts, or leave the containers out of spec.containers; spec.sharedMemory.sizeLimit sets the size\" .format([self.template.spec.initContainers.filter(c, c.name in self.containers && has(c.volumeMounts) && c.volumeMounts.exists(m, m.mountPath in ['/dev/shm', '/dev/shm/'])) .map(c, c.name)])"
        },
        {
          "rule": "!has(self.identity) || ((self.template.spec.containers.filter(c, (!has(self.containers) || c.name in self.containers) && (has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))).map(c, (has(c.securityContext) && has(c.securityContext.runAsUser) ? c.securityContext.runAsUser : self.template.spec.securityContext.runAsUser)) + (has(self.template.spec.initContainers) ? self.template.spec.initContainers.filter(c, has(self.containers) && c.name in self.containers && (has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))).map(c, (has(c.securityContext) && has(c.securityContext.runAsUser) ? c.securityContext.runAsUser : self.template.spec.securityContext.runAsUser)) : [])).all(id, id == 0 || self.identity.users.exists(u, u.uid == id)) && (self.template.spec.containers.exists(c, (!has(self.containers) || c.name in self.containers) && !(has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))) || (has(self.template.spec.initContainers) && self.template.spec.initContainers.exists(c, has(self.containers) && c.name in self.containers && !(has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser)))) || self.identity.users.all(u, u.uid in (self.template.spec.containers.filter(c, (!has(self.containers) || c.name in self.containers) && (has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))).map(c, (has(c.securityContext) && has(c.securityContext.runAsUser) ? c.securityContext.runAsUser : self.template.spec.securityContext.runAsUser)) + (has(self.template.spec.initContainers) ? self.template.spec.initContainers.filter(c, has(self.containers) && c.name in self.containers && (has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))).map(c, (has(c.securityContext) && has(c.securityContext.runAsUser) ? c.securityContext.runAsUser : self.template.spec.securityContext.runAsUser)) : [])))))",
          "fieldPath": ".identity.users",
          "messageExpression": "\"users has the uids %s, but applications run as %s; name every user that an application runs as, and no other, or correct runAsUser in the template\".format([self.identity.users.map(u, u.uid), (self.template.spec.containers.filter(c, (!has(self.containers) || c.name in self.containers) && (has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))).map(c, (has(c.securityContext) && has(c.securityContext.runAsUser) ? c.securityContext.runAsUser : self.template.spec.securityContext.runAsUser)) + (has(self.template.spec.initContainers) ? self.template.spec.initContainers.filter(c, has(self.containers) && c.name in self.containers && (has(c.securityContext) && has(c.securityContext.runAsUser) || has(self.template.spec.securityContext) && has(self.template.spec.securityContext.runAsUser))).map(c, (has(c.securityContext) && has(c.securityContext.runAsUser) ? c.securityContext.runAsUser : self.template.spec.securityContext.runAsUser)) : []))])"
        },
        {
          "rule": "!has(self.identity) || !has(self.roudi) || !has(self.roudi.segments) || self.roudi.segments.all(s, (!has(s.writer) || self.identity.users.exists(u, u.group == s.writer)) && (!has(s.reader) || self.identity.users.exists(u, u.group == s.reader)))",
          "fieldPath": ".roudi.segments",
          "messageExpression": "\"segments name the groups %s, but the users of identity have the groups %s; correct the name, or give a user that group\".format([(self.roudi.segments.filter(s, has(s.writer) && !self.identity.users.exists(u, u.group == s.writer)).map(s, s.writer) + self.roudi.segments.filter(s, has(s.reader) && !self.identity.users.exists(u, u.group == s.reader)).map(s, s.reader)), self.identity.users.map(u, u.group)])"
        }
      ],
      "properties": {
        "replicas": {
          "description": "Desired number of pods. Each has its own RouDi and its own shared memory, so replicas do not exchange samples through iceoryx. 0 stops the application and frees its memory.",
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "default": 1
        },
        "paused": {
          "description": "True holds back changes of the pods: this object can be edited, but no pod is replaced until paused is false again. Scaling continues.",
          "type": "boolean",
          "default": false
        },
        "minReadySeconds": {
          "description": "Seconds that a new pod must be ready without a crash before it counts as available.",
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "default": 0
        },
        "rollout": {
          "description": "When pods get a newer layout, which a newer operator or other capabilities of the nodes may bring. OnNextChange waits for the next change of this object that replaces pods anyway; the condition UpToDate shows that a newer layout is available. Automatic replaces the pods at once, as spec.strategy says.",
          "type": "string",
          "enum": [
            "Automatic",
            "OnNextChange"
          ],
          "default": "OnNextChange"
        },
        "revisionHistoryLimit": {
          "description": "Number of old ReplicaSets to keep, for a look at earlier versions.",
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "default": 10
        },
        "progressDeadlineSeconds": {
          "description": "Seconds without progress after which a rollout is reported as failed (Stalled). It is not rolled back. Must exceed minReadySeconds.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "default": 600
        },
        "strategy": {
          "description": "How pods are replaced when the template or RouDi changes, as in a Deployment.",
          "type": "object",
          "default": {},
          "x-kubernetes-validations": [
            {
              "rule": "self.type != 'Recreate' || !has(self.rollingUpdate)",
              "fieldPath": ".rollingUpdate",
              "message": "rollingUpdate is set, but type is Recreate, which stops all pods first; remove rollingUpdate or use type RollingUpdate"
            }
          ],
          "properties": {
            "type": {
              "description": "RollingUpdate replaces pods step by step. Recreate stops all pods before new ones start, for applications that must not run in two versions at the same time.",
              "type": "string",
              "enum": [
                "RollingUpdate",
                "Recreate"
              ],
              "default": "RollingUpdate"
            },
            "rollingUpdate": {
              "description": "Pace of a RollingUpdate. Not allowed with Recreate.",
              "type": "object",
              "x-kubernetes-validations": [
                {
                  "rule": "!has(self.maxSurge) || !has(self.maxUnavailable) || !string(self.maxSurge).matches('^0+%?$') || !string(self.maxUnavailable).matches('^0+%?$')",
                  "message": "maxSurge and maxUnavailable are both 0, so no pod could ever be replaced; raise one of them"
                }
              ],
              "properties": {
                "maxSurge": {
                  "description": "Pods that may run above replicas during an update, as a number or a percentage of replicas, rounded up. Default 25%. Each of them needs shared memory of its own.",
                  "x-kubernetes-int-or-string": true,
                  "maxLength": 16,
                  "x-kubernetes-validations": [
                    {
                      "rule": "type(self) == int ? self >= 0 : self.matches('^[0-9]+%$')",
                      "messageExpression": "\"maxSurge '%s' is neither a number of pods nor a percentage; use for example 1 or 25%%\".format([string(self)])"
                    }
                  ]
                },
                "maxUnavailable": {
                  "description": "Pods that may be missing during an update, as a number or a percentage of replicas, rounded down. Default 25%.",
                  "x-kubernetes-int-or-string": true,
                  "maxLength": 16,
                  "x-kubernetes-validations": [
                    {
                      "rule": "type(self) == int ? self >= 0 : self.matches('^([0-9]{1,2}|100)%$')",
                      "messageExpression": "\"maxUnavailable '%s' is neither a number of pods nor a percentage up to 100%%; use for example 1 or 25%%\".format([string(self)])"
                    }
                  ]
                }
              }
            }
          }
        },
        "template": {
          "description": "The pods to run, as in a Deployment: every field of a pod template is allowed, including those that this schema does not list. Values set here take precedence over the operator's own.",
          "type": "object",
          "required": [
            "spec"
          ],
          "properties": {
            "metadata": {
              "description": "Metadata of the pods. Labels and annotations are passed on.",
              "type": "object",
              "x-kubernetes-preserve-unknown-fields": true,
              "properties": {
                "labels": {
                  "description": "Labels of the pods. The prefix iceoryx.io/ is reserved for the operator.",
                  "type": "object",
                  "maxProperties": 256,
                  "additionalProperties": {
                    "type": "string",
                    "maxLength": 63
                  },
                  "x-kubernetes-validations": [
                    {
                      "rule": "!self.exists(k, k.startsWith('iceoryx.io/'))",
                      "messageExpression": "\"label '%s' has a prefix that is reserved for the operator; use another prefix\" .format([self.filter(k, k.startsWith('iceoryx.io/'))[0]])"
                    }
                  ]
                },
                "annotations": {
                  "description": "Annotations of the pods. The prefix iceoryx.io/ is reserved for the operator, which stores RouDi's configuration in such annotations.",
                  "type": "object",
                  "maxProperties": 256,
                  "additionalProperties": {
                    "type": "string"
                  },
                  "x-kubernetes-validations": [
                    {
                      "rule": "!self.exists(k, k.startsWith('iceoryx.io/'))",
                      "messageExpression": "\"annotation '%s' has a prefix that is reserved for the operator; use another prefix\" .format([self.filter(k, k.startsWith('iceoryx.io/'))[0]])"
                    }
                  ]
                }
              }
            },
            "spec": {
              "description": "Specification of the pods. Every field of a pod specification is allowed; the fields listed here are those that iceoryx depends on.",
              "type": "object",
              "x-kubernetes-preserve-unknown-fields": true,
              "required": [
                "containers"
              ],
              "x-kubernetes-validations": [
                {
                  "rule": "!has(self.shareProcessNamespace) || self.shareProcessNamespace",
                  "fieldPath": ".shareProcessNamespace",
                  "message": "shareProcessNamespace is false, but RouDi must see the processes of the applications to stop them; remove it or use true"
                },
                {
                  "rule": "!has(self.hostPID) || !self.hostPID",
                  "fieldPath": ".hostPID",
                  "message": "hostPID is true, but RouDi needs a process namespace of the pod, or it would signal processes of the node; remove it"
                },
                {
                  "rule": "!has(self.restartPolicy) || self.restartPolicy == 'Always'",
                  "fieldPath": ".restartPolicy",
                  "messageExpression": "\"restartPolicy is '%s', but pods of a Deployment always restart; remove it or use Always\".format([self.restartPolicy])"
                },
                {
                  "rule": "!has(self.os) || !has(self.os.name) || self.os.name == 'linux'",
                  "fieldPath": ".os.name",
                  "messageExpression": "\"os.name is '%s', but RouDi and its shared memory need Linux; remove it or use linux\".format([self.os.name])"
                },
                {
                  "rule": "!has(self.nodeSelector) || !('kubernetes.io/os' in self.nodeSelector) || self.nodeSelector['kubernetes.io/os'] == 'linux'",
                  "fieldPath": ".nodeSelector",
                  "messageExpression": "\"nodeSelector asks for nodes with kubernetes.io/os '%s', but RouDi and its shared memory need Linux; remove it or use linux\" .format([self.nodeSelector['kubernetes.io/os']])"
                },
                {
                  "rule": "!has(self.ephemeralContainers) || self.ephemeralContainers.size() == 0",
                  "fieldPath": ".ephemeralContainers",
                  "message": "ephemeralContainers are not possible in a template; remove them, and add them to pods that run with kubectl debug"
                }
              ],
              "properties": {
                "containers": {
                  "description": "Containers of the pod. Those named in spec.containers (default: all) use iceoryx and get the shared memory. The names iceoryx-agent, iceoryx-install and iceoryx-roudi belong to the operator.",
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 64,
                  "x-kubernetes-list-type": "map",
                  "x-kubernetes-list-map-keys": [
                    "name"
                  ],
                  "items": {
                    "description": "A container, as in a pod; every field is allowed.",
                    "type": "object",
                    "x-kubernetes-preserve-unknown-fields": true,
                    "required": [
                      "name"
                    ],
                    "properties": {
                      "name": {
                        "description": "Name of the container, a DNS label, unique in the pod; see containers for names that are taken.",
                        "type": "string",
                        "maxLength": 63,
                        "x-kubernetes-validations": [
                          {
                            "rule": "!(self in ['iceoryx-agent', 'iceoryx-install', 'iceoryx-roudi'])",
                            "messageExpression": "\"container name '%s' is taken by a container that the operator adds; choose another name\".format([self])"
                          },
                          {
                            "rule": "!format.dns1123Label().validate(self).hasValue()",
                            "messageExpression": "\"container name '%s' is not a DNS label; use lower-case letters, digits and '-' only\".format([self])"
                          }
                        ]
                      },
                      "securityContext": {
                        "description": "Security context of the container, as in a pod; every field is allowed. iceoryx depends on the user.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "runAsUser": {
                            "description": "Numeric user id. The operator generates names for numeric users, since iceoryx looks users up by name; spec.identity sets other names.",
                            "type": "integer",
                            "format": "int64",
                            "minimum": 0
                          },
                          "runAsGroup": {
                            "description": "Numeric id of the primary group.",
                            "type": "integer",
                            "format": "int64",
                            "minimum": 0
                          },
                          "runAsNonRoot": {
                            "description": "Refuses to start a container as root.",
                            "type": "boolean"
                          }
                        }
                      },
                      "command": {
                        "description": "The command that replaces the image's entrypoint. If it is a shell, the applications behind it are stopped before the shell.",
                        "type": "array",
                        "maxItems": 4096,
                        "items": {
                          "description": "A word of the command.",
                          "type": "string"
                        }
                      },
                      "resources": {
                        "description": "Requests and limits, as in a container. RouDi and the agent set those that all containers set, so that quotas admit the pods and their QoS class is kept.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "limits": {
                            "description": "Limits by resource, for example cpu or memory.",
                            "type": "object",
                            "additionalProperties": {
                              "description": "A quantity, for example 512Mi or 500m.",
                              "x-kubernetes-preserve-unknown-fields": true
                            }
                          },
                          "requests": {
                            "description": "Requests by resource, for example cpu or memory.",
                            "type": "object",
                            "additionalProperties": {
                              "description": "A quantity, for example 512Mi or 500m.",
                              "x-kubernetes-preserve-unknown-fields": true
                            }
                          }
                        }
                      },
                      "restartPolicy": {
                        "description": "Always makes an init container a sidecar that runs until the pod ends.",
                        "type": "string"
                      },
                      "lifecycle": {
                        "description": "Hooks, as in a container. If an application has its own preStop hook or stopSignal, the agent does not send it SIGTERM, unless spec.termination.signalApps says so.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "postStart": {
                            "description": "The handler of this hook, as in a container; every field is allowed and kept.",
                            "type": "object",
                            "x-kubernetes-preserve-unknown-fields": true,
                            "properties": {
                              "sleep": {
                                "description": "A pause. The longest one before a stop is added to a computed grace period.",
                                "type": "object",
                                "x-kubernetes-preserve-unknown-fields": true,
                                "properties": {
                                  "seconds": {
                                    "description": "Seconds to sleep.",
                                    "type": "integer",
                                    "format": "int64"
                                  }
                                }
                              }
                            }
                          },
                          "preStop": {
                            "description": "The handler of this hook, as in a container; every field is allowed and kept.",
                            "type": "object",
                            "x-kubernetes-preserve-unknown-fields": true,
                            "properties": {
                              "sleep": {
                                "description": "A pause. The longest one before a stop is added to a computed grace period.",
                                "type": "object",
                                "x-kubernetes-preserve-unknown-fields": true,
                                "properties": {
                                  "seconds": {
                                    "description": "Seconds to sleep.",
                                    "type": "integer",
                                    "format": "int64"
                                  }
                                }
                              }
                            }
                          },
                          "stopSignal": {
                            "description": "Signal that stops the container, SIGTERM by default.",
                            "type": "string"
                          }
                        }
                      },
                      "volumeDevices": {
                        "description": "Block devices in the container.",
                        "type": "array",
                        "maxItems": 128,
                        "items": {
                          "description": "A block device, as in a container; every field is allowed.",
                          "type": "object",
                          "x-kubernetes-preserve-unknown-fields": true,
                          "properties": {
                            "devicePath": {
                              "description": "Path in the container.",
                              "type": "string"
                            }
                          }
                        }
                      },
                      "volumeMounts": {
                        "description": "Mounts of volumes. In containers that use iceoryx, /dev/shm is reserved for iceoryx, and /tmp is shared with RouDi; an emptyDir of the template that is mounted there is used for it.",
                        "type": "array",
                        "maxItems": 128,
                        "x-kubernetes-list-type": "map",
                        "x-kubernetes-list-map-keys": [
                          "mountPath"
                        ],
                        "items": {
                          "description": "A mount, as in a container; every field is allowed.",
                          "type": "object",
                          "x-kubernetes-preserve-unknown-fields": true,
                          "required": [
                            "mountPath",
                            "name"
                          ],
                          "properties": {
                            "mountPath": {
                              "description": "Path in the container.",
                              "type": "string",
                              "maxLength": 4096
                            },
                            "name": {
                              "description": "Name of the volume.",
                              "type": "string",
                              "maxLength": 63
                            },
                            "readOnly": {
                              "description": "Whether the mount is read-only.",
                              "type": "boolean"
                            },
                            "subPath": {
                              "description": "Part of the volume to mount instead of all of it.",
                              "type": "string"
                            },
                            "subPathExpr": {
                              "description": "As subPath, with environment variables as $(NAME).",
                              "type": "string"
                            }
                          }
                        }
                      }
                    }
                  }
                },
                "initContainers": {
                  "description": "Containers that run one after the other after RouDi has started and before the containers. They run again when the pod's containers are restarted in place, so they must cope with what their earlier run has left. See containers for names that are taken.",
                  "type": "array",
                  "maxItems": 64,
                  "x-kubernetes-list-type": "map",
                  "x-kubernetes-list-map-keys": [
                    "name"
                  ],
                  "items": {
                    "description": "A container, as in a pod; every field is allowed.",
                    "type": "object",
                    "x-kubernetes-preserve-unknown-fields": true,
                    "required": [
                      "name"
                    ],
                    "properties": {
                      "name": {
                        "description": "Name of the container, a DNS label, unique in the pod; see containers for names that are taken.",
                        "type": "string",
                        "maxLength": 63,
                        "x-kubernetes-validations": [
                          {
                            "rule": "!(self in ['iceoryx-agent', 'iceoryx-install', 'iceoryx-roudi'])",
                            "messageExpression": "\"container name '%s' is taken by a container that the operator adds; choose another name\".format([self])"
                          },
                          {
                            "rule": "!format.dns1123Label().validate(self).hasValue()",
                            "messageExpression": "\"container name '%s' is not a DNS label; use lower-case letters, digits and '-' only\".format([self])"
                          }
                        ]
                      },
                      "securityContext": {
                        "description": "Security context of the container, as in a pod; every field is allowed. iceoryx depends on the user.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "runAsUser": {
                            "description": "Numeric user id. The operator generates names for numeric users, since iceoryx looks users up by name; spec.identity sets other names.",
                            "type": "integer",
                            "format": "int64",
                            "minimum": 0
                          },
                          "runAsGroup": {
                            "description": "Numeric id of the primary group.",
                            "type": "integer",
                            "format": "int64",
                            "minimum": 0
                          },
                          "runAsNonRoot": {
                            "description": "Refuses to start a container as root.",
                            "type": "boolean"
                          }
                        }
                      },
                      "command": {
                        "description": "The command that replaces the image's entrypoint. If it is a shell, the applications behind it are stopped before the shell.",
                        "type": "array",
                        "maxItems": 4096,
                        "items": {
                          "description": "A word of the command.",
                          "type": "string"
                        }
                      },
                      "resources": {
                        "description": "Requests and limits, as in a container. RouDi and the agent set those that all containers set, so that quotas admit the pods and their QoS class is kept.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "limits": {
                            "description": "Limits by resource, for example cpu or memory.",
                            "type": "object",
                            "additionalProperties": {
                              "description": "A quantity, for example 512Mi or 500m.",
                              "x-kubernetes-preserve-unknown-fields": true
                            }
                          },
                          "requests": {
                            "description": "Requests by resource, for example cpu or memory.",
                            "type": "object",
                            "additionalProperties": {
                              "description": "A quantity, for example 512Mi or 500m.",
                              "x-kubernetes-preserve-unknown-fields": true
                            }
                          }
                        }
                      },
                      "restartPolicy": {
                        "description": "Always makes an init container a sidecar that runs until the pod ends.",
                        "type": "string"
                      },
                      "lifecycle": {
                        "description": "Hooks, as in a container. If an application has its own preStop hook or stopSignal, the agent does not send it SIGTERM, unless spec.termination.signalApps says so.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "postStart": {
                            "description": "The handler of this hook, as in a container; every field is allowed and kept.",
                            "type": "object",
                            "x-kubernetes-preserve-unknown-fields": true,
                            "properties": {
                              "sleep": {
                                "description": "A pause. The longest one before a stop is added to a computed grace period.",
                                "type": "object",
                                "x-kubernetes-preserve-unknown-fields": true,
                                "properties": {
                                  "seconds": {
                                    "description": "Seconds to sleep.",
                                    "type": "integer",
                                    "format": "int64"
                                  }
                                }
                              }
                            }
                          },
                          "preStop": {
                            "description": "The handler of this hook, as in a container; every field is allowed and kept.",
                            "type": "object",
                            "x-kubernetes-preserve-unknown-fields": true,
                            "properties": {
                              "sleep": {
                                "description": "A pause. The longest one before a stop is added to a computed grace period.",
                                "type": "object",
                                "x-kubernetes-preserve-unknown-fields": true,
                                "properties": {
                                  "seconds": {
                                    "description": "Seconds to sleep.",
                                    "type": "integer",
                                    "format": "int64"
                                  }
                                }
                              }
                            }
                          },
                          "stopSignal": {
                            "description": "Signal that stops the container, SIGTERM by default.",
                            "type": "string"
                          }
                        }
                      },
                      "volumeDevices": {
                        "description": "Block devices in the container.",
                        "type": "array",
                        "maxItems": 128,
                        "items": {
                          "description": "A block device, as in a container; every field is allowed.",
                          "type": "object",
                          "x-kubernetes-preserve-unknown-fields": true,
                          "properties": {
                            "devicePath": {
                              "description": "Path in the container.",
                              "type": "string"
                            }
                          }
                        }
                      },
                      "volumeMounts": {
                        "description": "Mounts of volumes. In containers that use iceoryx, /dev/shm is reserved for iceoryx, and /tmp is shared with RouDi; an emptyDir of the template that is mounted there is used for it.",
                        "type": "array",
                        "maxItems": 128,
                        "x-kubernetes-list-type": "map",
                        "x-kubernetes-list-map-keys": [
                          "mountPath"
                        ],
                        "items": {
                          "description": "A mount, as in a container; every field is allowed.",
                          "type": "object",
                          "x-kubernetes-preserve-unknown-fields": true,
                          "required": [
                            "mountPath",
                            "name"
                          ],
                          "properties": {
                            "mountPath": {
                              "description": "Path in the container.",
                              "type": "string",
                              "maxLength": 4096
                            },
                            "name": {
                              "description": "Name of the volume.",
                              "type": "string",
                              "maxLength": 63
                            },
                            "readOnly": {
                              "description": "Whether the mount is read-only.",
                              "type": "boolean"
                            },
                            "subPath": {
                              "description": "Part of the volume to mount instead of all of it.",
                              "type": "string"
                            },
                            "subPathExpr": {
                              "description": "As subPath, with environment variables as $(NAME).",
                              "type": "string"
                            }
                          }
                        }
                      }
                    }
                  }
                },
                "volumes": {
                  "description": "Volumes of the pod. The names iceoryx-shm, iceoryx-tmp and iceoryx-config are reserved for the operator.",
                  "type": "array",
                  "maxItems": 256,
                  "x-kubernetes-list-type": "map",
                  "x-kubernetes-list-map-keys": [
                    "name"
                  ],
                  "items": {
                    "description": "A volume, as in a pod; every field is allowed.",
                    "type": "object",
                    "x-kubernetes-preserve-unknown-fields": true,
                    "required": [
                      "name"
                    ],
                    "properties": {
                      "name": {
                        "description": "Name of the volume, a DNS label, unique in the pod.",
                        "type": "string",
                        "maxLength": 63,
                        "x-kubernetes-validations": [
                          {
                            "rule": "!(self in ['iceoryx-shm', 'iceoryx-tmp', 'iceoryx-config'])",
                            "messageExpression": "\"volume name '%s' is taken by a volume that the operator adds; choose another name\".format([self])"
                          }
                        ]
                      },
                      "emptyDir": {
                        "description": "A directory that lives as long as the pod. If applications mount it at /tmp, it is shared with RouDi.",
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                        "properties": {
                          "medium": {
                            "description": "Memory for a tmpfs; by default the node's disk.",
                            "type": "string"
                          }
                        }
                      }
                    }
                  }
                },
                "securityContext": {
                  "description": "Security context of the pod; every field is allowed. iceoryx depends on the user.",
                  "type": "object",
                  "x-kubernetes-preserve-unknown-fields": true,
                  "properties": {
                    "runAsUser": {
                      "description": "Numeric user id. The operator generates names for numeric users, since iceoryx looks users up by name; spec.identity sets other names.",
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    },
                    "runAsGroup": {
                      "description": "Numeric id of the primary group.",
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    },
                    "runAsNonRoot": {
                      "description": "Refuses to start a container as root.",
                      "type": "boolean"
                    },
                    "fsGroup": {
                      "description": "Group of the volumes and of all processes. It serves as the common group of applications with different users.",
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    },
                    "supplementalGroups": {
                      "description": "Further groups of all processes. If applications have different users and no other common group, one is added.",
                      "type": "array",
                      "maxItems": 1024,
                      "items": {
                        "description": "Number of a group.",
                        "type": "integer",
                        "format": "int64",
                        "minimum": 0
                      }
                    }
                  }
                },
                "resources": {
                  "description": "Requests and limits, as in a container. RouDi and the agent set those that all containers set, so that quotas admit the pods and their QoS class is kept.",
                  "type": "object",
                  "x-kubernetes-preserve-unknown-fields": true,
                  "properties": {
                    "limits": {
                      "description": "Limits by resource, for example cpu or memory.",
                      "type": "object",
                      "additionalProperties": {
                        "description": "A quantity, for example 512Mi or 500m.",
                        "x-kubernetes-preserve-unknown-fields": true
                      }
                    },
                    "requests": {
                      "description": "Requests by resource, for example cpu or memory.",
                      "type": "object",
                      "additionalProperties": {
                        "description": "A quantity, for example 512Mi or 500m.",
                        "x-kubernetes-preserve-unknown-fields": true
                      }
                    }
                  }
                },
                "nodeSelector": {
                  "description": "Labels of the nodes that the pods may run on.",
                  "type": "object",
                  "additionalProperties": {
                    "description": "Value of the label.",
                    "type": "string",
                    "maxLength": 63
                  }
                },
                "ephemeralContainers": {
                  "description": "Not possible in a template; kubectl debug adds them to running pods.",
                  "type": "array",
                  "maxItems": 64,
                  "items": {
                    "description": "A container.",
                    "type": "object",
                    "x-kubernetes-preserve-unknown-fields": true
                  }
                },
                "hostNetwork": {
                  "description": "Use of the node's network. Works, with a warning where Cyclone DDS may be used: it goes by the MAC address to tell who shares its memory, which all such pods of a node have in common.",
                  "type": "boolean"
                },
                "shareProcessNamespace": {
                  "description": "The operator sets this to true, since RouDi signals applications by the process ids that they report. False is refused.",
                  "type": "boolean"
                },
                "hostPID": {
                  "description": "Use of the node's process namespace. True is refused.",
                  "type": "boolean"
                },
                "restartPolicy": {
                  "description": "Always, the default. Deployments allow no other value.",
                  "type": "string",
                  "maxLength": 64
                },
                "terminationGracePeriodSeconds": {
                  "description": "Seconds between the request to stop a pod and SIGKILL. Omit it to have it computed from spec.termination. A value that is too short for a clean stop is kept, and reported by the condition TerminationSafe.",
                  "type": "integer",
                  "format": "int64",
                  "minimum": 0
                },
                "os": {
                  "description": "Operating system of the pod.",
                  "type": "object",
                  "x-kubernetes-preserve-unknown-fields": true,
                  "properties": {
                    "name": {
                      "description": "Name of the operating system; only linux is possible.",
                      "type": "string",
                      "maxLength": 64
                    }
                  }
                }
              }
            }
          }
        },
        "containers": {
          "description": "Names of the containers of the template that use iceoryx. They get the shared memory and are stopped before RouDi. Default: all of spec.template.spec.containers.",
          "type": "array",
          "minItems": 1,
          "maxItems": 64,
          "x-kubernetes-list-type": "set",
          "items": {
            "description": "Name of a container or init container of the template.",
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          }
        },
        "roudi": {
          "description": "The RouDi of every pod: its image, its memory pools and its flags. A change replaces the pods. Set either this or domain.",
          "type": "object",
          "x-kubernetes-validations": [
            {
              "rule": "has(self.release) || !has(self.image) || self.image.matches(':([^/:@]*[^0-9.:/@])?2[.](0|95)([.][0-9]+)?([^0-9.:/@][^/:@]*)?(@[^/@]*)?$')",
              "fieldPath": ".image",
              "messageExpression": "\"the tag of image '%s' names neither iceoryx 2.0 nor 2.95, and others, such as 1.0, are not supported; if the image holds one of the two, set release to it\" .format([self.image])"
            },
            {
              "rule": "!has(self.terminationDelaySeconds) || (has(self.release) ? self.release == '2.95' : !has(self.image) || !self.image.matches(':([^/:@]*[^0-9.:/@])?2[.]0([.][0-9]+)?([^0-9.:/@][^/:@]*)?(@[^/@]*)?$'))",
              "fieldPath": ".terminationDelaySeconds",
              "messageExpression": "\"terminationDelaySeconds is %d, but RouDi 2.0 has no such flag and would not start; remove it or use an image of release 2.95\" .format([self.terminationDelaySeconds])"
            },
            {
              "rule": "!has(self.segments) || (has(self.release) ? self.release == '2.95' : !has(self.image) || !self.image.matches(':([^/:@]*[^0-9.:/@])?2[.]0([.][0-9]+)?([^0-9.:/@][^/:@]*)?(@[^/@]*)?$')) || self.segments.all(s, s.mempools.all(m, m.size <= 4294967248))",
              "fieldPath": ".segments",
              "messageExpression": "\"size %d does not fit in the 32 bits that RouDi 2.0 has for it; use at most 4294967248, or an image of release 2.95\" .format([self.segments.map(s, s.mempools.map(m, m.size).max()).max()])"
            }
          ],
          "properties": {
            "image": {
              "description": "Image that contains RouDi, of the same iceoryx version and built with the same limits as the applications; this is not checked at runtime. Example: registry.example.com/iceoryx/roudi:2.0.6. Default: the operator's, if it was installed with one (chart value roudi.defaultImage). When that value changes, pods keep their image until the next change of this object.",
              "type": "string",
              "minLength": 1,
              "maxLength": 1024,
              "x-kubernetes-validations": [
                {
                  "rule": "self.matches('^[^ \\t\\r\\n]+$')",
                  "messageExpression": "\"image '%s' contains white space; write a reference such as registry.example.com/iceoryx/roudi:2.0.6\".format([self])"
                }
              ]
            },
            "imagePullPolicy": {
              "description": "When the kubelet pulls the image. Default: Always for the tag latest or no tag, else IfNotPresent.",
              "type": "string",
              "enum": [
                "Always",
                "IfNotPresent",
                "Never"
              ]
            },
            "release": {
              "description": "Release line of iceoryx in the image: it determines flags, sizes and messages. Default: taken from the image's tag (2.0.6, v2.95.8, humble-2.0.5 and the like). Required if the tag does not contain it.",
              "type": "string",
              "enum": [
                "2.0",
                "2.95"
              ]
            },
            "command": {
              "description": "Command that starts RouDi in its image, without flags. Use a path if iox-roudi is not in the PATH.",
              "type": "array",
              "default": [
                "iox-roudi"
              ],
              "minItems": 1,
              "maxItems": 16,
              "x-kubernetes-list-type": "atomic",
              "items": {
                "description": "A word of the command.",
                "type": "string",
                "maxLength": 1024
              }
            },
            "extraArgs": {
              "description": "Further flags for RouDi, one word per item, for builds with more flags than the standard ones. Flags that have a field of their own are refused.",
              "type": "array",
              "maxItems": 32,
              "x-kubernetes-list-type": "atomic",
              "items": {
                "description": "A word of the command line.",
                "type": "string",
                "maxLength": 256,
                "x-kubernetes-validations": [
                  {
                    "rule": "!(self.startsWith('-c') || (self.size() > 2 && '--config-file'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but the operator sets -c (--config-file) itself; use spec.roudi.segments instead\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-m') || (self.size() > 2 && '--monitoring-mode'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but the operator sets -m (--monitoring-mode) itself; use spec.roudi.monitoring instead\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-l') || (self.size() > 2 && '--log-level'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but the operator sets -l (--log-level) itself; use spec.roudi.logLevel instead\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-x') || (self.size() > 2 && '--compatibility'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but the operator sets -x (--compatibility) itself; use spec.roudi.compatibility instead\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-k') || (self.size() > 2 && '--kill-delay'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but the operator sets -k (--kill-delay) itself; use spec.roudi.killDelaySeconds instead\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-t') || (self.size() > 2 && '--termination-delay'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but the operator sets -t (--termination-delay) itself; use spec.roudi.terminationDelaySeconds instead\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-u') || (self.size() > 2 && '--unique-roudi-id'.startsWith(self.split('=')[0])))",
                    "messageExpression": "\"extraArgs has '%s', but -u (--unique-roudi-id) is the operator's; remove it, as every pod has a RouDi of its own\".format([self])"
                  },
                  {
                    "rule": "!(self.startsWith('-h') || self.startsWith('-v') || (self.size() > 2 && ('--help'.startsWith(self.split('=')[0]) || '--version'.startsWith(self.split('=')[0]))))",
                    "messageExpression": "\"extraArgs has '%s', which makes RouDi print and exit instead of run; remove it\".format([self])"
                  }
                ]
              }
            },
            "env": {
              "description": "Environment variables of RouDi, as in a container.",
              "type": "array",
              "maxItems": 128,
              "x-kubernetes-list-type": "map",
              "x-kubernetes-list-map-keys": [
                "name"
              ],
              "items": {
                "description": "An environment variable, as in a container; every field is allowed.",
                "type": "object",
                "x-kubernetes-preserve-unknown-fields": true,
                "required": [
                  "name"
                ],
                "properties": {
                  "name": {
                    "description": "Name of the variable.",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 253
                  },
                  "value": {
                    "description": "Value of the variable.",
                    "type": "string"
                  }
                }
              }
            },
            "segments": {
              "description": "Data segments of the shared memory, one per group of writers. Default: one segment with iceoryx's built-in pools, 142 MiB in 7 sizes from 128 bytes to 4 MiB. The sizes of the volume and the memory limit follow from it: kubectl iceoryx explain shows how.",
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "x-kubernetes-list-type": "atomic",
              "x-kubernetes-validations": [
                {
                  "rule": "self.all(a, self.exists_one(b, (has(a.writer) ? a.writer : '') == (has(b.writer) ? b.writer : '')))",
                  "messageExpression": "\"more than one segment has the writer %s, which also names the segment; put the mempools into one segment, or name another writer\" .format([self.filter(a, !self.exists_one(b, (has(a.writer) ? a.writer : '') == (has(b.writer) ? b.writer : ''))) .map(a, has(a.writer) ? a.writer : \"(none: RouDi's own group)\")[0]])"
                }
              ],
              "items": {
                "description": "A data segment.",
                "type": "object",
                "required": [
                  "mempools"
                ],
                "properties": {
                  "writer": {
                    "description": "Group whose members may write; it also names the segment. Default: RouDi's own group, of which all users are members. Otherwise a group of spec.identity, or one that all images know by this name.",
                    "type": "string",
                    "maxLength": 32,
                    "x-kubernetes-validations": [
                      {
                        "rule": "self.matches('^[A-Za-z_][A-Za-z0-9_.-]*$')",
                        "messageExpression": "\"'%s' is not the name of a group; use letters, digits, '_', '.' and '-', starting with a letter or '_', or leave it out for RouDi's own group\" .format([self])"
                      }
                    ]
                  },
                  "reader": {
                    "description": "Group whose members may read. Default: RouDi's own group.",
                    "type": "string",
                    "maxLength": 32,
                    "x-kubernetes-validations": [
                      {
                        "rule": "self.matches('^[A-Za-z_][A-Za-z0-9_.-]*$')",
                        "messageExpression": "\"'%s' is not the name of a group; use letters, digits, '_', '.' and '-', starting with a letter or '_', or leave it out for RouDi's own group\" .format([self])"
                      }
                    ]
                  },
                  "mempools": {
                    "description": "Pools of chunks, in strictly increasing order of size. A sample uses a chunk of the smallest size that holds it; if those are all in use, publishing fails even if larger chunks are free.",
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 32,
                    "x-kubernetes-list-type": "atomic",
                    "x-kubernetes-validations": [
                      {
                        "rule": "self.map(m, m.size).isSorted() && self.all(a, self.exists_one(b, a.size == b.size))",
                        "messageExpression": "\"the sizes of mempools are %s, but must strictly increase, or RouDi would not start; sort them and join pools of the same size\" .format([self.map(m, m.size)])"
                      }
                    ],
                    "items": {
                      "description": "A pool of chunks of one size.",
                      "type": "object",
                      "required": [
                        "size",
                        "count"
                      ],
                      "properties": {
                        "size": {
                          "description": "Payload bytes per chunk, a multiple of 8. Samples with a user header or an alignment above 8 need some more bytes than their type.",
                          "type": "integer",
                          "format": "int64",
                          "maximum": 1099511627776,
                          "x-kubernetes-validations": [
                            {
                              "rule": "self >= 8 && self % 8 == 0",
                              "messageExpression": "self < 8 ? \"size %d is below 8, the smallest that RouDi accepts; use 8 or a larger multiple of 8\".format([self]) : \"size %d is not a multiple of 8, which RouDi requires; use %d or %d\".format([self, self / 8 * 8, self / 8 * 8 + 8])"
                            }
                          ]
                        },
                        "count": {
                          "description": "Number of chunks. All of them use memory from the start.",
                          "type": "integer",
                          "format": "int64",
                          "minimum": 1,
                          "maximum": 4294967295
                        }
                      }
                    }
                  }
                }
              }
            },
            "managementBytes": {
              "description": "Size in bytes of RouDi's management segment (iceoryx_mgmt) with these segments. Only needed for images built with other limits than iceoryx's default: RouDi logs it when it starts (\"Reserving 66761736 bytes in the shared memory [iceoryx_mgmt]\"). Default: computed for the release. If the value is too small, RouDi fails to start.",
              "type": "integer",
              "format": "int64",
              "minimum": 1,
              "maximum": 1099511627776
            },
            "logLevel": {
              "description": "RouDi's log level. Release 2.95 calls Verbose trace. Write 'Off' in quotes: without quotes YAML reads it as false.",
              "type": "string",
              "enum": [
                "Off",
                "Fatal",
                "Error",
                "Warning",
                "Info",
                "Debug",
                "Verbose"
              ],
              "default": "Warning"
            },
            "monitoring": {
              "description": "Whether RouDi monitors its applications and frees the memory of crashed ones. Without it, that memory stays in use until RouDi restarts.",
              "type": "boolean",
              "default": true
            },
            "compatibility": {
              "description": "How far the iceoryx version of an application must match RouDi's: 'Off' (in quotes, or YAML reads it as false) does not check, BuildDate requires the same build.",
              "type": "string",
              "enum": [
                "Off",
                "Major",
                "Minor",
                "Patch",
                "CommitId",
                "BuildDate"
              ],
              "default": "Patch"
            },
            "killDelaySeconds": {
              "description": "Seconds between RouDi's SIGTERM and SIGKILL for applications that are still running when RouDi stops. Default: computed to fit into the grace period; RouDi's own default, 45, does not fit into 30.",
              "type": "integer",
              "format": "int32",
              "minimum": 0,
              "maximum": 86400
            },
            "terminationDelaySeconds": {
              "description": "Seconds that RouDi waits when it stops before it begins to stop applications. Release 2.95 only; the time is added to the grace period. Default 0.",
              "type": "integer",
              "format": "int32",
              "minimum": 0,
              "maximum": 86400
            },
            "resources": {
              "description": "Requests and limits of RouDi's container, as in a container. Omitted values are computed: memory from the segments, which all count as RouDi's; limits of CPU, and requests and limits of ephemeral-storage, if all containers of the template set them. A memory limit that is too small is refused, since RouDi would be killed.",
              "type": "object",
              "x-kubernetes-preserve-unknown-fields": true,
              "properties": {
                "limits": {
                  "description": "Limits by resource, for example cpu or memory.",
                  "type": "object",
                  "maxProperties": 32,
                  "additionalProperties": {
                    "x-kubernetes-int-or-string": true,
                    "maxLength": 64,
                    "x-kubernetes-validations": [
                      {
                        "rule": "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                        "messageExpression": "\"'%s' is not a quantity from 0 upwards; write for example 512Mi or 500m\".format([string(self)])"
                      }
                    ]
                  }
                },
                "requests": {
                  "description": "Requests by resource, for example cpu or memory.",
                  "type": "object",
                  "maxProperties": 32,
                  "additionalProperties": {
                    "x-kubernetes-int-or-string": true,
                    "maxLength": 64,
                    "x-kubernetes-validations": [
                      {
                        "rule": "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                        "messageExpression": "\"'%s' is not a quantity from 0 upwards; write for example 512Mi or 500m\".format([string(self)])"
                      }
                    ]
                  }
                }
              }
            },
            "securityContext": {
              "description": "Security context of RouDi's container, as in a container; every field is allowed. RouDi needs the uid of the applications, or root with the capabilities KILL, to stop them, and DAC_OVERRIDE, to reach their sockets. Default: as the applications, or root where those are different users.",
              "type": "object",
              "x-kubernetes-preserve-unknown-fields": true,
              "properties": {
                "runAsUser": {
                  "description": "The uid of RouDi.",
                  "type": "integer",
                  "format": "int64"
                },
                "runAsGroup": {
                  "description": "Its primary gid.",
                  "type": "integer",
                  "format": "int64"
                },
                "runAsNonRoot": {
                  "description": "Keeps RouDi from starting as root.",
                  "type": "boolean"
                },
                "privileged": {
                  "description": "All privileges on the node. iceoryx needs none of them.",
                  "type": "boolean"
                },
                "capabilities": {
                  "description": "Capabilities of root. If applications have different users, RouDi needs KILL and DAC_OVERRIDE.",
                  "type": "object",
                  "properties": {
                    "add": {
                      "description": "Capabilities to add.",
                      "type": "array",
                      "maxItems": 64,
                      "items": {
                        "description": "A capability, such as KILL.",
                        "type": "string"
                      }
                    },
                    "drop": {
                      "description": "Capabilities to drop.",
                      "type": "array",
                      "maxItems": 64,
                      "items": {
                        "description": "A capability, or ALL.",
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "domain": {
          "description": "The IceoryxDomain whose RouDi the pods use, one on each node, so that they exchange samples with other pods of their node. The pods run on the domain's nodes, wait for RouDi there, and restart when it was replaced. All pods of the domain can read and write its samples: they trust each other. Set either this or roudi.",
          "type": "object",
          "required": [
            "name"
          ],
          "properties": {
            "name": {
              "description": "Name of the IceoryxDomain.",
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            },
            "namespace": {
              "description": "Its namespace, if it is another one; spec.allowedNamespaces of the domain must admit this object's namespace. Default: the namespace of this object.",
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          }
        },
        "runtimeNames": {
          "description": "Whether pods of this object may share a node of a domain. PerNode, the default: they may not, because iceoryx admits each runtime name only once. No two of them are put on the same node, and a rollout stops a pod before it starts another one. Unique: each application chooses a name that no other pod uses.",
          "type": "string",
          "enum": [
            "PerNode",
            "Unique"
          ]
        },
        "cycloneDDS": {
          "description": "Shared memory for applications on Cyclone DDS 0.10, such as ROS 2 nodes with rmw_cyclonedds_cpp. If set, CYCLONEDDS_URI of the containers that use iceoryx gets one more configuration after its own, which enables shared memory with a Locator that only the users of this RouDi have. It replaces a CYCLONEDDS_URI of the image. Write {}.",
          "type": "object"
        },
        "agent": {
          "description": "The small sidecar that notices when RouDi is gone, and stops the applications before RouDi.",
          "type": "object",
          "properties": {
            "resources": {
              "description": "Requests and limits of the agent's container, as in a container. Omitted values are set as for RouDi.",
              "type": "object",
              "x-kubernetes-preserve-unknown-fields": true,
              "properties": {
                "limits": {
                  "description": "Limits by resource, for example cpu or memory.",
                  "type": "object",
                  "maxProperties": 32,
                  "additionalProperties": {
                    "x-kubernetes-int-or-string": true,
                    "maxLength": 64,
                    "x-kubernetes-validations": [
                      {
                        "rule": "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                        "messageExpression": "\"'%s' is not a quantity from 0 upwards; write for example 512Mi or 500m\".format([string(self)])"
                      }
                    ]
                  }
                },
                "requests": {
                  "description": "Requests by resource, for example cpu or memory.",
                  "type": "object",
                  "maxProperties": 32,
                  "additionalProperties": {
                    "x-kubernetes-int-or-string": true,
                    "maxLength": 64,
                    "x-kubernetes-validations": [
                      {
                        "rule": "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                        "messageExpression": "\"'%s' is not a quantity from 0 upwards; write for example 512Mi or 500m\".format([string(self)])"
                      }
                    ]
                  }
                }
              }
            }
          }
        },
        "link": {
          "description": "Deprecated: the former name of agent, which counts where both are there.",
          "type": "object",
          "properties": {
            "resources": {
              "description": "Requests and limits of the agent's container, as in a container. Omitted values are set as for RouDi.",
              "type": "object",
              "x-kubernetes-preserve-unknown-fields": true,
              "properties": {
                "limits": {
                  "description": "Limits by resource, for example cpu or memory.",
                  "type": "object",
                  "maxProperties": 32,
                  "additionalProperties": {
                    "x-kubernetes-int-or-string": true,
                    "maxLength": 64,
                    "x-kubernetes-validations": [
                      {
                        "rule": "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                        "messageExpression": "\"'%s' is not a quantity from 0 upwards; write for example 512Mi or 500m\".format([string(self)])"
                      }
                    ]
                  }
                },
                "requests": {
                  "description": "Requests by resource, for example cpu or memory.",
                  "type": "object",
                  "maxProperties": 32,
                  "additionalProperties": {
                    "x-kubernetes-int-or-string": true,
                    "maxLength": 64,
                    "x-kubernetes-validations": [
                      {
                        "rule": "isQuantity(string(self)) && !quantity(string(self)).isLessThan(quantity('0'))",
                        "messageExpression": "\"'%s' is not a quantity from 0 upwards; write for example 512Mi or 500m\".format([string(self)])"
                      }
                    ]
                  }
                }
              }
            }
          }
        },
        "identity": {
          "description": "Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. Needed only for your own names, for groups as writers and readers of segments, and for images that set their user themselves. Default: names generated for the numeric users of the template.",
          "type": "object",
          "required": [
            "users"
          ],
          "properties": {
            "users": {
              "description": "All users that applications run as, except root. With more than one, RouDi runs as root with the capabilities KILL and DAC_OVERRIDE, and all users get a common group.",
              "type": "array",
              "minItems": 1,
              "maxItems": 32,
              "x-kubernetes-list-type": "map",
              "x-kubernetes-list-map-keys": [
                "name"
              ],
              "x-kubernetes-validations": [
                {
                  "rule": "self.all(a, self.exists_one(b, a.uid == b.uid))",
                  "messageExpression": "\"users %s have the same uid, but a number has one name; keep one of them, or correct a uid\" .format([self.filter(a, !self.exists_one(b, a.uid == b.uid)).map(a, a.name)])"
                },
                {
                  "rule": "self.all(a, self.all(b, (a.group == b.group) == (a.gid == b.gid)))",
                  "messageExpression": "\"users have the groups %s with the gids %s, but a group has one number and a number one group; correct a group or a gid\" .format([self.map(a, a.group), self.map(a, a.gid)])"
                }
              ],
              "items": {
                "description": "A user and its group.",
                "type": "object",
                "required": [
                  "name",
                  "uid",
                  "group",
                  "gid"
                ],
                "properties": {
                  "name": {
                    "description": "Name of the user.",
                    "type": "string",
                    "maxLength": 32,
                    "x-kubernetes-validations": [
                      {
                        "rule": "self.matches('^[A-Za-z_][A-Za-z0-9_.-]*$')",
                        "messageExpression": "\"'%s' is not possible in /etc/passwd or /etc/group; use letters, digits, '_', '.' and '-', starting with a letter or '_'\" .format([self.replace('\\n', '\\\\n')])"
                      },
                      {
                        "rule": "self != 'root'",
                        "message": "root is known everywhere; remove it, or choose another name for a user that is not root"
                      }
                    ]
                  },
                  "uid": {
                    "description": "Numeric user id, as in runAsUser of the template or in the image.",
                    "type": "integer",
                    "format": "int64",
                    "minimum": 1,
                    "maximum": 4294967294
                  },
                  "group": {
                    "description": "Name of its group, which segments can name as writer or reader. The name iceoryx is reserved for the common group of all users.",
                    "type": "string",
                    "maxLength": 32,
                    "x-kubernetes-validations": [
                      {
                        "rule": "self.matches('^[A-Za-z_][A-Za-z0-9_.-]*$')",
                        "messageExpression": "\"'%s' is not possible in /etc/passwd or /etc/group; use letters, digits, '_', '.' and '-', starting with a letter or '_'\" .format([self.replace('\\n', '\\\\n')])"
                      },
                      {
                        "rule": "!(self in ['root', 'iceoryx'])",
                        "messageExpression": "\"the group '%s' has a meaning of its own; choose another name\".format([self])"
                      }
                    ]
                  },
                  "gid": {
                    "description": "Numeric group id.",
                    "type": "integer",
                    "format": "int64",
                    "minimum": 1,
                    "maximum": 4294967294
                  }
                }
              }
            }
          }
        },
        "sharedMemory": {
          "description": "The volume that holds the shared memory of a pod, a tmpfs at /dev/shm.",
          "type": "object",
          "default": {},
          "properties": {
            "sizeLimit": {
              "description": "Size of the volume. Default: the size of the segments plus headroomPercent. A size that is too small is refused, since RouDi would crash while it fills the memory.",
              "x-kubernetes-int-or-string": true,
              "maxLength": 64,
              "x-kubernetes-validations": [
                {
                  "rule": "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
                  "messageExpression": "\"sizeLimit '%s' is not a quantity above 0; write for example 512Mi\".format([string(self)])"
                }
              ]
            },
            "headroomPercent": {
              "description": "Per cent that the volume is larger than the segments. 100 or more leaves room for a restarted RouDi while applications still hold the old memory. Ignored if sizeLimit is set.",
              "type": "integer",
              "format": "int32",
              "minimum": 0,
              "maximum": 1000,
              "default": 10
            }
          }
        },
        "termination": {
          "description": "How a pod is stopped. Applications are stopped first and RouDi last, so that nothing is left behind.",
          "type": "object",
          "default": {},
          "x-kubernetes-validations": [
            {
              "rule": "!has(self.gracePeriodSeconds) || self.gracePeriodSeconds >= self.appStopSeconds",
              "fieldPath": ".gracePeriodSeconds",
              "messageExpression": "\"gracePeriodSeconds is %d, but the applications alone may take appStopSeconds, %d; remove gracePeriodSeconds to have it computed, or lower appStopSeconds\" .format([self.gracePeriodSeconds, self.appStopSeconds])"
            }
          ],
          "properties": {
            "appStopSeconds": {
              "description": "Seconds that the applications need to stop after SIGTERM. Those that take longer are killed, so that RouDi has time to clean up after them.",
              "type": "integer",
              "format": "int32",
              "minimum": 0,
              "maximum": 86400,
              "default": 10
            },
            "signalApps": {
              "description": "How SIGTERM reaches applications that run behind a shell that does not forward it. Auto: by a preStop hook in every application container that has none of its own. Always: also by the agent, which sends SIGTERM to all applications at once. Never: not at all.",
              "type": "string",
              "enum": [
                "Auto",
                "Always",
                "Never"
              ],
              "default": "Auto"
            },
            "gracePeriodSeconds": {
              "description": "Grace period of the pods in seconds. Default: computed from appStopSeconds and what RouDi needs, or terminationGracePeriodSeconds of the template. A value too short for a clean stop is kept and reported by the condition TerminationSafe.",
              "type": "integer",
              "format": "int64",
              "minimum": 1,
              "maximum": 604800
            }
          }
        },
        "recovery": {
          "description": "What happens when RouDi dies. All memory that its applications have mapped is stale then.",
          "type": "object",
          "default": {},
          "properties": {
            "mode": {
              "description": "InPlace restarts all containers of the pod if the nodes support it (Kubernetes 1.36 and newer by default), and otherwise replaces the pod. Replace always replaces the pod: it gets a new address and new emptyDir volumes. None never restarts applications: they continue without exchanging samples until someone acts.",
              "type": "string",
              "enum": [
                "InPlace",
                "Replace",
                "None"
              ],
              "default": "InPlace"
            },
            "maxPerHour": {
              "description": "How many pods of this object may be replaced within an hour because their RouDi died. Further ones wait, as the condition HealingAllowed shows. Restarts in place are not counted. In addition, all objects share a rate limit, so that a fault everywhere does not replace everything at once.",
              "type": "integer",
              "format": "int32",
              "minimum": 0,
              "maximum": 120,
              "default": 12
            },
            "whenBlocked": {
              "description": "What to do if a PodDisruptionBudget forbids the replacement of a pod after its RouDi died: Wait until it is allowed, or Delete the pod anyway, since it does not work. Budgets with unhealthyPodEvictionPolicy AlwaysAllow never block such pods.",
              "type": "string",
              "enum": [
                "Wait",
                "Delete"
              ],
              "default": "Wait"
            }
          }
        }
      }
    },
    "status": {
      "description": "The observed state. Written by the operator only.",
      "type": "object",
      "properties": {
        "operator": {
          "description": "What operators have asked each other that look after this object by mistake both.",
          "type": "object",
          "properties": {
            "asking": {
              "description": "The operator that asks whether the one of the annotation iceoryx.io/operator works.",
              "type": "string",
              "maxLength": 512
            },
            "askedAt": {
              "description": "When it asked.",
              "type": "string",
              "format": "date-time"
            },
            "answered": {
              "description": "The operator that was answered last.",
              "type": "string",
              "maxLength": 512
            },
            "answeredAt": {
              "description": "When it was answered.",
              "type": "string",
              "format": "date-time"
            }
          }
        },
        "observedGeneration": {
          "description": "The metadata.generation that this status is about. An older one means that it is out of date.",
          "type": "integer",
          "format": "int64"
        },
        "replicas": {
          "description": "Number of pods that exist, from the Deployment.",
          "type": "integer",
          "format": "int32"
        },
        "updatedReplicas": {
          "description": "Number of pods made from the current template, from the Deployment.",
          "type": "integer",
          "format": "int32"
        },
        "readyReplicas": {
          "description": "Number of pods that are ready, from the Deployment.",
          "type": "integer",
          "format": "int32"
        },
        "availableReplicas": {
          "description": "Number of pods that have been ready for minReadySeconds, from the Deployment.",
          "type": "integer",
          "format": "int32"
        },
        "apps": {
          "description": "Containers of all pods that use iceoryx, as the agents in the pods see them. Absent until every pod that is ready has been looked at, and where logs are not read.",
          "type": "object",
          "required": [
            "connected",
            "expected",
            "summary"
          ],
          "properties": {
            "connected": {
              "description": "Number of containers that are connected to RouDi.",
              "type": "integer",
              "format": "int32"
            },
            "expected": {
              "description": "Number of containers that should be: those that spec.containers names, else those that ever were connected.",
              "type": "integer",
              "format": "int32"
            },
            "summary": {
              "description": "Both numbers, as in 3/4.",
              "type": "string"
            }
          }
        },
        "selector": {
          "description": "Label selector of the pods as text, for kubectl scale and autoscalers.",
          "type": "string"
        },
        "deployment": {
          "description": "The Deployment as the operator last wrote it. While uid and generation match, it is unchanged and the operator writes nothing.",
          "type": "object",
          "required": [
            "uid",
            "generation",
            "digest"
          ],
          "properties": {
            "uid": {
              "description": "Its metadata.uid.",
              "type": "string"
            },
            "generation": {
              "description": "Its metadata.generation after the write.",
              "type": "integer",
              "format": "int64"
            },
            "digest": {
              "description": "Digest of what was written, which changes with this object and with the operator's version.",
              "type": "string"
            },
            "objectGeneration": {
              "description": "The metadata.generation of this object at the time of the write.",
              "type": "integer",
              "format": "int64"
            },
            "template": {
              "description": "Digest of the pod template as it was written.",
              "type": "string"
            },
            "liveTemplate": {
              "description": "Digest of the pod template as the API server stored it.",
              "type": "string"
            }
          }
        },
        "terminationGracePeriodSeconds": {
          "description": "Grace period of the pods in seconds.",
          "type": "integer",
          "format": "int64"
        },
        "sharedMemory": {
          "description": "Shared memory of each pod, as computed from spec.roudi.",
          "type": "object",
          "properties": {
            "size": {
              "description": "Size of the volume in readable form, for example 228.0 MiB.",
              "type": "string"
            },
            "segmentBytes": {
              "description": "Total size of RouDi's segments in bytes, each rounded up to whole pages.",
              "type": "integer",
              "format": "int64"
            },
            "volumeBytes": {
              "description": "Size of the volume at /dev/shm in bytes.",
              "type": "integer",
              "format": "int64"
            },
            "explanation": {
              "description": "How volumeBytes was computed, in a sentence.",
              "type": "string"
            },
            "segments": {
              "description": "The segments, the management segment first.",
              "type": "array",
              "maxItems": 101,
              "x-kubernetes-list-type": "atomic",
              "items": {
                "description": "A segment.",
                "type": "object",
                "required": [
                  "name",
                  "bytes"
                ],
                "properties": {
                  "name": {
                    "description": "Name of the segment's file in /dev/shm, or what determines it if it is known only in the pod.",
                    "type": "string"
                  },
                  "bytes": {
                    "description": "Size of the segment in bytes, not rounded.",
                    "type": "integer",
                    "format": "int64"
                  }
                }
              }
            }
          }
        },
        "roudi": {
          "description": "The RouDi of the pods.",
          "type": "object",
          "properties": {
            "release": {
              "description": "Release line in use, from spec.roudi.release or the image's tag.",
              "type": "string"
            },
            "memoryBytes": {
              "description": "Memory request and limit of RouDi's container in bytes.",
              "type": "integer",
              "format": "int64"
            },
            "image": {
              "description": "Image of RouDi, from spec.roudi.image, the operator's default or the IceoryxDomain.",
              "type": "string"
            },
            "ready": {
              "description": "Number of pods whose RouDi is ready, from the pods' container statuses.",
              "type": "integer",
              "format": "int32"
            },
            "restarts": {
              "description": "How often RouDi was started again in the pods that there are; in pods of a domain, how often they were restarted because RouDi of their node was gone.",
              "type": "integer",
              "format": "int32"
            },
            "lastRestartTime": {
              "description": "When that was the last time. Absent if it never was in the pods that there are.",
              "type": "string",
              "format": "date-time"
            }
          }
        },
        "recovery": {
          "description": "Pods that were replaced because their RouDi died.",
          "type": "object",
          "properties": {
            "replacements": {
              "description": "At least the replacements of the past hour, which count towards spec.recovery.maxPerHour, the oldest first. Each is recorded before the pod is evicted, so that it survives a restart of the operator.",
              "type": "array",
              "maxItems": 120,
              "x-kubernetes-list-type": "atomic",
              "items": {
                "description": "A replacement.",
                "type": "object",
                "required": [
                  "pod",
                  "uid",
                  "time"
                ],
                "properties": {
                  "pod": {
                    "description": "Name of the pod.",
                    "type": "string",
                    "maxLength": 253
                  },
                  "uid": {
                    "description": "Its metadata.uid.",
                    "type": "string",
                    "maxLength": 63
                  },
                  "time": {
                    "description": "When it was decided.",
                    "type": "string",
                    "format": "date-time"
                  },
                  "early": {
                    "description": "True if RouDi died within 2 minutes of the pod's creation. After three of those in an hour, the delays between replacements grow, as for a container in a crash loop.",
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "computed": {
          "description": "Every value that the operator computed for the pods. kubectl iceoryx explain shows how.",
          "type": "array",
          "maxItems": 32,
          "x-kubernetes-list-type": "atomic",
          "items": {
            "description": "A computed value.",
            "type": "object",
            "required": [
              "name",
              "value"
            ],
            "properties": {
              "name": {
                "description": "Name of the value, for example SharedMemoryVolume or GracePeriod.",
                "type": "string",
                "maxLength": 63
              },
              "value": {
                "description": "The value with its unit, for example 238551040 bytes.",
                "type": "string",
                "maxLength": 128
              },
              "because": {
                "description": "Why it has this value, if neither the specification nor a sum says so: for Recovery, what nodes, the API server or the operator's settings decide.",
                "type": "string",
                "maxLength": 1024
              }
            }
          }
        },
        "warnings": {
          "description": "What works, but not as well as it could, and how to improve it.",
          "type": "array",
          "maxItems": 64,
          "x-kubernetes-list-type": "atomic",
          "items": {
            "description": "A warning.",
            "type": "object",
            "required": [
              "field",
              "message"
            ],
            "properties": {
              "field": {
                "description": "The field that the warning is about, for example spec.template.spec.hostNetwork.",
                "type": "string",
                "maxLength": 1024
              },
              "message": {
                "description": "What may happen, and how to avoid it.",
                "type": "string",
                "maxLength": 4096
              }
            }
          }
        },
        "conditions": {
          "description": "Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: SharedMemoryFits, RouDiReady, TerminationSafe, HealingAllowed, FaultFree, UpToDate, VersionsMatch.",
          "type": "array",
          "maxItems": 32,
          "x-kubernetes-list-type": "map",
          "x-kubernetes-list-map-keys": [
            "type"
          ],
          "items": {
            "description": "A condition.",
            "type": "object",
            "required": [
              "type",
              "status",
              "lastTransitionTime",
              "reason",
              "message"
            ],
            "properties": {
              "type": {
                "description": "Name of the condition in CamelCase.",
                "type": "string",
                "maxLength": 316
              },
              "status": {
                "description": "Whether it holds.",
                "type": "string",
                "enum": [
                  "True",
                  "False",
                  "Unknown"
                ]
              },
              "observedGeneration": {
                "description": "The metadata.generation that the condition is about.",
                "type": "integer",
                "format": "int64",
                "minimum": 0
              },
              "lastTransitionTime": {
                "description": "When status last changed.",
                "type": "string",
                "format": "date-time"
              },
              "reason": {
                "description": "Why, in one CamelCase word that programs may rely on.",
                "type": "string",
                "minLength": 1,
                "maxLength": 1024
              },
              "message": {
                "description": "Why, in a sentence, with the remedy if something is wrong.",
                "type": "string",
                "maxLength": 32768
              }
            }
          }
        }
      }
    }
  }
};
