import stringWidth from 'string-width';
import { table } from './table.ts';

/** What stands in a cell that has nothing to say. */
export const EMPTY = '-';

/** One way to show a column. */
export interface Form<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
}

/** Columns in their order, each with its forms, the widest first. */
export type Columns<Row, Name extends string> = Readonly<Record<Name, readonly Form<Row>[]>>;

export interface FittedTableOptions<Name extends string> {
  /** Columns of the terminal. Without it every column is there, in its widest form. */
  readonly width: number | undefined;
  /** Which column to narrow next while the table is too wide. One without a further form is left out. */
  readonly steps: readonly Name[];
}

/** How often each column is narrowed. */
type Narrowed<Name extends string> = ReadonlyMap<Name, number>;

/**
 * Rows below a head that fit a terminal. On one, columns in which every cell is empty are left out. Columns are narrowed
 * in the order of the steps until all fit, and then widened again in the reverse order where there is room.
 */
export function fittedTable<Row, Name extends string>(
  columns: Columns<Row, Name>,
  rows: readonly Row[],
  { width, steps }: FittedTableOptions<Name>,
): string {
  const drawn = (narrowed: Narrowed<Name>): string => draw(columns, rows, narrowed, width === undefined);
  const fits = (text: string): boolean => width === undefined || widest(text) <= width;
  let narrowed: Narrowed<Name> = new Map();
  let best = drawn(narrowed);
  const taken: Name[] = [];
  for (const step of steps) {
    if (fits(best)) {
      break;
    }
    taken.push(step);
    narrowed = moved(narrowed, step, 1);
    best = drawn(narrowed);
  }
  for (const step of taken.toReversed()) {
    const wider = moved(narrowed, step, -1);
    const table = drawn(wider);
    if (fits(table)) {
      narrowed = wider;
      best = table;
    }
  }
  return best;
}

function moved<Name extends string>(narrowed: Narrowed<Name>, column: Name, by: number): Narrowed<Name> {
  return new Map([...narrowed, [column, (narrowed.get(column) ?? 0) + by]]);
}

function draw<Row, Name extends string>(
  columns: Columns<Row, Name>,
  rows: readonly Row[],
  narrowed: Narrowed<Name>,
  isComplete: boolean,
): string {
  const drawn = (Object.entries(columns) as [Name, readonly Form<Row>[]][]).flatMap(([name, forms]) => {
    const form = forms[narrowed.get(name) ?? 0];
    const cells = form === undefined ? [] : rows.map((row) => form.cell(row));
    const isShown = form !== undefined && (isComplete || cells.some((cell) => cell !== EMPTY));
    return isShown ? [{ title: form.title, cells }] : [];
  });
  return table(
    drawn.map(({ title }) => title),
    rows.map((_, row) => drawn.map(({ cells }) => cells[row] ?? EMPTY)),
  );
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}
