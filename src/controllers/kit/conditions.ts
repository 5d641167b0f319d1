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
