import { isPrintable } from '../../text.ts';
import { type Sort, SORTS, type View } from './choices.ts';

/** What the person before the screen has chosen. */
export interface Choice {
  readonly view: View;
  readonly sort: Sort;
  readonly filter: string;
  /** The filter is being typed. */
  readonly isTyping: boolean;
  readonly isHelp: boolean;
}

export const KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ['p a g c n', 'pods, apps, segments, chunks in pools, nodes'],
  ['s', 'next order of the rows'],
  ['/ or f', 'type a text that rows must have; Enter keeps it, Esc drops it'],
  ['?', 'this page, and back'],
  ['q', 'end'],
];

const OF_KEY: Readonly<Record<string, View>> = { p: 'pods', a: 'apps', g: 'segments', c: 'pools', n: 'nodes' };
const ESCAPE = '\u001B';

/** The choice after a key was pressed; undefined if that means nothing. */
export function afterKey(choice: Choice, key: string): Choice | undefined {
  if (choice.isTyping) {
    return typed(choice, key);
  }
  const view = OF_KEY[key];
  if (view !== undefined) {
    const [sort] = SORTS[view];
    return { ...choice, view, sort: view === choice.view ? choice.sort : sort, isHelp: false };
  }
  switch (key) {
    case 's':
      return { ...choice, sort: nextSort(choice), isHelp: false };
    case '/':
    case 'f':
      return { ...choice, isTyping: true, isHelp: false };
    case '?':
    case 'h':
      return { ...choice, isHelp: !choice.isHelp };
    case ESCAPE:
      return { ...choice, filter: '', isHelp: false };
    default:
      return undefined;
  }
}

function typed(choice: Choice, key: string): Choice {
  switch (key) {
    case '\r':
    case '\n':
      return { ...choice, isTyping: false };
    case ESCAPE:
      return { ...choice, isTyping: false, filter: '' };
    case '\u007F':
    case '\b':
      return { ...choice, filter: choice.filter.slice(0, -1) };
    default:
      return isPrintable(key) ? { ...choice, filter: choice.filter + key } : choice;
  }
}

function nextSort({ view, sort }: Choice): Sort {
  const sorts: readonly Sort[] = SORTS[view];
  return sorts[(sorts.indexOf(sort) + 1) % sorts.length] ?? sort;
}
