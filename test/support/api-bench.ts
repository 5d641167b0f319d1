import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { type Cluster, up } from '../../lab/cluster/cluster.ts';
import { clusterOfCheckout, laneOf } from '../../lab/host/checkout.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { startOperator, stopOperator } from '../../lab/operator/operator.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

type Condition = NonNullable<NonNullable<IceoryxDeployment['status']>['conditions']>[number];

/**
 * The control plane that the files of the api tier share, one at a time; the runner takes it down after the last one.
 * If files run in lanes side by side, each lane has its own.
 */
export const API_TIER = clusterOfCheckout('api-tier', laneOf());

const NAMESPACES: Resource = { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };

/**
 * Label of objects that are removed when their file is done. Its value is the process of the tests, which identifies
 * one that was killed.
 */
const OF_PROCESS = 'test-process';

/**
 * A real API server with the operator's API, and an operator that can be started and stopped: shared by tests of the
 * reconciler.
 */
export class ApiBench {
  readonly cluster: Cluster;
  /** kubectl in the namespace of the bench. */
  readonly kubectl: Kubectl;
  /** Client with an administrator's rights, without a process for each call. */
  readonly client: KubeClient;
  readonly namespace: string;
  readonly #end: string;
  /** Namespaces to be removed; none in a cluster that is removed as a whole. */
  readonly #namespaces: string[] = [];
  #operator: Program | undefined;

  private constructor(cluster: Cluster, client: KubeClient, namespace: string, end = '') {
    this.cluster = cluster;
    this.client = client;
    this.namespace = namespace;
    this.kubectl = new Kubectl(cluster, namespace);
    this.#end = end;
  }

  /** Opens a cluster for one file, for tests that break it or count everything in it. Their namespace is `default`. */
  static async open(purpose: string, featureGates: Readonly<Record<string, boolean>> = {}): Promise<ApiBench> {
    const cluster = await up({ name: clusterOfCheckout(purpose), mode: 'control-plane', featureGates });
    const bench = new ApiBench(cluster, await clientOf(cluster), 'default');
    await installCrds(bench.kubectl);
    return bench;
  }

  /**
   * Opens a namespace with a random suffix in the cluster that the files share. The file has to remove cluster-scoped
   * objects itself.
   */
  static async join(purpose: string): Promise<ApiBench> {
    const cluster = await up({ name: API_TIER, mode: 'control-plane' });
    const end = randomBytes(3).toString('hex');
    const bench = new ApiBench(cluster, await clientOf(cluster), `${purpose}-${end}`, end);
    await installCrds(bench.kubectl);
    await bench.#removeAbandoned();
    await bench.newNamespace(purpose);
    return bench;
  }

  /** Removes the namespaces of tests that were killed. */
  async #removeAbandoned(): Promise<void> {
    const found = await this.kubectl.get<{ items: KubeObject[] }>('namespaces', '-l', OF_PROCESS);
    const abandoned = (found?.items ?? []).filter(
      ({ metadata: { deletionTimestamp, labels } }) =>
        deletionTimestamp === undefined && !existsSync(`/proc/${labels?.[OF_PROCESS]}`),
    );
    if (abandoned.length > 0) {
      await this.kubectl.run([
        'delete',
        'namespace',
        ...abandoned.map(({ metadata }) => metadata.name),
        '--wait=false',
      ]);
    }
  }

  /**
   * Creates another namespace, which is removed with the bench, and waits until pods can be created in it.
   *
   * @returns its name, with the random suffix of the bench
   */
  async newNamespace(purpose: string, labels: Readonly<Record<string, string>> = {}): Promise<string> {
    const name = this.nameFor(purpose);
    this.#namespaces.push(name);
    await this.client.create(NAMESPACES, {
      metadata: { name, labels: { ...labels, [OF_PROCESS]: String(process.pid) } },
    });
    await until(`${name} has a service account`, async () => this.kubectl.get('serviceaccount', 'default', '-n', name));
    return name;
  }

  /** A unique name for cluster-scoped objects. */
  nameFor(name: string): string {
    return this.#end === '' ? name : `${name}-${this.#end}`;
  }

  /**
   * Waits until no object of the operator's API is left of earlier files, for tests that count everything that an
   * operator does.
   */
  async alone(): Promise<void> {
    await until('objects of other files are gone', async () => {
      const lists = await Promise.all(
        ['ioxd', 'ioxdom', 'ioxprofile', 'ioxsweep'].map(async (kind) =>
          this.kubectl.get<{ items: { metadata: { namespace?: string } }[] }>(kind, '-A'),
        ),
      );
      return lists
        .flatMap((list) => list?.items ?? [])
        .every(({ metadata }) => metadata.namespace === undefined || this.#namespaces.includes(metadata.namespace));
    });
  }

  /**
   * Stops the operator. A cluster of the file's own is removed; in the shared one, the file's objects are removed in
   * the background.
   */
  async close(): Promise<void> {
    await this.stopOperator();
    await this.client.close();
    if (this.cluster.name !== API_TIER) {
      await this.cluster.down();
    } else if (this.#namespaces.length > 0) {
      await this.kubectl.run(['delete', 'namespace', ...this.#namespaces, '--wait=false', '--ignore-not-found']);
    }
  }

  /** The operator's log since its start. */
  get log(): Program['events'] {
    return this.#operator?.events ?? [];
  }

  /** Waits until a condition holds for the operator that was started last. */
  async operatorUntil(holds: (operator: Program) => boolean): Promise<void> {
    await this.#operator?.until(holds);
  }

  async startOperator(...options: readonly string[]): Promise<void> {
    await this.startElectedOperator('--no-leader-elect', ...options);
  }

  /** Starts the operator with leader election, as in a cluster. */
  async startElectedOperator(...options: readonly string[]): Promise<void> {
    this.#operator = await startOperator(this.cluster, ...options);
    await this.#operator.until(({ events }) => events.some(({ message }) => message === 'running'));
  }

  /** Starts the operator in a cluster whose API server does not answer. Resolves when it works after all. */
  async startWaitingOperator(...options: readonly string[]): Promise<void> {
    const operator = await startOperator(this.cluster, ...options);
    this.#operator = operator;
    await operator.until(({ events }) => events.some(({ message }) => message === 'running'), 600);
  }

  /** Suspends the operator, like on a suspended machine, until the function returned is called. */
  pauseOperator(): () => void {
    const operator = this.#operator;
    operator?.signal('SIGSTOP');
    return () => operator?.signal('SIGCONT');
  }

  /** Resolves to the exit code of the operator once it has exited by itself. */
  async operatorEnded(): Promise<number | undefined> {
    const operator = this.#operator;
    this.#operator = undefined;
    return operator?.exitCode;
  }

  /** Whether the operator that was started last is still running. */
  get isRunning(): boolean {
    return this.#operator !== undefined && !this.#operator.hasEnded;
  }

  async stopOperator(): Promise<void> {
    const operator = this.#operator;
    this.#operator = undefined;
    await (operator === undefined ? undefined : stopOperator(operator));
  }

  /** Kills the operator, as the loss of its node's power would. */
  async killOperator(): Promise<void> {
    this.#operator?.signal('SIGKILL');
    await this.#operator?.exitCode;
    this.#operator = undefined;
  }

  /**
   * The sum of a metric of an operator that was started with `--metrics-port 0`, over the series whose labels match.
   */
  async metric(name: string, labels = /./): Promise<number> {
    const { port } = this.log.find(({ message }) => message === 'serving metrics') as { port: number };
    const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const lines = page.split('\n').filter((line) => line.startsWith(`${name}{`) && labels.test(line));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** How many reconciles such an operator has completed. */
  async reconciles(): Promise<number> {
    return this.metric('controller_runtime_reconcile_total', /result="(?:success|requeue_after)"/);
  }

  /** Creates or changes objects of any kind, in the namespace of the bench unless they name another one. */
  async apply(...items: readonly object[]): Promise<void> {
    const byNamespace = Map.groupBy(
      items,
      (item) => (item as { metadata: { namespace?: string } }).metadata.namespace ?? this.namespace,
    );
    for (const [namespace, group] of byNamespace) {
      const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: group });
      await new Kubectl(this.cluster, namespace).run(['apply', '-f', '-'], { input });
    }
  }

  async object(name: string): Promise<IceoryxDeployment> {
    return until(`${name} exists`, async () => this.kubectl.get<IceoryxDeployment>('ioxd', name));
  }

  async deployment(name: string): Promise<Deployment | undefined> {
    return this.kubectl.get<Deployment>('deployment', name);
  }

  async condition(name: string, type: string): Promise<Condition | undefined> {
    return (await this.object(name)).status?.conditions?.find((each) => each.type === type);
  }

  /** Waits until a condition of the object's current generation has this status and, if given, reason. */
  async holds(name: string, wanted: string, status = 'True', reason?: string): Promise<Condition> {
    let seen: unknown;
    return until(
      `${name} has ${wanted}=${status} ${reason ?? ''}`,
      async () => {
        const object = await this.object(name);
        const found = object.status?.conditions?.find(({ type }) => type === wanted);
        seen = object.status?.conditions;
        const isPresent = found?.observedGeneration === object.metadata.generation;
        return isPresent && found?.status === status && (reason === undefined || found.reason === reason) && found;
      },
      { seen: () => JSON.stringify(seen) },
    );
  }

  /** Notes of the Events of an object with a reason, once there are any. */
  async notes(name: string, reason: string): Promise<string[]> {
    return until(`${name} has an Event ${reason}`, async () => {
      const selector = `--field-selector=involvedObject.kind=IceoryxDeployment,involvedObject.name=${name},reason=${reason}`;
      const found = await this.kubectl.get<{ items: { message: string }[] }>('events', selector);
      const notes = (found?.items ?? []).map(({ message }) => message);
      return notes.length > 0 && notes;
    });
  }
}

async function clientOf({ kubeconfig }: Cluster): Promise<KubeClient> {
  return new KubeClient({ access: await resolveAccess({ kubeconfig }), userAgent: 'test/1' });
}

/** An IceoryxDeployment with one app. */
export function robot(name: string, spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name, ...metadata },
    spec: {
      replicas: 0,
      roudi: { image: 'example.com/roudi:2.0.3' },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
      ...spec,
    },
  };
}
