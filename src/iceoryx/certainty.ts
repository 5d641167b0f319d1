import type { Finding } from './messages.ts';

/** How sure a finding is, and what would make it sure. */
export interface Certainty {
  readonly level: 'likely' | 'possible' | 'sure';
  /** Why it is no surer, or that it is. */
  readonly because: string;
  /** Absent if nothing more can be learnt. */
  readonly surer?: string;
}

/** Words of a cause that names several, or that is a guess. */
const SEVERAL = /\b(?:or|may|might|mostly|otherwise|else)\b/i;

/**
 * How sure a finding is. What a program says of itself is sure; what it says of another one, and a warning, is likely;
 * an exit code alone has many causes.
 *
 * @param where what stands in commands for the pod and the container
 */
export function certaintyOf(
  { line, isConsequence, severity, cause }: Pick<Finding, 'cause' | 'isConsequence' | 'line' | 'severity'>,
  { pod, container } = { pod: 'POD', container: 'CONTAINER' },
): Certainty {
  if (line === undefined) {
    return {
      level: 'possible',
      because: 'only the exit code is known',
      surer: `the last lines of the program: kubectl logs ${pod} -c ${container} --previous`,
    };
  }
  if (isConsequence) {
    return {
      level: 'likely',
      because: 'the program says it of another one',
      surer: `that program's own log, and how it ended: kubectl describe pod ${pod}`,
    };
  }
  if (severity !== 'Error') {
    return { level: 'likely', because: 'it is a warning', surer: 'what the same log says later' };
  }
  return SEVERAL.test(cause)
    ? {
        level: 'sure',
        because: 'the program says it of itself; which of the causes it is, is not',
        surer: 'the lines before it, and the conditions of the object: kubectl describe ioxd NAME',
      }
    : { level: 'sure', because: 'the program says it of itself' };
}
