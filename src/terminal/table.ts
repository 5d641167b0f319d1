import CliTable from 'cli-table3';
import stringWidth from 'string-width';

const GAP = 3;
/** Below this a column is unreadable: the table becomes wider than the terminal instead. */
const NARROWEST = 16;
const NO_LINES = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((name) => [name, '']),
);

export interface TableOptions {
  /** Columns of the terminal. The last column of the table is wrapped to fit. Without it nothing is wrapped. */
  readonly width?: number | undefined;
  /** Indices of columns that are aligned to the right. */
  readonly right?: readonly number[];
}

/** Rows below a head, as kubectl prints them: no lines, three spaces between columns. Ends with a newline. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, right = [] }: TableOptions = {},
): string {
  const last = head.length - 1;
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => columnsOf(cell) + GAP)),
  );
  const others = widths.slice(0, last).reduce((sum, one) => sum + one, 0);
  const room = width === undefined ? undefined : Math.max(NARROWEST, width - others) + GAP;
  const drawn = new CliTable({
    chars: NO_LINES,
    head: [...head],
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (right.includes(column) ? 'right' : 'left')),
    colWidths: head.map((_, column) =>
      column === last && room !== undefined && (widths[last] ?? 0) > room ? room : (widths[column] ?? null),
    ),
    wordWrap: true,
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function columnsOf(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}
