// What the webhook costs, beside no webhook and Kyverno: pods are created by dry run on one API server, which asks the
// one, the other, or nothing about them, by their namespace. All are there at once, and the load goes from one to the next
// every two seconds, each time in another order, so that other work on the machine hits all alike. RATE must be one that
// the API server alone serves in time. Kyverno makes the same pods, by its options of an installation. It is built on
// first use, which takes ten minutes and more; `-- --without-kyverno` leaves it out.
import { parseArgs } from 'node:util';
import { resolveAccess } from '../src/kube/access.ts';
import { ASKING, callsOf, podWith, startAsked } from './support/asking.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { componentOf } from './support/component.ts';
import { atRate, closedLoop, type Create, DryRuns, percentile } from './support/dry-runs.ts';
import { startKyverno } from './support/kyverno.ts';
import { inParallel, namesOf, until } from './support/load.ts';
import { stop } from './support/operator.ts';
import { comesFirst, measure, residentMiB, rounded } from './support/process.ts';

/** Pods in a second. */
const RATE = Number(process.env['RATE'] ?? 50);
const ROUNDS = Number(process.env['ROUNDS'] ?? 30);
const TURN_SECONDS = 2;
const CLIENTS = 50;
const CLIENT_ROUNDS = Number(process.env['CLIENT_ROUNDS'] ?? 4);
const CLIENT_SECONDS = 5;
const SILENT_PODS = Number(process.env['SILENT_PODS'] ?? 10_000);
const TARGET_ALONE_MS = 20;
const TARGET_ADDED_MS = 25;
const TARGET_RATIO = 0.7;

const { values } = parseArgs({ options: { 'without-kyverno': { type: 'boolean', default: false } } });
const WAYS = ['none', 'ours', ...(values['without-kyverno'] ? [] : (['kyverno'] as const))] as const;

/** Who is asked, and the figures so far. */
interface Way {
  readonly name: (typeof WAYS)[number];
  readonly create: Create;
  /** Process of the webhook. */
  readonly pid: number | undefined;
  /** Milliseconds of each creation, at the fixed rate and by the clients. */
  readonly times: number[];
  readonly clientTimes: number[];
  cpuSeconds: number;
  peakMiB: number;
}

const namespaceOf = (name: Way['name']): string => `asks-${name}`;

/** Turns the load from one way to the next, in each round in another order. */
async function turns(ways: readonly Way[], rounds: number, turn: (way: Way) => Promise<void>): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const first = round % ways.length;
    for (const way of [...ways.slice(first), ...ways.slice(0, first)]) {
      await turn(way);
    }
  }
}

async function atFixedRate(way: Way): Promise<void> {
  const usage = way.pid === undefined ? undefined : measure(way.pid);
  way.times.push(...(await atRate(way.create, RATE, TURN_SECONDS)));
  const { cpuSeconds = 0, peakMiB = 0 } = usage?.() ?? {};
  way.cpuSeconds += cpuSeconds;
  way.peakMiB = Math.max(way.peakMiB, peakMiB);
}

type Figures = ReturnType<typeof figuresOf>;

function figuresOf(way: Way, alone: Way) {
  const at = (part: number): number => percentile(way.times, part);
  const added = (part: number): number => rounded(at(part) - percentile(alone.times, part));
  return {
    name: way.name,
    pods: way.times.length,
    p50Ms: rounded(at(0.5)),
    p99Ms: rounded(at(0.99)),
    addedP50Ms: added(0.5),
    addedP99Ms: added(0.99),
    cpuSecondsOf1000: rounded((way.cpuSeconds / way.times.length) * 1000),
    residentMiB: way.pid === undefined ? 0 : residentMiB(way.pid),
    peakMiB: way.peakMiB,
    clientPodsPerSecond: Math.round(way.clientTimes.length / (CLIENT_ROUNDS * CLIENT_SECONDS)),
    clientP99Ms: Math.round(percentile(way.clientTimes, 0.99)),
  };
}

function inWords(of: Figures): string {
  const asked = of.name === 'none' ? 'no webhook' : of.name;
  const process = `${of.cpuSecondsOf1000} s of CPU for 1,000 pods, ${of.residentMiB} MiB resident (at most ${of.peakMiB})`;
  return (
    `${asked}: p50 ${of.p50Ms} ms, p99 ${of.p99Ms} ms` +
    (of.name === 'none' ? '' : `, added ${of.addedP50Ms} and ${of.addedP99Ms} ms, ${process}`) +
    `; ${CLIENTS} clients: ${of.clientPodsPerSecond} pods in a second, p99 ${of.clientP99Ms} ms`
  );
}

/** Which goals are missed. */
function missed(figures: readonly Figures[], silentCalls: number): string[] {
  const [alone, ours, kyverno] = figures as [Figures, Figures, Figures?];
  const ratio = kyverno === undefined ? 0 : rounded(ours.addedP99Ms / kyverno.addedP99Ms);
  return [
    ...(alone.p99Ms < TARGET_ALONE_MS
      ? []
      : [`p99 of the API server alone ${alone.p99Ms} ms, not < ${TARGET_ALONE_MS} ms: too much else to do`]),
    ...(ours.addedP99Ms < TARGET_ADDED_MS ? [] : [`added p99 ${ours.addedP99Ms} ms, not < ${TARGET_ADDED_MS} ms`]),
    ...(ratio <= TARGET_RATIO ? [] : [`${ratio} times the added p99 of Kyverno, not ≤ ${TARGET_RATIO}`]),
    ...(silentCalls === 0 ? [] : [`${silentCalls} calls for pods that do not ask`]),
  ];
}

async function main(bench: Bench): Promise<void> {
  const dryRuns = await DryRuns.open(await resolveAccess({ kubeconfig: bench.cluster.kubeconfig }));
  const createBy = (name: Way['name']): Create => dryRuns.of(namespaceOf(name), podWith(ASKING));
  await until('namespaces have service accounts', async () => {
    const created = await Promise.allSettled(WAYS.map((name) => createBy(name)()));
    return created.every(({ status }) => status === 'fulfilled');
  });
  const operator = await startAsked(bench, namespaceOf('ours'), createBy('ours'));
  const [plain, injected] = [await createBy('none')(), await createBy('ours')()];
  const kyverno = values['without-kyverno']
    ? undefined
    : await startKyverno(bench, namespaceOf('kyverno'), createBy('kyverno'), { before: plain, after: injected });
  const pids = { none: undefined, ours: operator.program.pid, kyverno: kyverno?.pid };
  const ways = WAYS.map((name): Way => {
    const figures = { times: [], clientTimes: [], cpuSeconds: 0, peakMiB: 0 };
    return { name, create: createBy(name), pid: pids[name], ...figures };
  });
  const [alone] = ways as [Way];

  // What is compiled or cached on first use is there when the figures begin.
  await turns(ways, 1, async ({ create }) => void (await closedLoop(create, CLIENTS, CLIENT_SECONDS)));
  const apiServer = componentOf(bench.cluster, 'kube-apiserver').pid;
  const yieldAgain = [comesFirst('self'), comesFirst(apiServer)];
  await turns(ways, ROUNDS, atFixedRate);
  yieldAgain.forEach((end) => end());
  await turns(ways, CLIENT_ROUNDS, async ({ create, clientTimes }) => {
    clientTimes.push(...(await closedLoop(create, CLIENTS, CLIENT_SECONDS)));
  });
  const figures = ways.map((way) => figuresOf(way, alone));

  const calls = await callsOf(operator);
  await inParallel(namesOf(SILENT_PODS), dryRuns.of(namespaceOf('ours'), podWith({ app: 'silent' })));
  const silentCalls = (await callsOf(operator)) - calls;

  process.stdout.write(
    `${JSON.stringify({ bench: 'webhook', rate: RATE, figures, silentPods: SILENT_PODS, silentCalls })}\n`,
  );
  for (const line of figures.map(inWords)) {
    process.stdout.write(`${line}\n`);
  }
  process.stdout.write(
    `${RATE} pods in a second; ${SILENT_PODS} pods that do not ask: ${silentCalls} calls, of ${calls} before\n`,
  );
  for (const goal of missed(figures, silentCalls)) {
    process.stdout.write(`missed: ${goal}\n`);
    process.exitCode = 1;
  }
  await stop(operator);
  await dryRuns.close();
}

await onCluster('bench-webhook', WAYS.map(namespaceOf), main);
