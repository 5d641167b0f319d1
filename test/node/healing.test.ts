import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { processesOf } from '../../lab/operator/pod-processes.ts';
import { containers, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { back, inAgent, inRoudi, killRoudi, nameOf, renewed, restartsOf, usedKiB } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';
import { endedCleanly, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('healing');
});
test.after.always(async () => bench.close());

interface Departure {
  readonly leave: (pod: IPod) => Promise<unknown>;
  /** Waits until the pod has recovered. */
  readonly healed: typeof renewed;
}

/** Ways in which RouDi can end. */
const DEPARTURES: Record<string, Departure> = {
  'killed (SIGKILL)': { leave: async (pod) => killRoudi(bench, pod), healed: renewed },
  'aborted (SIGABRT)': { leave: async (pod) => killRoudi(bench, pod, 'ABRT'), healed: renewed },
  'asked to stop by a process in the pod (SIGTERM), which ends with 0': {
    leave: async (pod) => killRoudi(bench, pod, 'TERM'),
    // It ends its apps first.
    healed: back,
  },
  'killed because its container is out of memory': {
    leave: async (pod) =>
      // The OOM killer takes the largest process of the container, not the one that allocates.
      bench
        .kubectl('exec', nameOf(pod), '-c', 'iceoryx-roudi', '--', 'tail', '-c', '64m', '/dev/zero')
        .catch(() => undefined),
    healed: renewed,
  },
};

for (const [index, [what, { leave, healed }]] of Object.entries(DEPARTURES).entries()) {
  const name = `healing-${index}`;
  test.serial(
    `RouDi ${what}: within seconds every app is back and exchanges samples, in one set of segments`,
    async (t) => {
      const { pod, watch } = await running(name);
      const used = await usedKiB(bench, pod);
      const left = performance.now();
      await leave(pod);
      await healed(bench, pod, watch);
      const seconds = (performance.now() - left) / 1000;
      t.log(`samples in every app after ${seconds.toFixed(1)} s`);
      t.true(seconds < 30, `${seconds} s`);
      watch.close();

      const after = await bench.onlyPod(name);
      t.is(after.metadata?.uid, pod.metadata?.uid);
      t.is(await usedKiB(bench, after), used);
      await bench.kubectl('delete', 'ioxd', name);
    },
  );
}

test(
  'a RouDi that was asked to stop and is back before the agent looks causes no restart, but its next death does',
  inTurn(async (t) => {
    const { pod, watch } = await running('late');
    // Like on a machine that is too busy to run the agent.
    const signal = (name: NodeJS.Signals) => processesOf(pod, 'agent').forEach(({ pid }) => process.kill(pid, name));
    signal('SIGSTOP');
    await killRoudi(bench, pod, 'TERM');
    await back(bench, pod, watch);
    signal('SIGCONT');
    await until('the agent has reported what it saw', async () =>
      (await bench.kubectl('logs', nameOf(pod), '-c', 'iceoryx-agent')).includes('RouDi is back, and the apps with it'),
    );
    const since = await bench.onlyPod('late');
    const { 'iceoryx-roudi': roudi, 'iceoryx-agent': agent, ...apps } = restartsOf(since);
    t.deepEqual({ roudi, agent }, { roudi: 1, agent: 0 });
    // RouDi lets apps register while it shuts down, and ends them too: an app that was quick has restarted twice.
    t.deepEqual(Object.keys(apps).toSorted(), ['publisher', 'subscriber']);
    t.true(Object.values(apps).every((count) => count >= 1));

    await inAgent(bench, pod, 'forget');
    await killRoudi(bench, since);
    await renewed(bench, since, watch);
    watch.close();
    t.is((await bench.onlyPod('late')).metadata?.uid, pod.metadata?.uid);
    await bench.kubectl('delete', 'ioxd', 'late');
  }),
);

test(
  'an app in a pod that stops the agent: it goes on when RouDi dies, and all containers are restarted',
  inTurn(async (t) => {
    const { pod, watch } = await running('gagged');
    processesOf(pod, 'agent').forEach(({ pid }) => process.kill(pid, 'SIGSTOP'));
    await killRoudi(bench, pod);
    await renewed(bench, pod, watch);
    watch.close();
    t.is((await bench.onlyPod('gagged')).metadata?.uid, pod.metadata?.uid);
    await bench.kubectl('delete', 'ioxd', 'gagged');
  }),
);

test(
  'a wrapper of RouDi that exits with 0 does not hide the death of RouDi',
  inTurn(async (t) => {
    const wrapper = ['/bin/sh', '-c', 'iox-roudi "$@"; exit 0', 'wrapper'];
    const { pod, watch } = await running('wrapped', { roudi: { command: wrapper } });
    await inRoudi(bench, pod, 'kill -9 $(pidof iox-roudi)');
    await renewed(bench, pod, watch);
    watch.close();
    t.is((await bench.onlyPod('wrapped')).metadata?.uid, pod.metadata?.uid);
    await bench.kubectl('delete', 'ioxd', 'wrapped');
  }),
);

test(
  'a RouDi that is stopped (SIGSTOP) is killed, as it would forget its apps when it continues',
  inTurn(async (t) => {
    const { pod, watch } = await running('frozen');
    const log = bench.follow('logs', '-f', nameOf(pod), '-c', 'iceoryx-agent');
    await killRoudi(bench, pod, 'STOP');
    await renewed(bench, pod, watch);
    watch.close();
    t.true(log.stdout.some((line) => line.includes('was stopped by a signal')));
    await bench.kubectl('delete', 'ioxd', 'frozen');
  }),
);

test(
  'an app in a pod that never reads an answer makes RouDi hang for seconds: it is killed, and all containers are restarted',
  inTurn(async (t) => {
    const { pod, watch } = await running('hung');
    const log = bench.follow('logs', '-f', nameOf(pod), '-c', 'iceoryx-agent');
    bench.follow('exec', nameOf(pod), '-c', 'subscriber', '--', 'counter', 'mute');
    await renewed(bench, pod, watch);
    watch.close();
    t.true(
      log.stdout.some((line) => /RouDi, process \d+, does not answer: its thread IPC-msg-process/.test(line)),
      log.stdout.join('\n'),
    );
    const note = await until('the Event', async () =>
      (await bench.kubectl('get', 'events', '-o', 'jsonpath={range .items[*]}{.reason}: {.message}{"\\n"}{end}'))
        .split('\n')
        .find((line) => line.startsWith('RestartedInPlace') && line.includes(nameOf(pod))),
    );
    t.regex(note, /the sidecar said: RouDi was ended, because it did not answer/);
    await bench.kubectl('delete', 'ioxd', 'hung');
  }),
);

test(
  'an app in a debug container is asked to stop like any other when RouDi dies, and the pod recovers',
  inTurn(async (t) => {
    const { pod, watch } = await running('debugged');
    const { mounts, user } = appOf(pod);
    const custom = join(await mkdtemp(join(tmpdir(), 'debugged-')), 'container.json');
    await writeFile(custom, JSON.stringify({ volumeMounts: mounts, securityContext: user }));
    await bench.kubectl(
      'debug',
      nameOf(pod),
      `--image=${bench.images.counter.reference}`,
      '--container=look',
      '--profile=general',
      `--custom=${custom}`,
      '--',
      'counter',
      'subscriber',
      '--name',
      'look',
    );
    const look = bench.follow('logs', '-f', nameOf(pod), '-c', 'look');
    await look.until(({ stdout }) => samples(stdout).length > 3);
    await killRoudi(bench, pod);
    await renewed(bench, pod, watch);
    watch.close();
    await look.exitCode;
    t.true(endedCleanly(look.stdout), look.stdout.at(-1) ?? 'no output');
    await bench.kubectl('delete', 'ioxd', 'debugged');
  }),
);

test(
  'without recovery, RouDi waits for the apps of its predecessor, and the pod is not Ready',
  inTurn(async (t) => {
    const { pod, watch } = await running('stale', { recovery: { mode: 'None' } });
    const used = await usedKiB(bench, pod);
    await killRoudi(bench, pod);
    const agent = (sight: IPod) => containers(sight).find(({ name }) => name === 'iceoryx-agent');
    await watch.until((sights) =>
      sights.some(
        ({ pod }) => agent(pod)?.lastState?.terminated?.exitCode === 75 && agent(pod)?.state?.running !== undefined,
      ),
    );
    t.true(watch.sights.some((sight) => !isReady(sight.pod)));
    await t.throwsAsync(bench.kubectl('wait', '--for=condition=Ready', `pod/${nameOf(pod)}`, '--timeout=8s'));
    t.is(restartsOf(await bench.onlyPod('stale'))['subscriber'], 0, 'the apps are not restarted');
    t.is(await usedKiB(bench, pod), used, 'there are no two sets of segments');
    t.regex(
      await bench.kubectl('logs', nameOf(pod), '-c', 'iceoryx-roudi'),
      /The app (publisher|subscriber), process \d+(?: of container \w+)?, still uses a RouDi that is gone/,
    );
    const told = await until('the status names the app', async () => {
      const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'stale');
      const found = status?.conditions?.find(({ type }) => type === 'FaultFree');
      return found?.reason === 'RoudiWaitsForApp' && found.message;
    });
    t.regex(told, /still uses the shared memory of the RouDi before/);

    await inRoudi(bench, pod, 'kill -9 $(pidof counter)');
    await bench.kubectl('wait', '--for=condition=Ready', `pod/${nameOf(pod)}`, '--timeout=180s');
    watch.close();
    await bench.kubectl('delete', 'ioxd', 'stale');
  }),
);

test(
  'a RouDi that can never start is restarted with the usual backoff, and no app is started',
  inTurn(async (t) => {
    const hopeless = pubsub('hopeless', bench.images, undefined, {
      // This figure is too small for what this build takes: the computed memory limit lies below the segments.
      roudi: { managementBytes: 4096, resources: { limits: { memory: '32Mi' } } },
      sharedMemory: { sizeLimit: '256Mi' },
    });
    const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=hopeless');
    await bench.apply(hopeless);
    await watch.until((sights) => sights.some(({ pod }) => (roudi(pod)?.restartCount ?? 0) >= 2));
    watch.close();

    const seen = watch.sights.map(({ pod }) => roudi(pod));
    t.true(seen.some((status) => status?.state?.waiting?.reason === 'CrashLoopBackOff'));
    t.true(seen.some((status) => status?.lastState?.terminated?.exitCode === 137));
    const secondStart = watch.sights.find(({ pod }) => roudi(pod)?.restartCount === 1);
    const thirdStart = watch.sights.find(({ pod }) => roudi(pod)?.restartCount === 2);
    t.true((thirdStart?.at ?? 0) - (secondStart?.at ?? 0) > 8_000, 'the kubelet waits 10 s before the second restart');
    const others = watch.sights
      .flatMap(({ pod }) => containers(pod))
      .filter(({ name }) => !name.startsWith('iceoryx-'));
    t.false(others.some(({ state, restartCount }) => state?.running !== undefined || restartCount > 0));
    await bench.kubectl('delete', 'ioxd', 'hopeless');
  }),
);

/** A pod whose samples flow, and a watch of everything that happens to it. */
async function running(name: string, spec: Parameters<typeof pubsub>[3] = {}): Promise<{ pod: IPod; watch: PodWatch }> {
  await bench.apply(pubsub(name, bench.images, undefined, spec));
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
  const pod = await bench.onlyPod(name);
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.length > 0);
  return { pod, watch };
}

/** What a container needs to be an app of the pod. */
function appOf(pod: IPod): { mounts: IVolumeMount[]; user: ISecurityContext } {
  const [app] = pod.spec?.containers ?? [];
  return {
    mounts: app?.volumeMounts?.filter(({ subPath }) => subPath === undefined) ?? [],
    user: app?.securityContext ?? {},
  };
}

function roudi(pod: IPod): IContainerStatus | undefined {
  return containers(pod).find(({ name }) => name === 'iceoryx-roudi');
}
