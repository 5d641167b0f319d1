import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { type Cluster, up } from '../../lab/cluster/cluster.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { startOperator, stopOperator } from '../../lab/operator/operator.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

type Condition = NonNullable<NonNullable<IceoryxDeployment['status']>['conditions']>[number];

/** A real API server with our API, and an operator that comes and goes: what tests of the reconciler share. */
export class ApiBench {
  readonly cluster: Cluster;
  readonly kubectl: Kubectl;
  #operator: Program | undefined;

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.kubectl = new Kubectl(cluster);
  }

  static async open(purpose: string): Promise<ApiBench> {
    const cluster = await up({ name: clusterOfCheckout(purpose), mode: 'control-plane' });
    const bench = new ApiBench(cluster);
    await installCrds(bench.kubectl);
    return bench;
  }

  async close(): Promise<void> {
    await this.stopOperator();
    await this.cluster.down();
  }

  /** What the operator has logged since it was started. */
  get log(): Program['events'] {
    return this.#operator?.events ?? [];
  }

  async startOperator(...options: readonly string[]): Promise<void> {
    await this.startElectedOperator('--no-leader-elect', ...options);
  }

  /** As in a cluster, where it asks whether another one works. */
  async startElectedOperator(...options: readonly string[]): Promise<void> {
    this.#operator = await startOperator(this.cluster, ...options);
    await this.#operator.until(({ events }) => events.some(({ message }) => message === 'running'));
  }

  /** The operator in a cluster whose API server does not answer: resolves when it works after all. */
  async startWaitingOperator(...options: readonly string[]): Promise<void> {
    const operator = await startOperator(this.cluster, ...options);
    this.#operator = operator;
    await operator.until(({ events }) => events.some(({ message }) => message === 'running'), 600);
  }

  /** Stands the operator still, as a machine that is suspended would, until the function returned is called. */
  pauseOperator(): () => void {
    const operator = this.#operator;
    operator?.signal('SIGSTOP');
    return () => operator?.signal('SIGCONT');
  }

  /** With what the operator ended by itself, once it has. */
  async operatorEnded(): Promise<number | undefined> {
    const operator = this.#operator;
    this.#operator = undefined;
    return operator?.exitCode;
  }

  /** Whether the operator that was started last still runs. */
  get isRunning(): boolean {
    return this.#operator !== undefined && !this.#operator.hasEnded;
  }

  async stopOperator(): Promise<void> {
    const operator = this.#operator;
    this.#operator = undefined;
    await (operator === undefined ? undefined : stopOperator(operator));
  }

  /** As a node that loses its power would. */
  async killOperator(): Promise<void> {
    this.#operator?.signal('SIGKILL');
    await this.#operator?.exitCode;
    this.#operator = undefined;
  }

  /** Makes or changes objects of any kind. */
  async apply(...items: readonly object[]): Promise<void> {
    const list = { apiVersion: 'v1', kind: 'List', items };
    await this.kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(list) });
  }

  async object(name: string): Promise<IceoryxDeployment> {
    return until(`${name} to be there`, async () => this.kubectl.get<IceoryxDeployment>('ioxd', name));
  }

  async deployment(name: string): Promise<Deployment | undefined> {
    return this.kubectl.get<Deployment>('deployment', name);
  }

  async condition(name: string, type: string): Promise<Condition | undefined> {
    return (await this.object(name)).status?.conditions?.find((each) => each.type === type);
  }

  /** Waits until a condition of the object's present generation has this status and, if given, reason. */
  async holds(name: string, wanted: string, status = 'True', reason?: string): Promise<Condition> {
    let seen: unknown;
    return until(
      `${name} to have ${wanted}=${status} ${reason ?? ''}`,
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
    return until(`an Event ${reason} of ${name}`, async () => {
      const selector = `--field-selector=involvedObject.kind=IceoryxDeployment,involvedObject.name=${name},reason=${reason}`;
      const found = await this.kubectl.get<{ items: { message: string }[] }>('events', selector);
      const notes = (found?.items ?? []).map(({ message }) => message);
      return notes.length > 0 && notes;
    });
  }
}

/** An IceoryxDeployment of one app. */
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
