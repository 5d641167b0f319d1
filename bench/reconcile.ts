// How long 1,000 new IceoryxDeployments take until each has its Deployment and its status, against what
// kube-controller-manager takes for 1,000 Deployments and their ReplicaSets: on the same API server, in the same run.
//
// Both controllers run with full caches and without client limits: the operator bundled as in its image, with 16
// workers, and kube-controller-manager with 10 for each kind (WORKERS). Each is timed twice, until a watch has seen
// every object with its generation observed in its status:
//
//   from a backlog    it is paused (SIGSTOP) while the objects are created: its own work alone
//   from the creates  it works while 16 clients create the objects: what users wait, creates included
//
// The floor is the operator's two writes for each object by a client that does nothing else: what the API server needs.
// No other controller works meanwhile: the cluster's own kube-controller-manager is stopped throughout. The work of the
// API server for each is reported in CPU seconds. PROFILE=DIRECTORY keeps its CPU profiles, for `go tool pprof`.
import { join } from 'node:path';
import { ICEORYX_DEPLOYMENTS } from '../src/controllers/resources.ts';
import { resolveAccess } from '../src/kube/access.ts';
import type { KubeClient } from '../src/kube/client.ts';
import type { KubeObject } from '../src/kube/object.ts';
import { DEPLOYMENTS, type Resource } from '../src/kube/resource.ts';
import { run } from '../lab/host/run.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { componentOf } from './support/component.ts';
import { ControllerManager } from './support/controller-manager.ts';
import { Floor } from './support/floor.ts';
import { allObserved, createAll, deployment, iceoryxDeployment, namesOf } from './support/load.ts';
import { bundledOperator, stop } from './support/operator.ts';
import { measure, rounded, type Usage } from './support/process.ts';

const COUNT = Number(process.env['OBJECTS'] ?? 1000);
/** Each on a cluster of its own. */
const RUNS = Number(process.env['RUNS'] ?? 3);
/** Workers of kube-controller-manager for each kind. */
const WORKERS = Number(process.env['WORKERS'] ?? 10);
const PROFILE = process.env['PROFILE'];
const TARGET_RATIO = 0.5;
const TARGET_STALL_MS = 50;
/** Interval of the monitor of the event loop, which counts it as delay. */
const MONITOR_MS = 20;
const TIMEOUT_MS = 300_000;

type Way = 'backlog' | 'creates';
const WAYS = ['backlog', 'creates'] as const satisfies Way[];
const namespaceOf = (who: string, way: Way): string => `${who}-${way}`;
const NAMESPACES = ['kube', 'ours', 'floor'].flatMap((who) => WAYS.map((way) => namespaceOf(who, way)));

interface Cost extends Usage {
  /** CPU seconds of the API server. */
  readonly serverCpuSeconds: number;
}

interface Result {
  readonly kube: Cost;
  readonly ours: Cost & { readonly stallMs: number };
  readonly floor: Pick<Cost, 'seconds' | 'serverCpuSeconds'>;
  /** Ratio of our times to those of kube-controller-manager, and of ours to the floor. */
  readonly ratio: number;
  readonly overFloor: number;
}

/** Work to be timed, for a controller or for the client of the floor. */
interface Work {
  readonly bench: Bench;
  readonly who: string;
  readonly way: Way;
  readonly resource: Resource;
  /** Process ids of the API server and of the controller. */
  readonly server: number;
  readonly controller: number;
  readonly make: (namespace: string, name: string) => KubeObject;
  readonly onResume?: () => Promise<unknown>;
}

async function observed(client: KubeClient, resource: Resource, namespace: string, count: number): Promise<void> {
  const watch = new AbortController();
  const timer = setTimeout(() => watch.abort(), TIMEOUT_MS);
  await allObserved(client, resource, namespace, count, watch.signal);
  clearTimeout(timer);
}

async function timed({ bench, who, way, resource, server, controller, make, onResume }: Work): Promise<Cost> {
  const { client } = bench;
  const namespace = namespaceOf(who, way);
  // A controller that has done one is running and has its caches.
  await createAll(client, resource, ['warm-up'], (name) => make(namespace, name));
  await observed(client, resource, namespace, 1);
  const create = async (): Promise<void> =>
    createAll(client, resource, namesOf(COUNT), (name) => make(namespace, name));
  if (way === 'backlog') {
    process.kill(controller, 'SIGSTOP');
    await create();
  }
  const profile = profiled(bench, namespace);
  const usage = measure(controller);
  const serverUsage = measure(server);
  if (way === 'backlog') {
    process.kill(controller, 'SIGCONT');
  }
  await Promise.all([
    observed(client, resource, namespace, COUNT + 1),
    onResume?.(),
    way === 'backlog' ? undefined : create(),
  ]);
  const cost = { ...usage(), serverCpuSeconds: serverUsage().cpuSeconds };
  await profile;
  return cost;
}

async function profiled({ cluster }: Bench, name: string): Promise<void> {
  if (PROFILE !== undefined) {
    const keep = `exec kubectl get --raw '/debug/pprof/profile?seconds=5' >"$1"`;
    await run(cluster.wrap(['sh', '-c', keep, 'sh', join(PROFILE, `${name}.pprof`)]));
  }
}

async function floorOf({ cluster, client }: Bench, server: number, way: Way): Promise<Result['floor']> {
  const floor = await Floor.open(await resolveAccess({ kubeconfig: cluster.kubeconfig }));
  const namespace = namespaceOf('floor', way);
  const done = await client.list(ICEORYX_DEPLOYMENTS, { namespace: namespaceOf('ours', way) });
  const statuses = new Map(done.items.map((object) => [object.metadata.name, object['status']]));
  const make = (name: string): KubeObject => iceoryxDeployment(namespace, name);
  if (way === 'backlog') {
    await createAll(client, ICEORYX_DEPLOYMENTS, namesOf(COUNT), make);
  }
  const objects =
    way === 'backlog' ? (await client.list(ICEORYX_DEPLOYMENTS, { namespace })).items : namesOf(COUNT).map(make);
  const send = floor.prepare(objects, statuses);
  const serverUsage = measure(server);
  await Promise.all([observed(client, ICEORYX_DEPLOYMENTS, namespace, COUNT), send()]);
  const { seconds, cpuSeconds } = serverUsage();
  await floor.close();
  return { seconds, serverCpuSeconds: cpuSeconds };
}

async function once(bench: Bench): Promise<Record<Way, Result>> {
  const { cluster, client } = bench;
  const controllerManager = new ControllerManager(cluster);
  controllerManager.pause();
  const server = componentOf(cluster, 'kube-apiserver').pid;
  const start = await bundledOperator(cluster);

  const theirs = await controllerManager.startUnlimited(WORKERS);
  const kube = await eachWay((way) =>
    timed({ bench, who: 'kube', way, resource: DEPLOYMENTS, server, controller: theirs.pid, make: deployment }),
  );
  await theirs.stop();

  const operator = await start();
  // Reading the longest stall resets it; the first value covers the time of having been stopped.
  const longestStall = (): Promise<number> => operator.metric('nodejs_eventloop_lag_max_seconds');
  const ours = await eachWay(async (way) => {
    const cost = await timed({
      bench,
      who: 'ours',
      way,
      resource: ICEORYX_DEPLOYMENTS,
      server,
      controller: operator.program.pid,
      make: iceoryxDeployment,
      onResume: longestStall,
    });
    const children = await client.list(DEPLOYMENTS, { namespace: namespaceOf('ours', way), metadataOnly: true });
    if (children.items.length !== COUNT + 1) {
      throw new Error(`${children.items.length} Deployments for ${COUNT + 1} IceoryxDeployments`);
    }
    return { ...cost, stallMs: Math.max(0, Math.round((await longestStall()) * 1000 - MONITOR_MS)) };
  });
  await stop(operator);

  const floor = await eachWay((way) => floorOf(bench, server, way));
  return eachWay((way) => ({
    kube: kube[way],
    ours: ours[way],
    floor: floor[way],
    ratio: rounded(ours[way].seconds / kube[way].seconds),
    overFloor: rounded(ours[way].seconds / floor[way].seconds),
  }));
}

async function eachWay<T>(work: (way: Way) => T | Promise<T>): Promise<Record<Way, T>> {
  return { backlog: await work('backlog'), creates: await work('creates') };
}

function inWords({ seconds, cpuSeconds, serverCpuSeconds, peakMiB }: Cost): string {
  return `${seconds} s (CPU ${cpuSeconds} s, of the API server ${serverCpuSeconds} s, at most ${peakMiB} MiB)`;
}

const runs: Record<Way, Result>[] = [];
for (let run = 0; run < RUNS; run += 1) {
  await onCluster('bench-reconcile', NAMESPACES, async (bench) => {
    const results = await once(bench);
    runs.push(results);
    for (const way of WAYS) {
      const { ours, kube, floor, ratio, overFloor } = results[way];
      process.stdout.write(
        `from ${way === 'backlog' ? 'a backlog' : 'the creates'}: ` +
          `${COUNT} IceoryxDeployments in ${inWords(ours)}, longest stall ${ours.stallMs} ms; ` +
          `kube-controller-manager, ${COUNT} Deployments: ${inWords(kube)}; ratio ${ratio}; ` +
          `floor ${floor.seconds} s (of the API server ${floor.serverCpuSeconds} s), ours ${overFloor} times that\n`,
      );
    }
  });
}
const middle = (way: Way, figure: (result: Result) => number): number =>
  runs.map((results) => figure(results[way])).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? NaN;
const summary = await eachWay((way) => ({
  ratio: middle(way, (result) => result.ratio),
  overFloor: middle(way, (result) => result.overFloor),
  stallMs: middle(way, ({ ours }) => ours.stallMs),
}));
process.stdout.write(`${JSON.stringify({ bench: 'reconcile', objects: COUNT, ...summary, runs })}\n`);
for (const way of WAYS) {
  const { ratio, overFloor, stallMs } = summary[way];
  process.stdout.write(
    `${way}, the middle of ${RUNS} runs: ratio ${ratio}, ${overFloor} times the floor, longest stall ${stallMs} ms\n`,
  );
}
if (WAYS.some((way) => summary[way].ratio > TARGET_RATIO || summary[way].stallMs > TARGET_STALL_MS)) {
  process.stdout.write(`missed: ratio ≤ ${TARGET_RATIO}, stall ≤ ${TARGET_STALL_MS} ms\n`);
  process.exitCode = 1;
}
