import { type Problem, unless } from '../api/rules/problem.ts';
import { UNKNOWN_USERS } from './identity/of-pod.ts';
import { thousandths } from './quantities.ts';
import { ownRoudiWarnings } from './refusals.ts';
import { fieldOf, type InjectionRequest } from './request.ts';
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
    ...ownRoudiWarnings(request, apps),
    ...releaseWarnings(request),
    ...networkWarnings(request, apps),
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

const SHARES_MEMORY = /<SharedMemory>(?:(?!<\/SharedMemory>)[^]){0,4000}<Enable>\s*true\s*<\/Enable>/i;

/** Values of CYCLONEDDS_URI. The schema leaves variables to the API server, so they may have any type here. */
function cycloneConfigurations(env: unknown): string[] {
  const variables: readonly unknown[] = Array.isArray(env) ? env : [];
  return variables.flatMap((variable) => {
    const { name, value } = (variable ?? {}) as { name?: unknown; value?: unknown };
    return name === 'CYCLONEDDS_URI' && typeof value === 'string' ? [value] : [];
  });
}

/** Warns about hostNetwork: programs that compare network addresses take all pods of a node for one. */
function networkWarnings(request: InjectionRequest, apps: ReadonlySet<string>): Problem[] {
  const { hostNetwork, containers, initContainers = [] } = request.template.spec;
  if (hostNetwork !== true || request.domain !== undefined || request.cycloneDDS !== undefined) {
    return [];
  }
  const configurations = [...containers, ...initContainers]
    .filter(({ name }) => apps.has(name))
    .flatMap(({ env }) => cycloneConfigurations(env));
  const sharing = configurations.filter((value) => SHARES_MEMORY.test(value));
  if (sharing.length > 0 && sharing.every((value) => value.includes('<Locator>'))) {
    return [];
  }
  const why =
    'Cyclone DDS goes by the MAC address to tell who shares its memory, which is the same for all pods of a node with hostNetwork, while each pod has a RouDi of its own: samples between two such pods are lost';
  const how =
    'set spec.cycloneDDS to {}, or SharedMemory/Locator in CYCLONEDDS_URI to a value that all apps of a pod have and no other pod';
  return [
    {
      path: fieldOf(request, 'spec.hostNetwork'),
      value: true,
      message: sharing.length > 0 ? `${why}; ${how}` : `if the apps use Cyclone DDS with shared memory: ${why}; ${how}`,
    },
  ];
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
