import type { Release } from '../../iceoryx/release.ts';
import { Hearing } from '../../iceoryx/hearing.ts';
import type { Finding } from '../../iceoryx/messages.ts';
import type { LogLine, MarkedLine } from './line.ts';

/** A finding in a container, over all its lines. */
export interface Total {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly finding: Finding;
  /** When it was said first and last, in milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
}

/** Marks the lines that are known, and remembers what was found. */
export class Marker {
  readonly #releaseOf: (line: LogLine) => Release | undefined;
  readonly #hearings = new Map<string, Hearing>();
  readonly #totals = new Map<string, Total>();

  /** @param releaseOf release of iceoryx in the pod; undefined if it is not known */
  constructor(releaseOf: (line: LogLine) => Release | undefined) {
    this.#releaseOf = releaseOf;
  }

  mark(line: LogLine): MarkedLine {
    const { namespace, pod, container, text, at } = line;
    const place = `${namespace}/${pod} ${container}`;
    const findings = this.#hearingOf(place, line)?.hear(text) ?? [];
    return {
      ...line,
      findings: findings.map((finding) => {
        const key = `${place} ${finding.id}`;
        const before = this.#totals.get(key);
        this.#totals.set(key, { namespace, pod, container, finding, first: before?.first ?? at, last: at });
        return { ...finding, isFirst: before === undefined };
      }),
    };
  }

  /** Takes note of what the exit code of a container means. */
  ended(
    { namespace, pod, container, at }: Omit<Total, 'finding' | 'first' | 'last'> & { at: number },
    finding: Finding,
  ) {
    const key = `${namespace}/${pod} ${container} ${finding.id}`;
    const { first = at, finding: { count } = { count: 0 } } = this.#totals.get(key) ?? {};
    const total = { namespace, pod, container, first, last: at };
    this.#totals.set(key, { ...total, finding: { ...finding, count: count + 1 } });
  }

  /** What was found, in the order in which it was. */
  get totals(): readonly Total[] {
    return [...this.#totals.values()];
  }

  /** Only messages of RouDi and of apps are known. */
  #hearingOf(place: string, line: LogLine): Hearing | undefined {
    const { role } = line;
    if (role !== 'roudi' && role !== 'app') {
      return undefined;
    }
    const known = this.#hearings.get(place);
    if (known !== undefined) {
      return known;
    }
    const release = this.#releaseOf(line);
    const hearing = new Hearing({ role, ...(release === undefined ? {} : { release }) });
    this.#hearings.set(place, hearing);
    return hearing;
  }
}
