import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { formatBinary } from '../api/quantity.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { thousandths } from './quantities.ts';

const RESOURCES = ['cpu', 'memory'] as const;

/**
 * The template's requests and limits for the pod as a whole (KEP-2837). If only a limit is given and no container
 * requests anything, the API server defaults the request to the limit. As soon as RouDi requests something, it would
 * default the request to that instead, and a Guaranteed pod would lose its class. So the request is set explicitly.
 */
export function podLevelResources({
  containers,
  initContainers = [],
  resources,
}: IPodSpec): IResourceRequirements | undefined {
  const missing = RESOURCES.filter(
    (resource) =>
      resources?.limits?.[resource] !== undefined &&
      resources.requests?.[resource] === undefined &&
      [...containers, ...initContainers].every((container) => requestOf(container, resource) === 0n),
  );
  return missing.length === 0
    ? resources
    : {
        ...resources,
        requests: {
          ...resources?.requests,
          ...Object.fromEntries(missing.map((resource) => [resource, resources?.limits?.[resource] ?? 0])),
        },
      };
}

interface Sidecars {
  readonly roudi: IResourceRequirements;
  readonly agent: IResourceRequirements;
}

/**
 * Rejects what the API server would refuse: containers that request more than the pod, and a container that may use
 * more than the pod (`validatePodResourceConsistency`, pkg/apis/core/validation, 1.36). The API server refuses a limit
 * without a request only when pods are created, which would leave the Deployment without pods.
 *
 * @param path of the pod's specification
 */
export function podLevelProblems(pod: IPodSpec, { roudi, agent }: Sidecars, path: string): Problem[] {
  const { resources } = pod;
  if (resources === undefined) {
    return [];
  }
  return RESOURCES.flatMap((resource) => {
    const own = { roudi: requestOf({ resources: roudi }, resource), agent: requestOf({ resources: agent }, resource) };
    const users = aggregateRequest(pod, resource);
    const sum = own.roudi + own.agent + users;
    const write = (amount: bigint): string => inWords(resource, amount);
    const needs = `${write(sum)} = ${write(own.roudi)} (RouDi${resource === 'memory' ? ', with all segments' : ''}) + ${write(own.agent)} (the agent) + ${write(users)} (the template's containers)`;
    const limit = resources.limits?.[resource];
    return [
      ...(['requests', 'limits'] as const).flatMap((kind) => {
        const given = resources[kind]?.[resource];
        return unless(
          given === undefined || thousandths(given) >= sum,
          `${path}.resources.${kind}[${resource}]`,
          given,
          `${given} for the whole pod is less than its containers request, ${needs}; raise it to at least ${write(sum)}, leave it out, or lower ${lower(resource)}`,
        );
      }),
      ...Object.entries({ roudi, agent }).flatMap(([name, { limits }]) => {
        const most = limits?.[resource];
        return unless(
          limit === undefined ||
            most === undefined ||
            thousandths(most) <= thousandths(limit) ||
            thousandths(limit) < sum,
          `${path}.resources.limits[${resource}]`,
          limit,
          `${limit} for the whole pod is less than the limit of ${name === 'roudi' ? 'RouDi' : 'the agent'}, ${most}; raise it, or set spec.${name}.resources.limits[${resource}] to no more`,
        );
      }),
    ];
  });
}

function lower(resource: string): string {
  return resource === 'memory' ? 'spec.roudi.segments' : 'spec.roudi.resources.requests[cpu]';
}

function inWords(resource: string, amount: bigint): string {
  return resource === 'memory' ? formatBinary((amount + 999n) / 1000n) : `${amount}m`;
}

function requestOf({ resources }: Pick<IContainer, 'resources'>, resource: string): bigint {
  return thousandths(resources?.requests?.[resource] ?? resources?.limits?.[resource]);
}

/**
 * Sum of requests as the scheduler computes it: init containers run one after the other, and sidecars among them run
 * beside everything that follows.
 */
function aggregateRequest({ containers, initContainers = [] }: IPodSpec, resource: string): bigint {
  let sidecars = 0n;
  let most = 0n;
  for (const container of initContainers) {
    const request = requestOf(container, resource);
    if (container.restartPolicy === 'Always') {
      sidecars += request;
    } else if (sidecars + request > most) {
      most = sidecars + request;
    }
  }
  const running = containers.reduce((sum, container) => sum + requestOf(container, resource), sidecars);
  return running > most ? running : most;
}
