import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { type Cluster, up, type UpOptions } from '../cluster/cluster.ts';
import { buildImages, type ImageSet } from '../images/build.ts';
import type { Architecture } from '../machine/architectures.ts';
import { clusterOfCheckout, laneOf } from '../host/checkout.ts';
import { timed } from '../host/times.ts';
import { installCrds } from './crds.ts';
import { Kubectl } from '../cluster/kubectl.ts';
import { Program } from '../host/program.ts';
import { startOperator, stopOperator } from './operator.ts';

/**
 * The cluster that the files of the node tier share, one at a time. The runner takes it down after the last one. If
 * files run in lanes side by side, each lane has its own cluster.
 */
export const NODE_TIER = clusterOfCheckout('node-tier', laneOf());

/**
 * Architecture of the nodes. In a cluster of one emulated machine it is that of the machine. Otherwise it is undefined,
 * which stands for the architecture of this machine.
 */
function architectureOf({ nodes, machines = [] }: UpOptions): Architecture | undefined {
  return nodes === 0 ? machines[0] : undefined;
}

/** A real node with the operator's API and an operator, and a namespace for one test file. */
export class Bench {
  readonly cluster: Cluster;
  readonly images: ImageSet['images'];
  readonly namespace: string;
  readonly #kubectl: Kubectl;
  #operator: Program;
  readonly #options: readonly string[];
  readonly #followers: Program[] = [];

  private constructor(
    cluster: Cluster,
    images: ImageSet['images'],
    namespace: string,
    operator: Program,
    options: readonly string[],
  ) {
    this.cluster = cluster;
    this.images = images;
    this.namespace = namespace;
    this.#kubectl = new Kubectl(cluster, namespace);
    this.#operator = operator;
    this.#options = options;
  }

  /**
   * Brings up what is missing: cluster, images, API, operator, and a namespace of that name with a random suffix.
   *
   * @param parameters of a cluster that is not the shared one; the caller takes it down
   * @param options of the operator
   */
  static async open(purpose: string, parameters: UpOptions = {}, options: readonly string[] = []): Promise<Bench> {
    return timed('set-up', `a place for ${purpose}`, async () => Bench.#open(purpose, parameters, options));
  }

  static async #open(purpose: string, parameters: UpOptions, options: readonly string[]): Promise<Bench> {
    const cluster = await up({ name: NODE_TIER, mode: 'node', ...parameters });
    const { images } = await buildImages({ architecture: architectureOf(parameters) });
    for (const { archive } of Object.values(images)) {
      await cluster.load(archive);
    }
    const namespace = `${purpose}-${randomBytes(3).toString('hex')}`;
    const kubectl = new Kubectl(cluster);
    await installCrds(kubectl);
    await kubectl.run(['create', 'namespace', namespace]);
    const all = [...benchOptions(images), ...options];
    const operator = await runningOperator(cluster, all);
    return new Bench(cluster, images, namespace, operator, all);
  }

  /**
   * Deletes the namespace with its contents, without waiting, and stops the operator as a kubelet would. The contents
   * terminate within their grace periods while the next file begins.
   */
  async close(): Promise<void> {
    this.#followers.forEach((program) => program.signal('SIGKILL'));
    await this.kubectl('delete', 'namespace', this.namespace, '--wait=false');
    await this.stopOperator();
  }

  /** Stops the operator. Nothing is reconciled until it is started again. */
  async stopOperator(): Promise<void> {
    await stopOperator(this.#operator);
  }

  /** Kills the operator, as a power failure of its node would. */
  async killOperator(): Promise<void> {
    this.#operator.signal('SIGKILL');
    await this.#operator.exitCode;
  }

  async startOperator(options?: readonly string[]): Promise<void> {
    const all = options === undefined ? this.#options : [...benchOptions(this.images), ...options];
    this.#operator = await runningOperator(this.cluster, all);
  }

  /** Starts the operator and does not wait until it works, as where its definitions are missing. */
  async launchOperator(): Promise<void> {
    this.#operator = await startOperator(this.cluster, ...this.#options);
  }

  /** Runs kubectl in the namespace. Resolves to its output. */
  async kubectl(...args: string[]): Promise<string> {
    return this.#kubectl.run(args);
  }

  /** Client-side `kubectl apply -f -`, as a user would with a file. */
  async apply(...items: object[]): Promise<void> {
    await this.applyIn(this.namespace, ...items);
  }

  /** The same in another namespace. */
  async applyIn(namespace: string, ...items: object[]): Promise<void> {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    await new Kubectl(this.cluster, namespace).run(['apply', '-f', '-'], { input });
  }

  /** Starts a long-running kubectl, such as `logs -f` or `get -w`. It runs until the bench is closed. */
  follow(...args: string[]): Program {
    const program = start(this.cluster, ['kubectl', '-n', this.namespace, ...args]);
    this.#followers.push(program);
    return program;
  }

  /** The pod of an IceoryxDeployment with one replica. */
  async onlyPod(name: string): Promise<IPod> {
    const { items } = await this.json<{ items: IPod[] }>('get', 'pods', '-l', `iceoryx.io/deployment=${name}`);
    // A pod that was replaced may still be terminating.
    const [pod, ...others] = items.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
    if (pod === undefined || others.length > 0) {
      throw new Error(`one pod of ${name} was expected, there are ${items.length}`);
    }
    return pod;
  }

  /** Runs kubectl with `-o json`. `get` of an object or a list is a direct request, without a process. */
  async json<T>(...args: string[]): Promise<T> {
    return this.#kubectl.json<T>(...args);
  }
}

/** Options by which the operator gives its pods the agent image that was loaded into the cluster. */
export function agentOptions({ agent }: Pick<ImageSet['images'], 'agent'>): string[] {
  return ['--agent-image', agent.reference];
}

/**
 * An API server may be silent for ten seconds on a busy machine. The operator ends when it cannot renew its lease for
 * that long, and no kubelet restarts that of a bench.
 */
function benchOptions(images: Pick<ImageSet['images'], 'agent'>): string[] {
  return [...agentOptions(images), '--lease-seconds', '60'];
}

async function runningOperator(cluster: Cluster, options: readonly string[]): Promise<Program> {
  const operator = await startOperator(cluster, ...options);
  await operator.until(({ events }) => events.some(({ message }) => message === 'running'));
  return operator;
}

function start(cluster: Cluster, args: readonly string[]): Program {
  const [command = '', ...rest] = cluster.wrap(['setpriv', '--pdeathsig', 'TERM', ...args]);
  return new Program(spawn(command, rest));
}
