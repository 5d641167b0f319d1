import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { hasAny, killIn } from '../../lab/operator/pod-processes.ts';
import { exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import {
  back,
  filesOf,
  flowing,
  inAgent,
  killRoudi,
  nameOf,
  renewed,
  restartsOf,
  usedKiB,
} from '../../lab/operator/renewal.ts';
import { lost, samples } from '../../lab/iceoryx/samples.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('recovery');
});
test.after.always(async () => bench.close());

test(
  'after repeated deaths of RouDi, samples flow, with one set of segments and a clean /tmp',
  inTurn(async (t) => {
    const { pod, watch } = await running('again');
    const before = { used: await usedKiB(bench, pod), files: await filesOf(bench, pod) };
    for (let round = 1; round <= 5; round++) {
      // Each counts as the first death: another test covers the limit of deaths.
      await inAgent(bench, pod, 'forget');
      const since = await bench.onlyPod('again');
      await killRoudi(bench, pod);
      await renewed(bench, since, watch);
    }
    const after = await bench.onlyPod('again');
    t.is(after.metadata?.uid, pod.metadata?.uid);
    t.deepEqual({ used: await usedKiB(bench, after), files: await filesOf(bench, after) }, before);
    await gone('again', watch);
  }),
);

test.serial('a RouDi that dies again and again is restarted at once, then with growing delays', async (t) => {
  const { pod, watch } = await running('looping');
  const first = bench.follow('logs', '-f', nameOf(pod), '-c', 'iceoryx-agent');
  await killRoudi(bench, pod);
  await first.until(({ stdout }) =>
    stdout.some((line) => line.startsWith('RouDi is gone: the apps are asked to stop')),
  );
  await renewed(bench, pod, watch);
  t.deepEqual(
    first.stdout.filter((line) => line.includes('times within')),
    [],
    'the first restart is not delayed',
  );

  const since = await bench.onlyPod('looping');
  const killed = performance.now();
  await killRoudi(bench, pod);
  const log = bench.follow('logs', '-f', nameOf(pod), '-c', 'iceoryx-agent');
  await log.until(({ stdout }) => stdout.some((line) => line.includes('2 times within')));
  t.is(log.stdout.at(-1), 'RouDi is gone, 2 times within a short time: every container starts again in 10s.');
  await watch.until((sights) => !isReady(sights.at(-1)?.pod ?? pod));
  await renewed(bench, since, watch);
  t.true(performance.now() - killed > 10_000);

  await killRoudi(bench, pod);
  await until('the agent waits again', async () =>
    (await bench.kubectl('logs', nameOf(pod), '-c', 'iceoryx-agent')).includes('3 times within'),
  );
  const deleted = performance.now();
  await bench.kubectl('delete', 'pod', nameOf(pod), '--wait=false');
  const last = await watch.gone(pod);
  t.true(performance.now() - deleted < 20_000, 'a waiting pod ends before its wait is over');
  t.like(exitCodes(last), { 'iceoryx-agent': 0, publisher: 0, subscriber: 0 });
  await gone('looping', watch);
});

test(
  'apps that crash all the time restart neither RouDi nor the agent, and others lose no sample',
  inTurn(async (t) => {
    const crashing = (name: string, command: string[]): IContainer => ({
      name,
      image: bench.images.counter.reference,
      command,
    });
    const crash = '/usr/bin/counter publisher --instance Other --interval-ms 50 --abort-after 10';
    const { pod, watch } = await running('crashing', {}, [
      ...apps(bench.images),
      crashing('aborting', crash.split(' ')),
      crashing('wrapped', ['/bin/sh', '-c', `while :; do ${crash} --name wrapped; sleep 0.5; done`]),
    ]);
    const subscriber = await flowing(bench, pod, 'subscriber');
    const wrapped = bench.follow('logs', '-f', nameOf(pod), '-c', 'wrapped');
    await wrapped.until(({ stdout }) => stdout.filter((line) => line.includes('"started"')).length >= 15, 60);
    await watch.until((sights) => (restartsOf(sights.at(-1)?.pod ?? pod)['aborting'] ?? 0) >= 2);
    t.like(restartsOf(await bench.onlyPod('crashing')), {
      'iceoryx-roudi': 0,
      'iceoryx-agent': 0,
      publisher: 0,
      subscriber: 0,
      wrapped: 0,
    });
    await subscriber.until(({ stdout }) => samples(stdout).length > 100);
    t.deepEqual(lost(samples(subscriber.stdout)), []);
    await gone('crashing', watch);
  }),
);

test(
  'a killed agent restarts without harm, and still notices the death of RouDi',
  inTurn(async (t) => {
    const { pod, watch } = await running('agentless');
    const subscriber = await flowing(bench, pod, 'subscriber');
    t.is(killIn(pod, 'agent') > 0, true);
    await watch.until((sights) => {
      const last = sights.at(-1)?.pod ?? pod;
      return restartsOf(last)['iceoryx-agent'] === 1 && isReady(last);
    });
    t.deepEqual(restartsOf(await bench.onlyPod('agentless')), {
      'iceoryx-agent': 1,
      'iceoryx-roudi': 0,
      publisher: 0,
      subscriber: 0,
    });
    t.deepEqual(lost(samples(subscriber.stdout)), []);
    const since = await bench.onlyPod('agentless');
    await killRoudi(bench, pod);
    await renewed(bench, since, watch);
    t.is((await bench.onlyPod('agentless')).metadata?.uid, pod.metadata?.uid);
    await gone('agentless', watch);
  }),
);

const ROUDI_AND_APPS = 'RouDi and all apps killed at once';

/** Faults that can occur together. Each gets the pod and does not wait for its recovery. */
const FAULTS: Record<string, (pod: IPod) => Promise<void>> = {
  'RouDi and agent killed at once': async (pod) => void killIn(pod, 'roudi', 'agent'),
  [ROUDI_AND_APPS]: async (pod) => void killIn(pod, 'roudi', 'apps'),
  'everything killed at once': async (pod) => void killIn(pod, 'roudi', 'agent', 'apps'),
  'agent killed, then RouDi before the agent is back': async (pod) => {
    killIn(pod, 'agent');
    killIn(pod, 'roudi');
  },
  'RouDi killed, and the new one as soon as it is there': async (pod) => {
    killIn(pod, 'roudi');
    await until('there is a new RouDi', () => killIn(pod, 'roudi') > 0);
  },
  'RouDi killed, and the new agent as soon as it is there': async (pod) => {
    killIn(pod, 'roudi');
    await until('the agent is gone', () => !hasAny(pod, 'agent'));
    await until('there is a new agent', () => killIn(pod, 'agent') > 0);
  },
  'RouDi killed, and the new one as soon as an app is there': async (pod) => {
    killIn(pod, 'roudi');
    await until('the apps are gone', () => !hasAny(pod, 'apps'));
    await until('there are new apps', () => hasAny(pod, 'apps'));
    killIn(pod, 'roudi');
  },
};

for (const [index, [what, fault]] of Object.entries(FAULTS).entries()) {
  test(
    `${what}: samples flow again in the same pod`,
    inTurn(async (t) => {
      const name = `fault-${index}`;
      const { pod, watch } = await running(name);
      const used = await usedKiB(bench, pod);
      const begin = performance.now();
      await fault(pod);
      await (what === ROUDI_AND_APPS ? back : renewed)(bench, pod, watch, 120);
      t.log(`after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
      const after = await bench.onlyPod(name);
      t.is(after.metadata?.uid, pod.metadata?.uid);
      t.is(await usedKiB(bench, after), used);
      await gone(name, watch);
    }),
  );
}

/** A pod whose samples flow, and a watch of everything that happens to it. */
async function running(
  name: string,
  spec: Parameters<typeof pubsub>[3] = {},
  containers?: IContainer[],
): Promise<{ pod: IPod; watch: PodWatch }> {
  await bench.apply(pubsub(name, bench.images, containers, spec));
  // The object need not be ready: an app may be meant to crash.
  const pod = await until('there is a pod', async () => bench.onlyPod(name));
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.length > 0);
  return { pod, watch };
}

async function gone(name: string, watch: PodWatch): Promise<void> {
  watch.close();
  await bench.kubectl('delete', 'ioxd', name);
}
