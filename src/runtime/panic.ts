import { AssertionError } from 'node:assert';
import { inspect } from 'node:util';

const FAULTS = [TypeError, ReferenceError, RangeError, AssertionError];

/**
 * Whether a thrown value is a programming error rather than a condition of the environment: an error of the language
 * itself, a failed assertion, or a value that is no Error. Go calls it a panic; a retry may not help.
 */
export function isPanic(thrown: unknown): boolean {
  return !(thrown instanceof Error) || FAULTS.some((fault) => thrown instanceof fault);
}

/** The thrown value if it is an Error, otherwise an Error that shows it. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`${inspect(thrown)} was thrown, which is not an Error`);
}
