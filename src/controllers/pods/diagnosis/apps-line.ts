import type { ObservedPod } from '../observed-pod.ts';

/** A runtime of iceoryx other than RouDi's, as the agent of its pod reports it. */
export interface AppSeen {
  /** Runtime name. */
  readonly name: string;
  /** Container in the pod. Absent if the agent may not see it. */
  readonly container?: string;
  /** Start of the container's id. Absent if the kernel does not tell. */
  readonly id?: string;
}

/** The apps of a pod: those that RouDi has let in, and those that still wait for it. */
export interface AppsSeen {
  readonly connected: readonly AppSeen[];
  readonly waiting: readonly AppSeen[];
}

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
      ? { connected: connected.flatMap(appSeen), waiting: waiting.flatMap(appSeen) }
      : undefined;
  } catch {
    return undefined;
  }
}

function appSeen(value: unknown): AppSeen[] {
  const { name, container, id } = (value ?? {}) as Record<string, unknown>;
  return typeof name !== 'string'
    ? []
    : [
        {
          name,
          ...(typeof container === 'string' ? { container } : {}),
          ...(typeof id === 'string' ? { id } : {}),
        },
      ];
}

/** The containers that runtimes are in, and the number of runtimes that are in an unknown one. */
export function containersOf(apps: readonly AppSeen[], pod: ObservedPod): { names: Set<string>; unknown: number } {
  const names = new Set<string>();
  let unknown = 0;
  for (const { container, id } of apps) {
    const name = container ?? pod.containers.find((each) => each.id !== undefined && each.id === id)?.name;
    if (name === undefined) {
      unknown++;
    } else {
      names.add(name);
    }
  }
  return { names, unknown };
}
