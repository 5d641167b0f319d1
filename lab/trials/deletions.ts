import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { ImageSet } from '../images/build.ts';
import type { Bench } from '../operator/node-cluster.ts';
import { containers, exitCodes, isReady, lastSights, PodWatch, type Sight } from '../operator/pod-watch.ts';
import { reports } from '../iceoryx/samples.ts';
import { until } from '../host/until.ts';
import { VolumeWatch, type WatchedVolume } from '../operator/volume-watch.ts';

export type Images = ImageSet['images'];

/** A pod and the way it is deleted. */
export interface Scenario {
  readonly id: string;
  /** Title in tables: what the pod is and what happens to it. */
  readonly title: string;
  readonly pod: (name: string, images: Images, index: number) => IPod;
  /** How many runtimes register in a pod; 2 when absent. */
  readonly runtimes?: number;
  /** Further arguments of `kubectl delete`. */
  readonly deleteWith?: readonly string[];
  /** Each pod is deleted at a random moment within these seconds from the start of its first container. */
  readonly earlySeconds?: number;
  /** Signal that RouDi receives as soon as the link knows that the pod is being deleted. */
  readonly roudiGets?: NodeJS.Signals;
  /** RouDi receives the signal earlier: at a random moment within these seconds after the request. */
  readonly roudiGetsItWithin?: number;
}

/** How a pod ended. */
export interface Ending {
  readonly name: string;
  /** From the acceptance of the deletion until the object was gone. */
  readonly seconds: number;
  /**
   * From the acceptance of the deletion until each container had ended, in whole seconds as the kubelet reports them.
   */
  readonly ended: Readonly<Record<string, number>>;
  /** Exit codes by container, without containers that never ran. */
  readonly codes: Readonly<Record<string, number>>;
  /** Why each container ended, as the kubelet reports it: Completed, Error, OOMKilled. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Termination message of each container that has one. */
  readonly lastWords: Readonly<Record<string, string>>;
  /** Output of the apps by container. Empty for pods deleted early. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
  /** Number of runtimes that reported a clean end. */
  readonly clean: number;
  /** Segments, sockets and locks that were in the volumes when the volumes were removed. */
  readonly leftovers: readonly string[];
}

/** RouDi's exit code, in a pod of the operator or a plain one. */
export function roudiCode({ codes }: Pick<Ending, 'codes'>): number | undefined {
  return codes['iceoryx-roudi'] ?? codes['roudi'];
}

/** Exit codes by which a container runtime reports SIGABRT of a process that is not PID 1, and of one that is. */
export function hasAborted(code: number | undefined): boolean {
  return code === 134 || code === 139;
}

const SECONDS_TO_START = 180;
const SECONDS_TO_END = 240;

/**
 * Starts all pods of a scenario at once and deletes them as the scenario says.
 *
 * @param random chooses the moments of deletions and signals that occur at a random moment
 * @throws an Error when a pod does not start or does not end; pods that are left are deleted
 */
export async function endings(
  bench: Bench,
  scenario: Scenario,
  images: Images,
  count: number,
  random: () => number = Math.random,
): Promise<Ending[]> {
  const run = `${scenario.id}-${randomBytes(2).toString('hex')}`;
  const pods = Array.from({ length: count }, (_, index) =>
    labelled(scenario.pod(`${run}-${index}`, images, index), run),
  );
  const label = `run=${run}`;
  const watch = new PodWatch(bench, '-l', label);
  const volumes = new VolumeWatch(bench.cluster.nodes[0]?.pid ?? 0);
  try {
    await bench.apply(...pods);
    const known = () => [...lastSights(watch.sights).values()];
    await watch.until(() => known().length >= count, SECONDS_TO_START);
    known().forEach(({ pod }) => volumes.add(pod.metadata?.uid ?? '', emptyDirs(pod)));
    const logs =
      scenario.earlySeconds === undefined ? await startedLogs(bench, watch, scenario, pods, label) : () => undefined;
    const allGone = watch.until(
      () => known().filter(({ type }) => type === 'DELETED').length >= count,
      SECONDS_TO_START + SECONDS_TO_END,
    );
    await Promise.all([allGone, deleteAll(bench, watch, scenario, pods, random)]);
    const lines = await logs();
    return known().map(({ pod }) => ending(pod, watch.sights, lines ?? [], volumes));
  } catch (error) {
    await bench.kubectl('delete', 'pods', '-l', label, '--grace-period=1', '--wait=false').catch(() => undefined);
    throw error;
  } finally {
    volumes.close();
    watch.close();
  }
}

function labelled(pod: IPod, run: string): IPod {
  return { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata?.labels, run } } };
}

function emptyDirs({ spec }: IPod): WatchedVolume[] {
  return (spec?.volumes ?? []).flatMap(({ name, emptyDir }) =>
    emptyDir === undefined ? [] : [{ name, inMemory: emptyDir.medium === 'Memory' }],
  );
}

/** Waits until every runtime of every pod is registered. Returns a function that waits for the end of the logs. */
async function startedLogs(
  bench: Bench,
  watch: PodWatch,
  { runtimes = 2 }: Scenario,
  pods: readonly IPod[],
  label: string,
): Promise<() => Promise<readonly string[]>> {
  await watch.until(() => {
    const last = [...lastSights(watch.sights).values()];
    return last.filter(({ pod }) => isReady(pod)).length >= pods.length;
  }, SECONDS_TO_START);
  const names = new Set(pods.flatMap(({ spec }) => spec?.containers ?? []).map(({ name }) => name));
  // The logs of RouDi and the link are not followed: a machine has 128 inotify instances, and the kubelet takes one for
  // each log.
  const apps = [...names].map((name) =>
    bench.follow('logs', '-f', '-l', label, '-c', name, '--prefix', '--max-log-requests=500'),
  );
  const lines = (): string[] => apps.flatMap(({ stdout }) => stdout);
  const stop = new AbortController();
  for (const { exitCode, stdout } of apps) {
    void exitCode.then(() => stop.abort(new Error(['a log ended early:', ...stdout.slice(-5)].join('\n'))));
  }
  await until(
    'every runtime is registered',
    () => reports(lines().map(text), 'started').length >= runtimes * pods.length,
    {
      timeoutSeconds: SECONDS_TO_START,
      signal: stop.signal,
    },
  );
  return async () => {
    await Promise.all(apps.map(async ({ exitCode }) => exitCode));
    return lines();
  };
}

async function deleteAll(
  bench: Bench,
  watch: PodWatch,
  scenario: Scenario,
  pods: readonly IPod[],
  random: () => number,
): Promise<void> {
  const names = pods.map(({ metadata }) => metadata?.name ?? '');
  const remove = async (...which: string[]) =>
    bench.kubectl('delete', 'pod', ...which, '--wait=false', ...(scenario.deleteWith ?? []));
  const { earlySeconds, roudiGets, roudiGetsItWithin } = scenario;
  const uidOf = (name: string) => lastSights(watch.sights).get(name)?.pod.metadata?.uid ?? '';
  const roudis = new Map(names.map((name) => [name, roudiGetsItWithin === undefined ? [] : roudisOf(uidOf(name))]));
  if (earlySeconds === undefined) {
    await remove(...names);
  } else {
    await Promise.all(
      names.map(async (name) => {
        const begun = ({ pod }: Sight) =>
          pod.metadata?.name === name && containers(pod).some(({ state }) => state?.running !== undefined);
        await watch.until((sights) => sights.some(begun), SECONDS_TO_START);
        await delay(random() * earlySeconds * 1000);
        await remove(name);
      }),
    );
  }
  if (roudiGets !== undefined) {
    await Promise.all(
      names.map(async (name) => {
        if (roudiGetsItWithin === undefined) {
          const uid = uidOf(name);
          const hooksRun = (pid: number) => existsSync(`/proc/${pid}/root/run/iceoryx/ending`);
          roudis.set(
            name,
            await until(`the hooks of ${name} run`, () => {
              const pids = roudisOf(uid);
              return pids.some(hooksRun) && pids;
            }),
          );
        } else {
          await delay(random() * roudiGetsItWithin * 1000);
        }
        roudis.get(name)?.forEach((pid) => process.kill(pid, roudiGets));
      }),
    );
  }
}

function isEnding({ metadata }: IPod): boolean {
  return metadata?.deletionTimestamp !== undefined;
}

/** Process ids on this machine of RouDi in the pod with that uid. */
function roudisOf(uid: string): number[] {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => read(`/proc/${pid}/comm`) === 'iox-roudi\n' && read(`/proc/${pid}/cgroup`).includes(uid))
    .map(Number);
}

function ending(last: IPod, sights: readonly Sight[], lines: readonly string[], volumes: VolumeWatch): Ending {
  const { name = '', uid = '' } = last.metadata ?? {};
  const own = sights.filter(({ pod }) => pod.metadata?.uid === uid);
  const first = own.find(({ pod }) => isEnding(pod));
  const begin = first?.at ?? Number.NaN;
  // The kubelet's last request, after all containers have ended, sets both fields again.
  const { deletionTimestamp = '', deletionGracePeriodSeconds = 0 } = first?.pod.metadata ?? {};
  const requested = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000;
  const end = own.find(({ type }) => type === 'DELETED')?.at ?? Number.NaN;
  const logs = new Map<string, string[]>();
  for (const line of lines.filter((line) => line.startsWith(`[pod/${name}/`))) {
    const container = line.slice(`[pod/${name}/`.length, line.indexOf(']'));
    logs.set(container, [...(logs.get(container) ?? []), text(line)]);
  }
  const terminated = containers(last).flatMap(({ name, state }) =>
    state?.terminated === undefined ? [] : [{ name, ...state.terminated }],
  );
  return {
    name,
    seconds: (end - begin) / 1000,
    ended: Object.fromEntries(
      terminated.map(({ name, finishedAt = '' }) => [name, (Date.parse(finishedAt) - requested) / 1000]),
    ),
    codes: exitCodes(last),
    reasons: Object.fromEntries(terminated.map(({ name, reason = '' }) => [name, reason])),
    lastWords: Object.fromEntries(terminated.flatMap(({ name, message }) => (message ? [[name, message]] : []))),
    logs,
    clean: [...logs.values()].reduce((sum, lines) => sum + reports(lines, 'clean-exit').length, 0),
    // Files through which the agent and RouDi communicate are removed with the pod.
    leftovers: volumes.last(uid).filter((path) => !/^iceoryx-(?:agent|state)\//.test(path)),
  };
}

/** A line without the prefix that `--prefix` adds. */
function text(line: string): string {
  return line.slice(line.indexOf('] ') + 2);
}
