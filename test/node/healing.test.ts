import test from 'ava';
import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { Bench } from '../support/node-cluster.ts';
import { containers, isReady, PodWatch } from '../support/pod-watch.ts';
import { killRoudi } from '../support/renewal.ts';
import { samples } from '../support/samples.ts';
import { apps, pubsub } from '../support/templates.ts';

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('healing');
});
test.after.always(async () => bench.close());

test.serial('RouDi killed: in seconds every app is back and exchanges samples, in one set of segments', async (t) => {
  await bench.apply(pubsub('healing', bench.images));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/healing', '--timeout=60s');
  const before = await bench.onlyPod('healing');
  const usedBefore = await usedKiB(before);

  for (let round = 1; round <= 3; round++) {
    const restarts = restartsOf(await bench.onlyPod('healing'));
    const watch = new PodWatch(bench);
    await watch.until((sights) => sights.length > 0);

    const killed = performance.now();
    await killRoudi(bench, before);
    await watch.until((sights) => sights.some(({ pod }) => !isReady(pod)));
    await watch.until((sights) => {
      const last = sights.at(-1)?.pod;
      return (
        last !== undefined &&
        isReady(last) &&
        Object.entries(restartsOf(last)).every(([name, count]) => count > (restarts[name] ?? 0))
      );
    });
    watch.close();
    for (const container of ['publisher', 'subscriber']) {
      const log = bench.follow('logs', '-f', '--tail=1', nameOf(before), '-c', container);
      await log.until(({ stdout }) => samples(stdout).length >= 2);
      log.signal('SIGTERM');
    }
    const seconds = (performance.now() - killed) / 1000;
    t.log(`round ${round}: samples in every app ${seconds.toFixed(1)} s after the kill`);
    t.true(seconds < 5, `${seconds} s`);
  }

  const after = await bench.onlyPod('healing');
  t.is(after.metadata?.uid, before.metadata?.uid);
  t.is(await usedKiB(after), usedBefore);
});

test.serial('without recovery, a pod whose apps still use a RouDi that is gone does not say Ready', async (t) => {
  // Room for a second RouDi beside what the apps still hold of the first.
  const sharedMemory = { headroomPercent: 120 };
  // A user of the pod and no group: the kernel keeps what the apps map from link.
  const spec = { securityContext: { runAsUser: 4242 }, containers: apps(bench.images) };
  await bench.apply(
    pubsub('stale', bench.images, undefined, { recovery: { mode: 'None' }, sharedMemory, template: { spec } }),
  );
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/stale', '--timeout=60s');
  const pod = await bench.onlyPod('stale');
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=stale');
  await killRoudi(bench, pod);
  const running = (status: IContainerStatus | undefined) =>
    status?.restartCount === 1 && status.state?.running !== undefined;
  const link = (sight: IPod) => containers(sight).find(({ name }) => name === 'link');
  await watch.until((sights) =>
    sights.some(({ pod }) => running(roudi(pod)) && roudi(pod)?.ready && running(link(pod))),
  );
  await bench.kubectl('wait', '--for=jsonpath={.status.containerStatuses[0].ready}=true', `pod/${nameOf(pod)}`);
  t.is(restartsOf(await bench.onlyPod('stale'))['subscriber'], 0, 'nobody restarts the apps');
  await t.throwsAsync(bench.kubectl('wait', '--for=condition=Ready', `pod/${nameOf(pod)}`, '--timeout=8s'));

  await inLink(pod, 'kill -9 $(pidof counter)');
  await bench.kubectl('wait', '--for=condition=Ready', `pod/${nameOf(pod)}`, '--timeout=60s');
  watch.close();
  await bench.kubectl('delete', 'ioxd', 'stale');
});

test.serial('a RouDi that can never start meets the ordinary backoff, and no app is started', async (t) => {
  const hopeless = pubsub('hopeless', bench.images, undefined, {
    // Too small a figure for what this build takes: the computed memory limit lies below the segments.
    roudi: { managementBytes: 4096, resources: { limits: { memory: '32Mi' } } },
    sharedMemory: { sizeLimit: '256Mi' },
  });
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=hopeless');
  await bench.apply(hopeless);
  await watch.until((sights) => sights.some(({ pod }) => (roudi(pod)?.restartCount ?? 0) >= 2));
  watch.close();

  const seen = watch.sights.map(({ pod }) => roudi(pod));
  t.true(seen.some((status) => status?.state?.waiting?.reason === 'CrashLoopBackOff'));
  t.true(seen.some((status) => status?.lastState?.terminated?.reason === 'OOMKilled'));
  const secondStart = watch.sights.find(({ pod }) => roudi(pod)?.restartCount === 1);
  const thirdStart = watch.sights.find(({ pod }) => roudi(pod)?.restartCount === 2);
  t.true((thirdStart?.at ?? 0) - (secondStart?.at ?? 0) > 8_000, 'the kubelet waits 10 s before the second restart');
  const others = watch.sights.flatMap(({ pod }) => containers(pod)).filter(({ name }) => name !== 'roudi');
  t.false(others.some(({ state, restartCount }) => state?.running !== undefined || restartCount > 0));
  await bench.kubectl('delete', 'ioxd', 'hopeless');
});

function roudi(pod: IPod): IContainerStatus | undefined {
  return containers(pod).find(({ name }) => name === 'roudi');
}

function nameOf({ metadata }: IPod): string {
  return metadata?.name ?? '';
}

function restartsOf(pod: IPod): Record<string, number> {
  return Object.fromEntries(containers(pod).map(({ name, restartCount }) => [name, restartCount]));
}

async function inLink(pod: IPod, script: string): Promise<string> {
  return bench.kubectl('exec', nameOf(pod), '-c', 'link', '--', 'sh', '-c', script);
}

async function usedKiB(pod: IPod): Promise<string | undefined> {
  const table = await inLink(pod, 'df -k /dev/shm');
  return table.trim().split('\n').at(-1)?.split(/\s+/)[2];
}
