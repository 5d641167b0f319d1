/** Something that a report lacks. */
export interface Lack {
  readonly what: string;
  readonly why: string;
}

/** What a report lacks, each once, in the order in which it was noticed. */
export class Ledger {
  readonly #unread = new Map<string, Lack>();
  readonly #rights = new Set<string>();
  readonly #leftOut = new Map<string, Lack>();

  /** It could not be read. */
  unread(what: string, why: string): void {
    this.#unread.set(`${what}\n${why}`, { what, why });
  }

  /** It could not be read, for want of a right such as `list nodes`. */
  forbidden(what: string, right: string): void {
    this.#rights.add(right);
    this.unread(what, `needs the right: ${right}`);
  }

  /** It was left out on purpose. */
  leaveOut(what: string, why: string): void {
    this.#leftOut.set(`${what}\n${why}`, { what, why });
  }

  get lacks(): Lacks {
    return {
      unread: [...this.#unread.values()],
      missingRights: [...this.#rights],
      leftOut: [...this.#leftOut.values()],
    };
  }
}

/** All of a {@link Ledger}. */
export interface Lacks {
  readonly unread: readonly Lack[];
  readonly missingRights: readonly string[];
  readonly leftOut: readonly Lack[];
}
