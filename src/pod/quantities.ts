import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { isAmount, parseQuantity } from '../api/quantity.ts';
import { type Problem, unless } from '../api/rules/problem.ts';

/** A quantity in parts of a thousand, so that fractions of a processor compare; none for one that is not there. */
export function thousandths(quantity: string | number | undefined): bigint {
  return quantity === undefined ? 0n : parseQuantity(quantity, 1000n);
}

/**
 * Requests and limits of a template that are no quantities: the schema leaves them open, as 0.5 is one in a pod.
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

/** Characters of a value that a message shows. */
const MAX_QUOTED = 200;

function containerProblems({ resources }: IContainer, path: string): Problem[] {
  return requirementProblems(resources, `${path}.resources`);
}

/** Those of one container, or of the pod as a whole, at a path. */
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
