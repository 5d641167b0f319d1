import { EXIT_CODES, SIGNATURES } from './signatures.ts';
import type { ExitSignature, Explanation, Severity, Signature, Speaker } from './signatures.ts';
import { cut, printable } from '../text.ts';
import { PROVEN_RELEASES, type ReleaseId } from './release.ts';

/** What is known about a program that has ended, or that is running and reports errors. */
export interface Symptoms {
  /** Its output or the end of it, empty if unknown; stdout and stderr in any order, with or without colours. */
  readonly output: string;
  /** Exit code as Kubernetes and shells report it; absent while the program runs. */
  readonly exitCode?: number;
  /** Kubernetes' `terminated.reason`, such as OOMKilled. */
  readonly reason?: string;
  /** Absent if unknown: then all proven releases are considered. */
  readonly release?: { readonly id: ReleaseId };
  /** The program that wrote the output; messages of the other one are ignored. */
  readonly role?: Speaker;
}

/** One fault, present or past. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** {@link Explanation.isConsequence} */
  readonly isConsequence: boolean;
  /**
   * The first line that shows it, without colours and cut after 300 characters; absent if only the exit code shows it.
   */
  readonly line?: string;
  /** Number of lines that show it. */
  readonly count: number;
  /** Names in these lines, such as `app` or `segment`: each distinct name once, five at most. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
}

const MAX_LINE = 300;
const MAX_NAMES = 5;
/** Every known message of iceoryx is recognised within this length, which bounds the work for one line. */
const MAX_MATCHED = 2_000;

const SEVERITIES: readonly Severity[] = ['Error', 'Warning', 'Info'];
/** Signatures of last resort: they add nothing to a line that matches another signature too. */
const LAST_RESORTS: ReadonlySet<string> = new Set(['ContractViolated', 'Panicked', 'OtherError']);
/** An output below this length in characters is short. */
const FEW_LINES = 1_000;
const READY = 'RouDi is ready for clients';

const ESCAPE = String.fromCodePoint(27);
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,32}m`, 'g');

/** Marks of an error in logs of iceoryx 2.0 and 2.95. */
const ERROR_MARK = /\[ ?(?:Fatal|Error|PANIC) ?\]|ICEORYX error!/;
const MAX_UNKNOWN = 5;

/** Text without the escape codes that iceoryx colours its log with. */
export function stripColours(text: string): string {
  return text.includes(ESCAPE) ? text.replace(COLOUR, '') : text;
}

interface Hits {
  readonly line: string;
  count: number;
  readonly names: Map<string, Set<string>>;
}

/**
 * Explains a program's output and exit code, most relevant first: errors before warnings, causes before consequences,
 * statements of a program about itself before those about others, and the exit code last. Takes time in proportion to
 * the output and never throws.
 */
export function diagnose(symptoms: Symptoms): Finding[] {
  const { output, release, role } = symptoms;
  const known = release === undefined ? PROVEN_RELEASES.map(({ id }) => id) : [release.id];
  const applies = ({ saidBy, releases }: Explanation): boolean =>
    releases.some((id) => known.includes(id)) && (role === undefined || saidBy.includes(role));
  const candidates = SIGNATURES.filter(applies);
  const hits = matchLines(output, candidates);
  const found = candidates.filter(({ id, onlyWith = id }) => hits.has(id) && hits.has(onlyWith));
  const explained = new Set(found.flatMap(({ explains = [] }) => explains));
  const hasError = found.some(({ severity, isEcho }) => severity === 'Error' && isEcho !== true);
  const fromOutput = found.flatMap((signature) => {
    const evidence = hits.get(signature.id);
    const isLeftOut = explained.has(signature.id) || (hasError && signature.isEcho === true);
    return evidence === undefined || isLeftOut ? [] : [finding(signature, evidence)];
  });
  const exit = EXIT_CODES.filter(applies).find((signature) => explainsExit(signature, symptoms));
  const ranked = fromOutput.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Number(LAST_RESORTS.has(a.id)) - Number(LAST_RESORTS.has(b.id)) ||
      Number(a.isConsequence) - Number(b.isConsequence),
  );
  return exit === undefined ? ranked : [...ranked, finding(exit, { count: 1, names: new Map() })];
}

/** Lines that iceoryx marks as errors and that no signature explains, each once, five at most. */
export function unknownErrors(output: string): string[] {
  const candidates = SIGNATURES.filter(({ id }) => !LAST_RESORTS.has(id));
  const unknown = new Set<string>();
  for (const raw of lines(output)) {
    const line = stripColours(raw);
    if (ERROR_MARK.test(line) && unknown.size < MAX_UNKNOWN && !candidates.some(({ pattern }) => pattern.test(line))) {
      unknown.add(cut(plain(line), MAX_LINE));
    }
  }
  return [...unknown];
}

function matchLines(output: string, candidates: readonly Signature[]): Map<string, Hits> {
  const hits = new Map<string, Hits>();
  for (const raw of lines(output)) {
    const line = stripColours(raw);
    let known = false;
    for (const { id, pattern } of candidates) {
      if (LAST_RESORTS.has(id) && known) {
        continue;
      }
      const match = pattern.exec(line);
      if (match !== null) {
        known = true;
        note(hits, id, line, match.groups ?? {});
      }
    }
  }
  return hits;
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

function note(
  hits: Map<string, Hits>,
  id: string,
  line: string,
  groups: Readonly<Record<string, string | undefined>>,
): void {
  const evidence = hits.get(id) ?? { line: cut(plain(line), MAX_LINE), count: 0, names: new Map() };
  hits.set(id, evidence);
  evidence.count++;
  for (const [kind, name] of Object.entries(groups)) {
    const names = evidence.names.get(kind) ?? new Set<string>();
    if (name !== undefined && names.size < MAX_NAMES) {
      evidence.names.set(kind, names.add(cut(plain(name), MAX_LINE)));
    }
  }
}

function plain(text: string): string {
  return printable(text.replace(/\s/g, ' ').trim());
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

function finding(explanation: Explanation, { line, count, names }: Omit<Hits, 'line'> & { line?: string }): Finding {
  const { id, severity, isConsequence = false, meaning, cause, remedy } = explanation;
  const listed = Object.fromEntries([...names].map(([kind, values]) => [kind, [...values]]));
  return {
    id,
    severity,
    isConsequence,
    ...(line === undefined ? {} : { line }),
    count,
    names: listed,
    meaning: fill(meaning, listed),
    cause: fill(cause, listed),
    remedy: fill(remedy, listed),
  };
}

/** Fills names into the placeholders `{kind|words without a name}` of a text; without names, the words. */
export function fill(text: string, names: Readonly<Record<string, readonly string[]>> = {}): string {
  return text.replace(/\{(?<kind>\w+)\|(?<words>[^}]*)\}/g, (_, kind: string, words: string) => {
    return names[kind]?.map((name) => name || "''").join(', ') ?? words;
  });
}
