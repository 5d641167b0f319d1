import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { containers, exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { endedCleanly, lost, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('life');
});
test.after.always(async () => bench.close());

test.serial('an example becomes a pod that is ready and whose subscriber misses no sample', async (t) => {
  await bench.kubectl('apply', '-f', 'examples/pubsub.yaml');
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/pubsub', '--timeout=180s');

  const pod = await bench.onlyPod('pubsub');
  t.true(isReady(pod));
  t.deepEqual(
    containers(pod).map(({ name, ready, restartCount }) => ({ name, ready, restartCount })),
    ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi', 'publisher', 'subscriber'].map((name) => ({
      name,
      ready: true,
      restartCount: 0,
    })),
  );

  const log = bench.follow('logs', '-f', pod.metadata?.name ?? '', '-c', 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length >= 50);
  log.signal('SIGTERM');
  t.deepEqual(lost(samples(log.stdout)), []);
});

test.serial('the table shows that both apps are connected to RouDi', async (t) => {
  await bench.kubectl('wait', '--for=condition=AppsConnected', 'ioxd/pubsub', '--timeout=60s');
  t.regex(await bench.kubectl('get', 'ioxd', 'pubsub'), /^NAME +READY .*APPS[^]*\npubsub +True .* 2\/2 /);
});

test.serial('the status reports what was computed, and agrees with the files of RouDi', async (t) => {
  const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'pubsub');
  const pod = await bench.onlyPod('pubsub');
  const files = await bench.kubectl(
    'exec',
    pod.metadata?.name ?? '',
    '-c',
    'iceoryx-roudi',
    '--',
    'stat',
    '-c',
    '%s',
    '/dev/shm/iceoryx_mgmt',
    '/dev/shm/root',
  );
  t.deepEqual(
    status?.sharedMemory?.segments?.map(({ bytes }) => bytes),
    files.trim().split('\n').map(Number),
  );
  t.is(pod.spec?.terminationGracePeriodSeconds, status?.terminationGracePeriodSeconds);
  t.is(status?.roudi?.ready, 1);
  const trueConditions = (status?.conditions ?? []).filter(({ status }) => status === 'True').map(({ type }) => type);
  t.deepEqual(trueConditions.sort(), [
    'AppsConnected',
    'FaultFree',
    'HealingAllowed',
    'Ready',
    'RouDiReady',
    'SharedMemoryFits',
    'TerminationSafe',
    'UpToDate',
  ]);
});

test.serial('kubectl debug shows the processes and files of RouDi, whose image needs no shell', async (t) => {
  const name = (await bench.onlyPod('pubsub')).metadata?.name ?? '';
  const { reference } = bench.images.counter;
  const look = 'ls /proc/$(pidof iox-roudi)/root/dev/shm';
  await bench.kubectl(
    'debug',
    name,
    `--image=${reference}`,
    '--target=iceoryx-roudi',
    '--container=look',
    '--profile=general',
    '--',
    'sh',
    '-c',
    look,
  );
  const seen = await until('the debug container has output', async () => {
    const text = await bench.kubectl('logs', name, '-c', 'look');
    return text.trim() !== '' && text.trim().split('\n');
  });
  t.deepEqual(seen, ['iceoryx_mgmt', 'root']);
});

test.serial('a deletion ends apps and RouDi cleanly and leaves nothing behind', async (t) => {
  const pod = await bench.onlyPod('pubsub');
  const watch = new PodWatch(bench);
  const logs = ['publisher', 'subscriber'].map((container) =>
    bench.follow('logs', '-f', '--tail=1', pod.metadata?.name ?? '', '-c', container),
  );
  await watch.until((sights) => sights.length > 0);
  await Promise.all(logs.map(async (log) => log.until(({ stdout }) => stdout.length > 0)));

  const begin = performance.now();
  await bench.kubectl('delete', 'ioxd', 'pubsub');
  const last = await watch.gone(pod);
  t.true(performance.now() - begin < 60_000);
  watch.close();

  t.deepEqual(exitCodes(last), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });
  for (const log of logs) {
    await log.exitCode;
    t.true(endedCleanly(log.stdout), log.stdout.at(-1) ?? 'no output');
  }
  t.deepEqual((await bench.json<{ items: unknown[] }>('get', 'deployments,replicasets,pods')).items, []);
});
