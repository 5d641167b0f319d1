/** A reason why an object cannot work. */
export interface Problem {
  /** The field path, as the API server writes it: `spec.roudi.segments[0].mempools[1].size`. */
  readonly path: string;
  readonly value: unknown;
  /** Names the value and says how to correct it. */
  readonly message: string;
}

/**
 * A list with one problem if a condition does not hold, else an empty list. Callers spread it into their own list.
 *
 * @param message the message, or a function that returns it if that is expensive: most objects have no problem
 */
export function unless(holds: boolean, path: string, value: unknown, message: string | (() => string)): Problem[] {
  return holds ? [] : [{ path, value, message: typeof message === 'string' ? message : message() }];
}

/** The path of a field below another path, which is empty for the object itself. */
export function fieldAt(root: string, field: string): string {
  return root === '' ? field : `${root}.${field}`;
}

/** A path of keys from the object itself: `spec`, `segments`, `0` → `spec.segments[0]` */
export function pathOf(keys: readonly string[]): string {
  return keys.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`)).join('');
}

/** A list as CEL's format() renders it. */
export function list(items: readonly unknown[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}
