/** The objects of a resource type that a list or watch is about; all of them by default. */
export interface Selection {
  namespace?: string | undefined;
  labelSelector?: string | undefined;
  fieldSelector?: string | undefined;
}

/** `?a=1&b=2` of the parameters that have a value, or nothing. */
export function query(parameters: Record<string, string | number | undefined>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      given.set(name, String(value));
    }
  }
  return given.size === 0 ? '' : `?${given.toString()}`;
}
