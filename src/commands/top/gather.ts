import { toSeconds } from '../../api/time.ts';
import type { Node, Pod } from '../../controllers/resources.ts';
import { isForbidden } from '../../kube/errors.ts';
import { objectKey } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import { NODES, PODS } from '../../kube/resource.ts';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import { printable } from '../../text.ts';
import { agentAnswerOf, type AgentStatus, execFailure } from '../kit/agent-status.ts';
import { atOnce } from '../kit/at-once.ts';
import type { Cluster } from '../kit/cluster.ts';
import { poolUsageOf } from '../kit/pool-usage.ts';
import { assembled, type PoolsAnswer } from './assemble.ts';
import { allocatableOf, factsOf, type PodFacts } from './facts.ts';
import type { TopModel } from './model.ts';

/** Pods come and go more slowly than their figures change. */
const PODS_EVERY_MS = 10_000;
const AGENT_TIMEOUT_MS = 3_000;
/** Each is a process on a node and a connection through the API server. */
const AT_ONCE = 8;

interface Known {
  readonly at: number;
  readonly pods: readonly { readonly pod: Pod; readonly facts: PodFacts }[];
}

/** Reads pods, and nodes once, and asks the agents each time. */
export class Gathering {
  readonly #cluster: Cluster;
  readonly #selector: string | undefined;
  readonly #clock: Clock;
  readonly #allocatable = new Map<string, number | null>();
  #mayReadNodes = true;
  #known: Known | undefined;

  constructor(cluster: Cluster, selector: string | undefined, clock: Clock = systemClock) {
    this.#cluster = cluster;
    this.#selector = selector;
    this.#clock = clock;
  }

  /**
   * Everything at this moment.
   *
   * @param withPools whether to ask for the pools of each RouDi, which takes another command in its pod
   * @param say called with what is under way
   * @throws if pods cannot be listed, or the reason of the signal
   */
  async take(
    signal: AbortSignal,
    withPools: boolean,
    say: (text: string) => void = () => undefined,
  ): Promise<TopModel> {
    const pods = await this.#pods(signal);
    await this.#readNodes(new Set(pods.flatMap(({ facts }) => facts.node ?? [])), signal);
    say(`Asking the agents of ${pods.length} pods …`);
    const options = { signal, timeoutMs: AGENT_TIMEOUT_MS };
    const asked = await atOnce(pods, AT_ONCE, async ({ pod, facts }) => {
      const answer = await agentAnswerOf(this.#cluster.client, pod, options);
      const hasPools = withPools && facts.role !== 'member' && 'status' in answer;
      return { facts, answer, pools: hasPools ? await this.#pools(pod, answer.status, signal) : undefined };
    });
    return assembled({
      time: toSeconds(this.#clock.date()),
      pods: asked,
      allocatable: this.#allocatable,
      missing: this.#mayReadNodes ? [] : ['the memory of nodes is not known: get of nodes must be allowed'],
    });
  }

  async #pods(signal: AbortSignal): Promise<Known['pods']> {
    const now = this.#clock.now();
    if (this.#known === undefined || now - this.#known.at >= PODS_EVERY_MS) {
      const { client, namespace } = this.#cluster;
      const pods = new Map<string, Known['pods'][number]>();
      await readPages(client, PODS, { namespace, labelSelector: this.#selector, signal }, (object) => {
        const pod = object as Pod;
        const facts = factsOf(pod);
        if (facts !== undefined) {
          pods.set(`${facts.namespace}/${facts.name}`, { pod, facts });
        }
      });
      this.#known = { at: now, pods: [...pods.values()] };
    }
    return this.#known.pods;
  }

  async #pools(pod: Pod, { segments }: AgentStatus, signal: AbortSignal): Promise<PoolsAnswer> {
    try {
      const options = { signal, timeoutMs: AGENT_TIMEOUT_MS };
      return { pools: await poolUsageOf(this.#cluster.client, objectKey(pod), segments, options) };
    } catch (error) {
      signal.throwIfAborted();
      return { reason: execFailure(error, pod) };
    }
  }

  async #readNodes(names: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    for (const name of names) {
      if (this.#mayReadNodes && !this.#allocatable.has(name)) {
        this.#allocatable.set(name, await this.#readNode(name, signal));
      }
    }
  }

  async #readNode(name: string, signal: AbortSignal): Promise<number | null> {
    try {
      return allocatableOf(await this.#cluster.client.get<Node>(NODES, name, { signal }));
    } catch (error) {
      signal.throwIfAborted();
      this.#mayReadNodes = !isForbidden(error);
      return null;
    }
  }
}

/** Where pods were looked for, in words. */
export function placeOf({ namespace }: Pick<Cluster, 'namespace'>): string {
  return namespace === undefined ? 'all namespaces' : `namespace ${printable(namespace)}`;
}
