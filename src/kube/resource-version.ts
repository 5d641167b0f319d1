const DECIMAL = /^[1-9]\d*$/;

/**
 * Whether version `a` of a resource type is certainly older than version `b`. API servers count versions up (KEP-5504);
 * nothing is known about servers that do otherwise.
 */
export function isOlder(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || !DECIMAL.test(a) || !DECIMAL.test(b)) {
    return false;
  }
  // Compared as numbers of any length.
  return a.length === b.length ? a < b : a.length < b.length;
}
