import type { Removal, Tally } from './removals.ts';

/** A text that must not be in the report. */
export interface Prey {
  readonly text: string;
  readonly instead: string;
  readonly removal: Removal;
  /** Not within a longer word: for short texts that are common. */
  readonly isWord?: boolean;
}

/** The longest first: of several that begin alike, it is the one that is meant. */
const LONGEST_FIRST = (a: Prey, b: Prey): number => b.text.length - a.text.length;
/** The shortest length at which the operator, API servers and kubelets cut texts; names are shorter. */
const LEAST_CUT = 256;
/** A shorter part of a prey is no sign of it. */
const LEAST_PART = 6;
const WORD = /[A-Za-z0-9]/;

/**
 * Finds many fixed texts at once. One replacement after another would look through each log hundreds of times, and
 * would find what an earlier one has put there.
 */
export class Hunter {
  /** By the first two UTF-16 units. */
  readonly #preys = new Map<number, Prey[]>();
  readonly #known = new Set<string>();
  #longest = 0;

  /** A text is hunted as it was first added. One of a single character is not: it is everywhere. */
  add(prey: Prey): void {
    if (prey.text.length < 2 || this.#known.has(prey.text)) {
      return;
    }
    this.#known.add(prey.text);
    this.#longest = Math.max(this.#longest, prey.text.length);
    const start = startOf(prey.text, 0);
    this.#preys.set(start, [...(this.#preys.get(start) ?? []), prey].sort(LONGEST_FIRST));
  }

  /** The text without the preys, in one pass. */
  replace(text: string, tally: Tally): string {
    return this.#withoutCutEnd(this.#replaced(text, tally), tally);
  }

  /** Messages are cut by those who quote logs in them: the end may be the start of a secret. */
  #withoutCutEnd(text: string, tally: Tally): string {
    if (text.length < LEAST_CUT) {
      return text;
    }
    const end = text.replace(/(?:…|\.\.\.)$/, '').length;
    for (let at = Math.max(0, end - this.#longest); at <= end - LEAST_PART; at += 1) {
      const rest = text.slice(at, end);
      const prey = this.#preys.get(startOf(text, at))?.find((one) => one.text.startsWith(rest) && one.isWord !== true);
      if (prey !== undefined) {
        tally.add(prey.removal);
        return `${text.slice(0, at)}${prey.instead}${text.slice(end)}`;
      }
    }
    return text;
  }

  #replaced(text: string, tally: Tally): string {
    const parts: string[] = [];
    let kept = 0;
    for (let at = 0; at < text.length - 1; at += 1) {
      const prey = this.#at(text, at);
      if (prey !== undefined) {
        parts.push(text.slice(kept, at), prey.instead);
        tally.add(prey.removal);
        kept = this.#endOf(text, at, at + prey.text.length);
        at = kept - 1;
      }
    }
    return kept === 0 ? text : [...parts, text.slice(kept)].join('');
  }

  #at(text: string, at: number): Prey | undefined {
    return this.#preys.get(startOf(text, at))?.find((one) => isAt(one, text, at));
  }

  /** Where two secrets overlap, none of the second may remain. Of an image, its name after the registry does. */
  #endOf(text: string, start: number, first: number): number {
    let end = first;
    for (let at = start + 1; at < end; at += 1) {
      const inner = this.#at(text, at);
      if (inner !== undefined && inner.removal !== 'registry') {
        end = Math.max(end, at + inner.text.length);
      }
    }
    return end;
  }
}

function startOf(text: string, at: number): number {
  return text.charCodeAt(at) * 0x1_0000 + text.charCodeAt(at + 1);
}

function isAt({ text: wanted, isWord = false }: Prey, text: string, at: number): boolean {
  return (
    text.startsWith(wanted, at) &&
    !(isWord && (WORD.test(text.charAt(at - 1)) || WORD.test(text.charAt(at + wanted.length))))
  );
}
