/**
 * The clock of a machine, set while apps run. iceoryx times its keep-alives by the wall clock (iceoryx#2381): if the
 * clock is set back, an app sends none until the clock is where it was, and RouDi takes the ports of apps that are
 * alive.
 */
import test from 'ava';
import type { IEvent } from 'kubernetes-models/v1/Event';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { endedCleanly, lost, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { agentPod } from '../../lab/operator/agent-pod.ts';
import { MACHINE, MACHINE_NODE, onMachine, openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { isReady } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** A hand-written pod with the agent. */
const FOLLOWED = 'followed';
const FOLLOWED_CONTAINERS = ['iceoryx-agent', 'iceoryx-roudi', 'publisher', 'subscriber'];

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('clock');
  await bench.apply(
    pubsub('monitored', bench.images),
    pubsub('unmonitored', bench.images, undefined, { roudi: { monitoring: false } }),
  );
  const agent = await buildAgent(t.log, MACHINE);
  await bench.cluster.load(agent.archive);
  await bench.apply(agentPod(FOLLOWED, bench.images, agent.reference, apps(bench.images)));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/monitored', 'ioxd/unmonitored', '--timeout=400s');
  await bench.kubectl('wait', '--for=condition=Ready', `pod/${FOLLOWED}`, '--timeout=240s');
});
test.after.always(async () => bench.close());

const finding = async (name: string) =>
  (await bench.json<IceoryxDeployment>('get', 'ioxd', name)).status?.conditions?.find(
    ({ type }) => type === 'FaultFree',
  );

const get = async (name: string) => bench.json<IPod>('get', 'pod', name);

/** Log of the agent of that pod. */
const said = async () => bench.kubectl('logs', FOLLOWED, '-c', 'iceoryx-agent');

/** Time of the machine's clock in whole seconds since 1970. The clock is set by up to a second less than requested. */
const now = async (): Promise<number> => Number(await onMachine(bench, 'date +%s'));

async function goesOn(name: string): Promise<string[]> {
  const pod = await bench.onlyPod(name);
  const log = await flowing(bench, pod, 'subscriber');
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
  for (const name of ['monitored', 'unmonitored']) {
    t.deepEqual(await goesOn(name), []);
    t.is((await finding(name))?.status, 'True');
    t.true(Object.values(restartsOf(await bench.onlyPod(name))).every((count) => count === 0));
  }
  await until('the agent reports it', async () => /was set forward by (?:1h0m0s|59m59s)/.test(await said()));
  t.true(Object.values(restartsOf(await get(FOLLOWED))).every((count) => count === 0));
});

test.serial(
  'a clock set back by a minute: the agent restarts its pod; else an app lost to RouDi is named, or monitoring is off',
  async (t) => {
    t.timeout(15 * 60_000);
    const before = await now();
    const restarts = restartsOf(await get(FOLLOWED));
    // The kubelet keeps no log of containers that it restarts together.
    const logs = ['iceoryx-agent', 'publisher', 'subscriber'].map((name) => ({
      name,
      log: bench.follow('logs', '-f', '--tail=1', FOLLOWED, '-c', name),
    }));
    await until('all logs are followed', () => logs.every(({ log }) => log.stdout.length > 0));
    await bench.cluster.moveClock(MACHINE_NODE, -MINUTE);
    t.true((await now()) < before);

    await until(
      'the agent has its pod restarted',
      async () => {
        const followed = await get(FOLLOWED);
        const now = restartsOf(followed);
        return isReady(followed) && FOLLOWED_CONTAINERS.every((name) => (now[name] ?? 0) > (restarts[name] ?? 0));
      },
      { timeoutSeconds: 400 },
    );
    await Promise.all(logs.map(async ({ log }) => log.exitCode));
    const [agent, ...others] = logs;
    t.regex(agent?.log.stdout.join('\n') ?? '', /The node's clock was set back by 1m[01]s\. iceoryx waits by it/);
    for (const { name, log } of others) {
      t.true(endedCleanly(log.stdout), `RouDi had forgotten the ${name}, or it was killed`);
      (await flowing(bench, await get(FOLLOWED), name)).signal('SIGTERM');
    }
    t.regex(
      await bench.kubectl('exec', FOLLOWED, '-c', 'iceoryx-agent', '--', '/agent', 'status'),
      /^Clock: RouDi was ended .+ ago, because the node's clock was set back by 1m[01]s$/m,
    );

    let seen: string[] = [];
    const event = await until(
      'there is an Event of an app that is alive but lost to RouDi',
      async () => {
        const { items } = await bench.json<{ items: IEvent[] }>('get', 'events');
        const own = items.filter(({ involvedObject }) => involvedObject.name === 'monitored');
        seen = own.map(({ reason, message }) => `${reason}: ${message}`);
        return seen.find((line) => /^(?:AppUnresponsive|AppOutlivedRegistration): .*subscriber/.test(line));
      },
      { timeoutSeconds: 400, seen: () => seen.join('\n') },
    );
    t.log(event);
    t.deepEqual(await goesOn('unmonitored'), []);
    t.is((await finding('unmonitored'))?.status, 'True');
    const log = await bench.kubectl('logs', nameOf(await bench.onlyPod('monitored')), '-c', 'iceoryx-roudi');
    t.regex(log, /Application subscriber not responding \(last response \d+ milliseconds ago\) --> removing it/);
  },
);
