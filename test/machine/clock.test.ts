/**
 * The clock of a machine, set under apps. iceoryx waits for its keep-alives by the wall clock (iceoryx#2381): put back, it
 * sends none until the clock is where it was, and RouDi takes the ports of apps that live.
 */
import test from 'ava';
import type { IEvent } from 'kubernetes-models/v1/Event';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { lost, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';
import { MACHINE_NODE, onMachine, openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is made');
  bench = await openOnMachine('clock');
  await bench.apply(
    pubsub('monitored', bench.images),
    pubsub('unmonitored', bench.images, undefined, { roudi: { monitoring: false } }),
  );
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/monitored', 'ioxd/unmonitored', '--timeout=400s');
});
test.after.always(async () => bench.close());

const finding = async (name: string) =>
  (await bench.json<IceoryxDeployment>('get', 'ioxd', name)).status?.conditions?.find(
    ({ type }) => type === 'FaultFree',
  );

/** Of the clock, in seconds since 1970. */
const now = async (): Promise<number> => Number(await onMachine(bench, 'date +%s'));

async function goesOn(name: string): Promise<string[]> {
  const pod = await bench.onlyPod(name);
  const log = await flowing(bench, pod, 'subscriber');
  const seen = samples(log.stdout).length;
  await log.until(({ stdout }) => samples(stdout).length >= seen + 50);
  log.signal('SIGTERM');
  return lost(samples(log.stdout));
}

test.serial('put forward by an hour: no sample is lost, and nothing is found', async (t) => {
  t.timeout(10 * 60_000);
  const before = await now();
  await bench.cluster.moveClock(MACHINE_NODE, HOUR);
  t.true((await now()) >= before + HOUR);
  for (const name of ['monitored', 'unmonitored']) {
    t.deepEqual(await goesOn(name), []);
    t.is((await finding(name))?.status, 'True');
    t.true(Object.values(restartsOf(await bench.onlyPod(name))).every((count) => count === 0));
  }
});

test.serial(
  'put back by a minute: an app that RouDi takes for dead is named, and without monitoring samples flow',
  async (t) => {
    t.timeout(15 * 60_000);
    const before = await now();
    await bench.cluster.moveClock(MACHINE_NODE, -MINUTE);
    t.true((await now()) < before);
    let seen: string[] = [];
    const said = await until(
      'the Event of an app that lives, but not to RouDi',
      async () => {
        const { items } = await bench.json<{ items: IEvent[] }>('get', 'events');
        const own = items.filter(({ involvedObject }) => involvedObject.name === 'monitored');
        seen = own.map(({ reason, message }) => `${reason}: ${message}`);
        return seen.find((line) => /^(?:AppUnresponsive|AppOutlivedRegistration): .*subscriber/.test(line));
      },
      { timeoutSeconds: 400, seen: () => seen.join('\n') },
    );
    t.log(said);
    t.deepEqual(await goesOn('unmonitored'), []);
    t.is((await finding('unmonitored'))?.status, 'True');
    const log = await bench.kubectl('logs', nameOf(await bench.onlyPod('monitored')), '-c', 'iceoryx-roudi');
    t.regex(log, /Application subscriber not responding \(last response \d+ milliseconds ago\) --> removing it/);
  },
);
