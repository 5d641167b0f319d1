import type { ReleaseId } from '../release.ts';

/** A program whose messages are known. */
export type Speaker = 'roudi' | 'app';

/** Info: nothing to do. Warning: something is about to fail or failed once. Error: it does not work in this state. */
export type Severity = 'Info' | 'Warning' | 'Error';

/**
 * Where a user or an operator can see a message or exit code.
 * - TerminationMessage: among the last lines before the program ends; in `lastState.terminated.message` with
 *   `terminationMessagePolicy: FallbackToLogsOnError`
 * - Log: while the container runs
 * - ExitCode: in the container's `terminated.exitCode`
 * - Transient: only for a moment, such as the one status update before a restart of all containers
 */
export type Place = 'TerminationMessage' | 'Log' | 'ExitCode' | 'Transient';

/** What a message or an exit code means, and what to do about it. */
export interface Explanation {
  /** Stable CamelCase name: metric label and condition reason. */
  readonly id: string;
  readonly saidBy: readonly Speaker[];
  /** Release lines it applies to. For 1.0 this is known from the sources only. */
  readonly releases: readonly ReleaseId[];
  readonly severity: Severity;
  readonly seenIn: readonly Place[];
  /** These three may contain the pattern's named groups, with words for an absent group: `{app|the application}`. */
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
  /** Releases for which the tests make the real programs print it. */
  readonly provenOn: readonly ReleaseId[];
  /** Why the tests do not make the other releases print it. */
  readonly unproven?: string;
  /** Messages that are consequences of this one and would mislead: they are left out if this one is found. */
  readonly explains?: readonly string[];
  /** The message counts only beside that of another signature, which alone says that something is wrong. */
  readonly onlyWith?: string;
  /** The message follows every fatal error. It adds nothing to another error, and is left out if there is one. */
  readonly isEcho?: true;
  /** The message reports the end or a problem of another program, whose own messages and exit code are more precise. */
  readonly isConsequence?: true;
}

/** A message of RouDi or an app. */
export interface Signature extends Explanation {
  /** Text that a user can search for; an ellipsis stands for variable parts. */
  readonly says: readonly string[];
  /**
   * Matches one line without colours. Every repetition in it is bounded, so that hostile text costs no more than other
   * text.
   */
  readonly pattern: RegExp;
}

export const ALL: readonly ReleaseId[] = ['1.0', '2.0', '2.95'];
export const UP_TO_2_0: readonly ReleaseId[] = ['1.0', '2.0'];
export const PROVEN: readonly ReleaseId[] = ['2.0', '2.95'];
/** Places of a message that ends the program, and so is among the last lines. */
export const FATAL: readonly Place[] = ['TerminationMessage', 'Log'];
