/** Apps out of memory under cgroup v2, where the kernel can kill a container as a whole. */
import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';
import { openOnMachine, reconfigureMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { containers, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, inRoudi, restartsOf } from '../../lab/operator/renewal.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('oom');
});
test.after.always(async () => bench.close());

/** A publisher that allocates memory without end when it is asked to stop. */
const HUNGRY = '/usr/bin/counter publisher --name publisher --at-stop allocate';

function hungry(command: string[]): IContainer[] {
  const resources = { limits: { memory: '64Mi' } };
  return apps(bench.images).map((app) => (app.name === 'publisher' ? { ...app, command, resources } : app));
}

async function runOut(name: string): Promise<void> {
  const pod = await bench.onlyPod(name);
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  await inRoudi(
    bench,
    pod,
    'for p in $(pidof counter); do grep -q publisher "/proc/$p/cmdline" && kill -TERM "$p"; done',
  );
}

async function finding(name: string, reason: string): Promise<string> {
  let seen = '';
  return until(
    `FaultFree is False for ${reason}`,
    async () => {
      const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', name);
      const condition = status?.conditions?.find(({ type }) => type === 'FaultFree');
      seen = JSON.stringify(condition);
      return condition?.reason === reason && condition.message;
    },
    { seen: () => seen },
  );
}

for (const { title, name, single, command } of [
  {
    title: 'with all of its container, a shell that would go on included',
    name: 'group',
    single: false,
    command: ['/bin/sh', '-c', `${HUNGRY}; sleep 1000`],
  },
  { title: 'alone (singleProcessOOMKill)', name: 'single', single: true, command: HUNGRY.split(' ') },
]) {
  test.serial(`an app that is out of memory is killed ${title}, and only its container restarts`, async (t) => {
    await reconfigureMachine(bench, { singleProcessOOMKill: single });
    await bench.apply(pubsub(name, bench.images, hungry(command)));
    await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=240s');
    const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
    await runOut(name);
    const publisher = (pod: IPod) => containers(pod).find((one) => one.name === 'publisher');
    await watch.until((sights) => {
      const pod = sights.at(-1)?.pod;
      return pod !== undefined && publisher(pod)?.restartCount === 1 && isReady(pod);
    });
    watch.close();
    const after = await bench.onlyPod(name);
    t.is(publisher(after)?.lastState?.terminated?.reason, 'OOMKilled');
    t.deepEqual(restartsOf(after), { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher: 1, subscriber: 0 });
    const log = await flowing(bench, after, 'subscriber');
    t.true(samples(log.stdout).length > 0);
    t.regex(await finding(name, 'ExitOutOfMemory'), /container publisher: .*memory/);
    await bench.kubectl('delete', 'ioxd', name);
  });
}

test.serial('a shell survives when the kernel kills only its app, and starts the app again', async (t) => {
  await reconfigureMachine(bench, { singleProcessOOMKill: true });
  await bench.apply(pubsub('shell', bench.images, hungry(['/bin/sh', '-c', `while :; do ${HUNGRY}; done`])));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/shell', '--timeout=240s');
  await runOut('shell');
  const pod = await bench.onlyPod('shell');
  await until('the app was started twice', async () => {
    const log = await bench.kubectl('logs', pod.metadata?.name ?? '', '-c', 'publisher');
    return log.split('\n').filter((line) => line.startsWith('{"event":"started"')).length === 2;
  });
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  t.deepEqual(restartsOf(await bench.onlyPod('shell')), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });
  await bench.kubectl('delete', 'ioxd', 'shell');
});
