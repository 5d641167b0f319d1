import test from 'ava';
import { buildImages } from '../images/build.ts';
import { newerIceoryxPrefix } from '../support/newer-iceoryx.ts';
import { Bench } from '../support/node-cluster.ts';
import { exitCodes, PodWatch } from '../support/pod-watch.ts';
import { surviveRoudi } from '../support/renewal.ts';
import { endedCleanly, lost, samples } from '../support/samples.ts';
import { pubsub, shellWrapped } from '../support/templates.ts';

const prefix = await newerIceoryxPrefix();
const maybe = prefix === undefined ? test.serial.skip : test.serial;

let bench: Bench | undefined;
test.after.always(async () => bench?.close());

maybe('iceoryx 2.95 runs, heals and ends like 2.0 (needs ICEORYX_PREFIX)', async (t) => {
  bench = await Bench.open('release');
  const { images } = await buildImages({ prefix });
  for (const { archive } of Object.values(images)) {
    await bench.cluster.load(archive);
  }
  await bench.apply(pubsub('newer', images, shellWrapped(images, 1)));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/newer', '--timeout=60s');
  const pod = await bench.onlyPod('newer');
  const name = pod.metadata?.name ?? '';
  const log = bench.follow('logs', '-f', name, '-c', 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length >= 20);
  t.deepEqual(lost(samples(log.stdout)), []);

  const watch = new PodWatch(bench);
  const renewed = await surviveRoudi(bench, pod, watch);

  await bench.kubectl('delete', 'ioxd', 'newer');
  await watch.until((sights) => sights.at(-1)?.type === 'DELETED');
  watch.close();
  t.deepEqual(exitCodes(watch.sights.at(-1)?.pod ?? pod), { roudi: 0, link: 0, publisher: 0, subscriber: 0 });
  await renewed.exitCode;
  t.true(endedCleanly(renewed.stdout));
});
