import type { Condition } from './iceoryx-deployment.generated.ts';
import { cut, printable } from '../text.ts';
import { toSeconds } from './time.ts';

/**
 * Condition types of IceoryxDeployments and IceoryxDomains. Ready, Reconciling and Stalled follow kstatus, so that
 * `kubectl wait`, Argo CD and Flux understand them. Reconciling and Stalled are True when they should draw attention.
 * All others are True when all is well.
 */
export type ConditionType =
  | 'Ready'
  | 'Reconciling'
  | 'Stalled'
  | 'SharedMemoryFits'
  | 'RouDiReady'
  | 'AllInjected'
  | 'TerminationSafe'
  | 'HealingAllowed'
  | 'FaultFree'
  | 'AppsConnected'
  | 'UpToDate'
  | 'ClaimsReady'
  | 'SoleOperator'
  | 'NodesClean'
  | 'VersionsMatch';

/**
 * Order for people, over all kinds: first whether all is well and why not, then the parts of it, then what only
 * programs read.
 */
const READING_ORDER: readonly string[] = [
  'Ready',
  'FaultFree',
  'AppsConnected',
  'SoleOperator',
  'AllInjected',
  'HealingAllowed',
  'RouDiReady',
  'ClaimsReady',
  'VersionsMatch',
  'SharedMemoryFits',
  'TerminationSafe',
  'NodesClean',
  'NodesSwept',
  'OrphanFree',
  'AllSettled',
  'UpToDate',
  'Stalled',
  'Reconciling',
];

/** Reasons of conditions, with their meaning. They are stable identifiers that programs may rely on. */
export const REASONS = {
  Applied: 'the Deployment is written, and its controller has not processed it yet',
  RollingOut: 'pods are being replaced or added',
  PodsNotAvailable: 'not all pods are available',
  AllAvailable: 'every pod is up to date and available',
  ScaledToZero: '0 replicas are desired',
  Paused: 'spec.paused holds changes back',
  ProgressDeadlineExceeded: 'no pod made progress within progressDeadlineSeconds',
  InvalidSpec: 'the specification cannot work; the message says what to change',
  NameTaken: 'a Deployment or DaemonSet of this name exists and is not managed by this object',
  TemplateRefused:
    'the API server refused the Deployment, mostly because of its pod template, or the specification is too large',
  Forbidden: 'the API server does not allow the Deployment: a quota, an admission webhook or missing rights',
  PredecessorEnding: 'the Deployment or DaemonSet of a deleted object of this name still exists',
  DomainNotFound: 'the IceoryxDomain that the specification names does not exist yet',
  RefNotPermitted: 'the IceoryxDomain that the specification names does not admit pods of this namespace',
  DomainEnding:
    'the IceoryxDomain that the specification names is being deleted, and its applications are stopped first',
  ObjectEnding: 'the object is being deleted, and its pods or finalizers of others keep it',
  AllReady: 'RouDi is ready in every pod, or on every node of a domain, or every namespace of its apps has its claim',
  NotAllReady: 'RouDi is not ready in every pod, or not on every node of a domain',
  NodesNotReady: 'RouDi is ready on all nodes of the domain except nodes that are not ready',
  RouDiNotReady: 'on some node of the domain RouDi is starting, or cannot start',
  NoNodes: 'no node belongs to the domain',
  Removed: "leftovers of the domain's pods were removed from nodes",
  NothingLeft: 'pods of the domain that were killed or are gone left nothing on their nodes',
  SweepFailed: "a node could not be swept for leftovers of the domain's pods",
  SweepRefused: 'the API server refuses the Jobs that would sweep nodes of the domain',
  ClaimRefused: 'the API server refuses the volume or claim by which pods of a namespace reach the domain',
  ClaimEnding:
    'somebody is deleting the volume or claim by which pods of a namespace reach the domain, and pods keep it',
  OneOperator: 'no other operator looks after the object any more',
  OtherOperator: 'another operator looks after the object as well, and one of them leaves it alone',
  NodeTooSmall: 'a node of the domain has less memory than RouDi needs',
  Computed: 'the value is computed and sufficient',
  AsGiven: 'the value of the specification is sufficient',
  TooSmall: 'the given size is less than what is needed',
  TooShort: 'the given time is less than what is needed',
  MonitoringOff: 'RouDi 2.0 without monitoring aborts when it is stopped after an application died',
  NothingToHeal: 'no pod needs to be replaced after the death of its RouDi',
  Replacing: 'pods are being replaced because their RouDi died',
  DisruptionBudget: 'a PodDisruptionBudget forbids the replacement of a pod after its RouDi died',
  NoController: 'a pod has no controller that would create it again, so it is not replaced',
  NotInjected: 'a pod that asks for RouDi was created without it',
  AllInjected: 'every pod that asks for RouDi has it',
  NoPods: 'no pod asks for the profile',
  BudgetSpent: 'spec.recovery.maxPerHour pods were replaced within an hour',
  RouDiCrashLoop: 'RouDi keeps dying soon after its start, so pods of this object are replaced at growing intervals',
  RateLimited: 'pods of many objects are being replaced; this one waits for its turn',
  ModeNone: 'spec.recovery.mode is None, so a pod is not replaced when its RouDi died',
  NewestShape: 'pods have the current layout',
  NewerShapeAvailable: 'there is a newer layout of pods; they get it with the next change or spec.rollout: Automatic',
  VersionMismatch: 'an application was built with another iceoryx version than RouDi',
  VersionsAgree: 'every application that states its iceoryx version matches RouDi',
  NotStated: 'no application states its iceoryx version',
  AllConnected: 'every application that is expected to is connected to RouDi',
  AppsNotConnected: 'an application that is expected to be is not connected to RouDi',
  NoneConnected:
    'no application has connected to RouDi yet, and the specification does not name those that use iceoryx',
  NotTold: 'nothing in the pods reports whether applications are connected to RouDi',
  NotLookedAt: 'logs are not read, so it is not known whether applications are connected to RouDi',
  NothingFound: 'nothing was found in what was looked at, which the message says',
  Unknown: 'nothing could be computed',
} as const;

export type Reason = keyof typeof REASONS;

/** The current state of one condition, without the time of its last transition. */
export interface Finding {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Reason;
  readonly message: string;
}

/** The finding of a diagnosis. Its reason is the id of a fault that is listed in `docs/troubleshooting.md`. */
export interface FaultFinding extends Omit<Finding, 'reason' | 'type'> {
  readonly type: 'FaultFree';
  readonly reason: string;
}

/**
 * Maximum length of a message in the schema. The API server would refuse a status with a longer one, and the status
 * would no longer be updated.
 */
const MAX_MESSAGE = 32_768;

/**
 * A message that is safe to print and short enough for the schema. Many messages quote programs, registries, webhooks
 * and values of the specification.
 */
function sanitized(message: string): string {
  return cut(printable(message), MAX_MESSAGE);
}

/**
 * Updates conditions with findings, and sorts them in the order in which `kubectl describe` should show them; those
 * without a place come last. lastTransitionTime changes only with the status.
 *
 * @param generation metadata.generation of the object that the findings are about
 */
export function withFindings(
  conditions: readonly Condition[],
  findings: readonly Omit<Condition, 'lastTransitionTime' | 'observedGeneration'>[],
  generation: number,
  now: Date,
): Condition[] {
  const result = new Map(conditions.map((condition) => [condition.type, condition]));
  for (const finding of findings) {
    const before = result.get(finding.type);
    const lastTransitionTime = before?.status === finding.status ? before.lastTransitionTime : toSeconds(now);
    result.set(finding.type, {
      ...finding,
      message: sanitized(finding.message),
      observedGeneration: generation,
      lastTransitionTime,
    });
  }
  return [...result.values()].toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ type }: Condition): number {
  const place = READING_ORDER.indexOf(type);
  return place === -1 ? READING_ORDER.length : place;
}
