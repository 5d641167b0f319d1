// How long the operator takes from exec until its caches are filled and it leads, and until its first reconcile has
// ended. It is bundled as in its image, with the compile cache, the options of Node and the leader election that it has
// in a pod. Measured with no other object and with 1,000, with the resident memory at that time; bench:idle has more on
// memory.
import { ICEORYX_DEPLOYMENTS } from '../src/controllers/resources.ts';
import { type Bench, onCluster } from './support/cluster.ts';
import { middleOfStarts, type Start } from './support/first-reconcile.ts';
import { allObserved, createAll, iceoryxDeployment, namesOf } from './support/load.ts';
import { bundledOperator, stop } from './support/operator.ts';

const COUNT = Number(process.env['OBJECTS'] ?? 1000);
const RUNS = Number(process.env['RUNS'] ?? 9);
const NAMESPACE = 'startup';
const TARGET_MS = 500;
/** Time for all objects to be reconciled, even on a busy machine. */
const TIMEOUT_MS = 300_000;

function inWords({ runningMs, appliedMs, residentMiB }: Start): string {
  return `works after ${runningMs} ms, its first reconcile has ended after ${appliedMs} ms, ${residentMiB} MiB`;
}

async function main({ cluster, client }: Bench): Promise<void> {
  const start = await bundledOperator(cluster, ['--leader-election-namespace', NAMESPACE]);
  const empty = await middleOfStarts(client, start, NAMESPACE, RUNS);
  await createAll(client, ICEORYX_DEPLOYMENTS, namesOf(COUNT), (name) => iceoryxDeployment(NAMESPACE, name));
  const operator = await start();
  await allObserved(client, ICEORYX_DEPLOYMENTS, NAMESPACE, COUNT, AbortSignal.timeout(TIMEOUT_MS));
  await stop(operator);
  const full = await middleOfStarts(client, start, NAMESPACE, RUNS);

  process.stdout.write(`${JSON.stringify({ bench: 'startup', runs: RUNS, empty, objects: COUNT, full })}\n`);
  process.stdout.write(`the middle of ${RUNS} starts, one object: ${inWords(empty)}\n`);
  process.stdout.write(`the middle of ${RUNS} starts, ${COUNT} more: ${inWords(full)}\n`);
  if (full.appliedMs > TARGET_MS) {
    process.stdout.write(`missed: ${TARGET_MS} ms with ${COUNT} objects\n`);
    process.exitCode = 1;
  }
}

await onCluster('bench-startup', [NAMESPACE], main);
