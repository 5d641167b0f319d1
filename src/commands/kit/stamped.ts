/** A line of a log that was read with times. */
export interface Stamped {
  /** Milliseconds since 1970, with a fraction. Undefined for a line of the kubelet's own, which has no time. */
  readonly at: number | undefined;
  /** The time as the kubelet wrote it; empty without one. */
  readonly stamp: string;
  readonly text: string;
}

const STAMP = /^(?<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?<fraction>\.\d{1,9})?(?<zone>Z|[+-]\d\d:\d\d)(?: |$)/;

/** Takes a line apart that begins with its time in RFC 3339, with nanoseconds and in the node's time zone. */
export function stamped(line: string): Stamped {
  const match = STAMP.exec(line);
  const { seconds, fraction = '', zone } = match?.groups ?? {};
  const at = Date.parse(`${seconds}${zone}`);
  return match === null || Number.isNaN(at)
    ? { at: undefined, stamp: '', text: line }
    : { at: at + Number(`0${fraction}`) * 1000, stamp: match[0].trimEnd(), text: line.slice(match[0].length) };
}
