// The smallest memory limit with which RouDi starts, lives through full use of every mempool and ends cleanly, found by
// bisecting on a real node, against the limit that the operator computes; for iceoryx 2.0 and, where there is one, 2.95.
// Needs root, and some minutes for each. An argument, such as 2.95, takes that release only.
import { planDeployment } from '../src/pod/deployment-request.ts';
import { buildImages } from '../lab/images/build.ts';
import { charged, CONFIGURATIONS, filled, filling, trial } from '../lab/trials/memory-trial.ts';
import { newerIceoryxPrefix } from '../lab/iceoryx/newer-iceoryx.ts';
import { Bench } from '../lab/operator/node-cluster.ts';

const MIB = 1024n * 1024n;
const mib = (bytes: bigint): string => (Number(bytes) / Number(MIB)).toFixed(1);

const [only = ''] = process.argv.slice(2);
const bench = await Bench.open('bench-memory');
const prefix = await newerIceoryxPrefix();
const newer = prefix === undefined ? [] : [(await buildImages({ prefix })).images];
for (const { archive } of newer.flatMap((images) => Object.values(images))) {
  await bench.cluster.load(archive);
}
const rows: string[][] = [];
let version = '';
for (const images of [bench.images, ...newer]) {
  const [, release = ''] = images.roudi.reference.split(':');
  for (const [pools, mempools] of release.startsWith(only) ? Object.entries(CONFIGURATIONS) : []) {
    const name = `${pools}-${release.replaceAll('.', '-')}`;
    const object = filling(name, images, mempools);
    const { plan } = planDeployment(object);
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
    rows.push([release, pools, mib(segmentBytes), mib(bytes), mib(need), mib(roudi.bytes), mib(most)]);
    if (roudi.bytes > most) {
      process.exitCode = 1;
    }
  }
}
await bench.close();
await bench.cluster.down();
const head = [
  'iceoryx',
  'pools',
  'segments',
  'charged at full use',
  'smallest limit that survives',
  'computed limit',
  'allowed',
];
for (const row of [head, head.map(() => '---'), ...rows]) {
  process.stdout.write(`| ${row.join(' | ')} |\n`);
}
process.stdout.write(`\nMiB; cgroup ${version}, Kubernetes 1.36\n`);
