import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { plainPod } from '../../lab/operator/plain-pod.ts';
import { containers, exitCodes, failedHooks, lastSights, PodWatch } from '../../lab/operator/pod-watch.ts';
import { endedCleanly, samples } from '../../lab/iceoryx/samples.ts';
import { pubsub, shellWrapped } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const PODS = 10;
/** Pods that end at the same time: they keep their grace period also on a busy machine. */
const TOGETHER = 5;

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('termination');
});
test.after.always(async () => bench.close());

for (const stopSeconds of [0, 1, 5]) {
  test.serial(
    `apps behind a shell that need ${stopSeconds} s to stop end cleanly, ${PODS} times of ${PODS}`,
    async (t) => {
      const names = Array.from({ length: PODS / TOGETHER }, (_, index) => `stop-${stopSeconds}-${index}`);
      const label = `iceoryx.io/deployment in (${names.join()})`;
      const apps = shellWrapped(bench.images, stopSeconds);
      await bench.apply(...names.map((name) => pubsub(name, bench.images, apps, { replicas: TOGETHER })));
      await bench.kubectl('wait', '--for=condition=Ready', ...names.map((name) => `ioxd/${name}`), '--timeout=180s');
      const pods = (await bench.kubectl('get', 'pods', '-l', label, '-o', 'name')).trim().split('\n');
      t.is(pods.length, PODS);
      const watch = new PodWatch(bench, '-l', label);
      const logs = await follow(pods, label);

      const gone = () => [...lastSights(watch.sights).values()].filter(({ type }) => type === 'DELETED');
      const seconds: number[] = [];
      for (const [index, name] of names.entries()) {
        const begin = performance.now();
        // Deletes the object, not the pods: new ones would come in their place, and have to be started meanwhile.
        await bench.kubectl('delete', 'ioxd', name, '--wait=false');
        await watch.until(() => gone().length >= (index + 1) * TOGETHER);
        seconds.push((performance.now() - begin) / 1000);
      }

      t.log(`the last pods were gone ${seconds.map((each) => each.toFixed(1)).join(' and ')} s after the requests`);
      for (const { pod } of gone()) {
        t.deepEqual(
          exitCodes(pod),
          { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 },
          await failedHooks(bench, pod),
        );
      }
      for (const [source, lines] of await logs()) {
        t.true(endedCleanly(lines), `${source} ended with ${lines.at(-1)}`);
      }
      watch.close();
    },
  );
}

test.serial('pods deleted while they start do not make RouDi abort', async (t) => {
  const label = 'iceoryx.io/deployment=early';
  const watch = new PodWatch(bench, '-l', label);
  await bench.apply(pubsub('early', bench.images, shellWrapped(bench.images, 1), { replicas: PODS }));
  const started = (pod: IPod) => containers(pod).filter(({ started }) => started === true).length;
  await watch.until((sights) => sights.some(({ pod }) => started(pod) > 2));
  await bench.kubectl('delete', 'ioxd', 'early');
  const all = () => [...lastSights(watch.sights).values()];
  await watch.until(() => all().length >= PODS && all().every(({ type }) => type === 'DELETED'), 120);
  watch.close();
  const aborted = all().filter(({ pod }) => (exitCodes(pod)['iceoryx-roudi'] ?? 0) !== 0);
  t.deepEqual(
    aborted.map(({ pod }) => exitCodes(pod)),
    [],
  );
});

test.serial('the same template without the operator makes RouDi 2.0 abort', async (t) => {
  const pods = Array.from({ length: 3 }, (_, index) => {
    const pod = plainPod(`plain-${index}`, bench.images, shellWrapped(bench.images, 1));
    return { ...pod, metadata: { ...pod.metadata, labels: { app: 'plain' } } };
  });
  await bench.apply(...pods);
  await bench.kubectl('wait', '--for=condition=Ready', 'pods', '-l', 'app=plain', '--timeout=180s');
  const watch = new PodWatch(bench, '-l', 'app=plain');
  const names = pods.map(({ metadata }) => `pod/${metadata.name}`);
  const logs = await follow(names, 'app=plain');

  await bench.kubectl('delete', ...names, '--wait=false');
  const gone = () => [...lastSights(watch.sights).values()].filter(({ type }) => type === 'DELETED');
  await watch.until(() => gone().length === pods.length, 120);
  watch.close();

  // SIGABRT, as a container runtime reports it of a process that is PID 1 (139) or not (134).
  t.deepEqual(
    gone()
      .map(({ pod }) => exitCodes(pod)['roudi'] ?? 0)
      .filter((code) => code === 134 || code === 139).length,
    pods.length,
  );
  t.false([...(await logs()).values()].some(endedCleanly));
});

/** Follows the logs of all apps of these pods; ends once they have ended, with the lines by pod and container. */
async function follow(pods: readonly string[], label: string): Promise<() => Promise<Map<string, string[]>>> {
  const apps = ['publisher', 'subscriber'];
  const sources = pods.flatMap((pod) => apps.map((app) => `[${pod}/${app}] `));
  // The logs of RouDi and the link are not followed: a machine has 128 inotify instances, and the kubelet takes one for
  // each log.
  const logs = apps.map((app) =>
    bench.follow('logs', '-f', '-l', label, '-c', app, '--prefix', '--max-log-requests=100'),
  );
  const linesOf = (source: string): string[] =>
    logs
      .flatMap(({ stdout }) => stdout)
      .filter((line) => line.startsWith(source))
      .map((line) => line.slice(source.length));
  await until('samples of every app', () => sources.every((source) => samples(linesOf(source)).length > 0), {
    timeoutSeconds: 120,
  });
  return async () => {
    await Promise.all(logs.map(async ({ exitCode }) => exitCode));
    return new Map(sources.map((source) => [source, linesOf(source)]));
  };
}
