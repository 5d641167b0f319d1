import type { Certainty } from '../../iceoryx/certainty.ts';
import type { Severity } from '../../iceoryx/signatures.ts';
import type { Tone } from '../../terminal/paint.ts';
import { wrapped } from '../../terminal/wrap.ts';
import type { Reader } from '../kit/output.ts';

/** The colour of a severity. */
export const TONES: Readonly<Record<Severity, Tone>> = { Error: 'red', Warning: 'yellow', Info: 'cyan' };

/** What is said of a finding below its head, each in lines of its own. Undefined ones are left out. */
export interface Explained {
  readonly where?: string | undefined;
  readonly said?: string | undefined;
  readonly meaning: string;
  readonly notes?: readonly string[] | undefined;
  readonly cause?: string | undefined;
  readonly remedy?: string | undefined;
  readonly ending?: string | undefined;
  readonly certainty: Certainty;
}

/** Columns of a label. */
const LABEL = 9;

/** A finding for people, below a head of its own. */
export function explained(
  { where, said, meaning, notes = [], cause, remedy, ending, certainty }: Explained,
  reader: Reader,
): string {
  const { level, because, surer } = certainty;
  const rows: [string, string | undefined][] = [
    ['where', where],
    ['said', said],
    ['meaning', meaning],
    ...notes.map((note): [string, string] => ['note', note]),
    ['cause', cause],
    ['remedy', remedy],
    ['ended', ending],
    ['certain', `${level}, ${because}`],
    ['surer', surer],
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : labelled(label, text, reader))).join('');
}

/** A text beside a label, as wide as the terminal. */
function labelled(label: string, text: string, { paint, width }: Reader): string {
  const first = `  ${`${label}:`.padEnd(LABEL)}`;
  return wrapped(text, { width, first })
    .map((line) => `${line.replace(first, paint('dim', first))}\n`)
    .join('');
}
