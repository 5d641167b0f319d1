import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { parseQuantity } from '../../src/api/quantity.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** Amounts of the two decisive resources in thousandths, by name. */
type Amounts = ReadonlyMap<string, bigint>;
interface Demand {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/**
 * The QoS class that an API server gives a pod: `ComputePodQOS` of pkg/apis/core/v1/helper/qos/qos.go after the
 * defaults of pkg/apis/core/v1/defaults.go (Kubernetes 1.36). If the pod as a whole has resources, those alone decide.
 */
export function qosClass(pod: IPodSpec): QosClass {
  const demands =
    pod.resources === undefined
      ? [...pod.containers, ...(pod.initContainers ?? [])].map(demandOf)
      : [demandOfPod(pod.resources, pod)];
  const requests = positive(sum(demands.map(({ requests }) => requests)));
  const limits = positive(sum(demands.map(({ limits }) => limits)));
  if (requests.size === 0 && limits.size === 0) {
    return 'BestEffort';
  }
  const isLimited = demands.every(({ limits }) => positive(limits).size === 2);
  const isEqual = requests.size === limits.size && [...requests].every(([name, amount]) => limits.get(name) === amount);
  return isLimited && isEqual ? 'Guaranteed' : 'Burstable';
}

/** A limit without a request is the request too. */
function demandOf({ resources: { requests = {}, limits = {} } = {} }: IContainer): Demand {
  return { requests: amounts({ ...limits, ...requests }), limits: amounts(limits) };
}

/** For a pod-level limit without a request, the request is that of the containers, or else the limit. */
function demandOfPod({ requests = {}, limits = {} }: IResourceRequirements, pod: IPodSpec): Demand {
  const defaults = Object.keys(limits).length === 0 ? [] : [...amounts(limits), ...requestsOfContainers(pod)];
  return { requests: new Map([...defaults, ...amounts(requests)]), limits: amounts(limits) };
}

/** `AggregateContainerRequests` of k8s.io/component-helpers: sidecars last, other init containers run one by one. */
function requestsOfContainers({ containers, initContainers = [] }: IPodSpec): Amounts {
  let sidecars: Amounts = new Map();
  let most: Amounts = new Map();
  for (const container of initContainers) {
    const total = sum([sidecars, demandOf(container).requests]);
    if (container.restartPolicy === 'Always') {
      sidecars = total;
    }
    most = combined([most, total], (a, b) => (a > b ? a : b));
  }
  const running = sum([sidecars, ...containers.map((container) => demandOf(container).requests)]);
  return combined([most, running], (a, b) => (a > b ? a : b));
}

function sum(list: readonly Amounts[]): Amounts {
  return combined(list, (a, b) => a + b);
}

function combined(list: readonly Amounts[], combine: (a: bigint, b: bigint) => bigint): Amounts {
  const result = new Map<string, bigint>();
  for (const [name, amount] of list.flatMap((amounts) => [...amounts])) {
    result.set(name, combine(result.get(name) ?? 0n, amount));
  }
  return result;
}

function positive(amounts: Amounts): Amounts {
  return new Map([...amounts].filter(([, amount]) => amount > 0n));
}

function amounts(list: Readonly<Record<string, string | number>>): Amounts {
  return new Map(
    Object.entries(list)
      .filter(([name]) => name === 'cpu' || name === 'memory')
      .map(([name, quantity]) => [name, thousandths(String(quantity))]),
  );
}

function thousandths(quantity: string): bigint {
  if (quantity.endsWith('m')) {
    return parseQuantity(quantity.slice(0, -1));
  }
  return /[\d.]$/.test(quantity) ? parseQuantity(`${quantity}k`) : parseQuantity(quantity) * 1000n;
}
