/** A machine that loses power and starts again. */
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { until } from '../../lab/host/until.ts';
import { MACHINE_NODE, onMachine, openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { isReady } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('power');
});
test.after.always(async () => bench.close());

test.serial('after a power failure the pod is the same, its containers are new, and samples flow', async (t) => {
  t.timeout(15 * 60_000);
  await bench.apply(pubsub('power', bench.images));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/power', '--timeout=240s');
  const before = await bench.onlyPod('power');
  (await flowing(bench, before, 'subscriber')).signal('SIGTERM');
  const boot = await onMachine(bench, 'cat /proc/sys/kernel/random/boot_id');

  // A pod that has run for a while is on the disk. The cached result of CNI of one that started a moment ago is empty
  // after the failure, and the kubelet then fails to replace the pod's sandbox for ever.
  await onMachine(bench, 'sync');
  await bench.cluster.powerOff(MACHINE_NODE);
  t.deepEqual(bench.cluster.machines, []);
  await t.throwsAsync(onMachine(bench, 'true'), { message: new RegExp(`no node "${MACHINE_NODE}" that is on`) });
  await bench.cluster.powerOn(MACHINE_NODE);

  await until(
    'every container has restarted and is ready',
    async () => {
      const now = await bench.json<IPod>('get', 'pod', nameOf(before));
      const was = restartsOf(before);
      return isReady(now) && Object.entries(restartsOf(now)).every(([name, count]) => count > (was[name] ?? 0));
    },
    { timeoutSeconds: 600 },
  );
  t.not(await onMachine(bench, 'cat /proc/sys/kernel/random/boot_id'), boot);
  const after = await bench.onlyPod('power');
  t.is(after.metadata?.uid, before.metadata?.uid);
  for (const app of ['publisher', 'subscriber']) (await flowing(bench, after, app)).signal('SIGTERM');
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/power', '--timeout=240s');
  const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'power');
  t.is(status?.conditions?.find(({ type }) => type === 'HealingAllowed')?.status, 'True');
});
