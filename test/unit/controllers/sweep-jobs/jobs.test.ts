import { setTimeout as delay } from 'node:timers/promises';
import test from 'ava';
import type { SweepRequest, SweepSettings } from '../../../../src/controllers/sweep-jobs/job.ts';
import { SweepJobs } from '../../../../src/controllers/sweep-jobs/jobs.ts';
import { KubeClient, type WatchEvent, type WatchOptions } from '../../../../src/kube/client.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import type { Resource } from '../../../../src/kube/resource.ts';
import { FakeApiServer } from '../../../fake-api-server/fake-api-server.ts';
import { until } from '../../../../lab/host/until.ts';
import { testLog } from '../../test-log.ts';

const settings: SweepSettings = {
  namespace: 'default',
  image: 'example.com/operator:1',
  imagePullSecrets: [],
  kubeletDirectory: '/var/lib/kubelet',
  trustsPidNamespace: false,
};
const request = (name: string): SweepRequest => ({
  name,
  labels: { of: 'all' },
  node: name,
  places: 'Node',
  dryRun: true,
  quietPeriodSeconds: 60,
  noRoudiReturns: false,
});

/** Answers to writes arrive before or after the watch event. */
class Client extends KubeClient {
  made: KubeObject[] = [];
  onCreate: (made: KubeObject) => Promise<void> = () => Promise.resolve();

  override async create<T extends KubeObject>(_: Resource, object: T): Promise<T> {
    this.made.push(object);
    await this.onCreate(object);
    return object;
  }

  /** Events of the only watch. */
  readonly events: WatchEvent<KubeObject>[] = [];

  override async *watch<T extends KubeObject>(
    _: Resource,
    { signal }: WatchOptions,
  ): AsyncGenerator<WatchEvent<T>, void> {
    const annotations = { 'k8s.io/initial-events-end': 'true' };
    yield { type: 'BOOKMARK', object: { metadata: { name: '', resourceVersion: '1', annotations } } } as never;
    for (;;) {
      yield* this.events.splice(0) as WatchEvent<T>[];
      await delay(1);
      if (signal?.aborted === true) {
        return;
      }
    }
  }
}

test('no more Jobs are created than may run, including those that no cache has seen yet', async (t) => {
  await using fake = await FakeApiServer.start();
  const client = new Client({ access: fake.access, userAgent: 'test/1' });
  t.teardown(() => client.close());
  const jobs = new SweepJobs({ client, log: testLog(), settings, limit: 2 });
  const { signal } = new AbortController();
  const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => jobs.startAll([request(name)], signal, true)));
  t.deepEqual(
    outcomes.map(({ started, requeueAfterMs }) => [started.length, requeueAfterMs !== undefined]),
    [
      [1, false],
      [1, false],
      [0, true],
    ],
  );
  t.deepEqual(
    client.made.map(({ metadata }) => metadata.name),
    ['a', 'b'],
  );
  t.is(jobs.withLabels({ of: 'all' }).length, 2);
  t.is(jobs.running, 2);
});

test('a Job whose watch event comes before the answer counts once', async (t) => {
  await using fake = await FakeApiServer.start();
  const client = new Client({ access: fake.access, userAgent: 'test/1' });
  t.teardown(() => client.close());
  const jobs = new SweepJobs({ client, log: testLog(), settings, limit: 2 });
  const end = new AbortController();
  const running = jobs.jobs.run(end.signal);
  t.teardown(async () => {
    end.abort();
    await running;
  });
  client.onCreate = async (made) => {
    const status = { conditions: [{ type: 'Complete', status: 'True' }] };
    client.events.push({
      type: 'ADDED',
      object: { ...made, metadata: { ...made.metadata, resourceVersion: '2' }, status },
    });
    await until('the watch has reported it', () => jobs.jobs.store.size === 1);
  };
  await jobs.startAll([request('a')], end.signal, true);
  t.is(jobs.withLabels({ of: 'all' }).length, 1);
  t.is(jobs.running, 0);
});
