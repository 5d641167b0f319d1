import { type Columns, fittedTable } from '../../terminal/fitted-table.ts';
import type { Paint } from '../../terminal/paint.ts';
import { compare } from './assemble.ts';
import type { Sort } from './choices.ts';

/** How a view is shown. */
export interface ListingOptions {
  readonly sort: Sort;
  /** Only rows with this text in one of their names. */
  readonly filter: string;
  readonly isWide: boolean;
  /** Whether rows can be of several namespaces. */
  readonly hasNamespaces: boolean;
  readonly paint: Paint;
  /** Shared memory over time, by the key of a row; undefined where only one moment is shown. */
  readonly trendOf: ((key: string) => readonly (number | undefined)[]) | undefined;
}

/** A view as a table with any number of rows. */
export interface Listing {
  readonly rows: number;
  /** @param most rows that are shown */
  readonly table: (width: number | undefined, most?: number) => string;
}

/** What a row can be sorted and found by. */
export interface Traits {
  /** Names in it, the most particular last. */
  readonly names: readonly string[];
  readonly bytes: number | null;
  readonly by?: Partial<Record<Sort, number | string | null>>;
}

/** Sorted and filtered rows as a table. */
export function listing<Row>(
  rows: readonly Row[],
  traitsOf: (row: Row) => Traits,
  columns: Columns<Row, string>,
  steps: readonly string[],
  { sort, filter }: Pick<ListingOptions, 'filter' | 'sort'>,
): Listing {
  const wanted = filter.toLowerCase();
  const shown = rows
    .map((row) => ({ row, traits: traitsOf(row) }))
    .filter(({ traits }) => traits.names.some((name) => name.toLowerCase().includes(wanted)))
    .toSorted((a, b) => inOrder(a.traits, b.traits, sort))
    .map(({ row }) => row);
  return {
    rows: shown.length,
    table: (width, most) => fittedTable(columns, shown.slice(0, most), { width, steps }),
  };
}

/** Much before little, words by their letters, what is not known last; then by the most particular name. */
function inOrder(a: Traits, b: Traits, sort: Sort): number {
  const [first, second] = [valueOf(a, sort), valueOf(b, sort)];
  if (first === second) {
    return compare(nameOf(a), nameOf(b));
  }
  if (first === null || second === null) {
    return first === null ? 1 : -1;
  }
  return typeof first === 'number' && typeof second === 'number'
    ? second - first
    : compare(String(first), String(second));
}

function valueOf({ by, bytes, names }: Traits, sort: Sort): number | string | null {
  return by?.[sort] ?? (sort === 'memory' ? bytes : sort === 'name' ? (names.at(-1) ?? null) : null);
}

const nameOf = ({ names }: Traits): string => [names.at(-1), ...names].join('/');
