/** One thing about an object that cannot work. */
export interface Problem {
  /** Where, as the API server writes it: `spec.roudi.segments[0].mempools[1].size`. */
  readonly path: string;
  readonly value: unknown;
  /** Names the value and the way out. */
  readonly message: string;
}

/**
 * A problem if something does not hold, in a list to be spread.
 *
 * @param message or how to make it, where that costs something: mostly all is well
 */
export function unless(holds: boolean, path: string, value: unknown, message: string | (() => string)): Problem[] {
  return holds ? [] : [{ path, value, message: typeof message === 'string' ? message : message() }];
}

/** A field of something that stands at a path, which is empty for an object itself. */
export function fieldAt(root: string, field: string): string {
  return root === '' ? field : `${root}.${field}`;
}

/** A list as CEL's format() writes it. */
export function list(items: readonly unknown[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
}
