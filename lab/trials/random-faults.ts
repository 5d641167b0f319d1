import { setTimeout as delay } from 'node:timers/promises';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Bench } from '../operator/node-cluster.ts';
import { appProcesses, killApp, killIn } from '../operator/pod-processes.ts';
import { isReady } from '../operator/pod-watch.ts';
import { randomOf } from '../host/random.ts';
import { inAgent, killRoudi, nameOf, restartsOf } from '../operator/renewal.ts';
import { apps, pubsub } from '../operator/templates.ts';
import { until } from '../host/until.ts';

/** A fault of a pod whose samples flow. */
export interface Fault {
  readonly strike: (bench: Bench, pod: IPod) => Promise<unknown>;
  /**
   * Which containers restart; `pod` means that another pod comes, which is also accepted instead of `all`. Where apps
   * exit with RouDi, both may be back before the agent looks.
   */
  readonly renews: 'all' | 'all but the agent' | 'iceoryx-agent' | 'publisher' | 'subscriber' | 'pod';
  /** How often they restart; 1 by default. */
  readonly times?: number;
}

const roudi =
  (signal: string): Fault['strike'] =>
  async (bench, pod) =>
    killRoudi(bench, pod, signal);

/** All faults by name. */
export const FAULTS = {
  'RouDi killed': { strike: roudi('KILL'), renews: 'all' },
  'RouDi aborted': { strike: roudi('ABRT'), renews: 'all' },
  'RouDi crashed': { strike: roudi('SEGV'), renews: 'all' },
  'RouDi asked to stop': { strike: roudi('TERM'), renews: 'all but the agent' },
  'RouDi stopped': { strike: roudi('STOP'), renews: 'all' },
  'RouDi out of memory': {
    // The OOM killer takes the largest process of the container, not the one that allocates.
    strike: async (bench, pod) =>
      bench
        .kubectl('exec', nameOf(pod), '-c', 'iceoryx-roudi', '--', 'tail', '-c', '64m', '/dev/zero')
        .catch(() => undefined),
    renews: 'all',
  },
  'RouDi and agent killed': { strike: async (_, pod) => killIn(pod, 'roudi', 'agent'), renews: 'all' },
  'everything killed': { strike: async (_, pod) => killIn(pod, 'roudi', 'agent', 'apps'), renews: 'all' },
  'agent killed': { strike: async (_, pod) => killIn(pod, 'agent'), renews: 'iceoryx-agent' },
  'publisher killed': { strike: async (_, pod) => killApp(pod, 'publisher'), renews: 'publisher' },
  'subscriber killed': { strike: async (_, pod) => killApp(pod, 'subscriber'), renews: 'subscriber' },
  'an app crashes in a loop': {
    strike: async (_, pod) => {
      const first = new Set(appProcesses(pod, 'subscriber').map(({ pid }) => pid));
      killApp(pod, 'subscriber');
      // The killed process may be visible a moment longer.
      await until('the app has restarted', () => appProcesses(pod, 'subscriber').some(({ pid }) => !first.has(pid)));
      killApp(pod, 'subscriber');
    },
    renews: 'subscriber',
    times: 2,
  },
  'pod deleted': {
    strike: async (bench, pod) => bench.kubectl('delete', 'pod', nameOf(pod), '--wait=false'),
    renews: 'pod',
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** A fault from which the pod recovered. */
export interface Survived {
  readonly fault: FaultName;
  /** Whether the operator was killed before the fault and started again seconds later. */
  readonly withoutOperator: boolean;
  /** From the fault until samples flow in every app, by the clock of the node. */
  readonly seconds: number;
}

export interface RandomFaultsOptions {
  readonly name: string;
  readonly count: number;
  readonly seed: number;
  /** `replaced` where pods are not restarted in place. */
  readonly healing: 'in place' | 'replaced';
  /** All faults by default. */
  readonly faults?: readonly FaultName[];
  /** Whether the operator is killed from time to time; true by default. */
  readonly killsOperator?: boolean;
  readonly onSurvived?: (survived: Survived, number: number) => void;
}

/**
 * Applies one random fault after another to a pod of three apps, each as soon as samples flow again. None comes twice
 * before all have come once: the kubelet delays a container that ends again and again for up to five minutes.
 *
 * Each counts as the first: another test covers the spacing of repeated deaths.
 *
 * @throws if samples do not flow again in every app
 */
export async function randomFaults(bench: Bench, options: RandomFaultsOptions): Promise<Survived[]> {
  const { name, count, seed, healing, killsOperator = true, onSurvived } = options;
  const faults = options.faults ?? (Object.keys(FAULTS) as FaultName[]);
  const random = randomOf(seed);
  const recovery = healing === 'replaced' ? { mode: 'Replace' as const, maxPerHour: 120 } : {};
  await bench.apply(pubsub(name, bench.images, threeApps(bench), { recovery }));
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=120s');
  const survived: Survived[] = [];
  let left: readonly FaultName[] = [];
  for (let number = 1; number <= count; number++) {
    left = left.length === 0 ? faults : left;
    const fault = left[Math.floor(random() * left.length)] as FaultName;
    left = left.filter((each) => each !== fault);
    const withoutOperator = killsOperator && random() < 0.3;
    const absentMs = random() * 3000;
    await forgive(bench, name, healing);
    const before = await flowingPod(bench, name, 0);
    if (withoutOperator) {
      await bench.killOperator();
    }
    const begin = Date.now();
    await FAULTS[fault].strike(bench, before.pod);
    if (withoutOperator) {
      await delay(absentMs);
      await bench.startOperator();
    }
    const { since } = await flowingPod(bench, name, begin, (pod) => isStruck(before.pod, pod, FAULTS[fault]));
    const each = { fault, withoutOperator, seconds: Math.round((since - begin) / 10) / 100 };
    survived.push(each);
    onSurvived?.(each, number);
  }
  return survived;
}

/** Median and maximum. */
export function spread(seconds: readonly number[]): { p50: number; max: number } {
  const sorted = seconds.toSorted((a, b) => a - b);
  return { p50: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}

/** A publisher and two subscribers. */
export function threeApps({ images }: Bench): IContainer[] {
  const [publisher, subscriber] = apps(images) as [IContainer, IContainer];
  const command = ['/usr/bin/counter', 'subscriber', '--name', 'second'];
  return [publisher, subscriber, { ...subscriber, name: 'second', command }];
}

/** Clears the record of earlier faults, which would expire by itself. */
async function forgive(bench: Bench, name: string, healing: RandomFaultsOptions['healing']): Promise<void> {
  if (healing === 'in place') {
    await inAgent(bench, await bench.onlyPod(name), 'forget');
    return;
  }
  const patch = JSON.stringify({ status: { recovery: null } });
  await bench.kubectl('patch', 'ioxd', name, '--subresource=status', '--type=merge', '-p', patch);
}

function isStruck(before: IPod, now: IPod, { renews, times = 1 }: Fault): boolean {
  if (renews === 'pod' || before.metadata?.uid !== now.metadata?.uid) {
    return before.metadata?.uid !== now.metadata?.uid;
  }
  const [then, later] = [restartsOf(before), restartsOf(now)];
  const all = Object.keys(later);
  const others = all.filter((container) => container !== 'iceoryx-agent');
  const expected = renews === 'all' ? all : renews === 'all but the agent' ? others : [renews];
  return expected.every((container) => (later[container] ?? 0) - (then[container] ?? 0) >= times);
}

/**
 * Waits until there is exactly one pod, which is as wanted and Ready, and samples flow in each of its apps.
 *
 * @returns the time since when they flow, in milliseconds since 1970. For an app that restarted, its first sample
 *   counts; for other apps, the first sample after that
 */
export async function flowingPod(
  bench: Bench,
  name: string,
  begin: number,
  isWanted: (pod: IPod) => boolean = () => true,
): Promise<{ pod: IPod; since: number }> {
  let seen = '';
  return until(
    `samples flow in every app of ${name}`,
    async () => {
      const { items } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', `iceoryx.io/deployment=${name}`);
      const [pod, ...others] = items.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
      seen = JSON.stringify(items.map(({ metadata, status }) => ({ name: metadata?.name, status })));
      if (pod === undefined || others.length > 0 || !isReady(pod) || !isWanted(pod)) {
        return false;
      }
      const logs = await Promise.all(
        (pod.spec?.containers ?? []).map(async (app) => samplesOf(bench, pod, app.name, begin)),
      );
      const renewed = logs.filter(({ isNew }) => isNew).map(({ times }) => times[0] ?? Infinity);
      const restarted = Math.max(begin, ...renewed);
      const firsts = logs.map(({ times }) => times.find((time) => time >= restarted) ?? Infinity);
      const since = Math.max(restarted, ...firsts);
      return since !== Infinity && { pod, since };
    },
    { timeoutSeconds: 180, seen: () => seen },
  );
}

/** Times of the samples of an app since a moment, and whether the app was started after it. */
async function samplesOf(bench: Bench, pod: IPod, container: string, since: number) {
  const status = pod.status?.containerStatuses?.find(({ name }) => name === container);
  const started = Date.parse(status?.state?.running?.startedAt ?? '');
  const time = since === 0 ? ['--tail=20'] : [`--since-time=${new Date(since).toISOString()}`];
  const log = await bench.kubectl('logs', nameOf(pod), '-c', container, '--timestamps', ...time);
  const times = log.split('\n').flatMap((line) => {
    const [stamp = '', ...text] = line.split(' ');
    const at = Date.parse(stamp);
    return text.join(' ').includes('"sample"') && at >= since ? [at] : [];
  });
  // Kubernetes reports whole seconds.
  return { times, isNew: started >= since - 1000 };
}
