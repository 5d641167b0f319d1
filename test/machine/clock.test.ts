/**
 * The clock of a machine, set while apps run. iceoryx times its keep-alives by the wall clock (iceoryx#2381): if the
 * clock is set back, an app sends none until the clock is where it was, and RouDi takes the ports of apps that are
 * alive.
 */
import test from 'ava';
import type { IEvent } from 'kubernetes-models/v1/Event';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { endedCleanly, lost, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';
import { MACHINE_NODE, onMachine, openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { isReady } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const OBJECTS = ['monitored', 'unmonitored'] as const;
const RESTARTED = ['iceoryx-agent', 'iceoryx-roudi', 'publisher', 'subscriber'];

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('clock');
  await bench.apply(
    pubsub('monitored', bench.images),
    pubsub('unmonitored', bench.images, undefined, { roudi: { monitoring: false } }),
  );
  await bench.kubectl('wait', '--for=condition=Ready', ...OBJECTS.map((name) => `ioxd/${name}`), '--timeout=400s');
});
test.after.always(async () => bench.close());

const statusOf = async (name: string, condition: string) =>
  (await bench.json<IceoryxDeployment>('get', 'ioxd', name)).status?.conditions?.find(({ type }) => type === condition)
    ?.status;

/** Output of the agent of a pod. */
const said = async (name: string) => bench.kubectl('logs', nameOf(await bench.onlyPod(name)), '-c', 'iceoryx-agent');

const restarts = async (name: string) => restartsOf(await bench.onlyPod(name));

/** Time of the machine's clock in whole seconds since 1970. The clock is set by up to a second less than requested. */
const now = async (): Promise<number> => Number(await onMachine(bench, 'date +%s'));

async function goesOn(name: string): Promise<string[]> {
  const log = await flowing(bench, await bench.onlyPod(name), 'subscriber');
  const seen = samples(log.stdout).length;
  await log.until(({ stdout }) => samples(stdout).length >= seen + 50);
  log.signal('SIGTERM');
  return lost(samples(log.stdout));
}

test.serial('a clock set forward by an hour loses no sample, and no fault is found', async (t) => {
  t.timeout(10 * 60_000);
  const before = await now();
  await bench.cluster.moveClock(MACHINE_NODE, HOUR);
  t.true((await now()) >= before + HOUR);
  for (const name of OBJECTS) {
    await until(`the agent of ${name} reports it`, async () =>
      /was set forward by (?:1h0m0s|59m59s)/.test(await said(name)),
    );
    t.deepEqual(await goesOn(name), []);
    t.is(await statusOf(name, 'FaultFree'), 'True');
    t.true(Object.values(await restarts(name)).every((count) => count === 0));
  }
});

test.serial(
  'a clock set back by a minute: the pod is restarted before RouDi forgets an app, unless monitoring is off',
  async (t) => {
    t.timeout(15 * 60_000);
    const [before, earlier] = [await now(), await restarts('monitored')];
    const pod = nameOf(await bench.onlyPod('monitored'));
    // The kubelet keeps no log of containers that it restarts together.
    const logs = ['iceoryx-agent', 'publisher', 'subscriber'].map((name) => ({
      name,
      log: bench.follow('logs', '-f', '--tail=1', pod, '-c', name),
    }));
    await until('all logs are followed', () => logs.every(({ log }) => log.stdout.length > 0));
    await bench.cluster.moveClock(MACHINE_NODE, -MINUTE);
    t.true((await now()) < before);

    await until(
      'the agent has its pod restarted',
      async () => {
        const counts = await restarts('monitored');
        const restarted = RESTARTED.every((name) => (counts[name] ?? 0) > (earlier[name] ?? 0));
        return restarted && isReady(await bench.onlyPod('monitored'));
      },
      { timeoutSeconds: 400 },
    );
    await Promise.all(logs.map(async ({ log }) => log.exitCode));
    const [agent, ...others] = logs;
    t.regex(agent?.log.stdout.join('\n') ?? '', /The node's clock was set back by 1m[01]s\. iceoryx waits by it/);
    for (const { name, log } of others) {
      t.true(endedCleanly(log.stdout), [name, ...log.stdout.slice(-3), ...(agent?.log.stdout ?? [])].join('\n'));
      (await flowing(bench, await bench.onlyPod('monitored'), name)).signal('SIGTERM');
    }
    t.regex(
      await bench.kubectl('exec', pod, '-c', 'iceoryx-agent', '--', '/agent', 'status'),
      /^Clock: RouDi was ended .+ ago, because the node's clock was set back by 1m[01]s$/m,
    );
    let seen: string[] = [];
    await until(
      'an Event says why the pod was restarted',
      async () => {
        const { items } = await bench.json<{ items: IEvent[] }>('get', 'events');
        const own = items.filter(({ involvedObject }) => involvedObject.name === 'monitored');
        seen = own.map(({ reason, message }) => `${reason}: ${message}`);
        return seen.some((line) => /the node's clock was set back by 1m[01]s.* restarted in place/.test(line));
      },
      { timeoutSeconds: 120, seen: () => seen.join('\n') },
    );
    t.deepEqual(await goesOn('unmonitored'), []);
    t.is(await statusOf('unmonitored', 'FaultFree'), 'True');
    t.regex(await said('unmonitored'), /RouDi does not monitor its apps, so it forgets none/);
  },
);
