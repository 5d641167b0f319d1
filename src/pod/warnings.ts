import type { IceoryxDeploymentSpec } from '../api/iceoryx-deployment.generated.ts';
import type { Problem } from '../api/rules/problem.ts';
import { thousandths } from './quantities.ts';
import type { ResourcePlan } from './resources.ts';

/** RouDi and its apps have to be heard from every 1.5 s, which less than this may not allow. */
const LEAST_CPU = '100m';

/** What works, but not as well as it could. */
export function podWarnings(
  spec: IceoryxDeploymentSpec,
  apps: ReadonlySet<string>,
  resources: ResourcePlan,
): Problem[] {
  const { template, roudi } = spec;
  const pod = template.spec;
  const { qosClass } = resources;
  const limits =
    roudi.monitoring === false
      ? []
      : [
          ...limitWarnings('spec.roudi.resources', resources.roudi.limits?.['cpu']),
          ...limitWarnings('spec.template.spec.resources', pod.resources?.limits?.['cpu']),
          ...(['containers', 'initContainers'] as const).flatMap((list) =>
            (pod[list] ?? []).flatMap((container, index) =>
              apps.has(container.name)
                ? limitWarnings(`spec.template.spec.${list}[${index}].resources`, container.resources?.limits?.['cpu'])
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
              'the template is of QoS class Guaranteed, but its pods are Burstable, because requests and limits of CPU and memory differ in spec.roudi.resources or spec.link.resources; make them equal, or leave them out',
          },
        ]
      : []),
    ...(pod.hostNetwork === true
      ? [
          {
            path: 'spec.template.spec.hostNetwork',
            value: true,
            message:
              "hostNetwork is true: several such pods on one node see each other's sockets in /proc/net/unix, so that one whose RouDi is gone may be noticed late; remove it, or keep the pods apart with podAntiAffinity",
          },
        ]
      : []),
  ];
}

function limitWarnings(path: string, limit: string | number | undefined): Problem[] {
  return limit === undefined || thousandths(limit) >= thousandths(LEAST_CPU)
    ? []
    : [
        {
          path: `${path}.limits[cpu]`,
          value: limit,
          message: `a CPU limit of ${limit} may keep RouDi or an app still for 1.5 s, after which RouDi takes an app for dead; raise it to ${LEAST_CPU} or more, remove it, or set spec.roudi.monitoring to false`,
        },
      ];
}
