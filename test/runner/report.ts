import { styleText } from 'node:util';
import type { Spent } from './file-run.ts';

export const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A file, and where its seconds went. */
export type FileTime = { readonly file: string } & Spent;

const COLUMNS = ['whole', 'setUp', 'waiting', 'tests'] as const;
const HEAD = ['all', 'set-up', 'waiting', 'tests'] as const;

/** The slowest files, as a table with seconds. */
export function slowest(times: readonly FileTime[], count: number): string[] {
  const rows = times.toSorted((a, b) => b.whole - a.whole).slice(0, count);
  const line = (cells: readonly string[], file: string): string =>
    `${cells.map((cell) => cell.padStart(8)).join('')}  ${file}`;
  return rows.length === 0
    ? []
    : [
        line(HEAD, 'seconds'),
        ...rows.map((row) =>
          line(
            COLUMNS.map((column) => row[column].toFixed(1)),
            row.file,
          ),
        ),
      ];
}

/** All files as tab-separated text with a header line, for programs. */
export function table(times: readonly FileTime[]): string {
  const rows = times.toSorted((a, b) => b.whole - a.whole);
  return [
    ['file', ...HEAD].join('\t'),
    ...rows.map((row) => [row.file, ...COLUMNS.map((column) => row[column].toFixed(1))].join('\t')),
    '',
  ].join('\n');
}

/** Use of a budget, in seconds. `fails` if it is more than twice as much. */
export interface Used {
  readonly name: string;
  readonly used: number;
  readonly budget: number;
}

export function isOver({ used, budget }: Used): boolean {
  return used > budget;
}

export function isTwiceOver({ used, budget }: Used): boolean {
  return used > 2 * budget;
}

export function inWords({ name, used, budget }: Used): string {
  return `${name}: ${used.toFixed(0)} s of ${budget} s`;
}
