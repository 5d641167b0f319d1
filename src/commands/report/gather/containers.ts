import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import { type End, observedPod } from '../../../controllers/pods/observed-pod.ts';
import type { Pod } from '../../../controllers/resources.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { DIRECTORIES_CONTAINER, INSTALL_CONTAINER } from '../../../pod/names.ts';

/** A container whose log belongs into a report. */
export interface LoggedContainer {
  readonly name: string;
  readonly role: 'agent' | 'app' | 'other' | 'roudi';
  /** Whether it has run before, so that there may be an earlier log. */
  readonly hasPrevious: boolean;
  /** How it ended, if it does not run; and how it ended the time before. */
  readonly end: End | undefined;
  readonly lastEnd: End | undefined;
}

const OURS: ReadonlySet<string> = new Set([INSTALL_CONTAINER, DIRECTORIES_CONTAINER]);

/**
 * The containers of a pod whose logs belong into a report: RouDi, the agent and the apps, or all where there is no app.
 *
 * @param isOperator the pod is the operator's or a sweep's: all containers are
 */
export function loggedContainers(
  pod: KubeObject,
  isOperator: boolean,
): { readonly containers: LoggedContainer[]; readonly others: string[] } {
  const { containers } = observedPod(pod as Pod);
  const started = startedContainers(pod);
  const hasApp = containers.some(({ role }) => role === 'app');
  const isLogged = ({ name, role }: (typeof containers)[number]): boolean =>
    isOperator || !hasApp || role !== 'other' || OURS.has(name);
  return {
    containers: containers
      .filter((each) => isLogged(each) && started.has(each.name))
      .map(({ name, role, restarts, runningSince, end, lastEnd }) => ({
        name,
        role,
        hasPrevious: restarts > 0,
        // While a container waits to be started again, its log is that of its last run.
        end: end ?? (runningSince === undefined ? lastEnd : undefined),
        lastEnd,
      })),
    others: containers.filter((each) => !isLogged(each)).map(({ name }) => name),
  };
}

/** A container that is waiting for its first start has no log, and asking for it is an error. */
function startedContainers({ status }: KubeObject): ReadonlySet<string> {
  const { initContainerStatuses = [], containerStatuses = [] } = (status ?? {}) as Record<
    'containerStatuses' | 'initContainerStatuses',
    IContainerStatus[] | undefined
  >;
  const all = [...initContainerStatuses, ...containerStatuses];
  return new Set(
    all
      .filter(({ state, lastState }) => (state?.running ?? state?.terminated ?? lastState?.terminated) !== undefined)
      .map(({ name }) => name),
  );
}
