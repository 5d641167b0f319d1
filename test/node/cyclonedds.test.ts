/** `spec.cycloneDDS` for a third-party program: Debian's ddsperf, with samples of 67,728 bytes, 100 a second. */
import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment, IceoryxDeploymentSpec } from '../../src/api/iceoryx-deployment.generated.ts';
import { buildDdsperf } from '../../lab/images/ddsperf.ts';
import { domain, memberPods, roudiPods } from '../../lab/operator/domains.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killIn } from '../../lab/operator/pod-processes.ts';
import { exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { killRoudi, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';
import { poolOfMessage } from '../../src/iceoryx/ros2.ts';

const SAMPLE_BYTES = 67_728;
const PER_SECOND = 100;
/** -L: ddsperf ignores its own publications otherwise, which shared memory cannot do. */
const TOPIC = ['-L', '-T', 'S32k', '-k', '5'];
/** Far less than 500 samples to one subscriber over the network; discovery and heartbeats take some kilobytes. */
const OVER_NETWORK = (500 * SAMPLE_BYTES) / 20;
const SEGMENTS = [
  {
    mempools: [
      { size: 1024, count: 200 },
      { size: poolOfMessage(SAMPLE_BYTES), count: 200 },
    ],
  },
];

let bench: Bench;
let image: string;
test.before(async (t) => {
  t.timeout(10 * 60_000, 'packages are installed on first use');
  const { archive, reference } = await buildDdsperf((line) => t.log(line));
  bench = await Bench.open('dds');
  await bench.cluster.load(archive);
  image = reference;
});
test.after.always(async () => bench.close());

function ddsperf(name: string, role: 'pub' | 'sub'): IContainer {
  return { name, image, args: [...TOPIC, role, ...(role === 'pub' ? [`${PER_SECOND}Hz`] : [])] };
}

function object(
  name: string,
  containers: readonly IContainer[],
  { hostNetwork, ...spec }: Partial<IceoryxDeploymentSpec> & { readonly hostNetwork?: boolean } = {},
): IceoryxDeployment {
  const roudi = spec.domain === undefined ? { image: bench.images.roudi.reference, segments: SEGMENTS } : undefined;
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name },
    spec: {
      ...(roudi === undefined ? {} : { roudi }),
      cycloneDDS: {},
      template: { spec: { containers: [...containers], ...(hostNetwork === undefined ? {} : { hostNetwork }) } },
      ...spec,
    },
  };
}

/** Number of samples that a subscriber reports in all. */
function received({ stdout }: Program): number {
  return Number(stdout.findLast((line) => / total \d/.test(line))?.match(/ total (\d+)/)?.[1] ?? 0);
}

/** The log of a subscriber that receives samples. */
async function receiving(pod: IPod, container = 'subscriber'): Promise<Program> {
  return until(`${container} receives samples`, async () => {
    const log = bench.follow('logs', '-f', '--tail=1', nameOf(pod), '-c', container);
    await log.until((program) => received(program) > 0, 60);
    return log;
  });
}

/** Bytes that a pod has sent so far, without those to itself. */
async function sentBy(pod: IPod, container: string): Promise<number> {
  const table = await bench.kubectl('exec', nameOf(pod), '-c', container, '--', 'cat', '/proc/net/dev');
  const rows = table.split('\n').filter((line) => /^\s*eth\d+:/.test(line));
  return rows.reduce((sum, row) => sum + Number(row.split(':')[1]?.trim().split(/\s+/)[8]), 0);
}

/** Samples that a subscriber receives in a second, and bytes that the publisher sends in five or more. */
async function inFiveSeconds(subscriber: Program, publisher: IPod): Promise<{ perSecond: number; bytes: number }> {
  // ddsperf reports the number once a second. Several of its lines may arrive together.
  const reports = (): number => subscriber.stdout.filter((line) => / total \d/.test(line)).length;
  const [samples, before, bytes] = [received(subscriber), reports(), await sentBy(publisher, 'publisher')];
  await subscriber.until(() => reports() >= before + 5, 60);
  const perSecond = (received(subscriber) - samples) / (reports() - before);
  return { perSecond, bytes: (await sentBy(publisher, 'publisher')) - bytes };
}

async function ready(...names: readonly string[]): Promise<void> {
  await bench.kubectl('wait', '--for=condition=Ready', ...names.map((name) => `ioxd/${name}`), '--timeout=180s');
}

test.serial('apps of one pod share memory, again after RouDi is killed, and end cleanly', async (t) => {
  await bench.apply(object('one', [ddsperf('publisher', 'pub'), ddsperf('subscriber', 'sub')]));
  await ready('one');
  const pod = await bench.onlyPod('one');
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=one');
  const first = await inFiveSeconds(await receiving(pod), pod);
  t.true(first.perSecond > 0.6 * PER_SECOND && first.perSecond < 1.4 * PER_SECOND, JSON.stringify(first));
  t.true(first.bytes < OVER_NETWORK, JSON.stringify(first));

  const before = restartsOf(pod);
  await killRoudi(bench, pod);
  const killed = performance.now();
  await watch.until((sights) => {
    const last = sights.at(-1)?.pod ?? pod;
    return isReady(last) && (restartsOf(last)['subscriber'] ?? 0) > (before['subscriber'] ?? 0);
  });
  const again = await receiving(pod);
  t.log(`samples ${((performance.now() - killed) / 1000).toFixed(1)} s after RouDi was killed`);
  t.true(received(again) > 0);

  await bench.kubectl('delete', 'ioxd', 'one');
  const last = await watch.gone(pod);
  watch.close();
  t.deepEqual(exitCodes(last), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    // ddsperf blocks SIGTERM in its own threads only, so that one of iceoryx takes it, which ends the process.
    publisher: 143,
    subscriber: 143,
  });
});

test.serial(
  'three pods of a domain share memory and receive each sample once, also after RouDi is killed',
  async (t) => {
    const of = { name: 'dds', namespace: bench.namespace };
    const shared = domain('dds', bench.images, { roudi: { segments: SEGMENTS } });
    delete shared.spec.identity;
    await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=privileged');
    await bench.apply(
      shared,
      object('publisher', [ddsperf('publisher', 'pub')], { domain: of, runtimeNames: 'Unique' }),
      object('subscriber', [ddsperf('subscriber', 'sub')], { domain: of, runtimeNames: 'Unique', replicas: 1 }),
      object('another', [ddsperf('subscriber', 'sub')], { domain: of, runtimeNames: 'Unique' }),
    );
    await ready('publisher', 'subscriber', 'another');
    const publisher = await bench.onlyPod('publisher');
    for (const name of ['subscriber', 'another']) {
      const seen = await inFiveSeconds(await receiving(await bench.onlyPod(name)), publisher);
      t.true(seen.perSecond > 0.6 * PER_SECOND && seen.perSecond < 1.4 * PER_SECOND, JSON.stringify(seen));
      t.true(seen.bytes < OVER_NETWORK, JSON.stringify(seen));
    }
    const members = ['publisher', 'subscriber', 'another'];
    const uids = await Promise.all(members.map(async (name) => (await bench.onlyPod(name)).metadata?.uid));
    const [roudi] = [...(await roudiPods(bench, bench.namespace, 'dds')).values()];
    t.is(roudi && killIn(roudi, 'roudi'), 1);
    for (const [index, name] of members.entries()) {
      await until(`${name} is restarted and Ready`, async () => {
        const [now] = [...(await memberPods(bench, name)).values()];
        if (now === undefined || !isReady(now)) return false;
        return now.metadata?.uid !== uids[index] || Object.values(restartsOf(now)).every((count) => count > 0);
      });
    }
    const seen = await inFiveSeconds(await receiving(await bench.onlyPod('another')), await bench.onlyPod('publisher'));
    t.true(seen.perSecond > 0.6 * PER_SECOND && seen.bytes < OVER_NETWORK, JSON.stringify(seen));
    await bench.kubectl('delete', ...members.map((name) => `ioxd/${name}`), 'ioxdom/dds');
  },
);

test.serial(
  'two pods in the network of their node, with a RouDi each, reach each other over that network',
  async (t) => {
    await bench.apply(
      object('left', [ddsperf('publisher', 'pub')], { hostNetwork: true }),
      object('right', [ddsperf('subscriber', 'sub')], { hostNetwork: true }),
    );
    await ready('left', 'right');
    const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'right');
    t.false(JSON.stringify(status?.conditions).includes('MAC address'), 'there is no warning');
    t.true(received(await receiving(await bench.onlyPod('right'))) > 0);
    await bench.kubectl('delete', 'ioxd', 'left', 'right');
  },
);
