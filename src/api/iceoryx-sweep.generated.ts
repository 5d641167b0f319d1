// Generated from crds/iceoryxsweeps.iceoryx.io.yaml by `npm run generate`. Do not edit.

import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';

/** IceoryxSweep finds files that iceoryx has left on the nodes of the cluster: shared memory segments, sockets and locks of programs that are gone. It runs a Job on each node and reports in its status. If dryRun is false, it removes the files that are proven to be unused. It runs when it is created, when its specification changes, when the annotation iceoryx.io/run-at changes, and on its schedule. */
export type IceoryxSweep = {
  apiVersion: 'iceoryx.io/v1alpha1';
  kind: 'IceoryxSweep';
  metadata: NonNullable<IPodTemplateSpec['metadata']> & { name: string };
  spec: IceoryxSweepSpec;
  status?: IceoryxSweepStatus;
};

/** The desired state: which nodes are swept, how, and when. */
export interface IceoryxSweepSpec {
  /** Labels of the nodes to sweep; without any, all Linux nodes. Nodes with taints and cordoned nodes are swept too. */
  nodeSelector?: Record<string, string>;
  /** True only reports. False removes files that are proven to be unused: no process used them at two observations quietPeriodSeconds apart, and they did not change in between. */
  dryRun?: boolean;
  /** Seconds between the two observations. An application waits for RouDi up to 60 seconds, and may be about to use a file that it has found. */
  quietPeriodSeconds?: number;
  /** When to run again, as a cron expression of five fields (minute, hour, day of the month, month, day of the week), or one of @hourly, @daily, @weekly, @monthly, @yearly. A run that was missed because the operator was not running is made up for once. A run that is due while another one is in progress is skipped. */
  schedule?: string;
  /** Time zone of the schedule, such as Europe/Berlin; by default Etc/UTC. */
  timeZone?: string;
  /** Number of nodes that are swept concurrently. The operator has a limit of its own for all objects. */
  parallelism?: number;
  /** True starts no run, and no further node of the current run. Jobs that are running finish. */
  suspend?: boolean;
  /** Number of runs before the latest one to keep: their sums in status.history, and their Jobs with the full report in their logs. Jobs are deleted a day after they have ended in any case. */
  historyLimit?: number;
}

/** The results. Written by the operator only. */
export interface IceoryxSweepStatus {
  /** What operators have asked each other that look after this object by mistake both. */
  operator?: OperatorStatus;
  /** The metadata.generation that this status is about. An older one means that it is out of date. */
  observedGeneration?: number;
  /** The schedule in use. */
  schedule?: ScheduleStatus;
  /** The latest run. */
  run?: RunStatus;
  /** Runs before the latest one, the newest first. */
  history?: HistoryStatus[];
  /** Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: NodesSwept (every node has reported), OrphanFree (no unused file is left), AllSettled (no file was kept because its use is unknown). */
  conditions?: Condition[];
}

/** What operators have asked each other that look after this object by mistake both. */
export interface OperatorStatus {
  /** The operator that asks whether the one of run.operator works. */
  asking?: string;
  /** When it asked. */
  askedAt?: string;
  /** The operator that was answered last. */
  answered?: string;
  /** When it was answered. */
  answeredAt?: string;
}

/** The schedule in use. */
export interface ScheduleStatus {
  /** The spec.schedule in use. */
  expression: string;
  /** The spec.timeZone in use. */
  timeZone?: string;
  /** Runs that the schedule has after this time are due. */
  since: string;
  /** When the next run is due. */
  next?: string;
}

/** The latest run. */
export interface RunStatus {
  /** Number of this run, counted from the first. Jobs carry it in the label iceoryx.io/sweep-run. */
  number: number;
  /** The operator that runs it. Another one leaves the object alone. */
  operator?: string;
  /** Why the run started. */
  trigger: 'Created' | 'SpecChanged' | 'Annotation' | 'Schedule';
  /** The annotation iceoryx.io/run-at when the run started. Another value starts a run. */
  runAt?: string;
  /** When the run started. */
  startTime: string;
  /** When the run was complete. */
  completionTime?: string;
  /** The spec.dryRun that the run started with. */
  dryRun: boolean;
  /** The spec.quietPeriodSeconds that the run started with. */
  quietPeriodSeconds: number;
  /** The spec.nodeSelector that the run started with. */
  nodeSelector?: Record<string, string>;
  /** Progress of the run, in nodes. */
  nodes: NodesStatus;
  /** Sums over all nodes that have reported. */
  totals: TotalsStatus;
  /** The result of each node, at most 100 of them. Nodes that failed, were skipped or could not be examined completely come first, then those with the most bytes of unused files. */
  verdicts?: VerdictStatus[];
  /** Number of nodes that are not in verdicts. */
  omittedVerdicts?: number;
  /** The largest unused and unknown files of all nodes. */
  findings?: FindingStatus[];
}

/** Progress of the run, in nodes. */
export interface NodesStatus {
  /** Nodes that matched the selector when the run started. */
  chosen: number;
  /** Nodes whose Job has not been created yet. */
  waiting: number;
  /** Nodes whose Job is running. */
  sweeping: number;
  /** Nodes that have reported. */
  swept: number;
  /** Nodes whose Job has failed without a report. */
  failed: number;
  /** Nodes without a Job because they are not ready or gone, and the remaining nodes of a run that was ended early. */
  skipped: number;
  /** In readable form, such as 3/4. */
  summary: string;
}

/** Sums over all nodes that have reported. */
export interface TotalsStatus {
  /** Unused files that were found. */
  orphans: number;
  /** Their size in bytes. */
  orphanBytes: number;
  /** Their size in readable form, such as 142.0 MiB. */
  orphanSize: string;
  /** Unused files that were removed. */
  removed: number;
  /** Bytes that were freed. */
  removedBytes: number;
  /** Files that were kept because it is unknown whether they are in use. */
  unknown: number;
  /** Their size in bytes. */
  unknownBytes: number;
  /** Files in use. */
  live: number;
  /** Their size in bytes. */
  liveBytes: number;
}

/** The result of a node. */
export interface VerdictStatus {
  /** Name of the node. */
  node: string;
  /** Clean: nothing could be removed. Orphans: unused files were found and kept. Removed: they were removed. Incomplete: not all processes were visible, so files that they might use were kept. Failed: there is no report. Skipped: no Job was created. Sweeping: the Job is running. */
  verdict: 'Clean' | 'Orphans' | 'Removed' | 'Incomplete' | 'Failed' | 'Skipped' | 'Sweeping';
  /** Why, in one CamelCase word. */
  reason: string;
  /** Why, in a sentence, with the remedy. */
  message?: string;
  /** Name of the Job, whose log has the full report. */
  job?: string;
  /** Unused files that were found. */
  orphans?: number;
  /** Their size in bytes. */
  orphanBytes?: number;
  /** Unused files that were removed. */
  removed?: number;
  /** Files that were kept because it is unknown whether they are in use. */
  unknown?: number;
}

/** A file. */
export interface FindingStatus {
  /** Name of the node. */
  node: string;
  /** Directory of the file. */
  place: string;
  /** Name of the file. */
  name: string;
  /** Kind of the file, such as DataSegment. */
  kind: string;
  /** Orphan or Unknown. */
  verdict: string;
  /** Why, in one CamelCase word; docs/sweeping.md explains it. */
  reason: string;
  /** Size of the file. */
  bytes: number;
}

/** A completed run. */
export interface HistoryStatus {
  /** Number of the run. */
  number: number;
  /** Why it started. */
  trigger: string;
  /** When it started. */
  startTime: string;
  /** When it was complete. */
  completionTime: string;
  /** Whether it removed nothing. */
  dryRun: boolean;
  /** Result, in one CamelCase word, such as AllSwept. */
  outcome: string;
  /** Nodes that reported, of all nodes of the run, such as 4/4. */
  nodes: string;
  /** Unused files that were found. */
  orphans: number;
  /** Their size in bytes. */
  orphanBytes: number;
  /** Files that were removed. */
  removed: number;
  /** Bytes that were freed. */
  removedBytes: number;
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

/** Schema of IceoryxSweep as the API server has it, CEL rules included. */

export const schema = {
  "description": "IceoryxSweep finds files that iceoryx has left on the nodes of the cluster: shared memory segments, sockets and locks of programs that are gone. It runs a Job on each node and reports in its status. If dryRun is false, it removes the files that are proven to be unused. It runs when it is created, when its specification changes, when the annotation iceoryx.io/run-at changes, and on its schedule.",
  "type": "object",
  "required": [
    "spec"
  ],
  "x-kubernetes-validations": [
    {
      "rule": "self.metadata.name.size() <= 63",
      "fieldPath": ".metadata.name",
      "messageExpression": "\"the name has %d characters, but it becomes a label of Jobs, which takes 63; choose a shorter one\" .format([self.metadata.name.size()])"
    }
  ],
  "properties": {
    "apiVersion": {
      "description": "Always iceoryx.io/v1alpha1.",
      "type": "string"
    },
    "kind": {
      "description": "Always IceoryxSweep.",
      "type": "string"
    },
    "metadata": {
      "type": "object",
      "properties": {
        "name": {
          "description": "Name of the object; at most 63 characters.",
          "type": "string"
        }
      }
    },
    "spec": {
      "description": "The desired state: which nodes are swept, how, and when.",
      "type": "object",
      "x-kubernetes-validations": [
        {
          "rule": "!has(self.timeZone) || has(self.schedule)",
          "fieldPath": ".timeZone",
          "message": "timeZone is of no use without a schedule; set schedule, or remove timeZone"
        }
      ],
      "properties": {
        "nodeSelector": {
          "description": "Labels of the nodes to sweep; without any, all Linux nodes. Nodes with taints and cordoned nodes are swept too.",
          "type": "object",
          "default": {},
          "maxProperties": 64,
          "additionalProperties": {
            "type": "string",
            "maxLength": 63
          }
        },
        "dryRun": {
          "description": "True only reports. False removes files that are proven to be unused: no process used them at two observations quietPeriodSeconds apart, and they did not change in between.",
          "type": "boolean",
          "default": true
        },
        "quietPeriodSeconds": {
          "description": "Seconds between the two observations. An application waits for RouDi up to 60 seconds, and may be about to use a file that it has found.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 3600,
          "default": 60
        },
        "schedule": {
          "description": "When to run again, as a cron expression of five fields (minute, hour, day of the month, month, day of the week), or one of @hourly, @daily, @weekly, @monthly, @yearly. A run that was missed because the operator was not running is made up for once. A run that is due while another one is in progress is skipped.",
          "type": "string",
          "minLength": 1,
          "maxLength": 128,
          "x-kubernetes-validations": [
            {
              "rule": "self.matches('^(@(hourly|daily|midnight|weekly|monthly|yearly|annually)|[^ ]+( [^ ]+){4})$')",
              "messageExpression": "\"'%s' is not a schedule; use five fields with one space between them, such as '0 3 * * 6', or @daily\" .format([self])"
            }
          ]
        },
        "timeZone": {
          "description": "Time zone of the schedule, such as Europe/Berlin; by default Etc/UTC.",
          "type": "string",
          "minLength": 1,
          "maxLength": 64
        },
        "parallelism": {
          "description": "Number of nodes that are swept concurrently. The operator has a limit of its own for all objects.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 500,
          "default": 10
        },
        "suspend": {
          "description": "True starts no run, and no further node of the current run. Jobs that are running finish.",
          "type": "boolean",
          "default": false
        },
        "historyLimit": {
          "description": "Number of runs before the latest one to keep: their sums in status.history, and their Jobs with the full report in their logs. Jobs are deleted a day after they have ended in any case.",
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "maximum": 20,
          "default": 3
        }
      }
    },
    "status": {
      "description": "The results. Written by the operator only.",
      "type": "object",
      "properties": {
        "operator": {
          "description": "What operators have asked each other that look after this object by mistake both.",
          "type": "object",
          "properties": {
            "asking": {
              "description": "The operator that asks whether the one of run.operator works.",
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
        "schedule": {
          "description": "The schedule in use.",
          "type": "object",
          "required": [
            "expression",
            "since"
          ],
          "properties": {
            "expression": {
              "description": "The spec.schedule in use.",
              "type": "string",
              "maxLength": 128
            },
            "timeZone": {
              "description": "The spec.timeZone in use.",
              "type": "string",
              "maxLength": 64
            },
            "since": {
              "description": "Runs that the schedule has after this time are due.",
              "type": "string",
              "format": "date-time"
            },
            "next": {
              "description": "When the next run is due.",
              "type": "string",
              "format": "date-time"
            }
          }
        },
        "run": {
          "description": "The latest run.",
          "type": "object",
          "required": [
            "number",
            "trigger",
            "startTime",
            "dryRun",
            "quietPeriodSeconds",
            "nodes",
            "totals"
          ],
          "properties": {
            "number": {
              "description": "Number of this run, counted from the first. Jobs carry it in the label iceoryx.io/sweep-run.",
              "type": "integer",
              "format": "int64"
            },
            "operator": {
              "description": "The operator that runs it. Another one leaves the object alone.",
              "type": "string",
              "maxLength": 512
            },
            "trigger": {
              "description": "Why the run started.",
              "type": "string",
              "enum": [
                "Created",
                "SpecChanged",
                "Annotation",
                "Schedule"
              ]
            },
            "runAt": {
              "description": "The annotation iceoryx.io/run-at when the run started. Another value starts a run.",
              "type": "string",
              "maxLength": 256
            },
            "startTime": {
              "description": "When the run started.",
              "type": "string",
              "format": "date-time"
            },
            "completionTime": {
              "description": "When the run was complete.",
              "type": "string",
              "format": "date-time"
            },
            "dryRun": {
              "description": "The spec.dryRun that the run started with.",
              "type": "boolean"
            },
            "quietPeriodSeconds": {
              "description": "The spec.quietPeriodSeconds that the run started with.",
              "type": "integer",
              "format": "int32"
            },
            "nodeSelector": {
              "description": "The spec.nodeSelector that the run started with.",
              "type": "object",
              "maxProperties": 64,
              "additionalProperties": {
                "type": "string",
                "maxLength": 63
              }
            },
            "nodes": {
              "description": "Progress of the run, in nodes.",
              "type": "object",
              "required": [
                "chosen",
                "waiting",
                "sweeping",
                "swept",
                "failed",
                "skipped",
                "summary"
              ],
              "properties": {
                "chosen": {
                  "description": "Nodes that matched the selector when the run started.",
                  "type": "integer",
                  "format": "int32"
                },
                "waiting": {
                  "description": "Nodes whose Job has not been created yet.",
                  "type": "integer",
                  "format": "int32"
                },
                "sweeping": {
                  "description": "Nodes whose Job is running.",
                  "type": "integer",
                  "format": "int32"
                },
                "swept": {
                  "description": "Nodes that have reported.",
                  "type": "integer",
                  "format": "int32"
                },
                "failed": {
                  "description": "Nodes whose Job has failed without a report.",
                  "type": "integer",
                  "format": "int32"
                },
                "skipped": {
                  "description": "Nodes without a Job because they are not ready or gone, and the remaining nodes of a run that was ended early.",
                  "type": "integer",
                  "format": "int32"
                },
                "summary": {
                  "description": "In readable form, such as 3/4.",
                  "type": "string",
                  "maxLength": 32
                }
              }
            },
            "totals": {
              "description": "Sums over all nodes that have reported.",
              "type": "object",
              "required": [
                "orphans",
                "orphanBytes",
                "orphanSize",
                "removed",
                "removedBytes",
                "unknown",
                "unknownBytes",
                "live",
                "liveBytes"
              ],
              "properties": {
                "orphans": {
                  "description": "Unused files that were found.",
                  "type": "integer",
                  "format": "int64"
                },
                "orphanBytes": {
                  "description": "Their size in bytes.",
                  "type": "integer",
                  "format": "int64"
                },
                "orphanSize": {
                  "description": "Their size in readable form, such as 142.0 MiB.",
                  "type": "string",
                  "maxLength": 32
                },
                "removed": {
                  "description": "Unused files that were removed.",
                  "type": "integer",
                  "format": "int64"
                },
                "removedBytes": {
                  "description": "Bytes that were freed.",
                  "type": "integer",
                  "format": "int64"
                },
                "unknown": {
                  "description": "Files that were kept because it is unknown whether they are in use.",
                  "type": "integer",
                  "format": "int64"
                },
                "unknownBytes": {
                  "description": "Their size in bytes.",
                  "type": "integer",
                  "format": "int64"
                },
                "live": {
                  "description": "Files in use.",
                  "type": "integer",
                  "format": "int64"
                },
                "liveBytes": {
                  "description": "Their size in bytes.",
                  "type": "integer",
                  "format": "int64"
                }
              }
            },
            "verdicts": {
              "description": "The result of each node, at most 100 of them. Nodes that failed, were skipped or could not be examined completely come first, then those with the most bytes of unused files.",
              "type": "array",
              "maxItems": 100,
              "x-kubernetes-list-type": "map",
              "x-kubernetes-list-map-keys": [
                "node"
              ],
              "items": {
                "description": "The result of a node.",
                "type": "object",
                "required": [
                  "node",
                  "verdict",
                  "reason"
                ],
                "properties": {
                  "node": {
                    "description": "Name of the node.",
                    "type": "string",
                    "maxLength": 253
                  },
                  "verdict": {
                    "description": "Clean: nothing could be removed. Orphans: unused files were found and kept. Removed: they were removed. Incomplete: not all processes were visible, so files that they might use were kept. Failed: there is no report. Skipped: no Job was created. Sweeping: the Job is running.",
                    "type": "string",
                    "enum": [
                      "Clean",
                      "Orphans",
                      "Removed",
                      "Incomplete",
                      "Failed",
                      "Skipped",
                      "Sweeping"
                    ]
                  },
                  "reason": {
                    "description": "Why, in one CamelCase word.",
                    "type": "string",
                    "maxLength": 128
                  },
                  "message": {
                    "description": "Why, in a sentence, with the remedy.",
                    "type": "string",
                    "maxLength": 512
                  },
                  "job": {
                    "description": "Name of the Job, whose log has the full report.",
                    "type": "string",
                    "maxLength": 63
                  },
                  "orphans": {
                    "description": "Unused files that were found.",
                    "type": "integer",
                    "format": "int64"
                  },
                  "orphanBytes": {
                    "description": "Their size in bytes.",
                    "type": "integer",
                    "format": "int64"
                  },
                  "removed": {
                    "description": "Unused files that were removed.",
                    "type": "integer",
                    "format": "int64"
                  },
                  "unknown": {
                    "description": "Files that were kept because it is unknown whether they are in use.",
                    "type": "integer",
                    "format": "int64"
                  }
                }
              }
            },
            "omittedVerdicts": {
              "description": "Number of nodes that are not in verdicts.",
              "type": "integer",
              "format": "int32"
            },
            "findings": {
              "description": "The largest unused and unknown files of all nodes.",
              "type": "array",
              "maxItems": 20,
              "x-kubernetes-list-type": "atomic",
              "items": {
                "description": "A file.",
                "type": "object",
                "required": [
                  "node",
                  "place",
                  "name",
                  "kind",
                  "verdict",
                  "reason",
                  "bytes"
                ],
                "properties": {
                  "node": {
                    "description": "Name of the node.",
                    "type": "string",
                    "maxLength": 253
                  },
                  "place": {
                    "description": "Directory of the file.",
                    "type": "string",
                    "maxLength": 512
                  },
                  "name": {
                    "description": "Name of the file.",
                    "type": "string",
                    "maxLength": 512
                  },
                  "kind": {
                    "description": "Kind of the file, such as DataSegment.",
                    "type": "string",
                    "maxLength": 64
                  },
                  "verdict": {
                    "description": "Orphan or Unknown.",
                    "type": "string",
                    "maxLength": 32
                  },
                  "reason": {
                    "description": "Why, in one CamelCase word; docs/sweeping.md explains it.",
                    "type": "string",
                    "maxLength": 64
                  },
                  "bytes": {
                    "description": "Size of the file.",
                    "type": "integer",
                    "format": "int64"
                  }
                }
              }
            }
          }
        },
        "history": {
          "description": "Runs before the latest one, the newest first.",
          "type": "array",
          "maxItems": 20,
          "x-kubernetes-list-type": "atomic",
          "items": {
            "description": "A completed run.",
            "type": "object",
            "required": [
              "number",
              "trigger",
              "startTime",
              "completionTime",
              "dryRun",
              "outcome",
              "nodes",
              "orphans",
              "orphanBytes",
              "removed",
              "removedBytes"
            ],
            "properties": {
              "number": {
                "description": "Number of the run.",
                "type": "integer",
                "format": "int64"
              },
              "trigger": {
                "description": "Why it started.",
                "type": "string",
                "maxLength": 32
              },
              "startTime": {
                "description": "When it started.",
                "type": "string",
                "format": "date-time"
              },
              "completionTime": {
                "description": "When it was complete.",
                "type": "string",
                "format": "date-time"
              },
              "dryRun": {
                "description": "Whether it removed nothing.",
                "type": "boolean"
              },
              "outcome": {
                "description": "Result, in one CamelCase word, such as AllSwept.",
                "type": "string",
                "maxLength": 128
              },
              "nodes": {
                "description": "Nodes that reported, of all nodes of the run, such as 4/4.",
                "type": "string",
                "maxLength": 32
              },
              "orphans": {
                "description": "Unused files that were found.",
                "type": "integer",
                "format": "int64"
              },
              "orphanBytes": {
                "description": "Their size in bytes.",
                "type": "integer",
                "format": "int64"
              },
              "removed": {
                "description": "Files that were removed.",
                "type": "integer",
                "format": "int64"
              },
              "removedBytes": {
                "description": "Bytes that were freed.",
                "type": "integer",
                "format": "int64"
              }
            }
          }
        },
        "conditions": {
          "description": "Ready, Reconciling and Stalled are a summary (kubectl wait, Argo CD and Flux understand them); the others are True if nothing is wrong: NodesSwept (every node has reported), OrphanFree (no unused file is left), AllSettled (no file was kept because its use is unknown).",
          "type": "array",
          "maxItems": 16,
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
