// Generated from crds/iceoryxsweeps.iceoryx.io.yaml by `npm run generate`. Do not edit.

import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';

/** IceoryxSweep finds what iceoryx has left on the nodes of the cluster: shared memory segments, sockets and locks of programs that are gone. It runs a Job on each node, tells in its status what is there, and removes what is provably nobody's once dryRun is false. It runs when it is created, when what it is to do changes, when the annotation iceoryx.io/run-at changes, and by its schedule. */
export type IceoryxSweep = {
  apiVersion: 'iceoryx.io/v1alpha1';
  kind: 'IceoryxSweep';
  metadata: NonNullable<IPodTemplateSpec['metadata']> & { name: string };
  spec: IceoryxSweepSpec;
  status?: IceoryxSweepStatus;
};

/** Which nodes are swept, how, and when. */
export interface IceoryxSweepSpec {
  /** Labels that a node must have to be swept; all Linux nodes without any. Taints and cordons keep no node from being swept. */
  nodeSelector?: Record<string, string>;
  /** True only tells what is there. False removes what is provably nobody's: what was in nobody's hands and unchanged at two looks, quietPeriodSeconds apart. */
  dryRun?: boolean;
  /** Seconds between the two looks. An application waits for RouDi as long as 60 seconds, and may be about to use what it has found. */
  quietPeriodSeconds?: number;
  /** When to run again, as a cron expression of five fields (minute, hour, day of the month, month, day of the week), or one of @hourly, @daily, @weekly, @monthly, @yearly. A run that is missed, because the operator was away, is made up for once; one that falls into a run that is still going is left out. */
  schedule?: string;
  /** Name of the time zone of the schedule, such as Europe/Berlin; Etc/UTC unless said otherwise. */
  timeZone?: string;
  /** Nodes that are swept at a time. The operator has a limit of its own for all objects together. */
  parallelism?: number;
  /** True begins no run, and no further node of the run that is going. Jobs that have begun come to their end. */
  suspend?: boolean;
  /** Runs before the latest one that are kept: their sums in status.history, and their Jobs with the full report in their logs, which go a day after they have ended all the same. */
  historyLimit?: number;
}

/** What was found. Written by the operator only. */
export interface IceoryxSweepStatus {
  /** The metadata.generation that this status is about. An older one means that it is out of date. */
  observedGeneration?: number;
  /** The schedule as it is being followed. */
  schedule?: ScheduleStatus;
  /** The latest run. */
  run?: RunStatus;
  /** Runs before the latest one, the newest first. */
  history?: HistoryStatus[];
  /** Ready, Reconciling and Stalled sum up (kubectl wait, Argo CD and Flux understand them); the others are True when all is well: NodesSwept (every node has reported), OrphanFree (nothing is left that could be removed), AllSettled (nothing stayed because it could not be settled). */
  conditions?: Condition[];
}

/** The schedule as it is being followed. */
export interface ScheduleStatus {
  /** The spec.schedule that is followed. */
  expression: string;
  /** The spec.timeZone that is followed. */
  timeZone?: string;
  /** Runs are due that the schedule has after this time. */
  since: string;
  /** When the next run is due. */
  next?: string;
}

/** The latest run. */
export interface RunStatus {
  /** Counts the runs of this object. Jobs have it as label iceoryx.io/sweep-run. */
  number: number;
  /** Why it began. */
  trigger: 'Created' | 'SpecChanged' | 'Annotation' | 'Schedule';
  /** The annotation iceoryx.io/run-at as it was then. Another value runs the sweep again. */
  runAt?: string;
  /** When it began. */
  startTime: string;
  /** When it was over. */
  completionTime?: string;
  /** The spec.dryRun it began with. */
  dryRun: boolean;
  /** The spec.quietPeriodSeconds it began with. */
  quietPeriodSeconds: number;
  /** The spec.nodeSelector it began with. */
  nodeSelector?: Record<string, string>;
  /** How far it is, in nodes. */
  nodes: NodesStatus;
  /** Sums over all nodes that have reported. */
  totals: TotalsStatus;
  /** What was found on each node, at most 100 of them: those first that failed, were skipped or could not be seen as a whole, then those with the most bytes of orphans. */
  verdicts?: VerdictStatus[];
  /** Nodes that are not in verdicts. */
  omittedVerdicts?: number;
  /** The largest orphans and unsettled files of all nodes. */
  findings?: FindingStatus[];
}

/** How far it is, in nodes. */
export interface NodesStatus {
  /** Nodes that the selector chose when the run began. */
  chosen: number;
  /** Nodes whose Job is still to be made. */
  waiting: number;
  /** Nodes whose Job runs. */
  sweeping: number;
  /** Nodes that have reported. */
  swept: number;
  /** Nodes whose Job has failed without a report. */
  failed: number;
  /** Nodes that are not ready or gone, so that no Job was made, and those of a run that was given up. */
  skipped: number;
  /** For readers, such as 3/4. */
  summary: string;
}

/** Sums over all nodes that have reported. */
export interface TotalsStatus {
  /** Files that nobody has and nobody comes back for, as they were found. */
  orphans: number;
  /** Bytes that they took. */
  orphanBytes: number;
  /** The same for readers, such as 142.0 MiB. */
  orphanSize: string;
  /** Those of them that were removed. */
  removed: number;
  /** Bytes that this has freed. */
  removedBytes: number;
  /** Files of which something could not be settled, so that they stayed. */
  unknown: number;
  /** Bytes that they take. */
  unknownBytes: number;
  /** Files that somebody uses. */
  live: number;
  /** Bytes that they take. */
  liveBytes: number;
}

/** A node. */
export interface VerdictStatus {
  /** Its name. */
  node: string;
  /** Clean: nothing is left that could be removed. Orphans: something could be, and was not. Removed: it was. Incomplete: not everybody was seen, so what they might hold was left. Failed: there is no report. Skipped: no Job was made. Sweeping: its Job runs. */
  verdict: 'Clean' | 'Orphans' | 'Removed' | 'Incomplete' | 'Failed' | 'Skipped' | 'Sweeping';
  /** Why, in one CamelCase word. */
  reason: string;
  /** Why, in a sentence, with the way out. */
  message?: string;
  /** Name of its Job, whose log has the full report. */
  job?: string;
  /** Files that may be removed, as they were found. */
  orphans?: number;
  /** Bytes that they took. */
  orphanBytes?: number;
  /** Those of them that were removed. */
  removed?: number;
  /** Files that stayed because something could not be settled. */
  unknown?: number;
}

/** A file. */
export interface FindingStatus {
  /** Name of the node. */
  node: string;
  /** Its directory. */
  place: string;
  /** Its name. */
  name: string;
  /** What it is, such as DataSegment. */
  kind: string;
  /** Orphan or Unknown. */
  verdict: string;
  /** Why, in one CamelCase word; docs/sweeping.md explains it. */
  reason: string;
  /** What it takes. */
  bytes: number;
}

/** A run that is over. */
export interface HistoryStatus {
  /** Its number. */
  number: number;
  /** Why it began. */
  trigger: string;
  /** When it began. */
  startTime: string;
  /** When it was over. */
  completionTime: string;
  /** Whether it only looked. */
  dryRun: boolean;
  /** How it ended, in one CamelCase word, such as AllSwept. */
  outcome: string;
  /** Nodes that reported, of all that it had to do with, such as 4/4. */
  nodes: string;
  /** Orphans that it found. */
  orphans: number;
  /** Bytes that they took. */
  orphanBytes: number;
  /** Files that it removed. */
  removed: number;
  /** Bytes that this has freed. */
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
  /** Why, in a sentence for readers, with the remedy if something is wrong. */
  message: string;
}

/** Schema of IceoryxSweep as the API server has it, CEL rules included. */

export const schema = {
  "description": "IceoryxSweep finds what iceoryx has left on the nodes of the cluster: shared memory segments, sockets and locks of programs that are gone. It runs a Job on each node, tells in its status what is there, and removes what is provably nobody's once dryRun is false. It runs when it is created, when what it is to do changes, when the annotation iceoryx.io/run-at changes, and by its schedule.",
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
      "description": "Which nodes are swept, how, and when.",
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
          "description": "Labels that a node must have to be swept; all Linux nodes without any. Taints and cordons keep no node from being swept.",
          "type": "object",
          "default": {},
          "maxProperties": 64,
          "additionalProperties": {
            "type": "string",
            "maxLength": 63
          }
        },
        "dryRun": {
          "description": "True only tells what is there. False removes what is provably nobody's: what was in nobody's hands and unchanged at two looks, quietPeriodSeconds apart.",
          "type": "boolean",
          "default": true
        },
        "quietPeriodSeconds": {
          "description": "Seconds between the two looks. An application waits for RouDi as long as 60 seconds, and may be about to use what it has found.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 3600,
          "default": 60
        },
        "schedule": {
          "description": "When to run again, as a cron expression of five fields (minute, hour, day of the month, month, day of the week), or one of @hourly, @daily, @weekly, @monthly, @yearly. A run that is missed, because the operator was away, is made up for once; one that falls into a run that is still going is left out.",
          "type": "string",
          "minLength": 1,
          "maxLength": 128,
          "x-kubernetes-validations": [
            {
              "rule": "self.matches('^(@(hourly|daily|midnight|weekly|monthly|yearly|annually)|[^ ]+( [^ ]+){4})$')",
              "messageExpression": "\"'%s' is no schedule; use five fields with one space between them, such as '0 3 * * 6', or @daily\" .format([self])"
            }
          ]
        },
        "timeZone": {
          "description": "Name of the time zone of the schedule, such as Europe/Berlin; Etc/UTC unless said otherwise.",
          "type": "string",
          "minLength": 1,
          "maxLength": 64
        },
        "parallelism": {
          "description": "Nodes that are swept at a time. The operator has a limit of its own for all objects together.",
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 500,
          "default": 10
        },
        "suspend": {
          "description": "True begins no run, and no further node of the run that is going. Jobs that have begun come to their end.",
          "type": "boolean",
          "default": false
        },
        "historyLimit": {
          "description": "Runs before the latest one that are kept: their sums in status.history, and their Jobs with the full report in their logs, which go a day after they have ended all the same.",
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "maximum": 20,
          "default": 3
        }
      }
    },
    "status": {
      "description": "What was found. Written by the operator only.",
      "type": "object",
      "properties": {
        "observedGeneration": {
          "description": "The metadata.generation that this status is about. An older one means that it is out of date.",
          "type": "integer",
          "format": "int64"
        },
        "schedule": {
          "description": "The schedule as it is being followed.",
          "type": "object",
          "required": [
            "expression",
            "since"
          ],
          "properties": {
            "expression": {
              "description": "The spec.schedule that is followed.",
              "type": "string",
              "maxLength": 128
            },
            "timeZone": {
              "description": "The spec.timeZone that is followed.",
              "type": "string",
              "maxLength": 64
            },
            "since": {
              "description": "Runs are due that the schedule has after this time.",
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
              "description": "Counts the runs of this object. Jobs have it as label iceoryx.io/sweep-run.",
              "type": "integer",
              "format": "int64"
            },
            "trigger": {
              "description": "Why it began.",
              "type": "string",
              "enum": [
                "Created",
                "SpecChanged",
                "Annotation",
                "Schedule"
              ]
            },
            "runAt": {
              "description": "The annotation iceoryx.io/run-at as it was then. Another value runs the sweep again.",
              "type": "string",
              "maxLength": 256
            },
            "startTime": {
              "description": "When it began.",
              "type": "string",
              "format": "date-time"
            },
            "completionTime": {
              "description": "When it was over.",
              "type": "string",
              "format": "date-time"
            },
            "dryRun": {
              "description": "The spec.dryRun it began with.",
              "type": "boolean"
            },
            "quietPeriodSeconds": {
              "description": "The spec.quietPeriodSeconds it began with.",
              "type": "integer",
              "format": "int32"
            },
            "nodeSelector": {
              "description": "The spec.nodeSelector it began with.",
              "type": "object",
              "maxProperties": 64,
              "additionalProperties": {
                "type": "string",
                "maxLength": 63
              }
            },
            "nodes": {
              "description": "How far it is, in nodes.",
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
                  "description": "Nodes that the selector chose when the run began.",
                  "type": "integer",
                  "format": "int32"
                },
                "waiting": {
                  "description": "Nodes whose Job is still to be made.",
                  "type": "integer",
                  "format": "int32"
                },
                "sweeping": {
                  "description": "Nodes whose Job runs.",
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
                  "description": "Nodes that are not ready or gone, so that no Job was made, and those of a run that was given up.",
                  "type": "integer",
                  "format": "int32"
                },
                "summary": {
                  "description": "For readers, such as 3/4.",
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
                  "description": "Files that nobody has and nobody comes back for, as they were found.",
                  "type": "integer",
                  "format": "int64"
                },
                "orphanBytes": {
                  "description": "Bytes that they took.",
                  "type": "integer",
                  "format": "int64"
                },
                "orphanSize": {
                  "description": "The same for readers, such as 142.0 MiB.",
                  "type": "string",
                  "maxLength": 32
                },
                "removed": {
                  "description": "Those of them that were removed.",
                  "type": "integer",
                  "format": "int64"
                },
                "removedBytes": {
                  "description": "Bytes that this has freed.",
                  "type": "integer",
                  "format": "int64"
                },
                "unknown": {
                  "description": "Files of which something could not be settled, so that they stayed.",
                  "type": "integer",
                  "format": "int64"
                },
                "unknownBytes": {
                  "description": "Bytes that they take.",
                  "type": "integer",
                  "format": "int64"
                },
                "live": {
                  "description": "Files that somebody uses.",
                  "type": "integer",
                  "format": "int64"
                },
                "liveBytes": {
                  "description": "Bytes that they take.",
                  "type": "integer",
                  "format": "int64"
                }
              }
            },
            "verdicts": {
              "description": "What was found on each node, at most 100 of them: those first that failed, were skipped or could not be seen as a whole, then those with the most bytes of orphans.",
              "type": "array",
              "maxItems": 100,
              "x-kubernetes-list-type": "map",
              "x-kubernetes-list-map-keys": [
                "node"
              ],
              "items": {
                "description": "A node.",
                "type": "object",
                "required": [
                  "node",
                  "verdict",
                  "reason"
                ],
                "properties": {
                  "node": {
                    "description": "Its name.",
                    "type": "string",
                    "maxLength": 253
                  },
                  "verdict": {
                    "description": "Clean: nothing is left that could be removed. Orphans: something could be, and was not. Removed: it was. Incomplete: not everybody was seen, so what they might hold was left. Failed: there is no report. Skipped: no Job was made. Sweeping: its Job runs.",
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
                    "description": "Why, in a sentence, with the way out.",
                    "type": "string",
                    "maxLength": 512
                  },
                  "job": {
                    "description": "Name of its Job, whose log has the full report.",
                    "type": "string",
                    "maxLength": 63
                  },
                  "orphans": {
                    "description": "Files that may be removed, as they were found.",
                    "type": "integer",
                    "format": "int64"
                  },
                  "orphanBytes": {
                    "description": "Bytes that they took.",
                    "type": "integer",
                    "format": "int64"
                  },
                  "removed": {
                    "description": "Those of them that were removed.",
                    "type": "integer",
                    "format": "int64"
                  },
                  "unknown": {
                    "description": "Files that stayed because something could not be settled.",
                    "type": "integer",
                    "format": "int64"
                  }
                }
              }
            },
            "omittedVerdicts": {
              "description": "Nodes that are not in verdicts.",
              "type": "integer",
              "format": "int32"
            },
            "findings": {
              "description": "The largest orphans and unsettled files of all nodes.",
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
                    "description": "Its directory.",
                    "type": "string",
                    "maxLength": 512
                  },
                  "name": {
                    "description": "Its name.",
                    "type": "string",
                    "maxLength": 512
                  },
                  "kind": {
                    "description": "What it is, such as DataSegment.",
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
                    "description": "What it takes.",
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
            "description": "A run that is over.",
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
                "description": "Its number.",
                "type": "integer",
                "format": "int64"
              },
              "trigger": {
                "description": "Why it began.",
                "type": "string",
                "maxLength": 32
              },
              "startTime": {
                "description": "When it began.",
                "type": "string",
                "format": "date-time"
              },
              "completionTime": {
                "description": "When it was over.",
                "type": "string",
                "format": "date-time"
              },
              "dryRun": {
                "description": "Whether it only looked.",
                "type": "boolean"
              },
              "outcome": {
                "description": "How it ended, in one CamelCase word, such as AllSwept.",
                "type": "string",
                "maxLength": 128
              },
              "nodes": {
                "description": "Nodes that reported, of all that it had to do with, such as 4/4.",
                "type": "string",
                "maxLength": 32
              },
              "orphans": {
                "description": "Orphans that it found.",
                "type": "integer",
                "format": "int64"
              },
              "orphanBytes": {
                "description": "Bytes that they took.",
                "type": "integer",
                "format": "int64"
              },
              "removed": {
                "description": "Files that it removed.",
                "type": "integer",
                "format": "int64"
              },
              "removedBytes": {
                "description": "Bytes that this has freed.",
                "type": "integer",
                "format": "int64"
              }
            }
          }
        },
        "conditions": {
          "description": "Ready, Reconciling and Stalled sum up (kubectl wait, Argo CD and Flux understand them); the others are True when all is well: NodesSwept (every node has reported), OrphanFree (nothing is left that could be removed), AllSettled (nothing stayed because it could not be settled).",
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
                "description": "Why, in a sentence for readers, with the remedy if something is wrong.",
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
