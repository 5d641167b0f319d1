/**
 * Whether everything in `desired` stands in `live`, whatever else others have put there. Lists are compared item by
 * item: the order of containers and volumes is ours.
 */
export function covers(live: unknown, desired: unknown): boolean {
  if (Array.isArray(desired)) {
    return (
      Array.isArray(live) && live.length === desired.length && desired.every((item, index) => covers(live[index], item))
    );
  }
  if (isRecord(desired)) {
    return (
      isRecord(live) && Object.entries(desired).every(([key, value]) => value === undefined || covers(live[key], value))
    );
  }
  return live === desired || isEmptyDefault(live, desired);
}

/** The API server leaves out what has its zero value: `paused: false`, `minReadySeconds: 0`. */
function isEmptyDefault(live: unknown, desired: unknown): boolean {
  return live === undefined && (desired === false || desired === 0 || desired === '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
