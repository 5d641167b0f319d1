import { formatSize } from '../../api/quantity.ts';
import { age } from '../../terminal/age.ts';
import { bar, sparkline } from '../../terminal/bar.ts';
import { EMPTY, type Form } from '../../terminal/fitted-table.ts';
import type { Paint } from '../../terminal/paint.ts';
import { printable } from '../../text.ts';

const BAR = 10;
const TREND = 24;
const SHORT_TREND = 10;
/** From which share of its limit something is worth a look, and from which it is about to fail. */
const MUCH = 0.95;
const TOO_MUCH = 0.99;

/** Text of others, or the sign for none. */
export function text(value: number | string | null): string {
  return value === null || value === '' ? EMPTY : printable(String(value));
}

export function size(bytes: number | null): string {
  return bytes === null ? EMPTY : formatSize(BigInt(Math.round(bytes)));
}

export function seconds(value: number | null): string {
  return value === null ? EMPTY : age(value * 1000);
}

/** A text as it is, and cut to shorter ones. */
export function shortened<Row>(title: string, cell: (row: Row) => string, lengths: readonly number[]): Form<Row>[] {
  return [
    { title, cell },
    ...lengths.map((most) => ({
      title,
      cell: (row: Row) => {
        const letters = Array.from(cell(row));
        return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
      },
    })),
  ];
}

/** A column with a long and a short title. */
export function titled<Row>(titles: readonly string[], cell: (row: Row) => string): Form<Row>[] {
  return titles.map((title) => ({ title, cell }));
}

/** A share of a limit as a bar with its percentage, and as the percentage alone. */
export function share<Row>(
  title: string,
  paint: Paint,
  of: (row: Row) => { part: number | null; whole: number | null },
): Form<Row>[] {
  const shown = (withBar: boolean) => (row: Row) => {
    const { part, whole } = of(row);
    if (part === null || whole === null || whole <= 0) {
      return EMPTY;
    }
    const percent = `${Math.round((part / whole) * 100)}%`.padStart(4);
    const words = withBar ? `${bar(part, whole, BAR)}${percent}` : percent.trim();
    return part >= TOO_MUCH * whole ? paint('red', words) : part >= MUCH * whole ? paint('yellow', words) : words;
  };
  return [
    { title, cell: shown(true) },
    { title, cell: shown(false) },
  ];
}

/** Values over time, the last ones of them. */
export function trend<Row>(valuesOf: (row: Row) => readonly (number | undefined)[]): Form<Row>[] {
  return [TREND, SHORT_TREND].map((most) => ({
    title: 'TREND',
    cell: (row: Row) => sparkline(valuesOf(row).slice(-most)).padStart(most),
  }));
}
