/** An IceoryxDeployment that is being deleted in the foreground, or that others keep, says what it waits for. */
import test from 'ava';
import { ClusterCaches } from '../../../../src/controllers/cluster-caches.ts';
import { deploymentController } from '../../../../src/controllers/deployment/controller.ts';
import { ReplacementRate } from '../../../../src/controllers/pods/recovery/replacement-rate.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import { PODS } from '../../../../src/kube/resource.ts';
import { Controller } from '../../../../src/runtime/controller.ts';
import { until } from '../../../../lab/host/until.ts';
import { testLog } from '../../test-log.ts';
import { rawPod } from '../pods/pods.ts';
import { StubCluster } from '../stub-cluster.ts';
import { iceoryxDeployment } from './objects.ts';

test('its pods first, then finalizers of others', async (t) => {
  const cluster = new StubCluster();
  const { metadata, ...object } = iceoryxDeployment();
  const { name } = metadata;
  const key = `default/${name}`;
  const finalizers = ['example.com/kept'];
  cluster.put(ICEORYX_DEPLOYMENTS, { ...object, metadata: { ...metadata, namespace: 'default', finalizers } });
  cluster.put(PODS, rawPod(`${name}-5d4f-a`, [], { owner: `${name}-5d4f` }));
  cluster.remove(ICEORYX_DEPLOYMENTS, key);
  const end = new AbortController();
  t.teardown(() => end.abort());
  const { client } = cluster;
  const log = testLog();
  const caches = new ClusterCaches(client, log, {});
  const { controller, reflectors } = deploymentController({
    client,
    log,
    caches,
    events: { record: () => {} },
    agent: { image: 'example.com/iceoryx-agent:1' },
    rate: new ReplacementRate(1),
    newController: (options) => new Controller(options),
  });
  const all = [...caches.reflectors, ...reflectors];
  void Promise.all(all.map(async (reflector) => reflector.run(end.signal)));
  void Promise.all(all.map(async ({ synced }) => synced)).then(async () => controller.run(end.signal));
  const says = async (what: RegExp): Promise<unknown> =>
    until(
      `it says ${what}`,
      () => {
        const { status } = cluster.find(ICEORYX_DEPLOYMENTS, key) as IceoryxDeployment;
        const ready = status?.conditions?.find(({ type }) => type === 'Ready');
        return ready?.status === 'False' && ready.reason === 'ObjectEnding' && what.test(ready.message);
      },
      { timeoutSeconds: 20 },
    );
  await says(/waits for its pods, .*-5d4f-a: one on a node that is not ready .* kubectl delete node$/);
  cluster.remove(PODS, `default/${name}-5d4f-a`);
  await says(/until others remove their finalizers: example\.com\/kept$/);
  t.deepEqual(cluster.writesOf(PODS), []);
});
