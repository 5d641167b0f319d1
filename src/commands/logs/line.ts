import type { ObservedContainer } from '../../controllers/pods/observed-pod.ts';
import type { Finding } from '../../iceoryx/messages.ts';

/** A line of a log, and where it comes from. */
export interface LogLine {
  /** When it was written, in milliseconds since 1970 with a fraction. */
  readonly at: number;
  /** The same as the kubelet wrote it. */
  readonly stamp: string;
  readonly text: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly role: ObservedContainer['role'];
}

/** A line with what it means, as far as it is known. */
export interface MarkedLine extends LogLine {
  readonly findings: readonly MarkedFinding[];
}

/** A finding in a line. Its count includes all lines of the container so far. */
export interface MarkedFinding extends Finding {
  /** Whether no line of the container showed it before. */
  readonly isFirst: boolean;
}
