/** Control characters, marks that turn the direction of text, halves of characters, and what no character has yet. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu;

/**
 * Text of others for people: nothing in it is obeyed by a terminal, ends a line or breaks JSON. What is not plain is
 * written out, as `\u{1b}`, a newline as `\n`; plain text stays as it is, so that it does no harm to do it twice.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n' ? '\\n' : `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

/** Each line of a text, {@link printable}. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/**
 * JSON, or YAML in which such texts are in double quotes, with what is not plain as escapes: it means the same, and a
 * terminal obeys none of it.
 */
export function escaped(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, unit) => character.charCodeAt(unit))
          .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
          .join(''),
  );
}

/** Whether a terminal would show all of a text, and obey none of it. */
export function isPrintable(text: string): boolean {
  return printable(text) === text;
}

/** All texts of a value of plain objects and arrays, {@link printable}. */
export function printableAll<T>(value: T): T {
  if (typeof value === 'string') {
    return printable(value) as T;
  }
  if (Array.isArray(value)) {
    return value.map((one: unknown) => printableAll(one)) as T;
  }
  return typeof value === 'object' && value !== null
    ? (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printableAll(one)])) as T)
    : value;
}

/** The beginning of a text, at most so many UTF-16 units long. No character is halved by it. */
export function cut(text: string, most: number): string {
  const last = text.charCodeAt(most - 1);
  return text.slice(0, text.length > most && last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
