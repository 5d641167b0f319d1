const FULL = '█';
const EMPTY = '░';
const HEIGHTS = '▁▂▃▄▅▆▇█';

/**
 * A share of a whole as a bar, `████░░░░`.
 *
 * @param columns its length on the terminal
 */
export function bar(part: number, whole: number, columns: number): string {
  const share = whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
  const full = Math.round(share * columns);
  return FULL.repeat(full) + EMPTY.repeat(columns - full);
}

/** Values in the order of time as heights between zero and their largest, `▁▂▅█`. Unknown ones are left blank. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const most = Math.max(...values.map((value) => value ?? 0), 0);
  return values
    .map((value) =>
      value === undefined ? ' ' : (HEIGHTS[most === 0 ? 0 : Math.round((value / most) * (HEIGHTS.length - 1))] ?? ' '),
    )
    .join('');
}
