import type { ObservedPod } from '../observed-pod.ts';

/** A container with runtimes of iceoryx other than RouDi's, as the agent of its pod reports it. */
export interface AppSeen {
  /** Name in the pod. Absent if the agent may not see it. */
  readonly container?: string;
  /** Start of the container's id. Absent if the kernel does not tell. */
  readonly id?: string;
  /** Number of runtimes. */
  readonly runtimes: number;
}

/** The apps of a pod: those that RouDi has let in, and those that still wait for it. */
export interface AppsSeen {
  readonly connected: readonly AppSeen[];
  readonly waiting: readonly AppSeen[];
}

/** Entries of each list that are read: as many as the agent writes. */
const MOST_SEEN = 64;

/** A line in which the agent reports the apps, agent/internal/apps `Line`. */
const LINE = /^Apps: \d+ connected to RouDi, \d+ waiting for it\. (?<json>\{.*\})$/;

/** The apps as the last such line of an agent's log reports them. Undefined if there is none. */
export function appsLineIn(lines: readonly string[]): AppsSeen | undefined {
  for (const line of lines.toReversed()) {
    const json = LINE.exec(line)?.groups?.['json'];
    const seen = json === undefined ? undefined : parsed(json);
    if (seen !== undefined) {
      return seen;
    }
  }
  return undefined;
}

function parsed(json: string): AppsSeen | undefined {
  try {
    const { connected, waiting } = JSON.parse(json) as Record<string, unknown>;
    return Array.isArray(connected) && Array.isArray(waiting)
      ? { connected: seenIn(connected), waiting: seenIn(waiting) }
      : undefined;
  } catch {
    return undefined;
  }
}

function seenIn(list: readonly unknown[]): AppSeen[] {
  return list.slice(0, MOST_SEEN).flatMap((value) => {
    const { container, id, runtimes } = (value ?? {}) as Record<string, unknown>;
    return typeof runtimes !== 'number' || !(runtimes > 0)
      ? []
      : [
          {
            ...(isText(container, /^[a-z0-9-]{1,63}$/) ? { container } : {}),
            ...(isText(id, /^[0-9a-f]{1,12}$/) ? { id } : {}),
            runtimes,
          },
        ];
  });
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** The containers of the pod that runtimes are in, and the number of entries whose container is unknown. */
export function containersOf(apps: readonly AppSeen[], pod: ObservedPod): { names: Set<string>; unknown: number } {
  const names = new Set<string>();
  let unknown = 0;
  for (const { container, id } of apps) {
    const found = pod.containers.find((each) => each.name === container || (each.id !== undefined && each.id === id));
    if (found === undefined) {
      unknown++;
    } else {
      names.add(found.name);
    }
  }
  return { names, unknown };
}
