import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Bench } from './node-cluster.ts';
import { containers, isReady, PodWatch } from './pod-watch.ts';
import type { Program } from '../host/program.ts';
import { samples } from '../iceoryx/samples.ts';
import { until } from '../host/until.ts';

/** Runs a script in RouDi's container, which sees the processes and the /tmp of the whole pod. Returns the output. */
export async function inRoudi(bench: Bench, pod: IPod, script: string): Promise<string> {
  return bench.kubectl('exec', nameOf(pod), '-c', 'iceoryx-roudi', '--', 'sh', '-c', script);
}

/** The same in an app's container, which also exists while RouDi's does not. */
async function inApp(bench: Bench, pod: IPod, script: string): Promise<string> {
  const name = pod.spec?.containers[0]?.name ?? '';
  return bench.kubectl('exec', nameOf(pod), '-c', name, '--', 'sh', '-c', script);
}

/** Runs a command of the agent in its container. Returns the output. */
export async function inAgent(bench: Bench, pod: IPod, ...command: string[]): Promise<string> {
  return bench.kubectl('exec', nameOf(pod), '-c', 'iceoryx-agent', '--', '/agent', ...command);
}

/** RouDi's PID in its pod. Waits until the agent follows a RouDi. */
export async function roudiIn(bench: Bench, pod: IPod): Promise<number> {
  return until('a RouDi that the agent follows', async () => {
    const { roudi } = JSON.parse(await inAgent(bench, pod, 'status', '-o', 'json')) as {
      roudi: { pid: number } | null;
    };
    return roudi?.pid;
  });
}

/** Ends RouDi as the OOM killer or a crash would, or by another signal. */
export async function killRoudi(bench: Bench, pod: IPod, signal = 'KILL'): Promise<void> {
  await inRoudi(bench, pod, `kill -${signal} ${await roudiIn(bench, pod)}`);
}

const MOST_ENDS = 5;

/**
 * Ends RouDi until the kubelet has told how it ended, and the pod is Ready again. All containers are restarted within a
 * second, and a busy kubelet may leave out the status before that: then nothing in the cluster has the exit code.
 */
export async function endVisibly(bench: Bench, name: string, end: (pod: IPod) => Promise<unknown>): Promise<void> {
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.length > 0);
  for (let ends = 1, isTold = false; !isTold; ends++) {
    if (ends > MOST_ENDS) throw new Error(`RouDi of ${name} ended ${MOST_ENDS} times, and the kubelet never told how`);
    const since = await bench.onlyPod(name);
    const seen = watch.sights.length;
    await end(since);
    await watch.until((sights) => {
      const last = sights.at(-1)?.pod ?? since;
      return isReady(last) && (restartsOf(last)['iceoryx-roudi'] ?? 0) > (restartsOf(since)['iceoryx-roudi'] ?? 0);
    });
    isTold = watch.sights.slice(seen).some(({ pod }) => tellsEndOf(since, pod));
  }
  watch.close();
}

/** Whether a later state of a pod tells how its RouDi of before ended. */
function tellsEndOf(before: IPod, pod: IPod): boolean {
  const roudi = (one: IPod) => containers(one).find(({ name }) => name === 'iceoryx-roudi');
  const ends = [roudi(pod)?.state?.terminated, roudi(pod)?.lastState?.terminated];
  return ends.some(
    (end) => end?.containerID === roudi(before)?.containerID && end?.reason !== 'RestartingAllContainers',
  );
}

/**
 * Kills RouDi and waits until the pod was not Ready, is Ready again, and its subscriber gets samples. Returns the log
 * of the subscriber.
 */
export async function surviveRoudi(bench: Bench, pod: IPod, watch: PodWatch, seconds = 120): Promise<Program> {
  await watch.until((sights) => sights.length > 0);
  await killRoudi(bench, pod);
  await watch.until((sights) => sights.some((sight) => !isReady(sight.pod)), seconds);
  await watch.until((sights) => isReady(sights.at(-1)?.pod ?? pod), seconds);
  return flowing(bench, pod, 'subscriber');
}

/**
 * Waits until the pod was not Ready after a fault, each of its containers was started again, all of them are ready, and
 * samples flow in every app.
 *
 * @param since the pod before the fault
 */
export async function renewed(bench: Bench, since: IPod, watch: PodWatch, seconds = 120): Promise<void> {
  const before = restartsOf(since);
  const same = isSame(since);
  await watch.until((sights) => {
    const index = sights.findIndex(
      ({ pod }) => same(pod) && restartsOf(pod)['iceoryx-agent'] !== before['iceoryx-agent'],
    );
    return index !== -1 && sights.slice(index).some(({ pod }) => same(pod) && !isReady(pod));
  }, seconds);
  await startedAgain(bench, since, watch, Object.keys(before), seconds);
}

/**
 * The same after a fault that ends all apps together with RouDi, except that the agent need not be restarted. RouDi
 * only starts once no app of its predecessor is left. Here that is at once, so RouDi and the apps may be back before
 * the agent checks, and the agent then rightly renews nothing.
 */
export async function back(bench: Bench, since: IPod, watch: PodWatch, seconds = 120): Promise<void> {
  const same = isSame(since);
  const others = Object.keys(restartsOf(since)).filter((name) => name !== 'iceoryx-agent');
  await watch.until((sights) => sights.some(({ pod }) => same(pod) && !isReady(pod)), seconds);
  await startedAgain(bench, since, watch, others, seconds);
}

/** Waits until these containers were started again, the pod is Ready, and samples flow in every app. */
async function startedAgain(
  bench: Bench,
  since: IPod,
  watch: PodWatch,
  names: readonly string[],
  seconds: number,
): Promise<void> {
  const before = restartsOf(since);
  const same = isSame(since);
  await watch.until((sights) => {
    const last = sights.findLast(({ pod }) => same(pod))?.pod;
    if (last === undefined || !isReady(last)) return false;
    const now = restartsOf(last);
    return names.every((name) => (now[name] ?? 0) > (before[name] ?? 0));
  }, seconds);
  for (const { name } of since.spec?.containers ?? []) {
    (await flowing(bench, since, name)).signal('SIGTERM');
  }
}

function isSame(one: IPod): (other: IPod) => boolean {
  return ({ metadata }) => metadata?.uid === one.metadata?.uid;
}

/**
 * Waits until an app has reported two more samples. Returns its log from there on. The container may end while the log
 * is read, so this is tried again.
 */
export async function flowing(bench: Bench, pod: IPod, container: string): Promise<Program> {
  return until(
    `samples of ${container}`,
    async () => {
      const now = await bench.json<IPod>('get', 'pod', nameOf(pod));
      const { state } = containers(now).find(({ name }) => name === container) ?? {};
      if (state?.running === undefined) return false;
      const log = bench.follow('logs', '-f', '--tail=1', nameOf(pod), '-c', container);
      await log.until(({ stdout }) => samples(stdout).length >= 3);
      return log;
    },
    { timeoutSeconds: 120 },
  );
}

export function nameOf({ metadata }: IPod): string {
  return metadata?.name ?? '';
}

/** Restart counts by name, of the containers that run as long as their pod. */
export function restartsOf(pod: IPod): Record<string, number> {
  const lasting = containers(pod).filter(({ name }) => name !== 'iceoryx-install' && name !== 'iceoryx-directories');
  return Object.fromEntries(lasting.map(({ name, restartCount }) => [name, restartCount]));
}

/** Memory of the pod's segments in KiB, including segments that only a process still holds. */
export async function usedKiB(bench: Bench, pod: IPod): Promise<string | undefined> {
  const table = await inApp(bench, pod, 'df -k /dev/shm');
  return table.trim().split('\n').at(-1)?.split(/\s+/)[2];
}

/** Everything in the /tmp of a pod, as file type and name. */
export async function filesOf(bench: Bench, pod: IPod): Promise<string[]> {
  const list = await inApp(bench, pod, 'ls -lA /tmp');
  return list
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => `${line[0]} ${line.split(/\s+/).at(-1)}`)
    .sort();
}
