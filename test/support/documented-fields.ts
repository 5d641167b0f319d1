import { readFileSync } from 'node:fs';

/**
 * The names of fields of a command's document that its page does not name.
 *
 * @param command whose page has a table of the fields
 */
export function undocumented(command: string, document: unknown): string[] {
  const page = readFileSync(`docs/kubectl/${command}.md`, 'utf8');
  const [, section = ''] = page.split(/^## (?:Fields of `-o json`|JSON|For programs)$/m);
  const table = section.split(/^## /m)[0] ?? '';
  const named = new Set([...table.matchAll(/`(?<words>[^`]+)`/g)].flatMap(([, words = '']) => words.split(/\W+/)));
  return [...new Set(namesIn(document))].filter((name) => !named.has(name)).toSorted();
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => [name, ...namesIn(field)]);
}
