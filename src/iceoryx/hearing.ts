import { cut } from '../text.ts';
import {
  type Finding,
  findingOf,
  type Hits,
  LAST_RESORTS,
  MAX_MATCHED,
  note,
  type Origin,
  recognised,
  signaturesOf,
} from './messages.ts';
import type { Severity, Signature } from './signatures.ts';

const SEVERITIES: readonly Severity[] = ['Error', 'Warning', 'Info'];

/**
 * Recognises the messages of a program line by line, as it writes them. What one line means may depend on lines before
 * it: the echo of an error is no finding of its own.
 */
export class Hearing {
  readonly #candidates: readonly Signature[];
  readonly #hits = new Map<string, Hits>();
  constructor(origin: Origin) {
    this.#candidates = signaturesOf(origin);
  }

  /** Takes note of a line. */
  take(raw: string): readonly Signature[] {
    const line = cut(raw, MAX_MATCHED);
    const found = recognised(line, this.#candidates);
    for (const message of found) {
      note(this.#hits, message, line);
    }
    return found.map(({ signature }) => signature);
  }

  /** Takes note of a line, and returns what it says, most relevant first. The counts include all lines so far. */
  hear(line: string): readonly Finding[] {
    const found = this.take(line);
    return found.length === 0 ? [] : this.#findingsOf(found);
  }

  /** What all lines so far say, most relevant first. */
  findings(): Finding[] {
    return this.#findingsOf(this.#candidates);
  }

  #findingsOf(signatures: readonly Signature[]): Finding[] {
    const counting = this.#candidates.filter((signature) => this.#counts(signature));
    const explained = new Set(counting.flatMap(({ explains = [] }) => explains));
    const hasError = counting.some(({ severity, isEcho }) => severity === 'Error' && isEcho !== true);
    const found = signatures.flatMap((signature) => {
      const { id, isEcho } = signature;
      const hits = this.#hits.get(id);
      const isLeftOut = explained.has(id) || (hasError && isEcho === true);
      return hits === undefined || isLeftOut || !this.#counts(signature) ? [] : [findingOf(signature, hits)];
    });
    return found.toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        Number(LAST_RESORTS.has(a.id)) - Number(LAST_RESORTS.has(b.id)) ||
        Number(a.isConsequence) - Number(b.isConsequence),
    );
  }
  /** Some messages count only beside another one. */
  #counts({ id, onlyWith = id }: Signature): boolean {
    return this.#hits.has(id) && this.#hits.has(onlyWith);
  }
}
