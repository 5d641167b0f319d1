import type { Condition } from './iceoryx-deployment.generated.ts';

/**
 * Conditions of an IceoryxDeployment. Ready, Reconciling and Stalled follow kstatus, so that `kubectl wait`, Argo CD and
 * Flux understand them; Reconciling and Stalled are True when they should draw attention, all others when all is well.
 */
export type ConditionType = 'Ready' | 'Reconciling' | 'Stalled' | 'SharedMemoryFits' | 'RouDiReady' | 'TerminationSafe';

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
  NameTaken: 'a Deployment of this name belongs to somebody else',
  TemplateRefused: 'the API server refused the Deployment, most often for its pod template',
  PredecessorEnding: 'the Deployment of a deleted IceoryxDeployment of this name is still going',
  AllReady: 'RouDi is ready in every pod',
  NotAllReady: 'RouDi is not ready in every pod',
  Computed: 'the figure is computed to fit',
  AsGiven: 'the figure is as the specification says, and fits',
  TooSmall: 'the given size is less than what is needed',
  TooShort: 'the given time is less than what is needed',
  MonitoringOff: 'RouDi 2.0 without monitoring aborts when it is stopped after an application died',
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

/**
 * The conditions with findings written in, each in its place or at the end. lastTransitionTime changes only with
 * status, so that it says since when a condition holds.
 *
 * @param generation metadata.generation of the object that the findings are about
 */
export function withFindings(
  conditions: readonly Condition[],
  findings: readonly Finding[],
  generation: number,
  now: Date,
): Condition[] {
  const result = new Map(conditions.map((condition) => [condition.type, condition]));
  for (const finding of findings) {
    const before = result.get(finding.type);
    const lastTransitionTime = before?.status === finding.status ? before.lastTransitionTime : toTime(now);
    result.set(finding.type, { ...finding, observedGeneration: generation, lastTransitionTime });
  }
  return [...result.values()];
}

/** Whole seconds, as the API server writes times. */
function toTime(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
