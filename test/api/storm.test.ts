/**
 * An operator that finds a pod whose RouDi died for each of its objects, as after a power failure or a bug of its own.
 * OBJECTS is their number; `npm run soak -- --only storm` has 1,000.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { inParallel } from '../../bench/support/load.ts';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ICEORYX_DEPLOYMENTS } from '../../src/controllers/resources.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { DEPLOYMENTS, PODS } from '../../src/kube/resource.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { Followed } from '../support/followed.ts';
import { standStill } from '../../lab/cluster/outage.ts';
import { ObservingProxy, type Write } from '../support/observing-proxy.ts';
import { staleStatus } from '../support/stale-status.ts';
import { until } from '../../lab/host/until.ts';

const COUNT = Number(process.env['OBJECTS'] ?? 250);
const PER_MINUTE = 20;

let bench: ApiBench;
let client: KubeClient;
let directory: string;
test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'storm-'));
  bench = await ApiBench.open('test-storm');
  ({ client } = bench);
});
test.after.always(async () => {
  await bench.close();
  rmSync(directory, { recursive: true });
});

const names = Array.from({ length: COUNT }, (_, index) => `robot-${index}`);

/** Creates the pod of a Deployment as its controller would, in the state after the death of its RouDi. */
async function createStalePod({ metadata, spec }: Deployment, now: number): Promise<void> {
  const { name, namespace } = metadata;
  const template = spec?.template as IPodTemplateSpec;
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d8f`, uid: crypto.randomUUID() };
  await client.create(PODS, {
    metadata: {
      ...template.metadata,
      name: `${name}-5d8f-x`,
      namespace,
      ownerReferences: [{ ...owner, controller: true }],
    } as KubeObject['metadata'],
    spec: template.spec,
  });
  const status = staleStatus(now);
  await client.patch(PODS, `${namespace}/${name}-5d8f-x`, { status }, { subresource: 'status' });
}

test(`no storm follows the death of RouDi in ${COUNT} pods of ${COUNT} objects, or a restart then`, async (t) => {
  t.timeout(10 * 60_000);
  t.teardown(async () => bench.killOperator());
  // The test creates the pods; they are not scheduled, and those without a ReplicaSet are not collected.
  standStill(bench.cluster, 'kube-controller-manager', 'kube-scheduler');
  await bench.startOperator();
  const objects = await Followed.start<IceoryxDeployment>(client, ICEORYX_DEPLOYMENTS);
  t.teardown(async () => objects.stop());
  await inParallel(names, (name) =>
    client.create(ICEORYX_DEPLOYMENTS, robot(name, { replicas: 1 }, { namespace: 'default' }) as KubeObject),
  );
  await until(
    'every object has its Deployment and reports it',
    () => objects.all.length === COUNT && objects.all.every(({ status }) => status?.observedGeneration !== undefined),
    { timeoutSeconds: 240 },
  );
  await bench.stopOperator();
  const children = (await client.list<Deployment>(DEPLOYMENTS)).items;
  t.is(children.length, COUNT);
  const byName = new Map(children.map((child) => [child.metadata.name, child]));
  const now = Date.now();
  await inParallel(names, async (name) => createStalePod(byName.get(name) as Deployment, now));

  const proxy = await ObservingProxy.start(bench.cluster.kubeconfig);
  t.teardown(() => proxy.close());
  const kubeconfig = join(directory, 'kubeconfig');
  proxy.writeKubeconfig(kubeconfig);
  const options = ['--kubeconfig', kubeconfig, '--replacements-per-minute', String(PER_MINUTE)];
  const begin = performance.now();
  await bench.startOperator(...options);
  /** The number that the rate allows in the elapsed seconds: a busy machine may need more than a minute. */
  const allowed = (): number => PER_MINUTE * (Math.floor((performance.now() - begin) / 60_000) + 1);
  await until(
    'all objects without a replacement report what they wait for',
    () => {
      const waiting = objects.all.filter(({ status }) =>
        status?.conditions?.some(({ type, reason }) => type === 'HealingAllowed' && reason === 'RateLimited'),
      );
      return waiting.length + count(proxy.writes).evictions >= COUNT;
    },
    { timeoutSeconds: 240 },
  );
  const first = count(proxy.writes);
  t.log(`after ${((performance.now() - begin) / 1000).toFixed(1)} s: ${JSON.stringify(first)}`);
  t.true(first.evictions >= PER_MINUTE && first.evictions <= allowed(), `${first.evictions} of ${allowed()}`);
  t.true(first.statuses <= COUNT + 6 * first.evictions, 'each object is written once with what it waits for');
  t.is(first.others, 0);
  await bench.killOperator();

  proxy.writes.length = 0;
  await bench.startOperator(...options, '--metrics-port', '0');
  await until('each object was reconciled', async () => (await bench.reconciles()) >= COUNT, { timeoutSeconds: 240 });
  const again = count(proxy.writes);
  const seconds = (performance.now() - begin) / 1000;
  t.log(`killed and started again, ${seconds.toFixed(1)} s after the first: ${JSON.stringify(again)}`);
  t.true(first.evictions + again.evictions <= allowed(), 'earlier replacements count');
  t.true(again.statuses <= 6 * (PER_MINUTE + again.evictions), 'objects that keep waiting are not written');
  t.is(again.others, 0);
  await bench.stopOperator();
});

function count(writes: readonly Write[]): Record<'evictions' | 'statuses' | 'events' | 'others', number> {
  const counted = { evictions: 0, statuses: 0, events: 0, others: 0 };
  for (const { path } of writes) {
    const kind = path.endsWith('/eviction')
      ? 'evictions'
      : path.endsWith('/status')
        ? 'statuses'
        : path.includes('/events')
          ? 'events'
          : 'others';
    counted[kind] += 1;
  }
  return counted;
}
