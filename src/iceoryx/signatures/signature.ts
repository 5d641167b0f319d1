import type { ReleaseId } from '../release.ts';

export type Speaker = 'roudi' | 'app';

/** Info: nothing to do. Warning: something is about to fail or failed once. Error: it does not work in this state. */
export type Severity = 'Info' | 'Warning' | 'Error';

/**
 * Where a user or an operator can see it.
 * - TerminationMessage: among the last lines before the program ends; in `lastState.terminated.message` with
 *   `terminationMessagePolicy: FallbackToLogsOnError`
 * - Log: while the container runs
 * - ExitCode: in the container's `terminated.exitCode`
 * - Transient: only for a moment, such as the one status update before a restart of all containers
 */
export type Place = 'TerminationMessage' | 'Log' | 'ExitCode' | 'Transient';

export interface Explanation {
  /** Stable CamelCase name: metric label and condition reason. */
  readonly id: string;
  readonly saidBy: readonly Speaker[];
  /** For 1.0 from its source only. */
  readonly releases: readonly ReleaseId[];
  readonly severity: Severity;
  readonly seenIn: readonly Place[];
  /** These three may contain the pattern's named groups, with words for an absent group: `{app|the application}`. */
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
  /** Releases for which the tests make the real programs print it. */
  readonly provenOn: readonly ReleaseId[];
  /** Why not for the others. */
  readonly unproven?: string;
  /** Messages that are consequences of this one and would mislead: they are left out if this one is found. */
  readonly explains?: readonly string[];
  /** It follows every fatal error: beside another error it adds nothing, and is left out. */
  readonly isEcho?: true;
  /**
   * How one program reports the end or a problem of another: that program's own messages and exit code are more
   * precise.
   */
  readonly isConsequence?: true;
}

/** A message of RouDi or an app. */
export interface Signature extends Explanation {
  /** Text to search for, for people; an ellipsis stands for variable parts. */
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
/** It ends the program, so it is among the last lines. */
export const FATAL: readonly Place[] = ['TerminationMessage', 'Log'];
