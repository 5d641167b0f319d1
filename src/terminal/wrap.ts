import stringWidth from 'string-width';

export interface WrapOptions {
  /** Columns of the terminal. Without it the text stays in one line. */
  readonly width: number | undefined;
  /** What stands before the first line, and how far all others are moved to the right. */
  readonly first?: string;
  /** What stands before all other lines; as many spaces as the first has columns by default. */
  readonly others?: string;
}

/** Below this a text is unreadable: its lines become wider than the terminal instead. */
const NARROWEST = 20;

/** The lines of a text, broken at spaces. A word that is longer than a line stays whole, so that it can be copied. */
export function wrapped(
  text: string,
  { width, first = '', others = ' '.repeat(stringWidth(first)) }: WrapOptions,
): string[] {
  const room = width === undefined ? Infinity : Math.max(NARROWEST, width - stringWidth(others));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each, index) => `${index === 0 ? first : others}${each}`);
}
