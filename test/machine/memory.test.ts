/** Memory that cgroup v2 charges to RouDi's container, and the limit that the operator computes. */
import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { planDeployment } from '../../src/pod/deployment-request.ts';
import { until } from '../../lab/host/until.ts';
import { openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { containers } from '../../lab/operator/pod-watch.ts';
import { pubsub } from '../../lab/operator/templates.ts';
import { charged, CONFIGURATIONS, filled, filling, trial } from '../../lab/trials/memory-trial.ts';

const MIB = 1024n * 1024n;

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('memory');
});
test.after.always(async () => bench.close());

for (const [name, mempools] of Object.entries(CONFIGURATIONS)) {
  test.serial(
    `${name} pools: the computed limit is enough for full use, is needed, and is not far above the need`,
    async (t) => {
      t.timeout(15 * 60_000);
      const object = filling(name, bench.images, mempools);
      const { segmentBytes, roudi } = memoryOf(object);
      await bench.apply(object);
      await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=240s');
      const pod = (await bench.onlyPod(name)).metadata?.name ?? '';
      const chunks = await filled(bench, pod, mempools.length);
      t.deepEqual(
        chunks,
        Object.fromEntries(mempools.map(({ size, count }) => [size, count])),
        'every chunk was written',
      );

      const { bytes, cgroups } = await charged(bench, pod);
      t.log(`cgroup ${cgroups}: limit ${roudi.bytes}, segments ${segmentBytes}, charged ${bytes}`);
      t.is(cgroups, 'v2');
      t.true(bytes >= segmentBytes, 'all pages of the segments are charged to RouDi');
      t.true(roudi.bytes <= (bytes * 110n) / 100n + 16n * MIB, 'the limit exceeds the need by 10 % + 16 MiB at most');
      t.is(containers(await bench.onlyPod(name)).find((one) => one.name === 'iceoryx-roudi')?.restartCount, 0);

      t.is(await trial(bench, name, mempools.length, segmentBytes - MIB), 'out of memory', 'a lower limit is too low');
      await bench.kubectl('delete', 'ioxd', name);
    },
  );
}

test.serial('a limit below the segments is reported with a remedy', async (t) => {
  const roudi = { managementBytes: 4096, resources: { limits: { memory: '32Mi' } } };
  await bench.apply(pubsub('starved', bench.images, undefined, { roudi, sharedMemory: { sizeLimit: '256Mi' } }));
  let seen = '';
  const condition = await until(
    'FaultFree is False for ExitOutOfMemory',
    async () => {
      const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'starved');
      const found = status?.conditions?.find(({ type }) => type === 'FaultFree');
      seen = JSON.stringify(found);
      return found?.reason === 'ExitOutOfMemory' && found;
    },
    { seen: () => seen },
  );
  t.regex(
    condition.message,
    /container iceoryx-roudi: .*What to do: RouDi: remove spec\.roudi\.resources\.limits\.memory/,
  );
  await bench.kubectl('delete', 'ioxd', 'starved');
});

function memoryOf(object: IceoryxDeployment) {
  const { plan, problems } = planDeployment(object);
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  return plan.memory;
}
