// How long 1,000 new IceoryxDeployments take until each has its Deployment and its status, against what
// kube-controller-manager takes for 1,000 Deployments and their ReplicaSets: on the same API server, in the same run.
import { ICEORYX_DEPLOYMENTS } from '../src/controllers/deployment/resource.ts';
import type { KubeClient } from '../src/kube/client.ts';
import type { KubeObject } from '../src/kube/object.ts';
import { DEPLOYMENTS, type Resource } from '../src/kube/resource.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { ControllerManager } from './support/controller-manager.ts';
import { allObserved, createAll, deployment, iceoryxDeployment, namesOf } from './support/load.ts';
import { startMeasured } from './support/operator.ts';
import { measure, rounded, type Usage } from './support/process.ts';

const COUNT = 1000;
const TARGET_RATIO = 0.5;
const TARGET_STALL_MS = 50;
/** Of the monitor of the event loop, which counts its own interval as delay. */
const MONITOR_MS = 20;
const TIMEOUT_MS = 180_000;

/**
 * Times a controller that finds all objects there at once: to create them takes longer than to reconcile them, and
 * would be most of what is measured.
 */
async function timed(
  client: KubeClient,
  pid: number,
  resource: Resource,
  namespace: string,
  make: (namespace: string, name: string) => KubeObject,
  onResume: () => Promise<unknown> = async () => undefined,
): Promise<Usage> {
  const observed = async (count: number): Promise<void> => {
    const watch = new AbortController();
    const timer = setTimeout(() => watch.abort(), TIMEOUT_MS);
    await allObserved(client, resource, namespace, count, watch.signal);
    clearTimeout(timer);
  };
  // Whoever has done one is up and has its caches.
  await createAll(client, resource, ['warm-up'], (name) => make(namespace, name));
  await observed(1);
  process.kill(pid, 'SIGSTOP');
  await createAll(client, resource, namesOf(COUNT), (name) => make(namespace, name));
  const usage = measure(pid);
  process.kill(pid, 'SIGCONT');
  await Promise.all([observed(COUNT + 1), onResume()]);
  return usage();
}

async function main({ cluster, client }: Bench): Promise<void> {
  const controllerManager = new ControllerManager(cluster);
  controllerManager.pause();

  const theirs = await controllerManager.startUnlimited();
  const kube = await timed(client, theirs.pid, DEPLOYMENTS, 'kube', deployment);
  await theirs.stop();

  const { program, metric } = await startMeasured(cluster);
  // To read the longest stall begins a new one; the first is that of having been stopped.
  const longestStall = (): Promise<number> => metric('nodejs_eventloop_lag_max_seconds');
  const ours = await timed(client, program.pid, ICEORYX_DEPLOYMENTS, 'ours', iceoryxDeployment, longestStall);
  const stallMs = Math.max(0, Math.round((await longestStall()) * 1000 - MONITOR_MS));
  const children = await client.list(DEPLOYMENTS, { namespace: 'ours' });
  program.signal('SIGTERM');
  await program.exitCode;

  const ratio = rounded(ours.seconds / kube.seconds);
  process.stdout.write(`${JSON.stringify({ bench: 'reconcile', objects: COUNT, ours, kube, ratio, stallMs })}\n`);
  process.stdout.write(
    `${COUNT} IceoryxDeployments in ${ours.seconds} s (CPU ${ours.cpuSeconds} s, ${ours.peakMiB} MiB, longest stall ${stallMs} ms); kube-controller-manager: ${COUNT} Deployments in ${kube.seconds} s (CPU ${kube.cpuSeconds} s, ${kube.peakMiB} MiB); ratio ${ratio}\n`,
  );
  if (ratio > TARGET_RATIO || stallMs > TARGET_STALL_MS || children.items.length !== COUNT + 1) {
    process.stdout.write(`missed: ratio ≤ ${TARGET_RATIO}, stall ≤ ${TARGET_STALL_MS} ms, a Deployment each\n`);
    process.exitCode = 1;
  }
}

await onCluster('bench-reconcile', ['kube', 'ours'], main);
