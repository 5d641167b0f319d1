import type { Condition } from './iceoryx-deployment.generated.ts';
import { cut, printable } from '../text.ts';
import { toSeconds } from './time.ts';

/**
 * Conditions of an IceoryxDeployment. Ready, Reconciling and Stalled follow kstatus, so that `kubectl wait`, Argo CD and
 * Flux understand them; Reconciling and Stalled are True when they should draw attention, all others when all is well.
 */
export type ConditionType =
  | 'Ready'
  | 'Reconciling'
  | 'Stalled'
  | 'SharedMemoryFits'
  | 'RouDiReady'
  | 'TerminationSafe'
  | 'HealingAllowed'
  | 'FaultFree'
  | 'UpToDate'
  | 'ClaimsReady'
  | 'SoleOperator'
  | 'NodesClean'
  | 'VersionsMatch';

/** Reasons of conditions with their meaning: stable words that programs may rely on. */
export const REASONS = {
  Applied: 'the Deployment is written, its controller has not looked at it yet',
  RollingOut: 'pods are being replaced or added',
  PodsNotAvailable: 'not all pods are available',
  AllAvailable: 'every wanted pod is up to date and available',
  ScaledToZero: 'no pods are wanted',
  Paused: 'changes are held back by spec.paused',
  ProgressDeadlineExceeded: 'no pod got further within progressDeadlineSeconds',
  InvalidSpec: 'the specification cannot work; the message says what to change',
  NameTaken: 'a Deployment or DaemonSet of this name belongs to somebody else',
  TemplateRefused:
    'the API server refused the Deployment, most often for its pod template, or the specification is too large to be kept',
  Forbidden: 'the API server does not allow the Deployment: a quota, an admission webhook or missing rights',
  PredecessorEnding: 'the Deployment or DaemonSet of a deleted object of this name is still going',
  DomainMissing: 'the IceoryxDomain that the specification names does not exist yet',
  DomainClosed: 'the IceoryxDomain that the specification names does not admit pods of this namespace',
  DomainEnding: 'the IceoryxDomain that the specification names is being deleted, and its apps before it',
  AllReady: 'RouDi is ready in every pod, or on every node of a domain, or every namespace of its apps has its claim',
  NotAllReady: 'RouDi is not ready in every pod, or not on every node of a domain',
  NodesNotReady: 'RouDi is ready on all nodes of the domain but those that are not ready themselves',
  RouDiNotReady: 'RouDi is on its way on some node of the domain, or cannot start there',
  NoNodes: 'no node is one of the domain',
  Removed: 'what pods of the domain had left on nodes is removed',
  NothingLeft: 'pods of the domain that were killed or are gone have left nothing on their nodes',
  SweepFailed: 'a node could not be swept of what pods of the domain may have left there',
  SweepRefused: 'the API server refuses the Jobs that would sweep nodes of the domain',
  ClaimRefused: 'the API server refuses the volume or claim by which pods of a namespace reach the domain',
  OneOperator: 'no other operator looks after the object any more',
  OtherOperator: 'another operator looks after the object as well, and one of them leaves it alone',
  NodeTooSmall: 'a node of the domain has less memory than RouDi needs',
  Computed: 'the figure is computed to fit',
  AsGiven: 'the figure is as the specification says, and fits',
  TooSmall: 'the given size is less than what is needed',
  TooShort: 'the given time is less than what is needed',
  MonitoringOff: 'RouDi 2.0 without monitoring aborts when it is stopped after an application died',
  NothingToHeal: 'no pod has to be replaced because its RouDi died',
  Replacing: 'pods whose RouDi died are being replaced',
  DisruptionBudget: 'a PodDisruptionBudget forbids to replace a pod whose RouDi died',
  BudgetSpent: 'spec.recovery.maxPerHour pods were replaced within an hour',
  RouDiCrashLoop: 'RouDi keeps dying soon in the pods of this object, so they are replaced at growing intervals',
  RateLimited: 'pods of many objects are being replaced; this one waits for its turn',
  ModeNone: 'spec.recovery.mode is None, so a pod whose RouDi died stays as it is',
  NewestShape: 'pods are made as they would be made now',
  NewerShapeAvailable: 'pods would be made differently now, which waits for the next change or spec.rollout: Automatic',
  VersionMismatch: 'an application was built with another iceoryx than RouDi',
  VersionsAgree: 'every application that states its iceoryx version fits to RouDi',
  NotStated: 'no application states its iceoryx version',
  NothingFound: 'nothing is known to be wrong in the pods',
  Unknown: 'nothing could be computed',
} as const;

export type Reason = keyof typeof REASONS;

/** What is found about one condition now, whenever it began. */
export interface Finding {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Reason;
  readonly message: string;
}

/** The finding of a diagnosis: its reason is the name of what was found, of which `docs/troubleshooting.md` has a list. */
export interface FaultFinding extends Omit<Finding, 'reason' | 'type'> {
  readonly type: 'FaultFree';
  readonly reason: string;
}

/** As long as the schema lets a message be: with a longer one the status would be refused, and nothing told any more. */
const MOST_MESSAGE = 32_768;

/** What others say is in many messages: programs, registries, webhooks, and whatever a specification quotes. */
function told(message: string): string {
  return cut(printable(message), MOST_MESSAGE);
}

/**
 * The conditions with findings written in, each in its place or at the end. lastTransitionTime changes only with
 * status, so that it says since when a condition holds.
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
      message: told(finding.message),
      observedGeneration: generation,
      lastTransitionTime,
    });
  }
  return [...result.values()];
}
