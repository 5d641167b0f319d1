/** Control characters, marks that change the direction of text, unpaired surrogates, and unassigned characters. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu;

/**
 * Text from elsewhere made safe for people to read: it contains nothing that a terminal obeys, that ends a line or that
 * breaks JSON. Such characters are escaped, as `\u{1b}`, a newline as `\n`. Plain text is not changed, so that a second
 * call does no harm.
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

/** All strings within plain objects and arrays, {@link printable}. */
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

/** The first items, and how many more there are. */
export function shortList<T>(items: readonly T[], most: number, inWords: (item: T) => string): string[] {
  const more = items.length - most;
  return [...items.slice(0, most).map(inWords), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** Most names in one message. */
const MOST_NAMED = 5;

/** The first names of a list in words, and how many more there are. */
export function firstNames(names: readonly string[]): string {
  return shortList(names, MOST_NAMED, (name) => name).join(', ');
}

/** The beginning of a text, at most so many UTF-16 units long, without splitting a character. */
export function cut(text: string, most: number): string {
  const last = text.charCodeAt(most - 1);
  return text.slice(0, text.length > most && last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
