import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { planDeployment } from '../../src/pod/deployment-request.ts';
import { buildImages } from '../../lab/images/build.ts';
import { charged, CONFIGURATIONS, filled, filling, trial } from '../../lab/trials/memory-trial.ts';
import { newerIceoryxPrefix } from '../../lab/iceoryx/newer-iceoryx.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { exitCodes, PodWatch } from '../../lab/operator/pod-watch.ts';
import { surviveRoudi } from '../../lab/operator/renewal.ts';
import { endedCleanly, lost, samples } from '../../lab/iceoryx/samples.ts';
import { apps, pubsub, shellWrapped } from '../../lab/operator/templates.ts';

const prefix = await newerIceoryxPrefix();
const maybe = prefix === undefined ? test.serial.skip : test.serial;
const MIB = 1024n * 1024n;

let bench: Bench;
let images: Bench['images'];
test.before(async () => {
  if (prefix === undefined) {
    return;
  }
  bench = await Bench.open('release');
  ({ images } = await buildImages({ prefix }));
  for (const { archive } of Object.values(images)) {
    await bench.cluster.load(archive);
  }
});
test.after.always(async () => {
  if (prefix !== undefined) {
    await bench.close();
  }
});

async function ready(object: IceoryxDeployment): Promise<{ name: string; pod: IPod }> {
  await bench.apply(object);
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${object.metadata.name}`, '--timeout=180s');
  const pod = await bench.onlyPod(object.metadata.name);
  return { name: pod.metadata?.name ?? '', pod };
}

/** Deletes the object and returns the exit codes of its pod's containers. */
async function end(name: string, pod: IPod): Promise<Record<string, number>> {
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.length > 0);
  await bench.kubectl('delete', 'ioxd', name);
  const last = await watch.gone(pod);
  watch.close();
  return exitCodes(last);
}

const ALL_CLEAN = { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 };

maybe('iceoryx 2.95 runs, heals and ends like 2.0 (needs ICEORYX_PREFIX)', async (t) => {
  const { name, pod } = await ready(pubsub('newer', images, shellWrapped(images, 1)));
  const log = bench.follow('logs', '-f', name, '-c', 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length >= 20);
  t.deepEqual(lost(samples(log.stdout)), []);

  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=newer');
  const renewed = await surviveRoudi(bench, pod, watch);
  watch.close();

  t.deepEqual(await end('newer', pod), ALL_CLEAN);
  await renewed.exitCode;
  t.true(endedCleanly(renewed.stdout));
});

maybe('apps of different users share the memory of a RouDi 2.95', async (t) => {
  const containers = apps(images).map((app, index): IContainer => ({
    ...app,
    securityContext: { runAsUser: 1001 + index },
  }));
  const { name, pod } = await ready(pubsub('mixed', images, containers));
  const log = bench.follow('logs', '-f', name, '-c', 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length >= 20);
  t.deepEqual(lost(samples(log.stdout)), []);
  const segments = await bench.kubectl('exec', name, '-c', 'iceoryx-roudi', '--', 'ls', '/dev/shm');
  t.deepEqual(segments.trim().split('\n').sort(), ['iox1_0_i_management', 'iox1_0_u_iceoryx']);

  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=mixed');
  await surviveRoudi(bench, pod, watch);
  watch.close();
  t.is((await bench.onlyPod('mixed')).metadata?.uid, pod.metadata?.uid, 'it recovered in place');
  t.deepEqual(await end('mixed', pod), ALL_CLEAN);
});

maybe('the memory limit computed for 2.95 survives full use, is needed, and is not far above the need', async (t) => {
  const { small: mempools = [] } = CONFIGURATIONS;
  const object = filling('full', images, mempools);
  const { plan } = planDeployment(object);
  const { segmentBytes = 0n, roudi } = plan?.memory ?? {};
  const limit = roudi?.bytes ?? 0n;
  const { name, pod } = await ready(object);
  const chunks = await filled(bench, name, mempools.length);
  t.deepEqual(chunks, Object.fromEntries(mempools.map(({ size, count }) => [size, count])));
  const { bytes, cgroups } = await charged(bench, name);
  t.log(`cgroup ${cgroups}: limit ${limit}, segments ${segmentBytes}, charged ${bytes}`);
  t.true(bytes >= segmentBytes, 'all pages of the segments are charged to RouDi');
  t.true(limit <= (bytes * 110n) / 100n + 16n * MIB, 'the limit exceeds the need by 10 % + 16 MiB at most');
  t.is(await trial(bench, 'full', mempools.length, segmentBytes - MIB), 'out of memory');
  t.deepEqual(await end('full', pod), { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, filler: 0 });
});
