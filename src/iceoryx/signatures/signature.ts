import type { ReleaseId } from '../release.ts';

export type Speaker = 'roudi' | 'app';

/** Info: nothing to do. Warning: something is about to go wrong or went wrong once. Error: does not work as it is. */
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
  /** 1.0 from its source only. */
  readonly releases: readonly ReleaseId[];
  readonly severity: Severity;
  readonly seenIn: readonly Place[];
  /** These three may name what the pattern caught, with the words for when it caught nothing: `{app|the application}`. */
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
  /** Releases on which the tests make the real programs produce it. */
  readonly provenOn: readonly ReleaseId[];
  /** Why not on the others. */
  readonly unproven?: string;
  /** Others that are said because of this one, and would mislead: they are left out where this one is found. */
  readonly explains?: readonly string[];
  /** It follows every fatal error: beside another error it tells nothing, and is left out. */
  readonly isEcho?: true;
  /** How one program sees the end or the trouble of another: what that one says itself, and how it ended, tell more. */
  readonly isConsequence?: true;
}

/** Something that RouDi or an app writes. */
export interface Signature extends Explanation {
  /** What to look for in the text, for people; an ellipsis stands for what varies. */
  readonly says: readonly string[];
  /** For one line without colours. Every repetition in it is bounded, so that hostile text costs no more than other text. */
  readonly pattern: RegExp;
}

export const ALL: readonly ReleaseId[] = ['1.0', '2.0', '2.95'];
export const UP_TO_2_0: readonly ReleaseId[] = ['1.0', '2.0'];
export const PROVEN: readonly ReleaseId[] = ['2.0', '2.95'];
/** It ends the program, so it is among the last lines. */
export const FATAL: readonly Place[] = ['TerminationMessage', 'Log'];
