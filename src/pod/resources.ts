import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { formatBinary, parseQuantity } from '../api/quantity.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { podLevelProblems, podLevelResources } from './pod-level-resources.ts';
import { type QosClass, qosClass } from './qos.ts';
import { quantityProblems, requirementProblems, thousandths } from './quantities.ts';
import { fieldOf, type InjectionRequest } from './request.ts';
import { ownValue } from './same.ts';

/** Requests and limits of the injected containers, and of the pod. */
export interface ResourcePlan {
  readonly roudi: IResourceRequirements;
  readonly agent: IResourceRequirements;
  /** Requests and limits of the pod as a whole, if the template has some. */
  readonly pod: IResourceRequirements | undefined;
  /** QoS class of the template as its author wrote it, and of the pods. */
  readonly qosClass: { readonly template: QosClass; readonly pods: QosClass };
}

type Resource = 'cpu' | 'memory' | 'ephemeral-storage';
type Quantity = string | number;

/** Default requests and limits of an injected container. */
type Usual = Readonly<Record<Resource, { readonly request: string; readonly limit: string }>>;

/**
 * Defaults of RouDi. RouDi checks its apps ten times a second, which takes one or two hundredths of a processor. The
 * limit leaves room for registrations. The ephemeral storage is for logs, of which a kubelet keeps 50 MiB
 * (containerLogMaxSize times containerLogMaxFiles): the root file system is read-only. All CPU values are fractions of
 * a processor, so that the static CPU manager assigns no exclusive processor.
 */
const ROUDI = {
  cpu: { request: '50m', limit: '250m' },
  'ephemeral-storage': { request: '128Mi', limit: '128Mi' },
};
/** Defaults of the agent, with its probes and hooks. */
const AGENT: Usual = {
  cpu: { request: '10m', limit: '100m' },
  memory: { request: '16Mi', limit: '16Mi' },
  'ephemeral-storage': { request: '64Mi', limit: '64Mi' },
};

/**
 * Smallest memory limit of the agent, which its probes and hooks share (docs/sizing.md). A limit of 0 means no limit.
 */
const LEAST_AGENT_BYTES = 16n * 1024n * 1024n;

/**
 * Plans requests and limits of RouDi and the agent. CPU and memory are always requested. Memory is always limited,
 * because the need is known. Beyond that, the injected containers have requests and limits of a resource if all
 * containers of the template have them. So a quota on limits, which demands them of every container, still admits the
 * pod, and a Guaranteed pod stays Guaranteed. Values that the user sets win.
 *
 * @param roudiBytes memory of RouDi; undefined if the pods have no RouDi of their own
 */
export function planResources(
  request: InjectionRequest,
  roudiBytes: bigint | undefined,
): { plan: ResourcePlan; problems: readonly Problem[] } | { plan?: never; problems: readonly Problem[] } {
  const { roudi, agent } = request;
  const pod = request.template.spec;
  const path = fieldOf(request, 'spec');
  const faults = [...quantityProblems(pod, path), ...requirementProblems(agent?.resources, 'spec.agent.resources')];
  if (faults.length > 0) {
    return { problems: faults };
  }
  const containers = [...pod.containers, ...(pod.initContainers ?? [])];
  const habits = {
    cpu: habitOf(containers, 'cpu'),
    memory: habitOf(containers, 'memory'),
    'ephemeral-storage': habitOf(containers, 'ephemeral-storage'),
  };
  const sidecars = {
    roudi: roudiBytes === undefined ? {} : sidecarResources(usualOfRoudi(roudiBytes), habits, roudi.resources),
    agent: sidecarResources(AGENT, habits, agent?.resources),
  };
  const asTemplate = podLevelResources(pod);
  const injected = {
    ...pod,
    ...(asTemplate === undefined ? {} : { resources: asTemplate }),
    containers: [
      ...containers,
      ...(roudiBytes === undefined ? [] : [{ name: 'roudi', resources: sidecars.roudi }]),
      { name: 'agent', resources: sidecars.agent },
    ],
  };
  return {
    plan: {
      ...sidecars,
      pod: asTemplate,
      qosClass: { template: qosClass(pod), pods: qosClass(injected) },
    },
    problems: [
      ...orderProblems(sidecars.roudi, 'spec.roudi.resources'),
      ...orderProblems(sidecars.agent, 'spec.agent.resources'),
      ...agentProblems(sidecars.agent),
      ...podLevelProblems(pod, sidecars, path),
    ],
  };
}

/**
 * Requests and limits of RouDi in a pod of its own. There is no default CPU limit: it would throttle RouDi when many
 * apps start at once.
 */
export function resourcesAlone(bytes: bigint, given: IResourceRequirements = {}): IResourceRequirements {
  const memory = formatBinary(bytes);
  return {
    ...given,
    requests: { cpu: ROUDI.cpu.request, memory, ...given.requests },
    limits: { memory, ...given.limits },
  };
}

function usualOfRoudi(bytes: bigint): Usual {
  const memory = formatBinary(bytes);
  return { ...ROUDI, memory: { request: memory, limit: memory } };
}

/**
 * What all containers of a template set for a resource. A limit counts as a request too, because of the defaulting of
 * pods.
 */
interface Habit {
  readonly request: boolean;
  readonly limit: boolean;
  readonly equal: boolean;
}

function habitOf(containers: readonly IContainer[], resource: Resource): Habit {
  const all = { request: true, limit: true, equal: true };
  for (const { resources } of containers) {
    const limit = resources?.limits?.[resource];
    const request = resources?.requests?.[resource] ?? limit;
    all.request &&= request !== undefined;
    all.limit &&= limit !== undefined;
    all.equal &&= limit !== undefined && isSame(request, limit);
  }
  return all;
}

function isSame(a: Quantity | undefined, b: Quantity): boolean {
  return a === b || (a !== undefined && thousandths(a) === thousandths(b));
}

function sidecarResources(
  usual: Usual,
  habits: Readonly<Record<Resource, Habit>>,
  given: IResourceRequirements = {},
): IResourceRequirements {
  const requests: Record<string, Quantity> = {};
  const limits: Record<string, Quantity> = {};
  for (const resource of ['cpu', 'memory', 'ephemeral-storage'] as const) {
    const habit = habits[resource];
    const request = given.requests?.[resource];
    const limit =
      given.limits?.[resource] ??
      (habit.limit || resource === 'memory'
        ? usualLimit(usual[resource], request, habit.equal && resource !== 'memory')
        : undefined);
    if (limit !== undefined) {
      limits[resource] = limit;
    }
    if (request !== undefined || habit.request || resource !== 'ephemeral-storage') {
      requests[resource] = request ?? usualRequest(usual[resource], habit, limit);
    }
  }
  return { ...given, requests: { ...requests, ...given.requests }, limits: { ...limits, ...given.limits } };
}

/** @param equal whether a smaller request lowers the limit; false for memory, because RouDi needs all of it */
function usualLimit({ limit }: Usual[Resource], request: Quantity | undefined, equal: boolean): Quantity {
  return request !== undefined && (equal || thousandths(request) > thousandths(limit)) ? request : limit;
}

function usualRequest({ request }: Usual[Resource], { equal }: Habit, limit: Quantity | undefined): Quantity {
  return limit !== undefined && limit !== request && (equal || thousandths(limit) < thousandths(request))
    ? limit
    : request;
}

function agentProblems({ limits }: IResourceRequirements): Problem[] {
  const limit = limits?.['memory'];
  const bytes = parseQuantity(limit ?? 0);
  return unless(
    bytes === 0n || bytes >= LEAST_AGENT_BYTES,
    'spec.agent.resources.limits[memory]',
    limit,
    () =>
      `${limit} is less than the ${formatBinary(LEAST_AGENT_BYTES)} that the agent may need with its probes and hooks, and no app runs without it; raise it, or leave it out for ${AGENT.memory.limit}`,
  );
}

/**
 * Rejects requests above limits. The API server would report them for the Deployment, whose author never wrote these
 * containers.
 */
function orderProblems({ requests = {}, limits = {} }: IResourceRequirements, path: string): Problem[] {
  return Object.entries(requests).flatMap(([resource, request]) => {
    const limit = ownValue(limits, resource);
    return unless(
      limit === undefined || request === limit || parseQuantity(request, 1000n) <= parseQuantity(limit, 1000n),
      `${path}.requests[${resource}]`,
      request,
      () => `${request} is more than the limit of ${limit}; lower it, or raise ${path}.limits[${resource}]`,
    );
  });
}
