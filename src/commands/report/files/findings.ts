import { certaintyOf } from '../../../iceoryx/certainty.ts';
import { diagnose, unknownErrors } from '../../../iceoryx/diagnose.ts';
import { releaseOfImage } from '../../../iceoryx/release.ts';
import { ROUDI_CONTAINER } from '../../../pod/names.ts';
import type { ContainerLog } from '../gather/logs.ts';
import { listAt } from '../records.ts';

/**
 * What the messages in a log mean, as text; undefined if none is known.
 *
 * @param text of the log, without secrets
 */
export function findingsOf(log: ContainerLog, text: string, path: string): string | undefined {
  const { container, isPrevious, pod } = log;
  const end = isPrevious ? container.lastEnd : container.end;
  const release = releaseIn(pod);
  const output = text.replace(TIME, '');
  const findings = diagnose({
    output,
    ...(end === undefined ? {} : { exitCode: end.exitCode }),
    ...(end?.reason === undefined ? {} : { reason: end.reason }),
    ...(release === undefined ? {} : { release }),
    ...(container.role === 'roudi' || container.role === 'app' ? { role: container.role } : {}),
  });
  const unknown = unknownErrors(output);
  if (findings.length === 0 && unknown.length === 0) {
    return undefined;
  }
  return [
    path,
    ...findings.map(inWords),
    ...unknown.map((line) => `  Unknown error of iceoryx\n    said:    ${line}`),
    '',
  ].join('\n');
}

/** The API server puts the time before each line. */
const TIME = /^\S+ /gm;

function inWords(finding: ReturnType<typeof diagnose>[number]): string {
  const { id, severity, line, count, meaning, cause, remedy } = finding;
  const { level, because } = certaintyOf(finding);
  return [
    `  ${severity} ${id}${count > 1 ? ` (${count} times)` : ''}`,
    ...(line === undefined ? [] : [`    said:    ${line}`]),
    `    meaning: ${meaning}`,
    `    cause:   ${cause}`,
    `    remedy:  ${remedy}`,
    `    certain: ${level}, ${because}`,
  ].join('\n');
}

/** The release of the pod's RouDi, by its image; undefined where RouDi is elsewhere or has an image without one. */
function releaseIn({ spec }: ContainerLog['pod']): ReturnType<typeof releaseOfImage> {
  const roudi = listAt(spec, ['initContainers']).find(({ name }) => name === ROUDI_CONTAINER);
  return typeof roudi?.['image'] === 'string' ? releaseOfImage(roudi['image']) : undefined;
}
