import type { ObservedContainer } from '../../controllers/pods/observed-pod.ts';
import { stripColours } from '../../iceoryx/messages.ts';
import type { Tone } from '../../terminal/paint.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { printable } from '../../text.ts';
import { TONES } from '../diagnose/words.ts';
import type { Reader } from '../kit/output.ts';
import type { MarkedFinding, MarkedLine } from './line.ts';
import type { Total } from './marker.ts';

const ROLES: Readonly<Record<ObservedContainer['role'], Tone>> = {
  roudi: 'cyan',
  agent: 'blue',
  app: 'green',
  other: 'dim',
};

/** What stands before the explanation of a line. */
const INDENT = '             ';

/** What a text of lines needs to know beside the next line. */
export interface Layout {
  readonly reader: Reader;
  /** Whether lines come from several pods. */
  readonly hasPods: boolean;
}

/** Lines for people: one text for each, with the explanation of those that are known. */
export class LineWriter {
  readonly #layout: Layout;
  #day: string;
  #columns = 0;

  /** @param today the day that needs no mention, as `YYYY-MM-DD` */
  constructor(layout: Layout, today: string) {
    this.#layout = layout;
    this.#day = today;
  }

  /** Makes room for lines of these containers. */
  expect(pod: string, containers: readonly string[]): void {
    containers.forEach((container) => this.#makeRoom(this.#nameOf({ pod, container })));
  }

  write(line: MarkedLine): string {
    const { reader } = this.#layout;
    const time = new Date(line.at).toISOString();
    const day = time.slice(0, 10);
    const isOtherDay = day !== this.#day;
    this.#day = day;
    const own = `${time.slice(11, 23)} ${this.#place(line)} ${body(line, reader)}\n`;
    const news = line.findings.filter(({ isFirst }) => isFirst).map((finding) => explanation(finding, reader));
    return [...(isOtherDay ? [`${reader.paint('dim', `--- ${day}, UTC ---`)}\n`] : []), own, ...news].join('');
  }

  #place(line: MarkedLine): string {
    const { pod, container, role } = line;
    const { hasPods, reader } = this.#layout;
    const name = this.#nameOf(line);
    this.#makeRoom(name);
    const space = ' '.repeat(this.#columns - name.length);
    const colour = reader.paint(ROLES[role], container);
    return `${hasPods ? `${reader.paint('dim', pod)} ` : ''}${colour}${space}`;
  }

  #nameOf({ pod, container }: Pick<MarkedLine, 'container' | 'pod'>): string {
    return this.#layout.hasPods ? `${pod} ${container}` : container;
  }

  #makeRoom(name: string): void {
    this.#columns = Math.max(this.#columns, name.length);
  }
}

function body({ text, findings }: MarkedLine, { paint }: Reader): string {
  const words = printable(stripColours(text).replaceAll('\t', ' ').trimEnd());
  const [worst] = findings;
  const known = findings.filter(({ isFirst }) => !isFirst).map(({ id, count }) => `${id}, ${count} times`);
  const line = known.length === 0 ? words : `${words} (${known.join('; ')})`;
  return worst === undefined ? line : paint(TONES[worst.severity], line);
}

function explanation({ id, severity, meaning, remedy }: MarkedFinding, { paint, width }: Reader): string {
  const head = `${severity} ${id}:`;
  const lines = [
    ...wrapped(`${head} ${printable(meaning)}`, { width, first: `${INDENT}^ `, others: `${INDENT}  ` }),
    ...wrapped(`What to do: ${printable(remedy)}`, { width, first: `${INDENT}  `, others: `${INDENT}  ` }),
  ];
  return lines.map((line) => `${line.replace(head, paint(TONES[severity], head))}\n`).join('');
}

/** What was found in all lines, for people. */
export function summary(totals: readonly Total[], lines: number, { paint }: Reader): string {
  if (totals.length === 0) {
    return `No known message was found in ${lines} ${lines === 1 ? 'line' : 'lines'}.\n`;
  }
  const words = totals.map(({ pod, container, first, last, finding: { id, severity, count } }) => {
    const times = count === 1 ? `once, at ${clock(first)}` : `${count} times, from ${clock(first)} to ${clock(last)}`;
    return `  ${paint(TONES[severity], severity)} ${id}: ${times}, in container ${container} of pod ${pod}\n`;
  });
  return [`Known messages in ${lines} lines:\n`, ...words].join('');
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}
