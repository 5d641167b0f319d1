import { cut, printable } from '../text.ts';
import { PROVEN_RELEASES, type ReleaseId } from './release.ts';
import { type Explanation, type Severity, type Signature, SIGNATURES, type Speaker } from './signatures.ts';

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

/** Who wrote an output, as far as it is known. */
export interface Origin {
  /** Absent if unknown: then all proven releases are considered. */
  readonly release?: { readonly id: ReleaseId };
  /** The program that wrote the output; messages of the other one are ignored. */
  readonly role?: Speaker;
}

/** The lines that show a message. */
export interface Hits {
  /** The first of them, for people. */
  readonly line: string;
  count: number;
  readonly names: Map<string, Set<string>>;
}

/** A message of iceoryx in a line. */
interface Recognised {
  readonly signature: Signature;
  readonly names: Readonly<Record<string, string | undefined>>;
}

const MAX_LINE = 300;
const MAX_NAMES = 5;
/** Every known message of iceoryx is recognised within this length, which bounds the work for one line. */
export const MAX_MATCHED = 2_000;

/** Signatures of last resort: they add nothing to a line that matches another signature too. */
export const LAST_RESORTS: ReadonlySet<string> = new Set(['ContractViolated', 'Panicked', 'OtherError']);

const ESCAPE = String.fromCodePoint(27);
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,32}m`, 'g');

/** Text without the escape codes that iceoryx colours its log with. */
export function stripColours(text: string): string {
  return text.includes(ESCAPE) ? text.replace(COLOUR, '') : text;
}

/** Whether a program of that release says it. */
export function saidBy({ release, role }: Origin): (explanation: Explanation) => boolean {
  const known = release === undefined ? PROVEN_RELEASES.map(({ id }) => id) : [release.id];
  return (explanation) =>
    explanation.releases.some((id) => known.includes(id)) && (role === undefined || explanation.saidBy.includes(role));
}

/** The messages that a program of that release writes. */
export function signaturesOf(origin: Origin): readonly Signature[] {
  return SIGNATURES.filter(saidBy(origin));
}

/** The messages in a line of at most {@link MAX_MATCHED} characters, those of last resort only if there is no other. */
export function recognised(raw: string, candidates: readonly Signature[]): readonly Recognised[] {
  const line = stripColours(raw);
  const found: Recognised[] = [];
  for (const signature of candidates) {
    if (LAST_RESORTS.has(signature.id) && found.length > 0) {
      continue;
    }
    const match = signature.pattern.exec(line);
    if (match !== null) {
      found.push({ signature, names: match.groups ?? {} });
    }
  }
  return found;
}

/** Notes that a line shows a message. */
export function note(hits: Map<string, Hits>, { signature: { id }, names }: Recognised, line: string): Hits {
  const evidence = hits.get(id) ?? { line: quoted(line), count: 0, names: new Map<string, Set<string>>() };
  hits.set(id, evidence);
  evidence.count++;
  for (const [kind, name] of Object.entries(names)) {
    const known = evidence.names.get(kind) ?? new Set<string>();
    if (name !== undefined && known.size < MAX_NAMES) {
      evidence.names.set(kind, known.add(cut(plain(name), MAX_LINE)));
    }
  }
  return evidence;
}

/** A line as findings quote it. */
export function quoted(line: string): string {
  return cut(plain(stripColours(line)), MAX_LINE);
}

function plain(text: string): string {
  return printable(text.replace(/\s/g, ' ').trim());
}

/** What a message or an exit code means, with the names that were in it. */
export function findingOf(
  explanation: Explanation,
  { line, count, names }: Omit<Hits, 'line'> & { line?: string },
): Finding {
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
