/** An IceoryxSweep on two real nodes, one of them cordoned and tainted, with files that real RouDis and apps left. */
import { readdirSync } from 'node:fs';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxSweep } from '../../src/api/iceoryx-sweep.generated.ts';
import type { Image } from '../../lab/images/image.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { makeSweepsNamespace, sweepingWith, TwoNodes } from '../../lab/operator/two-nodes.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

const NODES = ['node-1', 'node-2'] as const;
type NodeName = (typeof NODES)[number];
/** Files of a RouDi and of an app that were killed, in this order. */
const OF_ROUDI = ['iceoryx_mgmt', 'root', 'roudi'];
const OF_APP = ['former', 'former.lock'];
const LOCKS = ['iox-unique-roudi.lock', 'roudi.lock'];

let operator: Image;
let place: TwoNodes;
let bench: Bench;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'the image is built on first use');
  operator = await buildTarget('operator');
  place = await TwoNodes.open('sweeps', sweepingWith(operator.reference));
  ({ bench } = place);
  await bench.cluster.load(operator.archive);
  await makeSweepsNamespace(bench);
});
test.after(async () => place.leave());
test.after.always(async () => place.close());

/** A RouDi and a publisher in the node's own directories, like processes of the machine. */
function onNode(name: string, node: NodeName, roudi: string, app: string, hostIPC = false): IPod {
  const volumeMounts = [
    ...(hostIPC ? [] : [{ name: 'shm', mountPath: '/dev/shm' }]),
    { name: 'tmp', mountPath: '/tmp' },
  ];
  const container = (called: string, image: string, script: string) => ({
    name: called,
    image,
    command: ['sh', '-c', script],
    volumeMounts,
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      restartPolicy: 'Never',
      hostPID: true,
      hostIPC,
      terminationGracePeriodSeconds: 1,
      nodeSelector: { 'kubernetes.io/hostname': node },
      tolerations: [{ operator: 'Exists' }],
      containers: [
        container('roudi', bench.images.roudi.reference, roudi),
        container('app', bench.images.counter.reference, app),
      ],
      volumes: [
        { name: 'shm', hostPath: { path: '/dev/shm' } },
        { name: 'tmp', hostPath: { path: '/tmp' } },
      ],
    },
  };
}

const LIVE = 'until [ -S /tmp/roudi ]; do sleep 0.1; done; sleep 0.5;';

/** Leaves files of a RouDi and an app that are killed. */
async function wreck(node: NodeName): Promise<void> {
  const killed =
    'iox-roudi -m off & roudi=$!; until [ -e /tmp/over ]; do sleep 0.1; done; kill -KILL $roudi; wait; exit 0';
  const app = `${LIVE} counter publisher --name former & sleep 3; kill -KILL $!; wait; touch /tmp/over`;
  await bench.apply(onNode(`wreck-${node}`, node, killed, app));
  await until(
    `the pod that leaves files on ${node} has ended`,
    async () => {
      const { status } = await bench.json<IPod>('get', 'pod', `wreck-${node}`);
      return status?.phase === 'Succeeded';
    },
    { timeoutSeconds: 180 },
  );
  await bench.kubectl('delete', 'pod', `wreck-${node}`, '--wait=true');
}

/** Files in the node's own directories that may be iceoryx's. */
function left(node: NodeName): string[] {
  const { pid } = bench.cluster.nodes.find(({ name }) => name === node) ?? { pid: 0 };
  return ['/dev/shm', '/tmp']
    .flatMap((place) => readdirSync(`/proc/${pid}/root${place}`))
    .filter((name) => [...OF_ROUDI, ...OF_APP, ...LOCKS].includes(name))
    .toSorted();
}

/** Number of runs so far. */
let runs = 0;

/** Waits for the end of the run that was just requested. */
async function over(): Promise<IceoryxSweep> {
  const run = ++runs;
  let seen: unknown;
  return until(
    `run ${run} is over`,
    async () => {
      const object = await bench.json<IceoryxSweep>('get', 'ioxsweep', 'all');
      seen = object.status;
      return object.status?.run?.number === run && object.status.run.completionTime !== undefined && object;
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}

/** Names in the node's own directories by their verdict and reason. The two nodes see each other's processes. */
function found({ status }: IceoryxSweep, node: NodeName, verdict: string): string[] {
  const own = status?.run?.findings?.filter((one) => one.node === node && one.place.endsWith(' in /host')) ?? [];
  return own
    .filter((one) => one.verdict === verdict)
    .map(({ name }) => name)
    .toSorted();
}

const reason = ({ status }: IceoryxSweep, type: string) =>
  status?.conditions?.find((condition) => condition.type === type)?.reason;

/**
 * Sweeps one node after the other: nodes of the test cluster share a process table, and one sweep would see the other
 * at work.
 */
async function sweep(spec: object): Promise<void> {
  await bench.apply({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxSweep',
    metadata: { name: 'all' },
    spec: { parallelism: 1, ...spec },
  });
}

async function runAgain(): Promise<void> {
  await bench.kubectl('annotate', 'ioxsweep', 'all', `iceoryx.io/run-at=${new Date().toISOString()}`, '--overwrite');
}

test.serial('a dry run lists the files of two nodes, and leaves them to a RouDi that may return', async (t) => {
  t.timeout(480_000);
  await bench.kubectl('apply', '-f', 'examples/pubsub.yaml');
  await Promise.all(NODES.map(wreck));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/pubsub', '--timeout=180s');
  const { spec } = await bench.onlyPod('pubsub');
  const other = NODES.find((node) => node !== spec?.nodeName) ?? 'node-2';
  await bench.kubectl('cordon', other);
  await bench.kubectl('taint', 'node', other, 'fleet=broken:NoExecute');

  await sweep({ quietPeriodSeconds: 2 });
  const object = await over();
  t.like(object.status?.run?.nodes, { chosen: 2, swept: 2, summary: '2/2' }, JSON.stringify(object.status));
  t.is(reason(object, 'Ready'), 'AllSwept');
  t.is(reason(object, 'OrphanFree'), 'OrphansFound');
  t.is(reason(object, 'AllSettled'), 'Unsettled');
  for (const node of NODES) {
    t.deepEqual(found(object, node, 'Orphan'), OF_APP, node);
    t.deepEqual(found(object, node, 'Unknown'), OF_ROUDI, node);
    t.deepEqual(left(node), [...OF_APP, ...OF_ROUDI, ...LOCKS].toSorted(), 'nothing is removed');
  }
});

test.serial(
  'where the nodes state that no RouDi returns, dryRun: false removes all orphans, and nothing in use',
  async (t) => {
    t.timeout(480_000);
    const pod = await bench.onlyPod('pubsub');
    const log = bench.follow('logs', '-f', pod.metadata?.name ?? '', '-c', 'subscriber');
    await bench.kubectl('annotate', 'node', '--all', 'iceoryx.io/roudi-returns=false');
    await runAgain();
    const dry = await over();
    for (const node of NODES) {
      t.deepEqual(found(dry, node, 'Orphan'), [...OF_APP, ...OF_ROUDI].toSorted(), node);
    }
    await sweep({ quietPeriodSeconds: 2, dryRun: false });
    const object = await over();
    t.is(reason(object, 'OrphanFree'), 'Removed', JSON.stringify(object.status));
    t.is(object.status?.run?.totals.removed, 2 * (OF_APP.length + OF_ROUDI.length));
    t.true((object.status?.run?.totals.removedBytes ?? 0) >= 2 * 216_026_456);
    for (const node of NODES) {
      t.deepEqual(left(node), LOCKS, node);
    }
    t.log(await bench.kubectl('get', 'ioxsweep'));
    const count = samples(log.stdout).length;
    await log.until(({ stdout }) => samples(stdout).length > count + 20);
    const restarts = ({ status }: IPod) => status?.containerStatuses?.map(({ restartCount }) => restartCount);
    t.deepEqual(restarts(await bench.onlyPod('pubsub')), restarts(pod));
  },
);

test.serial(
  'a RouDi of the node itself and its app run on, and what a killed app left beside them is removed',
  async (t) => {
    t.timeout(480_000);
    const app = `${LIVE} counter publisher --name former & sleep 2; kill -KILL $!; wait; exec counter publisher --name latter`;
    // With hostIPC a pod has the node's own /dev/shm without naming it.
    await bench.apply(onNode('host', 'node-1', 'exec iox-roudi -m off', app, true));
    const log = bench.follow('logs', '-f', 'host', '-c', 'app');
    await until('the second app is running', () => log.stdout.some((line) => line.includes('latter')), {
      timeoutSeconds: 60,
    }).catch(() => undefined);
    await log.until(({ stdout }) => samples(stdout).length > 20, 60);
    await runAgain();
    const object = await over();
    // Removed by the sweep of either node: the first one may see the other's /tmp through a process of that node.
    const orphans = object.status?.run?.findings?.filter(({ verdict }) => verdict === 'Orphan') ?? [];
    t.deepEqual(orphans.map(({ name }) => name).toSorted(), OF_APP, JSON.stringify(object.status));
    t.is(object.status?.run?.totals.removed, OF_APP.length);
    t.deepEqual(left('node-1'), [...OF_ROUDI, ...LOCKS].toSorted());
    const count = samples(log.stdout).length;
    await log.until(({ stdout }) => samples(stdout).length > count + 10);
    await bench.kubectl('delete', 'pod', 'host', '--wait=true');
  },
);

test.serial('failed Jobs are reported with the reason: a missing image, and an image that cannot sweep', async (t) => {
  t.timeout(480_000);
  const stalled = async (): Promise<string> => {
    await runAgain();
    const { status } = await over();
    const { status: value, message } = status?.conditions?.find(({ type }) => type === 'Stalled') ?? {};
    t.is(value, 'True');
    return message ?? '';
  };
  await bench.stopOperator();
  await bench.startOperator(sweepingWith('localhost/nowhere:1'));
  t.regex(await stalled(), /2 of 2 nodes have not reported: node-1: ErrImageNeverPull/);
  await bench.stopOperator();
  await bench.startOperator(sweepingWith(bench.images['counter-distroless'].reference));
  t.regex(await stalled(), /node-1: SweepFailed \(exit code \d+: .*sweep/);
});
