import type { IContainerState } from 'kubernetes-models/v1/ContainerState';
import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import { RENEWED } from '../../controllers/pods/diagnosis/termination-history.ts';
import type { ObservedContainer } from '../../controllers/pods/observed-pod.ts';
import type { Pod } from '../../controllers/resources.ts';
import { DIRECTORIES_CONTAINER, INSTALL_CONTAINER } from '../../pod/names.ts';
import { observed } from '../kit/pods-of.ts';

/** One run of a container: from its start to its end. A restart in place begins another one. */
export interface ContainerRun {
  readonly container: string;
  readonly role: ObservedContainer['role'];
  /** Id of the container in the runtime, which a restart changes. */
  readonly id: string;
  /** Where its log is: the API names the present run and the one before it. */
  readonly previous: boolean;
  /** How it ended. Absent while it goes on. */
  readonly end?: RunEnd;
}

export interface RunEnd {
  readonly exitCode: number;
  readonly reason: string;
  readonly message: string;
  /** Milliseconds since 1970; 0 if it is not known. */
  readonly at: number;
}

/**
 * The runs of a pod's containers that the API knows, for each container the older one first. A restart of all containers
 * in place leaves none of those before it: their ends are overwritten, and their logs are gone.
 */
export function runsOf(pod: Pod): readonly ContainerRun[] {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const roles = new Map(observed(pod).containers.map(({ name, role }) => [name, role]));
  return [...initContainerStatuses, ...containerStatuses].flatMap((status) =>
    runsOfContainer(status, roles.get(status.name) ?? 'other'),
  );
}

function runsOfContainer(
  { name, containerID, state, lastState }: IContainerStatus,
  role: ContainerRun['role'],
): ContainerRun[] {
  const container = { container: name, role };
  const before = endedRuns(lastState, container, true);
  if (state?.terminated !== undefined) {
    return [...before, ...endedRuns(state, container, false)];
  }
  return state?.running === undefined
    ? before
    : [...before, { ...container, id: containerID ?? state.running.startedAt ?? '', previous: false }];
}

function endedRuns(
  state: IContainerState | undefined,
  container: Pick<ContainerRun, 'container' | 'role'>,
  previous: boolean,
): ContainerRun[] {
  const { terminated } = state ?? {};
  if (terminated === undefined || terminated.reason === RENEWED) {
    return [];
  }
  const { containerID, startedAt = '', finishedAt = '', exitCode, reason = '', message = '' } = terminated;
  const end = { exitCode, reason, message, at: Date.parse(finishedAt) || 0 };
  return [{ ...container, id: containerID ?? startedAt, end, previous }];
}

/** Whether the containers of a pod were restarted in place, all together, the last time. */
export function wasRenewed({ status }: Pod): boolean {
  return status?.containerStatuses?.some(({ lastState }) => lastState?.terminated?.reason === RENEWED) === true;
}

/** Init containers of the operator. What they say counts only if they fail. */
const PREPARING: ReadonlySet<string> = new Set([INSTALL_CONTAINER, DIRECTORIES_CONTAINER]);

/**
 * Whether a container belongs to iceoryx: RouDi, the agent and the apps do.
 *
 * @param named names of the containers that were asked for; empty for none
 */
export function isShown({ container, role, end }: ContainerRun, named: readonly string[]): boolean {
  return named.length > 0
    ? named.includes(container)
    : role !== 'other' || (PREPARING.has(container) && end !== undefined && end.exitCode !== 0);
}

/** The runs that kubectl would show: of each container the present one, or that which ended last. */
export function presentRuns(runs: readonly ContainerRun[]): readonly ContainerRun[] {
  return [...new Map(runs.map((run) => [run.container, run])).values()];
}

/** The runs before the present ones. */
export function previousRuns(runs: readonly ContainerRun[]): readonly ContainerRun[] {
  return runs.filter(({ previous }) => previous);
}

/** The oldest run of a container that was not read to its end. */
export function nextRun(runs: readonly ContainerRun[], done: ReadonlySet<string>): ContainerRun | undefined {
  return runs.find(({ id }) => !done.has(id));
}
