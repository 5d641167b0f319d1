import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { isAmount } from '../quantity.ts';
import { type Problem, unless } from './problem.ts';

/** Requests and limits of a container that are not quantities. */
export function resourceProblems(path: string, resources: IResourceRequirements = {}): Problem[] {
  return (['limits', 'requests'] as const).flatMap((kind) =>
    Object.entries(resources[kind] ?? {}).flatMap(([name, value]) =>
      unless(
        isAmount(value),
        `${path}.${kind}[${name}]`,
        value,
        `'${value}' is not a quantity from 0 upwards; write for example 512Mi or 500m`,
      ),
    ),
  );
}
