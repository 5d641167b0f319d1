// The smallest memory limit with which RouDi starts, lives through full use of every mempool and ends cleanly, found by
// bisecting on a real node, against the limit that the operator computes. Needs root, and some minutes.
import { planPod } from '../src/pod/plan.ts';
import { charged, CONFIGURATIONS, filled, filling, trial } from '../test/support/memory-trial.ts';
import { Bench } from '../test/support/node-cluster.ts';

const MIB = 1024n * 1024n;
const mib = (bytes: bigint): string => (Number(bytes) / Number(MIB)).toFixed(1);

const bench = await Bench.open('bench-memory');
const rows: string[][] = [];
let version = '';
for (const [name, mempools] of Object.entries(CONFIGURATIONS)) {
  const object = filling(name, bench, mempools);
  const { plan } = planPod(object);
  if (plan === undefined) {
    throw new Error(`${name} cannot work`);
  }
  const { segmentBytes, roudi } = plan.memory;
  await bench.apply(object);
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=60s');
  const pod = (await bench.onlyPod(name)).metadata?.name ?? '';
  await filled(bench, pod, mempools.length);
  const { bytes, cgroups } = await charged(bench, pod);
  version = cgroups;

  // In whole MiB: the first is too little, the last is enough.
  let little = segmentBytes / MIB - 1n;
  let enough = roudi.bytes / MIB;
  while (enough - little > 1n) {
    const middle = (little + enough) / 2n;
    const verdict = await trial(bench, name, mempools.length, middle * MIB);
    process.stderr.write(`${name}: ${middle} MiB: ${verdict}\n`);
    if (verdict === 'survived') {
      enough = middle;
    } else {
      little = middle;
    }
  }
  await bench.kubectl('delete', 'ioxd', name);
  const need = enough * MIB;
  const most = (need * 110n) / 100n + 16n * MIB;
  rows.push([name, mib(segmentBytes), mib(bytes), mib(need), mib(roudi.bytes), mib(most)]);
  if (roudi.bytes > most) {
    process.exitCode = 1;
  }
}
await bench.close();
const head = ['pools', 'segments', 'charged at full use', 'smallest limit that survives', 'computed limit', 'allowed'];
for (const row of [head, head.map(() => '---'), ...rows]) {
  process.stdout.write(`| ${row.join(' | ')} |\n`);
}
process.stdout.write(`\nMiB; cgroup ${version}, Kubernetes 1.36, iceoryx 2.0.3\n`);
