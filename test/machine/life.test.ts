/** An IceoryxDeployment on a machine with a kernel of its own, AppArmor, cgroup v2 and systemd as its driver. */
import test from 'ava';
import type { INode } from 'kubernetes-models/v1/Node';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { until } from '../../lab/host/until.ts';
import { lost, reports, samples } from '../../lab/iceoryx/samples.ts';
import { MACHINE, MACHINE_NODE, onMachine, openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { exitCodes, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, surviveRoudi } from '../../lab/operator/renewal.ts';
import { pubsub, shellWrapped } from '../../lab/operator/templates.ts';
import { parseQuantity } from '../../src/api/quantity.ts';

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('life');
});
test.after.always(async () => bench.close());

test.serial('the node has its own kernel, architecture and control groups', async (t) => {
  const { status } = await bench.json<INode>('get', 'node', MACHINE_NODE);
  t.is(status?.nodeInfo?.architecture, MACHINE);
  t.regex(status?.nodeInfo?.containerRuntimeVersion ?? '', /^containerd:\/\/(?:1\.[7-9]|[2-9])/);
  t.is(status?.nodeInfo?.kernelVersion, (await onMachine(bench, 'uname -r')).trim());
  t.regex(await onMachine(bench, 'cat /proc/1/comm /sys/fs/cgroup/cgroup.controllers'), /^systemd\n.*\bmemory\b/);
});

/** What the kubelet says of a node. */
interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly name: string };
    readonly volume?: readonly { readonly name: string; readonly usedBytes?: number }[];
  }[];
}

/** The volumes for which the kubelet evicts the pod. Undefined before it has measured all that have a limit. */
async function overfullVolumes({ metadata, spec }: IPod): Promise<string[] | undefined> {
  const page = await bench.kubectl('get', '--raw', `/api/v1/nodes/${MACHINE_NODE}/proxy/stats/summary`);
  const { pods } = JSON.parse(page) as Summary;
  const { volume = [] } = pods.find(({ podRef }) => podRef.name === metadata?.name) ?? {};
  const used = new Map(volume.map(({ name, usedBytes }) => [name, usedBytes]));
  const limited = (spec?.volumes ?? []).filter(({ emptyDir }) => emptyDir?.sizeLimit !== undefined);
  return limited.some(({ name }) => used.get(name) === undefined)
    ? undefined
    : limited.flatMap(({ name, emptyDir }) => {
        const [bytes, limit] = [BigInt(used.get(name) ?? 0), String(emptyDir?.sizeLimit)];
        return bytes > parseQuantity(limit) ? [`${name}: ${bytes} bytes of ${limit}`] : [];
      });
}

test.serial('apps behind a shell get every sample, survive the death of RouDi and end cleanly', async (t) => {
  await bench.apply(pubsub('life', bench.images, shellWrapped(bench.images, 1)));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/life', '--timeout=240s');
  const pod = await bench.onlyPod('life');
  const confinement = await bench.kubectl(
    'exec',
    nameOf(pod),
    '-c',
    'publisher',
    '--',
    'cat',
    '/proc/self/attr/current',
  );
  t.is(confinement.trim(), 'cri-containerd.apparmor.d (enforce)');
  const log = await flowing(bench, pod, 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length >= 50);
  log.signal('SIGTERM');
  t.deepEqual(lost(samples(log.stdout)), []);

  t.deepEqual(await until('the kubelet has measured the volumes', async () => overfullVolumes(pod)), []);

  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=life');
  // An emulated machine takes some 10 s for each of five containers.
  await surviveRoudi(bench, pod, watch, 300);
  const logs = ['publisher', 'subscriber'].map((app) => bench.follow('logs', '-f', nameOf(pod), '-c', app));
  await bench.kubectl('delete', 'ioxd', 'life');
  const last = await watch.gone(pod);
  watch.close();
  t.deepEqual(exitCodes(last), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });
  for (const { exitCode, stdout } of logs) {
    await exitCode;
    t.is(reports(stdout, 'clean-exit').length, 1);
  }
});
