import type { Reason } from '../../api/conditions.ts';

/** The progress of an object by kstatus: complete, continuing, or waiting for a user to act. */
export interface Progress<Reason extends string = string> {
  readonly state: 'Ready' | 'Reconciling' | 'Stalled';
  readonly reason: Reason;
  readonly message: string;
}

/** One of the three conditions of kstatus. */
export interface ProgressFinding<Reason extends string = string> {
  readonly type: Progress['state'];
  readonly status: 'False' | 'True';
  readonly reason: Reason;
  readonly message: string;
}

/** The three conditions of kstatus: one of them is True, and all say why. */
export function progressFindings<Reason extends string>({
  state,
  reason,
  message,
}: Progress<Reason>): ProgressFinding<Reason>[] {
  return (['Ready', 'Reconciling', 'Stalled'] as const).map((type) => ({
    type,
    status: type === state ? 'True' : 'False',
    reason,
    message,
  }));
}

/** Why pods are not Ready. */
export interface Because {
  readonly reason: string;
  readonly message: string;
}

/** Reasons that concern the object itself: no fault in a pod explains them. */
const OF_THE_OBJECT: ReadonlySet<string> = new Set<Reason>(['Applied', 'DomainEnding']);

/**
 * Makes the condition Ready report why pods are not ready, followed by how many are missing.
 *
 * @param missing how many are missing, if the message says more than that
 */
export function withReason(
  finding: ProgressFinding,
  because: Because | undefined,
  missing = finding.message,
): ProgressFinding {
  const { type, status, reason } = finding;
  return type !== 'Ready' || status === 'True' || because === undefined || OF_THE_OBJECT.has(reason)
    ? finding
    : { ...finding, reason: because.reason, message: `${because.message} (${missing})` };
}
