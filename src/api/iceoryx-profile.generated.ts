// Generated from crds/iceoryxprofiles.iceoryx.io.yaml by `npm run generate`. Do not edit.

import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** IceoryxProfile says how pods of any workload use iceoryx: of a Deployment, StatefulSet, DaemonSet, Job or CronJob. Pods ask for it by the label iceoryx.io/profile with its name, and get RouDi when they are created. A change applies to pods that are created later. */
export type IceoryxProfile = {
  apiVersion: 'iceoryx.io/v1alpha1';
  kind: 'IceoryxProfile';
  metadata: NonNullable<IPodTemplateSpec['metadata']> & { name: string };
  spec: IceoryxProfileSpec;
  status?: IceoryxProfileStatus;
};

/** What pods get. */
export interface IceoryxProfileSpec {
  /** What happens to pods that are out of date, because this object, its domain or the operator has changed. OnNextChange leaves them until their workload replaces them; the condition UpToDate shows that. Automatic restarts the Deployments, StatefulSets and DaemonSets that they belong to, once for each change, as kubectl rollout restart does. */
  rollout?: 'Automatic' | 'OnNextChange';
  /** What happens to pods that ask but have no RouDi, because they were created while the webhook was away. Report shows them in the status. Replace evicts those that have a controller, at the rate of pods whose RouDi died, so that it creates them again. */
  missed?: 'Report' | 'Replace';
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
  /** Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. Needed only for your own names, for groups as writers and readers of segments, and for images that set their user themselves. Default: names generated for the numeric users of the template. */
  identity?: Identity;
  /** The volume that holds the shared memory of a pod, a tmpfs at /dev/shm. */
  sharedMemory?: SharedMemory;
  /** How a pod is stopped. Applications are stopped first and RouDi last, so that nothing is left behind. */
  termination?: Termination;
  /** What happens when RouDi dies. All memory that its applications have mapped is stale then. */
  recovery?: Recovery;
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
  /** InPlace restarts all containers of the pod if the nodes support it (Kubernetes 1.36 and newer by default), and otherwise replaces the pod. Replace always replaces the pod: it gets a new address and new emptyDir volumes. None never restarts applications: they continue without exchanging samples until someone acts. Default: InPlace, but Replace for pods that end with their containers and have several or init containers, because those that have finished would run again. */
  mode?: 'InPlace' | 'Replace' | 'None';
  /** How many pods of this object may be replaced within an hour because their RouDi died. Further ones wait, as the condition HealingAllowed shows. Restarts in place are not counted. In addition, all objects share a rate limit, so that a fault everywhere does not replace everything at once. */
  maxPerHour?: number;
  /** What to do if a PodDisruptionBudget forbids the replacement of a pod after its RouDi died: Wait until it is allowed, or Delete the pod anyway, since it does not work. Budgets with unhealthyPodEvictionPolicy AlwaysAllow never block such pods. */
  whenBlocked?: 'Wait' | 'Delete';
}

/** The observed state. Written by the operator only. */
export interface IceoryxProfileStatus {
  /** What operators have asked each other that look after this object by mistake both. */
  operator?: OperatorStatus;
  /** The metadata.generation that this status is about. An older one means that it is out of date. */
  observedGeneration?: number;
  /** Name of the operator that looks after this object. */
  manager?: string;
  /** The pods that ask for this profile. Those that have ended do not count. */
  pods?: PodsStatus;
  /** The owners of the pods: those with something wrong first, then those with the most pods. The list is short; moreWorkloads counts the others. */
  workloads?: WorkloadStatus[];
  /** Number of owners that workloads does not show. */
  moreWorkloads?: number;
  /** Workloads that were restarted because spec.rollout is Automatic, the newest last. Each is recorded before it is restarted, so that it is restarted once for each change. */
  rollouts?: RolloutStatus[];
  /** Shared memory of each pod, as computed from spec.roudi. */
  sharedMemory?: SharedMemoryStatus;
  /** The RouDi of the pods. */
  roudi?: RoudiStatus;
  /** Pods that were replaced because their RouDi died. */
  recovery?: RecoveryStatus;
  /** Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: AllInjected, RouDiReady, HealingAllowed, FaultFree, UpToDate. */
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

/** The pods that ask for this profile. Those that have ended do not count. */
export interface PodsStatus {
  /** Number of pods that ask. */
  total: number;
  /** Number of pods that have RouDi as the profile says. */
  injected: number;
  /** Number of pods that have RouDi as an earlier profile, domain or operator said. */
  outOfDate: number;
  /** Number of pods that ask but have no RouDi. */
  missing: number;
  /** Number of pods with a fault, which the condition FaultFree explains. */
  faulty: number;
}

/** An owner of pods. */
export interface WorkloadStatus {
  /** Its kind, for example StatefulSet; Pod for a pod without an owner. */
  kind: string;
  /** Its name. */
  name: string;
  /** Number of its pods that ask. */
  pods: number;
  /** Number of its pods that have RouDi as the profile says. */
  injected: number;
  /** Number of its pods that have RouDi as an earlier profile, domain or operator said. */
  outOfDate: number;
  /** Number of its pods that ask but have no RouDi. */
  missing: number;
}

/** A restart. */
export interface RolloutStatus {
  /** Kind of the workload. */
  kind: string;
  /** Its name. */
  name: string;
  /** Digest of what the pods shall get, as in their annotation iceoryx.io/injected. */
  mark: string;
  /** When it was decided. */
  time: string;
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

/** Schema of IceoryxProfile as the API server has it, CEL rules included. */

export const schema = {
  "description": "IceoryxProfile says how pods of any workload use iceoryx: of a Deployment, StatefulSet, DaemonSet, Job or CronJob. Pods ask for it by the label iceoryx.io/profile with its name, and get RouDi when they are created. A change applies to pods that are created later.",
  "type": "object",
  "required": [
    "spec"
  ],
  "x-kubernetes-validations": [
    {
      "rule": "self.metadata.name.size() <= 63",
      "fieldPath": ".metadata.name",
      "messageExpression": "\"name '%s' has %d characters; use at most 63, as pods name it in a label\" .format([self.metadata.name, self.metadata.name.size()])"
    }
  ],
  "properties": {
    "apiVersion": {
      "description": "The version of this schema, iceoryx.io/v1alpha1.",
      "type": "string"
    },
    "kind": {
      "description": "The kind of this object, IceoryxProfile.",
      "type": "string"
    },
    "metadata": {
      "type": "object",
      "properties": {
        "name": {
          "description": "At most 63 characters, as the label of pods that ask for it has this value.",
          "type": "string",
          "maxLength": 253
        }
      }
    },
    "spec": {
      "description": "What pods get.",
      "type": "object",
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
          "rule": "!has(self.identity) || !has(self.roudi) || !has(self.roudi.segments) || self.roudi.segments.all(s, (!has(s.writer) || self.identity.users.exists(u, u.group == s.writer)) && (!has(s.reader) || self.identity.users.exists(u, u.group == s.reader)))",
          "fieldPath": ".roudi.segments",
          "messageExpression": "\"segments name the groups %s, but the users of identity have the groups %s; correct the name, or give a user that group\".format([(self.roudi.segments.filter(s, has(s.writer) && !self.identity.users.exists(u, u.group == s.writer)).map(s, s.writer) + self.roudi.segments.filter(s, has(s.reader) && !self.identity.users.exists(u, u.group == s.reader)).map(s, s.reader)), self.identity.users.map(u, u.group)])"
        }
      ],
      "properties": {
        "rollout": {
          "description": "What happens to pods that are out of date, because this object, its domain or the operator has changed. OnNextChange leaves them until their workload replaces them; the condition UpToDate shows that. Automatic restarts the Deployments, StatefulSets and DaemonSets that they belong to, once for each change, as kubectl rollout restart does.",
          "type": "string",
          "enum": [
            "Automatic",
            "OnNextChange"
          ],
          "default": "OnNextChange"
        },
        "missed": {
          "description": "What happens to pods that ask but have no RouDi, because they were created while the webhook was away. Report shows them in the status. Replace evicts those that have a controller, at the rate of pods whose RouDi died, so that it creates them again.",
          "type": "string",
          "enum": [
            "Report",
            "Replace"
          ],
          "default": "Report"
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
              "description": "InPlace restarts all containers of the pod if the nodes support it (Kubernetes 1.36 and newer by default), and otherwise replaces the pod. Replace always replaces the pod: it gets a new address and new emptyDir volumes. None never restarts applications: they continue without exchanging samples until someone acts. Default: InPlace, but Replace for pods that end with their containers and have several or init containers, because those that have finished would run again.",
              "type": "string",
              "enum": [
                "InPlace",
                "Replace",
                "None"
              ]
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
        "manager": {
          "description": "Name of the operator that looks after this object.",
          "type": "string",
          "maxLength": 512
        },
        "pods": {
          "description": "The pods that ask for this profile. Those that have ended do not count.",
          "type": "object",
          "required": [
            "total",
            "injected",
            "outOfDate",
            "missing",
            "faulty"
          ],
          "properties": {
            "total": {
              "description": "Number of pods that ask.",
              "type": "integer",
              "format": "int32"
            },
            "injected": {
              "description": "Number of pods that have RouDi as the profile says.",
              "type": "integer",
              "format": "int32"
            },
            "outOfDate": {
              "description": "Number of pods that have RouDi as an earlier profile, domain or operator said.",
              "type": "integer",
              "format": "int32"
            },
            "missing": {
              "description": "Number of pods that ask but have no RouDi.",
              "type": "integer",
              "format": "int32"
            },
            "faulty": {
              "description": "Number of pods with a fault, which the condition FaultFree explains.",
              "type": "integer",
              "format": "int32"
            }
          }
        },
        "workloads": {
          "description": "The owners of the pods: those with something wrong first, then those with the most pods. The list is short; moreWorkloads counts the others.",
          "type": "array",
          "maxItems": 32,
          "x-kubernetes-list-type": "atomic",
          "items": {
            "description": "An owner of pods.",
            "type": "object",
            "required": [
              "kind",
              "name",
              "pods",
              "injected",
              "outOfDate",
              "missing"
            ],
            "properties": {
              "kind": {
                "description": "Its kind, for example StatefulSet; Pod for a pod without an owner.",
                "type": "string",
                "maxLength": 63
              },
              "name": {
                "description": "Its name.",
                "type": "string",
                "maxLength": 253
              },
              "pods": {
                "description": "Number of its pods that ask.",
                "type": "integer",
                "format": "int32"
              },
              "injected": {
                "description": "Number of its pods that have RouDi as the profile says.",
                "type": "integer",
                "format": "int32"
              },
              "outOfDate": {
                "description": "Number of its pods that have RouDi as an earlier profile, domain or operator said.",
                "type": "integer",
                "format": "int32"
              },
              "missing": {
                "description": "Number of its pods that ask but have no RouDi.",
                "type": "integer",
                "format": "int32"
              }
            }
          }
        },
        "moreWorkloads": {
          "description": "Number of owners that workloads does not show.",
          "type": "integer",
          "format": "int32"
        },
        "rollouts": {
          "description": "Workloads that were restarted because spec.rollout is Automatic, the newest last. Each is recorded before it is restarted, so that it is restarted once for each change.",
          "type": "array",
          "maxItems": 64,
          "x-kubernetes-list-type": "atomic",
          "items": {
            "description": "A restart.",
            "type": "object",
            "required": [
              "kind",
              "name",
              "mark",
              "time"
            ],
            "properties": {
              "kind": {
                "description": "Kind of the workload.",
                "type": "string",
                "maxLength": 63
              },
              "name": {
                "description": "Its name.",
                "type": "string",
                "maxLength": 253
              },
              "mark": {
                "description": "Digest of what the pods shall get, as in their annotation iceoryx.io/injected.",
                "type": "string",
                "maxLength": 253
              },
              "time": {
                "description": "When it was decided.",
                "type": "string",
                "format": "date-time"
              }
            }
          }
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
        "conditions": {
          "description": "Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: AllInjected, RouDiReady, HealingAllowed, FaultFree, UpToDate.",
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
