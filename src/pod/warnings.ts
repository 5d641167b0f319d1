import { type Problem, unless } from '../api/rules/problem.ts';
import { thousandths } from './quantities.ts';
import { fieldOf, type InjectionRequest } from './request.ts';
import type { Scope } from './scope/scope.ts';

/** RouDi and its apps have to be heard from every 1.5 s, which less than this may not allow. */
const LEAST_CPU = '100m';
const LEAST_CPU_THOUSANDTHS = thousandths(LEAST_CPU);

/** What works, but not as well as it could. */
export function podWarnings(
  request: InjectionRequest,
  apps: ReadonlySet<string>,
  { resources, memory: { segmentBytes } }: Pick<Scope, 'memory' | 'resources'>,
): Problem[] {
  const { template, roudi } = request;
  const pod = template.spec;
  const { qosClass } = resources;
  const requested = resources.roudi.requests?.['memory'];
  const limits =
    roudi.monitoring === false
      ? []
      : [
          ...limitWarnings('spec.roudi.resources', resources.roudi.limits?.['cpu']),
          ...limitWarnings(fieldOf(request, 'spec.resources'), pod.resources?.limits?.['cpu']),
          ...(['containers', 'initContainers'] as const).flatMap((list) =>
            (pod[list] ?? []).flatMap((container, index) =>
              apps.has(container.name)
                ? limitWarnings(
                    fieldOf(request, `spec.${list}[${index}].resources`),
                    container.resources?.limits?.['cpu'],
                  )
                : [],
            ),
          ),
        ];
  return [
    ...limits,
    ...(qosClass.template === 'Guaranteed' && qosClass.pods !== 'Guaranteed'
      ? [
          {
            path: 'spec.roudi.resources',
            value: roudi.resources,
            message:
              'the template is of QoS class Guaranteed, but its pods are Burstable, because requests and limits of CPU and memory differ in spec.roudi.resources or spec.agent.resources; make them equal, or leave them out',
          },
        ]
      : []),
    ...unless(
      resources.roudi.requests === undefined || thousandths(requested) >= segmentBytes * 1000n,
      'spec.roudi.resources.requests[memory]',
      requested,
      () =>
        `${requested} is requested for RouDi, which holds the ${segmentBytes} bytes of its segments from its start to its end: the node may promise the rest to others, and evicts the pod first when it lacks memory; raise it, or leave it out`,
    ),
  ];
}

function limitWarnings(path: string, limit: string | number | undefined): Problem[] {
  const amount = thousandths(limit);
  // A limit of 0 is none.
  return limit === undefined || amount === 0n || amount >= LEAST_CPU_THOUSANDTHS
    ? []
    : [
        {
          path: `${path}.limits[cpu]`,
          value: limit,
          message: `a CPU limit of ${limit} may keep RouDi or an app still for 1.5 s, after which RouDi takes an app for dead; raise it to ${LEAST_CPU} or more, remove it, or set spec.roudi.monitoring to false`,
        },
      ];
}
