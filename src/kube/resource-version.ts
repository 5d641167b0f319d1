const DECIMAL = /^[1-9]\d*$/;

/**
 * Whether version `a` of a resource type is surely from before version `b`. API servers count versions up (KEP-5504);
 * of those that do otherwise nothing is known.
 */
export function isOlder(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || !DECIMAL.test(a) || !DECIMAL.test(b)) {
    return false;
  }
  // As numbers of any length.
  return a.length === b.length ? a < b : a.length < b.length;
}
