import { diagnose } from '../../iceoryx/diagnose.ts';
import type { Finding } from '../../iceoryx/messages.ts';
import type { ContainerRun } from './container-runs.ts';

/** What has changed in a container. */
export interface Notice {
  /** One line. */
  readonly text: string;
  /** The run that has ended, and what its exit code means. */
  readonly ended?: { readonly run: ContainerRun; readonly finding: Finding };
}

/**
 * What has changed in the containers of a pod.
 *
 * @param before the runs that were known; undefined for a pod that was not
 */
export function noticesOf(
  pod: string,
  before: readonly ContainerRun[] | undefined,
  after: readonly ContainerRun[],
): readonly Notice[] {
  if (before === undefined) {
    const containers = [...new Set(after.map(({ container }) => container))];
    return [{ text: `+ ${pod}${containers.length === 0 ? '' : ` with ${containers.join(', ')}`}` }];
  }
  const known = new Map(before.map((run) => [run.id, run]));
  const present = new Set(after.map(({ id }) => id));
  const vanished = before.filter(({ id, end }) => end === undefined && !present.has(id));
  return [
    ...vanished.map(({ container }) => ({ text: `- ${pod} ${container} ended with all containers of the pod` })),
    ...after.flatMap((run) => {
      const old = known.get(run.id);
      return [
        ...(old === undefined ? [{ text: `+ ${pod} ${run.container} started` }] : []),
        ...(run.end !== undefined && old?.end === undefined ? [ending(pod, run)] : []),
      ];
    }),
  ];
}

function ending(pod: string, run: ContainerRun): Notice {
  const { container, role, end } = run;
  const { exitCode = 0, reason = '', message = '' } = end ?? {};
  const why = ['', 'Error', 'Completed'].includes(reason) ? '' : ` (${reason})`;
  const text = `- ${pod} ${container} ended with ${exitCode}${why}`;
  if (role !== 'roudi' && role !== 'app') {
    return { text };
  }
  const found = diagnose({ output: message, exitCode, role, ...(reason === '' ? {} : { reason }) });
  const finding = found.find(({ line, severity }) => line === undefined && severity !== 'Info');
  return finding === undefined
    ? { text }
    : { text: `${text}: ${finding.id}, ${finding.meaning}`, ended: { run, finding } };
}
