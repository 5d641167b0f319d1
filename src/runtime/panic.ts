import { AssertionError } from 'node:assert';
import { inspect } from 'node:util';

const FAULTS = [TypeError, ReferenceError, RangeError, AssertionError];

/**
 * Whether what was thrown tells of a fault in the program and not in the world: what the language throws by itself, a
 * failed assertion, or something that is no Error at all. It is what Go calls a panic; to try again may not help.
 */
export function isPanic(thrown: unknown): boolean {
  return !(thrown instanceof Error) || FAULTS.some((fault) => thrown instanceof fault);
}

/** What was thrown if that is an Error, or one that shows it. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`${inspect(thrown)} was thrown, which is no Error`);
}
