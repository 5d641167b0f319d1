import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { planDeployment } from '../../src/pod/deployment-request.ts';
import { runOutOfMemory } from '../../lab/trials/out-of-memory.ts';
import { charged, CONFIGURATIONS, filled, filling, trial } from '../../lab/trials/memory-trial.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { processesOf } from '../../lab/operator/pod-processes.ts';
import { containers, exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { killRoudi, nameOf, renewed, restartsOf } from '../../lab/operator/renewal.ts';
import { lost, samples } from '../../lab/iceoryx/samples.ts';
import { pubsub } from '../../lab/operator/templates.ts';

const MIB = 1024n * 1024n;

const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('memory');
});
test.after.always(async () => bench.close());

for (const [name, mempools] of Object.entries(CONFIGURATIONS)) {
  test(
    `${name} pools: the computed limit is enough for full use, is needed, and is not far above the need`,
    inTurn(async (t) => {
      const object = filling(name, bench.images, mempools);
      const { segmentBytes, roudi } = memoryOf(object);
      await bench.apply(object);
      await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
      const pod = await bench.onlyPod(name);
      const podName = pod.metadata?.name ?? '';

      const chunks = await filled(bench, podName, mempools.length);
      t.deepEqual(
        chunks,
        Object.fromEntries(mempools.map(({ size, count }) => [size, count])),
        'every chunk was written',
      );
      const { bytes, cgroups } = await charged(bench, podName);
      t.log(`cgroup ${cgroups}: limit ${roudi.bytes}, segments ${segmentBytes}, charged ${bytes}`);
      t.true(bytes >= segmentBytes, 'all pages of the segments are charged to RouDi');
      t.true(roudi.bytes <= (bytes * 110n) / 100n + 16n * MIB, 'the limit exceeds the need by 10 % + 16 MiB at most');

      t.is(
        await trial(bench, name, mempools.length, segmentBytes - MIB),
        'out of memory',
        'a limit below the segments is too low',
      );

      const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
      await watch.until((sights) => sights.length > 0);
      t.is(containers(await bench.onlyPod(name)).find((one) => one.name === 'iceoryx-roudi')?.restartCount, 0);
      await bench.kubectl('delete', 'ioxd', name);
      const last = await watch.gone(pod);
      watch.close();
      t.deepEqual(exitCodes(last), {
        'iceoryx-agent': 0,
        'iceoryx-roudi': 0,
        filler: 0,
      });
    }),
  );
}

test(
  'an agent that is out of memory restarts alone, and still notices the death of RouDi',
  inTurn(async (t) => {
    await bench.apply(pubsub('agent', bench.images));
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/agent', '--timeout=180s');
    const pod = await bench.onlyPod('agent');
    const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=agent');
    await watch.until((sights) => sights.length > 0);
    const log = bench.follow('logs', '-f', nameOf(pod), '-c', 'subscriber');

    await runOutOfMemory(processesOf(pod, 'agent').map(({ pid }) => pid));
    const agent = (sight: IPod) => containers(sight).find(({ name }) => name === 'iceoryx-agent');
    await watch.until((sights) =>
      sights.some(({ pod }) => agent(pod)?.lastState?.terminated?.exitCode === 137 && isReady(pod)),
    );
    const since = await bench.onlyPod('agent');
    t.deepEqual(restartsOf(since), { 'iceoryx-agent': 1, 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 });
    const seen = samples(log.stdout).length;
    await log.until(({ stdout }) => samples(stdout).length >= seen + 20);
    t.deepEqual(lost(samples(log.stdout)), []);

    await killRoudi(bench, since);
    await renewed(bench, since, watch);
    watch.close();
    await bench.kubectl('delete', 'ioxd', 'agent');
  }),
);

function memoryOf(object: IceoryxDeployment) {
  const { plan, problems } = planDeployment(object);
  if (plan === undefined) {
    throw new Error(JSON.stringify(problems));
  }
  return plan.memory;
}
