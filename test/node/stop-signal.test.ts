import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { exitCodes, PodWatch } from '../../lab/operator/pod-watch.ts';
import { nameOf } from '../../lab/operator/renewal.ts';
import { reports } from '../../lab/iceoryx/samples.ts';
import { apps, pubsub, shellWrapped } from '../../lab/operator/templates.ts';

let bench: Bench;
test.before(async () => {
  // KEP-4960, alpha in 1.36: without the gate the API server drops the field.
  bench = await Bench.open('signals', {
    name: clusterOfCheckout('test-stop-signal'),
    featureGates: { ContainerStopSignals: true },
  });
});
test.after.always(async () => {
  await bench.close();
  await bench.cluster.down();
});

test.serial("an app behind a shell gets its container's own stop signal, and the pod ends cleanly", async (t) => {
  const lifecycle = { stopSignal: 'SIGINT' as const };
  const [publisher] = shellWrapped(bench.images, 1) as [IContainer];
  const [, subscriber] = apps(bench.images) as [IContainer, IContainer];
  const containers = [publisher, subscriber].map((container) => ({ ...container, lifecycle }));
  await bench.apply(
    pubsub('signals', bench.images, undefined, { template: { spec: { os: { name: 'linux' }, containers } } }),
  );
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/signals', '--timeout=180s');
  const pod = await bench.onlyPod('signals');
  t.deepEqual(
    pod.spec?.containers.map((container) => container.lifecycle?.stopSignal),
    ['SIGINT', 'SIGINT'],
    'the API server keeps what the template says',
  );

  const logs = ['publisher', 'subscriber'].map((app) => bench.follow('logs', '-f', '--tail=1', nameOf(pod), '-c', app));
  await Promise.all(logs.map((log) => log.until(({ stdout }) => stdout.length > 0)));
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=signals');
  await watch.until((sights) => sights.length > 0);
  await bench.kubectl('delete', 'ioxd', 'signals');
  const last = await watch.gone(pod);
  watch.close();
  t.deepEqual(exitCodes(last), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });
  await Promise.all(logs.map((log) => log.exitCode));
  const [wrapped = [], direct = []] = logs.map(({ stdout }) => reports(stdout, 'signal').map(({ signal }) => signal));
  t.deepEqual(wrapped, [2]);
  // The main process is the runtime's; one that does not know the field, such as containerd 1.6, sends SIGTERM.
  t.true(direct.length === 1 && [2, 15].includes(Number(direct[0])), String(direct));
});
