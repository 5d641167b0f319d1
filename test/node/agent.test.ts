import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { until } from '../../lab/host/until.ts';
import { endedCleanly } from '../../lab/iceoryx/samples.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { agentPod } from '../../lab/operator/agent-pod.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killIn, podProcesses } from '../../lab/operator/pod-processes.ts';
import { exitCodes, isReady, lastSights, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { shellWrapped } from '../../lab/operator/templates.ts';

/** The agent in a hand-written pod, without the operator. */

const DEATHS = 5;
const NAMES = ['iceoryx-agent', 'iceoryx-roudi', 'publisher', 'subscriber'];

/** Tries to write to the copy from an app's container, by every process that it sees. */
const HOSTILE = `
for place in /iceoryx /proc/[0-9]*/root/iceoryx; do
  ( : > "$place/new" ) 2> /dev/null && echo "done: made a file in $place"
  rm "$place/agent" 2> /dev/null && echo "done: removed $place/agent"
  ( : >> "$place/agent" ) 2> /dev/null && echo "done: opened $place/agent"
  mv "$place/agent" "$place/other" 2> /dev/null && echo "done: moved $place/agent"
  echo "tried $place"
done`;

let bench: Bench;
let agentImage: string;
test.before(async () => {
  bench = await Bench.open('agent');
  const { reference, archive } = await buildAgent();
  await bench.cluster.load(archive);
  agentImage = reference;
});
test.after.always(async () => bench.close());

test.serial("a pod starts, survives RouDi's death again and again, and ends cleanly", async (t) => {
  const { pod, watch } = await running('deaths', 0);
  t.log(`Ready after ${await secondsToReady(pod)} s by its own conditions`);
  t.log(await inAgent(pod, 'status'));

  const seconds: number[] = [];
  const restarts: number[][] = [];
  for (let death = 1; death <= DEATHS; death++) {
    // Each death counts as the first one: another test covers repeated deaths.
    await inAgent(pod, 'forget');
    const before = restartsOf(await get(pod));
    const sights = watch.sights.length;
    const killed = performance.now();
    t.is(killIn(pod, 'roudi'), 1);
    await watch.until((all) => all.slice(sights).some((sight) => !isReady(sight.pod)));
    await watch.until((all) => {
      const last = all.at(-1)?.pod ?? pod;
      return isReady(last) && NAMES.every((name) => (restartsOf(last)[name] ?? 0) > (before[name] ?? 0));
    });
    const logs = await Promise.all(['publisher', 'subscriber'].map(async (name) => flowing(bench, pod, name)));
    seconds.push((performance.now() - killed) / 1000);
    logs.forEach((log) => log.signal('SIGTERM'));
    const after = restartsOf(await get(pod));
    restarts.push(NAMES.map((name) => (after[name] ?? 0) - (before[name] ?? 0)));
  }
  t.deepEqual(
    restarts.map(([agent]) => agent),
    restarts.map(() => 1),
    'one restart for each death',
  );
  t.log(`restarts of agent, RouDi and apps for each death: ${restarts.join(' | ')}`);
  t.log(`samples again after ${seconds.map((each) => each.toFixed(1)).join(', ')} s`);
  await endsCleanly(t, pod, watch);
});

for (const stopSeconds of [0, 3]) {
  test.serial(`apps behind a shell that need ${stopSeconds} s to stop end cleanly, and RouDi after them`, async (t) => {
    const { pod, watch } = await running(`stop-${stopSeconds}`, stopSeconds);
    await endsCleanly(t, pod, watch);
  });
}

test.serial('a killed agent restarts no other container, and the next death of RouDi is noticed', async (t) => {
  const { pod, watch } = await running('agentless', 0);
  const agent = podProcesses(pod).find(({ command }) => command.startsWith('/agent pod'));
  process.kill(agent?.pid ?? 0, 'SIGKILL');
  await watch.until((all) => {
    const last = all.at(-1)?.pod ?? pod;
    return restartsOf(last)['iceoryx-agent'] === 1 && isReady(last);
  });
  t.like(restartsOf(await get(pod)), { 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 });
  killIn(pod, 'roudi');
  await watch.until((all) => {
    const last = all.at(-1)?.pod ?? pod;
    return isReady(last) && NAMES.every((name) => (restartsOf(last)[name] ?? 0) > 0);
  });
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  await endsCleanly(t, pod, watch);
});

test.serial('no app can change the copy of the agent, not even as the same user', async (t) => {
  const { pod, watch } = await running('hostile', 0);
  const before = await inAgent(pod, 'version');
  const attempts = await bench.kubectl('exec', nameOf(pod), '-c', 'publisher', '--', 'sh', '-c', HOSTILE);
  t.deepEqual(
    attempts.split('\n').filter((line) => line.startsWith('done')),
    [],
  );
  t.regex(attempts, /^tried \/iceoryx$/m);
  t.regex(attempts, /^tried \/proc\/\d+\/root\/iceoryx$/m);
  t.is(await bench.kubectl('exec', nameOf(pod), '-c', 'publisher', '--', '/iceoryx/agent', 'version'), before);
  await endsCleanly(t, pod, watch);
});

test.serial('a RouDi that is stopped by a signal is killed, and the pod is restarted', async (t) => {
  const { pod, watch } = await running('frozen', 0);
  const roudi = podProcesses(pod).find(({ command }) => command.startsWith('iox-roudi'));
  process.kill(roudi?.pid ?? 0, 'SIGSTOP');
  await watch.until((all) => {
    const last = all.at(-1)?.pod ?? pod;
    return isReady(last) && NAMES.every((name) => (restartsOf(last)[name] ?? 0) > 0);
  });
  t.is(restartsOf(await get(pod))['iceoryx-agent'], 1, 'one restart');
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  await endsCleanly(t, pod, watch);
});

async function running(name: string, stopSeconds: number): Promise<{ pod: IPod; watch: PodWatch }> {
  const made = agentPod(name, bench.images, agentImage, shellWrapped(bench.images, stopSeconds));
  await bench.apply(made);
  await bench.kubectl('wait', '--for=condition=Ready', `pod/${name}`, '--timeout=120s');
  const pod = await bench.json<IPod>('get', 'pod', name);
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  const watch = new PodWatch(bench, '--field-selector', `metadata.name=${name}`);
  await watch.until((sights) => sights.length > 0);
  return { pod, watch };
}

async function endsCleanly(
  t: {
    is: (a: unknown, b: unknown) => void;
    deepEqual: (a: unknown, b: unknown) => void;
    true: (a: boolean) => void;
    log: (text: string) => void;
  },
  pod: IPod,
  watch: PodWatch,
): Promise<void> {
  const logs = ['publisher', 'subscriber'].map((name) =>
    bench.follow('logs', '-f', '--tail=1', nameOf(pod), '-c', name),
  );
  await until('all logs are followed', () => logs.every(({ stdout }) => stdout.length > 0));
  const begin = performance.now();
  await bench.kubectl('delete', 'pod', nameOf(pod), '--wait=false');
  const last = () => lastSights(watch.sights).get(nameOf(pod));
  await watch.until(() => last()?.type === 'DELETED');
  watch.close();
  t.log(`gone after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  t.deepEqual(
    Object.fromEntries(NAMES.map((name) => [name, exitCodes(last()?.pod ?? pod)[name]])),
    Object.fromEntries(NAMES.map((name) => [name, 0])),
  );
  await Promise.all(logs.map(async ({ exitCode }) => exitCode));
  for (const { stdout } of logs) {
    t.true(endedCleanly(stdout));
  }
}

async function get(pod: IPod): Promise<IPod> {
  return bench.json<IPod>('get', 'pod', nameOf(pod));
}

async function inAgent(pod: IPod, ...args: string[]): Promise<string> {
  return bench.kubectl('exec', nameOf(pod), '-c', 'iceoryx-agent', '--', '/agent', ...args);
}

async function secondsToReady(pod: IPod): Promise<number> {
  const { metadata, status } = pod;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  return (Date.parse(String(ready)) - Date.parse(String(metadata?.creationTimestamp))) / 1000;
}
