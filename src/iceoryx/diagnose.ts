import { EXIT_CODES, SIGNATURES } from './signatures.ts';
import type { ExitSignature, Explanation, Severity, Signature, Speaker } from './signatures.ts';
import { cut, printable } from '../text.ts';
import { PROVEN_RELEASES, type ReleaseId } from './release.ts';

/** What is known of a program that ended, or of one that runs and complains. */
export interface Symptoms {
  /** Its output or the end of it, empty where that is not known; stdout and stderr in any order, with or without colours. */
  readonly output: string;
  /** As Kubernetes and shells count; absent while the program runs. */
  readonly exitCode?: number;
  /** Kubernetes' `terminated.reason`, such as OOMKilled. */
  readonly reason?: string;
  /** Absent where it is not known: then all releases that are proven count. */
  readonly release?: { readonly id: ReleaseId };
  /** Whose output it is; what only the other one says is left out. */
  readonly role?: Speaker;
}

/** One thing that is, or was, wrong. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** {@link Explanation.isConsequence} */
  readonly isConsequence: boolean;
  /** The first line that says it, without colours and cut after 300 characters; absent where the exit code says it. */
  readonly line?: string;
  /** Number of lines that say it. */
  readonly count: number;
  /** What the lines name, such as `app` or `segment`: each different name once, five at most. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
}

const MAX_LINE = 300;
const MAX_NAMES = 5;
/** No message of iceoryx that the table knows is longer before its end matters; it bounds the work for one line. */
const MAX_MATCHED = 2_000;

const SEVERITIES: readonly Severity[] = ['Error', 'Warning', 'Info'];
/** Of a line that says something else as well, they tell nothing. */
const LAST_RESORTS: ReadonlySet<string> = new Set(['ContractViolated', 'Panicked', 'OtherError']);
/** Characters. */
const FEW_LINES = 1_000;
const READY = 'RouDi is ready for clients';

const ESCAPE = String.fromCodePoint(27);
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,32}m`, 'g');

/** Text without the escape codes with which iceoryx colours its log. */
export function stripColours(text: string): string {
  return text.includes(ESCAPE) ? text.replace(COLOUR, '') : text;
}

interface Said {
  readonly line: string;
  count: number;
  readonly names: Map<string, Set<string>>;
}

/**
 * What a program's output and exit code mean, most telling first: errors before warnings, causes before what follows
 * from them, what a program says of itself before what it says of others, and the exit code last. Takes time in proportion to the output and never throws.
 */
export function diagnose(symptoms: Symptoms): Finding[] {
  const { output, release, role } = symptoms;
  const known = release === undefined ? PROVEN_RELEASES.map(({ id }) => id) : [release.id];
  const applies = ({ saidBy, releases }: Explanation): boolean =>
    releases.some((id) => known.includes(id)) && (role === undefined || saidBy.includes(role));
  const candidates = SIGNATURES.filter(applies);
  const said = listen(output, candidates);
  const heard = candidates.filter(({ id }) => said.has(id));
  const explained = new Set(heard.flatMap(({ explains = [] }) => explains));
  const hasError = heard.some(({ severity, isEcho }) => severity === 'Error' && isEcho !== true);
  const fromOutput = heard.flatMap((signature) => {
    const evidence = said.get(signature.id);
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

function listen(output: string, candidates: readonly Signature[]): Map<string, Said> {
  const said = new Map<string, Said>();
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
        note(said, id, line, match.groups ?? {});
      }
    }
  }
  return said;
}

/** The lines, each cut to what is matched; a split of the whole output would double its memory. */
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
  said: Map<string, Said>,
  id: string,
  line: string,
  groups: Readonly<Record<string, string | undefined>>,
): void {
  const evidence = said.get(id) ?? { line: cut(plain(line), MAX_LINE), count: 0, names: new Map() };
  said.set(id, evidence);
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
 * A RouDi that refuses an option says no more than a few lines. Of a longer output the beginning may be missing, and
 * of an ended container with exit code 0 Kubernetes keeps no output at all.
 */
function neverReady(output: string): boolean {
  return output.trim() !== '' && output.length < FEW_LINES && !output.includes(READY);
}

function finding(explanation: Explanation, { line, count, names }: Omit<Said, 'line'> & { line?: string }): Finding {
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

/** Puts names where a text has `{kind|words without a name}`; without names at all, the words. */
export function fill(text: string, names: Readonly<Record<string, readonly string[]>> = {}): string {
  return text.replace(/\{(?<kind>\w+)\|(?<words>[^}]*)\}/g, (_, kind: string, words: string) => {
    return names[kind]?.map((name) => name || "''").join(', ') ?? words;
  });
}
