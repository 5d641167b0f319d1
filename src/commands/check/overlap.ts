import { firstNames } from '../../text.ts';

/** Namespaces that an operator looks after. */
export interface Watched {
  /** Undefined: all. */
  readonly namespaces?: readonly string[] | undefined;
  /** Of all, those that it leaves alone. */
  readonly excluded?: readonly string[] | undefined;
}

/** What two operators both look after, in words; undefined if nothing. */
export function overlapOf(a: Watched, b: Watched): string | undefined {
  if (a.namespaces === undefined && b.namespaces === undefined) {
    return 'all namespaces';
  }
  const named = a.namespaces ?? b.namespaces ?? [];
  const common = named.filter((name) => isIn(name, a) && isIn(name, b));
  return common.length === 0 ? undefined : firstNames(common);
}

function isIn(name: string, { namespaces, excluded = [] }: Watched): boolean {
  return namespaces === undefined ? !excluded.includes(name) : namespaces.includes(name);
}
