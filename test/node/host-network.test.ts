import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { podProcesses } from '../../lab/operator/pod-processes.ts';
import { exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import type { Program } from '../../lab/host/program.ts';
import { filesOf, flowing, killRoudi, nameOf, renewed, restartsOf } from '../../lab/operator/renewal.ts';
import { lost, reports, samples } from '../../lab/iceoryx/samples.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('host-network');
});
test.after.always(async () => bench.close());

test.serial('two pods with the same names in the network of one node recover independently', async (t) => {
  const [left, right] = await Promise.all([running('left'), running('right')]);
  const files = await filesOf(bench, left.pod);
  const subscriber = await flowing(bench, right.pod, 'subscriber');
  // A name of a dead app in one pod and of a live app in the other.
  const [ended] = await Promise.all([guest(left.pod), guest(right.pod)]);
  const dead = podProcesses(left.pod).filter(({ command }) =>
    command.startsWith('/usr/bin/counter publisher --name guest '),
  );
  t.is(dead.length, 1);
  dead.forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
  await ended.exitCode;
  t.notDeepEqual(await filesOf(bench, left.pod), files, 'the dead app left its socket and its lock');

  await killRoudi(bench, left.pod);
  await renewed(bench, left.pod, left.watch);
  const since = await bench.onlyPod('left');
  await killRoudi(bench, left.pod);
  await renewed(bench, since, left.watch);
  t.deepEqual(await filesOf(bench, left.pod), files, 'the files of the dead app are removed');

  await bench.kubectl('delete', 'ioxd', 'left');
  t.deepEqual(exitCodes(await left.watch.gone(left.pod)), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });

  const before = samples(subscriber.stdout).length;
  await subscriber.until(({ stdout }) => samples(stdout).length > before + 10);
  t.deepEqual(lost(samples(subscriber.stdout)), [], 'the other pod has missed no sample');
  t.deepEqual(restartsOf(await bench.onlyPod('right')), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });
  t.true(right.watch.sights.every(({ pod }) => isReady(pod)));
  await bench.kubectl('delete', 'ioxd', 'right');
  left.watch.close();
  right.watch.close();
});

/** The pod of an IceoryxDeployment in the node's network, Ready and with samples flowing, and a watch of it. */
async function running(name: string): Promise<{ pod: IPod; watch: PodWatch }> {
  const template = { spec: { hostNetwork: true, containers: apps(bench.images) } };
  await bench.apply(pubsub(name, bench.images, undefined, { template }));
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
  const pod = await bench.onlyPod(name);
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.some((sight) => isReady(sight.pod)));
  return { pod, watch };
}

/** One more app, in the publisher's container, once it has registered. */
async function guest(pod: IPod): Promise<Program> {
  const command = '/usr/bin/counter publisher --name guest --instance Guest'.split(' ');
  const program = bench.follow('exec', nameOf(pod), '-c', 'publisher', '--', ...command);
  await until('the guest is registered', () => reports(program.stdout, 'started').length > 0);
  return program;
}
