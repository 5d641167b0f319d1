import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What {@link paint} puts before and after a text. */
const COLOUR = new RegExp(`(${String.fromCodePoint(0x1b)}\\[[\\d;]*m)`);

/** Text in that style where standard output can show it: not in a pipe, nor with NO_COLOR. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** `3.2 s`, or `2 min 5 s` from a minute on. */
export function seconds(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return whole < 60 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A number of bytes in the largest binary unit that it fills. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** Columns that the text takes on a terminal; all of its characters are one column wide. */
export function width(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}

/** The text cut to that many columns, its colours ended. */
export function fit(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let left = Math.max(columns - 1, 0);
  const parts = text.split(COLOUR).map((part, index) => {
    if (index % 2 === 1) return part;
    const kept = Array.from(part).slice(0, left);
    left -= kept.length;
    return kept.join('');
  });
  return `${parts.join('')}…`;
}

/** A shell command, broken at spaces so that it fits and can still be copied. */
export function wrapCommand(command: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  // Quoted words stay whole.
  for (const word of command.match(/(?:'[^']*'|[^\s'])+/g) ?? []) {
    if (line !== '' && line.length + 1 + word.length > columns - 2) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
