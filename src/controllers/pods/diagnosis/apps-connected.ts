import type { Finding } from '../../../api/conditions.ts';
import type { ObservedPod } from '../observed-pod.ts';
import { type AppsSeen, containersOf } from './apps-line.ts';
import type { LookedAt } from './fault.ts';

/**
 * A pod whose stated apps have not connected to RouDi this long after it became Ready makes its object not Ready
 * (docs/status.md).
 */
export const CONNECT_MS = 60_000;

/** Limit of containers named in a message. */
const MOST_NAMED = 5;

/** What is known of the connections of an object's apps. */
export interface AppsReport {
  /** The condition AppsConnected. Absent while it stays as it was: not all pods have been looked at yet. */
  readonly finding?: Finding;
  readonly counts?: AppsCounts;
  /** Apps that the specification names have not connected in time, so the object is not Ready. */
  readonly isOverdue?: true;
  /** When the report changes by time alone, in milliseconds since 1970. */
  readonly changesAt?: number;
}

/** Containers that use iceoryx, over all pods of an object. */
export interface AppsCounts {
  readonly connected: number;
  readonly expected: number;
  /** Both, for people. */
  readonly summary: string;
}

/** Remembers which containers of an object were seen to use iceoryx, for objects that do not name theirs. */
export class AppConnections {
  readonly #ever = new Map<string, Set<string>>();

  /** Whether all apps of a pod that are expected are connected. */
  isConnected(
    key: string,
    stated: readonly string[] | undefined,
    pod: ObservedPod,
    apps: AppsSeen | null | undefined,
  ): boolean {
    if (apps === null || apps === undefined) {
      return apps === null;
    }
    const { missing, expected } = this.#look(key, stated, pod, apps);
    return missing.length === 0 && expected > 0;
  }

  /**
   * Compares the apps that are connected with those that are expected: the stated ones, else all that ever were
   * connected or waited for RouDi.
   *
   * @param stated spec.containers
   * @param appsOf the apps of a pod: undefined before the first look, null if its agent does not report them
   */
  report(
    key: string,
    stated: readonly string[] | undefined,
    pods: readonly ObservedPod[],
    appsOf: (pod: ObservedPod) => AppsSeen | null | undefined,
    now: number,
  ): AppsReport {
    const living = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const ready = living.filter(({ readySince }) => readySince !== undefined);
    const looks = ready.map((pod) => ({ pod, apps: appsOf(pod) }));
    if (looks.some(({ apps }) => apps === undefined)) {
      return {};
    }
    const told = looks.flatMap(({ pod, apps }) => (apps === null || apps === undefined ? [] : [{ pod, apps }]));
    if (told.length === 0) {
      return { finding: silent(ready.length) };
    }
    // First all of them, because the pods of an object tell about each other's containers.
    told.forEach(({ pod, apps }) => this.#look(key, stated, pod, apps));
    const states = told.map(({ pod, apps }) => ({ pod, ...this.#look(key, stated, pod, apps) }));
    const missing = states.filter((state) => state.missing.length > 0);
    const expectedEach = stated?.length ?? this.#ever.get(key)?.size ?? 0;
    const connected = states.reduce((sum, state) => sum + state.expected - state.missing.length, 0);
    const expected = Math.max(connected, expectedEach * living.length);
    const counts = { connected, expected, summary: `${connected}/${expected}` };
    const deadlines = stated === undefined ? [] : missing.map(({ pod }) => (pod.readySince ?? now) + CONNECT_MS);
    const changesAt = Math.min(...deadlines.filter((time) => time > now));
    return {
      finding: findingOf(states, stated, counts),
      counts,
      ...(deadlines.some((time) => time <= now) ? { isOverdue: true as const } : {}),
      ...(changesAt === Infinity ? {} : { changesAt }),
    };
  }

  /** Drops what is known of a deleted object. */
  forget(key: string): void {
    this.#ever.delete(key);
  }

  #look(key: string, stated: readonly string[] | undefined, pod: ObservedPod, apps: AppsSeen): State {
    const { names, unknown } = containersOf(apps.connected, pod);
    const { names: waiting } = containersOf(apps.waiting, pod);
    const ever = this.#ever.get(key) ?? new Set<string>();
    [...names, ...waiting].forEach((name) => ever.add(name));
    if (ever.size > 0) {
      this.#ever.set(key, ever);
    }
    const wanted = [...(stated ?? ever)].filter((wanted) => pod.containers.some(({ name }) => name === wanted));
    const absent = wanted.filter((name) => !names.has(name)).toSorted();
    // A runtime of an unknown container is taken for one that is expected.
    return {
      expected: wanted.length,
      missing: absent.slice(0, Math.max(0, absent.length - unknown)),
      waiting,
      unknown,
    };
  }
}

interface State {
  readonly expected: number;
  readonly missing: readonly string[];
  readonly waiting: ReadonlySet<string>;
  readonly unknown: number;
}

/** The condition AppsConnected if the logs of agents are not read. */
export function notLookedAt(lookedAt: LookedAt): Finding {
  const why = lookedAt === 'no logs' ? 'podLogs is off' : 'the operator has no right to logs (podLogs)';
  return {
    type: 'AppsConnected',
    status: 'Unknown',
    reason: 'NotLookedAt',
    message: `not looked at: the agents in the pods report in their logs which apps are connected, and ${why}`,
  };
}

function silent(ready: number): Finding {
  return {
    type: 'AppsConnected',
    status: 'Unknown',
    reason: 'NotTold',
    message:
      ready === 0
        ? 'no pod is Ready, so no app can have connected to RouDi'
        : 'the agents in the pods do not report apps: they are of an earlier version, or their kernel does not show locks',
  };
}

function findingOf(
  states: readonly (State & { readonly pod: ObservedPod })[],
  stated: readonly string[] | undefined,
  { connected, expected }: AppsCounts,
): Finding {
  const type = 'AppsConnected';
  const missing = states.filter((state) => state.missing.length > 0);
  if (missing.length > 0) {
    const named = missing.flatMap(({ pod, missing: names, waiting }) =>
      names.map((name) => `${name} in pod ${pod.metadata.name}${waiting.has(name) ? ' (it waits for RouDi)' : ''}`),
    );
    const more = named.length > MOST_NAMED ? ', …' : '';
    const why = stated === undefined ? 'which uses iceoryx' : 'which spec.containers names as an app that uses iceoryx';
    return {
      type,
      status: 'False',
      reason: 'AppsNotConnected',
      message: `${connected} of ${expected} apps are connected to RouDi. Not connected: ${named.slice(0, MOST_NAMED).join(', ')}${more}, ${why}. What to do: look at the container's log${stated === undefined ? '' : '; if it does not use iceoryx, take it out of spec.containers'}.`,
    };
  }
  if (connected === 0 && states.every(({ unknown }) => unknown === 0)) {
    return {
      type,
      status: 'Unknown',
      reason: 'NoneConnected',
      message:
        'no container of the pods has connected to RouDi yet. Which ones use iceoryx is not stated: name them in spec.containers, and Ready waits for them.',
    };
  }
  const all =
    stated === undefined
      ? 'all that ever were; spec.containers does not say which use iceoryx'
      : 'all of spec.containers';
  return { type, status: 'True', reason: 'AllConnected', message: `${connected} apps are connected to RouDi, ${all}` };
}
