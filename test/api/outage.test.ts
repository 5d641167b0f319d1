/** The API server is unavailable for seconds; OUTAGE_SECONDS=300 makes it minutes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { takeAway } from '../../lab/cluster/outage.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { until } from '../../lab/host/until.ts';

const SECONDS = Number(process.env['OUTAGE_SECONDS'] ?? 8);
/** Objects of each sort. */
const COUNT = 10;

const names = (sort: string): string[] => Array.from({ length: COUNT }, (_, index) => `${sort}-${index}`);

/** A cluster whose API server one test stops, while others wait for theirs. */
async function open(t: ExecutionContext, purpose: string): Promise<ApiBench> {
  const bench = await ApiBench.open(purpose);
  t.teardown(async () => {
    await bench.killOperator();
    await bench.close();
  });
  return bench;
}

test('an outage of the API server causes no storm, and nothing is lost afterwards', async (t) => {
  t.timeout((SECONDS + 600) * 1000);
  const bench = await open(t, 'test-outage');
  const directory = mkdtempSync(join(tmpdir(), 'outage-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const proxy = await ObservingProxy.start(bench.cluster.kubeconfig);
  t.teardown(() => proxy.close());
  const kubeconfig = join(directory, 'kubeconfig');
  proxy.writeKubeconfig(kubeconfig);
  await bench.startOperator('--kubeconfig', kubeconfig);
  await bench.apply(
    ...['kept', 'changed', 'removed', 'edited'].flatMap((sort) => names(sort).map((name) => robot(name))),
  );
  await until('all objects are ready', async () =>
    (await all<IceoryxDeployment>(bench, 'ioxd')).every(({ status }) =>
      status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    ),
  );
  const versions = await versionsOf(bench, 'kept');

  // The last changes on the API server, which the operator receives much later.
  const proceed = bench.pauseOperator();
  await bench.apply(...names('changed').map((name) => robot(name, { termination: { appStopSeconds: 20 } })));
  await bench.apply(...names('created').map((name) => robot(name)));
  await bench.kubectl.run(['delete', 'ioxd', ...names('removed'), '--wait=false']);
  await bench.kubectl.run(['scale', 'deployment', ...names('edited'), '--replicas=3']);
  const bringBack = takeAway(bench.cluster);
  t.teardown(bringBack);
  const [writes, requests, logged] = [proxy.writes.length, proxy.requests, bench.log.length];
  proceed();
  await delay(SECONDS * 1000);
  const tries = proxy.requests - requests;
  const lines = bench.log.length - logged;
  bringBack();
  t.log(`${tries} requests and ${lines} lines of log while the API server was away for ${SECONDS} s`);
  // The first try of each call, and then one for all calls every few seconds; creates and deletions have the first only.
  t.true(tries < 200 + 5 * SECONDS, `${tries} requests`);
  t.true(lines < 12 * 3 * COUNT, `${lines} lines`);

  // The API server starts, and the caches find out within the 30 s that they wait at most.
  await until('the operator continues', async () => (await bench.deployment('created-0')) !== undefined, {
    timeoutSeconds: 240,
  });
  // Waits for what the operator wrote, not for the work of kube-controller-manager, which comes back after half a
  // minute.
  await areDone(bench, ...['kept', 'changed', 'created', 'edited'].flatMap(names));
  await until('the removed objects are gone', async () =>
    (await all<Deployment>(bench, 'deployments')).every(({ metadata }) => !metadata.name.startsWith('removed-')),
  );
  const before = graceOf(await bench.deployment('kept-0'));
  for (const name of names('changed')) {
    t.is(graceOf(await bench.deployment(name)), (before ?? 0) + 10, name);
  }
  for (const name of names('edited')) {
    t.is((await bench.deployment(name))?.spec?.replicas, 0, name);
  }
  t.deepEqual(await versionsOf(bench, 'kept'), versions, 'unchanged objects are not written');
  const since = proxy.writes.slice(writes).map(({ path }) => path);
  const objects = since.filter((path) => !path.includes('/events'));
  t.log(`${objects.length} writes afterwards, ${since.length - objects.length} Events`);
  t.true(objects.length <= 6 * 3 * COUNT + COUNT, objects.join('\n'));
  t.false(objects.some((path) => path.includes('kept-')));
  t.true(bench.isRunning, 'it is the same process');
  await bench.stopOperator();
});

test('a leader that cannot renew its lease exits, and the next operator continues', async (t) => {
  t.timeout((SECONDS + 600) * 1000);
  const bench = await open(t, 'test-outage-elected');
  const options = ['--leader-election-namespace', 'default', '--lease-seconds', '10'];
  await bench.startElectedOperator(...options);
  await bench.apply(robot('elected'));
  await bench.holds('elected', 'Ready');
  const before = graceOf(await bench.deployment('elected')) ?? 0;
  await bench.apply(robot('elected', { termination: { appStopSeconds: 20 } }));
  const bringBack = takeAway(bench.cluster);
  t.teardown(bringBack);
  const began = performance.now();
  t.not(await bench.operatorEnded(), 0, 'it exits when its lease expires');
  t.log(`it ended after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  // Started again as by its kubelet; it waits for the API server.
  const started = bench.startWaitingOperator(...options);
  // Thrown again where it is awaited.
  started.catch(() => undefined);
  await until('it answers probes', () => bench.isRunning);
  await delay(Math.min(SECONDS, 5) * 1000);
  t.true(bench.isRunning, 'an operator that cannot start waits and does not crash');
  bringBack();
  const back = performance.now();
  await started;
  t.log(`the next one worked after ${((performance.now() - back) / 1000).toFixed(1)} s`);
  await areDone(bench, 'elected');
  t.is(graceOf(await bench.deployment('elected')), before + 10);
  await bench.stopOperator();
});

async function all<T>(bench: ApiBench, kind: string): Promise<T[]> {
  return (await bench.kubectl.get<{ items: T[] }>(kind))?.items ?? [];
}

/** Waits until the statuses of these objects say that their Deployments are up to date. */
async function areDone(bench: ApiBench, ...wanted: readonly string[]): Promise<void> {
  let left: string[] = [];
  await until(
    `${wanted.length} objects are done`,
    async () => {
      const objects = new Map((await all<IceoryxDeployment>(bench, 'ioxd')).map((each) => [each.metadata.name, each]));
      const children = new Map((await all<Deployment>(bench, 'deployments')).map((each) => [each.metadata.name, each]));
      left = wanted.filter((name) => {
        const { metadata, status } = objects.get(name) ?? {};
        const { observedGeneration, deployment } = status ?? {};
        return (
          observedGeneration === undefined ||
          observedGeneration !== metadata?.generation ||
          deployment?.objectGeneration !== observedGeneration ||
          deployment.generation !== children.get(name)?.metadata.generation
        );
      });
      return left.length === 0;
    },
    { timeoutSeconds: 240, seen: () => `${left.join(', ')} are not` },
  );
}

function graceOf(child: Deployment | undefined): number | undefined {
  return child?.spec?.template.spec?.terminationGracePeriodSeconds;
}

/** Resource versions of the objects of a sort and of their Deployments. */
async function versionsOf(bench: ApiBench, sort: string): Promise<(string | undefined)[]> {
  const both = [await all<IceoryxDeployment>(bench, 'ioxd'), await all<Deployment>(bench, 'deployments')].flat();
  return both
    .filter(({ metadata }) => metadata.name.startsWith(`${sort}-`))
    .map(({ metadata }) => metadata.resourceVersion);
}
