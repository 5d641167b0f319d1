// What the operator costs, bundled as in its image: memory while idle, with 1,000 objects, and with their 10,000 pods;
// requests and writes while nothing happens; writes of a restarted operator, of which there must be none; and the time
// from its start until it works, with caches of 1,000 objects.
import { setTimeout as delay } from 'node:timers/promises';
import { ICEORYX_DEPLOYMENTS } from '../src/controllers/resources.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { ControllerManager } from './support/controller-manager.ts';
import { middleOfStarts } from './support/first-reconcile.ts';
import { createAll, iceoryxDeployment, namesOf, until } from './support/load.ts';
import { bundledOperator, type Measured, stop } from './support/operator.ts';
import { createPods } from './support/pods.ts';
import { measure, residentMiB, rounded } from './support/process.ts';

const COUNT = Number(process.env['OBJECTS'] ?? 1000);
const PODS_EACH = Number(process.env['PODS_EACH'] ?? 10);
const SECONDS = Number(process.env['IDLE_SECONDS'] ?? 60);
const NAMESPACE = 'idle';
const TARGET_EMPTY_MIB = 90;
const TARGET_FULL_MIB = 150;
const STARTS = 5;
const TARGET_START_MS = 500;
const READS = /method="GET"/;
const WRITES = /method="(?:POST|PUT|PATCH|DELETE)"/;

const requests = (operator: Measured, methods: RegExp): Promise<number> =>
  operator.metric('rest_client_requests_total', methods);

/**
 * Waits until the operator has reconciled each object, has written at least this often, and does not write any more.
 */
async function settle(operator: Measured, writes: number): Promise<void> {
  let before = -1;
  await until('the operator has stopped writing', async () => {
    await delay(5000);
    const now = await requests(operator, WRITES);
    const settled = now === before && now >= writes;
    before = now;
    return settled && (await operator.metric('controller_runtime_reconcile_total')) >= COUNT;
  });
}

/** Costs while nothing happens. */
async function idleCost(
  operator: Measured,
): Promise<Record<'reads' | 'writes' | 'cpuPercent' | 'residentMiB', number>> {
  const { pid } = operator.program;
  const [reads, writes] = [await requests(operator, READS), await requests(operator, WRITES)];
  const usage = measure(pid);
  await delay(SECONDS * 1000);
  const { cpuSeconds } = usage();
  return {
    reads: (await requests(operator, READS)) - reads,
    writes: (await requests(operator, WRITES)) - writes,
    cpuPercent: rounded((cpuSeconds / SECONDS) * 100),
    residentMiB: residentMiB(pid),
  };
}

async function main({ cluster, client }: Bench): Promise<void> {
  const start = await bundledOperator(cluster);
  const first = await start();
  await delay(5000);
  const emptyMiB = residentMiB(first.program.pid);
  await createAll(client, ICEORYX_DEPLOYMENTS, namesOf(COUNT), (name) => iceoryxDeployment(NAMESPACE, name));
  // Their Deployments, Events and everything else that follows from them.
  await settle(first, 2 * COUNT);
  const workedMiB = residentMiB(first.program.pid);
  await stop(first);

  const second = await start();
  await settle(second, 0);
  const writesAfterRestart = await requests(second, WRITES);
  const idle = await idleCost(second);
  await stop(second);

  const { appliedMs: untilFirstReconcileMs } = await middleOfStarts(client, start, NAMESPACE, STARTS);

  // It would delete pods without a ReplicaSet.
  new ControllerManager(cluster).pause();
  await createPods(client, NAMESPACE, namesOf(COUNT), PODS_EACH);
  const third = await start();
  const usage = measure(third.program.pid);
  await settle(third, 0);
  const full = { pods: COUNT * PODS_EACH, peakMiB: usage().peakMiB, residentMiB: residentMiB(third.program.pid) };
  await stop(third);

  const result = {
    bench: 'idle',
    objects: COUNT,
    emptyMiB,
    workedMiB,
    writesAfterRestart,
    seconds: SECONDS,
    idle,
    untilFirstReconcileMs,
    full,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.stdout.write(
    `resident with nothing to do ${emptyMiB} MiB, after ${COUNT} objects were reconciled ${workedMiB} MiB, ` +
      `restarted with them and ${full.pods} pods ${full.residentMiB} MiB (at most ${full.peakMiB} MiB)\n` +
      `${COUNT} idle objects for ${SECONDS} s: ${idle.reads} reads, ${idle.writes} writes ` +
      `(${writesAfterRestart} after the restart), ${idle.cpuPercent} % of a core, ${idle.residentMiB} MiB\n` +
      `from exec to the first reconcile, with caches of ${COUNT} objects: ${untilFirstReconcileMs} ms\n`,
  );
  if (idle.writes > 0 || writesAfterRestart > 0) {
    process.stdout.write('missed: no write without a change\n');
    process.exitCode = 1;
  }
  if (emptyMiB > TARGET_EMPTY_MIB || full.residentMiB > TARGET_FULL_MIB) {
    process.stdout.write(
      `missed: at most ${TARGET_EMPTY_MIB} MiB with nothing to do, ${TARGET_FULL_MIB} MiB with all\n`,
    );
    process.exitCode = 1;
  }
  if (untilFirstReconcileMs > TARGET_START_MS) {
    process.stdout.write(`missed: the first reconcile within ${TARGET_START_MS} ms\n`);
    process.exitCode = 1;
  }
}

await onCluster('bench-idle', [NAMESPACE], main);
