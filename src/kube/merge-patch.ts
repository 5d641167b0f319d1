import { isDeepStrictEqual } from 'node:util';

type Json = Readonly<Record<string, unknown>>;

/**
 * The JSON merge patch (RFC 7396) that turns one object into another: changed members, lists as a whole, null for
 * removed ones.
 */
export function mergePatch(before: Json, after: Json): Json {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(before)) {
    if (after[key] === undefined) {
      patch[key] = null;
    }
  }
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (value !== undefined && !isDeepStrictEqual(old, value)) {
      patch[key] = isObject(value) ? mergePatch(isObject(old) ? old : {}, value) : value;
    }
  }
  return patch;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
