// What 1,000 objects cost while nothing happens, and what a restarted operator writes: nothing.
import { setTimeout as delay } from 'node:timers/promises';
import { ICEORYX_DEPLOYMENTS } from '../src/controllers/deployment/resource.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { createAll, iceoryxDeployment, namesOf, until } from './support/load.ts';
import { type Measured, startMeasured } from './support/operator.ts';
import { measure, residentMiB, rounded } from './support/process.ts';

const COUNT = 1000;
const SECONDS = Number(process.env['IDLE_SECONDS'] ?? 60);
const READS = /method="GET"/;
const WRITES = /method="(?:POST|PUT|PATCH|DELETE)"/;

const requests = (operator: Measured, methods: RegExp): Promise<number> =>
  operator.metric('rest_client_requests_total', methods);

async function stop({ program }: Measured): Promise<void> {
  program.signal('SIGTERM');
  await program.exitCode;
}

async function main({ cluster, client }: Bench): Promise<void> {
  const first = await startMeasured(cluster);
  await createAll(client, ICEORYX_DEPLOYMENTS, namesOf(COUNT), (name) => iceoryxDeployment('idle', name));
  // Their Deployments, Events and everything that follows from them.
  let before = -1;
  await until('the operator has nothing to write any more', async () => {
    await delay(5000);
    const now = await requests(first, WRITES);
    const settled = now === before && now >= 2 * COUNT;
    before = now;
    return settled;
  });
  await stop(first);

  const operator = await startMeasured(cluster);
  await until('each object was looked at after the restart', async () => {
    return (await operator.metric('controller_runtime_reconcile_total')) >= COUNT;
  });
  const writesAfterRestart = await requests(operator, WRITES);
  const [reads, writes] = [await requests(operator, READS), await requests(operator, WRITES)];
  const usage = measure(operator.program.pid);
  await delay(SECONDS * 1000);
  const { cpuSeconds } = usage();
  const result = {
    bench: 'idle',
    objects: COUNT,
    seconds: SECONDS,
    writesAfterRestart,
    reads: (await requests(operator, READS)) - reads,
    writes: (await requests(operator, WRITES)) - writes,
    cpuPercent: rounded((cpuSeconds / SECONDS) * 100),
    residentMiB: residentMiB(operator.program.pid),
  };
  await stop(operator);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.stdout.write(
    `${COUNT} idle objects for ${SECONDS} s: ${result.reads} reads, ${result.writes} writes (${writesAfterRestart} after the restart), ${result.cpuPercent} % of a core, ${result.residentMiB} MiB\n`,
  );
  if (result.writes > 0 || writesAfterRestart > 0) {
    process.stdout.write('missed: no write without a change\n');
    process.exitCode = 1;
  }
}

await onCluster('bench-idle', ['idle'], main);
