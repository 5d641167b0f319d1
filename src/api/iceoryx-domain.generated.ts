// Generated from crds/iceoryxdomains.iceoryx.io.yaml by `npm run generate`. Do not edit.

import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/** IceoryxDomain runs one RouDi on each of its nodes, which pods of IceoryxDeployments with spec.domain share, so that they exchange samples without copying them. Its pods use directories of the node, which Pod Security baseline does not admit: give domains a namespace of their own. */
export type IceoryxDomain = {
  apiVersion: 'iceoryx.io/v1alpha1';
  kind: 'IceoryxDomain';
  metadata: NonNullable<IPodTemplateSpec['metadata']> & { name: string };
  spec: IceoryxDomainSpec;
  status?: IceoryxDomainStatus;
};

/** The desired state: where and how RouDi runs, and which namespaces may use it. */
export interface IceoryxDomainSpec {
  /** The RouDi of every node of the domain: its image, its memory pools and its flags. A change replaces it node by node, each time after the applications of the node have stopped. */
  roudi: Roudi;
  /** Labels of the nodes that RouDi runs on. Default: every Linux node. Pods of the domain run on these nodes. */
  nodeSelector?: Record<string, string>;
  /** Taints that pods of the domain tolerate besides their own; RouDi itself tolerates every taint, so that no taint removes it while applications still run on the node. */
  tolerations?: Toleration[];
  /** Further namespaces whose pods may use the domain; its own namespace always may. Anyone who may create pods in one of them can read and write all samples of the domain. */
  allowedNamespaces?: string[];
  /** Number of nodes that may be without RouDi at the same time while it is replaced after a change. A node on which RouDi does not become ready again counts, so that failures stop the rollout. */
  maxUnavailable?: number;
  /** Seconds that the applications of a node have to stop before its RouDi is stopped. Their own spec.termination.appStopSeconds should not exceed it. */
  appStopSeconds?: number;
  /** Priority of RouDi's pods. They should be the last that a node evicts or shuts down. Default: the class that the chart makes, iceoryx-operator-domains. */
  priorityClassName?: string;
  /** Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. RouDi runs as the first one. Default: root, or the user of spec.roudi.securityContext. */
  identity?: Identity;
}

/** The RouDi of every node of the domain: its image, its memory pools and its flags. A change replaces it node by node, each time after the applications of the node have stopped. */
export interface Roudi {
  /** Image that holds RouDi, of the same iceoryx version and built with the same limits as the applications; nothing checks that at run time. Example: registry.example.com/iceoryx/roudi:2.0.6. Default: the operator's, if it was installed with one (chart value roudi.defaultImage); RouDi keeps the image it has when that changes, until the next change of this object. */
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

/** A toleration, as in a pod. */
export interface Toleration {
  /** Key of the taint; without one every key, with operator Exists. */
  key?: string;
  /** Whether the taint's value must be equal, which is the default, or only exist. */
  operator?: string;
  /** Value of the taint. */
  value?: string;
  /** Effect of the taint; without one every effect. */
  effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** How long a NoExecute taint is tolerated, in seconds. */
  tolerationSeconds?: number;
}

/** Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. RouDi runs as the first one. Default: root, or the user of spec.roudi.securityContext. */
export interface Identity {
  /** All users that applications of the domain run as, except root. All get the group of the first one, which RouDi runs as. */
  users: User[];
}

/** A user and its group. */
export interface User {
  /** Name of the user. */
  name: string;
  /** Numeric user id, as in runAsUser of the template or in the image. */
  uid: number;
  /** Name of its group, which segments can name as writer or reader. */
  group: string;
  /** Numeric group id. */
  gid: number;
}

/** The observed state. Written by the operator only. */
export interface IceoryxDomainStatus {
  /** What operators have asked each other that look after this object by mistake both. */
  operator?: OperatorStatus;
  /** The metadata.generation that this status is about. An older one means that it is out of date. */
  observedGeneration?: number;
  /** Number of nodes that RouDi should run on, from the DaemonSet. */
  desiredNodes?: number;
  /** Number of nodes on which RouDi is ready, from its pods. */
  readyNodes?: number;
  /** Number of nodes on which RouDi has the current specification, from its pods. */
  updatedNodes?: number;
  /** Number of IceoryxDeployments and IceoryxProfiles that use the domain. */
  apps?: number;
  /** How often RouDi was started again in the pods that there are. */
  restarts?: number;
  /** When that was the last time. Absent if it never was in the pods that there are. */
  lastRestartTime?: string;
  /** Image of RouDi, from spec.roudi.image or the operator's default at the time of the last change of this object. */
  image?: string;
  /** Directory on each node that holds the domain's shared memory, sockets and locks. */
  directory?: string;
  /** Release line in use, from spec.roudi.release or the image's tag. */
  release?: string;
  /** Total size of all segments on each node in bytes, each rounded up to whole pages. */
  segmentBytes?: number;
  /** Memory request and limit of RouDi's container in bytes. */
  memoryBytes?: number;
  /** The DaemonSet as the operator last wrote it, so that unchanged content is not sent again. */
  daemonSet?: DaemonSetStatus;
  /** RouDi by node, nodes with problems first. At most 100 of them; the counts cover all. */
  nodes?: NodeStatus[];
  /** Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: FaultFree, RouDiReady, ClaimsReady, SharedMemoryFits, NodesClean, UpToDate. */
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

/** The DaemonSet as the operator last wrote it, so that unchanged content is not sent again. */
export interface DaemonSetStatus {
  /** Its metadata.uid. */
  uid: string;
  /** Its metadata.generation after the write. */
  generation: number;
  /** Digest of what was written. */
  digest: string;
}

/** RouDi on one node. */
export interface NodeStatus {
  /** Name of the node. */
  name: string;
  /** Ready, Starting, Failing (it keeps ending and being restarted), NodeNotReady, Outdated (ready, but to be replaced), or Leaving (about to be stopped). */
  roudi: string;
  /** Name of its pod. */
  pod?: string;
  /** Identifies one start of RouDi's container. Memory that applications mapped under an earlier one is stale. */
  incarnation?: string;
  /** What is wrong, as reported by the kubelet or RouDi. */
  message?: string;
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

/** Schema of IceoryxDomain as the API server has it, CEL rules included. */

export const schema = {
  "description": "IceoryxDomain runs one RouDi on each of its nodes, which pods of IceoryxDeployments with spec.domain share, so that they exchange samples without copying them. Its pods use directories of the node, which Pod Security baseline does not admit: give domains a namespace of their own.",
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
      "description": "The kind of this object, IceoryxDomain.",
      "type": "string"
    },
    "metadata": {
      "type": "object",
      "properties": {
        "name": {
          "description": "A DNS label of at most 52 characters; the DaemonSet made from this object has the same name.",
          "type": "string",
          "maxLength": 253
        }
      }
    },
    "spec": {
      "description": "The desired state: where and how RouDi runs, and which namespaces may use it.",
      "type": "object",
      "required": [
        "roudi"
      ],
      "x-kubernetes-validations": [
        {
          "rule": "!has(self.identity) || !has(self.roudi.segments) || self.roudi.segments.all(s, (!has(s.writer) || self.identity.users.exists(u, u.group == s.writer)) && (!has(s.reader) || self.identity.users.exists(u, u.group == s.reader)))",
          "fieldPath": ".roudi.segments",
          "messageExpression": "\"segments name the groups %s, but the users of identity have the groups %s; correct the name, or give a user that group\".format([(self.roudi.segments.filter(s, has(s.writer) && !self.identity.users.exists(u, u.group == s.writer)).map(s, s.writer) + self.roudi.segments.filter(s, has(s.reader) && !self.identity.users.exists(u, u.group == s.reader)).map(s, s.reader)), self.identity.users.map(u, u.group)])"
        },
        {
          "rule": "!has(self.nodeSelector) || !('kubernetes.io/os' in self.nodeSelector) || self.nodeSelector['kubernetes.io/os'] == 'linux'",
          "fieldPath": ".nodeSelector",
          "messageExpression": "\"nodeSelector asks for nodes with kubernetes.io/os '%s', but RouDi and its shared memory need Linux; remove it or use linux\" .format([self.nodeSelector['kubernetes.io/os']])"
        }
      ],
      "properties": {
        "roudi": {
          "description": "The RouDi of every node of the domain: its image, its memory pools and its flags. A change replaces it node by node, each time after the applications of the node have stopped.",
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
              "description": "Image that holds RouDi, of the same iceoryx version and built with the same limits as the applications; nothing checks that at run time. Example: registry.example.com/iceoryx/roudi:2.0.6. Default: the operator's, if it was installed with one (chart value roudi.defaultImage); RouDi keeps the image it has when that changes, until the next change of this object.",
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
        "nodeSelector": {
          "description": "Labels of the nodes that RouDi runs on. Default: every Linux node. Pods of the domain run on these nodes.",
          "type": "object",
          "maxProperties": 64,
          "additionalProperties": {
            "type": "string",
            "maxLength": 63
          }
        },
        "tolerations": {
          "description": "Taints that pods of the domain tolerate besides their own; RouDi itself tolerates every taint, so that no taint removes it while applications still run on the node.",
          "type": "array",
          "maxItems": 64,
          "x-kubernetes-list-type": "atomic",
          "items": {
            "description": "A toleration, as in a pod.",
            "type": "object",
            "properties": {
              "key": {
                "description": "Key of the taint; without one every key, with operator Exists.",
                "type": "string",
                "maxLength": 316
              },
              "operator": {
                "description": "Whether the taint's value must be equal, which is the default, or only exist.",
                "type": "string",
                "maxLength": 63
              },
              "value": {
                "description": "Value of the taint.",
                "type": "string",
                "maxLength": 63
              },
              "effect": {
                "description": "Effect of the taint; without one every effect.",
                "type": "string",
                "enum": [
                  "NoSchedule",
                  "PreferNoSchedule",
                  "NoExecute"
                ]
              },
              "tolerationSeconds": {
                "description": "How long a NoExecute taint is tolerated, in seconds.",
                "type": "integer",
                "format": "int64"
              }
            }
          }
        },
        "allowedNamespaces": {
          "description": "Further namespaces whose pods may use the domain; its own namespace always may. Anyone who may create pods in one of them can read and write all samples of the domain.",
          "type": "array",
          "maxItems": 256,
          "x-kubernetes-list-type": "set",
          "items": {
            "description": "Name of a namespace.",
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          }
        },
        "maxUnavailable": {
          "description": "Number of nodes that may be without RouDi at the same time while it is replaced after a change. A node on which RouDi does not become ready again counts, so that failures stop the rollout.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "default": 1
        },
        "appStopSeconds": {
          "description": "Seconds that the applications of a node have to stop before its RouDi is stopped. Their own spec.termination.appStopSeconds should not exceed it.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 86400,
          "default": 30
        },
        "priorityClassName": {
          "description": "Priority of RouDi's pods. They should be the last that a node evicts or shuts down. Default: the class that the chart makes, iceoryx-operator-domains.",
          "type": "string",
          "minLength": 1,
          "maxLength": 253
        },
        "identity": {
          "description": "Names of the users that the applications run as. iceoryx looks users and groups up by name in /etc/passwd and /etc/group of RouDi and of every application; the operator adds these users to those files. RouDi runs as the first one. Default: root, or the user of spec.roudi.securityContext.",
          "type": "object",
          "required": [
            "users"
          ],
          "properties": {
            "users": {
              "description": "All users that applications of the domain run as, except root. All get the group of the first one, which RouDi runs as.",
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
                    "description": "Name of its group, which segments can name as writer or reader.",
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
        "desiredNodes": {
          "description": "Number of nodes that RouDi should run on, from the DaemonSet.",
          "type": "integer",
          "format": "int32"
        },
        "readyNodes": {
          "description": "Number of nodes on which RouDi is ready, from its pods.",
          "type": "integer",
          "format": "int32"
        },
        "updatedNodes": {
          "description": "Number of nodes on which RouDi has the current specification, from its pods.",
          "type": "integer",
          "format": "int32"
        },
        "apps": {
          "description": "Number of IceoryxDeployments and IceoryxProfiles that use the domain.",
          "type": "integer",
          "format": "int32"
        },
        "restarts": {
          "description": "How often RouDi was started again in the pods that there are.",
          "type": "integer",
          "format": "int32"
        },
        "lastRestartTime": {
          "description": "When that was the last time. Absent if it never was in the pods that there are.",
          "type": "string",
          "format": "date-time"
        },
        "image": {
          "description": "Image of RouDi, from spec.roudi.image or the operator's default at the time of the last change of this object.",
          "type": "string"
        },
        "directory": {
          "description": "Directory on each node that holds the domain's shared memory, sockets and locks.",
          "type": "string"
        },
        "release": {
          "description": "Release line in use, from spec.roudi.release or the image's tag.",
          "type": "string"
        },
        "segmentBytes": {
          "description": "Total size of all segments on each node in bytes, each rounded up to whole pages.",
          "type": "integer",
          "format": "int64"
        },
        "memoryBytes": {
          "description": "Memory request and limit of RouDi's container in bytes.",
          "type": "integer",
          "format": "int64"
        },
        "daemonSet": {
          "description": "The DaemonSet as the operator last wrote it, so that unchanged content is not sent again.",
          "type": "object",
          "required": [
            "uid",
            "generation",
            "digest"
          ],
          "properties": {
            "uid": {
              "description": "Its metadata.uid.",
              "type": "string",
              "maxLength": 63
            },
            "generation": {
              "description": "Its metadata.generation after the write.",
              "type": "integer",
              "format": "int64"
            },
            "digest": {
              "description": "Digest of what was written.",
              "type": "string",
              "maxLength": 64
            }
          }
        },
        "nodes": {
          "description": "RouDi by node, nodes with problems first. At most 100 of them; the counts cover all.",
          "type": "array",
          "maxItems": 100,
          "x-kubernetes-list-type": "map",
          "x-kubernetes-list-map-keys": [
            "name"
          ],
          "items": {
            "description": "RouDi on one node.",
            "type": "object",
            "required": [
              "name",
              "roudi"
            ],
            "properties": {
              "name": {
                "description": "Name of the node.",
                "type": "string",
                "maxLength": 253
              },
              "roudi": {
                "description": "Ready, Starting, Failing (it keeps ending and being restarted), NodeNotReady, Outdated (ready, but to be replaced), or Leaving (about to be stopped).",
                "type": "string",
                "maxLength": 63
              },
              "pod": {
                "description": "Name of its pod.",
                "type": "string",
                "maxLength": 253
              },
              "incarnation": {
                "description": "Identifies one start of RouDi's container. Memory that applications mapped under an earlier one is stale.",
                "type": "string",
                "maxLength": 63
              },
              "message": {
                "description": "What is wrong, as reported by the kubelet or RouDi.",
                "type": "string",
                "maxLength": 1024
              }
            }
          }
        },
        "conditions": {
          "description": "Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: FaultFree, RouDiReady, ClaimsReady, SharedMemoryFits, NodesClean, UpToDate.",
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
