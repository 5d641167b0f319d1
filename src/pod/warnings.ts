import { type Problem, unless } from '../api/rules/problem.ts';
import { cycloneWarnings } from './cyclonedds.ts';
import { UNKNOWN_USERS } from './identity/of-pod.ts';
import { thousandths } from './quantities.ts';
import { ownRoudiWarnings, roudiScriptWarnings } from './refusals.ts';
import { appContainers, fieldOf, type InjectionRequest } from './request.ts';
import type { Scope } from './scope/scope.ts';

/** RouDi and its apps must show a sign of life every 1.5 s. A lower CPU limit may prevent that. */
const LEAST_CPU = '100m';
const LEAST_CPU_THOUSANDTHS = thousandths(LEAST_CPU);

/** Warnings: the pod works, but not as well as it could. */
export function podWarnings(
  request: InjectionRequest,
  apps: ReadonlySet<string>,
  { identity, resources, memory: { segmentBytes } }: Pick<Scope, 'identity' | 'memory' | 'resources'>,
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
          ...appContainers(request, apps).flatMap(({ container, path }) =>
            limitWarnings(`${path}.resources`, container.resources?.limits?.['cpu']),
          ),
        ];
  return [
    ...limits,
    ...ownRoudiWarnings(request, apps),
    ...(request.domain === undefined ? roudiScriptWarnings(roudi) : []),
    ...releaseWarnings(request),
    ...cycloneWarnings(request, apps),
    ...unless(
      identity.sum !== UNKNOWN_USERS && !identity.sum.startsWith(`${UNKNOWN_USERS};`),
      fieldOf(request, 'spec.securityContext'),
      pod.securityContext,
      UNKNOWN_USERS,
    ),
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

/** Warns if release and image tag differ. An explicit release wins, so a stale one does harm silently. */
function releaseWarnings({ roudi: { image, release }, domain }: InjectionRequest): Problem[] {
  const tagged = versionOfTag(image);
  const isAgreed =
    release === undefined || tagged === undefined || tagged === release || tagged.startsWith(`${release}.`);
  return unless(
    isAgreed,
    domain === undefined ? 'spec.roudi.release' : 'spec.domain',
    release,
    `release is ${release}, but the tag of image '${image}' names ${tagged}: flags, sizes and messages are taken to be those of ${release}; remove release where the tag is right`,
  );
}

/** The first version in the tag of an image, such as `2.95.8` or `humble-2.0.5`. */
function versionOfTag(image: string): string | undefined {
  const tag = /:(?<tag>[^/:@]+)(?:@.*)?$/.exec(image)?.groups?.['tag'] ?? '';
  return /(?:^|[^0-9.])(?<version>\d+\.\d+(?:\.\d+)?)(?:$|[^0-9.])/.exec(tag)?.groups?.['version'];
}

function limitWarnings(path: string, limit: string | number | undefined): Problem[] {
  const amount = thousandths(limit);
  // A limit of 0 means no limit.
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
