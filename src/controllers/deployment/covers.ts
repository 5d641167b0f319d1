/**
 * Whether everything in `desired` stands in `live`, whatever else others have put there. Lists are compared item by
 * item: the order of containers and volumes is ours. The API server leaves out what has its zero value, such as
 * `paused: false` or an empty list.
 */
export function covers(live: unknown, desired: unknown): boolean {
  if (live === undefined) {
    return isZero(desired);
  }
  if (Array.isArray(desired)) {
    return (
      Array.isArray(live) && live.length === desired.length && desired.every((item, index) => covers(live[index], item))
    );
  }
  if (isRecord(desired)) {
    return isRecord(live) && Object.entries(desired).every(([key, value]) => covers(live[key], value));
  }
  return live === desired;
}

function isZero(value: unknown): boolean {
  return isRecord(value) || Array.isArray(value) ? Object.values(value).every(isZero) : !value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
