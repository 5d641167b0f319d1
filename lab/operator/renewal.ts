import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Bench } from './node-cluster.ts';
import { containers, isReady, type PodWatch } from './pod-watch.ts';
import type { Program } from '../host/program.ts';
import { samples } from '../iceoryx/samples.ts';
import { until } from '../host/until.ts';

/** Runs a script in the link container, which sees the processes and the /tmp of the whole pod; returns its output. */
export async function inLink(bench: Bench, pod: IPod, script: string): Promise<string> {
  return bench.kubectl('exec', nameOf(pod), '-c', 'link', '--', 'sh', '-c', script);
}

/** Ends RouDi as an OOM or a crash would, or by the given signal. */
export async function killRoudi(bench: Bench, pod: IPod, signal = 'KILL'): Promise<void> {
  await inLink(bench, pod, `kill -${signal} "$(cat /tmp/.iceoryx-roudi)"`);
}

/**
 * Kills RouDi and waits until the pod was not Ready, is Ready again, and its subscriber, whose log is returned,
 * receives samples.
 */
export async function surviveRoudi(bench: Bench, pod: IPod, watch: PodWatch): Promise<Program> {
  await watch.until((sights) => sights.length > 0);
  await killRoudi(bench, pod);
  await watch.until((sights) => sights.some((sight) => !isReady(sight.pod)));
  await watch.until((sights) => isReady(sights.at(-1)?.pod ?? pod));
  return flowing(bench, pod, 'subscriber');
}

/**
 * Waits until the pod was not Ready, every one of its containers was restarted, all of them are ready, and samples flow
 * in every app.
 *
 * @param since the state of the pod before the fault
 */
export async function renewed(bench: Bench, since: IPod, watch: PodWatch, seconds = 120): Promise<void> {
  const before = restartsOf(since);
  const same = isSame(since);
  await watch.until((sights) => {
    const index = sights.findIndex(({ pod }) => same(pod) && restartsOf(pod)['link'] !== before['link']);
    return index !== -1 && sights.slice(index).some(({ pod }) => same(pod) && !isReady(pod));
  }, seconds);
  await startedAgain(bench, since, watch, Object.keys(before), seconds);
}

/**
 * The same after a fault that ends all apps together with RouDi, except that link need not restart. RouDi does not
 * start while an app of the earlier one is running. It may be back, and the apps too, before link checks, and link then
 * rightly restarts nothing.
 */
export async function back(bench: Bench, since: IPod, watch: PodWatch, seconds = 120): Promise<void> {
  const same = isSame(since);
  const others = Object.keys(restartsOf(since)).filter((name) => name !== 'link');
  await watch.until((sights) => sights.some(({ pod }) => same(pod) && !isReady(pod)), seconds);
  await startedAgain(bench, since, watch, others, seconds);
}

/** Waits until these containers were restarted, the pod is Ready, and samples flow in every app. */
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

/** Waits until an app has reported two more samples; returns its log from there on. A container may end meanwhile. */
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

export function restartsOf(pod: IPod): Record<string, number> {
  return Object.fromEntries(containers(pod).map(({ name, restartCount }) => [name, restartCount]));
}

/** Memory of the pod's segments, including those that only a process still holds. */
export async function usedKiB(bench: Bench, pod: IPod): Promise<string | undefined> {
  const table = await inLink(bench, pod, 'df -k /dev/shm');
  return table.trim().split('\n').at(-1)?.split(/\s+/)[2];
}

/** Everything in the /tmp of a pod, by kind and name, except link's count of deaths. */
export async function filesOf(bench: Bench, pod: IPod): Promise<string[]> {
  const list = await inLink(bench, pod, 'ls -lA /tmp');
  return list
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => `${line[0]} ${line.split(/\s+/).at(-1)}`)
    .filter((line) => !line.endsWith(' .iceoryx-deaths'))
    .sort();
}
