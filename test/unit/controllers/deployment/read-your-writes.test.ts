import test from 'ava';
import { ClusterCaches } from '../../../../src/controllers/cluster-caches.ts';
import { deploymentController } from '../../../../src/controllers/deployment/controller.ts';
import { ReplacementRate } from '../../../../src/controllers/pods/recovery/replacement-rate.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import type { KubeClient, WatchEvent, WatchOptions } from '../../../../src/kube/client.ts';
import { ApiError } from '../../../../src/kube/errors.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import type { Resource } from '../../../../src/kube/resource.ts';
import { Controller } from '../../../../src/runtime/controller.ts';
import { until } from '../../../../lab/host/until.ts';
import { testLog } from '../../test-log.ts';
import { AGENT, iceoryxDeployment } from './objects.ts';

type Event = WatchEvent<KubeObject>;

/** The test controls what watches report and when. Writes are answered as by an API server without conflicts. */
class World {
  /** Objects as the API server has them after each write. */
  readonly applied: KubeObject[] = [];
  readonly written: KubeObject[] = [];
  reconciles = 0;
  #events: () => number = () => 0;
  #isIdle: () => boolean = () => false;
  #version = 1;
  #object = this.#stored(iceoryxDeployment({ replicas: 0 }));
  /** Events that each watch has not taken yet, and how to wake it. */
  readonly #told = new Map<string, Event[]>();
  readonly #wake = new Map<string, () => void>();

  readonly client = {
    watch: (resource: Resource, options: WatchOptions) => this.#watch(resource, options),
    create: async (_: Resource, object: KubeObject) => this.#apply(object),
    apply: async (_: Resource, object: KubeObject) => this.#apply(object),
    mergePatchStatus: async (_: Resource, __: string, { metadata, status = {} }: IceoryxDeployment) => {
      if (metadata.resourceVersion !== this.#object.metadata.resourceVersion) {
        throw new ApiError({ method: 'PATCH', path: '/' }, 409, { reason: 'Conflict' });
      }
      this.#object = this.#stored({ ...this.#object, status: { ...this.#object.status, ...status } });
      this.written.push(this.#object);
      return structuredClone(this.#object);
    },
  } as unknown as KubeClient;

  /** Runs the controller until the test is over. The object exists already. */
  run(signal: AbortSignal): void {
    const log = testLog();
    const caches = new ClusterCaches(this.client, log, {});
    const { controller, reflectors: own } = deploymentController({
      client: this.client,
      log,
      caches,
      events: { record: () => {} },
      rate: new ReplacementRate(1),
      agent: AGENT,
      newController: (options) => new Controller({ ...options, observer: () => (this.reconciles += 1) }),
    });
    const reflectors = [...caches.reflectors, ...own];
    this.#events = () => reflectors.reduce((sum, { stats }) => sum + stats.events, 0);
    this.#isIdle = () => controller.queue.length === 0 && controller.activeWorkers === 0;
    void Promise.all(reflectors.map((reflector) => reflector.run(signal)));
    void Promise.all(reflectors.map(({ synced }) => synced)).then(() => controller.run(signal));
  }

  /** Sends an event, and waits until everything that follows from it is done. */
  async tell(plural: string, type: 'ADDED' | 'MODIFIED', object: KubeObject | undefined): Promise<void> {
    const before = this.#events();
    this.#told.get(plural)?.push({ type, object: structuredClone(object) as KubeObject });
    this.#wake.get(plural)?.();
    await until('the event is taken, and no reconcile is running', () => this.#events() > before && this.#isIdle());
  }

  /** Another client changes the specification, which no watch has reported yet. */
  change(spec: Partial<IceoryxDeployment['spec']>): IceoryxDeployment {
    const { metadata, ...object } = this.#object;
    const generation = (metadata.generation ?? 1) + 1;
    this.#object = this.#stored({
      ...object,
      metadata: { ...metadata, generation },
      spec: { ...object.spec, ...spec },
    });
    return this.#object;
  }

  #apply(object: KubeObject): KubeObject {
    const generation = this.applied.length + 1;
    const stored = this.#stored({ ...object, metadata: { ...object.metadata, uid: 'child', generation } });
    this.applied.push(stored);
    return structuredClone(stored);
  }

  #stored<T extends KubeObject>(object: T): T {
    this.#version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: `${this.#version}` } };
  }

  async *#watch({ plural }: Resource, { signal, onOpen }: WatchOptions): AsyncGenerator<Event, void> {
    onOpen?.();
    if (plural === 'iceoryxdeployments') {
      yield { type: 'ADDED', object: structuredClone(this.#object) };
    }
    const annotations = { 'k8s.io/initial-events-end': 'true' };
    yield { type: 'BOOKMARK', object: { metadata: { resourceVersion: `${this.#version}`, annotations } } };
    const told: Event[] = [];
    this.#told.set(plural, told);
    for (;;) {
      yield* told.splice(0);
      if (signal?.aborted === true) {
        return;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake.set(plural, resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
      await (told.length === 0 ? promise : undefined);
    }
  }
}

/** Starts a world, up to the state of the object right after its first reconcile. */
async function started(world: World): Promise<AsyncDisposable> {
  const end = new AbortController();
  world.run(end.signal);
  await until('the first status is written', () => world.reconciles === 1);
  return { [Symbol.asyncDispose]: async () => end.abort() };
}

test('our own writes cause no reconcile when the watch shows them; writes of others do', async (t) => {
  const world = new World();
  await using _ = await started(world);
  await world.tell('deployments', 'ADDED', world.applied[0]);
  await world.tell('iceoryxdeployments', 'MODIFIED', world.written[0]);
  t.is(world.reconciles, 1);
  const child = world.applied[0] as KubeObject;
  const metadata = { ...child.metadata, resourceVersion: '9' };
  await world.tell('deployments', 'MODIFIED', { ...child, metadata, status: { observedGeneration: 1 } });
  t.is(world.reconciles, 2);
  t.is(world.written.length, 2, 'the Deployment has been observed');
});

test('a status from an outdated specification is not written, and the newer specification is reconciled', async (t) => {
  const world = new World();
  await using _ = await started(world);
  await world.tell('iceoryxdeployments', 'MODIFIED', world.written[0]);
  const changed = world.change({ replicas: 5 });
  const child = world.applied[0] as KubeObject;
  const metadata = { ...child.metadata, resourceVersion: '90' };
  await world.tell('deployments', 'MODIFIED', { ...child, metadata, status: { observedGeneration: 1 } });
  t.is(world.written.length, 1);
  await world.tell('iceoryxdeployments', 'MODIFIED', changed);
  t.like(world.applied[1], { spec: { replicas: 5 } });
  t.like(world.written[1], { status: { observedGeneration: 2 }, spec: { replicas: 5 } });
});
