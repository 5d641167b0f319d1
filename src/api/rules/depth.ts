import { pathOf, type Problem } from './problem.ts';

/** Deeper than any object of Kubernetes, and small enough for every recursive function, also of libraries. */
const MAX_DEPTH = 200;
/** Length of the path that the message shows. */
const SHOWN_DEPTH = 7;

/** Rejects objects that are nested too deeply. A YAML alias may also form a cycle, which has no end. */
export function depthProblems(value: unknown): Problem[] {
  const keys = keysToDepth(value, MAX_DEPTH);
  if (keys === undefined) {
    return [];
  }
  const message = `fields are nested more than ${MAX_DEPTH} levels deep or in a circle; remove the outermost one, or the alias`;
  return [{ path: pathOf(keys.slice(0, SHOWN_DEPTH)), value: undefined, message }];
}

/** A copy in which a note is in place of what is nested too deeply. */
export function cutAtDepth<T>(value: T, levels = MAX_DEPTH): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (levels === 0) {
    return `left out, as it is nested more than ${MAX_DEPTH} levels deep` as T;
  }
  return Array.isArray(value)
    ? (value.map((one: unknown) => cutAtDepth(one, levels - 1)) as T)
    : (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cutAtDepth<unknown>(one, levels - 1)])) as T);
}

/** Keys that lead to the first value so many levels below. */
function keysToDepth(value: unknown, levels: number): string[] | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (levels === 0) {
    return [];
  }
  for (const [key, child] of Object.entries(value)) {
    const keys = keysToDepth(child, levels - 1);
    if (keys !== undefined) {
      return [key, ...keys];
    }
  }
  return undefined;
}
