import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { isAmount, parseQuantity } from '../api/quantity.ts';
import { type Problem, unless } from '../api/rules/problem.ts';

/**
 * A quantity in thousandths, so that fractions of a processor can be compared; 0 if it is missing.
 *
 * @throws RangeError if the text is not a quantity
 */
export function thousandths(quantity: string | number | undefined): bigint {
  return quantity === undefined ? 0n : parseQuantity(quantity, 1000n);
}

/**
 * Rejects requests and limits of a template that are not quantities. The schema leaves them open, because a pod also
 * accepts numbers such as 0.5.
 *
 * @param path of the pod's specification
 */
export function quantityProblems({ containers, initContainers = [], resources }: IPodSpec, path: string): Problem[] {
  return [
    ...containers.flatMap((container, index) => containerProblems(container, `${path}.containers[${index}]`)),
    ...initContainers.flatMap((container, index) => containerProblems(container, `${path}.initContainers[${index}]`)),
    ...requirementProblems(resources, `${path}.resources`),
  ];
}

/** Most characters of a value that a message quotes. */
const MAX_QUOTED = 200;

function containerProblems({ resources }: IContainer, path: string): Problem[] {
  return requirementProblems(resources, `${path}.resources`);
}

/**
 * Rejects requests and limits of one container, or of the pod as a whole, that are not quantities.
 *
 * @param path of these resources
 */
export function requirementProblems(resources: IResourceRequirements | undefined, path: string): Problem[] {
  if (resources === undefined) {
    return [];
  }
  return (['limits', 'requests'] as const).flatMap((kind) =>
    Object.entries<unknown>(resources[kind] ?? {}).flatMap(([name, value]) =>
      unless(
        isAmount(value),
        `${path}.${kind}[${name}]`,
        value,
        () =>
          `${JSON.stringify(value).slice(0, MAX_QUOTED)} is not a quantity from 0 upwards; write for example 512Mi or 500m`,
      ),
    ),
  );
}
