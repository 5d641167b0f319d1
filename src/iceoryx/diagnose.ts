import { cut } from '../text.ts';
import { Hearing } from './hearing.ts';
import {
  type Finding,
  findingOf,
  LAST_RESORTS,
  MAX_MATCHED,
  type Origin,
  quoted,
  saidBy,
  stripColours,
} from './messages.ts';
import { EXIT_CODES, type ExitSignature, SIGNATURES } from './signatures.ts';

/** What is known about a program that has ended, or that is running and reports errors. */
export interface Symptoms extends Origin {
  /** Its output or the end of it, empty if unknown; stdout and stderr in any order, with or without colours. */
  readonly output: string;
  /** Exit code as Kubernetes and shells report it; absent while the program runs. */
  readonly exitCode?: number;
  /** Kubernetes' `terminated.reason`, such as OOMKilled. */
  readonly reason?: string;
}

/** An output below this length in characters is short. */
const FEW_LINES = 1_000;
const READY = 'RouDi is ready for clients';

/** Marks of an error in logs of iceoryx 2.0 and 2.95. */
const ERROR_MARK = /\[ ?(?:Fatal|Error|PANIC) ?\]|ICEORYX error!/;
const MAX_UNKNOWN = 5;

/**
 * Explains a program's output and exit code, most relevant first: errors before warnings, causes before consequences,
 * statements of a program about itself before those about others, and the exit code last. Takes time in proportion to
 * the output and never throws.
 */
export function diagnose(symptoms: Symptoms): Finding[] {
  const hearing = new Hearing(symptoms);
  for (const line of lines(symptoms.output)) {
    hearing.take(line);
  }
  const exit = EXIT_CODES.filter(saidBy(symptoms)).find((signature) => explainsExit(signature, symptoms));
  const findings = hearing.findings();
  return exit === undefined ? findings : [...findings, findingOf(exit, { count: 1, names: new Map() })];
}

/** Lines that iceoryx marks as errors and that no signature explains, each once, five at most. */
export function unknownErrors(output: string): string[] {
  const unknown = new Set<string>();
  for (const raw of lines(output)) {
    if (unknown.size < MAX_UNKNOWN && isUnknownError(raw)) {
      unknown.add(quoted(raw));
    }
  }
  return [...unknown];
}

/** Whether iceoryx marks a line as an error, and no signature explains it. */
export function isUnknownError(raw: string): boolean {
  const line = stripColours(raw);
  return ERROR_MARK.test(line) && !SIGNATURES.some(({ id, pattern }) => !LAST_RESORTS.has(id) && pattern.test(line));
}

/** The lines, each cut to the length that is matched; splitting the whole output would double its memory. */
function* lines(output: string): Generator<string> {
  for (let start = 0; start < output.length;) {
    const newline = output.indexOf('\n', start);
    const end = newline === -1 ? output.length : newline;
    if (end > start) {
      yield cut(output.slice(start, Math.min(end, start + MAX_MATCHED + 1)), MAX_MATCHED);
    }
    start = end + 1;
  }
}

function explainsExit(
  { codes, reason: onlyWith, beforeReady }: ExitSignature,
  { output, exitCode, reason }: Symptoms,
): boolean {
  return (
    exitCode !== undefined &&
    codes.includes(exitCode) &&
    (onlyWith === undefined || onlyWith === reason) &&
    (beforeReady === undefined || neverReady(output))
  );
}

/**
 * A RouDi that refuses an option prints no more than a few lines. The beginning of a longer output may be missing, and
 * Kubernetes keeps no output of an ended container with exit code 0.
 */
function neverReady(output: string): boolean {
  return output.trim() !== '' && output.length < FEW_LINES && !output.includes(READY);
}
