import type { Pod } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { ApiError, isForbidden } from '../../kube/errors.ts';
import { isShown, presentRuns, previousRuns, type ContainerRun, runsOf, wasRenewed } from './container-runs.ts';
import type { LogLine } from './line.ts';
import { mergeWhole } from './merge-whole.ts';
import { type Part, readRun } from './read-run.ts';

export interface WholeOptions {
  readonly client: KubeClient;
  readonly pods: readonly Pod[];
  readonly containers: readonly string[];
  /** Whether the runs before the present ones are meant. */
  readonly previous: boolean;
  readonly part: Pick<Part, 'sinceSeconds' | 'tailLines'>;
  /** Limit of logs that are read at a time. */
  readonly most: number;
  /** Called for a log that cannot be read. */
  readonly failed: (text: string) => void;
}

/**
 * Logs as they are now, merged by time.
 *
 * @throws Error if there are none, or too many of them
 */
export function wholeLogs({ pods, containers, previous, most, ...options }: WholeOptions): AsyncIterable<LogLine> {
  const logs = pods.flatMap((pod) => {
    const runs = (previous ? previousRuns : presentRuns)(runsOf(pod));
    return runs.filter((run) => isShown(run, containers)).map((run) => ({ pod, run }));
  });
  if (logs.length === 0) {
    throw new Error(nothingIn(pods, containers, previous));
  }
  if (logs.length > most) {
    throw new Error(
      `these are ${logs.length} logs, and at most ${most} are read at a time; choose fewer pods by -l or by name, or containers by --container, or raise --max-log-requests`,
    );
  }
  return mergeWhole(logs.map(({ pod, run }) => readable(pod, run, options)));
}

/** The lines of a log until it cannot be read further. */
async function* readable(
  pod: Pod,
  run: ContainerRun,
  { client, part, failed }: Pick<WholeOptions, 'client' | 'failed' | 'part'>,
): AsyncGenerator<LogLine, void> {
  try {
    yield* readRun(client, pod, run, part);
  } catch (error) {
    if (isForbidden(error)) {
      failed(noRight(pod));
      return;
    }
    const words = error instanceof ApiError ? error.detail : error instanceof Error ? error.message : String(error);
    failed(`the log of container ${run.container} of pod ${pod.metadata.name} cannot be read: ${words}`);
  }
}

/** What is said where the right to read logs is missing. */
export function noRight({ metadata }: Pick<Pod, 'metadata'>): string {
  return `the logs of pods in namespace ${metadata.namespace} cannot be read: there is no right to get pods/log`;
}

function nothingIn(pods: readonly Pod[], containers: readonly string[], previous: boolean): string {
  const names = pods.map(({ metadata }) => metadata.name).join(', ');
  const where = pods.length === 1 ? `pod ${names}` : `the pods ${names}`;
  const there = [...new Set(pods.flatMap((pod) => runsOf(pod).map(({ container }) => container)))];
  if (previous) {
    return pods.some(wasRenewed)
      ? `there are no earlier logs of ${where}: the kubelet removed them when it restarted all containers in place; leave --previous out`
      : `no container of ${where} has run before; leave --previous out`;
  }
  return containers.length > 0
    ? `no container named ${containers.join(' or ')} has run in ${where}; there are ${there.join(', ')}`
    : `nothing of iceoryx has run in ${where}: no RouDi, no agent, no app; ${there.length === 0 ? 'no container has started: kubectl iceoryx diagnose says why' : `name one of ${there.join(', ')} by --container`}`;
}
