import { randomBytes } from 'node:crypto';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { until } from '../../lab/host/until.ts';
import { endedCleanly } from '../../lab/iceoryx/samples.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { domainMemberPod, domainRoudiPod } from '../../lab/operator/agent-pod.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killIn } from '../../lab/operator/pod-processes.ts';
import { exitCodes, isReady, lastSights, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { shellWrapped } from '../../lab/operator/templates.ts';

/** Agents in a domain, in hand-written pods without the operator. */

const DEATHS = 3;

let bench: Bench;
let watch: PodWatch;
let roudi: () => IPod;
const members: IPod[] = [];
test.before(async () => {
  bench = await Bench.open('agent-domain');
  const { reference, archive } = await buildAgent();
  await bench.cluster.load(archive);
  const directory = `/dev/shm/agent-domain-${randomBytes(3).toString('hex')}`;
  const pods = shellWrapped(bench.images, 1).map((app) => domainMemberPod(app.name, reference, app, directory));
  roudi = () => domainRoudiPod('roudi', bench.images, reference, directory);
  watch = new PodWatch(bench);
  // Apps may start first: their pods wait for the directories, and then for RouDi.
  await bench.apply(...pods, roudi());
  await bench.kubectl('wait', '--for=condition=Ready', 'pods', '--all', '--timeout=120s');
  members.push(...pods);
  await flow();
});
test.after.always(async () => bench.close());

test.serial('the death of RouDi restarts its pod and those of all apps, and samples flow again', async (t) => {
  const seconds: number[] = [];
  for (let death = 1; death <= DEATHS; death++) {
    await bench.kubectl('exec', 'roudi', '-c', 'iceoryx-agent', '--', '/agent', 'forget');
    const before = new Map(await all());
    const killed = performance.now();
    t.is(killIn([...before.values()], 'roudi'), 1);
    await watch.until((sights) => {
      const last = lastSights(sights);
      return [...before].every(([name, pod]) => {
        const now = last.get(name)?.pod ?? pod;
        const [was, is] = [restartsOf(pod), restartsOf(now)];
        const started = Object.keys(was).filter((container) => !/-(?:directories|install)$/.test(container));
        return isReady(now) && started.every((container) => (is[container] ?? 0) > (was[container] ?? 0));
      });
    });
    await flow();
    seconds.push((performance.now() - killed) / 1000);
  }
  t.log(`samples again after ${seconds.map((each) => each.toFixed(1)).join(', ')} s`);
});

test.serial(
  "when RouDi's pod is deleted, the apps exit first, RouDi exits cleanly, and the apps follow the next one",
  async (t) => {
    const begin = performance.now();
    await bench.kubectl('delete', 'pod', 'roudi', '--wait=false');
    const gone = await until('RouDi is gone', async () => {
      await watch.until((sights) => sights.some(({ type, pod }) => type === 'DELETED' && nameOf(pod) === 'roudi'));
      return watch.sights.findLast(({ type, pod }) => type === 'DELETED' && nameOf(pod) === 'roudi')?.pod;
    });
    t.log(`gone after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    t.like(exitCodes(gone), { 'iceoryx-roudi': 0, 'iceoryx-agent': 0 });
    await bench.apply(roudi());
    await bench.kubectl('wait', '--for=condition=Ready', 'pods', '--all', '--timeout=120s');
    await flow();
  },
);

test.serial('deleted pods of apps end cleanly, and RouDi keeps running', async (t) => {
  const logs = members.map((pod) => bench.follow('logs', '-f', '--tail=1', nameOf(pod), '-c', nameOf(pod)));
  await until('all logs are followed', () => logs.every(({ stdout }) => stdout.length > 0));
  await bench.kubectl('delete', 'pod', ...members.map(nameOf), '--wait=false');
  const isGone = (pod: IPod) => lastSights(watch.sights).get(nameOf(pod))?.type === 'DELETED';
  await watch.until(() => members.every(isGone));
  for (const pod of members) {
    const last = lastSights(watch.sights).get(nameOf(pod))?.pod ?? pod;
    t.like(exitCodes(last), { 'iceoryx-agent': 0, [nameOf(pod)]: 0 });
  }
  await Promise.all(logs.map(async ({ exitCode }) => exitCode));
  for (const { stdout } of logs) {
    t.true(endedCleanly(stdout));
  }
  t.true(isReady(await bench.json<IPod>('get', 'pod', 'roudi')));
  watch.close();
});

async function all(): Promise<[string, IPod][]> {
  const { items } = await bench.json<{ items: IPod[] }>('get', 'pods');
  return items.map((pod) => [nameOf(pod), pod]);
}

async function flow(): Promise<void> {
  for (const pod of members) {
    (await flowing(bench, pod, nameOf(pod))).signal('SIGTERM');
  }
}
