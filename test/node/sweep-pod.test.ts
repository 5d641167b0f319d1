/** The sweeper as a pod on a real node: with the fewest rights that it needs, beside an IceoryxDeployment. */
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Report } from '../../src/sweep/report.ts';
import { parseSummary } from '../../src/api/sweep-summary.ts';
import type { Image } from '../../lab/images/image.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

let bench: Bench;
let operator: Image;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'the image is built on first use');
  operator = await buildTarget('operator');
  bench = await Bench.open('sweep');
  await bench.cluster.load(operator.archive);
});
test.after.always(async () => bench.close());

/** Runs a pod to its end. */
async function ended(pod: IPod): Promise<{ log: string; exitCode: number; message: string }> {
  const name = pod.metadata?.name ?? '';
  await bench.apply(pod);
  const state = await until(
    `${name} has ended`,
    async () => {
      const { status } = await bench.json<IPod>('get', 'pod', name);
      return status?.containerStatuses?.[0]?.state?.terminated;
    },
    { timeoutSeconds: 90 },
  );
  const log = await bench.kubectl('logs', name);
  await bench.kubectl('delete', 'pod', name, '--wait=false');
  return { log, exitCode: state.exitCode, message: state.message ?? '' };
}

/** A pod such as the operator's Jobs have. */
function sweepPod(name: string, ...args: readonly string[]): IPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      restartPolicy: 'Never',
      hostPID: true,
      containers: [
        {
          name: 'sweep',
          image: operator.reference,
          args: [
            'sweep-machine',
            '--root',
            '/host',
            '--trust-pid-namespace',
            '--summary',
            '/dev/termination-log',
            '-o',
            'json',
            ...args,
          ],
          securityContext: {
            runAsUser: 0,
            readOnlyRootFilesystem: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'], add: ['SYS_PTRACE', 'DAC_OVERRIDE'] },
          },
          volumeMounts: [{ name: 'host', mountPath: '/host', mountPropagation: 'HostToContainer' }],
        },
      ],
      volumes: [{ name: 'host', hostPath: { path: '/' } }],
    },
  };
}

/** A pod that leaves the segments of a killed RouDi in the node's own directories. */
function wreckPod(): IPod {
  const script = 'iox-roudi & until [ -S /tmp/roudi ]; do sleep 0.1; done; kill -KILL $!; wait $!; exit 0';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'wreck' },
    spec: {
      restartPolicy: 'Never',
      containers: [
        {
          name: 'roudi',
          image: bench.images.roudi.reference,
          command: ['sh', '-c', script],
          volumeMounts: [
            { name: 'shm', mountPath: '/dev/shm' },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [
        { name: 'shm', hostPath: { path: '/dev/shm' } },
        { name: 'tmp', hostPath: { path: '/tmp' } },
      ],
    },
  };
}

test.serial('what a RouDi left on the node is removed, and an IceoryxDeployment keeps running', async (t) => {
  t.timeout(300_000);
  await bench.kubectl('apply', '-f', 'examples/pubsub.yaml');
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/pubsub', '--timeout=180s');
  const pod = await bench.onlyPod('pubsub');
  const log = bench.follow('logs', '-f', pod.metadata?.name ?? '', '-c', 'subscriber');
  t.is((await ended(wreckPod())).exitCode, 0);

  const looked = await ended(sweepPod('look', '--dry-run', '--quiet-period', '1'));
  t.is(looked.exitCode, 0, looked.log);
  const { findings } = JSON.parse(looked.log) as Report;
  const live = findings.filter(({ kind, verdict }) => kind === 'ManagementSegment' && verdict === 'Live');
  t.is(live.length, 1);
  t.is(live[0]?.holders[0]?.pod, `${bench.namespace}/${pod.metadata?.name}`);
  t.is(live[0]?.place, `volume iceoryx-shm of pod ${bench.namespace}/${pod.metadata?.name}`);

  const swept = await ended(sweepPod('sweep', '--yes', '--no-roudi-returns', '--quiet-period', '1'));
  t.is(swept.exitCode, 0, swept.log);
  const removed = (JSON.parse(swept.log) as Report).findings.filter(({ outcome }) => outcome?.what === 'Removed');
  t.deepEqual(removed.map(({ place, name }) => `${place}/${name}`).sort(), [
    '/dev/shm in /host/iceoryx_mgmt',
    '/dev/shm in /host/root',
    '/tmp in /host/roudi',
  ]);
  const summary = parseSummary(swept.message);
  t.is(summary?.totals.removed.files, 3);
  t.true((summary?.totals.removed.bytes ?? 0) >= 216_026_456);
  t.true(Buffer.byteLength(swept.message) <= 4096);

  const count = samples(log.stdout).length;
  await log.until(({ stdout }) => samples(stdout).length > count + 20);
  t.deepEqual(
    (await bench.onlyPod('pubsub')).status?.containerStatuses?.map(({ restartCount }) => restartCount),
    pod.status?.containerStatuses?.map(({ restartCount }) => restartCount),
  );
});
